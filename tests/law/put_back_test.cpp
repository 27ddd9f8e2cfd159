// A step that was concluded wrongly is done again, on the word of the office, the head or, of the
// review of competition, the market regulator. What it came to stays on record and opens no gate.
// Decree 713 articles 13, 14, 19 and 22; that it can be put right is the organ's practice.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

using namespace std::chrono_literals;

std::string again(const char* step) {
  return std::string(R"({"reason":"结论登记有误","step":")") + step + "\"}";
}
/// An assessment of another body, made that day.
std::string reused_of(const char* day) {
  return std::string(R"({"report":"稳评〔2026〕3号","assessor":"市风险评估中心","points":[{
      "source":"征地","likelihood":"low","effect":"low","level":"low","measures":"补偿"}],
      "measures":"补偿","plan":"预案","methods":[{"method":"visits","result":"走访"}],
      "level":"low","conclusion":"proceed","assessed_on":")") +
         day + "\"}";
}
/// A minute later, so that papers filed before are told from papers filed since.
Course& put_back(Course& course, const Actor& by, const char* step) {
  course.given.later(1min);
  return course.by(by).send("step.reopen", again(step));
}

TEST(FairCompetitionArticle18, AReviewConcludedByMistakeIsPutBackByTheRegulator) {
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

TEST(FairCompetitionArticle18, AReviewFoundWrongAfterTheOpinionHasTheDraftReviewedAnew) {
  Course course;
  put_back(course.reviewed(), market_regulator(), "fc");
  course.in({"fc_planning", "pp_done", "ex_done", "ra_done"});
  EXPECT_EQ(course.given.snapshot().session.data.at("review").at("conclusion"), "");
  course.reviewed_for_competition().in({"consolidating"}).changed("C0").in({"unit_approval"});
}

TEST(FairCompetitionArticle18, TheRegulatorPutsNoOtherStepBackAndTheDraftingUnitNone) {
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
  for (const char* from : {"procedure", "consolidating", "unit_approval", "legality_responded"}) {
    Course course;
    if (from == std::string("procedure")) course.coordinated().assessed();
    if (from == std::string("consolidating")) course.proceeded();
    if (from == std::string("unit_approval")) course.proceeded().changed("C1");
    if (from == std::string("legality_responded")) course.reviewed();
    put_back(course, office(), "ra").in({"ra_planning"}).risk_judged();
    // Whoever reports learns it, and not the head who finds on it.
    const auto rule = course.unmet("risk.report", Course::risk);
    EXPECT_EQ(rule.id, "G12P") << from;
    EXPECT_THAT(rule.remedy.en, testing::HasSubstr("RSK-03"));
    // Nor is it another report because it is uploaded again.
    course.add({"RSK-03"});
    EXPECT_EQ(course.refused("risk.report", Course::risk), "rules-unmet G12P") << from;
    course.file("RSK-03", "assessed-again").send("risk.report", Course::risk).by(head()).sign();
    course.send("risk.finding", R"({"controllable":true})");
  }
}

// What was put back is not used again under the name of an earlier assessment, nor is one of before
// it; what another body assessed since is.
TEST(Article22, AnAssessmentThatIsPutBackIsNotUsedAgainAsAnEarlierOne) {
  Course course;
  course.proceeded().at("2026-04-07T09:00:00+08:00");
  put_back(course, office(), "ra").risk_judged().add({"RSK-03"});
  EXPECT_EQ(course.refused("risk.reuse", reused_of("2026-04-07")), "rules-unmet G12P");
  course.file("RSK-03", "of-another-body");
  EXPECT_EQ(course.refused("risk.reuse", reused_of("2026-04-06")), "rules-unmet G12S");
  course.send("risk.reuse", reused_of("2026-04-07")).in({"ra_reported"});
}

// Where it was wrong that the risk needs no assessment, no assessment was found wrong: article
// 22(2) spares another one.
TEST(Article22, AnEarlierAssessmentServesWhereNoneWasPutBack) {
  Course course;
  course.coordinated().by(drafter()).send(
      "risk.trigger", R"({"stability":false,"security":false,"listed":false,"reason":"r"})");
  course.send("risk.not_required", R"({"reason":"r","approver":"zhao"})");
  put_back(course, head(), "ra").risk_judged().file("RSK-03", "of-another-body");
  course.send("risk.reuse", reused_of("2026-01-05")).in({"ra_reported"});
}

// A check for secrets was made for the notice that was; another notice has a check of its own, and
// what was heard, and published, of the one before is not what is heard on this.
TEST(Article14, AParticipationThatIsPutBackHasPapersOfItsOwn) {
  Course course;
  course.heard();
  course.file("PUB-06", "talk");
  put_back(course, office(), "pp").in({"pp_planning"}).by(drafter());
  const char* notice = R"({"title":"征求意见","how":"信函"})";
  EXPECT_EQ(course.refused("notice.open", notice), "rules-unmet G07S");
  EXPECT_EQ(course.by(office()).refused("notice.check", Course::publishable), "rules-unmet G07C");
  course.checked_for_secrets().send("notice.open", notice);
  EXPECT_EQ(course.refused("participation.form", R"({"form":"seminar","with":"商户",
      "on":"2026-04-01","summary":"意见"})"),
            "rules-unmet G06F G06D");
  course.file("PUB-06", "another").send("participation.form", R"({"form":"seminar","with":"商户",
      "on":"2026-04-02","summary":"意见"})");
  course.given.until("2026-05-07T00:00:00+08:00");
  course.in({"pp_collating"}).add({"PUB-05"});
  EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G10P");
  course.add({"PUB-03"}).send("participation.feedback").in({"pp_done"});
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

// The memo of before tells of another difference.
TEST(Article13, ADifferenceThatIsFoundWhenUnitsAreAskedAgainHasAMemoOfItsOwn) {
  Course course;
  course.proceeded().add({"DRF-08"});
  put_back(course, head(), "coordinating").by(drafter()).file("DRF-07", "asks-water");
  course.send("coordination.ask", R"({"units":["water"]})");
  course.send("coordination.reply", R"({"unit":"water","opinion":"disagree","text":"占用河道"})");
  const char* told = R"({"differences":[{"unit":"water","issue":"河道","view":"不占用",
                         "reason":"已避让"}]})";
  EXPECT_EQ(course.refused("coordination.conclude", told), "rules-unmet G05");
  course.file("DRF-08", "of-water").send("coordination.conclude", told).in({"consolidating"});
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
  course.risk_judged();
  EXPECT_EQ(course.refused("risk.report", Course::risk), "rules-unmet G12P");
  course.add({"RSK-03"}).send("risk.report", Course::risk).by(market_regulator());
  EXPECT_EQ(course.refused("competition.conclude", R"({"conclusion":"passed"})"),
            "rules-unmet G13");
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
  course.send(
      "experts.strike",
      R"({"expert":"e","ground":"direct_interest","reason":"持有项目公司股份","approver":"zhao"})");
  course.in({"pp_open", "ex_arguing"});
  EXPECT_EQ(course.given.snapshot().session.data.at("notice").at("closed_on"), "");
}

TEST(StepPutBack, IsOneThatWasConcludedAndBeforeTheMeetingIsCalled) {
  Course course;
  course.coordinated().by(office());
  for (const char* step : {"coordinating", "pp", "ex", "ra", "fc"})
    EXPECT_EQ(course.refused("step.reopen", again(step)), "rules-unmet G34X") << step;
  EXPECT_THAT(course.unmet("step.reopen", again("pp")).remedy.zh,
              testing::HasSubstr("重新履行：没有。"));
  EXPECT_EQ(course.refused("step.reopen", again("legality")), "rules-unmet G34L");
  EXPECT_EQ(course.refused("step.reopen", again("meeting")), "rules-unmet G34K");
  // Of those under way it says which are concluded.
  Course under_way;
  under_way.noticed().reviewed_for_competition().by(office());
  EXPECT_EQ(under_way.refused("step.reopen", again("pp")), "rules-unmet G34X");
  EXPECT_THAT(under_way.unmet("step.reopen", again("coordinating")).remedy.zh,
              testing::HasSubstr("重新履行：公平竞争审查（fc）。"));
  EXPECT_THAT(under_way.unmet("step.reopen", again("ex")).remedy.en,
              testing::HasSubstr("again now: fair competition review (fc)."));
  under_way.notice_over().by(office());
  for (const char* step : {"pp", "fc"}) {
    Course other = under_way;
    other.send("step.reopen", again(step));
  }
  Course scheduled;
  scheduled.packed().by(office());
  EXPECT_EQ(scheduled.refused("step.reopen", again("fc")), "not-now");
  scheduled.send("packet.return", R"({"reason":"公平竞争审查结论有误"})");
  scheduled.send("step.reopen", again("fc")).in({"fc_planning"});
}

}  // namespace
}  // namespace gavel::law
