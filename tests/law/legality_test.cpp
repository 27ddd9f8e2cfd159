// Decree 713, chapter 3, section 1: legality review.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

TEST(Article25, NoDraftReachesTheMeetingWithoutLegalityReview) {
  for (auto stage : {&Course::noticed, &Course::proceeded, &Course::sent_for_review,
                     &Course::accepted_for_review}) {
    Course course;
    (course.*stage)().by(drafter());
    EXPECT_EQ(course.refused("meeting.submit"), "rules-unmet G18");
    EXPECT_EQ(course.by(office()).refused("meeting.open"), "not-now");
  }
}

TEST(Article25, AnUnlawfulDraftGoesBackAndNotToTheMeeting) {
  Course course;
  course.advised().by(justice()).add({"LEG-04"}).at("2026-04-15T09:00:00+08:00").sign();
  course.send("review.opinion",
              R"({"conclusion":"unlawful","power":"越权","procedure":"合规","content":"违法"})");
  course.in({"consolidating"}).by(drafter());
  EXPECT_EQ(course.refused("meeting.submit"), "rules-unmet G18");
}

TEST(Article25, TheDraftingUnitDoesNotReviewItsOwnDraft) {
  Course course;
  course.sent_for_review().by(actor("wang", {"justice"}, "education"));
  EXPECT_EQ(course.refused("review.accept"), "rules-unmet G15U");
}

TEST(Article25, TheDraftSubmittedIsTheDraftReviewed) {
  Course course;
  course.reviewed().by(drafter()).add({"LEG-05"}).given.add("DRF-04", "changed-after-review");
  const auto rule = course.unmet("meeting.submit");
  EXPECT_EQ(rule.id, "G19");
  EXPECT_EQ(json_text(rule.seen),
            R"({"reviewed":"sha-of-DRF-04","current":"changed-after-review"})");
  // Unless the office finds that it answers the opinion, and the reviewer confirms it.
  EXPECT_EQ(course.by(justice()).refused("review.confirm", R"({"note":"系落实意见"})"),
            "rules-unmet G34");
  course.changed("C1").by(justice()).sign().send("review.confirm", R"({"note":"系落实意见"})");
  course.by(drafter()).send("meeting.submit").in({"packet_check"});
}

TEST(Article26, ThePacketForReviewIsComplete) {
  Course course;
  course.proceeded().changed("C0").by(drafter());
  const auto rule = course.unmet("review.send");
  EXPECT_EQ(rule.id, "G15");
  EXPECT_EQ(json_text(rule.seen.at("missing")), R"(["LEG-01"])");
}

TEST(Article26, TheReviewHasItsSevenWorkingDays) {
  Course course;
  course.advised().by(justice()).add({"LEG-04"}).at("2026-04-14T23:59:59+08:00");
  const auto rule = course.unmet("review.opinion", Course::lawful);
  EXPECT_EQ(rule.id, "G16");
  EXPECT_EQ(rule.earliest, parse_day("2026-04-15"));
  course.at("2026-04-15T00:00:00+08:00").sign().send("review.opinion", Course::lawful);
}

TEST(Article26, OnlyTheReviewerConsentsToLess) {
  Course course;
  course.advised().by(drafter());
  EXPECT_EQ(course.refused("review.consent", R"({"reason":"紧急"})"), "not-permitted");
  course.by(justice()).add({"LEG-04"}).send("review.consent", R"({"reason":"材料齐全"})");
  course.sign().send("review.opinion", Course::lawful).in({"legality_responded"});
}

TEST(Article27, TheOpinionCoversPowerProcedureAndContent) {
  Course course;
  course.advised().by(justice());
  EXPECT_EQ(course.refused("review.opinion", R"({"conclusion":"lawful"})"),
            "invalid-form /power /procedure /content");
}

TEST(Article28, CounselIsHeardFirst) {
  Course course;
  course.accepted_for_review().by(justice()).add({"LEG-03", "LEG-04"});
  course.at("2026-04-15T09:00:00+08:00");
  EXPECT_EQ(course.refused("review.opinion", Course::lawful), "rules-unmet G17");
}

TEST(Article28, TheDraftingUnitAccountsForHowItFollowedTheOpinion) {
  Course course;
  course.reviewed().by(drafter());
  EXPECT_EQ(course.refused("meeting.submit"), "rules-unmet G19R");
}

TEST(Article28, CounselAndReviewerSign) {
  Course course;
  course.accepted_for_review().by(counsel());
  EXPECT_EQ(course.refused("review.counsel", R"({"conclusion":"lawful","text":"合法"})"),
            "signature-required");
  course.add({"LEG-03"}).sign().send("review.counsel", R"({"conclusion":"lawful","text":"合法"})");
  course.by(justice()).add({"LEG-04"}).at("2026-04-15T09:00:00+08:00");
  EXPECT_EQ(course.refused("review.opinion", Course::lawful), "signature-required");
}

// A text that changed after counsel signed is found by the signature's own step.
TEST(Article28, CounselSignsTheDraftUnderReview) {
  Course course;
  course.accepted_for_review().by(counsel()).given.add("DRF-04", "swapped");
  EXPECT_EQ(course.refused("review.counsel", R"({"conclusion":"lawful","text":"合法"})"),
            "rules-unmet G19");
}

}  // namespace
}  // namespace gavel::law
