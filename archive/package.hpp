#pragma once
// The archival information package (归档信息包) of one closed matter: a BagIt bag that explains and
// verifies itself with coreutils and openssl alone, long after this program.
//
//   data/NN_<stage>/CODE_vN_filename   documents in stage order
//   data/renditions/NN_<stage>/...txt  the text of those whose format hides it
//   data/卷内文件目录.{html,csv}       the catalogue of the volume
//   data/statements/<id>.json .sig .pub.pem
//   data/statements/<id>.<n>.tsr       time-stamps on the signature, with the certificates relied
//   data/statements/<id>.<n>.tsa.pem   on
//   data/keys/<id>.pub.pem             each key that signed, as the register has it: the signature
//   data/keys/<id>.possession.{json,sig}  that proved possession, and what the ledger holds of its
//   data/keys/<id>.registered.{json,leaf,tlog-proof}  registration and, when it stands under this
//   data/keys/<id>.revoked.{json,leaf,tlog-proof}     package's checkpoint, of its revocation
//   data/events.jsonl                  one canonical JSON event a line
//   data/comments.jsonl                the public derivative: receipts, texts, replies
//   data/metadata/                     mets, premis, dat46, eep, dc, ead3 (.xml), relations.json,
//                                      and what explains them: eep.xsd, bagit-profile.json
//   data/proofs/{checkpoint, log.pub.pem, log.vkey, leaves.jsonl, NNNNNN.tlog-proof}
//   data/procedure/<sha256>.scxml      the rules the matter ran on, and the working-day tables
//   data/procedure/<sha256>.csv        its days were counted by, as their files were
//   data/verify.sh, data/README.txt
//   seal.note                          the ledger's signature over all of it
#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/four_property.hpp"
#include "archive/key_register.hpp"
#include "archive/ledger.hpp"
#include "engine/base/json.hpp"
#include "engine/base/text.hpp"
#include "engine/base/time.hpp"

namespace gavel::archive {

struct PackageStage {
  std::string id;
  Text title;
};

struct PackageDocument {
  std::string code, title, filename, media_type, sha256, by;
  int version = 1;
  std::uint64_t size = 0;
  Instant at;
  std::string stage;  ///< A PackageStage's id; others go to "99_other".
  /// 密级 of its own; empty: it has the one that was set for the volume.
  std::string security = {};
  /// Gives the bytes in pieces; called at most once, one document at a time.
  std::function<void(const std::function<void(std::string_view)>& put)> read;
};

/// As TimeStamp::bytes() and Stamped::chain give them (time_stamp.hpp).
struct PackageTimeStamp {
  std::string bytes, chain;
};

struct PackageStatement {
  std::string id, bytes, signature;
  std::string public_key_pem;
  std::string signer, event;  ///< Name of the signer; event it performed. For metadata.
  std::string account = {};   ///< Of the signer, as the statement has it.
  Instant signed_at;
  std::vector<PackageTimeStamp> time_stamps = {};
};

struct PackageEvent {
  std::string line;  ///< Canonical JSON, no newline. A "document" event holds the document's
                     ///< "sha256"; a signed one holds its statement's "statement_sha256".
  std::string name;  ///< For metadata.
  std::string actor;
  std::string account = {};               ///< Of the actor; empty: the system itself.
  std::string unit = {};                  ///< Id of the unit for which it was done.
  std::vector<std::string> offices = {};  ///< Roles in which it was done.
  Instant at;
  std::string leaf;         ///< The ledger entry that names the line's SHA-256 (leaf_bytes), or
                            ///< empty when the line itself is the entry.
  std::uint64_t index = 0;  ///< Of the leaf in the ledger.
  std::vector<Hash> proof;  ///< Inclusion up to the checkpoint below.
};

/// A file that the events were judged by, under its SHA-256.
struct PackageSource {
  std::string extension;  ///< "scxml" or "csv".
  std::string sha256, bytes;
};

/// Parts of the archival code (DA/T 22): fonds-category·year-retention-office-number.
struct ArchivalCode {
  std::string fonds;            ///< 全宗号, "X043".
  std::string category = "WS";  ///< 门类代码.
  int year = 0;
  std::string retention = "Y";  ///< Y, D30 or D10.
  std::string office;           ///< 机构（问题）代码, "BGS".
  int number = 0;               ///< 件号, from 1, four digits at least.
};
using gavel::to_string;  // of instants and days: ours below would hide them
/// "X043-WS·2026-Y-BGS-0001".
[[nodiscard]] std::string to_string(const ArchivalCode& code);

/// 密级: open to all, internal, and the grades of GB/T 7156 and the law on state secrets.
inline constexpr std::array<std::string_view, 6> security_classes{"公开", "内部", "限制",
                                                                  "秘密", "机密", "绝密"};
inline constexpr std::string_view default_security = "内部";
/// From 0, the lowest, as security_classes has them; of no class of these as many as there are.
[[nodiscard]] std::size_t security_rank(std::string_view security);
/// "永久", "30年", "10年"; empty for any other code.
[[nodiscard]] std::string_view retention_words(std::string_view code);

/// An archived matter that this one takes up again.
struct PackageFollowed {
  std::string matter_id, archival_code;
};

struct PackageInput {
  ArchivalCode code;
  std::string matter_id, title;
  std::string organ;          ///< 立档单位: whose archive it is.
  std::string fonds_name;     ///< Empty: the organ has not said; it is left out, and not guessed.
  std::string archives_name;  ///< 档案馆名称: who will keep it for ever. Empty as above.
  /// What the procedure says of its file, each empty where it says nothing: 文件编号 (of the act
  /// that was issued), 分类号; "public" when it was made public by the matter itself.
  std::string document_number, class_code, disclosure;
  /// 密级 that was set for the volume, one of security_classes, and who set it: "procedure",
  /// "policy" (of the organ), or "default". A volume holds what was said behind closed doors beside
  /// what was published, so that where nobody says anything it is internal. Its own class is
  /// volume_security(): no lower than that of any document in it.
  std::string security{default_security};
  std::string security_source = "default";
  std::string unit;  ///< Unit that ran the matter.
  /// What the units that had part were called when the package was ordered, by their ids; an id
  /// that is not here stands for itself.
  std::map<std::string, std::string> unit_names;
  std::string procedure_name, procedure_sha256;
  Instant opened_at, closed_at;
  /// Bagging-Date, the time of PREMIS events and of the tar's entries. Of the record, not of the
  /// clock: a package built twice is the same bytes.
  Instant built_at;
  std::string software = "Gavel";
  std::optional<PackageFollowed> follows = {};
  std::vector<PackageStage> stages;
  std::vector<PackageDocument> documents;
  std::vector<PackageStatement> statements;
  /// Of every key that signed one of them, proofs under the checkpoint below; a revocation only
  /// when it stands under it.
  std::vector<KeyEntry> keys;
  std::vector<PackageEvent> events;
  /// Gives the comments as they may be published, one at a time; may be empty.
  std::function<void(const std::function<void(const JsonObject&)>& each)> comments;
  std::vector<PackageSource> sources;
  /// The signed note of the ledger's key with this body (seal.hpp).
  std::function<std::string(const std::string& body)> seal;
  std::string checkpoint_note, log_public_pem, log_verifier_key;
};

/// The volume's 密级 and who set it: the highest in it, "documents" where one of them raises it.
struct VolumeSecurity {
  std::string security, source;
};
[[nodiscard]] VolumeSecurity volume_security(const PackageInput& input);

/// Writes the bag into `directory`, documents ordered by stage, code and version, and says what was
/// declared of it, for the four-property test. The same input gives the same bytes. The directory
/// is new, empty, or what an attempt at the same package left that was killed: whole documents in
/// it are kept. A document whose bytes do not have its sha256 throws BrokenInvariant: the store is
/// damaged and nothing may be packed over it. Disk failures throw as BagWriter does.
[[nodiscard]] Declared write_package(const PackageInput& input,
                                     const std::filesystem::path& directory);

}  // namespace gavel::archive
