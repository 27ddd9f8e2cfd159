// What was made of an older draft opens no gate, and a change after the review is reviewed again.
// Decree 713 articles 24, 25 and 28 bind findings to the draft.
#include "tests/law/changed.hpp"

namespace gavel::law {
namespace {

TEST(StaleFindings, OpenNoGate) {
  Course course;
  course.proceeded().changed("C0").in({"unit_approval"}).by(drafter());
  course.add({"LEG-01"}).given.add("DRF-04", "rewritten-after-all");
  const auto rule = course.unmet("review.send");
  EXPECT_EQ(rule.id, "G34");
  EXPECT_EQ(rule.seen.at("participation"), "sha-of-DRF-04");
  EXPECT_EQ(rule.seen.at("current"), "rewritten-after-all");
  course.add({"DRF-04", "LEG-01"}).send("review.send").in({"legality_intake"});
}

TEST(StaleFindings, AreNotAcceptedForReviewEither) {
  Course course;
  course.sent_for_review().by(drafter()).given.add("DRF-04", "rewritten-after-sending");
  EXPECT_EQ(course.by(justice()).refused("review.accept"), "rules-unmet G34 G15S");
}

TEST(StaleFindings, OfExpertsDoNotCount) {
  Course course;
  course.coordinated().send("experts.invite", Course::invitation).add({"EXP-03", "EXP-04"});
  for (const char* expert : {"a", "b", "c", "d"}) course.opinion_of(expert);
  course.given.add("DRF-04", "rewritten");
  course.opinion_of("e");
  const auto rule = course.unmet("experts.conclude");
  EXPECT_EQ(rule.id, "G11");
  EXPECT_EQ(rule.seen.at("opinions"), Json(1));
  for (const char* expert : {"a", "b", "c", "d"}) course.opinion_of(expert);
  course.send("experts.conclude").in({"ex_done"});
}

// What a class does not re-open is carried over to the changed draft; what it does, is stale
// until done again.
TEST(StaleFindings, AreCarriedOverWhereTheClassLeavesThem) {
  Course course;
  rewritten(course);
  course.changed("C3").in({"ex_planning", "pp_done", "ra_done", "fc_done"}).by(drafter());
  const expression::DataModel& data = course.given.snapshot().session.data;
  EXPECT_EQ(data.at("participation").at("draft_sha256"), "rewritten");
  EXPECT_EQ(data.at("risk").at("draft_sha256"), "rewritten");
  EXPECT_EQ(data.at("experts").at("draft_sha256"), "sha-of-DRF-04");
  EXPECT_EQ(course.refused("experts.not_required", R"({"reason":"参数已定","approver":"zhao"})"),
            "rules-unmet G11T");  // a technical parameter was changed
  course.send("experts.invite", Course::invitation).add({"EXP-03", "EXP-04"});
  for (const char* expert : {"a", "b", "c", "d", "e"}) {
    JsonObject opinion = object(R"({"unit":"大学","conclusion":"support","text":"可行",
                                 "direct_interest":false,"paper":2})");
    opinion["expert"] = expert;
    course.given.send("experts.opinion", opinion);
  }
  course.send("experts.conclude").in({"consolidating"});
  EXPECT_EQ(data.at("experts").at("draft_sha256"), "rewritten");
}

TEST(ChangeAfterReview, OfWordingNeedsNothingMore) {
  Course course;
  course.reviewed().by(drafter()).add({"LEG-05"}).given.add("DRF-04", "comma");
  EXPECT_EQ(course.refused("meeting.submit"), "rules-unmet G19");
  course.changed("C0").in({"legality_responded"}).by(drafter());
  course.send("meeting.submit").in({"packet_check"});
}

TEST(ChangeAfterReview, ThatAnswersTheOpinionNeedsTheReviewersConfirmationAndNoNewClock) {
  Course course;
  course.reviewed().by(drafter()).add({"LEG-05"}).given.add("DRF-04", "as-asked");
  course.changed("C1").in({"legality_responded"}).by(drafter());
  EXPECT_EQ(course.refused("meeting.submit"), "rules-unmet G19");
  EXPECT_EQ(course.refused("review.confirm", R"({"note":"落实"})"), "not-permitted");
  course.by(justice()).sign().send("review.confirm", R"({"note":"落实意见"})");
  course.by(drafter()).send("meeting.submit").in({"packet_check"});
  EXPECT_EQ(course.refused("meeting.submit"), "not-now");
}

TEST(ChangeAfterReview, OfSubstanceGoesBackAndIsReviewedAgain) {
  Course course;
  course.reviewed().by(drafter()).add({"LEG-05"}).given.add("DRF-04", "another-scope");
  course.changed("C2").in({"pp_planning"}).by(drafter());
  EXPECT_EQ(course.refused("meeting.submit"), "rules-unmet G18");
}

}  // namespace
}  // namespace gavel::law
