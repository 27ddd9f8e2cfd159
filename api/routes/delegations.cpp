// Delegations, dated and limited: who acts for whom.
#include <algorithm>

#include "api/routes/acting.hpp"
#include "api/routes/call.hpp"
#include "api/routes/context.hpp"
#include "api/routes/duties.hpp"
#include "api/routes/filters.hpp"
#include "api/routes/lending.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/target.hpp"
#include "api/routes/tenures.hpp"
#include "db/matter_store.hpp"
#include "db/offices.hpp"
#include "db/roles.hpp"

namespace gavel::api {
namespace {

using db::Offices;

/// What the delegate is on the first day, who may take up a post till then.
std::vector<std::string> roles_when_lent(Context& context, const db::Delegation& delegation) {
  const Day first = std::max(delegation.tenure.since, day_of(context.services.clock.now()));
  return db::roles_on(context.services.pool, delegation.delegate, first).roles;
}

JsonObject view(const db::Delegation& delegation, Day today) {
  JsonObject out{{"id", delegation.id},
                 {"principal", delegation.principal},
                 {"delegate", delegation.delegate},
                 {"act", delegation.act},
                 {"role", delegation.role},
                 {"matter", delegation.matter},
                 {"basis", delegation.basis},
                 {"in_force", delegation.tenure.holds_on(today)},
                 {"by", delegation.by},
                 {"at", to_string(delegation.at)}};
  add_tenure(out, delegation.tenure);
  return out;
}

http::Response delegations(Context& context, Call& call) {
  Query query = call.query();
  const std::string account = query.text("account", 64).value_or(call.account->account);
  query.done();
  const bool may_look = account == call.account->account || call.has_role(db::admin_role) ||
                        call.has_role(db::office_role) || call.has_role(db::auditor_role) ||
                        call.has_role(db::head_role);
  if (!may_look)
    throw Problem{.type = "role-required",
                  .values = {{"roles", JsonArray{db::office_role, db::head_role, db::auditor_role,
                                                 db::admin_role}}}};
  (void)query.choice("account", known_accounts(context));  // told to whom may look at any
  query.done();
  JsonArray shown;
  for (const db::Delegation& each : Offices(context.services.pool).delegations_of(account))
    shown.push_back(view(each, today_of(context)));
  return json_response(200, JsonObject{{"delegations", std::move(shown)}});
}

db::Delegation read_delegation(Context& context, const Call& call) {
  const JsonObject body = call.json();
  Fields fields(body);
  const Length account_length{.min = 1, .max = 64};
  db::Delegation out{
      .id = 0,
      .principal = fields.maybe_text("principal", account_length).value_or(call.account->account),
      .delegate = fields.text("delegate", account_length),
      .act = fields.maybe_text("act").value_or(""),
      .role = fields.maybe_text("role", account_length).value_or(""),
      .matter = fields.maybe_text("matter").value_or(""),
      .tenure = tenure_in(fields, true),
      .basis = fields.citation("basis", long_text),
      .by = call.account->account,
      .at = context.services.clock.now()};
  check_account(context, fields, "principal", out.principal);
  check_account(context, fields, "delegate", out.delegate);
  if (out.act.empty() == out.role.empty())
    fields.fault("act", "one-of", {{"expected", "act, role"}});
  if (out.delegate == out.principal) fields.fault("delegate", "not-oneself");
  if (out.act.empty() != out.role.empty() && context.services.accounts.find(out.principal))
    check_can_be_lent(context, fields, out, roles_today(context, out.principal),
                      roles_when_lent(context, out));
  const auto lent =
      out.role.empty() ? roles_today(context, out.principal) : std::vector<std::string>{out.role};
  if (!may_take(roles_today(context, out.delegate), lent)) {
    fields.fault("delegate", "office-for-head", {{"given", out.delegate}});
  } else {
    check_duties(fields, "delegate", roles_ever(context, out.delegate), lent);
  }
  if (!out.matter.empty() && !context.services.matters.load(out.matter))
    fields.fault("matter", "no-such-entry", {{"given", out.matter}});
  if (out.tenure.until && *out.tenure.until < today_of(context))
    fields.fault("until", "before", {{"earliest", to_string(today_of(context))}});
  fields.done();
  return out;
}

/// One lends what is one's own; the head may order it for others, not to themself, and of no other
/// head.
void check_may_delegate(Context& context, const Call& call, const db::Delegation& delegation) {
  if (delegation.principal == call.account->account) return;
  const auto roles = roles_today(context, delegation.principal);
  const bool is_of_a_head = std::ranges::find(roles, db::head_role) != roles.end();
  if (call.has_role(db::head_role) && !is_of_a_head && delegation.delegate != call.account->account)
    return;
  throw Problem{.type = "not-yours-to-delegate", .values = {{"principal", delegation.principal}}};
}

http::Response delegate(Context& context, Call& call) {
  db::Delegation delegation = read_delegation(context, call);
  check_may_delegate(context, call, delegation);
  delegation.id = Offices(context.services.pool).delegate(delegation);
  return created("/v1/delegations/" + std::to_string(delegation.id),
                 view(delegation, today_of(context)));
}

db::Delegation delegation_of(Context& context, const Call& call) {
  auto found = Offices(context.services.pool).delegation(number_of(call.parameter()));
  const bool may_look =
      found &&
      (found->principal == call.account->account || found->delegate == call.account->account ||
       call.has_role(db::office_role) || call.has_role(db::auditor_role) ||
       call.has_role(db::head_role) || call.has_role(db::admin_role));
  if (!may_look) throw Problem{.type = "no-such-delegation", .values = {{"id", call.parameter()}}};
  return *std::move(found);
}

http::Response one_delegation(Context& context, Call& call) {
  call.query().done();
  return json_response(200, view(delegation_of(context, call), today_of(context)));
}

http::Response end_delegation(Context& context, Call& call) {
  const db::Delegation delegation = delegation_of(context, call);
  check_may_delegate(context, call, delegation);
  const End end = end_in(context, call, delegation.tenure.since);
  Offices offices(context.services.pool);
  if (!offices.end(Offices::Ending::delegation, delegation.id, end.day, end.reason,
                   call.account->account, context.services.clock.now()))
    throw Problem{.type = "ended-already", .values = {{"day", maybe_day(delegation.tenure.ended)}}};
  return created("/v1/delegations/" + std::to_string(delegation.id),
                 view(*offices.delegation(delegation.id), today_of(context)));
}

}  // namespace

void add_delegations(Router& router) {
  router.add({"GET", "/v1/delegations", for_accounts, delegations});
  router.add({"POST", "/v1/delegations", for_accounts, delegate});
  router.add({"GET", "/v1/delegations/{id}", for_accounts, one_delegation});
  router.add({"POST", "/v1/delegations/{id}/end", for_accounts, end_delegation});
}

}  // namespace gavel::api
