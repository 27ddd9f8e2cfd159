#pragma once
// The witnesses of rows. Triggers leave the digest of every row written in `row_pending`; the
// sequencer seals what has gathered into one batch, whose SHA-256 is a leaf of the ledger.
// For db/*.cpp alone.
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <pqxx/pqxx>

namespace gavel::db {

/// A table whose rows have witnesses.
struct WitnessedTable {
  std::string_view relation;
  std::string_view key;      ///< Expressions over a row `r`, as the migrations give them to
  std::string_view content;  ///< witness_rows(); a row's digest is SHA-256 of this as text.
  bool may_vanish = false;   ///< A cache: a missing row says nothing.
};
[[nodiscard]] std::span<const WitnessedTable> witnessed_tables();

/// Seals what waits into the next batch and leaves its leaf among the pending ones; nothing when
/// nothing waits but cosignatures, which go with the next other rows. `head` is the size of the
/// newest checkpoint, whose row is witnessed with it.
void seal_rows(pqxx::transaction_base& tx, std::uint64_t head);

/// What stands in the way of believing the rows: `what` as in Finding, and the record.
using Report = std::function<void(std::string what, std::string record)>;

/// Compares every row of every witnessed table with its newest witness. `leaves` holds the SHA-256
/// of each batch as the ledger's leaves name it. Needs a session of UTC and ISO dates. The number
/// of rows compared.
std::uint64_t examine_rows(pqxx::transaction_base& tx,
                           const std::map<std::int64_t, std::string>& leaves, const Report& report);

/// What no witness covers because it follows from what one covers: blobs, the pieces of packages,
/// counters.
void examine_derived(pqxx::transaction_base& tx, const Report& report);

}  // namespace gavel::db
