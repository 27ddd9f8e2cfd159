#pragma once
// Every entry of the ledger, read again and held against its record, by as many connections as the
// machine has cores. For db/*.cpp alone.
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include <pqxx/pqxx>

#include "archive/ledger.hpp"
#include "db/ledger_examine.hpp"
#include "db/record_digests.hpp"

namespace gavel::db {

/// What a number of neighbouring entries tell.
struct LedgerSlice {
  std::vector<archive::Hash> hashes;            ///< Of the entries as leaves, in order.
  std::map<std::int64_t, std::string> batches;  ///< SHA-256 of each batch of rows, by its number.
  std::vector<Finding> findings;                ///< Entries and records that do not agree.
};

/// What `leaves` say of their records, and what speaks against it; no hashes. `table` names the
/// leaves in findings. Needs a session of UTC, ISO dates and hexadecimal bytes.
[[nodiscard]] LedgerSlice compare_records(pqxx::transaction_base& tx,
                                          std::span<const LedgerLeaf> leaves,
                                          const std::string& table);

/// The whole ledger from its first entry to its end, or to the first that is missing. `tx` is a
/// snapshot; connections of their own to `url` read in the same one.
[[nodiscard]] std::vector<LedgerSlice> read_ledger(pqxx::transaction_base& tx,
                                                   const std::string& url);

/// What all that compares bytes with the database's texts relies on.
void settle_session(pqxx::transaction_base& tx);

}  // namespace gavel::db
