#include "api/routes/acting.hpp"

#include <algorithm>

#include "api/routes/duties.hpp"
#include "api/routes/lending.hpp"
#include "db/offices.hpp"

namespace gavel::api {
namespace {

bool holds(const std::vector<std::string>& roles, const std::string& role) {
  return std::ranges::find(roles, role) != roles.end();
}

/// "role office, 2026-03-01 to 2026-03-31": what there is, for one who asked outside of it.
std::string described(const db::Delegation& each) {
  std::string out = (each.act.empty() ? "role " + each.role : each.act) + ", " +
                    to_string(each.tenure.since) + "/" + to_string(*each.tenure.until);
  if (each.tenure.ended) out += ", -" + to_string(*each.tenure.ended);
  if (!each.matter.empty()) out += ", " + each.matter;
  return out;
}

/// The roles that the delegation lends for this event today; empty: none.
std::vector<std::string> lent(const db::Delegation& each, const procedure::Procedure& procedure,
                              const std::vector<std::string>& held, const std::string& event) {
  const auto type = procedure.events.find(event);
  if (type == procedure.events.end()) return {};
  if (each.act == event) return lendable(procedure, held);
  if (each.role.empty() || !holds(held, each.role) || !holds(type->second.who, each.role))
    return {};
  return lendable(procedure, {each.role});
}

}  // namespace

bool may_take(const std::vector<std::string>& own, const std::vector<std::string>& roles) {
  return !holds(roles, "organ_head") || !holds(own, "office");
}

void take_up_positions(Context& context, db::Account& account) {
  const Day today = day_of(context.services.clock.now());
  for (std::string& role : db::Offices(context.services.pool).roles_of(account.account, today)) {
    if (!holds(account.roles, role)) account.roles.push_back(std::move(role));
  }
}

std::vector<std::string> roles_today(Context& context, const std::string& account) {
  auto found = context.services.accounts.find(account);
  if (!found || found->disabled) return {};
  take_up_positions(context, *found);
  return found->roles;
}

matter::Actor acting_for(Context& context, const Call& call, const procedure::Procedure& procedure,
                         const std::string& matter, const std::string& principal,
                         const std::string& event) {
  const Day today = day_of(context.services.clock.now());
  const auto held = roles_today(context, principal);
  std::string known;
  for (const db::Delegation& each :
       db::Offices(context.services.pool).between(principal, call.account->account)) {
    known += (known.empty() ? "" : "; ") + described(each);
    const bool is_here = each.matter.empty() || each.matter == matter;
    if (!is_here || !each.tenure.holds_on(today)) continue;
    auto roles = lent(each, procedure, held, event);
    if (roles.empty() || !may_take(call.account->roles, roles) || clash(call.account->roles, roles))
      continue;
    matter::Actor actor = call.actor();
    actor.roles = std::move(roles);
    actor.on_behalf_of = principal;
    if (const auto lender = context.services.accounts.find(principal))
      actor.principal_unit = lender->unit;
    return actor;
  }
  throw Problem{.type = "no-delegation",
                .values = {{"principal", principal},
                           {"event", event},
                           {"today", to_string(today)},
                           {"known", known.empty() ? "-" : known}}};
}

}  // namespace gavel::api
