#pragma once
// Carrying a destruction out. For db/*.cpp alone.
#include <string>

#include <pqxx/pqxx>

#include "db/destruction.hpp"

namespace gavel::db {

/// Writes the record of the agreed act with its ledger leaf, and removes the bytes: the package,
/// the blobs that nothing else uses, redacted copies, and the words that were searched.
void destroy(pqxx::transaction_base& tx, const std::string& act);

/// The columns are those of the table, in any order; sha256 as a bytea.
[[nodiscard]] Destruction destruction_of_row(const pqxx::row& row);
/// As its leaf names it.
[[nodiscard]] std::string destruction_sha256(const Destruction& done);

}  // namespace gavel::db
