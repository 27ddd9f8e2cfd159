#include "engine/chart/select.hpp"

#include <algorithm>

#include "engine/chart/scope.hpp"

namespace gavel::chart {
namespace {

/// Least common compound ancestor (or the root) of `source` and all `targets`.
StateIndex common_ancestor(const Chart& chart, StateIndex source,
                           std::span<const StateIndex> targets) {
  StateIndex at = source;
  while (at != 0) {
    at = chart.states[at].parent;
    const State& state = chart.states[at];
    if (state.kind != State::Kind::compound && state.kind != State::Kind::root) continue;
    const bool holds_all = std::ranges::all_of(
        targets, [&](StateIndex target) { return chart.is_descendant(target, at); });
    if (holds_all) return at;
  }
  return 0;
}

class Selection {
 public:
  Selection(const Chart& chart, const Session& session, std::optional<std::string_view> event,
            const expression::Scope& scope, std::vector<CondError>* errors)
      : chart_(chart), session_(session), event_(event), scope_(scope), errors_(errors) {}

  std::vector<TransitionIndex> run() {
    for (const StateIndex atomic : session_.configuration) {
      if (!is_atomic(chart_.states[atomic])) continue;
      for (StateIndex at = atomic;; at = chart_.states[at].parent) {
        if (const Transition* found = first_of(chart_.states[at])) {
          if (std::ranges::find(taken_, found->index) == taken_.end())
            taken_.push_back(found->index);
          break;
        }
        if (at == 0) break;
      }
    }
    return taken_.size() > 1 ? without_conflicts() : std::move(taken_);
  }

 private:
  const Transition* first_of(const State& state) {
    for (const TransitionIndex index : state.transitions) {
      const Transition& transition = chart_.transitions[index];
      if (event_ ? !matches(transition.events, *event_) : !transition.events.empty()) continue;
      if (holds(transition)) return &transition;
    }
    return nullptr;
  }

  /// Each cond is judged once, though several atomic states may share its ancestor.
  bool holds(const Transition& transition) {
    if (!transition.cond && transition.faulty.empty()) return true;
    for (const auto& [judged, result] : judged_)
      if (judged == transition.index) return result;
    const bool result = judge(transition);
    judged_.emplace_back(transition.index, result);
    return result;
  }

  bool judge(const Transition& transition) {
    if (!transition.faulty.empty()) return fail(transition, transition.faulty);
    const auto result = transition.cond->test(scope_);
    return result ? *result : fail(transition, result.error().says);
  }

  bool fail(const Transition& transition, const Sentence& says) {
    if (errors_ != nullptr) errors_->push_back({&transition, says});
    return false;
  }

  bool conflict(TransitionIndex one, TransitionIndex other) {
    const auto a = domain_of(chart_, session_, chart_.transitions[one]);
    const auto b = domain_of(chart_, session_, chart_.transitions[other]);
    if (!a || !b) return false;
    // Domains nest or lie apart, so the exit sets meet in the inner one's, if it has any.
    if (*a != *b && !chart_.is_descendant(*a, *b) && !chart_.is_descendant(*b, *a)) return false;
    return !below(chart_, session_, std::max(*a, *b)).empty();
  }

  std::vector<TransitionIndex> without_conflicts() {
    std::vector<TransitionIndex> kept;
    for (const TransitionIndex one : taken_) {
      bool preempted = false;
      std::vector<TransitionIndex> removed;
      for (const TransitionIndex other : kept) {
        if (!conflict(one, other)) continue;
        if (chart_.is_descendant(chart_.transitions[one].source,
                                 chart_.transitions[other].source)) {
          removed.push_back(other);
        } else {
          preempted = true;
          break;
        }
      }
      if (preempted) continue;
      std::erase_if(kept, [&](TransitionIndex other) {
        return std::ranges::find(removed, other) != removed.end();
      });
      kept.push_back(one);
    }
    return kept;
  }

  const Chart& chart_;
  const Session& session_;
  std::optional<std::string_view> event_;
  const expression::Scope& scope_;
  std::vector<CondError>* errors_;
  std::vector<TransitionIndex> taken_;
  std::vector<std::pair<TransitionIndex, bool>> judged_;
};

}  // namespace

bool is_history(const State& state) {
  return state.kind == State::Kind::shallow_history || state.kind == State::Kind::deep_history;
}

bool is_atomic(const State& state) {
  return state.kind == State::Kind::atomic || state.kind == State::Kind::final;
}

bool insert_sorted(std::vector<StateIndex>& set, StateIndex state) {
  const auto at = std::ranges::lower_bound(set, state);
  if (at != set.end() && *at == state) return false;
  set.insert(at, state);
  return true;
}

bool contains(std::span<const StateIndex> set, StateIndex state) {
  return std::ranges::binary_search(set, state);
}

std::vector<StateIndex> effective_targets(const Chart& chart, const Session& session,
                                          const Transition& transition) {
  std::vector<StateIndex> found;
  for (const StateIndex target : transition.targets) {
    const State& state = chart.states[target];
    if (!is_history(state)) {
      insert_sorted(found, target);
      continue;
    }
    const auto remembered = session.history.find(target);
    const std::vector<StateIndex> inner =
        remembered != session.history.end()
            ? remembered->second
            : effective_targets(chart, session, chart.transitions[*state.initial]);
    for (const StateIndex each : inner) insert_sorted(found, each);
  }
  return found;
}

std::optional<StateIndex> domain_of(const Chart& chart, const Session& session,
                                    const Transition& transition) {
  if (transition.targets.empty()) return std::nullopt;
  const std::vector<StateIndex> targets = effective_targets(chart, session, transition);
  const State& source = chart.states[transition.source];
  const bool may_stay = source.kind == State::Kind::compound || source.kind == State::Kind::root;
  if (transition.internal && may_stay && std::ranges::all_of(targets, [&](StateIndex target) {
        return chart.is_descendant(target, source.index);
      }))
    return source.index;
  return common_ancestor(chart, transition.source, targets);
}

std::span<const StateIndex> below(const Chart& chart, const Session& session, StateIndex domain) {
  const auto& all = session.configuration;
  const auto first = std::ranges::upper_bound(all, domain);
  const auto last =
      std::ranges::upper_bound(first, all.end(), chart.states[domain].last_descendant);
  return {first, last};
}

std::vector<TransitionIndex> select(const Chart& chart, const Session& session,
                                    std::optional<std::string_view> event,
                                    const expression::Scope& scope,
                                    std::vector<CondError>* errors) {
  return Selection(chart, session, event, scope, errors).run();
}

std::vector<TransitionIndex> enabled(const Chart& chart, const Session& session, const Event& event,
                                     const Surroundings& surroundings) {
  if (!session.running) return {};
  const SessionScope scope(chart, session, &event, surroundings);
  return select(chart, session, event.name, scope, nullptr);
}

std::vector<TransitionIndex> candidates(const Chart& chart, const Session& session,
                                        std::string_view event) {
  std::vector<TransitionIndex> found;
  if (!session.running) return found;
  for (const StateIndex active : session.configuration)
    for (const TransitionIndex index : chart.states[active].transitions)
      if (matches(chart.transitions[index].events, event)) found.push_back(index);
  return found;
}

bool is_active(const Chart& chart, const Session& session, std::string_view state) {
  const State* found = chart.find(state);
  return found != nullptr && contains(session.configuration, found->index);
}

std::expected<expression::Value, expression::Error> evaluate(
    const Chart& chart, const Session& session, const Event& event,
    const Surroundings& surroundings, const expression::Expression& expression) {
  return expression.evaluate(SessionScope(chart, session, &event, surroundings));
}

}  // namespace gavel::chart
