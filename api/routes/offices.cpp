// Positions and who holds them; delegations.
#include "db/offices.hpp"

#include <algorithm>
#include <charconv>
#include <regex>

#include "api/routes/acting.hpp"
#include "api/routes/call.hpp"
#include "api/routes/context.hpp"
#include "api/routes/duties.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/target.hpp"
#include "db/matter_store.hpp"

namespace gavel::api {
namespace {

using db::Offices;

constexpr Length long_text{.min = 1, .max = 2000};

Json maybe_day(const std::optional<Day>& day) { return day ? Json(to_string(*day)) : Json(); }

void add_tenure(JsonObject& out, const db::Tenure& tenure) {
  out["since"] = to_string(tenure.since);
  out["until"] = maybe_day(tenure.until);
  out["ended"] = maybe_day(tenure.ended);
  out["end_reason"] = tenure.end_reason;
}

JsonObject view(const db::Position& position, const std::string& seat) {
  return {{"id", position.id},
          {"organ", position.organ},
          {"office", position.office},
          {"title", position.title},
          {"roles", JsonArray(position.roles.begin(), position.roles.end())},
          {"seat", seat}};
}

JsonObject view(const db::Seat& seat) {
  return {{"seat", seat.seat},
          {"since", maybe_day(seat.since)},
          {"basis", seat.basis},
          {"by", seat.by},
          {"at", to_string(seat.at)}};
}

JsonObject view(const db::PositionHeld& held, Day today) {
  JsonObject out{{"id", held.id},
                 {"position", held.position.id},
                 {"account", held.account},
                 {"basis", held.basis},
                 {"in_force", held.tenure.holds_on(today)},
                 {"by", held.by},
                 {"at", to_string(held.at)}};
  add_tenure(out, held.tenure);
  return out;
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

Day today_of(Context& context) { return day_of(context.services.clock.now()); }

std::optional<Day> day_in(Fields& fields, std::string_view name, bool is_required) {
  const Length length{.min = 1, .max = 10};
  const std::string given =
      is_required ? fields.text(name, length) : fields.maybe_text(name, length).value_or("");
  if (given.empty()) return std::nullopt;
  const auto day = parse_day(given);
  if (!day) fields.fault(name, "not-a-date", {{"given", given}});
  return day;
}

db::Tenure tenure_in(Fields& fields, bool has_end) {
  const auto since = day_in(fields, "since", true);
  const auto until = day_in(fields, "until", has_end);
  if (since && until && *until < *since)
    fields.fault("until", "before", {{"earliest", to_string(*since)}});
  return {.since = since.value_or(Day{}), .until = until, .ended = {}, .end_reason = ""};
}

void check_account(Context& context, Fields& fields, std::string_view name,
                   const std::string& account) {
  if (!account.empty() && !context.services.accounts.find(account))
    fields.fault(name, "no-such-entry", {{"given", account}});
}

std::int64_t number_of(const std::string& text) {
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc{} && read.ptr == text.data() + text.size() ? number : 0;
}

// ---- positions

http::Response positions(Context& context, Call& call) {
  call.query().done();
  JsonArray shown;
  for (const auto& each : Offices(context.services.pool).positions_on(today_of(context)))
    shown.push_back(view(each.position, each.seat));
  return json_response(200, JsonObject{{"positions", std::move(shown)}});
}

db::Position position_named(Context& context, const std::string& id) {
  auto found = Offices(context.services.pool).position(id);
  if (!found) throw Problem{.type = "no-such-position", .values = {{"id", id}}};
  return *std::move(found);
}

/// Which meetings of the organ it sits in; empty where that is not said.
std::string seat_in(Fields& fields, bool is_required) {
  const std::string given =
      is_required ? fields.text("seat") : fields.maybe_text("seat").value_or("");
  if (!given.empty() && given != "executive" && given != "plenary" && given != "none")
    fields.fault("seat", "not-a-choice",
                 {{"expected", "executive, plenary, none"}, {"given", given}});
  return given;
}

http::Response add_position(Context& context, Call& call) {
  static const std::regex id_shape("[a-z0-9][a-z0-9._-]{0,62}"),
      role_shape("[a-z][a-z0-9_-]{0,62}");
  const JsonObject body = call.json();
  Fields fields(body);
  const db::Position position{
      .id = fields.text("id", {.min = 1, .max = 63}),
      .organ = fields.text("organ"),
      .office = fields.maybe_text("office").value_or(""),
      .title = fields.text("title"),
      .roles = fields.maybe_texts("roles").value_or(std::vector<std::string>())};
  const std::string seat = seat_in(fields, false);
  if (!std::regex_match(position.id, id_shape)) fields.fault("id", "not-a-name");
  if (position.roles.empty()) fields.fault("roles", "missing");
  for (std::size_t i = 0; i < position.roles.size(); ++i) {
    const std::string& role = position.roles[i];
    // Who looks after the machine holds no office of the organ's by it.
    if (!std::regex_match(role, role_shape) || role == "clock" || role == "anyone" ||
        role == "admin")
      fields.fault("roles/" + std::to_string(i), "not-a-role", {{"given", role}});
  }
  check_duties(fields, "roles", {}, position.roles);
  fields.done();
  Offices offices(context.services.pool);
  if (!offices.add_position(position, call.account->account, context.services.clock.now(), seat))
    throw Problem{.type = "position-taken", .values = {{"id", position.id}}};
  return created("/v1/positions/" + encoded(position.id) + "/holders",
                 view(position, offices.seat_on(position.id, today_of(context))));
}

/// What is said anew stands from its day on; the days before keep what was said of them.
http::Response add_seat(Context& context, Call& call) {
  const db::Position position = position_named(context, call.parameter());
  const JsonObject body = call.json();
  Fields fields(body);
  const db::Seat seat{.seat = seat_in(fields, true),
                      .since = day_in(fields, "since", true),
                      .basis = fields.citation("basis", long_text),
                      .by = call.account->account,
                      .at = context.services.clock.now()};
  fields.done();
  Offices(context.services.pool).seat(position.id, seat);
  return created("/v1/positions/" + encoded(position.id) + "/holders", view(seat));
}

http::Response holders(Context& context, Call& call) {
  call.query().done();
  const db::Position position = position_named(context, call.parameter());
  JsonArray shown;
  for (const db::PositionHeld& held : Offices(context.services.pool).holders(position.id))
    shown.push_back(view(held, today_of(context)));
  Offices offices(context.services.pool);
  JsonObject out = view(position, offices.seat_on(position.id, today_of(context)));
  out["holders"] = std::move(shown);
  JsonArray seats;
  for (const db::Seat& each : offices.seats(position.id)) seats.push_back(view(each));
  out["seats"] = std::move(seats);
  return json_response(200, out);
}

/// Whether there is a day on which both hold.
bool overlap(const db::Tenure& one, const db::Tenure& other) {
  const auto holds_none_from = [](const db::Tenure& tenure, Day day) {
    return (tenure.until && *tenure.until < day) || (tenure.ended && *tenure.ended <= day);
  };
  const Day first = std::max(one.since, other.since);
  return !holds_none_from(one, first) && !holds_none_from(other, first);
}

/// Several may hold a position side by side, such as the deputies; nobody holds one twice.
void refuse_twice(Context& context, Fields& fields, const db::PositionHeld& held) {
  for (const auto& each : Offices(context.services.pool).holders(held.position.id)) {
    if (each.account != held.account || !overlap(each.tenure, held.tenure)) continue;
    fields.fault("account", "held-already",
                 {{"given", held.account}, {"since", to_string(each.tenure.since)}});
    return;
  }
}

http::Response add_holder(Context& context, Call& call) {
  db::PositionHeld held{.id = 0,
                        .position = position_named(context, call.parameter()),
                        .account = "",
                        .tenure = {},
                        .basis = "",
                        .by = call.account->account,
                        .at = context.services.clock.now()};
  const JsonObject body = call.json();
  Fields fields(body);
  held.account = fields.text("account", {.min = 1, .max = 64});
  held.tenure = tenure_in(fields, false);
  held.basis = fields.citation("basis", long_text);
  check_account(context, fields, "account", held.account);
  check_duties(fields, "account", roles_ever(context, held.account), held.position.roles);
  refuse_twice(context, fields, held);
  fields.done();
  held.id = Offices(context.services.pool).hold(held);
  return created("/v1/positions/" + encoded(held.position.id) + "/holders",
                 view(held, today_of(context)));
}

struct End {
  Day day;
  std::string reason;
};

End end_in(Context& context, const Call& call, Day since) {
  const JsonObject body = call.json();
  Fields fields(body);
  End end{.day = day_in(fields, "day", false).value_or(today_of(context)),
          .reason = fields.text("reason", long_text)};
  if (end.day < since) fields.fault("day", "before", {{"earliest", to_string(since)}});
  fields.done();
  return end;
}

http::Response end_holder(Context& context, Call& call) {
  Offices offices(context.services.pool);
  const auto held = offices.held(number_of(call.parameter(1)));
  if (!held || held->position.id != call.parameter())
    throw Problem{.type = "no-such-position", .values = {{"id", call.parameter(1)}}};
  const End end = end_in(context, call, held->tenure.since);
  if (!offices.end(Offices::Ending::position_held, held->id, end.day, end.reason,
                   call.account->account, context.services.clock.now()))
    throw Problem{.type = "ended-already", .values = {{"day", maybe_day(held->tenure.ended)}}};
  return created("/v1/positions/" + encoded(held->position.id) + "/holders",
                 view(*offices.held(held->id), today_of(context)));
}

// ---- delegations

http::Response delegations(Context& context, Call& call) {
  Query query = call.query();
  const std::string account = query.text("account", 64).value_or(call.account->account);
  query.done();
  const bool may_look = account == call.account->account || call.has_role("admin") ||
                        call.has_role("office") || call.has_role("auditor") ||
                        call.has_role("organ_head");
  if (!may_look)
    throw Problem{.type = "role-required",
                  .values = {{"roles", JsonArray{"office", "organ_head", "auditor", "admin"}}}};
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
  if (!out.role.empty() && context.services.accounts.find(out.principal)) {
    const auto held = roles_today(context, out.principal);
    if (std::ranges::find(held, out.role) == held.end() || out.role == "admin")
      fields.fault("role", "not-held", {{"given", out.role}, {"principal", out.principal}});
  }
  for (const auto& [name, given] : {std::pair("role", out.role), std::pair("act", out.act)}) {
    if (!given.empty() && is_personal(context, out.role, out.act))
      fields.fault(name, "personal", {{"given", given}});
  }
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

/// One lends what is one's own; the head may order it for others, not to themself.
void check_may_delegate(const Call& call, const db::Delegation& delegation) {
  if (delegation.principal == call.account->account) return;
  if (call.has_role("organ_head") && delegation.delegate != call.account->account) return;
  throw Problem{.type = "not-yours-to-delegate", .values = {{"principal", delegation.principal}}};
}

http::Response delegate(Context& context, Call& call) {
  db::Delegation delegation = read_delegation(context, call);
  check_may_delegate(call, delegation);
  delegation.id = Offices(context.services.pool).delegate(delegation);
  return created("/v1/delegations/" + std::to_string(delegation.id),
                 view(delegation, today_of(context)));
}

db::Delegation delegation_of(Context& context, const Call& call) {
  auto found = Offices(context.services.pool).delegation(number_of(call.parameter()));
  const bool may_look =
      found && (found->principal == call.account->account ||
                found->delegate == call.account->account || call.has_role("office") ||
                call.has_role("auditor") || call.has_role("organ_head") || call.has_role("admin"));
  if (!may_look) throw Problem{.type = "no-such-delegation", .values = {{"id", call.parameter()}}};
  return *std::move(found);
}

http::Response one_delegation(Context& context, Call& call) {
  call.query().done();
  return json_response(200, view(delegation_of(context, call), today_of(context)));
}

http::Response end_delegation(Context& context, Call& call) {
  const db::Delegation delegation = delegation_of(context, call);
  check_may_delegate(call, delegation);
  const End end = end_in(context, call, delegation.tenure.since);
  Offices offices(context.services.pool);
  if (!offices.end(Offices::Ending::delegation, delegation.id, end.day, end.reason,
                   call.account->account, context.services.clock.now()))
    throw Problem{.type = "ended-already", .values = {{"day", maybe_day(delegation.tenure.ended)}}};
  return created("/v1/delegations/" + std::to_string(delegation.id),
                 view(*offices.delegation(delegation.id), today_of(context)));
}

}  // namespace

void add_offices(Router& router) {
  router.add({"GET", "/v1/positions", for_accounts, positions});
  router.add({"POST", "/v1/positions", for_admin, add_position});
  router.add({"GET", "/v1/positions/{id}/holders", for_accounts, holders});
  router.add({"POST", "/v1/positions/{id}/holders", for_admin, add_holder});
  router.add({"POST", "/v1/positions/{id}/seats", for_admin, add_seat});
  router.add({"POST", "/v1/positions/{id}/holders/{holder}/end", for_admin, end_holder});
  router.add({"GET", "/v1/delegations", for_accounts, delegations});
  router.add({"POST", "/v1/delegations", for_accounts, delegate});
  router.add({"GET", "/v1/delegations/{id}", for_accounts, one_delegation});
  router.add({"POST", "/v1/delegations/{id}/end", for_accounts, end_delegation});
}

}  // namespace gavel::api
