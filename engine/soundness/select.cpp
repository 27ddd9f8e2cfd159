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
const Taken none;

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
  Choices(const chart::Chart& chart, const Moment& moment, const Awaited::BySource& awaited,
          Trace& trace)
      : chart_(chart), moment_(moment), awaited_(awaited), trace_(trace) {}

  /// Nothing where there are too many.
  std::optional<std::vector<Taken>> run() {
    std::set<Outcome> outcomes{{}};
    for (const StateIndex atomic : moment_.configuration) {
      const auto kind = chart_.states[atomic].kind;
      if (kind != State::Kind::atomic && kind != State::Kind::final) continue;
      std::set<Outcome> next;
      for (const Outcome& outcome : outcomes) follow(atomic, outcome, next);
      outcomes = std::move(next);
      if (outcomes.size() > sets_limit || !trace_.spend(outcomes.size())) return std::nullopt;
    }
    std::set<Taken> kept;
    for (const Outcome& outcome : outcomes) {
      if (!trace_.spend(outcome.taken.size() * outcome.taken.size())) return std::nullopt;
      kept.insert(without_conflicts(outcome.taken));
    }
    return std::vector<Taken>(kept.begin(), kept.end());
  }

 private:
  /// From an atomic state outwards, in document order: the first transition that holds. A condition
  /// that two regions share is judged once for both.
  void follow(StateIndex atomic, Outcome outcome, std::set<Outcome>& into) const {
    for (StateIndex up = atomic;; up = chart_.states[up].parent) {
      const auto waiting = awaited_.find(up);
      for (const TransitionIndex index : waiting == awaited_.end() ? none : waiting->second) {
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
    if (!transition.faulty.empty()) return Truth::no;
    if (std::ranges::find(outcome.taken, index) != outcome.taken.end()) return Truth::yes;
    if (!transition.cond) return Truth::yes;
    return truth_at(chart_, moment_.configuration, transition.cond->root());
  }

  [[nodiscard]] const Configuration& left_of(TransitionIndex index) {
    const auto known = left_.find(index);
    if (known != left_.end()) return known->second;
    return left_.emplace(index, left_by(chart_, moment_, chart_.transitions[index])).first->second;
  }

  [[nodiscard]] bool conflict(TransitionIndex one, TransitionIndex other) {
    const Configuration& left = left_of(one);
    const Configuration& right = left_of(other);
    return std::ranges::any_of(left, [&](StateIndex state) { return is_active(right, state); });
  }

  [[nodiscard]] Taken without_conflicts(const Taken& chosen) {
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
  const Awaited::BySource& awaited_;
  Trace& trace_;
  std::map<TransitionIndex, Configuration> left_;
};

}  // namespace

std::vector<Taken> choices(const chart::Chart& chart, const Moment& moment,
                           std::optional<std::string_view> event, Trace& trace) {
  auto found = Choices(chart, moment, trace.awaited.by_source(event), trace).run();
  if (found) return std::move(*found);
  trace.complete = false;
  return {{}};
}

}  // namespace gavel::soundness
