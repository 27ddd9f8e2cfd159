#pragma once
// Statutory counting of days. The start day is not counted (Civil Code art. 201); a calendar-day
// period whose last day is a rest day ends on the next working day (art. 203); working days follow
// the State Council's yearly holiday notices with their make-up days. Decree 713 has no counting
// rule.
#include <expected>
#include <map>
#include <string>
#include <string_view>

#include "engine/base/time.hpp"

namespace gavel::calendar {

/// Days that differ from Monday-to-Friday, and the years for which a notice is known. Immutable
/// once read; a new year's notice makes a new table.
class Calendar {
 public:
  /// From CSV with the header `date,type,name[,...]`; type is HOLIDAY, HOLIDAY_ON_WEEKEND or
  /// MAKEUP_WORKDAY. The error names the line and what would be right. Every year with at least one
  /// HOLIDAY row counts as known, from the first to the last without a gap.
  [[nodiscard]] static std::expected<Calendar, std::string> from_csv(std::string_view csv);
  /// Local days of one organ (e.g. an autonomous area's own holidays) on top; same format.
  [[nodiscard]] std::expected<Calendar, std::string> with_local(std::string_view csv) const;

  [[nodiscard]] bool is_workday(Day day) const;
  [[nodiscard]] std::string_view name_of(Day day) const;  ///< "春节"; empty for an ordinary day.
  [[nodiscard]] Day first_known() const { return first_known_; }
  [[nodiscard]] Day last_known() const {
    return last_known_;
  }  ///< 31 December of the last known year.

 private:
  enum class Kind { rest, work };
  struct Special {
    Kind kind;
    std::string name;
  };
  std::map<Day, Special> special_;
  Day first_known_{}, last_known_{};
};

/// What a deadline's days are.
enum class Unit { day, workday };

/// A deadline as it stands with one calendar.
struct Deadline {
  Day last;  ///< The last day of the period: it is reached when `last` is over.
  bool provisional =
      false;  ///< Counted past the last known year; no guard may treat it as reached.
  bool operator==(const Deadline&) const = default;
};

/// `from` is not counted. `roll`: calendar days roll forward off rest days. Working days need no
/// roll. `count` is at least 0 and at most 36600; out of range throws BrokenInvariant (callers
/// validate).
[[nodiscard]] Deadline deadline(const Calendar& calendar, Day from, int count, Unit unit,
                                bool roll);

/// The first instant after the period: 00:00 in China on the day after `last`.
[[nodiscard]] Instant end_of(const Deadline& deadline);

}  // namespace gavel::calendar
