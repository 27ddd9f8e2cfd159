#include "engine/calendar/calendar.hpp"

#include "engine/base/ensure.hpp"
#include "engine/calendar/festivals.hpp"
#include "tests/file_text.hpp"

namespace gavel::calendar {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

const Calendar& shipped() {
  static const Calendar calendar = Calendar::from_csv(shipped_calendar()).value();
  return calendar;
}

Day on(std::string_view text) { return parse_day(text).value(); }

std::string day_after(std::string_view from, int count, Unit unit, bool roll = false) {
  return to_string(deadline(shipped(), on(from), count, unit, roll).last);
}

/// "3 twice {"date":"2026-01-01"}": the sentence is the catalogue's.
std::string told(const TableFault& fault) {
  return (fault.line == 0 ? "" : std::to_string(fault.line) + " ") + fault.code +
         (fault.values.empty() ? "" : " " + json_text(fault.values));
}

/// What a table of one line after the header is refused for.
std::string refusal(const std::string& line) {
  const auto read = Calendar::from_csv("date,type,name\n2026-01-01,HOLIDAY,元旦\n" + line);
  return read ? "accepted" : told(read.error());
}

TEST(ShippedCalendar, KnowsTheYears2019To2026) {
  // Its first rows are of December 2018: they are 2019's notice, and make 2018 no known year.
  EXPECT_EQ(shipped().first_known(), on("2019-01-01"));
  EXPECT_EQ(shipped().last_known(), on("2026-12-31"));
}

TEST(ShippedCalendar, HasTheWorkDaysOfEachYear) {
  const std::map<int, int> workdays{{2019, 250}, {2020, 249}, {2021, 250}, {2022, 249},
                                    {2023, 249}, {2024, 251}, {2025, 248}, {2026, 248}};
  for (const auto& [year, expected] : workdays) {
    int count = 0;
    for (Day day = std::chrono::year{year} / 1 / 1; day <= Day{std::chrono::year{year} / 12 / 31};
         day += days{1}) {
      count += shipped().is_workday(day) ? 1 : 0;
    }
    EXPECT_EQ(count, expected) << year;
  }
}

TEST(ShippedCalendar, NamesHolidaysAndMakeUpDays) {
  EXPECT_FALSE(shipped().is_workday(on("2026-02-17")));
  EXPECT_TRUE(shipped().is_workday(on("2018-12-29"))) << "a Saturday worked for New Year 2019";
}

// The extended Spring Festival of 2020 ended on 02-02, and the make-up day of 02-01 was cancelled.
TEST(ShippedCalendar, KnowsTheSpringOf2020) {
  EXPECT_FALSE(shipped().is_workday(on("2020-02-01")));
  EXPECT_FALSE(shipped().is_workday(on("2020-01-31")));
  EXPECT_TRUE(shipped().is_workday(on("2020-02-03")));
}

struct Vector {
  std::string_view start, days30, days30_rolled, work30, work20, work15, work7;
};

class Deadlines : public testing::TestWithParam<Vector> {};

TEST_P(Deadlines, AreAsCountedByHand) {
  const Vector& v = GetParam();
  EXPECT_EQ(day_after(v.start, 30, Unit::day), v.days30);
  EXPECT_EQ(day_after(v.start, 30, Unit::day, true), v.days30_rolled);
  EXPECT_EQ(day_after(v.start, 30, Unit::workday), v.work30);
  EXPECT_EQ(day_after(v.start, 20, Unit::workday), v.work20);
  EXPECT_EQ(day_after(v.start, 15, Unit::workday), v.work15);
  EXPECT_EQ(day_after(v.start, 7, Unit::workday), v.work7);
  EXPECT_EQ(day_after(v.start, 7, Unit::workday, true), v.work7) << "working days need no roll";
}

INSTANTIATE_TEST_SUITE_P(
    AcrossHolidays, Deadlines,
    testing::Values(Vector{"2020-01-10", "2020-02-09", "2020-02-10", "2020-02-28", "2020-02-14",
                           "2020-02-07", "2020-01-20"},
                    Vector{"2021-01-20", "2021-02-19", "2021-02-19", "2021-03-08", "2021-02-22",
                           "2021-02-09", "2021-01-29"},
                    Vector{"2022-09-09", "2022-10-09", "2022-10-09", "2022-10-27", "2022-10-13",
                           "2022-10-08", "2022-09-21"},
                    Vector{"2024-01-20", "2024-02-19", "2024-02-19", "2024-03-06", "2024-02-21",
                           "2024-02-08", "2024-01-30"},
                    Vector{"2025-01-15", "2025-02-14", "2025-02-14", "2025-03-04", "2025-02-18",
                           "2025-02-11", "2025-01-24"},
                    Vector{"2026-01-30", "2026-03-01", "2026-03-02", "2026-03-19", "2026-03-05",
                           "2026-02-27", "2026-02-10"}));

TEST(Deadline, OfNoDaysIsItsFirstDay) {
  EXPECT_EQ(day_after("2026-01-31", 0, Unit::workday), "2026-01-31");
  EXPECT_EQ(day_after("2026-01-31", 0, Unit::day), "2026-01-31");
  EXPECT_EQ(day_after("2026-01-31", 0, Unit::day, true), "2026-02-02");
}

TEST(Deadline, RollsOverAWholeHoliday) {
  // 2026-10-01 to 10-07 are off; 10-10, a Saturday, is worked.
  EXPECT_EQ(day_after("2026-09-30", 1, Unit::day, true), "2026-10-08");
  EXPECT_EQ(day_after("2026-10-09", 1, Unit::day, true), "2026-10-10");
}

/// The last day of a period and the one before it, so that a guard just inside and just outside
/// it is known.
struct Edge {
  std::string_view start;
  int count;
  Unit unit;
  std::string_view last;
};
class Edges : public testing::TestWithParam<Edge> {};

TEST_P(Edges, EndWithTheLastMomentOfTheDayAndNotBefore) {
  const Edge& edge = GetParam();
  const Deadline found = deadline(shipped(), on(edge.start), edge.count, edge.unit, true);
  EXPECT_EQ(to_string(found.last), edge.last);
  const Instant end = end_of(found);
  EXPECT_EQ(day_of(end - 1ms), on(edge.last));
  EXPECT_EQ(day_of(end), on(edge.last) + days{1});
  EXPECT_TRUE(shipped().is_workday(found.last));
}

INSTANTIATE_TEST_SUITE_P(RoundHolidays, Edges,
                         testing::Values(
                             // Spring Festival 2026: off from Sunday the 15th to Monday the 23rd,
                             // Saturdays 14 and 28 worked.
                             Edge{"2026-02-13", 1, Unit::workday, "2026-02-14"},
                             Edge{"2026-02-13", 2, Unit::workday, "2026-02-24"},
                             Edge{"2026-02-13", 1, Unit::day, "2026-02-14"},
                             Edge{"2026-02-13", 2, Unit::day, "2026-02-24"},
                             Edge{"2026-02-13", 10, Unit::day, "2026-02-24"},
                             Edge{"2026-02-13", 12, Unit::day, "2026-02-25"},
                             Edge{"2026-02-27", 1, Unit::workday, "2026-02-28"},
                             Edge{"2026-02-27", 2, Unit::workday, "2026-03-02"},
                             // National Day 2026: off from 1 to 7 October, Sunday 20 September and
                             // Saturday 10 October worked.
                             Edge{"2026-09-18", 1, Unit::workday, "2026-09-20"},
                             Edge{"2026-09-18", 2, Unit::day, "2026-09-20"},
                             Edge{"2026-09-18", 1, Unit::day, "2026-09-20"},
                             Edge{"2026-09-30", 1, Unit::workday, "2026-10-08"},
                             Edge{"2026-09-30", 7, Unit::day, "2026-10-08"},
                             Edge{"2026-09-30", 8, Unit::day, "2026-10-08"},
                             Edge{"2026-09-30", 9, Unit::day, "2026-10-09"},
                             Edge{"2026-10-09", 1, Unit::workday, "2026-10-10"},
                             Edge{"2026-10-09", 2, Unit::workday, "2026-10-12"},
                             // 29 February 2024, a Thursday; a year from it ends on the 28th.
                             Edge{"2024-02-28", 1, Unit::day, "2024-02-29"},
                             Edge{"2024-02-28", 2, Unit::day, "2024-03-01"},
                             Edge{"2024-02-28", 1, Unit::workday, "2024-02-29"},
                             Edge{"2024-01-30", 30, Unit::day, "2024-02-29"},
                             Edge{"2024-01-30", 31, Unit::day, "2024-03-01"},
                             Edge{"2024-02-29", 1, Unit::year, "2025-02-28"},
                             Edge{"2023-02-28", 1, Unit::day, "2023-03-01"}),
                         [](const auto& row) { return "Edge" + std::to_string(row.index); });

TEST(Deadline, IsProvisionalFromTheFirstDayPastTheLastKnownYear) {
  const auto provisional = [](std::string_view from, int count, Unit unit) {
    return deadline(shipped(), on(from), count, unit, true).provisional;
  };
  EXPECT_FALSE(provisional("2026-12-30", 1, Unit::workday));
  EXPECT_TRUE(provisional("2026-12-30", 2, Unit::workday));
  EXPECT_FALSE(provisional("2026-12-01", 30, Unit::day));
  EXPECT_TRUE(provisional("2026-12-01", 31, Unit::day));
  EXPECT_TRUE(provisional("2026-12-15", 30, Unit::workday));
}

TEST(Deadline, IsProvisionalWhenItTouchesDaysBeforeTheFirstKnownYear) {
  const auto provisional = [](std::string_view from, int count) {
    return deadline(shipped(), on(from), count, Unit::workday, false).provisional;
  };
  EXPECT_FALSE(provisional("2018-12-31", 1)) << "the start day is not counted";
  EXPECT_TRUE(provisional("2018-12-30", 1));
  EXPECT_TRUE(provisional("2018-12-31", 0));
  // Of calendar days, and of years, the last one alone rolls: what it rolls off has to be known.
  const auto rolled = [](std::string_view from, int count, Unit unit) {
    return deadline(shipped(), on(from), count, unit, true).provisional;
  };
  EXPECT_FALSE(rolled("2018-12-01", 31, Unit::day)) << "ends on 1 January 2019";
  EXPECT_TRUE(rolled("2018-12-01", 30, Unit::day));
  EXPECT_TRUE(rolled("2018-12-01", 29, Unit::day)) << "a Sunday that rolls up to that year";
  EXPECT_FALSE(rolled("2014-06-02", 5, Unit::year));
}

TEST(Deadline, IsEstimatedWithTheHolidaysOfASolarDate) {
  EXPECT_EQ(day_after("2026-12-31", 1, Unit::workday), "2027-01-04") << "01-01 is a Friday";
  EXPECT_EQ(day_after("2027-09-30", 1, Unit::workday), "2027-10-04");
}

TEST(Deadline, IsFinalOnceTheYearIsInstalled) {
  const auto longer = Calendar::from_csv(shipped_calendar() + "2027-01-01,HOLIDAY,元旦\n" +
                                         "2027-10-01,HOLIDAY,国庆节\n");
  ASSERT_TRUE(longer) << told(longer.error());
  EXPECT_EQ(longer->last_known(), on("2027-12-31"));
  EXPECT_EQ(deadline(*longer, on("2026-12-31"), 1, Unit::workday, false),
            (Deadline{on("2027-01-04"), false}));
}

TEST(Deadline, IsReachedWhenItsLastDayIsOverInChina) {
  const Deadline seven = deadline(shipped(), on("2026-01-30"), 7, Unit::workday, false);
  EXPECT_EQ(to_string(end_of(seven)), "2026-02-11T00:00:00.000+08:00");
}

TEST(Deadline, RefusesAPeriodNoLawHas) {
  EXPECT_THROW((void)day_after("2026-01-30", -1, Unit::day), BrokenInvariant);
  EXPECT_THROW((void)day_after("2026-01-30", longest_period + 1, Unit::day), BrokenInvariant);
  EXPECT_NO_THROW((void)day_after("2026-01-30", longest_period, Unit::workday));
}

TEST(Table, SaysWhichLineIsWrongAndWhy) {
  EXPECT_EQ(refusal("2026-02-30,HOLIDAY,春节"), R"(3 no-date {"given":"2026-02-30"})");
  EXPECT_EQ(refusal("2026-02-17,DAYOFF,春节"),
            R"(3 unknown-type {"date":"2026-02-17","given":"DAYOFF"})");
  EXPECT_EQ(refusal("2026-01-01,HOLIDAY,元旦"), R"(3 twice {"date":"2026-01-01"})");
  EXPECT_EQ(refusal("2026-02-17"), R"(3 not-a-row {"given":"2026-02-17"})");
  EXPECT_EQ(refusal("2026-02-17,HOLIDAY,"), R"(3 no-name {"date":"2026-02-17"})");
}

TEST(Table, IsRefusedWhereATypeDoesNotAgreeWithTheWeekday) {
  EXPECT_TRUE(refusal("2026-02-14,HOLIDAY,春节").starts_with("3 holiday-on-weekend "));
  EXPECT_TRUE(
      refusal("2026-02-17,HOLIDAY_ON_WEEKEND,春节").starts_with("3 holiday-not-on-weekend "));
  EXPECT_TRUE(refusal("2026-02-13,MAKEUP_WORKDAY,春节").starts_with("3 makeup-not-on-weekend "));
  EXPECT_TRUE(refusal("2026-02-14,NORMAL_WORKDAY,春节").starts_with("3 workday-on-weekend "));
}

TEST(Table, IsQuotedByWholeCharacters) {
  const std::string fault = refusal(std::string(59, 'x') + "春节");
  EXPECT_EQ(fault, "3 not-a-row {\"given\":\"" + std::string(59, 'x') + "\"}");
}

TEST(Table, IsRefusedWhenEmptyOrWithoutItsHeader) {
  const auto fault = [](std::string_view csv) { return told(Calendar::from_csv(csv).error()); };
  EXPECT_EQ(fault(""), "empty");
  EXPECT_EQ(fault("\r\n"), "empty");
  EXPECT_EQ(fault("date,type,name\n"), "no-days");
  EXPECT_EQ(fault("2026-01-01,HOLIDAY,x\n"), R"(1 no-header {"given":"2026-01-01,HOLIDAY,x"})");
  EXPECT_EQ(fault("date,type,name\n2026-01-01,HOLIDAY,\xFF\n"), "not-utf-8");
  EXPECT_EQ(fault("date,type,name\n2018-12-31,HOLIDAY,元旦\n"), "no-year");
}

TEST(Table, IsRefusedWithAYearMissingOrCutOff) {
  EXPECT_EQ(refusal(""), R"(year-cut-off {"year":2026,"date":"2026-10-01"})");
  EXPECT_EQ(refusal("2026-10-01,HOLIDAY,国庆节\n2028-05-01,HOLIDAY,劳动节"),
            R"(year-missing {"year":2027,"first":2026,"last":2028})");
  EXPECT_EQ(refusal("2026-10-01,HOLIDAY,国庆节"), "accepted");
}

// A table that was not copied whole would end periods too early.
TEST(Festivals, OfWhichAYearHasNoDayOffAreMissing) {
  const auto missing = [](std::string_view rows) {
    std::string out;
    const auto table = Calendar::from_csv("date,type,name\n2027-01-01,HOLIDAY,元旦\n" +
                                          std::string(rows) + "2027-10-01,HOLIDAY,国庆节\n");
    for (const MissingFestival& each : missing_festivals(table.value()))
      out += std::to_string(each.year) + " " + each.festival + " ";
    return out;
  };
  EXPECT_EQ(missing(""), "2027 spring 2027 qingming 2027 labour 2027 dragon-boat 2027 mid-autumn ");
  EXPECT_EQ(missing("2027-02-08,HOLIDAY,春节\n2027-04-05,HOLIDAY,清明节\n"),
            "2027 labour 2027 dragon-boat 2027 mid-autumn ");
  // Its first two days are a weekend.
  EXPECT_EQ(
      missing("2027-02-08,HOLIDAY,春节\n2027-04-05,HOLIDAY,清明节\n2027-05-03,HOLIDAY,劳动节\n"),
      "2027 dragon-boat 2027 mid-autumn ");
  EXPECT_EQ(missing("2027-02-08,HOLIDAY,春节\n2027-04-05,HOLIDAY,清明节\n"
                    "2027-05-03,HOLIDAY,劳动节\n2027-06-09,HOLIDAY,端午节\n"
                    "2027-09-15,HOLIDAY,中秋节\n"),
            "");
}

// 2027-09-15 is a Wednesday, 2028-10-03 in National Day, 2029-09-22 a Saturday; of 2051 no day is
// known.
TEST(Festivals, MidAutumnIsMissingWhereItsOwnDayIsWorked) {
  const auto missing = [](const std::string& rows) {
    const auto table = Calendar::from_csv("date,type,name\n" + rows);
    return std::ranges::any_of(missing_festivals(table.value()), [](const MissingFestival& each) {
      return each.festival == "mid-autumn";
    });
  };
  const std::string in_2027 = "2027-01-01,HOLIDAY,元旦\n2027-10-01,HOLIDAY,国庆节\n";
  EXPECT_TRUE(missing(in_2027));
  EXPECT_TRUE(missing(in_2027 + "2027-09-14,HOLIDAY,中秋节\n"));
  EXPECT_FALSE(missing(in_2027 + "2027-09-15,HOLIDAY,中秋节\n"));
  const std::string in_2028 =
      "2028-01-01,HOLIDAY_ON_WEEKEND,元旦\n2028-10-01,HOLIDAY_ON_WEEKEND,国庆节\n";
  EXPECT_TRUE(missing(in_2028 + "2028-10-02,HOLIDAY,国庆节\n"));
  EXPECT_FALSE(missing(in_2028 + "2028-10-03,HOLIDAY,国庆节\n"));
  EXPECT_FALSE(missing("2029-01-01,HOLIDAY,元旦\n2029-10-01,HOLIDAY,国庆节\n"));
  EXPECT_FALSE(
      missing("2051-01-01,HOLIDAY_ON_WEEKEND,元旦\n2051-10-01,HOLIDAY_ON_WEEKEND,国庆节\n"));
}

TEST(Festivals, AreAllInTheTableOfEveryYearThatIsBuiltIn) {
  EXPECT_TRUE(missing_festivals(shipped()).empty());
}

TEST(Table, MayComeFromAWindowsEditor) {
  const auto read = Calendar::from_csv(
      "\xEF\xBB\xBF"
      "date,type,name,weekday\r\n2026-01-01,HOLIDAY,元旦,Thu\r\n2026-10-01,HOLIDAY,国庆节,Thu\r\n");
  ASSERT_TRUE(read) << told(read.error());
  EXPECT_FALSE(read->is_workday(on("2026-01-01")));
}

}  // namespace
}  // namespace gavel::calendar
