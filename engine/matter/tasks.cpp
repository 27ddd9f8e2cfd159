#include <algorithm>

#include "engine/expression/node.hpp"
#include "engine/matter/judge.hpp"

namespace gavel::matter {
namespace {

bool reads_event(const expression::Expression& expression) {
  bool found = false;
  expression::walk(expression.root(), [&](const expression::Node& node) {
    found = found || (node.kind == expression::Node::Kind::name && node.name == "_event");
  });
  return found;
}

/// Transitions that might be taken: a condition on what will be sent may hold.
std::vector<chart::TransitionIndex> possible(const procedure::Procedure& procedure, const Context& context, const chart::Event& event) {
  auto transitions = chart::candidates(*procedure.chart, context.snapshot().session, event.name);
  const auto evaluate = context.evaluator(event);
  std::erase_if(transitions, [&](chart::TransitionIndex index) {
    const auto& cond = procedure.chart->transitions[index].cond;
    if (!cond || reads_event(*cond)) return false;
    const auto value = evaluate(*cond);
    return !value || !expression::to_boolean(*value);
  });
  return transitions;
}

/// Rules that stand whatever is sent: of the event itself, and common to all it might take.
std::vector<std::string> certain_rules(const procedure::Procedure& procedure, const procedure::EventType& type,
                                       std::span<const chart::TransitionIndex> transitions) {
  std::vector<std::string> rules = rules_for(procedure, &type, {});
  std::vector<std::string> common = rules_for(procedure, nullptr, transitions.first(1));
  for (const chart::TransitionIndex index : transitions) {
    const auto here = rules_for(procedure, nullptr, std::span(&index, 1));
    std::erase_if(common, [&](const std::string& rule) { return std::ranges::find(here, rule) == here.end(); });
  }
  rules.insert(rules.end(), common.begin(), common.end());
  std::erase_if(rules, [&](const std::string& rule) { return procedure.rules.find(rule)->second.needs_data; });
  return rules;
}

Task judge(const procedure::Procedure& procedure, const procedure::EventType& type, const Context& context, const Actor& actor,
           const chart::Event& event, std::span<const chart::TransitionIndex> transitions) {
  Task task{type.name, type.title, type.who, &type, false, false, std::nullopt};
  task.mine = holds_any(procedure, context.snapshot(), actor, type.who);
  Refusal refusal;
  refusal.event = type.name;
  refusal.rules = unmet(certain_rules(procedure, type, transitions), context, event);
  task.allowed = task.mine && refusal.rules.empty();
  if (task.allowed) return task;
  refusal.reason = task.mine ? Refusal::Reason::rules_unmet : Refusal::Reason::not_permitted;
  if (!task.mine) refusal.roles = type.who;
  task.blocked = std::move(refusal);
  return task;
}

}  // namespace

std::vector<Task> tasks(const procedure::Procedure& procedure, const Snapshot& snapshot, const Actor& actor,
                        const JsonObject& facts, Instant now, const calendar::Calendar& calendar) {
  std::vector<Task> out;
  if (finished(snapshot)) return out;
  const Context context(procedure, snapshot, Now{actor, facts, now, calendar, nullptr, nullptr});
  std::vector<std::pair<chart::TransitionIndex, Task>> found;
  for (const auto& [name, type] : procedure.events) {
    chart::Event event;
    event.name = name;
    const auto transitions = possible(procedure, context, event);
    if (transitions.empty()) continue;
    found.emplace_back(*std::ranges::min_element(transitions), judge(procedure, type, context, actor, event, transitions));
  }
  std::ranges::stable_sort(found, {}, [](const auto& item) { return item.first; });
  for (auto& [index, task] : found) out.push_back(std::move(task));
  return out;
}

std::vector<ClockView> clocks(const procedure::Procedure& procedure, const Snapshot& snapshot, const JsonObject& facts, Instant now,
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
    out.push_back({id, clock.title, clock.citations, from, due, procedure::is_reached(due, day_of(now)),
                   clock.kind == procedure::Clock::Kind::minimum});
  }
  return out;
}

std::vector<std::string> configuration(const procedure::Procedure& procedure, const Snapshot& snapshot) {
  std::vector<std::string> out;
  for (const chart::StateIndex index : snapshot.session.configuration) {
    if (index != 0) out.push_back(procedure.chart->states[index].id);
  }
  return out;
}

}  // namespace gavel::matter
