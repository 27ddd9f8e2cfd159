// The clock the law is counted on, and deadlines reckoned with the calendar in force for an organ.
#include "db/clock.hpp"

#include <algorithm>

#include "api/routes/context.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "db/calendar_store.hpp"
#include "db/timers.hpp"

namespace gavel::api {
namespace {

/// calendar::deadline's bound; some hundred years.
constexpr std::int64_t count_max = 36'600;

JsonObject reading(Context& context) {
  const Instant now = context.services.clock.now();
  return {{"now", to_string(now)},
          {"today", to_string(day_of(now))},
          {"virtual", context.services.virtual_clock != nullptr}};
}

http::Response read(Context& context, Call& call) {
  call.query().done();
  return json_response(200, reading(context));
}

Instant target_of(Context& context, Fields& fields) {
  const Instant now = context.services.clock.now();
  const auto to = fields.maybe_text("to", {.min = 1, .max = 40});
  const auto days = fields.maybe_integer("days", 1, count_max);
  if (to.has_value() == days.has_value())
    fields.fault("to", "one-of", {{"expected", JsonArray{"to", "days"}}});
  const std::optional<Instant> given = to ? parse_instant(*to) : std::nullopt;
  if (to && !given) fields.fault("to", "not-an-instant", {{"given", *to}});
  if (given && *given < now) fields.fault("to", "in-the-past", {{"now", to_string(now)}});
  if (given && *given > now + std::chrono::days(count_max)) {
    fields.fault("to", "out-of-range",
                 {{"min", to_string(now)}, {"max", to_string(now + std::chrono::days(count_max))}});
  }
  fields.done();
  // So many days after what happened last: a delay of as many days is then over.
  return given ? *given
               : std::max(now, db::latest_event(context.services.pool)) + std::chrono::days(*days);
}

http::Response move(Context& context, Call& call) {
  if (context.services.virtual_clock == nullptr) throw Problem{.type = "clock-is-real"};
  const JsonObject body = call.json();
  Fields fields(body);
  const Instant target = target_of(context, fields);
  const auto run = context.services.timers.run_until(*context.services.virtual_clock, target);
  JsonArray failed;
  for (const db::TimerRow& timer : run.failed) {
    failed.push_back(
        JsonObject{{"matter", timer.matter}, {"timer", timer.id}, {"due", to_string(timer.due)}});
  }
  JsonObject moved = reading(context);
  moved["fired"] = run.fired;
  moved["failed"] = std::move(failed);
  return json_response(200, moved);
}

http::Response deadline(Context& context, Call& call) {
  Query query = call.query();
  if (!query.text("from")) query.fault("from", "missing");
  const auto from = query.day("from");
  const auto days = query.integer("days", 0, count_max);
  const auto workdays = query.integer("workdays", 0, count_max);
  // A period that ends on a rest day ends on the day after it (Civil Code art. 203).
  const bool roll = query.flag("roll", true);
  if (query.has("days") == query.has("workdays")) {
    query.fault("days", "one-of", {{"expected", JsonArray{"days", "workdays"}}});
  }
  const auto policy = query.text("policy", 63);
  const auto& packs = context.services.packs;
  if (policy && std::ranges::find(packs, *policy, &procedure::Pack::id) == packs.end()) {
    JsonArray ids;
    for (const procedure::Pack& pack : packs) ids.emplace_back(pack.id);
    if (ids.empty()) ids.emplace_back(JsonObject{{"zh", "（无）"}, {"en", "none"}});
    query.fault("policy", "no-such-pack", {{"given", *policy}, {"expected", std::move(ids)}});
  }
  query.done();
  const auto in_force = context.services.calendars.in_force(policy.value_or(""));
  const auto unit = days ? calendar::Unit::day : calendar::Unit::workday;
  const int count = static_cast<int>(days ? *days : *workdays);
  const calendar::Deadline due = calendar::deadline(*in_force.calendar, *from, count, unit, roll);
  return json_response(200, JsonObject{{"from", to_string(*from)},
                                       {"last", to_string(due.last)},
                                       {"ends_at", to_string(calendar::end_of(due))},
                                       {"provisional", due.provisional},
                                       {"calendar_id", in_force.id},
                                       {"last_known", to_string(in_force.calendar->last_known())}});
}

}  // namespace

void add_clock(Router& router) {
  router.add({"GET", "/v1/clock", for_public, read});
  router.add({"POST", "/v1/clock", for_admin, move});
  router.add({"GET", "/v1/deadlines", for_public, deadline});
}

}  // namespace gavel::api
