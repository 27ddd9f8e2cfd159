#include "engine/calendar/local_days.hpp"

#include "tests/file_text.hpp"

namespace gavel::calendar {
namespace {

Day on(std::string_view text) { return parse_day(text).value(); }
LocalDay off(const char* day) { return {on(day), true, "节日", "办字〔2026〕1号"}; }
LocalDay worked(const char* day) { return {on(day), false, "调休", "办字〔2026〕1号"}; }

Calendar with(const std::vector<LocalDay>& days) {
  return Calendar::from_csv(with_local_days(shipped_calendar(), days)).value();
}
std::string due(const std::vector<LocalDay>& days, const char* from, int count,
                Unit unit = Unit::workday) {
  return to_string(deadline(with(days), on(from), count, unit, unit == Unit::day).last);
}

// Monday and Tuesday, 20 and 21 April 2026, are working days to the State Council.
const std::vector<LocalDay> festival{off("2026-04-20"), off("2026-04-21"), worked("2026-04-25")};

TEST(LocalDays, AreNoWorkingDaysOfTheirOrgan) {
  EXPECT_EQ(due({}, "2026-04-17", 1), "2026-04-20");
  EXPECT_EQ(due(festival, "2026-04-17", 1), "2026-04-22");
  EXPECT_EQ(workdays_between(with(festival), on("2026-04-17"), on("2026-04-22")), 1);
}

TEST(LocalDays, CarryAPeriodThatEndsOnOneToTheNextWorkingDay) {
  EXPECT_EQ(due(festival, "2026-04-16", 3, Unit::day), "2026-04-22");  // a Sunday, and the festival
  EXPECT_EQ(due(festival, "2026-04-17", 4, Unit::day), "2026-04-22");
  EXPECT_EQ(due(festival, "2026-04-17", 5, Unit::day), "2026-04-22");
  EXPECT_EQ(due(festival, "2026-04-17", 6, Unit::day), "2026-04-23");
}

TEST(LocalDays, AreMadeUpForOnARestDay) {
  EXPECT_EQ(due({}, "2026-04-24", 1), "2026-04-27");
  EXPECT_EQ(due(festival, "2026-04-24", 1), "2026-04-25");
}

// The national holidays stand, and so do the weeks' rest days of which an organ says nothing.
TEST(LocalDays, TakeNoNationalHolidayAway) {
  const std::vector<LocalDay> days{worked("2026-05-02"), off("2026-04-18"), off("2026-05-09")};
  const Calendar own = with(days);
  EXPECT_FALSE(own.is_workday(on("2026-05-02")));  // a Saturday within Labour Day
  EXPECT_FALSE(own.is_workday(on("2026-04-18")));
  EXPECT_FALSE(own.is_workday(on("2026-05-09")));  // made up for Labour Day elsewhere
}

// A day of a year whose notice is not out makes that year no known one.
TEST(LocalDays, OfAYearThatIsNotKnownWaitForItsTable) {
  const std::vector<LocalDay> days{off("2027-04-08"), off("2018-04-18")};
  EXPECT_EQ(with_local_days(shipped_calendar(), days), shipped_calendar());
  const std::string longer =
      shipped_calendar() + "2027-01-01,HOLIDAY,元旦\n2027-10-01,HOLIDAY,国庆节\n";
  const auto later = Calendar::from_csv(with_local_days(longer, days)).value();
  EXPECT_FALSE(later.is_workday(on("2027-04-08")));
  EXPECT_EQ(later.first_known(), on("2019-01-01"));
  EXPECT_EQ(later.last_known(), on("2027-12-31"));
}

TEST(LocalDays, MakeATableThatSaysWhereTheyAreFrom) {
  const std::string table = with_local_days(shipped_calendar(), festival);
  EXPECT_NE(table.find("\n2026-04-20,HOLIDAY,节日,local,办字〔2026〕1号\n"), std::string::npos);
  EXPECT_NE(table.find("\n2026-04-25,MAKEUP_WORKDAY,调休,local,"), std::string::npos);
  EXPECT_EQ(with_local_days(table, {}), table);
  // All other days are those of the notice.
  const Calendar own = with(festival), notice = Calendar::from_csv(shipped_calendar()).value();
  for (Day day = on("2018-12-01"); day <= on("2027-12-31"); day += std::chrono::days{1}) {
    const bool is_local =
        std::ranges::any_of(festival, [&](const LocalDay& each) { return each.day == day; });
    EXPECT_EQ(own.is_workday(day), is_local ? !notice.is_workday(day) : notice.is_workday(day))
        << to_string(day);
  }
}

}  // namespace
}  // namespace gavel::calendar
