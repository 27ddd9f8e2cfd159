// Positions in organs, which meetings they sit in, and who holds them; and which organ another one
// took over: renamed, made a city of a county, two made one.
#include "db/offices.hpp"

#include <algorithm>
#include <regex>

#include "api/routes/call.hpp"
#include "api/routes/context.hpp"
#include "api/routes/duties.hpp"
#include "api/routes/names.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/target.hpp"
#include "api/routes/tenures.hpp"
#include "db/roles.hpp"
#include "db/successions.hpp"
#include "engine/base/spelling.hpp"

namespace gavel::api {
namespace {

using db::Offices;

JsonObject view(const db::Position& position, const std::string& seat) {
  return {{"id", position.id},
          {"organ", position.organ},
          {"office", position.office},
          {"title", position.title},
          {"roles", JsonArray(position.roles.begin(), position.roles.end())},
          {"single", position.single},
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

/// "王强（2026-02-01—2026-06-30）", "王强（2026-02-01—）" where no last day is known.
JsonObject holder_in_words(Context& context, const db::PositionHeld& held) {
  const auto account = context.services.accounts.find(held.account);
  const std::string name = account ? account->name : held.account;
  std::optional<Day> last = held.tenure.until;
  if (held.tenure.ended) last = *held.tenure.ended - std::chrono::days{1};
  const std::string since = to_string(held.tenure.since);
  const std::string until = last ? to_string(*last) : "";
  return {{"zh", name + "（" + since + "起" + (last ? "，至" + until : "，未定任期") + "）"},
          {"en", name + " (from " + since + (last ? " to " + until : ", no last day set") + ")"}};
}

/// As it is called already: in the register of positions, by a policy pack, or as a successor.
/// Empty: nobody knows an organ of that name.
std::string known_as(Context& context, const std::vector<db::Succession>& said,
                     const std::string& written) {
  const auto is_it = [&](const std::string& name) { return spelling(name) == spelling(written); };
  for (const db::Position& each : db::Offices(context.services.pool).positions())
    if (is_it(each.organ)) return each.organ;
  for (const procedure::Pack& each : context.services.packs)
    if (is_it(each.organ.zh)) return each.organ.zh;
  for (const db::Succession& each : said)
    if (is_it(each.successor)) return each.successor;
  return "";
}

http::Response add_position(Context& context, Call& call) {
  static const std::regex id_shape("[a-z0-9][a-z0-9._-]{0,62}"),
      role_shape("[a-z][a-z0-9_-]{0,62}");
  const JsonObject body = call.json();
  Fields fields(body);
  db::Position position{.id = fields.text("id", {.min = 1, .max = 63}),
                        .organ = name_in(fields, "organ"),
                        .office = maybe_name_in(fields, "office").value_or(""),
                        .title = name_in(fields, "title"),
                        .roles = fields.maybe_texts("roles").value_or(std::vector<std::string>()),
                        .single = fields.flag("single", false)};
  const std::string seat = seat_in(fields, false);
  if (!std::regex_match(position.id, id_shape)) fields.fault("id", "not-a-name");
  if (position.roles.empty()) fields.fault("roles", "missing");
  bool are_roles = true;
  for (std::size_t i = 0; i < position.roles.size(); ++i) {
    const std::string& role = position.roles[i];
    // Who looks after the machine holds no office of the organ's by it.
    if (std::regex_match(role, role_shape) && role != "clock" && role != "anyone" &&
        role != db::admin_role)
      continue;
    are_roles = false;
    fields.fault("roles/" + std::to_string(i), "not-a-role", {{"given", role}});
  }
  if (are_roles) check_known(context, fields, "roles", position.roles);
  check_duties(fields, "roles", {}, position.roles);
  fields.done();
  Offices offices(context.services.pool);
  // One organ has one name here, however it is typed.
  const std::string known =
      known_as(context, db::successions(context.services.pool), position.organ);
  if (!known.empty()) position.organ = known;
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

/// Whether one person holds it at a time: said of a position that is there already.
http::Response set_single(Context& context, Call& call) {
  db::Position position = position_named(context, call.parameter());
  const JsonObject body = call.json();
  Fields fields(body);
  const auto single = fields.maybe_flag("single");
  if (!single && !fields.has("single")) fields.fault("single", "missing");
  fields.done();
  Offices offices(context.services.pool);
  const auto done = offices.make_single(position.id, *single, today_of(context),
                                        call.account->account, context.services.clock.now());
  if (!done) {
    const auto& [one, other] = done.error();
    fields.fault(
        "single", "held-by-several",
        {{"one", holder_in_words(context, one)}, {"other", holder_in_words(context, other)}});
    fields.done();
  }
  position.single = *single;
  return created("/v1/positions/" + encoded(position.id) + "/holders",
                 view(position, offices.seat_on(position.id, today_of(context))));
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

/// Several may hold a position side by side, such as the deputies, where it is not single; nobody
/// holds one twice.
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
  const auto id = Offices(context.services.pool).hold(held);
  if (!id) {
    fields.fault(
        "account", "held-by-another",
        {{"title", held.position.title}, {"holder", holder_in_words(context, id.error())}});
    fields.done();
  }
  held.id = *id;
  return created("/v1/positions/" + encoded(held.position.id) + "/holders",
                 view(held, today_of(context)));
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

JsonObject view(const db::Succession& said) {
  return {{"id", said.id},
          {"organ", said.organ},
          {"successor", said.successor.empty() ? Json() : Json(said.successor)},
          {"since", to_string(said.since)},
          {"basis", said.basis},
          {"by", said.by},
          {"at", to_string(said.at)}};
}

http::Response successions(Context& context, Call& call) {
  call.query().done();
  JsonArray shown;
  for (const db::Succession& each : db::successions(context.services.pool))
    shown.push_back(view(each));
  return json_response(200, JsonObject{{"successions", std::move(shown)}});
}

/// The successor may have no positions yet; but nothing takes over what took it over.
void check_succession(Context& context, Fields& fields, db::Succession& entry) {
  const std::vector<db::Succession> said = db::successions(context.services.pool);
  const std::string known = known_as(context, said, entry.organ);
  if (known.empty() && !entry.organ.empty())
    fields.fault("organ", "no-such-organ", {{"given", entry.organ}});
  entry.organ = known;
  if (entry.successor.empty()) return;
  if (const std::string called = known_as(context, said, entry.successor); !called.empty())
    entry.successor = called;
  const auto after = db::Successors(said).from(entry.successor);
  if (std::ranges::find(after, spelling(entry.organ)) != after.end())
    fields.fault("successor", "succeeds-itself", {{"given", entry.successor}});
}

http::Response add_succession(Context& context, Call& call) {
  const JsonObject body = call.json();
  Fields fields(body);
  db::Succession entry{.id = 0,
                       .organ = name_in(fields, "organ"),
                       .successor = maybe_name_in(fields, "successor").value_or(""),
                       .since = day_in(fields, "since", true).value_or(Day{}),
                       .basis = fields.citation("basis", long_text),
                       .by = call.account->account,
                       .at = context.services.clock.now()};
  check_succession(context, fields, entry);
  fields.done();
  entry.id = db::add(context.services.pool, entry);
  return created("/v1/successions", view(entry));
}

}  // namespace

void add_offices(Router& router) {
  router.add({"GET", "/v1/positions", for_accounts, positions});
  router.add({"POST", "/v1/positions", for_admin, add_position});
  router.add({"GET", "/v1/positions/{id}/holders", for_accounts, holders});
  router.add({"POST", "/v1/positions/{id}/holders", for_admin, add_holder});
  router.add({"POST", "/v1/positions/{id}/seats", for_admin, add_seat});
  router.add({"POST", "/v1/positions/{id}/single", for_admin, set_single});
  router.add({"POST", "/v1/positions/{id}/holders/{holder}/end", for_admin, end_holder});
  router.add({"GET", "/v1/successions", for_accounts, successions});
  router.add({"POST", "/v1/successions", for_admin, add_succession});
}

}  // namespace gavel::api
