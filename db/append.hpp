#pragma once
// What one accepted command writes, for many matters at once: the event, the matter's row, timers,
// now and then a snapshot, the idempotency row, the ledger's leaf, and whatever the projection
// adds. Versions decide conflicts: the matters' rows are locked in order of id and compared before
// anything is written.
#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "db/commit_queue.hpp"
#include "engine/desk/ports.hpp"

namespace gavel::db {

/// Writes further rows of the accepted appends, in their transaction, before COMMIT. May not
/// refuse: an exception fails the append. db/projections.hpp has the one the server uses.
using Projection =
    std::function<void(pqxx::transaction_base&, std::span<const desk::Append* const>)>;

/// An append made ready by its own caller, so that the one writing thread has little left to do.
struct AppendItem {
  explicit AppendItem(const desk::Append& append);

  const desk::Append* append;
  std::string data, actor, facts;                     ///< JSON texts.
  std::string configuration, units, entered, exited;  ///< Array literals.
  std::string lead;                                   ///< The unit it is counted under.
  std::string leaf;                                   ///< The ledger entry.
  std::string snapshot;                               ///< JSON text; empty: none is due.
  bool finished = false;
  desk::AppendResult result = desk::AppendResult::conflict;

  [[nodiscard]] const matter::Event& event() const { return append->accepted.event; }
  [[nodiscard]] const matter::Snapshot& next() const { return append->accepted.next; }
};

class AppendWriter final : public BatchOf<AppendItem> {
 public:
  explicit AppendWriter(Projection projection) : projection_(std::move(projection)) {}
  void write(pqxx::transaction_base& tx, std::span<AppendItem* const> items) override;

 private:
  Projection projection_;
};

/// A snapshot row is written whenever the version is a multiple of this: a rebuild reads one
/// snapshot and at most this many events. Rewriting it at every event costs half the throughput.
inline constexpr std::int64_t snapshot_interval = 32;

}  // namespace gavel::db
