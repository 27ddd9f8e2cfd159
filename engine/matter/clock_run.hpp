#pragma once
// The run of a clock that stands now, among the events of the record.
#include <span>

#include "engine/matter/matter.hpp"

namespace gavel::matter {

/// The number of the event that set the day the clock counts from: the last of that day by which
/// one is assigned, in a state that was active then. What takes the day away, with the record it
/// stands in, is none of these. 0: nothing in the procedure says which. What waited for an earlier
/// run of the clock came before.
[[nodiscard]] std::int64_t started_by(const procedure::Procedure& procedure, const ClockView& clock,
                                      std::span<const Event> events);

/// Some rule of the event asks for the clock's end.
[[nodiscard]] bool waits_for(const procedure::Procedure& procedure, const Event& event,
                             const std::string& clock);

/// The event that the run of the clock ended with: the last that asks for its end, or that leaves a
/// state in which it is waited for. Null: it runs on, or nothing waits for it.
[[nodiscard]] const Event* settled_by(const procedure::Procedure& procedure,
                                      const Snapshot& snapshot, const ClockView& clock,
                                      std::span<const Event> events);

/// As `clocks` has them by `calendar`, but those whose run has ended by the table by which that was
/// decided: a table that comes later makes no lawful act too early, and no late one timely. What
/// was still provisional by that is told as it came out.
[[nodiscard]] std::vector<ClockView> clocks_told(const procedure::Procedure& procedure,
                                                 const Snapshot& snapshot,
                                                 std::span<const Event> events,
                                                 const JsonObject& facts, Instant now,
                                                 const calendar::Calendar& calendar,
                                                 const CalendarById& calendars);

/// That a run of a clock was over before what it is for was done, as the matter noted it.
struct Overrun {
  Day on;                  ///< When that was noted.
  std::optional<Day> due;  ///< Last day of that run; older versions of procedures did not note it.
};

/// Whether the matter noted that this run of the clock was over before what it is for was done.
[[nodiscard]] bool ran_out(const Snapshot& snapshot, const ClockView& clock);

/// What it noted of runs before the one that stands now, `clock`; of all, where that is null.
[[nodiscard]] std::vector<Overrun> overruns_before(const Snapshot& snapshot, const std::string& id,
                                                   const ClockView* clock);

}  // namespace gavel::matter
