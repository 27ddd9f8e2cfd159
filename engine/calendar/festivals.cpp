#include "engine/calendar/festivals.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace gavel::calendar {
namespace {

using std::chrono::days;
using std::chrono::month_day;

/// A festival falls between these days in any year; its days off are these or the next to them.
struct Festival {
  Text name;
  month_day first, last;
};
const std::array<Festival, 3>& festivals() {
  using std::chrono::April, std::chrono::February, std::chrono::January, std::chrono::June,
      std::chrono::May;
  static const std::array<Festival, 3> all{{
      {{"春节", "Spring Festival"}, January / 20, February / 24},
      {{"清明节", "Qingming"}, April / 2, April / 8},
      {{"端午节", "Dragon Boat Festival"}, May / 25, June / 28},
  }};
  return all;
}

bool has_day_off(const Calendar& calendar, Day first, Day last) {
  for (Day day = first; day <= last; day += days{1}) {
    if (!is_weekend(day) && !calendar.is_workday(day)) return true;
  }
  return false;
}

}  // namespace

std::vector<MissingFestival> missing_festivals(const Calendar& calendar) {
  std::vector<MissingFestival> out;
  const auto year_of = [](Day day) { return std::chrono::year_month_day{day}.year(); };
  for (auto year = year_of(calendar.first_known()); year <= year_of(calendar.last_known());
       ++year) {
    for (const Festival& each : festivals()) {
      const Day first{year / each.first.month() / each.first.day()},
          last{year / each.last.month() / each.last.day()};
      if (!has_day_off(calendar, first, last)) out.push_back({static_cast<int>(year), each.name});
    }
  }
  return out;
}

}  // namespace gavel::calendar
