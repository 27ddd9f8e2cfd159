#pragma once
// Whether what is cited and who is named are there for something: an article that the instrument's
// own list does not have, a role that may send nothing.
#include <vector>

#include "engine/procedure/procedure.hpp"

namespace gavel::soundness {

/// Codes: unknown-article; unused-role.
[[nodiscard]] std::vector<Diagnostic> check_cited(const procedure::Procedure& procedure);

}  // namespace gavel::soundness
