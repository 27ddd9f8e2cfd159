#include "engine/soundness/standing.hpp"

#include <algorithm>

#include "engine/soundness/explore.hpp"
#include "engine/soundness/obligations.hpp"
#include "engine/soundness/outside.hpp"

namespace gavel::soundness {
namespace {

/// What a course has done so far, obligation by obligation.
struct Past {
  std::vector<bool> done, passed;
};

/// Of a course only the states are known: what is concluded by an act was concluded where the
/// course went straight on to a state that such an act leads to, or to one around it.
bool is_led_to(const chart::Chart& chart, const Obligation& obligation, chart::StateIndex state) {
  return std::ranges::any_of(chart.transitions, [&](const chart::Transition& each) {
    return obligation.is_act(each) &&
           std::ranges::any_of(each.targets, [&](const chart::StateIndex target) {
             return target == state || chart.is_descendant(target, state);
           });
  });
}

Past past(const chart::Chart& chart, const std::vector<Obligation>& obligations,
          std::span<const std::string> course) {
  Past out{std::vector<bool>(obligations.size()), std::vector<bool>(obligations.size())};
  std::vector<bool> begun(obligations.size());
  for (const std::string& id : course) {
    const chart::State* state = chart.find(id);
    if (state == nullptr) continue;  // of another version, and nothing here asks for it
    for (std::size_t i = 0; i < obligations.size(); ++i) {
      const Obligation& obligation = obligations[i];
      if (obligation.is_due_from(state->index)) out.done[i] = out.passed[i] = begun[i] = false;
      if (begun[i] && is_led_to(chart, obligation, state->index)) out.done[i] = true;
      begun[i] = obligation.is_by(state->index);
      if (obligation.acts.empty() && begun[i]) out.done[i] = true;
      if (obligation.before == state->index && !out.done[i]) out.passed[i] = true;
    }
  }
  return out;
}

Moment moment_of(const chart::Session& session, const std::vector<bool>& done) {
  Moment moment{session.configuration, session.history, {}, session.running};
  moment.configuration.insert(moment.configuration.begin(), 0);
  for (const bool is_done : done) moment.duties.push_back(is_done ? Duty::done : Duty::due);
  return moment;
}

}  // namespace

std::string_view name(Standing standing) {
  switch (standing) {
    case Standing::done:
      return "done";
    case Standing::ahead:
      return "ahead";
    case Standing::avoidable:
      return "avoidable";
    case Standing::passed:
      return "passed";
  }
  return "";
}

std::vector<Standing> standing(const procedure::Procedure& procedure, const chart::Session& session,
                               std::span<const std::string> course) {
  const chart::Chart& chart = *procedure.chart;
  const auto obligations = obligations_of(procedure);
  if (obligations.empty()) return {};
  const Past past = soundness::past(chart, obligations, course);
  const Graph graph =
      explore_from(moment_of(session, past.done), chart, outside_events(procedure), obligations);
  std::vector<Standing> out;
  for (std::size_t i = 0; i < obligations.size(); ++i) {
    const bool is_broken =
        std::ranges::find(graph.breaches, i, &Breach::obligation) != graph.breaches.end();
    if (is_broken || (!graph.complete && !past.done[i])) {
      out.push_back(Standing::avoidable);
    } else if (past.done[i]) {
      out.push_back(Standing::done);
    } else {
      out.push_back(past.passed[i] ? Standing::passed : Standing::ahead);
    }
  }
  return out;
}

}  // namespace gavel::soundness
