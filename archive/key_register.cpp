#include "archive/key_register.hpp"

#include "archive/canonical.hpp"
#include "archive/checkpoint.hpp"
#include "archive/digest.hpp"
#include "archive/leaf.hpp"
#include "archive/statement.hpp"
#include "archive/verify_checks.hpp"

namespace gavel::archive {
namespace {

/// Left out when there is nothing to say, so that what earlier versions entered is still the same.
void add(JsonObject& record, std::string_view name, const std::string& value) {
  if (!value.empty()) record[name] = value;
}

struct Placed {
  JsonObject record;
  Instant at;
  std::uint64_t index = 0;
};

/// Reads one part of an entry: `half` is "registered", "possessed" or "revoked".
class HalfReader {
 public:
  HalfReader(const LedgerRecord& from, std::string half, const PublicKey& key,
             std::string_view log_vkey)
      : from_(from), half_(std::move(half)), key_(key), log_vkey_(log_vkey) {}

  std::expected<Placed, KeyEntryFault> read(std::string_view leaf_type) const {
    const auto record = canonical_object(from_.record);
    const auto at = record ? parse_instant(string_or(*record, "at")) : std::nullopt;
    const bool is_of_key = at && string_or(*record, "key") == key_.id() &&
                           string_or(*record, "algorithm") == name(key_.algorithm()) &&
                           !string_or(*record, "account").empty();
    if (!is_of_key) return blame("bad-key-entry", ".json");
    const Leaf leaf{std::string(leaf_type), "", key_.id(), sha256_hex(from_.record), *at};
    if (from_.leaf != leaf_bytes(leaf)) return blame("leaf-mismatch", ".leaf");
    const auto proof = parse_tlog_proof(from_.proof);
    const bool is_exact =
        proof && from_.proof == tlog_proof(proof->index, proof->proof, proof->checkpoint_note);
    if (!is_exact) return blame("bad-proof", ".tlog-proof");
    if (!verify_tlog_proof(from_.leaf, from_.proof, log_vkey_))
      return blame("not-in-ledger", ".tlog-proof");
    return Placed{*record, *at, proof->index};
  }

 private:
  [[nodiscard]] std::unexpected<KeyEntryFault> blame(std::string code, const char* ending) const {
    return std::unexpected(KeyEntryFault{std::move(code), half_ + ending});
  }

  const LedgerRecord& from_;
  std::string half_;
  const PublicKey& key_;
  std::string_view log_vkey_;
};

/// The holder signed with the new key for this very account; the register says which signature.
bool is_possessed(const KeyEntry& entry, const PublicKey& key, const JsonObject& registered) {
  const std::string said = string_or(registered, "possession_sha256");
  if (!said.empty() && said != sha256_hex(entry.possession)) return false;
  return key.verify(possession_bytes(string_or(registered, "account"), key.id()), entry.possession);
}

/// What was entered of a proof that came later is of this key's holder and of this very signature.
bool proves(const Placed& possessed, const KnownKey& key, const std::string& possession) {
  return possessed.index > key.registered &&
         string_or(possessed.record, "account") == key.account &&
         string_or(possessed.record, "possession_sha256") == sha256_hex(possession);
}

}  // namespace

std::string registration_bytes(const KeyRegistration& registration) {
  JsonObject record{{"key", registration.key},
                    {"account", registration.account},
                    {"algorithm", registration.algorithm},
                    {"at", to_string(registration.at)}};
  add(record, "name", registration.name);
  add(record, "unit", registration.unit);
  add(record, "possession_sha256", registration.possession_sha256);
  add(record, "replaces", registration.replaces);
  return canonical(record);
}

std::string possession_record_bytes(const KeyPossession& possession) {
  return canonical(JsonObject{{"key", possession.key},
                              {"account", possession.account},
                              {"algorithm", possession.algorithm},
                              {"possession_sha256", possession.possession_sha256},
                              {"at", to_string(possession.at)}});
}

std::string revocation_bytes(const KeyRevocation& revocation) {
  JsonObject record{{"key", revocation.key},
                    {"account", revocation.account},
                    {"algorithm", revocation.algorithm},
                    {"at", to_string(revocation.at)}};
  add(record, "by", revocation.by);
  add(record, "by_name", revocation.by_name);
  add(record, "reason", revocation.reason);
  return canonical(record);
}

std::string entry_account(const KeyEntry& entry) {
  const auto record = canonical_object(entry.registered.record);
  return record ? string_or(*record, "account") : "";
}

std::expected<KnownKey, KeyEntryFault> read_entry(const KeyEntry& entry,
                                                  std::string_view log_vkey) {
  const auto key = PublicKey::from_pem(entry.pem);
  if (!key || key->pem() != entry.pem)
    return std::unexpected(KeyEntryFault{"bad-signer-key", "pub.pem"});
  const auto registered = HalfReader(entry.registered, "registered", *key, log_vkey).read(key_leaf);
  if (!registered) return std::unexpected(registered.error());
  if (!is_possessed(entry, *key, registered->record))
    return std::unexpected(KeyEntryFault{"not-possessed", "possession.sig"});
  KnownKey known{.key = *key,
                 .account = string_or(registered->record, "account"),
                 .name = string_or(registered->record, "name"),
                 .registered = registered->index,
                 .registered_at = registered->at,
                 .revoked = {},
                 .revoked_at = {},
                 .revoked_by = {},
                 .revocation_reason = {}};
  if (entry.possessed) {
    const auto possessed =
        HalfReader(*entry.possessed, "possessed", *key, log_vkey).read(key_possession_leaf);
    if (!possessed) return std::unexpected(possessed.error());
    if (!proves(*possessed, known, entry.possession))
      return std::unexpected(KeyEntryFault{"bad-key-entry", "possessed.json"});
    known.possessed_at = possessed->at;
  }
  if (!entry.revoked) return known;
  const auto revoked =
      HalfReader(*entry.revoked, "revoked", *key, log_vkey).read(key_revocation_leaf);
  if (!revoked) return std::unexpected(revoked.error());
  const bool follows =
      revoked->index > registered->index && string_or(revoked->record, "account") == known.account;
  if (!follows) return std::unexpected(KeyEntryFault{"bad-key-entry", "revoked.json"});
  known.revoked = revoked->index;
  known.revoked_at = revoked->at;
  known.revoked_by = string_or(revoked->record, "by");
  known.revocation_reason = string_or(revoked->record, "reason");
  return known;
}

std::string_view code(SignatureFault fault) {
  switch (fault) {
    case SignatureFault::bad_signature:
      return "bad-signature";
    case SignatureFault::not_a_statement:
    case SignatureFault::other_key:
      return "bad-statement";
    case SignatureFault::other_person:
      return "other-signer";
    case SignatureFault::before_registration:
      return "signed-before-registration";
    case SignatureFault::after_revocation:
      return "signed-after-revocation";
  }
  return "bad-signature";
}

std::expected<void, SignatureFault> judge_bytes(const KnownKey& key, std::string_view bytes,
                                                std::string_view signature, std::uint64_t place) {
  if (!key.key.verify(bytes, signature)) return std::unexpected(SignatureFault::bad_signature);
  if (place <= key.registered) return std::unexpected(SignatureFault::before_registration);
  if (key.revoked && place >= *key.revoked)
    return std::unexpected(SignatureFault::after_revocation);
  return {};
}

std::expected<void, SignatureFault> judge(const KnownKey& key, std::string_view statement,
                                          std::string_view signature, std::uint64_t place) {
  if (!key.key.verify(statement, signature)) return std::unexpected(SignatureFault::bad_signature);
  const auto said = parse_json(statement);
  const bool is_statement =
      said && said->is_object() && string_or(said->get_object(), "type") == statement_type;
  if (!is_statement) return std::unexpected(SignatureFault::not_a_statement);
  const JsonObject signer = object_in(said->get_object(), "signer");
  const std::string named = string_or(signer, "key");
  if (!named.empty() && named != key.key.id()) return std::unexpected(SignatureFault::other_key);
  if (string_or(signer, "account") != key.account)
    return std::unexpected(SignatureFault::other_person);
  return judge_bytes(key, statement, signature, place);
}

}  // namespace gavel::archive
