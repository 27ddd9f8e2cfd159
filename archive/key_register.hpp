#pragma once
// The register of signing keys as the ledger holds it, and the one judgement of signatures by it:
// intake, package, page and command all come here. Whether a key was in force when something was
// signed is told by places in the ledger, which nobody can put back, and never by the time that a
// statement gives itself.
#include <cstdint>
#include <expected>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "archive/signature.hpp"
#include "engine/base/json.hpp"
#include "engine/base/time.hpp"

namespace gavel::archive {

// ---- what the ledger's leaves name

inline constexpr std::string_view key_leaf = "key";  ///< Leaf types; the subject is the key's id.
inline constexpr std::string_view key_possession_leaf = "key-possession";
inline constexpr std::string_view key_revocation_leaf = "key-revocation";

/// What is entered of a new key. Keys entered by earlier versions lack what is marked.
struct KeyRegistration {
  std::string key;         ///< PublicKey::id().
  std::string account;     ///< Whose.
  std::string name, unit;  ///< Of the account at that time; may lack.
  std::string algorithm;
  std::string possession_sha256;  ///< Of the signature over possession_bytes(); may lack.
  std::string replaces;           ///< Id of the key it took the place of; empty: none.
  Instant at;
};
/// RFC 8785; empty members are left out. The leaf names its SHA-256.
[[nodiscard]] std::string registration_bytes(const KeyRegistration& registration);

/// What is entered when possession of a key older than that proof is proved afterwards.
struct KeyPossession {
  std::string key, account, algorithm;
  std::string possession_sha256;  ///< Of the signature over possession_bytes().
  Instant at;
};
[[nodiscard]] std::string possession_record_bytes(const KeyPossession& possession);

struct KeyRevocation {
  std::string key, account, algorithm;
  std::string by,
      by_name;         ///< Account that revoked it: the holder's, or of who keeps the register.
  std::string reason;  ///< Given by the keeper always; by the holder when they want to.
  Instant at;
};
[[nodiscard]] std::string revocation_bytes(const KeyRevocation& revocation);

// ---- an entry with its proofs

/// A record, the ledger entry (leaf_bytes) that names its SHA-256, and the proof that it is there.
struct LedgerRecord {
  std::string record, leaf;
  std::string proof;  ///< c2sp.org/tlog-proof@v1.
};

/// One key of the register with all that proves it without the register.
struct KeyEntry {
  std::string pem;
  std::string possession;  ///< Raw signature over possession_bytes(); empty: older than the proof.
  LedgerRecord registered;
  std::optional<LedgerRecord> revoked;
  /// Of a key whose possession was proved only after it was registered. That it came later takes
  /// nothing from the signatures before: the signature that proves it is over whose key it is.
  std::optional<LedgerRecord> possessed = {};
};

/// Whose the key is, as the entry says it, believed or not.
[[nodiscard]] std::string entry_account(const KeyEntry& entry);

/// A key whose entry was believed: whose it is, and from which place of the ledger to which.
struct KnownKey {
  PublicKey key;
  std::string account, name;
  std::uint64_t registered = 0;  ///< Ledger index.
  Instant registered_at;
  std::optional<std::uint64_t> revoked;
  Instant revoked_at;
  std::string revoked_by, revocation_reason;
  std::optional<Instant> possessed_at =
      {};  ///< When possession was proved; absent: on registering.
};

/// Why an entry is not believed: a finding's code (findings.json), and the part that is to blame as
/// files are named after it: "pub.pem", "possession.sig", "registered.json", "possessed.json",
/// "revoked.leaf", ...
struct KeyEntryFault {
  std::string code, part;
  bool operator==(const KeyEntryFault&) const = default;
};

/// The entry against itself and against the ledger of `log_vkey`.
[[nodiscard]] std::expected<KnownKey, KeyEntryFault> read_entry(const KeyEntry& entry,
                                                                std::string_view log_vkey);

// ---- the judgement

enum class SignatureFault : std::uint8_t {
  bad_signature,        ///< Not this key's over these bytes.
  not_a_statement,      ///< Bytes of another kind than statement_bytes() makes.
  other_key,            ///< The statement names another key.
  other_person,         ///< The key is not of the account that the statement names.
  before_registration,  ///< Signed when the key was not in the register.
  after_revocation,     ///< Signed when it was revoked.
};
/// The finding's code: "bad-signature", "bad-statement", "bad-statement", "other-signer",
/// "signed-before-registration", "signed-after-revocation".
[[nodiscard]] std::string_view code(SignatureFault fault);

/// The place of a signature that is only now handed in: behind everything there is.
inline constexpr std::uint64_t next_place = std::numeric_limits<std::uint64_t>::max();

/// Whether `signature` is the key's over these bytes, made while it was in force: what is asked of
/// any signature, be it over a list or a receipt. Of the faults, those of statements do not occur.
[[nodiscard]] std::expected<void, SignatureFault> judge_bytes(const KnownKey& key,
                                                              std::string_view bytes,
                                                              std::string_view signature,
                                                              std::uint64_t place);

/// Whether `signature` is the key's over the statement, made by its holder while it was in force.
/// `place`: the ledger index under which the signature was entered (its own leaf, or that of the
/// event it performed: one transaction writes both).
[[nodiscard]] std::expected<void, SignatureFault> judge(const KnownKey& key,
                                                        std::string_view statement,
                                                        std::string_view signature,
                                                        std::uint64_t place);

}  // namespace gavel::archive
