#pragma once
// What people are told where an account has the role of the head of the organ and does not head it
// by the register of positions (db/roles.hpp).
#include "api/routes/call.hpp"
#include "api/routes/context.hpp"
#include "db/roles.hpp"

namespace gavel::api {

/// Whose roles in another organ do not count in the matter today (db/deciding_organ.hpp).
[[nodiscard]] std::vector<db::SetAside> of_other_organs(Context& context,
                                                        const desk::Loaded& loaded);

/// Which organs decide the matter today, as the register of positions calls them; empty: not known.
[[nodiscard]] std::vector<std::string> organs_deciding(Context& context,
                                                       const desk::Loaded& loaded);

/// Adds to a refusal that asks for the head why the sender's role, or that of whoever the event
/// names as approver or chair, does not count.
void tell_not_counted(Context& context, const Call& call, Problem& problem);

/// Of each enabled account of which the role does not count today: {"account", "role", "says"}.
[[nodiscard]] JsonArray roles_not_counted(Context& context);

}  // namespace gavel::api
