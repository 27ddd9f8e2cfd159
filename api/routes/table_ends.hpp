#pragma once
// That the table of holidays runs out: from then on every deadline is provisional, and none is ever
// reached.
#include <optional>

#include "api/routes/context.hpp"
#include "api/routes/language.hpp"

namespace gavel::api {

/// From 45 days before the last known day on, when the next year's is usually published: which
/// year's table is missing. nullopt: there is none.
[[nodiscard]] std::optional<Text> table_ends(Context& context);

}  // namespace gavel::api
