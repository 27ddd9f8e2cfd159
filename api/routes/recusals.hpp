#pragma once
// Recusals of a matter: what was asked for and not answered yet, and the entering of a step.
#include <string>

#include "api/routes/context.hpp"
#include "db/offices.hpp"

namespace gavel::api {

/// The request of each account whose last step is one, as the list of recusals shows it.
[[nodiscard]] JsonArray recusals_asked(Context& context, const std::string& matter);

/// Enters the step, and tells the matter of it; its number. What it may be was checked.
int enter_recusal(Context& context, const std::string& matter, const db::RecusalStep& step);

}  // namespace gavel::api
