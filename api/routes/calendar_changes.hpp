#pragma once
// What another holiday table changes, or other local days: the clocks of running matters that end
// on another day by it, or are no longer provisional. Derived from the matters as they stand, so it
// can be asked again.
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "api/routes/context.hpp"
#include "db/late_timers.hpp"
#include "db/matter_store.hpp"
#include "engine/calendar/calendar.hpp"

namespace gavel::api {

/// Of one matter, the clocks that end on another day, or are no longer provisional.
struct ChangedClocks {
  JsonArray told;  ///< {matter, title, clock, from, to, was_provisional, provisional}.
  /// Those of which a timer may wait too long: over by the later table, or to end earlier. A period
  /// that must run in full counts as over only after the day that people were told before, too;
  /// where it ends later, the matter is asked at once, so that it notes the day it now tells them.
  std::vector<db::EarlyClock> early;
};

struct CalendarChanges {
  std::size_t looked_at = 0;                                 ///< Running matters of this page.
  JsonArray changed;                                         ///< ChangedClocks::told.
  std::map<std::string, std::vector<db::EarlyClock>> early;  ///< ChangedClocks::early, by matter.
  std::string next;  ///< Cursor of the next page; empty on the last.
};

/// By `after` against `before`.
[[nodiscard]] ChangedClocks changed_clocks(Context& context, const db::MatterRow& row,
                                           const desk::Loaded& loaded,
                                           const calendar::Calendar& before,
                                           const calendar::Calendar& after);

/// By what matters of a policy pack are counted.
using ByPack = std::function<std::shared_ptr<const calendar::Calendar>(const std::string& pack)>;

/// One page of running matters, each by what its organ's are counted by. Throws the problem
/// bad-cursor.
[[nodiscard]] CalendarChanges changes_between(Context& context, const ByPack& before,
                                              const ByPack& after, const std::string& cursor,
                                              int limit);

/// Does what is over by the later table, and has what ends earlier waited for anew.
void bring_forward(Context& context, const CalendarChanges& changes);

}  // namespace gavel::api
