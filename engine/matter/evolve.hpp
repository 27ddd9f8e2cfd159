#pragma once
// What an event does to a matter, nothing asked: `decide` calls it with an event it has found
// allowed, `replay` with one that was stored. So both can only do the same. Private to this room.
#include "engine/matter/context.hpp"

namespace gavel::matter {

inline constexpr std::string_view opening_event = "gavel.open";
inline constexpr std::string_view migration_event = "gavel.migrate";

/// The event as it is stored, but for the states it enters and exits. Its data, facts and policy
/// are in the form in which they come back from storage: 1.0 is 1.
[[nodiscard]] Event record(const Snapshot* before, const Command& command);
/// What was asked for, as the event tells it.
[[nodiscard]] What what_of(const Event& event);

/// The matter before its chart has started.
[[nodiscard]] Snapshot unopened(const procedure::Procedure& procedure, const Event& event);

/// `before` is null exactly for "opened". `to` is the procedure that a "migrated" event leads to,
/// otherwise null; `procedure` the one in force before the event. The error is what the chart
/// raised and did not handle.
[[nodiscard]] std::expected<Accepted, std::string> evolve(const procedure::Procedure& procedure,
                                                          const Snapshot* before, Event event,
                                                          const calendar::Calendar& calendar,
                                                          const procedure::Procedure* to = nullptr);

/// What a step of the chart means for the matter.
[[nodiscard]] std::expected<Accepted, std::string> settle(Snapshot next, Event event,
                                                          chart::Outcome outcome);

}  // namespace gavel::matter
