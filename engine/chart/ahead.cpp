#include "engine/chart/ahead.hpp"

#include "engine/chart/select.hpp"

namespace gavel::chart {
namespace {

class Ahead {
 public:
  Ahead(const Chart& chart, const Session& session)
      : chart_(chart),
        session_(session),
        visited_(chart.states.size()),
        ahead_(chart.states.size()),
        restored_(chart.states.size()) {}

  std::vector<bool> run() {
    if (!session_.running) return std::move(ahead_);
    for (const StateIndex active : session_.configuration) visit(active);
    // What a history is led to may lead to more that is recorded by then.
    for (bool is_more = true; is_more;) {
      is_more = false;
      for (StateIndex each = 0; each < restored_.size(); ++each)
        if (restored_[each]) is_more = restore(chart_.states[each]) || is_more;
    }
    return std::move(ahead_);
  }

 private:
  /// Being in a state is being in those around it, whose transitions are taken from it too.
  void visit(StateIndex index) {
    if (visited_[index]) return;
    visited_[index] = true;
    const State& state = chart_.states[index];
    for (const TransitionIndex each : state.transitions) {
      const Transition& transition = chart_.transitions[each];
      if (!transition.notes.contains("back")) enter(transition.targets);
    }
    if (index != 0) visit(state.parent);
  }

  void enter(const std::vector<StateIndex>& targets) {
    for (const StateIndex target : targets) enter(target);
  }

  void enter(StateIndex index) {
    const State& state = chart_.states[index];
    if (is_history(state)) {
      restored_[index] = true;
      return;
    }
    if (ahead_[index]) return;
    ahead_[index] = true;
    visit(index);
    enter_regions(state);
    if (state.initial) enter(chart_.transitions[*state.initial].targets);
    // Into a state is into those around it, and into the regions beside it.
    for (StateIndex outer = state.parent; outer != 0; outer = chart_.states[outer].parent) {
      ahead_[outer] = true;
      enter_regions(chart_.states[outer]);
    }
  }

  void enter_regions(const State& state) {
    if (state.kind != State::Kind::parallel) return;
    for (const StateIndex region : state.children)
      if (!is_history(chart_.states[region])) enter(region);
  }

  /// SCXML 3.10: to what was recorded, which may be anything that is or will have been active in
  /// the state around it; to its default where nothing is. True where that is more than before.
  bool restore(const State& history) {
    const State& outer = chart_.states[history.parent];
    const std::vector<bool> before = ahead_;
    const auto recorded = session_.history.find(history.index);
    if (recorded != session_.history.end()) enter(recorded->second);
    for (StateIndex inner = outer.index + 1; inner <= outer.last_descendant; ++inner)
      if (visited_[inner]) enter(inner);
    const bool is_empty = recorded == session_.history.end() && !visited_[outer.index];
    if (is_empty && history.initial) enter(chart_.transitions[*history.initial].targets);
    return ahead_ != before;
  }

  const Chart& chart_;
  const Session& session_;
  std::vector<bool> visited_, ahead_, restored_;  ///< By state; the last: histories.
};

}  // namespace

std::vector<bool> ahead(const Chart& chart, const Session& session) {
  return Ahead(chart, session).run();
}

}  // namespace gavel::chart
