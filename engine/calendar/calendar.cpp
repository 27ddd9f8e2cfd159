#include "engine/calendar/calendar.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "engine/base/ensure.hpp"
#include "engine/calendar/table.hpp"

namespace gavel::calendar {
namespace {

using std::chrono::days;
using std::chrono::year_month_day;
using table::is_off;
using table::Row;

int year_of(Day day) { return static_cast<int>(year_month_day{day}.year()); }

using MonthDay = std::chrono::month_day;

/// Days off by law every year, whatever the notice (国务院令第795号, art. 2): those with a solar
/// date. The others follow the moon or the sun's course and are known from the notice alone.
constexpr std::array fixed_days_off{std::chrono::January / 1, std::chrono::May / 1,
                                    std::chrono::May / 2,     std::chrono::October / 1,
                                    std::chrono::October / 2, std::chrono::October / 3};

/// A year's table without these two is cut off: both are days off in every year since 1949.
constexpr std::array<MonthDay, 2> tokens_of_a_year{std::chrono::January / 1,
                                                   std::chrono::October / 1};

MonthDay month_day_of(Day day) {
  const year_month_day date{day};
  return date.month() / date.day();
}

/// Years with a day off before December: the days off at the end of December belong to the next
/// year's notice (2019's began on 2018-12-30).
std::set<int> years_off(const std::vector<Row>& rows) {
  std::set<int> years;
  for (const Row& row : rows) {
    if (is_off(row) && month_day_of(row.day) < std::chrono::December / 1)
      years.insert(year_of(row.day));
  }
  return years;
}

/// What is wrong, unless the years follow one another and each is whole.
std::optional<TableFault> years_fault(const std::set<int>& years, const std::vector<Row>& rows) {
  if (years.empty()) return TableFault{"no-year"};
  const auto lists = [&](Day day) {
    return std::ranges::any_of(rows, [&](const Row& row) { return row.day == day && is_off(row); });
  };
  for (int year = *years.begin(); year <= *years.rbegin(); ++year) {
    if (!years.contains(year)) {
      return TableFault{"year-missing",
                        0,
                        {{"year", year}, {"first", *years.begin()}, {"last", *years.rbegin()}}};
    }
    for (const MonthDay& token : tokens_of_a_year) {
      const Day day{std::chrono::year{year} / token.month() / token.day()};
      if (!lists(day)) {
        return TableFault{"year-cut-off", 0, {{"year", year}, {"date", to_string(day)}}};
      }
    }
  }
  return std::nullopt;
}

}  // namespace

bool is_weekend(Day day) {
  const std::chrono::weekday weekday{day};
  return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

std::expected<Calendar, TableFault> Calendar::from_csv(std::string_view csv) {
  const auto rows = table::read(csv);
  if (!rows) return std::unexpected(rows.error());
  const std::set<int> years = years_off(*rows);
  if (auto fault = years_fault(years, *rows)) return std::unexpected(*std::move(fault));
  Calendar calendar;
  calendar.put(*rows);
  calendar.first_known_ = std::chrono::year{*years.begin()} / std::chrono::January / 1;
  calendar.last_known_ = std::chrono::year{*years.rbegin()} / std::chrono::December / 31;
  return calendar;
}

void Calendar::put(std::span<const Row> rows) {
  for (const Row& row : rows) {
    special_.insert_or_assign(row.day, is_off(row) ? Kind::rest : Kind::work);
  }
}

bool Calendar::is_workday(Day day) const {
  const auto found = special_.find(day);
  if (found != special_.end()) return found->second == Kind::work;
  if (is_weekend(day)) return false;
  return day <= last_known_ || std::find(fixed_days_off.begin(), fixed_days_off.end(),
                                         month_day_of(day)) == fixed_days_off.end();
}

namespace {

Day years_after(Day from, int count) {
  const std::chrono::year_month_day date{from};
  const std::chrono::year_month_day then = date + std::chrono::years{count};
  return then.ok() ? Day{then} : Day{then.year() / then.month() / std::chrono::last};
}

}  // namespace

Deadline deadline(const Calendar& calendar, Day from, int count, Unit unit, bool roll) {
  ensure(count >= 0 && count <= longest_period, "a period is of 0 to 36600 days");
  Day last = from;
  switch (unit) {
    case Unit::day:
      last += days{count};
      break;
    case Unit::workday:
      for (int left = count; left > 0;) {
        last += days{1};
        if (calendar.is_workday(last)) --left;
      }
      break;
    case Unit::year:
      last = years_after(from, count);
      break;
  }
  // Plain calendar days depend on no notice, those that roll on that of their last day alone.
  const bool asks_calendar = unit == Unit::workday || roll;
  const Day first = unit != Unit::workday ? last : count == 0 ? from : from + days{1};
  if (unit != Unit::workday && roll) {
    while (!calendar.is_workday(last)) last += days{1};
  }
  const bool is_known = first >= calendar.first_known() && last <= calendar.last_known();
  return {last, asks_calendar && !is_known};
}

std::optional<int> workdays_between(const Calendar& calendar, Day from, Day to) {
  int count = 0;
  for (Day day = from + days{1}; day <= to; day += days{1}) {
    if (day < calendar.first_known() || day > calendar.last_known()) return std::nullopt;
    count += calendar.is_workday(day);
  }
  return count;
}

Instant end_of(const Deadline& deadline) { return start_of(deadline.last + days{1}); }

}  // namespace gavel::calendar
