#pragma once
#include <vector>

#include "engine/procedure/procedure.hpp"

namespace gavel::soundness {

/// Every name that an expression of the procedure uses and that nothing declares: variables,
/// members of
/// `_x` and `_x.policy`, clocks, documents, states, host functions, fields of the events' forms.
[[nodiscard]] std::vector<Diagnostic> check_names(const procedure::Procedure& procedure);

}  // namespace gavel::soundness
