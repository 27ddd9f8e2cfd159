#pragma once
// Which states a set of transitions leaves and enters (SCXML appendix D), over plain sorted vectors.
#include <map>
#include <optional>
#include <vector>

#include "engine/soundness/abstract.hpp"

namespace gavel::soundness {

[[nodiscard]] bool is_active(const Configuration& configuration, chart::StateIndex state);
/// The innermost compound ancestor that the transition stays within; empty for a targetless one.
[[nodiscard]] std::optional<chart::StateIndex> domain(const chart::Chart& chart, const Moment& moment,
                                                      const chart::Transition& transition);
/// Active states the transition leaves, document order.
[[nodiscard]] Configuration left_by(const chart::Chart& chart, const Moment& moment, const chart::Transition& transition);
/// States entered, document order, given the configuration after leaving.
[[nodiscard]] Configuration entered_by(const chart::Chart& chart, const Moment& before,
                                       const std::vector<chart::TransitionIndex>& taken);
/// True when `state`, being active, is done: a compound in a final child, a parallel with all regions done.
[[nodiscard]] bool is_done(const chart::Chart& chart, const Configuration& configuration, chart::StateIndex state);

}  // namespace gavel::soundness
