// An interest that is found after the experts have concluded (article 20): the argument is opened
// again without that opinion, and whatever was built on it is taken anew.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

using namespace std::chrono_literals;

constexpr const char* struck =
    R"({"expert":"e","ground":"direct_interest","reason":"持有项目公司股份","approver":"zhao"})";

/// A minute later the office strikes what e said.
Course& strike(Course& course) {
  course.given.later(1min);
  return course.by(office()).send("experts.strike", struck);
}
/// Another expert in the place of the one that was struck, and the adoption told anew.
void argued_again(Course& course) {
  course.by(drafter()).knows("experts", experts_named({"f"}));
  course.send("experts.invite", Course::invitation).opinion_of("f");
  EXPECT_EQ(course.refused("experts.conclude"), "rules-unmet G11");
  course.add({"EXP-04"}).send("experts.conclude");
}

TEST(Article20, AnInterestFoundAfterTheArgumentWasConcludedOpensItAgain) {
  Course course;
  strike(course.coordinated().argued()).in({"ex_arguing", "pp_planning", "ra_planning"});
  EXPECT_EQ(course.by(drafter()).refused("experts.conclude"), "rules-unmet G11");
  argued_again(course);
  course.in({"ex_done"});
}

TEST(Article20, AnInterestFoundWhenAllStepsAreDoneOpensTheArgumentAlone) {
  Course course;
  strike(course.proceeded()).in({"ex_arguing", "pp_done", "ra_done", "fc_done"});
  argued_again(course);
  course.in({"consolidating"}).changed("C0").in({"unit_approval"});
}

TEST(Article20, AnInterestFoundBeforeTheReviewOpensTheArgument) {
  Course course;
  strike(course.proceeded().changed("C0").in({"unit_approval"})).in({"ex_arguing", "pp_done"});
  argued_again(course);
  course.in({"consolidating"}).by(drafter());
  EXPECT_EQ(course.refused("review.send"), "not-now");
}

TEST(Article20, AnInterestFoundAfterTheReviewHasTheDraftReviewedAnew) {
  Course course;
  strike(course.reviewed()).in({"ex_arguing", "pp_done"});
  EXPECT_EQ(course.given.snapshot().session.data.at("review").at("conclusion"), "");
  argued_again(course);
  course.in({"consolidating"}).changed("C0").by(drafter());
  EXPECT_EQ(course.refused("meeting.submit"), "rules-unmet G18");
  course.add({"LEG-01"}).send("review.send").in({"legality_intake"});
}

// What is on the agenda is taken off it first.
TEST(Article20, AnInterestFoundWhenTheMatterIsOnTheAgendaTakesItOffThat) {
  Course course;
  course.packed().by(office());
  EXPECT_EQ(course.refused("experts.strike", struck), "not-now");
  course.send("packet.return", R"({"reason":"专家回避"})").in({"legality_responded"});
  course.send("experts.strike", struck).in({"ex_arguing"});
}

// The text has changed since, in wording alone: those who argued before argue of this one.
TEST(Article20, WhoArguesAgainArguesOfTheTextAsItIsNow) {
  Course course;
  course.proceeded().by(drafter()).file("DRF-04", "another wording");
  course.changed("C0").by(office()).send("experts.strike", struck).by(drafter());
  course.knows("experts", experts_named({"f"})).send("experts.invite", Course::invitation);
  course.opinion_of("f").add({"EXP-04"});
  EXPECT_EQ(course.unmet("experts.conclude").seen.at("opinions"), Json(1));
  for (const char* expert : {"a", "b", "c", "d"}) course.opinion_of(expert);
  course.send("experts.conclude").in({"consolidating"});
}

// In a later round the experts are invited before anything is struck.
TEST(Article20, OpinionsOfAnEarlierDraftAreNotStruckInsteadOfInvitingAnew) {
  Course course;
  course.proceeded().by(drafter()).file("DRF-04", "another capacity");
  course.changed("C3").in({"ex_planning"}).by(office());
  EXPECT_EQ(course.refused("experts.strike", struck), "rules-unmet G11R");
}

TEST(Article20, WhereNoExpertArguedNothingIsStruck) {
  Course course;
  course.heard().assessed().reviewed_for_competition().by(drafter());
  course.send("experts.not_required", R"({"reason":"不涉专业技术","approver":"zhao"})")
      .in({"consolidating"})
      .by(office());
  EXPECT_EQ(course.refused("experts.strike", struck), "rules-unmet G11C");
}

// Chapter 3, section 1: what the unit's own study or a returned packet changes in the draft.
TEST(Article26, WhatThePacketWasReturnedForMayBeChangedAndIsClassed) {
  Course course;
  course.sent_for_review().by(justice());
  course.send("review.return", R"({"reason":"第三条缺依据"})").in({"unit_approval"});
  course.by(drafter()).file("DRF-04", "with its basis");
  course.send("draft.revise", R"({"change":"C1","explanation":"补充依据"})");
  course.in({"consolidating"});
  EXPECT_EQ(course.refused("review.send"), "not-now");
  course.by(office()).send("change.decide", R"({"change":"C1"})").in({"unit_approval"});
  course.by(drafter()).add({"LEG-01"}).send("review.send").in({"legality_intake"});
}

}  // namespace
}  // namespace gavel::law
