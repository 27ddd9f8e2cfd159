#pragma once
// Which numbers a matter runs on.
#include <string>

#include "api/routes/context.hpp"

namespace gavel::api {

/// The overrides a matter opened today gets: of the pack it names by the member `pack`, or of the
/// server's own pack, with what it gives itself on top, which may only be stricter. Without either,
/// `given` as it is. Throws Problem invalid-policy.
[[nodiscard]] JsonObject policy_for(const Context& context, const std::string& procedure,
                                    JsonObject given);

}  // namespace gavel::api
