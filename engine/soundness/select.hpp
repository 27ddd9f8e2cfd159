#pragma once
// Which transitions may be taken together (selectTransitions of SCXML appendix D), data unknown.
#include <optional>
#include <string_view>
#include <vector>

#include "engine/soundness/abstract.hpp"

namespace gavel::soundness {

/// Every set of transitions that may be taken at `moment`: for `event`, or the eventless ones. The
/// empty set is among them where it may be that none is. Too many for a bound: `trace` says so.
[[nodiscard]] std::vector<std::vector<chart::TransitionIndex>> choices(
    const chart::Chart& chart, const Moment& moment, std::optional<std::string_view> event,
    Trace& trace);

}  // namespace gavel::soundness
