#include <algorithm>

#include "engine/matter/evolve.hpp"
#include "engine/matter/judge.hpp"

namespace gavel::matter {
namespace {

/// Those that can be judged before anything is sent.
std::vector<std::string> rules_before_sending(const procedure::EventType& type,
                                              const Context& context, const chart::Event& event,
                                              Transitions transitions) {
  auto rules = certain_rules(&type, context, event, transitions);
  std::erase_if(rules, [&](const std::string& rule) {
    return context.procedure().rules.find(rule)->second.needs_data;
  });
  return rules;
}

/// The items of the list that the event's `waits` gives, in words.
std::vector<Text> waiting(const procedure::EventType& type, const Context& context,
                          const chart::Event& event) {
  std::vector<Text> out;
  if (!type.waits) return out;
  const auto value = context.evaluator(event)(*type.waits);
  const Json* list = value ? std::get_if<Json>(&*value) : nullptr;
  if (list == nullptr || !list->is_array()) return out;
  for (const Json& item : list->get_array()) {
    if (!item.is_object()) continue;
    out.push_back({string_or(item.get_object(), "zh"), string_or(item.get_object(), "en")});
  }
  return out;
}

Task judge(const procedure::EventType& type, const Context& context, const Now& now,
           const chart::Event& event, Transitions transitions) {
  const Actor& actor = now.actor;
  Task task{.event = type.name, .title = type.title, .who = type.who, .type = &type, .blocked = {}};
  Refusal refusal;
  refusal.recused = recusal_of(now.facts, actor);
  task.mine = refusal.recused.empty() &&
              holds_any(context.procedure(), context.snapshot(), actor, type.who);
  task.is_signed =
      task.mine ? signs(context.procedure(), context.snapshot(), actor, type) : type.is_signed;
  if (task.mine) task.waits = waiting(type, context, event);
  refusal.event = type.name;
  refusal.rules = unmet(rules_before_sending(type, context, event, transitions), context, event);
  task.allowed = task.mine && refusal.rules.empty();
  if (task.allowed) return task;
  refusal.reason = task.mine ? Refusal::Reason::rules_unmet : Refusal::Reason::not_permitted;
  if (!task.mine) refusal.roles = type.who;
  task.blocked = std::move(refusal);
  return task;
}

}  // namespace

std::vector<Task> tasks(const procedure::Procedure& procedure, const Snapshot& snapshot,
                        const Actor& asking, const JsonObject& facts, Instant now,
                        const calendar::Calendar& calendar) {
  std::vector<Task> out;
  if (finished(snapshot)) return out;
  const Actor actor = with_ordered_roles(facts, asking);
  const Now moment{actor, facts, now, calendar, nullptr, nullptr};
  const Context context(procedure, snapshot, moment);
  std::vector<std::pair<chart::TransitionIndex, Task>> found;
  for (const auto& [name, type] : procedure.events) {
    if (name == migration_event) continue;  // no one's task: it is asked for by another way
    chart::Event event;
    event.name = name;
    const auto transitions = possible(context, event);
    if (transitions.empty()) continue;
    found.emplace_back(*std::ranges::min_element(transitions),
                       judge(type, context, moment, event, transitions));
  }
  std::ranges::stable_sort(found, {}, [](const auto& item) { return item.first; });
  for (auto& [index, task] : found) out.push_back(std::move(task));
  return out;
}

std::vector<std::string> fileable(const procedure::Procedure& procedure, const Snapshot& snapshot,
                                  const Actor& asking, const JsonObject& facts) {
  std::vector<std::string> out;
  if (finished(snapshot) || !recusal_of(facts, asking).empty()) return out;
  const Actor actor = with_ordered_roles(facts, asking);
  for (const auto& [code, document] : procedure.documents) {
    if (holds_any(procedure, snapshot, actor, filers(procedure, code))) out.push_back(code);
  }
  return out;
}

std::vector<ClockView> clocks(const procedure::Procedure& procedure, const Snapshot& snapshot,
                              const JsonObject& facts, Instant now,
                              const calendar::Calendar& calendar) {
  const Actor nobody;
  const Context context(procedure, snapshot, Now{nobody, facts, now, calendar, nullptr, nullptr});
  const chart::Event none;
  const auto evaluate = context.evaluator(none);
  std::vector<ClockView> out;
  for (const auto& [id, clock] : procedure.clocks) {
    const auto state = procedure::clock_state(clock, calendar, evaluate);
    if (!state || !*state) continue;
    const auto& [from, due] = **state;
    out.push_back({id, clock.title, clock.citations, from, due,
                   procedure::is_reached(due, day_of(now)),
                   clock.kind == procedure::Clock::Kind::minimum});
  }
  return out;
}

std::vector<std::string> configuration(const procedure::Procedure& procedure,
                                       const Snapshot& snapshot) {
  std::vector<std::string> out;
  for (const chart::StateIndex index : snapshot.session.configuration) {
    if (index != 0) out.push_back(procedure.chart->states[index].id);
  }
  return out;
}

}  // namespace gavel::matter
