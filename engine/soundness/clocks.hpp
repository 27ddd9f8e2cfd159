#pragma once
// A clock that acts is a delayed <send> and the transitions that wait for it. The event may come
// before the clock's last day is over, where that day was provisional or a holiday table arrived
// meanwhile; and an event that nothing takes is lost, and with it the deadline.
#include <vector>

#include "engine/soundness/takers.hpp"

namespace gavel::soundness {

/// Codes: clock-not-over, clock-never-over, clock-unheard.
[[nodiscard]] std::vector<Diagnostic> check_clocks(const procedure::Procedure& procedure,
                                                   const Takers& takers);

}  // namespace gavel::soundness
