#pragma once
// Which transitions an event takes: selectTransitions and removeConflictingTransitions of SCXML
// appendix D, over sorted indexes. Private to this room.
#include <optional>
#include <span>
#include <string>

#include "engine/chart/session.hpp"

namespace gavel::chart {

/// A cond that could not be evaluated: false, and an error.execution.
struct CondError {
  const Transition* transition;
  Sentence says;
};

/// `event` empty: eventless transitions. Conds that fail to evaluate go to `errors`, if not null.
[[nodiscard]] std::vector<TransitionIndex> select(const Chart& chart, const Session& session,
                                                  std::optional<std::string_view> event,
                                                  const expression::Scope& scope,
                                                  std::vector<CondError>* errors);

[[nodiscard]] bool is_history(const State& state);
[[nodiscard]] bool is_atomic(const State& state);
/// Sorted insertion; false when it stood there already.
bool insert_sorted(std::vector<StateIndex>& set, StateIndex state);
[[nodiscard]] bool contains(std::span<const StateIndex> set, StateIndex state);

/// Targets with histories replaced by what they remember or default to.
[[nodiscard]] std::vector<StateIndex> effective_targets(const Chart& chart, const Session& session,
                                                        const Transition& transition);
/// The innermost state that the transition does not leave; empty for a targetless one.
[[nodiscard]] std::optional<StateIndex> domain_of(const Chart& chart, const Session& session,
                                                  const Transition& transition);
/// The active states below `domain`, a contiguous part of the configuration.
[[nodiscard]] std::span<const StateIndex> below(const Chart& chart, const Session& session,
                                                StateIndex domain);

}  // namespace gavel::chart
