#include "engine/soundness/remembered.hpp"

#include <algorithm>
#include <set>

namespace gavel::soundness {
namespace {

using chart::State;
using chart::StateIndex;
using chart::Transition;
using Kind = State::Kind;
using Asked = std::map<StateIndex, std::vector<bool>>;

bool is_history(const State& state) {
  return state.kind == Kind::shallow_history || state.kind == Kind::deep_history;
}

/// Every state that may be active from a state on, and more, until what `history` belongs to is
/// left: conditions and events are not looked at.
class Search {
 public:
  /// `others`: of which states the other histories may be asked for; none: it is not known yet.
  Search(const chart::Chart& chart, StateIndex history, const Asked* others)
      : chart_(chart),
        history_(history),
        owner_(chart.states[history].parent),
        others_(others),
        reached_(chart.states.size(), false) {}

  bool asks(StateIndex from) {
    add(from);
    for (std::size_t done = 0; !found_;) {
      while (done < open_.size() && !found_) follow(open_[done++]);
      const std::size_t before = open_.size();
      for (const StateIndex other : std::set(histories_)) restore(other, from);
      if (open_.size() == before) break;
    }
    return found_;
  }

 private:
  void follow(StateIndex index) {
    const State& state = chart_.states[index];
    if (state.initial) go(chart_.transitions[*state.initial]);
    for (const chart::TransitionIndex each : state.transitions) {
      if (!leaves_owner(chart_.transitions[each])) go(chart_.transitions[each]);
    }
  }

  /// Then the history is kept anew.
  [[nodiscard]] bool leaves_owner(const Transition& transition) const {
    const bool is_own = transition.source == owner_;
    if (transition.targets.empty()) return false;
    if (!is_own && !chart_.is_descendant(transition.source, owner_)) return false;
    if (chart_.states[owner_].kind != Kind::compound) return false;
    return (is_own && !transition.internal) ||
           std::ranges::any_of(transition.targets, [&](StateIndex target) {
             return !chart_.is_descendant(target, owner_);
           });
  }

  void go(const Transition& transition) {
    for (const StateIndex target : transition.targets) add(target);
  }

  /// With all that may be active beside it.
  void add(StateIndex index) {
    if (is_history(chart_.states[index])) {
      found_ = found_ || index == history_;
      histories_.insert(index);
      return;
    }
    StateIndex base = index;
    for (StateIndex up = index; up != 0; up = chart_.states[up].parent) {
      if (chart_.states[up].kind == Kind::parallel) base = up;
    }
    for (StateIndex in = base; in <= chart_.states[base].last_descendant; ++in) mark(in);
    for (StateIndex up = base; up != 0; up = chart_.states[up].parent) mark(up);
  }

  void mark(StateIndex index) {
    if (reached_[index] || is_history(chart_.states[index])) return;
    reached_[index] = true;
    open_.push_back(index);
  }

  /// What it leads back to was active on the way here, unless it may be older.
  void restore(StateIndex other, StateIndex from) {
    const State& state = chart_.states[other];
    if (state.initial) go(chart_.transitions[*state.initial]);
    const bool may_be_older = others_ == nullptr || others_->at(other)[from];
    if (!may_be_older) return;
    const State& outer = chart_.states[state.parent];
    for (StateIndex in = outer.index; in <= outer.last_descendant; ++in) mark(in);
  }

  const chart::Chart& chart_;
  StateIndex history_, owner_;
  const Asked* others_;
  std::vector<bool> reached_;
  std::vector<StateIndex> open_;
  std::set<StateIndex> histories_;
  bool found_ = false;
};

Asked asked_in(const chart::Chart& chart, const std::vector<StateIndex>& histories,
               const Asked* others) {
  Asked out;
  for (const StateIndex history : histories) {
    std::vector<bool>& from = out[history];
    for (const State& state : chart.states)
      from.push_back(state.children.empty() && !is_history(state) &&
                     Search(chart, history, others).asks(state.index));
  }
  return out;
}

}  // namespace

Remembered::Remembered(const chart::Chart& chart) {
  std::vector<StateIndex> histories;
  for (const State& state : chart.states) {
    if (is_history(state)) histories.push_back(state.index);
  }
  // Of a chart that has very many of all three, all is remembered.
  constexpr std::size_t most = 20'000'000;
  const std::size_t each = chart.states.size() * (chart.states.size() + chart.transitions.size());
  if (histories.empty() || each > most / histories.size()) return;
  const Asked roughly = asked_in(chart, histories, nullptr);
  asked_ = asked_in(chart, histories, &roughly);
}

void Remembered::forget(Moment& moment) const {
  std::erase_if(moment.history, [&](const auto& kept) {
    const auto asked = asked_.find(kept.first);
    return asked != asked_.end() && std::ranges::none_of(moment.configuration, [&](StateIndex s) {
             return asked->second[s];
           });
  });
}

}  // namespace gavel::soundness
