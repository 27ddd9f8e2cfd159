#include "engine/base/ensure.hpp"
#include "engine/matter/evolve.hpp"
#include "engine/matter/migrate.hpp"

namespace gavel::matter {

// Roles, forms and rules are not judged again: they were when the event was accepted, and a later
// release that judges more strictly must still read what an earlier one stored.
Snapshot replay(const procedure::Procedure& procedure, std::optional<Snapshot> from,
                std::span<const Event> events, const CalendarById& calendars,
                const ProcedureBySha256& procedures) {
  const procedure::Procedure* in_force = &procedure;
  for (const Event& event : events) {
    const procedure::Procedure* to = nullptr;
    if (const auto pin = moved_to(event)) {
      ensure(procedures != nullptr, "the procedures of a matter that was moved can be had");
      to = &procedures(pin->sha256);
    }
    Event again = event;
    again.entered.clear();
    again.exited.clear();
    Moment moment(*in_force, from ? &*from : nullptr, std::move(again),
                  calendars(event.calendar_id));
    auto done = evolve(moment, to);
    ensure(done.has_value(), "a step that was done once can be done again");
    ensure(done->event.entered == event.entered && done->event.exited == event.exited,
           "a stored event enters and leaves the states it is stored with");
    from = std::move(done->next);
    if (to != nullptr) in_force = to;
  }
  ensure(from.has_value(), "a matter has at least the event that opened it");
  return std::move(*from);
}

}  // namespace gavel::matter
