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

/// What holds on `day` for that which belongs to no matter, the registers of people: the policy of
/// the server's own pack in its version of that day, without one the standard of major decisions.
/// Empty where that procedure is not installed.
[[nodiscard]] JsonObject policy_on(const Context& context, Day day);

}  // namespace gavel::api
