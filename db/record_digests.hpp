#pragma once
// From the records down to the ledger: what a leaf's SHA-256 must be, computed from the rows as
// they stand. For db/*.cpp alone.
#include <map>
#include <span>
#include <string>

#include <pqxx/pqxx>

#include "db/ledger_store.hpp"

namespace gavel::db {

/// By leaf index, for the leaves whose record is a row; a record that is gone gives the empty text.
/// Kinds that witness no row of their own (erasures, accesses) are left out.
[[nodiscard]] std::map<std::uint64_t, std::string> record_digests(
    pqxx::transaction_base& tx, std::span<const LedgerLeaf> leaves);

}  // namespace gavel::db
