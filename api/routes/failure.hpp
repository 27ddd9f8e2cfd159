#pragma once
// What the desk did not do, as problems.
#include "api/routes/problem.hpp"
#include "engine/desk/desk.hpp"

namespace gavel::api {

/// The problem of a refusal: its `detail` names the first unmet rule, its citation and the earliest
/// date; `refusal` carries them all. Titles of roles and states come from the procedure.
[[nodiscard]] Problem problem_of(const matter::Refusal& refusal,
                                 const procedure::Procedure& procedure);

/// Every rule that is not met: what it says, its citation, what would meet it, from which day on.
[[nodiscard]] Text rule_sentences(const std::vector<matter::UnmetRule>& rules);

/// `procedure` may be null where none was found.
[[nodiscard]] Problem problem_of(const desk::Failure& failure,
                                 const procedure::Procedure* procedure);

}  // namespace gavel::api
