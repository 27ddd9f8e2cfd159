#pragma once
// Who may send an event and which rules stand against it. Private to this room.
#include <span>

#include "engine/matter/context.hpp"

namespace gavel::matter {

[[nodiscard]] bool holds_any(const procedure::Procedure& procedure, const Snapshot& snapshot, const Actor& actor,
                             std::span<const std::string> roles);

/// Those of `rules` that are not met, each once, in the order given. A test that cannot be evaluated is
/// not met: what it asks about is not there.
[[nodiscard]] std::vector<UnmetRule> unmet(std::span<const std::string> rules, const Context& context,
                                           const chart::Event& event);

/// Rules of the event's type and of the transitions it would take.
[[nodiscard]] std::vector<std::string> rules_for(const procedure::Procedure& procedure, const procedure::EventType* type,
                                                 std::span<const chart::TransitionIndex> transitions);

}  // namespace gavel::matter
