#pragma once
// Who has a part in a matter, where that decides what they may read (engine/procedure/circles.hpp).
#include <string>
#include <vector>

#include "api/routes/call.hpp"
#include "api/routes/context.hpp"
#include "engine/desk/desk.hpp"

namespace gavel::api {

/// The account acted in the matter or is named in it, its unit has the matter in hand, a step of it
/// waits for it, or an order of recusal names it as deputy; or it has one of the roles `whole`
/// today, its own or lent for this matter.
[[nodiscard]] bool is_in_circle(Context& context, const Call& call, const desk::Loaded& loaded,
                                const std::vector<std::string>& whole);

/// The account acted in the matter or is named in it: not its unit alone.
[[nodiscard]] bool acted_or_is_named_in_person(Context& context, const Call& call,
                                               const desk::Loaded& loaded);

/// Today, and in every matter, whichever organ's it is.
[[nodiscard]] bool has_everywhere(const Call& call, const std::string& role);

/// They have a role in the matter that is not of those whom a matter names (engine/procedure/
/// circles.hpp); or one of these, and the matter names them.
[[nodiscard]] bool is_of_the_matter(Context& context, const Call& call, const desk::Loaded& loaded);

}  // namespace gavel::api
