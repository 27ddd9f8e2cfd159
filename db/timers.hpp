#pragma once
// Timers are rows, written with the event that armed them. Nothing is loaded at start: the loop
// claims rows that have fallen due. A claim is a lease (`wake` moves ahead), so several nodes share
// the work and a timer of a node that died is fired by another. Firing is an append like any other,
// checked by version: a timer cannot fire twice.
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "db/clock.hpp"
#include "db/pool.hpp"
#include "engine/desk/desk.hpp"

namespace gavel::db {

struct TimerRow {
  std::string matter, id;
  Instant due;
};

class Timers {
 public:
  Timers(Pool& pool, desk::Desk& desk) : pool_(pool), desk_(desk) {}

  /// Fires up to `limit` timers due at `now`, oldest first; the number claimed. A timer that fails
  /// is logged and tried again later, at growing intervals; the others are not kept waiting.
  std::size_t fire_due(Instant now, std::size_t limit = 64);

  /// Moves a virtual clock to `target`, stopping at every timer on the way, so that each event is
  /// stamped with its own due time; fires all, also those armed on the way. A timer that fails is
  /// left for the next run.
  struct Run {
    std::size_t fired = 0;
    std::vector<TimerRow> failed;
  };
  Run run_until(VirtualClock& clock, Instant target);

 private:
  enum class Outcome { fired, gone, failed };
  [[nodiscard]] Outcome fire(const TimerRow& timer);
  [[nodiscard]] std::vector<TimerRow> claim(Instant now, std::size_t limit);
  void postpone(const TimerRow& timer, Instant now);

  Pool& pool_;
  desk::Desk& desk_;
  std::mutex one_run_;
};

}  // namespace gavel::db
