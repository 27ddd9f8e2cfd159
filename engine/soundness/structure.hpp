#pragma once
// Which states a set of transitions leaves and enters (SCXML appendix D), over plain sorted
// vectors.
#include <map>
#include <optional>
#include <vector>

#include "engine/soundness/abstract.hpp"

namespace gavel::soundness {

[[nodiscard]] bool is_active(const Configuration& configuration, chart::StateIndex state);
/// The innermost compound ancestor that the transition stays within; empty for a targetless one.
[[nodiscard]] std::optional<chart::StateIndex> domain(const chart::Chart& chart,
                                                      const Moment& moment,
                                                      const chart::Transition& transition);
/// Active states the transition leaves, document order.
[[nodiscard]] Configuration left_by(const chart::Chart& chart, const Moment& moment,
                                    const chart::Transition& transition);
/// What a set of transitions enters.
struct EntrySet {
  Configuration states;  ///< Document order.
  /// Transitions of <initial> and <history> whose content is performed when the state is entered.
  std::map<chart::StateIndex, std::vector<chart::TransitionIndex>> initials;
};
/// `before` any state was left, which decides how far a transition reaches; `after`, where the
/// histories hold what was left in this very step.
[[nodiscard]] EntrySet entered_by(const chart::Chart& chart, const Moment& before,
                                  const Moment& after,
                                  const std::vector<chart::TransitionIndex>& taken);
/// True when `state`, being active, is done: a compound in a final child, a parallel with all
/// regions done.
[[nodiscard]] bool is_done(const chart::Chart& chart, const Configuration& configuration,
                           chart::StateIndex state);

}  // namespace gavel::soundness
