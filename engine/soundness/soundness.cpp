#include "engine/soundness/soundness.hpp"

#include <algorithm>
#include <set>

#include "engine/soundness/cases.hpp"
#include "engine/soundness/cited.hpp"
#include "engine/soundness/clocks.hpp"
#include "engine/soundness/course.hpp"
#include "engine/soundness/declared.hpp"
#include "engine/soundness/explore.hpp"
#include "engine/soundness/filed.hpp"
#include "engine/soundness/names.hpp"
#include "engine/soundness/obligations.hpp"
#include "engine/soundness/outside.hpp"
#include "engine/soundness/refusals.hpp"
#include "engine/soundness/say.hpp"
#include "engine/soundness/types.hpp"
#include "engine/soundness/values.hpp"

namespace gavel::soundness {
namespace {

using procedure::Procedure;

bool is_history(const chart::State& state) {
  using Kind = chart::State::Kind;
  return state.kind == Kind::shallow_history || state.kind == Kind::deep_history;
}

/// Why a transition is never taken although its state is reached.
Sentence why_dead(const Graph& graph, const chart::State& state,
                  const chart::Transition& transition) {
  const bool comes = std::ranges::any_of(graph.events, [&](const std::string& event) {
    return chart::matches(transition.events, event);
  });
  if (transition.events.empty() || comes) {
    return Sentence{"dead-transition", "another-first", {{"state", state.id}}};
  }
  return Sentence{"dead-transition", "no-event", {{"state", state.id}}};
}

void check_reached(const Procedure& procedure, const Graph& graph, std::vector<Diagnostic>& into) {
  const chart::Chart& chart = *procedure.chart;
  for (const chart::State& state : chart.states) {
    if (!graph.state_reached[state.index] && !is_history(state)) {
      say(into, state.place, Sentence{"unreachable-state", {{"state", state.id}}});
    }
  }
  for (const chart::State& state : chart.states) {
    for (const chart::TransitionIndex index : state.transitions) {
      if (graph.transition_taken[index] || !graph.state_reached[state.index]) continue;
      const chart::Transition& transition = chart.transitions[index];
      say(into, transition.place, why_dead(graph, state, transition));
    }
  }
  for (const auto& [name, type] : procedure.events) {
    // The one is asked for before there is a state, the other whatever the state is.
    if (name == "gavel.open" || name == "gavel.migrate") continue;
    const auto at = std::ranges::lower_bound(graph.events, name) - graph.events.begin();
    if (graph.event_taken[static_cast<std::size_t>(at)]) continue;
    say(into, type.place, Sentence{"dead-event", {{"event", name}}});
  }
}

/// Moments from which one of `goals` can be reached, going backwards from these.
std::vector<bool> with_a_way_to(const std::vector<bool>& goals, const Graph& graph) {
  std::vector<std::vector<std::size_t>> before(graph.moments.size());
  for (const Step& step : graph.steps) before[step.to].push_back(step.from);
  std::vector<bool> reaches = goals;
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < goals.size(); ++i) {
    if (goals[i]) open.push_back(i);
  }
  while (!open.empty()) {
    const std::size_t now = open.back();
    open.pop_back();
    for (const std::size_t previous : before[now]) {
      if (reaches[previous]) continue;
      reaches[previous] = true;
      open.push_back(previous);
    }
  }
  return reaches;
}

/// One diagnostic for the first moment found that is stuck, and one for the first that only goes
/// round: the rest follow from the same cause.
void check_completion(const Procedure& procedure, const Graph& graph,
                      std::vector<Diagnostic>& into) {
  std::vector<bool> leads_on(graph.moments.size(), false), ended(leads_on), settled(leads_on);
  for (const Step& step : graph.steps)
    leads_on[step.from] = leads_on[step.from] || step.from != step.to;
  for (std::size_t i = 0; i < graph.moments.size(); ++i) {
    ended[i] = !graph.moments[i].running;
    settled[i] = ended[i] || !leads_on[i];
  }
  const std::vector<bool> ends = with_a_way_to(ended, graph);
  const std::vector<bool> settles = with_a_way_to(settled, graph);
  bool said_stuck = false, said_lost = false;
  for (std::size_t i = 0; i < graph.moments.size(); ++i) {
    if (ends[i]) continue;
    const auto& moment = graph.moments[i];
    const Place& place = procedure.chart->states[moment.configuration.back()].place;
    const bool is_stuck = !leads_on[i] && !said_stuck;
    const bool is_lost = leads_on[i] && !settles[i] && !said_lost;
    if (!is_stuck && !is_lost) continue;
    Json states = states_in(procedure, moment), course = course_of(procedure, graph.way_to(i));
    if (is_stuck) {
      say(into, place, Sentence{"dead-end", {{"states", states}, {"course", course}}});
      said_stuck = true;
    } else {
      say(into, place, Sentence{"no-way-to-end", {{"states", states}, {"course", course}}});
      said_lost = true;
    }
  }
}

void check_mandatory(const Procedure& procedure, const Graph& graph,
                     std::vector<Diagnostic>& into) {
  for (const Breach& breach : graph.breaches) {
    const procedure::MandatoryStep& step = procedure.mandatory[breach.obligation];
    say(into, step.place,
        Sentence{"mandatory-step-avoidable",
                 {{"state", step.before},
                  {"step", step.id},
                  {"title", as_value(step.title)},
                  {"course", course_of(procedure, breach.path)}}});
  }
}

void check_rules_used(const Procedure& procedure, std::vector<Diagnostic>& into) {
  std::set<std::string, std::less<>> used;
  for (const auto& [name, type] : procedure.events)
    used.insert(type.rules.begin(), type.rules.end());
  for (const auto& [index, rules] : procedure.transition_rules)
    used.insert(rules.begin(), rules.end());
  for (const auto& [id, rule] : procedure.rules) {
    if (!used.contains(id)) say(into, rule.place, Sentence{"unused-rule", {{"rule", id}}});
  }
}

}  // namespace

std::vector<Diagnostic> check_as_written(const Procedure& procedure) {
  const Takers takers(procedure);
  std::vector<Diagnostic> found = check_names(procedure);
  std::ranges::move(check_types(procedure), std::back_inserter(found));
  std::ranges::move(check_cited(procedure), std::back_inserter(found));
  std::ranges::move(check_filed(procedure), std::back_inserter(found));
  check_rules_used(procedure, found);
  std::ranges::move(check_declared(procedure, takers), std::back_inserter(found));
  std::ranges::move(check_cases(procedure, takers), std::back_inserter(found));
  std::ranges::move(check_refusals(procedure, takers), std::back_inserter(found));
  std::ranges::move(check_words(procedure), std::back_inserter(found));
  std::ranges::move(check_clocks(procedure, takers), std::back_inserter(found));
  return found;
}

std::vector<Diagnostic> check(const Procedure& procedure) {
  std::vector<Diagnostic> found = check_as_written(procedure);
  const Graph graph =
      explore(*procedure.chart, outside_events(procedure), obligations_of(procedure));
  if (graph.restless) {
    say(found, procedure.chart->states[0].place,
        Sentence{"never-at-rest", {{"course", course_of(procedure, *graph.restless)}}});
  }
  if (graph.complete) {
    check_reached(procedure, graph, found);
    check_completion(procedure, graph, found);
  } else {
    say(found, procedure.chart->states[0].place, Sentence{"too-many-states"});
  }
  check_mandatory(procedure, graph, found);
  std::ranges::stable_sort(
      found, {}, [](const Diagnostic& d) { return std::pair(d.place.line, d.place.column); });
  return found;
}

}  // namespace gavel::soundness
