#pragma once
// Whether what the conditions of an event's transitions distinguish is all that can be sent: the
// check of a compiler for a switch without a default. Where transitions ask for the values of a
// choice and one of the values has none, people could choose it and would be refused for no reason;
// where two ask for the same one, the order of lines would decide.
#include <vector>

#include "engine/soundness/takers.hpp"

namespace gavel::soundness {

/// Codes: case-not-taken and overlapping-cases, with the values.
[[nodiscard]] std::vector<Diagnostic> check_cases(const procedure::Procedure& procedure,
                                                  const Takers& takers);

}  // namespace gavel::soundness
