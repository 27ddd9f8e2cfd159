#pragma once
// What can come to a matter from outside of its chart.
#include <string>
#include <vector>

#include "engine/procedure/procedure.hpp"

namespace gavel::soundness {

/// Names of events, sorted: those people send (declared), the system's own (`system.*`), and what
/// the chart's delayed sends bring back. An event that only a transition names never comes; but a
/// chart that declares no event at all is a plain statechart, where every event may.
[[nodiscard]] std::vector<std::string> outside_events(const procedure::Procedure& procedure);

}  // namespace gavel::soundness
