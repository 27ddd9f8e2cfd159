// The days by which an organ counts: an autonomous region's own days off, and the founding city's
// notice of 30 working days, by the calendar of real years.
#include "tests/law/packs.hpp"

namespace gavel::law {
namespace {

// ---- days that an autonomous region has off of its own (practice: each organ's notice sets them)
constexpr const char* festival = R"([
    {"date":"2026-04-20","off":true,"name":"节日","source":"放假通知"},
    {"date":"2026-04-21","off":true,"name":"节日","source":"放假通知"},
    {"date":"2026-04-25","off":false,"name":"调休","source":"放假通知"}])";

const calendar::Calendar& of_region() {
  static const auto table = [] {
    const Pack region = pack(R"({"id":"region","procedure":"major-decision","level":"province",
        "organ":{"zh":"自治区","en":"Region"},"local_days":)" +
                             std::string(festival) + R"(,"versions":[{"version":"1",
        "effective_from":"2026-01-01","basis":{"zh":"规则","en":"Rule"},"parameters":{}}]})");
    const std::string csv = calendar::with_local_days(shipped_calendar(), region.local_days);
    return calendar::Calendar::from_csv(csv).value();
  }();
  return table;
}

/// The notice opened on that day stands to the end of `last` in the region, and not longer.
void stands_in_region(const char* policy, const std::string& opened, const std::string& last) {
  Course course;
  course.policy = object(policy);
  course.given.calendar(of_region(), "region");
  course.coordinated().checked_for_secrets().at(opened + "T09:00:00+08:00");
  course.send("notice.open", R"({"title":"征求意见","how":"信函"})");
  course.at(last + "T23:59:59+08:00").by(drafter());
  EXPECT_EQ(course.refused("notice.close"), "rules-unmet G08") << last;
  course.at(to_string(start_of(*parse_day(last) + std::chrono::days{1})));
  course.send("notice.close").in({"pp_collating"});
}

// The public has its working days whole: one on which the organ's own people were off is none. By
// the State Council's table alone these end on 22 and 23 April.
TEST(Article15, ANoticeInWorkingDaysIsLongerByTheOrgansOwnHolidays) {
  constexpr const char* workdays = R"({"notice_days":30,"notice_unit":"workday"})";
  stands_in_region(workdays, "2026-03-10", "2026-04-24");
  stands_in_region(workdays, "2026-03-11", "2026-04-25");  // a Saturday, worked to make up
}

// 30 days from 21 March end on Monday, 20 April, which is off there.
TEST(Article15, ANoticeThatEndsOnAHolidayOfTheOrganEndsOnItsNextWorkingDay) {
  stands_in_region("{}", "2026-03-21", "2026-04-22");
  stands_in_region("{}", "2026-03-23", "2026-04-22");
  stands_in_region("{}", "2026-03-24", "2026-04-23");
}

// ---- the city's notice and the nation's, opened on days round the long holidays. Expected days
// counted from the State Council's notices.
struct Opening {
  const char* opened;
  const char* thirty_days;      ///< National: calendar days, off rest days.
  const char* thirty_workdays;  ///< The city's.
};

class Notice : public ::testing::TestWithParam<Opening> {
 protected:
  /// The course with its notice opened on that day under `policy`.
  static void stands_until(const JsonObject& policy, const std::string& last) {
    Course course;
    course.policy = policy;
    course.coordinated().checked_for_secrets().at(std::string(GetParam().opened) +
                                                  "T09:00:00+08:00");
    course.send("notice.open", R"({"title":"征求意见","how":"信函"})");
    course.at(last + "T23:59:59+08:00").by(drafter());
    EXPECT_EQ(course.refused("notice.close"), "rules-unmet G08") << last;
    course.at(to_string(start_of(*parse_day(last) + std::chrono::days{1})));
    course.send("notice.close").in({"pp_collating"});
  }
};

TEST_P(Notice, StandsToTheLastMomentAndNotLonger) {
  stands_until({}, GetParam().thirty_days);
  stands_until(*procedure::resolve(*major_decision(), shipped(), "arxan", today),
               GetParam().thirty_workdays);
}

INSTANTIATE_TEST_SUITE_P(
    RoundTheHolidays, Notice,
    ::testing::Values(Opening{"2020-01-10", "2020-02-10", "2020-02-28"},  // the extended festival
                      Opening{"2021-01-20", "2021-02-19", "2021-03-08"},
                      Opening{"2022-09-09", "2022-10-09", "2022-10-27"},  // a make-up Sunday worked
                      Opening{"2024-01-20", "2024-02-19", "2024-03-06"},
                      Opening{"2024-01-30", "2024-02-29", "2024-03-15"},  // ends on 29 February
                      Opening{"2025-01-15", "2025-02-14", "2025-03-04"},
                      Opening{"2026-01-30", "2026-03-02", "2026-03-19"}),
    [](const auto& row) { return "Opened" + std::to_string(row.index); });

}  // namespace
}  // namespace gavel::law
