#pragma once
// Statutory counting of days. The start day is not counted (Civil Code art. 201); a calendar-day
// period whose last day is a rest day ends on the next working day (art. 203); working days follow
// the State Council's yearly holiday notices with their make-up days. Decree 713 has no counting
// rule.
#include <expected>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/json.hpp"
#include "engine/base/time.hpp"

namespace gavel::calendar {

namespace table {
struct Row;
}

/// Saturday or Sunday.
[[nodiscard]] bool is_weekend(Day day);

/// Why a holiday table cannot be used. `code` and `values` name a sentence of the message catalogue
/// ("calendar-twice", {date}); `line` counts from 1, 0 where it is about the whole table.
struct TableFault {
  std::string code;
  int line = 0;
  JsonObject values = {};
};

/// Days that differ from Monday-to-Friday, and the years for which a notice is known. Immutable
/// once read; a new year's notice makes a new table.
class Calendar {
 public:
  /// From CSV with the header `date,type,name[,...]`; type is HOLIDAY, HOLIDAY_ON_WEEKEND,
  /// MAKEUP_WORKDAY or NORMAL_WORKDAY. A year is
  /// known when days off before December are listed (those at its end belong to the next year's
  /// notice); the known years follow one another without a gap, and each lists 1 January and 1
  /// October, so that a table cut off in the middle is refused.
  [[nodiscard]] static std::expected<Calendar, TableFault> from_csv(std::string_view csv);

  /// Past the last known year an estimate: weekends and the legal holidays with a solar date (1
  /// January, 1-2 May, 1-3 October) are rest days; those of the moon are not foreseen.
  [[nodiscard]] bool is_workday(Day day) const;
  /// 1 January of the first known year.
  [[nodiscard]] Day first_known() const { return first_known_; }
  /// 31 December of the last known year.
  [[nodiscard]] Day last_known() const { return last_known_; }

 private:
  enum class Kind { rest, work };
  void put(std::span<const table::Row> rows);

  std::map<Day, Kind> special_;
  Day first_known_{}, last_known_{};
};

/// What a deadline's days are.
enum class Unit { day, workday, year };

/// A deadline as it stands with one calendar.
struct Deadline {
  Day last;  ///< The last day of the period: it is reached when `last` is over.
  /// Its working days, or the rest days that its last day rolls off, lie outside the known years,
  /// on either side: it is recomputed when a table with them is installed, and no guard may treat
  /// it as reached before.
  bool provisional = false;
  bool operator==(const Deadline&) const = default;
};

/// Days; about a hundred years.
inline constexpr int longest_period = 36600;

/// `from` is not counted. `roll`: calendar days and years roll forward off rest days. Working days
/// need no roll. A year ends on the same day of the same month; 29 February's on the 28th where
/// there is no 29th. `count` is from 0 (the last day is `from` itself) to `longest_period`; out of
/// range throws BrokenInvariant (callers validate).
[[nodiscard]] Deadline deadline(const Calendar& calendar, Day from, int count, Unit unit,
                                bool roll);

/// Working days after `from` up to and including `to`; 0 when `to` is not later. Nothing when a day
/// between them is outside the known years.
[[nodiscard]] std::optional<int> workdays_between(const Calendar& calendar, Day from, Day to);

/// The first instant after the period: 00:00 in China on the day after `last`.
[[nodiscard]] Instant end_of(const Deadline& deadline);

}  // namespace gavel::calendar
