#pragma once
// Keys of the register as the judgement of signatures wants them (archive/key_register.hpp): as
// they stand now, for what is handed in, and with the ledger's proofs, for what is carried away.
#include <optional>
#include <string>

#include "archive/key_register.hpp"
#include "db/accounts.hpp"
#include "db/outside_keys.hpp"

namespace gavel::db {

class LedgerStore;

/// As of this moment, to be asked about archive::next_place: whatever the register says stands
/// before that. Throws BrokenInvariant when the row's key cannot be read.
[[nodiscard]] archive::KnownKey key_now(const SigningKey& key);

/// Likewise of an organisation's; its account is the organisation.
[[nodiscard]] archive::KnownKey key_now(const OutsideKey& key);

/// With proofs under `checkpoint_note`, one of this ledger: nothing when the key is not yet under
/// it. A revocation, and a possession proved later, go in when they stand under it, so that the
/// entry stays the same ever after.
[[nodiscard]] std::optional<archive::KeyEntry> key_entry(LedgerStore& ledger, const SigningKey& key,
                                                         const std::string& checkpoint_note);

}  // namespace gavel::db
