#include "api/routes/calendar_changes.hpp"

#include <algorithm>

#include "api/routes/history.hpp"
#include "api/routes/problem.hpp"
#include "api/routes/views.hpp"
#include "db/calendar_store.hpp"
#include "engine/matter/clock_run.hpp"

namespace gavel::api {
namespace {

/// Those whose run has ended stay as they were counted.
void leave_out_settled(Context& context, const desk::Loaded& loaded,
                       std::vector<matter::ClockView>& clocks) {
  if (clocks.empty()) return;
  const auto events = events_of(context, loaded.snapshot);
  std::erase_if(clocks, [&](const matter::ClockView& clock) {
    return matter::settled_by(*loaded.procedure, loaded.snapshot, clock, events) != nullptr;
  });
}

/// Clocks that stand in both, since a day that is counted may also start another clock.
void compare(const db::MatterRow& row, const std::vector<matter::ClockView>& before,
             const std::vector<matter::ClockView>& after, Instant at, ChangedClocks& into) {
  for (const matter::ClockView& now : after) {
    const auto was = std::ranges::find(before, now.id, &matter::ClockView::id);
    const bool was_told = was != before.end() && now.minimum;
    const bool is_over = !now.due.provisional && calendar::end_of(now.due) <= at &&
                         (!was_told || calendar::end_of(was->due) <= at);
    const bool is_earlier = was != before.end() && !now.minimum && now.due.last < was->due.last;
    const bool is_later = was_told && now.due.last > was->due.last;
    if (is_over || is_earlier) into.early.push_back({now.id, calendar::end_of(now.due)});
    if (is_later) into.early.push_back({now.id, at});
    into.told.push_back(
        JsonObject{{"matter", row.id},
                   {"title", row.title},
                   {"clock", now.id},
                   {"clock_title", view(now.title)},
                   {"from", was == before.end() ? Json() : Json(to_string(was->due.last))},
                   {"to", to_string(now.due.last)},
                   {"was_provisional", was == before.end() || was->due.provisional},
                   {"provisional", now.due.provisional}});
  }
}

}  // namespace

ChangedClocks changed_clocks(Context& context, const db::MatterRow& row, const desk::Loaded& loaded,
                             const calendar::Calendar& before, const calendar::Calendar& after) {
  const Instant now = context.services.clock.now();
  const JsonObject facts = context.services.facts.of(loaded.snapshot);
  const auto clocks = [&](const calendar::Calendar& calendar) {
    return matter::clocks(*loaded.procedure, loaded.snapshot, facts, now, calendar);
  };
  ChangedClocks changed;
  const auto was = clocks(before);
  auto moved = clocks(after);
  std::erase_if(moved, [&](const matter::ClockView& clock) {
    const auto same = std::ranges::find(was, clock.id, &matter::ClockView::id);
    return same != was.end() && same->due == clock.due;
  });
  leave_out_settled(context, loaded, moved);
  compare(row, was, moved, now, changed);
  return changed;
}

CalendarChanges changes_between(Context& context, const ByPack& before, const ByPack& after,
                                const std::string& cursor, int limit) {
  const auto page =
      context.services.matters.list({.finished = false, .cursor = cursor, .limit = limit});
  if (!page) throw Problem{.type = "bad-cursor"};
  CalendarChanges out{
      .looked_at = page->rows.size(), .changed = {}, .early = {}, .next = page->next};
  for (const db::MatterRow& row : page->rows) {
    const auto loaded = context.services.matters.load(row.id);
    if (!loaded) continue;
    const std::string pack = string_or(loaded->snapshot.policy->as_object(), "pack");
    ChangedClocks changed = changed_clocks(context, row, *loaded, *before(pack), *after(pack));
    for (Json& each : changed.told) out.changed.push_back(std::move(each));
    if (!changed.early.empty()) out.early.emplace(row.id, std::move(changed.early));
  }
  return out;
}

void bring_forward(Context& context, const CalendarChanges& changes) {
  for (const auto& [matter, clocks] : changes.early)
    db::fire_now(context.services.pool, context.services.desk, matter, clocks);
}

}  // namespace gavel::api
