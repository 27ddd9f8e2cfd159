#pragma once
// The two clocks. All law is counted on the one that is given to the desk.
#include <mutex>

#include "db/pool.hpp"
#include "engine/desk/ports.hpp"

namespace gavel::db {

class SystemClock final : public desk::Clock {
 public:
  [[nodiscard]] Instant now() override;
};

/// Stands still until moved (tests, demonstrations); its time is kept in the database, so that a
/// restart continues where it stood.
class VirtualClock final : public desk::Clock {
 public:
  /// Continues from the stored time; a database that has none starts at `start`.
  VirtualClock(Pool& pool, Instant start);
  [[nodiscard]] Instant now() override;
  /// Durable when it returns. Time never goes back: an earlier instant is BrokenInvariant.
  void move_to(Instant at);

 private:
  Pool& pool_;
  std::mutex mutex_;
  Instant now_;
};

/// Of the latest event of any matter; the beginning of time where there is none. The events of a
/// matter follow one another even where the clock stands still, and so may be ahead of it.
[[nodiscard]] Instant latest_event(Pool& pool);

}  // namespace gavel::db
