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

/// A letter with the postmark of this day.
std::string letter_of(const char* day) {
  return std::string(R"({"channel":"mail","received_on":")") + day +
         R"(","text":"放学无车","consent_publish":true})";
}

// The post takes its days: the notice closed with 1 April, the adoption was published on the 2nd.
TEST(Article18, ALetterPostedInTimeIsEnteredAfterTheAdoptionWasPublishedAndAnswered) {
  Course steps_left, revising, approving;
  steps_left.heard();
  revising.proceeded();
  approving.proceeded().changed("C1").in({"unit_approval"});
  for (Course course : {steps_left, revising, approving}) {
    course.at("2026-04-07T09:00:00+08:00").by(office()).add({"PUB-04"});
    EXPECT_EQ(course.refused("comment.enter", letter_of("2026-04-02")), "rules-unmet G10E");
    course.send("comment.enter", letter_of("2026-04-01")).in({"pp_collating"});
    EXPECT_EQ(course.by(drafter()).refused("review.send"), "not-now");
    // It waits for its answer, and the report for its name.
    course.given.facts(facts(1));
    EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G10");
    course.given.facts(facts());
    const auto rule = course.unmet("participation.feedback");
    EXPECT_EQ(rule.id, "G10");
    EXPECT_THAT(json_text(rule.seen.at("entered_since")), ::testing::HasSubstr("2026-04-07"));
    course.add({"PUB-05"}).send("participation.feedback");
    const bool is_told = std::ranges::any_of(course.given.effects(), [](const auto& effect) {
      const auto* sent = std::get_if<chart::Sent>(&effect);
      return sent != nullptr && sent->event == "feedback";
    });
    EXPECT_TRUE(is_told);
  }
  Course sent;
  sent.sent_for_review().by(office()).add({"PUB-04"});
  EXPECT_EQ(sent.refused("comment.enter", letter_of("2026-04-01")), "not-now");
}

TEST(Article18, TheOtherStepsStandWhereALetterComesInLate) {
  Course course;
  course.proceeded().at("2026-04-07T09:00:00+08:00").by(office()).add({"PUB-04"});
  course.send("comment.enter", letter_of("2026-04-01")).in({"ex_done", "ra_done", "fc_done"});
  course.by(drafter()).add({"PUB-05"}).send("participation.feedback").in({"consolidating"});
  course.changed("C1").in({"unit_approval"}).by(drafter()).add({"LEG-01"});
  course.send("review.send").in({"legality_intake"});
  EXPECT_TRUE(course.given.snapshot().session.data.at("overdue").as_array().empty());
}

TEST(Article14, WhereThePublicWasNotAskedNoLetterIsEntered) {
  Course course;
  course.coordinated()
      .add({"PUB-10"})
      .send("participation.not_required",
            R"({"basis":"《保守国家秘密法》第十三条","approver":"zhao"})");
  course.by(office()).add({"PUB-04"});
  EXPECT_EQ(course.refused("comment.enter", letter_of("2026-03-02")), "not-now");
}

}  // namespace
}  // namespace gavel::law
