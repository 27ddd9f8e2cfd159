#pragma once
// Reads the register of signing keys inside a transaction. For db/*.cpp alone.
#include <expected>
#include <set>
#include <string>
#include <vector>

#include <pqxx/pqxx>

#include "archive/signature.hpp"
#include "db/accounts.hpp"
#include "db/pg.hpp"

namespace gavel::db {

/// Those of `ids` (text[]) that there are.
[[nodiscard]] std::vector<SigningKey> signing_keys(pqxx::transaction_base& tx,
                                                   const pg::Array& ids);

/// The key in `pem`, when `possession` proves that `holder` (an account, an organisation) holds it.
[[nodiscard]] std::expected<archive::PublicKey, KeyFault> proved_key(const std::string& holder,
                                                                     const std::string& pem,
                                                                     const std::string& possession);

/// Those of `ids` that are not revoked; none of them can be before this transaction ends, so that
/// what is signed with them here stands before any revocation in the ledger.
[[nodiscard]] std::set<std::string> keys_held_in_force(pqxx::transaction_base& tx,
                                                       const pg::Array& ids);

}  // namespace gavel::db
