#include "engine/soundness/select.hpp"

#include <algorithm>
#include <set>

#include "engine/soundness/structure.hpp"
#include "engine/soundness/truth.hpp"

namespace gavel::soundness {
namespace {

using chart::State;
using chart::StateIndex;
using chart::TransitionIndex;
using Taken = std::vector<TransitionIndex>;

/// Sets looked at for one event in one moment: 2^12, as twelve independent conditions make.
constexpr std::size_t sets_limit = 4096;

/// Without data only `In('s')` is known.
Truth truth_at(const chart::Chart& chart, const Configuration& configuration,
               const expression::Node& condition) {
  using N = expression::Node::Kind;
  return truth_of(condition, [&](const expression::Node& node) {
    const bool is_in = node.kind == N::call && node.name == "In" && node.children.size() == 1 &&
                       node.children[0].kind == N::literal && node.children[0].literal.is_string();
    if (!is_in) return Truth::unknown;
    const State* state = chart.find(node.children[0].literal.get_string());
    return truth(state != nullptr && is_active(configuration, state->index));
  });
}

/// One way the conditions looked at so far may have come out.
struct Outcome {
  Taken taken;
  std::set<TransitionIndex> refused;
  auto operator<=>(const Outcome&) const = default;
};

class Choices {
 public:
  Choices(const chart::Chart& chart, const Moment& moment, std::optional<std::string_view> event)
      : chart_(chart), moment_(moment), event_(event) {}

  /// Nothing where there are too many.
  std::optional<std::vector<Taken>> run() {
    std::set<Outcome> outcomes{{}};
    for (const StateIndex atomic : moment_.configuration) {
      const auto kind = chart_.states[atomic].kind;
      if (kind != State::Kind::atomic && kind != State::Kind::final) continue;
      std::set<Outcome> next;
      for (const Outcome& outcome : outcomes) follow(atomic, outcome, next);
      outcomes = std::move(next);
      if (outcomes.size() > sets_limit) return std::nullopt;
    }
    std::set<Taken> kept;
    for (const Outcome& outcome : outcomes) kept.insert(without_conflicts(outcome.taken));
    return std::vector<Taken>(kept.begin(), kept.end());
  }

 private:
  /// From an atomic state outwards, in document order: the first transition that holds. A condition
  /// that two regions share is judged once for both.
  void follow(StateIndex atomic, Outcome outcome, std::set<Outcome>& into) const {
    for (StateIndex up = atomic;; up = chart_.states[up].parent) {
      for (const TransitionIndex index : chart_.states[up].transitions) {
        const Truth truth = outcome.refused.contains(index) ? Truth::no : holds(index, outcome);
        if (truth == Truth::no) continue;
        Outcome with = outcome;
        if (std::ranges::find(with.taken, index) == with.taken.end()) with.taken.push_back(index);
        into.insert(std::move(with));
        if (truth == Truth::yes) return;
        outcome.refused.insert(index);
      }
      if (up == 0) break;
    }
    into.insert(std::move(outcome));
  }

  [[nodiscard]] Truth holds(TransitionIndex index, const Outcome& outcome) const {
    const chart::Transition& transition = chart_.transitions[index];
    const bool fits = event_
                          ? !transition.events.empty() && chart::matches(transition.events, *event_)
                          : transition.events.empty();
    if (!fits || !transition.faulty.empty()) return Truth::no;
    if (std::ranges::find(outcome.taken, index) != outcome.taken.end()) return Truth::yes;
    if (!transition.cond) return Truth::yes;
    return truth_at(chart_, moment_.configuration, transition.cond->root());
  }

  [[nodiscard]] bool conflict(TransitionIndex one, TransitionIndex other) const {
    const Configuration left = left_by(chart_, moment_, chart_.transitions[one]);
    const Configuration right = left_by(chart_, moment_, chart_.transitions[other]);
    return std::ranges::any_of(left, [&](StateIndex state) { return is_active(right, state); });
  }

  [[nodiscard]] Taken without_conflicts(const Taken& chosen) const {
    Taken kept;
    for (const TransitionIndex one : chosen) {
      std::set<TransitionIndex> displaced;
      bool preempted = false;
      for (const TransitionIndex other : kept) {
        if (!conflict(one, other)) continue;
        const StateIndex inner = chart_.transitions[one].source;
        if (chart_.is_descendant(inner, chart_.transitions[other].source)) {
          displaced.insert(other);
        } else {
          preempted = true;
          break;
        }
      }
      if (preempted) continue;
      std::erase_if(kept, [&](TransitionIndex other) { return displaced.contains(other); });
      kept.push_back(one);
    }
    return kept;
  }

  const chart::Chart& chart_;
  const Moment& moment_;
  std::optional<std::string_view> event_;
};

}  // namespace

std::vector<Taken> choices(const chart::Chart& chart, const Moment& moment,
                           std::optional<std::string_view> event, Trace& trace) {
  auto found = Choices(chart, moment, event).run();
  if (found) return std::move(*found);
  trace.complete = false;
  return {{}};
}

}  // namespace gavel::soundness
