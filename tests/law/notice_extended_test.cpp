// Decree 713, article 15: a notice that is open is given more days.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

std::string to(int days) {
  return R"({"reason":"多个小区要求延长","days":)" + std::to_string(days) + "}";
}

// 30 days from 2 March end on Wednesday, 1 April; 40 on Saturday the 11th, so on Monday the 13th.
TEST(Article15, ANoticeThatIsOpenMayBeExtendedAndIsNeverShortened) {
  Course course;
  course.noticed().by(drafter());
  for (const int days : {10, 30})
    EXPECT_EQ(course.refused("notice.extend", to(days)), "rules-unmet G08X") << days;
  EXPECT_EQ(course.refused("notice.extend", R"({"days":40})"), "invalid-form /reason");
  course.at("2026-03-31T09:00:00+08:00").send("notice.extend", to(40));
  const auto* told = std::get_if<chart::Sent>(&course.given.effects().front());
  ASSERT_TRUE(told != nullptr);
  EXPECT_EQ(told->type + " " + told->event, "urn:gavel:notice extend");
  EXPECT_EQ(told->data.at("closes_on"), "2026-04-13");
  EXPECT_EQ(course.refused("notice.extend", to(40)), "rules-unmet G08X");
  const Json extended = course.given.snapshot().session.data.at("notice").at("extended").at(0);
  EXPECT_EQ(extended.at("closes_on"), "2026-04-13");
  EXPECT_EQ(extended.at("reason"), "多个小区要求延长");
  // The day it was to close on has passed, and it stands to the last moment of the new one.
  course.given.until("2026-04-02T09:00:00+08:00").in({"pp_open"});
  EXPECT_EQ(course.by(drafter()).refused("notice.close"), "rules-unmet G08");
  course.given.until("2026-04-13T23:59:59+08:00").in({"pp_open"});
  course.given.until("2026-04-14T00:00:00+08:00").in({"pp_collating"});
  EXPECT_EQ(course.given.snapshot().session.data.at("notice").at("closed_on"), "2026-04-14");
}

TEST(Article15, ANoticeWhosePeriodIsOverIsNotExtended) {
  Course course;
  course.noticed().by(drafter()).at("2026-04-02T00:00:00+08:00");
  EXPECT_EQ(course.refused("notice.extend", to(40)), "rules-unmet G08X");
  course.given.until("2026-04-02T00:00:01+08:00").in({"pp_collating"});
  EXPECT_NE(course.refused("notice.extend", to(40)), "");
}

}  // namespace
}  // namespace gavel::law
