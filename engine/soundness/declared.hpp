#pragma once
// What a procedure says twice, so that losing one of the two shows: a rule stands on an event, and
// the rule says so (`guards`); an event is taken in a state, and the event says so (`during`); a
// step is mandatory, and the article that demands it says so (`step`). No reasoning finds a guard
// that is not there: someone has to have said that it must be.
#include <vector>

#include "engine/soundness/takers.hpp"

namespace gavel::soundness {

/// Codes: unguarded, guard-not-declared, event-not-taken, event-taken-elsewhere, step-not-declared.
[[nodiscard]] std::vector<Diagnostic> check_declared(const procedure::Procedure& procedure,
                                                     const Takers& takers);

}  // namespace gavel::soundness
