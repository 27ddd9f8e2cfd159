#include "engine/calendar/festivals.hpp"

#include <array>
#include <chrono>
#include <string_view>

namespace gavel::calendar {
namespace {

using std::chrono::days;
using std::chrono::month_day;

/// A festival falls between these days in any year; its days off are these or the next to them.
struct Festival {
  std::string_view id;
  month_day first, last;
};
constexpr std::array festivals{
    Festival{"spring", std::chrono::January / 20, std::chrono::February / 24},
    Festival{"qingming", std::chrono::April / 2, std::chrono::April / 8},
    Festival{"labour", std::chrono::April / 30, std::chrono::May / 5},
    Festival{"dragon-boat", std::chrono::May / 25, std::chrono::June / 28}};

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
    for (const Festival& each : festivals) {
      const Day first{year / each.first.month() / each.first.day()},
          last{year / each.last.month() / each.last.day()};
      if (!has_day_off(calendar, first, last))
        out.push_back({static_cast<int>(year), std::string(each.id)});
    }
  }
  return out;
}

}  // namespace gavel::calendar
