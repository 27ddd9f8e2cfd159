#pragma once
// The parts of verify_package: each looks at one side of the package and adds what it finds.
// For archive/verify_*.cpp alone.
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "archive/bag.hpp"
#include "archive/checkpoint.hpp"
#include "archive/dossier.hpp"
#include "archive/key_register.hpp"
#include "archive/time_stamp.hpp"
#include "archive/verify_package.hpp"

namespace gavel::archive {

struct Examination {
  const std::filesystem::path& bag;
  PackageVerdict& verdict;
  std::map<std::string, BagFile> files;  ///< Every regular file, digested.
  std::string matter;                    ///< Internal-Sender-Identifier.
  std::string log_vkey, note;            ///< The ledger's key and the checkpoint, once believed.
  std::optional<Checkpoint> head;
  const TsaRoots* tsa_roots = nullptr;  ///< Null: those that travel with the package are believed.

  /// What the events say, for the checks that follow them.
  struct Signed {
    std::string statement_sha256, key_id, event;
    std::string dossier_sha256;  ///< Of the documents before the event.
    std::uint64_t place = 0;     ///< Ledger index of the event that the signature performed.
    bool stated = false;         ///< The statement is here.
  };
  std::vector<Signed> signatures;
  struct Added {
    std::string code, filename, media_type, sha256;
    std::int64_t version = 0;
  };
  std::vector<Added> documents;
  Instant last;                               ///< Time of the last event.
  std::map<std::string, KnownKey> keys = {};  ///< By id: those whose entry is believed.
  bool carries_keys = true;  ///< False: of profile 1, from before packages had the keys' entries.

  void say(std::string code, std::string path, std::string detail = "") {
    PackageFinding finding{std::move(code), std::move(path), std::move(detail)};
    for (const PackageFinding& said : verdict.findings) {
      if (said.code == finding.code && said.path == finding.path) return;  // once a file is enough
    }
    verdict.findings.push_back(std::move(finding));
  }
  [[nodiscard]] bool has(const std::string& path) const { return files.contains(path); }
  /// A file's bytes; says so and gives nothing when it is not there. For files that are small by
  /// nature, bounded all the same.
  std::optional<std::string> text(const std::string& path);
};

void examine_names(Examination& about);      ///< Names, kinds of files, nothing foreign.
void examine_manifests(Examination& about);  ///< Every byte as listed; tag files to the letter.
void examine_seal(Examination& about, const std::string& log_key);  ///< Key, checkpoint, seal.
void examine_events(Examination& about);       ///< The log: whole, in the ledger, in order.
void examine_keys(Examination& about);         ///< Whose they are, since when, until when.
void examine_statements(Examination& about);   ///< Signed, by the key and for the event it says.
void examine_time_stamps(Examination& about);  ///< On these signatures, by whom they may be.
void examine_documents(Examination& about);    ///< Recorded, complete, text renditions true.
void examine_comments(Examination& about);
void examine_metadata(Examination& about);

/// One line of a file without its end; calls with the number from 1. False when the last line has
/// no end, or the file cannot be read.
bool each_line(const std::filesystem::path& file,
               const std::function<void(std::size_t, const std::string&)>& line);

/// The value when `line` is RFC 8785 to the byte and an object.
[[nodiscard]] std::optional<JsonObject> canonical_object(const std::string& line);

}  // namespace gavel::archive
