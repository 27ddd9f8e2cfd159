#include "db/key_entries.hpp"

#include "archive/checkpoint.hpp"
#include "db/ledger_store.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::db {
namespace {

/// The record that the leaf about this key names, with its proof; nothing when it is not under the
/// checkpoint.
std::optional<archive::LedgerRecord> placed(LedgerStore& ledger, std::string_view type,
                                            const std::string& key, const std::string& record,
                                            const std::string& note) {
  const auto head = archive::open_checkpoint(note, ledger.verifier_key());
  ensure(head.has_value(), "the ledger's checkpoint bears its own signature");
  const auto leaf = ledger.find(type, key);
  if (!leaf || leaf->index >= head->size) return std::nullopt;
  return archive::LedgerRecord{
      record, leaf->entry,
      archive::tlog_proof(leaf->index, ledger.inclusion_proof(leaf->index, head->size), note)};
}

}  // namespace

archive::KnownKey key_now(const SigningKey& key) {
  auto known = archive::PublicKey::from_pem(key.pem);
  ensure(known.has_value(), "a registered key can be read: " + key.id);
  archive::KnownKey out{.key = *std::move(known),
                        .account = key.account,
                        .name = key.name,
                        .registered = 0,
                        .registered_at = key.registered_at,
                        .revoked = {},
                        .revoked_at = key.revoked_at.value_or(Instant{}),
                        .revoked_by = key.revoked_by,
                        .revocation_reason = key.revocation_reason};
  if (key.revoked_at) out.revoked = 0;
  return out;
}

archive::KnownKey key_now(const OutsideKey& key) {
  SigningKey as_of_account;
  as_of_account.id = key.id;
  as_of_account.account = as_of_account.name = key.organisation;
  as_of_account.pem = key.pem;
  as_of_account.registered_at = key.registered_at;
  as_of_account.revoked_at = key.revoked_at;
  as_of_account.revoked_by = key.revoked_by;
  as_of_account.revocation_reason = key.revocation_reason;
  return key_now(as_of_account);
}

std::optional<archive::KeyEntry> key_entry(LedgerStore& ledger, const SigningKey& key,
                                           const std::string& checkpoint_note) {
  auto registered = placed(ledger, archive::key_leaf, key.id, key.registration, checkpoint_note);
  if (!registered) return std::nullopt;
  archive::KeyEntry entry{key.pem, key.possession, *std::move(registered), {}};
  if (!key.late_possession.empty()) {
    entry.possessed =
        placed(ledger, archive::key_possession_leaf, key.id, key.late_possession, checkpoint_note);
    if (!entry.possessed) entry.possession.clear();  // under this checkpoint it is not proved
  }
  if (key.revoked_at)
    entry.revoked =
        placed(ledger, archive::key_revocation_leaf, key.id, key.revocation, checkpoint_note);
  return entry;
}

}  // namespace gavel::db
