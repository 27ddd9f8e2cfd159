#include "engine/matter/migrate.hpp"

#include <algorithm>

#include "engine/base/ensure.hpp"
#include "engine/matter/evolve.hpp"
#include "engine/matter/judge.hpp"

namespace gavel::matter {
namespace {

Now moment(const Event& event, const calendar::Calendar& calendar) {
  return {event.actor, event.facts, event.at, calendar, nullptr, nullptr};
}

/// A parameter keeps the organ's value for as long as the law of the new version leaves it: out of
/// its bounds, or new, it gets the new version's standard.
JsonObject policy_under(const procedure::Procedure& to, const JsonObject& before) {
  JsonObject after = to.standard_policy();
  for (auto& [name, value] : after) {
    const Json* kept = before.if_contains(name);
    if (kept != nullptr && to.policy({{name, *kept}})) value = *kept;
  }
  return after;
}

std::vector<PolicyChange> changes(const JsonObject& before, const JsonObject& after) {
  std::vector<PolicyChange> out;
  for (const auto& [name, value] : before) {
    const Json* kept = after.if_contains(name);
    if (kept == nullptr) {
      out.push_back({std::string(name), value, std::nullopt});
    } else if (*kept != value) {
      out.push_back({std::string(name), value, *kept});
    }
  }
  for (const auto& [name, value] : after) {
    if (!before.contains(name)) out.push_back({std::string(name), std::nullopt, value});
  }
  return out;
}

/// What the new version's chart is told.
chart::Event told(const Event& event) {
  const auto ask = std::get<Migrate>(what_of(event));
  return external(std::string(migration_event),
                  {{"from", ask.from.version}, {"to", ask.to.version}, {"reason", ask.reason}});
}

/// Under the new version, before its chart has taken the event.
std::expected<Moved, Unmoved> carried_over(const procedure::Procedure& from, const Snapshot& before,
                                           const Event& event, const procedure::Procedure& to,
                                           const calendar::Calendar& calendar) {
  Moved moved;
  Snapshot& next = moved.accepted.next;
  next = before;
  next.procedure_sha256 = to.sha256;
  const JsonObject& policy_before = before.policy->get_object();
  next.policy = Json(policy_under(to, policy_before));
  moved.policy = changes(policy_before, next.policy->get_object());
  const Context here(from, before, moment(event, calendar)),
      there(to, next, moment(event, calendar));
  const chart::Surroundings seen_here = here.surroundings(), seen_there = there.surroundings();
  auto carried = chart::carry({*from.chart, seen_here}, before.session, {*to.chart, seen_there});
  if (!carried) return std::unexpected(Unmoved{std::move(carried.error()), {}, {}});
  moved.carried = std::move(*carried);
  next.session = moved.carried.session;
  return moved;
}

/// The chart of the new version takes the event and comes to rest.
std::expected<Moved, Unmoved> taken(Moved moved, Event event, const procedure::Procedure& to,
                                    const calendar::Calendar& calendar) {
  const Snapshot next = std::move(moved.accepted.next);
  const Context context(to, next, moment(event, calendar));
  auto outcome = chart::step(to.chart, next.session, told(event), context.surroundings());
  auto accepted = settle(next, std::move(event), std::move(outcome));
  if (!accepted) return std::unexpected(Unmoved{{}, {}, std::move(accepted.error())});
  auto& effects = accepted->effects;
  effects.insert(effects.begin(), moved.carried.effects.begin(), moved.carried.effects.end());
  moved.accepted = std::move(*accepted);
  return moved;
}

void check(const procedure::Procedure& from, const Snapshot& before, const Event& event,
           const procedure::Procedure& to) {
  const auto ask = std::get<Migrate>(what_of(event));
  ensure(!finished(before), "nothing happens to a finished matter");
  ensure(before.procedure_sha256 == from.sha256 && ask.from == pin_of(from),
         "a matter is moved from the procedure it runs on");
  ensure(ask.to == pin_of(to) && to.name == from.name && to.sha256 != from.sha256,
         "a matter is moved to another version of the same procedure");
}

}  // namespace

std::expected<Moved, Unmoved> migrate(const procedure::Procedure& from, const Snapshot& before,
                                      Event event, const procedure::Procedure& to,
                                      const calendar::Calendar& calendar) {
  check(from, before, event, to);
  auto moved = carried_over(from, before, event, to, calendar);
  if (!moved) return moved;
  return taken(std::move(*moved), std::move(event), to, calendar);
}

std::expected<Moved, Unmoved> decide(const procedure::Procedure& from, const Snapshot& before,
                                     const Command& command, const procedure::Procedure& to,
                                     const calendar::Calendar& calendar) {
  Event event = record(&before, command);
  check(from, before, event, to);
  auto moved = carried_over(from, before, event, to, calendar);
  if (!moved) return moved;
  const auto type = to.events.find(migration_event);
  if (type != to.events.end()) {
    const Context context(to, moved->accepted.next, moment(event, calendar));
    const chart::Event asked = told(event);
    const auto enabled =
        chart::enabled(*to.chart, moved->accepted.next.session, asked, context.surroundings());
    auto against = unmet(rules_for(to, &type->second, enabled), context, asked);
    if (!against.empty()) return std::unexpected(Unmoved{{}, std::move(against), {}});
  }
  return taken(std::move(*moved), std::move(event), to, calendar);
}

std::vector<std::string> migration_roles(const procedure::Procedure& to) {
  const auto type = to.events.find(migration_event);
  return type == to.events.end() ? std::vector<std::string>{"office"} : type->second.who;
}

Pin pin_of(const procedure::Procedure& procedure) { return {procedure.version, procedure.sha256}; }

}  // namespace gavel::matter
