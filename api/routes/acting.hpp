#pragma once
// Whose roles a request acts with: one's own, those of the positions one holds, those of somebody
// who has lent an act or a role for the day.
#include <string>
#include <vector>

#include "api/routes/call.hpp"
#include "api/routes/context.hpp"

namespace gavel::api {

/// The roles the account has today (db/roles.hpp); empty where there is no such account.
[[nodiscard]] std::vector<std::string> roles_today(Context& context, const std::string& account);

/// The same in this matter: what a position in another organ gives (organ_roles) does not count in
/// it (db/deciding_organ.hpp).
[[nodiscard]] std::vector<std::string> roles_in(Context& context, const desk::Loaded& loaded,
                                                const std::string& account);

/// The caller in this matter.
[[nodiscard]] matter::Actor actor_in(Context& context, const Call& call,
                                     const desk::Loaded& loaded);
[[nodiscard]] bool has_role_in(Context& context, const Call& call, const desk::Loaded& loaded,
                               std::string_view role);

/// Sets the roles that the caller's account has today, and those of its own that do not count.
void take_up_positions(Context& context, Call& call);

/// Whether one with the roles `own` may be lent `roles`: the office does not sign for the head.
[[nodiscard]] bool may_take(const std::vector<std::string>& own,
                            const std::vector<std::string>& roles);

/// Who sends `event` in the matter when `principal` is named as the one acted for. A delegate keeps
/// their own unit: what a role is bound to by unit is not lent to another unit. Throws
/// no-delegation.
[[nodiscard]] matter::Actor acting_for(Context& context, const Call& call,
                                       const desk::Loaded& loaded, const std::string& principal,
                                       const std::string& event);

}  // namespace gavel::api
