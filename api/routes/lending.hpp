#pragma once
// What can be lent to another: roles that are no personal quality of who holds them, and acts that
// one's own roles may do and nobody has to sign.
#include <string>
#include <vector>

#include "api/routes/context.hpp"
#include "db/offices.hpp"
#include "engine/procedure/procedure.hpp"

namespace gavel::api {

class Fields;

/// Of the roles, those that are no personal quality of who holds them.
[[nodiscard]] std::vector<std::string> lendable(const procedure::Procedure& procedure,
                                                std::vector<std::string> roles);
/// Of the roles, those that somebody with the roles `own` may be lent in the procedure.
[[nodiscard]] std::vector<std::string> lendable_to(const procedure::Procedure& procedure,
                                                   const std::vector<std::string>& own,
                                                   std::vector<std::string> roles);

/// Whether the delegate may act for the principal in a role that the procedure lends to leaders of
/// the organ alone (lent-to): where the register of positions has both in organs, they are in one
/// (Organic Law art. 77). Other roles are lent to anybody.
[[nodiscard]] bool is_of_lenders_organ(Context& context, const procedure::Procedure& procedure,
                                       const db::Delegation& delegation,
                                       const std::vector<std::string>& lent);

/// Faults at "role" or "act" where the principal, who has the roles `held`, cannot lend it: with
/// the acts that they can; at "delegate" where none of the procedures lets whoever has the roles
/// `own` be lent it. Of a delegation for one matter its procedure counts, else those in force.
void check_can_be_lent(Context& context, Fields& fields, const db::Delegation& delegation,
                       const std::vector<std::string>& held, const std::vector<std::string>& own);

}  // namespace gavel::api
