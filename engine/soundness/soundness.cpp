#include "engine/soundness/soundness.hpp"

#include <algorithm>
#include <set>

#include "engine/soundness/cases.hpp"
#include "engine/soundness/cited.hpp"
#include "engine/soundness/clocks.hpp"
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

std::string joined(const std::vector<std::string>& path) {
  std::string out;
  for (const std::string& event : path) out += (out.empty() ? "" : " → ") + event;
  return out.empty() ? "(at the start)" : out;
}

std::string states_of(const chart::Chart& chart, const Moment& moment) {
  std::string out;
  for (const auto index : moment.configuration) {
    if (index == 0 || !chart.states[index].children.empty()) continue;
    out += (out.empty() ? "" : ", ") + chart.states[index].id;
  }
  return out;
}

bool is_history(const chart::State& state) {
  using Kind = chart::State::Kind;
  return state.kind == Kind::shallow_history || state.kind == Kind::deep_history;
}

/// Why a transition is never taken although its state is reached.
std::string why_dead(const Graph& graph, const chart::State& state,
                     const chart::Transition& transition) {
  const bool comes = std::ranges::any_of(graph.events, [&](const std::string& event) {
    return chart::matches(transition.events, event);
  });
  if (transition.events.empty() || comes) {
    return "this transition of '" + state.id +
           "' is never taken: another one before it, or inside it, always is";
  }
  return "this transition of '" + state.id + "' is never taken: its event never comes while '" +
         state.id + "' is active";
}

void check_reached(const Procedure& procedure, const Graph& graph, std::vector<Diagnostic>& into) {
  const chart::Chart& chart = *procedure.chart;
  for (const chart::State& state : chart.states) {
    if (!graph.state_reached[state.index] && !is_history(state)) {
      say(into, state.place, "unreachable-state", "no course reaches the state '" + state.id + "'");
    }
  }
  for (const chart::State& state : chart.states) {
    for (const chart::TransitionIndex index : state.transitions) {
      if (graph.transition_taken[index] || !graph.state_reached[state.index]) continue;
      const chart::Transition& transition = chart.transitions[index];
      say(into, transition.place, "dead-transition", why_dead(graph, state, transition));
    }
  }
  for (const auto& [name, type] : procedure.events) {
    // The one is asked for before there is a state, the other whatever the state is.
    if (name == "gavel.open" || name == "gavel.migrate") continue;
    const auto at = std::ranges::lower_bound(graph.events, name) - graph.events.begin();
    if (graph.event_taken[static_cast<std::size_t>(at)]) continue;
    say(into, type.place, "dead-event", "no state ever takes the event '" + name + "'");
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
    const std::string where =
        "in {" + states_of(*procedure.chart, moment) + "} after " + joined(graph.way_to(i));
    if (!leads_on[i] && !said_stuck) {
      say(into, place, "dead-end", "nothing can happen any more " + where);
      said_stuck = true;
    } else if (!settles[i] && !said_lost) {
      say(into, place, "no-way-to-end", "no end can be reached any more " + where);
      said_lost = true;
    }
  }
}

void check_mandatory(const Procedure& procedure, const Graph& graph,
                     std::vector<Diagnostic>& into) {
  for (const Breach& breach : graph.breaches) {
    const procedure::MandatoryStep& step = procedure.mandatory[breach.obligation];
    say(into, step.place, "mandatory-step-avoidable",
        "'" + step.before + "' can be reached without the mandatory step " + step.id + " (" +
            step.title.en + "): " + joined(breach.path));
  }
}

void check_rules_used(const Procedure& procedure, std::vector<Diagnostic>& into) {
  std::set<std::string, std::less<>> used;
  for (const auto& [name, type] : procedure.events)
    used.insert(type.rules.begin(), type.rules.end());
  for (const auto& [index, rules] : procedure.transition_rules)
    used.insert(rules.begin(), rules.end());
  for (const auto& [id, rule] : procedure.rules) {
    if (!used.contains(id))
      say(into, rule.place, "unused-rule", "no event and no transition asks for the rule " + id);
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
    say(found, procedure.chart->states[0].place, "never-at-rest",
        "the chart goes on by itself without end after " + joined(*graph.restless));
  }
  if (graph.complete) {
    check_reached(procedure, graph, found);
    check_completion(procedure, graph, found);
  } else {
    say(found, procedure.chart->states[0].place, "too-many-states",
        "there are too many situations to look at: nothing could be proved; have fewer things run "
        "in parallel");
  }
  check_mandatory(procedure, graph, found);
  std::ranges::stable_sort(
      found, {}, [](const Diagnostic& d) { return std::pair(d.place.line, d.place.column); });
  return found;
}

}  // namespace gavel::soundness
