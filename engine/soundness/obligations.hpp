#pragma once
#include "engine/procedure/procedure.hpp"
#include "engine/soundness/abstract.hpp"

namespace gavel::soundness {

/// The mandatory steps of a procedure, in their order.
[[nodiscard]] std::vector<Obligation> obligations_of(const procedure::Procedure& procedure);

}  // namespace gavel::soundness
