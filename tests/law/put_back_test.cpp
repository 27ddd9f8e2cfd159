// A step that was concluded wrongly is done again, on the word of the office, the head or, of the
// review of competition, the market regulator. What it came to stays on record and opens no gate.
// Decree 713 articles 13, 14, 19, 22 and 29; that it can be put right is the organ's practice.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

using namespace std::chrono_literals;

std::string again(const char* step) {
  return std::string(R"({"reason":"结论登记有误","step":")") + step + "\"}";
}
/// A minute later, so that papers filed before are told from papers filed since.
Course& put_back(Course& course, const Actor& by, const char* step) {
  course.given.later(1min);
  return course.by(by).send("step.reopen", again(step));
}

TEST(FairCompetition18, AReviewConcludedByMistakeIsPutBackByTheRegulator) {
  Course course;
  course.coordinated().reviewed_for_competition().in({"fc_done"});
  put_back(course, market_regulator(), "fc").in({"fc_planning", "pp_planning", "ex_planning"});
  // The conclusion that was wrong is on file; this one has a paper of its own.
  const char* failed = R"({"conclusion":"failed"})";
  EXPECT_EQ(course.refused("competition.conclude", failed), "rules-unmet G13");
  course.add({"FCR-01"}).send("competition.conclude", failed).in({"fc_planning"});
  course.checked_for_secrets().send("notice.open", R"({"title":"征求意见","how":"信函"})");
  course.notice_over().heard_out().argued().assessed().in({"fc_planning", "pp_done"});
}

TEST(FairCompetition18, AReviewFoundWrongAfterTheOpinionHasTheDraftReviewedAnew) {
  Course course;
  put_back(course.reviewed(), market_regulator(), "fc");
  course.in({"fc_planning", "pp_done", "ex_done", "ra_done"});
  EXPECT_EQ(course.given.snapshot().session.data.at("review").at("conclusion"), "");
  course.reviewed_for_competition().in({"consolidating"}).changed("C0").in({"unit_approval"});
}

TEST(FairCompetition18, TheRegulatorPutsNoOtherStepBackAndTheDraftingUnitNone) {
  Course course;
  course.proceeded().by(market_regulator());
  for (const char* step : {"coordinating", "pp", "ex", "ra"})
    EXPECT_EQ(course.refused("step.reopen", again(step)), "rules-unmet G34M") << step;
  EXPECT_EQ(course.by(drafter()).refused("step.reopen", again("fc")), "not-permitted");
  course.by(actor("chen", {"office"}, "education"));
  EXPECT_EQ(course.refused("step.reopen", again("ra")), "rules-unmet G34U");
  EXPECT_EQ(course.by(office()).refused("step.reopen", R"({"step":"fc"})"), "invalid-form /reason");
}

// A risk that is found a day later is entered, and assessed.
TEST(Article22, ARiskFoundAfterItWasSaidThatNoneIsAssessedOpensTheAssessment) {
  Course course;
  course.coordinated().by(drafter());
  course.send("risk.trigger",
              R"({"stability":false,"security":false,"listed":false,"reason":"r"})");
  course.send("risk.not_required", R"({"reason":"r","approver":"zhao"})").in({"ra_done"});
  EXPECT_EQ(course.refused("risk.trigger", R"({"stability":true,"security":false,"listed":false,
                                               "reason":"r"})"),
            "not-now");
  put_back(course, head(), "ra").in({"ra_planning"}).by(drafter());
  EXPECT_EQ(course.refused("risk.not_required", R"({"reason":"r","approver":"zhao"})"),
            "rules-unmet G12T");  // judged anew
  course.assessed().in({"ra_done"});
}

TEST(Article22, AnAssessmentThatIsPutBackHasAReportOfItsOwn) {
  Course course;
  put_back(course.proceeded(), office(), "ra").in({"ra_planning", "pp_done"});
  course.risk_judged().send("risk.report", Course::risk).by(head()).sign();
  EXPECT_EQ(course.refused("risk.finding", R"({"controllable":true})"), "rules-unmet G12");
  course.add({"RSK-03"}).sign().send("risk.finding", R"({"controllable":true})");
  course.in({"consolidating"});
}

TEST(Article19, AnArgumentThatIsPutBackStartsWithoutWhatWasSaid) {
  Course course;
  put_back(course.proceeded(), office(), "ex").in({"ex_planning", "fc_done"}).by(drafter());
  course.send("experts.invite", Course::invitation);
  EXPECT_EQ(course.unmet("experts.conclude").seen.at("opinions"), Json(0));
  EXPECT_EQ(course.refused("experts.opinion", R"({"expert":"a","unit":"大学","conclusion":"support",
                "text":"可行","direct_interest":false,"paper":1})"),
            "rules-unmet G11W");
}

TEST(Article14, WhatWasWronglyKeptFromThePublicIsPutBeforeIt) {
  Course course;
  course.coordinated().by(drafter()).add({"PUB-10"});
  const char* secret = R"({"basis":"《保守国家秘密法》第十三条","approver":"zhao"})";
  course.send("participation.not_required", secret).argued().in({"pp_done", "ex_done"});
  put_back(course, office(), "pp").in({"pp_planning", "ex_done"}).by(drafter());
  EXPECT_EQ(course.refused("participation.not_required", secret), "rules-unmet G06");
  course.checked_for_secrets()
      .send("notice.open", R"({"title":"征求意见","how":"信函"})")
      .in({"pp_open"});
}

TEST(Article13, AUnitThatWasForgottenIsAskedAfterAll) {
  Course course;
  put_back(course.proceeded(), head(), "coordinating").in({"coordinating"}).by(drafter());
  course.send("coordination.ask", R"({"units":["water"]})");
  EXPECT_EQ(course.refused("coordination.conclude"), "rules-unmet G05 G05B");
  course.send("coordination.reply", R"({"unit":"water","opinion":"agree"})");
  // What was on file before is what was found wrong.
  EXPECT_EQ(course.refused("coordination.conclude"), "rules-unmet G05B");
  // The steps that stand are passed.
  course.file("DRF-07", "asks-water").send("coordination.conclude").in({"consolidating"});
}

// Drafted again, it is another text: every step is done of it.
TEST(Article13, ATextThatIsDraftedAgainHasEveryStepDoneAgain) {
  Course course;
  put_back(course.proceeded(), head(), "coordinating").by(drafter());
  course.send("draft.redraft", R"({"reason":"水务局意见"})").in({"drafting"});
  course.file("DRF-04", "another").send("draft.freeze", R"({"legal_basis":[
      {"title":"义务教育法第12条","in_force":true}]})");
  for (const char* unit : {"finance", "land"})
    course.given.send("coordination.reply", {{"unit", unit}, {"opinion", "agree"}});
  course.add({"DRF-07"}).send("coordination.conclude");
  course.in({"pp_planning", "ex_planning", "ra_planning", "fc_planning"});
}

// A notice that is open is not broken off because another step was concluded wrongly.
TEST(Article15, ANoticeStaysOpenWhenAnotherStepIsPutBack) {
  Course course;
  course.noticed().reviewed_for_competition();
  put_back(course, market_regulator(), "fc").in({"pp_open", "fc_planning"});
  EXPECT_EQ(course.given.snapshot().session.data.at("notice").at("closed_on"), "");
}

TEST(Article15, ANoticeStaysOpenWhenAnExpertsOpinionIsStruck) {
  Course course;
  course.noticed().argued().by(office());
  course.given.later(1min);
  course.send("experts.strike", R"({"expert":"e","reason":"持有项目公司股份"})");
  course.in({"pp_open", "ex_arguing"});
  EXPECT_EQ(course.given.snapshot().session.data.at("notice").at("closed_on"), "");
}

TEST(StepPutBack, IsOneThatWasConcludedAndBeforeTheMeetingIsCalled) {
  Course course;
  course.coordinated().by(office());
  for (const char* step : {"coordinating", "pp", "ex", "ra", "fc"})
    EXPECT_EQ(course.refused("step.reopen", again(step)), "not-now") << step;
  Course scheduled;
  scheduled.packed().by(office());
  EXPECT_EQ(scheduled.refused("step.reopen", again("fc")), "not-now");
  scheduled.send("packet.return", R"({"reason":"公平竞争审查结论有误"})");
  scheduled.send("step.reopen", again("fc")).in({"fc_planning"});
}

}  // namespace
}  // namespace gavel::law
