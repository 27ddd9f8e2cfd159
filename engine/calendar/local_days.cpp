#include "engine/calendar/local_days.hpp"

#include <algorithm>
#include <map>

#include "engine/base/ensure.hpp"
#include "engine/calendar/table.hpp"

namespace gavel::calendar {
namespace {

/// A line of the table, of the type that its weekday asks for.
std::string line_of(const LocalDay& local) {
  const bool weekend = is_weekend(local.day);
  const char* type = local.off ? (weekend ? "HOLIDAY_ON_WEEKEND" : "HOLIDAY")
                               : (weekend ? "MAKEUP_WORKDAY" : "NORMAL_WORKDAY");
  return to_string(local.day) + "," + type + "," + local.name + ",local," + local.source + "\n";
}

}  // namespace

std::string with_local_days(std::string_view csv, std::span<const LocalDay> days) {
  const auto rows = table::read(csv);
  const auto calendar = Calendar::from_csv(csv);
  ensure(rows.has_value() && calendar.has_value(), "local days are put into a table that was read");
  std::map<Day, const table::Row*> listed;
  for (const table::Row& row : *rows) listed[row.day] = &row;
  std::map<Day, const LocalDay*> local;
  for (const LocalDay& each : days) {
    const bool is_known = calendar->first_known() <= each.day && each.day <= calendar->last_known();
    const auto row = listed.find(each.day);
    const bool is_holiday = row != listed.end() && table::is_off(*row->second);
    if (is_known && !is_holiday && calendar->is_workday(each.day) == each.off)
      local[each.day] = &each;
  }
  if (local.empty()) return std::string(csv);
  std::string out = "date,type,name,of,source\n";
  for (const table::Row& row : *rows) {
    if (local.contains(row.day)) continue;
    out += to_string(row.day) + "," + std::string(row.type) + "," + std::string(row.name) + ",,\n";
  }
  for (const auto& [day, each] : local) out += line_of(*each);
  return out;
}

}  // namespace gavel::calendar
