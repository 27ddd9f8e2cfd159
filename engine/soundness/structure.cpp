#include "engine/soundness/structure.hpp"

#include <algorithm>
#include <set>

namespace gavel::soundness {
namespace {

using chart::State;
using chart::StateIndex;
using chart::TransitionIndex;
using Kind = State::Kind;

bool is_history(const State& state) {
  return state.kind == Kind::shallow_history || state.kind == Kind::deep_history;
}

std::vector<StateIndex> targets_of(const chart::Chart& chart, const Moment& moment,
                                   const std::vector<StateIndex>& targets) {
  std::vector<StateIndex> out;
  for (const StateIndex target : targets) {
    if (!is_history(chart.states[target])) {
      out.push_back(target);
    } else if (const auto kept = moment.history.find(target); kept != moment.history.end()) {
      out.insert(out.end(), kept->second.begin(), kept->second.end());
    } else if (const auto initial = chart.states[target].initial) {
      const auto standard = targets_of(chart, moment, chart.transitions[*initial].targets);
      out.insert(out.end(), standard.begin(), standard.end());
    }
  }
  return out;
}

/// Collects what entering means, following appendix D's addDescendantStatesToEnter.
class Entry {
 public:
  Entry(const chart::Chart& chart, const Moment& moment) : chart_(chart), moment_(moment) {}

  void add_down(StateIndex index) {
    const State& state = chart_.states[index];
    if (is_history(state)) {
      if (!moment_.history.contains(index)) initials[state.parent].insert(*state.initial);
      for (const StateIndex target : targets_of(chart_, moment_, {index})) {
        add_down(target);
        add_up(target, state.parent);
      }
      return;
    }
    entered.insert(index);
    if (state.kind == Kind::compound && state.initial) {
      initials[index].insert(*state.initial);
      for (const StateIndex target : chart_.transitions[*state.initial].targets) add_down(target);
      for (const StateIndex target :
           targets_of(chart_, moment_, chart_.transitions[*state.initial].targets)) {
        add_up(target, index);
      }
    }
    if (state.kind == Kind::parallel) add_regions(state);
  }

  /// Ancestors of `index` below `outer`, with the other regions of each parallel one.
  void add_up(StateIndex index, StateIndex outer) {
    for (StateIndex up = chart_.states[index].parent; up != outer && up != 0;
         up = chart_.states[up].parent) {
      entered.insert(up);
      if (chart_.states[up].kind == Kind::parallel) add_regions(chart_.states[up]);
    }
  }

  std::set<StateIndex> entered;
  std::map<StateIndex, std::set<TransitionIndex>> initials;

 private:
  void add_regions(const State& parallel) {
    for (const StateIndex region : parallel.children) {
      if (is_history(chart_.states[region])) continue;
      const bool covered = std::ranges::any_of(
          entered, [&](StateIndex s) { return chart_.is_descendant(s, region); });
      if (!covered) add_down(region);
    }
  }

  const chart::Chart& chart_;
  const Moment& moment_;
};

}  // namespace

bool is_active(const Configuration& configuration, StateIndex state) {
  return std::ranges::binary_search(configuration, state);
}

std::optional<StateIndex> domain(const chart::Chart& chart, const Moment& moment,
                                 const chart::Transition& transition) {
  const auto targets = targets_of(chart, moment, transition.targets);
  if (targets.empty()) return std::nullopt;
  const auto within = [&](StateIndex outer) {
    return std::ranges::all_of(targets,
                               [&](StateIndex t) { return chart.is_descendant(t, outer); });
  };
  if (transition.internal && chart.states[transition.source].kind == Kind::compound &&
      within(transition.source)) {
    return transition.source;
  }
  for (StateIndex up = chart.states[transition.source].parent;; up = chart.states[up].parent) {
    if (up == 0) return StateIndex{0};
    if (chart.states[up].kind == Kind::compound && within(up)) return up;
  }
}

Configuration left_by(const chart::Chart& chart, const Moment& moment,
                      const chart::Transition& transition) {
  Configuration out;
  const auto outer = domain(chart, moment, transition);
  if (!outer) return out;
  for (const StateIndex state : moment.configuration) {
    if (chart.is_descendant(state, *outer)) out.push_back(state);
  }
  return out;
}

EntrySet entered_by(const chart::Chart& chart, const Moment& before, const Moment& after,
                    const std::vector<TransitionIndex>& taken) {
  Entry entry(chart, after);
  for (const TransitionIndex index : taken) {
    const chart::Transition& transition = chart.transitions[index];
    const auto outer = domain(chart, before, transition);
    if (!outer) continue;
    for (const StateIndex target : transition.targets) entry.add_down(target);
    for (const StateIndex target : targets_of(chart, after, transition.targets)) {
      entry.add_up(target, *outer);
    }
  }
  EntrySet out{{entry.entered.begin(), entry.entered.end()}, {}};
  for (const auto& [state, set] : entry.initials) {
    out.initials.emplace(state, std::vector(set.begin(), set.end()));
  }
  return out;
}

bool is_done(const chart::Chart& chart, const Configuration& configuration, StateIndex state) {
  const State& s = chart.states[state];
  const auto active_child_final = [&](StateIndex child) {
    return chart.states[child].kind == Kind::final && is_active(configuration, child);
  };
  if (s.kind == Kind::compound) return std::ranges::any_of(s.children, active_child_final);
  if (s.kind != Kind::parallel) return false;
  return std::ranges::all_of(s.children, [&](StateIndex child) {
    return is_history(chart.states[child]) || is_done(chart, configuration, child);
  });
}

}  // namespace gavel::soundness
