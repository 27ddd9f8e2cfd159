#pragma once
// Timers that a table of holidays which came after they were armed makes due, or due earlier.
#include <string>
#include <vector>

#include "engine/desk/desk.hpp"

namespace gavel::db {

class Pool;

/// A clock, and when it ends as it is counted now.
struct EarlyClock {
  std::string id;
  Instant end;
};

/// Fires those of the matter that wait for one of these clocks ("T02" sends "clock.T02") and are
/// due later than it ends. Whoever takes one too early arms it anew; one that does not fire is left
/// for its own time.
void fire_now(Pool& pool, desk::Desk& desk, const std::string& matter,
              const std::vector<EarlyClock>& clocks);

}  // namespace gavel::db
