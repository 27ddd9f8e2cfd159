#pragma once
// The run of a clock that stands now, among the events of the record.
#include <span>

#include "engine/matter/matter.hpp"

namespace gavel::matter {

/// The number of the event that set the day the clock counts from: the last of that day by which
/// one is assigned. What takes the day away, with the record it stands in, is none of these. 0:
/// nothing in the procedure says which. What waited for an earlier run of the clock came before.
[[nodiscard]] std::int64_t started_by(const procedure::Procedure& procedure, const ClockView& clock,
                                      std::span<const Event> events);

/// Whether the matter noted that this run of the clock was over before what it is for was done.
[[nodiscard]] bool ran_out(const Snapshot& snapshot, const ClockView& clock);

}  // namespace gavel::matter
