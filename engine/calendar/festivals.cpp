#include "engine/calendar/festivals.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>

namespace gavel::calendar {
namespace {

using std::chrono::days;
using std::chrono::month_day;
using std::chrono::year_month_day;
using namespace std::chrono_literals;

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

/// The days of Mid-Autumn, the fifteenth of the eighth lunar month. No window would tell, as it may
/// fall into the days of National Day. Computed twice: from the new moons and the sun's longitude
/// by the rule of GB/T 33661-2017, and with the Chinese calendar of ICU; the State Council's
/// notices for 2019 to 2026 agree. Of later years nothing is said.
constexpr std::array<year_month_day, 32> mid_autumn_days{
    2019y / 9 / 13, 2020y / 10 / 1, 2021y / 9 / 21, 2022y / 9 / 10, 2023y / 9 / 29, 2024y / 9 / 17,
    2025y / 10 / 6, 2026y / 9 / 25, 2027y / 9 / 15, 2028y / 10 / 3, 2029y / 9 / 22, 2030y / 9 / 12,
    2031y / 10 / 1, 2032y / 9 / 19, 2033y / 9 / 8,  2034y / 9 / 27, 2035y / 9 / 16, 2036y / 10 / 4,
    2037y / 9 / 24, 2038y / 9 / 13, 2039y / 10 / 2, 2040y / 9 / 20, 2041y / 9 / 10, 2042y / 9 / 28,
    2043y / 9 / 17, 2044y / 10 / 5, 2045y / 9 / 25, 2046y / 9 / 15, 2047y / 10 / 4, 2048y / 9 / 22,
    2049y / 9 / 11, 2050y / 9 / 30};

bool has_day_off(const Calendar& calendar, Day first, Day last) {
  for (Day day = first; day <= last; day += days{1}) {
    if (!is_weekend(day) && !calendar.is_workday(day)) return true;
  }
  return false;
}

/// Its day off is that day itself, or where that is at a weekend one the notice may set or not.
bool lacks_mid_autumn(const Calendar& calendar, std::chrono::year of) {
  const auto day = std::ranges::find(mid_autumn_days, of, &year_month_day::year);
  return day != mid_autumn_days.end() && calendar.is_workday(*day) && !is_weekend(*day);
}

}  // namespace

std::vector<MissingFestival> missing_festivals(const Calendar& calendar) {
  std::vector<MissingFestival> out;
  const auto year_of = [](Day day) { return year_month_day{day}.year(); };
  for (auto year = year_of(calendar.first_known()); year <= year_of(calendar.last_known());
       ++year) {
    for (const Festival& each : festivals) {
      const Day first{year / each.first.month() / each.first.day()},
          last{year / each.last.month() / each.last.day()};
      if (!has_day_off(calendar, first, last))
        out.push_back({static_cast<int>(year), std::string(each.id)});
    }
    if (lacks_mid_autumn(calendar, year)) out.push_back({static_cast<int>(year), "mid-autumn"});
  }
  return out;
}

}  // namespace gavel::calendar
