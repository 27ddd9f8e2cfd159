// Keeping out of a matter (回避): declared by oneself, asked for by another, ordered, declined or
// lifted by the head, a request taken back by whoever asked. Whoever keeps out does nothing in it.
#include "api/routes/recusals.hpp"

#include <array>

#include "api/routes/acting.hpp"
#include "api/routes/call.hpp"
#include "api/routes/circle.hpp"
#include "api/routes/context.hpp"
#include "api/routes/names.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/sentences.hpp"
#include "api/routes/target.hpp"
#include "api/routes/views.hpp"
#include "api/routes/visibility.hpp"
#include "db/offices.hpp"
#include "db/roles.hpp"
#include "engine/base/spelling.hpp"
#include "engine/matter/every_unit.hpp"

namespace gavel::api {
namespace {

JsonObject view(const db::RecusalStep& step) {
  return {{"seq", step.seq},       {"account", step.account}, {"step", step.step},
          {"reason", step.reason}, {"deputy", step.deputy},   {"by", step.by},
          {"asker", step.asker},   {"origin", step.origin},   {"at", to_string(step.at)}};
}

http::Response list(Context& context, Call& call) {
  call.query().done();
  (void)visible_matter(context, call, call.parameter());
  const auto steps = db::Offices(context.services.pool).recusals(call.parameter());
  JsonArray shown, recused;
  for (const db::RecusalStep& step : steps) {
    shown.push_back(view(step));
    if (db::recused(steps, step.account) == &step) recused.push_back(Json(step.account));
  }
  return json_response(200, JsonObject{{"recused", std::move(recused)},
                                       {"asked", recusals_asked(context, call.parameter())},
                                       {"steps", std::move(shown)}});
}

bool has(const std::vector<std::string>& roles, std::string_view role) {
  return std::ranges::find(roles, role) != roles.end();
}

/// By an order of recusal of a head.
bool stands_in_for_head(Context& context, const desk::Loaded& loaded, const std::string& account,
                        const std::vector<db::RecusalStep>& steps) {
  return std::ranges::any_of(steps, [&](const db::RecusalStep& step) {
    return step.step == "order" && step.deputy == account &&
           db::recused(steps, step.account) == &step &&
           has(roles_in(context, loaded, step.account), db::head_role);
  });
}

/// Of a unit that drafts or carries out the matter nobody is the head of the organ.
bool heads_the_organ(Context& context, const Call& call, const desk::Loaded& loaded,
                     const std::vector<db::RecusalStep>& steps) {
  const auto units = matter::units(*loaded.procedure, loaded.snapshot);
  if (std::ranges::find(units, call.account->unit) != units.end()) return false;
  return has_role_in(context, call, loaded, db::head_role) ||
         stands_in_for_head(context, loaded, call.account->account, steps);
}

/// Deciding is the head's, or their deputy's by order; of a head's it is the Party group's, and no
/// other head's; never one's own, nor of whoever keeps out of the matter (公务员法 art. 76, 77).
void check_may_decide(Context& context, const Call& call, const desk::Loaded& loaded,
                      const db::RecusalStep& step, const std::vector<db::RecusalStep>& before) {
  const bool is_party_group = has_role_in(context, call, loaded, db::party_group_role);
  if (!is_party_group && !heads_the_organ(context, call, loaded, before))
    throw Problem{.type = "role-required",
                  .values = {{"roles", JsonArray{db::head_role, db::party_group_role}}}};
  if (step.account == call.account->account) throw Problem{.type = "own-recusal"};
  if (db::recused(before, call.account->account) != nullptr)
    throw Problem{.type = "recused-decides-nothing"};
  // The Party group answers what is asked of whoever decides; of it nobody else does.
  const auto is_of_sender = [&](const db::RecusalStep* request) {
    return request->account == call.account->account;
  };
  if (!is_party_group && std::ranges::any_of(db::holding_up(before), is_of_sender))
    throw Problem{.type = "asked-to-keep-out"};
  // Nor does the head order out who decides on the head.
  const auto roles = roles_in(context, loaded, step.account);
  if (has(roles, db::party_group_role) && !is_party_group)
    throw Problem{.type = "role-required", .values = {{"roles", JsonArray{db::party_group_role}}}};
  if (has(roles, db::head_role) && !is_party_group)
    throw Problem{.type = "heads-recusal",
                  .values = {{"account", Names(context).name(step.account)}}};
}

/// An interested party asks (公务员法 art. 77): whoever has a part in the matter, or a role that
/// takes them into every one; the members too, whoever of them is called. Anybody else tells the
/// office.
void check_may_ask(Context& context, const Call& call, const desk::Loaded& loaded) {
  constexpr std::array always{db::office_role, db::party_group_role, db::head_role,
                              db::member_role};
  const auto holds = [&](std::string_view role) {
    return has_role_in(context, call, loaded, role);
  };
  if (std::ranges::any_of(always, holds)) return;
  if (!is_of_the_matter(context, call, loaded) && !is_in_circle(context, call, loaded, {}))
    throw Problem{.type = "no-part-in-the-matter"};
}

/// What waits for an answer, and whose it is to take it back.
void check_requests(Fields& fields, const db::RecusalStep& step,
                    const std::vector<db::RecusalStep>& before) {
  const auto waiting = db::requests_of(before).waiting;
  const auto is_of = [&](const db::RecusalStep* each) { return each->account == step.account; };
  const auto is_own = [&](const db::RecusalStep* each) {
    return is_of(each) && db::same_asker(*each, step);
  };
  if (step.step == "decline" && std::ranges::none_of(waiting, is_of))
    fields.fault("step", "nothing-asked");
  if (step.step == "withdraw" && std::ranges::none_of(waiting, is_own))
    fields.fault("step", "nothing-asked-by-you");
}

/// Who has no account asks through the office.
void check_asker(Context& context, const Call& call, const desk::Loaded& loaded, Fields& fields,
                 const db::RecusalStep& step) {
  if (step.asker.empty()) return;
  if (step.step != "ask" && step.step != "withdraw") fields.fault("asker", "asker-asks");
  if (!has_role_in(context, call, loaded, db::office_role))
    fields.fault("asker", "asker-is-entered-by-office");
}

void check_step(const Call& call, Fields& fields, const db::RecusalStep& step,
                const std::vector<db::RecusalStep>& before) {
  const db::RecusalStep* ground = db::recused(before, step.account);
  const bool is_out = ground != nullptr;
  const bool is_self = step.account == call.account->account;
  const auto not_now = [&](const char* code) { fields.fault("step", code); };
  if (step.step == "declare" && !is_self) not_now("declare-is-ones-own");
  if (step.step == "ask" && is_self) not_now("ask-is-of-another");
  // For another reason too: should the one that stands be lifted, they still keep out. An order may
  // follow a declaration, so the head names the deputy; or an order: another deputy.
  const auto grounds = db::grounds_of(before, step.account);
  const bool is_of_one = std::ranges::any_of(grounds, [&](const db::RecusalStep* each) {
    return spelling(each->reason) == spelling(step.reason);
  });
  const bool is_ordered =
      is_out && ground->step == "order" && (step.deputy.empty() || step.deputy == ground->deputy);
  if (is_of_one &&
      (step.step == "declare" || step.step == "ask" || (step.step == "order" && is_ordered)))
    not_now("recused-already");
  if (step.step == "lift" && !is_out) not_now("not-recused");
}

/// The deputy's own roles and those that whoever keeps out has lent them for today.
std::vector<std::string> roles_of_deputy(Context& context, const desk::Loaded& loaded,
                                         const db::RecusalStep& step,
                                         const std::vector<std::string>& of_recused) {
  std::vector<std::string> out = roles_in(context, loaded, step.deputy);
  const Day today = day_of(context.services.clock.now());
  for (const db::Delegation& each :
       db::Offices(context.services.pool).between(step.account, step.deputy)) {
    const bool is_here = each.matter.empty() || each.matter == loaded.snapshot.id;
    if (!is_here || !each.tenure.holds_on(today)) continue;
    if (!each.role.empty()) out.push_back(each.role);
    // An act alone: it is done in whatever role of theirs it takes.
    if (each.role.empty()) out.insert(out.end(), of_recused.begin(), of_recused.end());
  }
  return out;
}

/// Who acts for another could do so: they have the role, and do not review what their unit drafted
/// (公务员法 art. 76; Decree 713 art. 25).
void check_deputy(Context& context, Fields& fields, const desk::Loaded& loaded,
                  const db::RecusalStep& step) {
  const auto deputy = context.services.accounts.find(step.deputy);
  const auto recused = roles_in(context, loaded, step.account);
  if (!deputy || recused.empty()) return;
  const auto held = roles_of_deputy(context, loaded, step, recused);
  std::vector<std::string> shared;
  JsonArray titles;
  for (const std::string& role : recused) {
    if (std::ranges::find(held, role) != held.end()) shared.push_back(role);
    const auto declared = loaded.procedure->roles.find(role);
    titles.push_back(declared == loaded.procedure->roles.end() ? Json(role)
                                                               : api::view(declared->second.title));
  }
  const Names names(context);
  const JsonObject values{{"deputy", names.name(step.deputy)},
                          {"account", names.name(step.account)},
                          {"roles", titles}};
  // The Party group names for the head a member of the meeting, who acts by its order alone; the
  // head does not.
  if (step.step == "declare" && has(recused, db::head_role))
    return fields.fault("deputy", "deputy-of-head-is-ordered", values);
  // Whoever is no member of it is none by a loan either.
  if (has(recused, db::head_role)) {
    const auto own = roles_in(context, loaded, step.deputy);
    const auto units = matter::units(*loaded.procedure, loaded.snapshot);
    if (!has(own, db::member_role) && !has(own, db::head_role))
      fields.fault("deputy", "deputy-lacks-role", values);
    else if (std::ranges::find(units, deputy->unit) != units.end())
      fields.fault("deputy", "deputy-of-drafting-unit", values);
    return;
  }
  if (shared.empty()) return fields.fault("deputy", "deputy-lacks-role", values);
  const auto reviews = [](const std::string& role) {
    return role == "justice" || role == "counsel";
  };
  if (std::ranges::all_of(shared, reviews) && deputy->unit == loaded.snapshot.unit)
    fields.fault("deputy", "deputy-of-drafting-unit", values);
}

/// A meeting under way takes it up at once. One that has not been called, or a procedure without
/// meetings, has nothing to do: its rules ask who is recused whenever somebody acts.
void tell_matter(Context& context, const std::string& matter, const db::RecusalStep& step) {
  const bool is_out = step.step == "declare" || step.step == "order";
  if (!is_out && step.step != "lift") return;
  // They keep out for another reason as before: there is nothing for the meeting to do.
  const auto steps = db::Offices(context.services.pool).recusals(matter);
  if (db::grounds_of(steps, step.account).size() > (is_out ? 1u : 0u)) return;
  JsonObject data{{"member", step.account}, {"reason", step.reason}, {"by", step.by}};
  if (is_out) data["how"] = step.step == "declare" ? "asked" : "ordered";
  (void)context.services.desk.send(matter,
                                   {.event = is_out ? "system.recused" : "system.recusal_lifted",
                                    .data = std::move(data),
                                    .signature = {}},
                                   matter::clock_actor());
}

http::Response add(Context& context, Call& call) {
  const desk::Loaded loaded = visible_matter(context, call, call.parameter());
  const JsonObject body = call.json();
  Fields fields(body);
  db::RecusalStep step{
      .seq = 0,
      .account =
          fields.maybe_text("account", {.min = 1, .max = 64}).value_or(call.account->account),
      .step = fields.text("step", {.min = 1, .max = 20}),
      .reason = fields.text("reason", {.min = 1, .max = 2000}),
      .deputy = fields.maybe_text("deputy", {.min = 1, .max = 64}).value_or(""),
      .by = call.account->account,
      .at = context.services.clock.now(),
      .asker = maybe_name_in(fields, "asker", {.min = 1, .max = 200}).value_or("")};
  constexpr std::string_view steps[] = {"declare", "ask", "order", "decline", "lift", "withdraw"};
  if (!step.step.empty() && std::ranges::find(steps, step.step) == std::end(steps)) {
    fields.fault(
        "step", "not-a-choice",
        {{"expected", "declare, ask, order, decline, lift, withdraw"}, {"given", step.step}});
  }
  for (const auto& [name, account] :
       {std::pair("account", step.account), std::pair("deputy", step.deputy)}) {
    if (!account.empty() && !context.services.accounts.find(account))
      fields.fault(name, "no-such-entry", {{"given", account}});
  }
  if (step.deputy == step.account) fields.fault("deputy", "not-oneself");
  if (step.deputy == step.by) fields.fault("deputy", "deputy-names-themself");
  db::Offices offices(context.services.pool);
  const auto before = offices.recusals(call.parameter());
  check_step(call, fields, step, before);
  check_requests(fields, step, before);
  check_asker(context, call, loaded, fields, step);
  if (db::recused(before, step.deputy) != nullptr) {
    fields.fault("deputy", "deputy-recused", {{"given", Names(context).name(step.deputy)}});
  } else if (!step.deputy.empty() && step.deputy != step.account) {
    check_deputy(context, fields, loaded, step);
  }
  fields.done();
  if (step.step == "ask") check_may_ask(context, call, loaded);
  if (step.step == "order" || step.step == "decline" || step.step == "lift")
    check_may_decide(context, call, loaded, step, before);
  step.seq = enter_recusal(context, call.parameter(), step);
  return created("/v1/matters/" + encoded(call.parameter()) + "/recusals", view(step));
}

}  // namespace

JsonArray recusals_asked(Context& context, const std::string& matter) {
  const auto steps = db::Offices(context.services.pool).recusals(matter);
  JsonArray out;
  for (const db::RecusalStep* step : db::requests_of(steps).waiting) out.push_back(view(*step));
  return out;
}

int enter_recusal(Context& context, const std::string& matter, const db::RecusalStep& step) {
  const auto entered = db::Offices(context.services.pool).add_recusal(matter, step);
  tell_matter(context, matter, step);
  for (const std::string& each : entered.followed_to) tell_matter(context, each, step);
  return entered.seq;
}

void add_recusals(Router& router) {
  router.add({"GET", "/v1/matters/{id}/recusals", for_accounts, list});
  router.add({"POST", "/v1/matters/{id}/recusals", for_accounts, add});
}

}  // namespace gavel::api
