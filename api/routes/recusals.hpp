#pragma once
// Recusals of a matter that were asked for and not answered yet.
#include <string>

#include "api/routes/context.hpp"

namespace gavel::api {

/// The request of each account whose last step is one, as the list of recusals shows it.
[[nodiscard]] JsonArray recusals_asked(Context& context, const std::string& matter);

}  // namespace gavel::api
