#pragma once
// Transitions that lead nowhere and do nothing: they stand there so that a refusal can say why an
// event is too early. Such a one must refuse; where it lets an event through, that is written down
// as if something had happened.
#include <vector>

#include "engine/soundness/takers.hpp"

namespace gavel::soundness {

/// Codes: refuses-nothing, where no rule stands on it; refusal-lets-through, where its rules can
/// all be met; asked-twice, where a rule stands on the event already; event-only-refused, where
/// nothing else takes the event.
[[nodiscard]] std::vector<Diagnostic> check_refusals(const procedure::Procedure& procedure,
                                                     const Takers& takers);

}  // namespace gavel::soundness
