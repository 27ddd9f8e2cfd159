#pragma once
// Whether the papers that rules ask for can come: somebody may file them.
#include <vector>

#include "engine/procedure/procedure.hpp"

namespace gavel::soundness {

/// Codes: document-not-filed.
[[nodiscard]] std::vector<Diagnostic> check_filed(const procedure::Procedure& procedure);

}  // namespace gavel::soundness
