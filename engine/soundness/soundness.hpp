#pragma once
// Proves a procedure before it runs: every state can be reached, an end can be reached from
// everywhere, no event waits in vain, every name an expression uses exists, and the mandatory steps
// hold on every path.
#include <vector>

#include "engine/procedure/procedure.hpp"

namespace gavel::soundness {

/// All that is wrong, in file order; a mandatory step that can be gone round comes with a shortest
/// path that does. Conditions on data are taken as possibly true and possibly false, so what is
/// proved here holds whatever is entered. Codes: unreachable-state, no-way-to-end, dead-end,
/// never-at-rest, dead-event, dead-transition, mandatory-step-avoidable, unknown-name,
/// unknown-parameter, unknown-clock, unknown-document, unknown-state, unknown-function,
/// unused-rule, too-many-states, and those of types.hpp, cited.hpp, declared.hpp, cases.hpp,
/// refusals.hpp, values.hpp and clocks.hpp.
[[nodiscard]] std::vector<Diagnostic> check(const procedure::Procedure& procedure);

/// The part of it that follows no courses: quick, whatever the chart.
[[nodiscard]] std::vector<Diagnostic> check_as_written(const procedure::Procedure& procedure);

}  // namespace gavel::soundness
