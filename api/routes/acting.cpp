#include "api/routes/acting.hpp"

#include <algorithm>

#include "api/routes/duties.hpp"
#include "api/routes/heads.hpp"
#include "api/routes/lending.hpp"
#include "api/routes/sentences.hpp"
#include "api/routes/views.hpp"
#include "db/offices.hpp"
#include "db/roles.hpp"

namespace gavel::api {
namespace {

Json in_words(Day day) {
  return JsonObject{{"zh", said(day, Language::zh)}, {"en", said(day, Language::en)}};
}

bool holds(const std::vector<std::string>& roles, std::string_view role) {
  return std::ranges::find(roles, role) != roles.end();
}

Json title_of(const procedure::Procedure& procedure, const db::Delegation& each) {
  if (const auto role = procedure.roles.find(each.role); role != procedure.roles.end())
    return view(role->second.title);
  if (const auto act = procedure.events.find(each.act); act != procedure.events.end())
    return view(act->second.title);
  return each.act.empty() ? Json(each.role) : Json(each.act);  // of another procedure
}

void set_aside_others(Context& context, const desk::Loaded& loaded, const std::string& account,
                      std::vector<std::string>& roles) {
  db::set_aside(roles, account, of_other_organs(context, loaded));
}

std::string_view standing(const db::Delegation& each, const std::string& matter, Day today) {
  if (!each.matter.empty() && each.matter != matter) return "delegation-elsewhere";
  if (each.tenure.ended && *each.tenure.ended <= today) return "delegation-ended";
  if (today < each.tenure.since) return "delegation-to-come";
  return each.tenure.holds_on(today) ? "delegation-in-force" : "delegation-over";
}

/// "行政首长（2026年4月27日至2026年5月31日，已届满）": what there is, for one who asked outside of
/// it.
Text described(const procedure::Procedure& procedure, const db::Delegation& each,
               const std::string& matter, Day today) {
  return sentence(standing(each, matter, today),
                  {{"what", title_of(procedure, each)},
                   {"since", in_words(each.tenure.since)},
                   {"until", in_words(*each.tenure.until)},
                   {"ended", in_words(each.tenure.ended.value_or(today))}});
}

/// The roles that the delegation lends for this event today; empty: none.
std::vector<std::string> lent(const db::Delegation& each, const procedure::Procedure& procedure,
                              const std::vector<std::string>& held,
                              const std::vector<std::string>& own, const std::string& event) {
  const auto type = procedure.events.find(event);
  if (type == procedure.events.end()) return {};
  if (each.act == event) return lendable_to(procedure, own, held);
  if (each.role.empty() || !holds(held, each.role) || !holds(type->second.who, each.role))
    return {};
  return lendable_to(procedure, own, {each.role});
}

}  // namespace

bool may_take(const std::vector<std::string>& own, const std::vector<std::string>& roles) {
  return !holds(roles, db::head_role) || !holds(own, db::office_role);
}

void take_up_positions(Context& context, Call& call) {
  auto held = db::roles_on(context.services.pool, call.account->account,
                           day_of(context.services.clock.now()));
  call.account->roles = std::move(held.roles);
  call.not_counted = std::move(held.not_counted);
  call.of_organ_by_post = held.of_organ_by_post;
}

std::vector<std::string> roles_today(Context& context, const std::string& account) {
  const auto found = context.services.accounts.find(account);
  if (!found || found->disabled) return {};
  return db::roles_on(context.services.pool, account, day_of(context.services.clock.now())).roles;
}

std::vector<std::string> roles_in(Context& context, const desk::Loaded& loaded,
                                  const std::string& account) {
  std::vector<std::string> roles = roles_today(context, account);
  if (std::ranges::any_of(roles, db::is_of_organ))
    set_aside_others(context, loaded, account, roles);
  return roles;
}

/// The head of a unit is no head of the organ: a role that the procedure binds to a unit counts in
/// it. So do letters of before heads of units had a role of their own.
matter::Actor actor_in(Context& context, const Call& call, const desk::Loaded& loaded) {
  matter::Actor out = call.actor();
  if (call.of_organ_by_post) set_aside_others(context, loaded, out.account, out.roles);
  for (const std::string& role : call.not_counted) {
    const auto declared = loaded.procedure->roles.find(role);
    if (declared != loaded.procedure->roles.end() && declared->second.unit)
      out.roles.push_back(role);
  }
  return out;
}

bool has_role_in(Context& context, const Call& call, const desk::Loaded& loaded,
                 std::string_view role) {
  if (!call.has_role(role) || !call.of_organ_by_post) return call.has_role(role);
  std::vector<std::string> roles{std::string(role)};
  set_aside_others(context, loaded, call.account->account, roles);
  return !roles.empty();
}

matter::Actor acting_for(Context& context, const Call& call, const desk::Loaded& loaded,
                         const std::string& principal, const std::string& event) {
  const procedure::Procedure& procedure = *loaded.procedure;
  const std::string& matter = loaded.snapshot.id;
  const Day today = day_of(context.services.clock.now());
  const auto held = roles_in(context, loaded, principal),
             own = actor_in(context, call, loaded).roles;
  Text known;
  for (const db::Delegation& each :
       db::Offices(context.services.pool).between(principal, call.account->account)) {
    const Text next = described(procedure, each, matter, today);
    known.zh += (known.zh.empty() ? "" : "；") + next.zh;
    known.en += (known.en.empty() ? "" : "; ") + next.en;
    const bool is_here = each.matter.empty() || each.matter == matter;
    if (!is_here || !each.tenure.holds_on(today)) continue;
    auto roles = lent(each, procedure, held, own, event);
    if (roles.empty() || !may_take(own, roles) || clash(call.account->roles, roles) ||
        !is_of_lenders_organ(context, procedure, each, roles))
      continue;
    matter::Actor actor = call.actor();
    actor.roles = std::move(roles);
    actor.on_behalf_of = principal;
    if (const auto lender = context.services.accounts.find(principal))
      actor.principal_unit = lender->unit;
    return actor;
  }
  if (known.zh.empty()) known = {"无", "none"};
  const auto type = procedure.events.find(event);
  throw Problem{
      .type = "no-delegation",
      .values = {{"principal", Names(context).name(principal)},
                 {"event", type == procedure.events.end() ? Json(event) : view(type->second.title)},
                 {"today", in_words(today)},
                 {"known", view(known)}}};
}

}  // namespace gavel::api
