#pragma once
// What is compared with what: a number of a form with a text, a choice with a value that it does
// not have, a yes or no with either. Such a condition is never true, or always, and nobody notices.
#include <vector>

#include "engine/procedure/procedure.hpp"

namespace gavel::soundness {

/// Codes: types-differ; value-not-possible; unknown-name, for a field that a rule asks for and no
/// event has which asks for the rule.
[[nodiscard]] std::vector<Diagnostic> check_types(const procedure::Procedure& procedure);

}  // namespace gavel::soundness
