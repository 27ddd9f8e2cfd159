#include "engine/calendar/calendar.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <vector>

#include "engine/base/ensure.hpp"
#include "engine/base/utf8.hpp"

namespace gavel::calendar {
namespace {

using std::chrono::days;
using std::chrono::year_month_day;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view type_names =
    "HOLIDAY, HOLIDAY_ON_WEEKEND, MAKEUP_WORKDAY or NORMAL_WORKDAY";

bool is_weekend(Day day) {
  const std::chrono::weekday weekday{day};
  return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

int year_of(Day day) { return static_cast<int>(year_month_day{day}.year()); }

/// The text before the next `separator`, which is taken with it.
std::string_view take_until(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view taken = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return taken;
}

std::string in_quotes(std::string_view text) {
  return "\"" + std::string(text.substr(0, 60)) + "\"";
}

}  // namespace

struct Row {
  Day day;
  std::string_view type, name;
};

namespace {

/// The reader of one table; every error names its line.
class Reader {
 public:
  explicit Reader(std::string_view csv) : rest_(csv) {
    if (rest_.starts_with(byte_order_mark)) rest_.remove_prefix(byte_order_mark.size());
  }

  std::expected<std::vector<Row>, std::string> read() {
    if (!is_utf8(rest_)) return std::unexpected("the calendar is not valid UTF-8");
    if (rest_.find_first_not_of(" \r\n\t") == std::string_view::npos) {
      return std::unexpected("the calendar is empty; its first line must be \"date,type,name\"");
    }
    const std::string_view header = next_line();
    if (header != "date,type,name" && !header.starts_with("date,type,name,")) {
      return wrong("the header must be \"date,type,name\", not " + in_quotes(header));
    }
    std::vector<Row> rows;
    while (!rest_.empty()) {
      const std::string_view line = next_line();
      if (line.empty()) continue;
      const auto row = read_row(line);
      if (!row) return std::unexpected(row.error());
      rows.push_back(*row);
    }
    if (rows.empty()) return std::unexpected("the calendar has a header but no days");
    return rows;
  }

 private:
  std::string_view next_line() {
    ++line_;
    std::string_view line = take_until(rest_, '\n');
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
  }

  std::unexpected<std::string> wrong(const std::string& what) const {
    return std::unexpected("line " + std::to_string(line_) + ": " + what);
  }

  std::expected<Row, std::string> read_row(std::string_view line) {
    if (std::count(line.begin(), line.end(), ',') < 2) {
      return wrong("a day needs \"date,type,name\", found " + in_quotes(line));
    }
    const std::string_view date = take_until(line, ',');
    const auto day = parse_day(date);
    if (!day) {
      return wrong(in_quotes(date) + " is no date; write it as YYYY-MM-DD, for example 2026-01-01");
    }
    const Row row{*day, take_until(line, ','), take_until(line, ',')};
    if (const std::string fault = type_fault(row); !fault.empty()) return wrong(fault);
    if (row.name.empty()) return wrong("the day has no name; give the holiday's name");
    if (!seen_.insert(row.day).second)
      return wrong(to_string(row.day) + " stands twice; keep one line");
    return row;
  }

  /// The type must agree with the weekday, so that a slip of one day in a date is found.
  static std::string type_fault(const Row& row) {
    const bool weekend = is_weekend(row.day);
    const std::string date = to_string(row.day);
    if (row.type == "HOLIDAY") {
      return weekend ? date + " is a weekend; its type is HOLIDAY_ON_WEEKEND" : "";
    }
    if (row.type == "HOLIDAY_ON_WEEKEND") {
      return weekend ? "" : date + " is no weekend; its type is HOLIDAY";
    }
    if (row.type == "MAKEUP_WORKDAY") {
      return weekend ? "" : date + " is no weekend, so it needs no MAKEUP_WORKDAY line";
    }
    // A working day that a reader might take for a day off (2020-02-03); listed for clarity alone.
    if (row.type == "NORMAL_WORKDAY") {
      return weekend ? date + " is a weekend; worked, its type is MAKEUP_WORKDAY" : "";
    }
    return in_quotes(row.type) + " is no type of day; write " + std::string(type_names);
  }

  std::string_view rest_;
  int line_ = 0;
  std::set<Day> seen_;
};

using MonthDay = std::chrono::month_day;

/// Days off by law every year, whatever the notice (国务院令第795号, art. 2): those with a solar
/// date. The others follow the moon or the sun's course and are known from the notice alone.
constexpr std::array fixed_days_off{std::chrono::January / 1, std::chrono::May / 1,
                                    std::chrono::May / 2,     std::chrono::October / 1,
                                    std::chrono::October / 2, std::chrono::October / 3};

/// A year's table without these two is cut off: both are days off in every year since 1949.
constexpr std::array<MonthDay, 2> tokens_of_a_year{std::chrono::January / 1,
                                                   std::chrono::October / 1};

bool is_off(const Row& row) { return row.type == "HOLIDAY" || row.type == "HOLIDAY_ON_WEEKEND"; }

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

/// Empty when the years follow one another and each is whole; else what is missing.
std::string years_fault(const std::set<int>& years, const std::vector<Row>& rows) {
  if (years.empty()) return "the calendar knows no year: no line is a day off before December";
  const auto lists = [&](Day day) {
    return std::any_of(rows.begin(), rows.end(),
                       [&](const Row& row) { return row.day == day && is_off(row); });
  };
  for (int year = *years.begin(); year <= *years.rbegin(); ++year) {
    if (!years.contains(year)) {
      return "the year " + std::to_string(year) + " is missing between " +
             std::to_string(*years.begin()) + " and " + std::to_string(*years.rbegin()) +
             "; years must follow one another without a gap";
    }
    for (const MonthDay& token : tokens_of_a_year) {
      const Day day{std::chrono::year{year} / token.month() / token.day()};
      if (!lists(day)) {
        return "the year " + std::to_string(year) + " is cut off: " + to_string(day) +
               " is a day off in every year and is not listed";
      }
    }
  }
  return "";
}

}  // namespace

std::expected<Calendar, std::string> Calendar::from_csv(std::string_view csv) {
  const auto rows = Reader(csv).read();
  if (!rows) return std::unexpected(rows.error());
  const std::set<int> years = years_off(*rows);
  if (std::string fault = years_fault(years, *rows); !fault.empty()) {
    return std::unexpected(std::move(fault));
  }
  Calendar calendar;
  calendar.put(*rows);
  calendar.first_known_ = std::chrono::year{*years.begin()} / std::chrono::January / 1;
  calendar.last_known_ = std::chrono::year{*years.rbegin()} / std::chrono::December / 31;
  return calendar;
}

std::expected<Calendar, std::string> Calendar::with_local(std::string_view csv) const {
  const auto rows = Reader(csv).read();
  if (!rows) return std::unexpected(rows.error());
  Calendar calendar = *this;
  calendar.put(*rows);
  return calendar;
}

void Calendar::put(std::span<const Row> rows) {
  for (const Row& row : rows) {
    const Kind kind = is_off(row) ? Kind::rest : Kind::work;
    special_.insert_or_assign(row.day, Special{kind, std::string(row.name)});
  }
}

bool Calendar::is_workday(Day day) const {
  const auto found = special_.find(day);
  if (found != special_.end()) return found->second.kind == Kind::work;
  if (is_weekend(day)) return false;
  return day <= last_known_ || std::find(fixed_days_off.begin(), fixed_days_off.end(),
                                         month_day_of(day)) == fixed_days_off.end();
}

std::string_view Calendar::name_of(Day day) const {
  const auto found = special_.find(day);
  return found == special_.end() ? std::string_view{} : std::string_view(found->second.name);
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
  if (unit != Unit::workday && roll) {
    while (!calendar.is_workday(last)) last += days{1};
  }
  // Plain calendar days depend on no notice.
  const bool asks_calendar = unit == Unit::workday || roll;
  const Day first = count == 0 ? from : from + days{1};
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
