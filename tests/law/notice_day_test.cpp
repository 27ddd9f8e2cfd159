// The day that the notice of a meeting names, where the holidays of the year that follows are not
// known yet: it says so, and that the table is installed first.
#include "tests/law/course.hpp"
#include "tests/matter/next_year.hpp"

namespace gavel::law {
namespace {

// Two working days from Tuesday, 29 December, end with the year; from the 30th they do not.
TEST(Practice, TheNoticeOfAMeetingWaitsForTheHolidaysOfTheYearItsTimeRunsInto) {
  Course course;
  course.packed().at("2026-12-29T09:00:00+08:00");
  Course last = course;
  last.send("meeting.notify", Course::notice_for("2027-01-04")).in({"meeting_called"});
  course.at("2026-12-30T09:00:00+08:00");
  const auto rule = course.unmet("meeting.notify", Course::notice_for("2027-01-11"));
  EXPECT_EQ(rule.id, "T09Q");
  EXPECT_THAT(rule.remedy.zh, testing::HasSubstr("放假安排表"));
  EXPECT_EQ(course.refused("meeting.notify", Course::notice_for("2027-01-11")), "rules-unmet T09Q");
  course.given.calendar(matter::with_2027(), "2027");
  EXPECT_EQ(course.refused("meeting.notify", Course::notice_for("2026-12-31")), "rules-unmet T09D");
  course.send("meeting.notify", Course::notice_for("2027-01-11")).in({"meeting_called"});
}

// The packet's time with the office is counted likewise, though the members' own is known.
TEST(Practice, SoItDoesWhereOnlyThePacketsTimeRunsIntoThatYear) {
  Course course;
  course.policy = {{"meeting_notice_workdays", 1}};
  course.submitted().at("2026-12-30T09:00:00+08:00").accepted_for_the_meeting();
  EXPECT_EQ(course.refused("meeting.notify", Course::notice_for("2027-01-11")), "rules-unmet T09Q");
  course.given.calendar(matter::with_2027(), "2027");
  course.send("meeting.notify", Course::notice_for("2027-01-11")).in({"meeting_called"});
}

}  // namespace
}  // namespace gavel::law
