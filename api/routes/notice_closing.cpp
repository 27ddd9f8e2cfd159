#include "api/routes/notice_closing.hpp"

#include <algorithm>

#include "db/calendar_store.hpp"
#include "db/matter_store.hpp"

namespace gavel::api {
namespace {

using Clocks = std::vector<matter::ClockView>;

/// The matter while the notice was open: now, or just before it was closed.
std::optional<desk::Loaded> while_open(Context& context, const db::Notice& notice) {
  db::MatterStore& matters = context.services.matters;
  return notice.counted_anew ? matters.load_at(notice.matter, notice.counted_anew->seq - 1)
                             : matters.load(notice.matter);
}

/// The clock of the notice as `now` has it, where by `then` it ended on the day that was told.
const matter::ClockView* same_clock(const Clocks& then, const Clocks& now, const db::Notice& notice,
                                    const std::string& told) {
  for (const matter::ClockView& each : then) {
    const bool is_its_clock = each.minimum && to_string(each.from) == notice.opened_on &&
                              to_string(each.due.last) == told;
    const auto same = std::ranges::find(now, each.id, &matter::ClockView::id);
    if (is_its_clock && same != now.end()) return &*same;
  }
  return nullptr;
}

/// Why the event that closed the notice was sent; empty: it says nothing.
std::string reason_of(Context& context, const db::Notice& notice) {
  const auto events =
      context.services.matters.events(notice.matter, notice.counted_anew->seq - 1, 1);
  if (events.empty()) return "";
  const Json* data = events[0].data.if_contains("data");
  return data != nullptr && data->is_object() ? string_or(data->get_object(), "reason") : "";
}

}  // namespace

Closing closing_of(Context& context, const db::Notice& notice) {
  Closing out{
      .day = notice.told_closes_on(), .told = notice.said_closes_on(), .ended = notice.ended};
  if (notice.closed_at && !notice.counted_anew) return out;
  const auto loaded = while_open(context, notice);
  if (!loaded) return out;
  db::CalendarStore& calendars = context.services.calendars;
  const JsonObject facts = context.services.facts.of(loaded->snapshot);
  const Instant at = context.services.clock.now();
  const auto clocks_by = [&](const calendar::Calendar& calendar) {
    return matter::clocks(*loaded->procedure, loaded->snapshot, facts, at, calendar);
  };
  const std::string pack = string_or(loaded->snapshot.policy->as_object(), "pack");
  const Clocks now = clocks_by(notice.counted_anew ? *calendars.by_id(notice.counted_anew->calendar)
                                                   : *calendars.in_force(pack).calendar);
  // By the table of then; most often that is the table of now, which is looked at first.
  const auto* clock = same_clock(now, now, notice, out.told);
  const auto tables = clock == nullptr ? calendars.every_id() : std::vector<std::string>();
  for (auto id = tables.begin(); clock == nullptr && id != tables.end(); ++id)
    clock = same_clock(clocks_by(*calendars.by_id(*id)), now, notice, out.told);
  if (clock == nullptr) return out;
  out.counted = to_string(clock->due.last);
  // A table that came later takes nothing from the day the public was told.
  out.day = std::max(out.counted, out.day);
  out.provisional = clock->due.provisional && !notice.closed_at;
  const std::string on = notice.closed_at ? to_string(day_of(*notice.closed_at)) : "";
  if (notice.closed_at && on <= out.day)
    out.ended = {{"on", on}, {"reason", reason_of(context, notice)}};
  return out;
}

}  // namespace gavel::api
