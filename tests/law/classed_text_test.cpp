// The office decides the class of a change of one text. What is done again is done on that text:
// whatever is filed after it is told and classed anew before a step goes on with it. Decree 713
// articles 15, 24 and 28 bind notice, finding and review to the draft.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

const char* const again = R"({"title":"再次征求意见","how":"信函"})";

/// The four steps were done; the office decided that a change is of class `kind`, and then another
/// text was filed.
Course replaced_after(const char* kind, const char* text = "never-classed") {
  Course course;
  course.proceeded().by(drafter()).add({"DRF-03"}).file("DRF-04", "classed");
  course.at("2026-04-03T09:00:00+08:00").changed(kind).by(drafter());
  if (std::string_view(kind) == "C5") course.consulted_again();
  return course.file("DRF-04", text);
}
Course& told(Course& course, const char* kind, const char* more = "") {
  course.by(drafter()).send("draft.revise", std::string(R"({"explanation":"又改","change":")") +
                                                kind + "\"" + more + "}");
  return course.by(office());
}
Course& decided(Course& course, const char* kind) {
  course.send("change.decide", std::string(R"({"change":")") + kind + "\"}");
  return course.by(drafter());
}
std::string variable(Course& course, const char* name) {
  return json_text(course.given.snapshot().session.data.at(name));
}

TEST(Article15, ANoticeIsOpenedOnTheTextThatWasClassed) {
  Course course = replaced_after("C2");
  const auto rule = course.unmet("notice.open", again);
  EXPECT_EQ(rule.id, "G05D");
  EXPECT_EQ(rule.seen.at("classed"), Json("classed"));
  EXPECT_EQ(rule.seen.at("current"), Json("never-classed"));
  course.add({"PUB-10"});
  EXPECT_EQ(course.refused("participation.not_required",
                           R"({"basis":"《保守国家秘密法》第十三条","approver":"zhao"})"),
            "rules-unmet G05D");
  Course restored = course;
  restored.file("DRF-04", "classed")
      .checked_for_secrets()
      .send("notice.open", again)
      .in({"pp_open"});
  decided(told(course, "C0"), "C0")
      .checked_for_secrets()
      .send("notice.open", again)
      .in({"pp_open"});
}

TEST(Article15, ANoticeThatIsOpenIsNotBrokenOffByAChange) {
  Course course = replaced_after("C2", "classed");
  course.checked_for_secrets().send("notice.open", again);
  course.file("DRF-04", "while-it-is-open");
  told(course, "C3");
  EXPECT_EQ(course.refused("change.decide", R"({"change":"C3"})"), "rules-unmet G33N");
  Course wording = course;
  decided(told(wording, "C1"), "C1").in({"pp_open"});
  EXPECT_EQ(json_text(wording.given.snapshot().session.data.at("participation").at("draft_sha256")),
            R"("while-it-is-open")");
  course.given.until("2026-05-08T00:00:00+08:00");
  course.in({"pp_collating"});
  EXPECT_EQ(course.refused("change.decide", R"({"change":"C3"})"), "rules-unmet G33N");
  course.by(drafter()).add({"PUB-03", "PUB-05"}).send("participation.feedback").by(office());
  decided(course, "C3").in({"ex_planning", "pp_done", "ra_planning", "fc_planning"});
}

TEST(Article19, ExpertsArgueTheTextThatWasClassed) {
  Course course = replaced_after("C3");
  EXPECT_EQ(course.refused("experts.invite", Course::invitation), "rules-unmet G33T");
  Course untold = course;
  untold.by(office());
  EXPECT_EQ(untold.refused("change.decide", R"({"change":"C0"})"), "rules-unmet G33");
  decided(told(course, "C0"), "C0").send("experts.invite", Course::invitation);
  course.in({"ex_arguing"}).add({"EXP-03", "EXP-04"}).file("DRF-04", "while-they-argue");
  for (const char* expert : {"a", "b", "c", "d", "e"})
    course.send("experts.opinion",
                std::string(R"({"unit":"大学","conclusion":"support","text":"可行",
        "direct_interest":false,"paper":2,"expert":")") +
                    expert + "\"}");
  EXPECT_EQ(course.refused("experts.conclude"), "rules-unmet G33T");
  decided(told(course, "C1"), "C1").send("experts.conclude").in({"consolidating"});
}

TEST(Article22, TheRiskIsAssessedOfTheTextThatWasClassed) {
  Course course = replaced_after("C5");
  course.risk_judged().add({"RSK-03"});
  EXPECT_EQ(course.refused("risk.report", Course::risk), "rules-unmet G33T");
  EXPECT_THAT(course.refused("risk.reuse", R"({"report":"1","assessed_on":"2026-04-03",
      "assessor":"x","points":[{"source":"s","likelihood":"low","effect":"low","level":"low",
      "measures":"m"}],"measures":"m","plan":"p","level":"low","conclusion":"proceed",
      "methods":[{"method":"visits","result":"r"}]})"),
              "rules-unmet G33T");
  decided(told(course, "C0"), "C0");
  course.risk_judged().send("risk.report", Course::risk).in({"ra_reported"});
}

TEST(FairCompetitionArticle18, TheReviewIsOfTheTextThatWasClassed) {
  Course course = replaced_after("C2");
  course.by(market_regulator()).add({"FCR-01"});
  EXPECT_EQ(course.refused("competition.conclude", R"({"conclusion":"passed"})"),
            "rules-unmet G33T");
  EXPECT_EQ(course.refused("competition.not_market", R"({"reason":"r"})"), "rules-unmet G33T");
  decided(told(course, "C0"), "C0");
  course.reviewed_for_competition().in({"fc_done"});
}

// A change in the middle of a round opens what its class opens, beside what is not done yet.
TEST(ChangeOfAChange, OpensWhatItsClassOpensBesideWhatIsLeft) {
  Course money = replaced_after("C2");  // the public, the risk, competition
  money.add({"DRF-03"});
  decided(told(money, "C4"), "C4");
  money.in({"pp_planning", "ex_planning", "ra_planning", "fc_planning"});
  Course done = replaced_after("C2", "classed");
  done.reviewed_for_competition().in({"fc_done"}).by(drafter()).file("DRF-04", "never-classed");
  done.add({"DRF-03"});
  decided(told(done, "C4"), "C4").in({"pp_planning", "ex_planning", "ra_planning", "fc_done"});
  EXPECT_EQ(variable(done, "rerun"), R"(["pp","ra","ex"])");
  EXPECT_EQ(json_text(done.given.snapshot().session.data.at("competition").at("draft_sha256")),
            R"("never-classed")");
  Course scope = replaced_after("C3");
  decided(told(scope, "C2"), "C2");
  scope.in({"pp_planning", "ex_planning", "ra_planning", "fc_planning"});
  Course technical = replaced_after("C4");
  decided(told(technical, "C3"), "C3").in({"ex_planning", "pp_done", "ra_done", "fc_done"});
  Course risky = replaced_after("C4");
  decided(told(risky, "C3", R"(,"risk_touched":true)"), "C3").in({"ex_planning", "ra_planning"});
  Course goal = replaced_after("C4");
  decided(told(goal, "C5"), "C5").consulted_again();
  goal.in({"pp_planning", "ex_planning", "ra_planning", "fc_planning"});
  EXPECT_EQ(variable(goal, "technical"), "true");
}

// In the first round it is told when the steps are done; the refusal does not name the state it is
// in.
TEST(ChangeOfAChange, OfTheFirstRoundIsToldWhenTheStepsAreDone) {
  Course course;
  course.noticed().file("DRF-04", "changed");
  const auto refusal = course.given.refused(
      "draft.revise", object(R"({"change":"C1","explanation":"采纳来信意见"})"));
  EXPECT_THAT(refusal.taken_in, testing::ElementsAre("consolidating", "unit_approval",
                                                     "legality_responded", "amending"));
}

// But where competition did not pass, or the risk is not controllable, only another text is over
// it: once the public was heard, what that text changes is told, and found on it once.
TEST(ChangeOfAChange, OfTheFirstRoundIsToldWhereAFindingCallsForAnotherText) {
  const char* changed = R"({"change":"C2","explanation":"删去补贴条款"})";
  Course open, failed, risky, neither;
  open.noticed().by(market_regulator()).add({"FCR-01"});
  open.send("competition.conclude", R"({"conclusion":"failed"})").by(drafter());
  EXPECT_EQ(open.file("DRF-04", "another").refused("draft.revise", changed), "not-now");
  neither.heard().argued().by(drafter()).file("DRF-04", "another");
  EXPECT_EQ(neither.refused("draft.revise", changed), "not-now");
  failed.heard().argued().assessed().by(market_regulator()).add({"FCR-01"});
  failed.send("competition.conclude", R"({"conclusion":"failed"})").in({"fc_planning"});
  EXPECT_EQ(failed.by(drafter()).refused("draft.revise", changed), "rules-unmet G33E");
  risky.heard().argued().reviewed_for_competition().risk_reported().by(head()).sign();
  risky.send("risk.finding", R"({"controllable":false,"reason":"选址"})").by(drafter());
  for (Course* each : {&failed, &risky}) {
    each->file("DRF-04", "another").given.later(std::chrono::minutes(1));
    decided(told(each->add({"DRF-05"}), "C2"), "C2");
    each->in({"pp_planning", "ra_planning", "fc_planning", "ex_done"});
    EXPECT_EQ(each->unmet("draft.revise", changed).id, "G33E");
  }
  failed.checked_for_secrets().send("notice.open", again);
  failed.given.until("2026-05-10T00:00:00+08:00");
  failed.add({"PUB-03"}).heard_out().risk_judged().add({"RSK-03"});
  failed.send("risk.report", Course::risk).assessed_as_reported();
  failed.by(market_regulator()).file("FCR-01", "of-the-other-text");
  failed.send("competition.conclude", R"({"conclusion":"passed"})").in({"consolidating"});
  failed.by(drafter())
      .send("draft.unchanged", R"({"reason":"意见均已体现"})")
      .in({"unit_approval"});
}

// Told and not classed yet, it may ask for the review once more: it is classed first. A text that
// was put back, or a step that goes on meanwhile, leaves nothing to be classed.
TEST(ChangeOfAChange, IsClassedBeforeFairCompetitionIsConcludedOn) {
  constexpr std::string_view passed = R"({"conclusion":"passed"})";
  Course failed, risky;
  failed.heard().argued().assessed().by(market_regulator()).add({"FCR-01"});
  failed.send("competition.conclude", R"({"conclusion":"failed"})");
  risky.heard().argued().risk_reported().by(head()).sign();
  risky.send("risk.finding", R"({"controllable":false,"reason":"选址"})");
  for (Course* each : {&failed, &risky}) {
    each->by(drafter()).file("DRF-04", "another").given.later(std::chrono::minutes(1));
    told(each->add({"DRF-05"}), "C1").by(market_regulator()).file("FCR-01", "of-the-other-text");
    EXPECT_EQ(each->refused("competition.conclude", passed), "rules-unmet G33X");
    EXPECT_THAT(each->unmet("competition.conclude", passed).remedy.zh, testing::HasSubstr("C1"));
    EXPECT_EQ(each->refused("competition.not_market", R"({"reason":"不涉及"})"),
              "rules-unmet G33X");
    decided(each->by(office()), "C1").by(market_regulator()).send("competition.conclude", passed);
  }
}

TEST(ChangeOfAChange, IsToldWhereThereIsOneAndDecidedByTheOfficeAlone) {
  Course same = replaced_after("C3", "classed");
  EXPECT_EQ(same.refused("draft.revise", R"({"change":"C0","explanation":"x"})"),
            "rules-unmet G33E");
  Course course = replaced_after("C3");
  told(course, "C2").by(actor("wang", {"office"}, "education"));
  EXPECT_EQ(course.refused("change.decide", R"({"change":"C2"})"), "rules-unmet G33U");
  course.by(office());
  EXPECT_EQ(course.refused("change.decide", R"({"change":"C0"})"), "rules-unmet G33RA");
  course.by(drafter()).file("DRF-04", "yet-another").by(office());
  EXPECT_EQ(course.refused("change.decide", R"({"change":"C2"})"), "rules-unmet G33D");
}

// In the first round nothing was classed yet: its changes are told when it is over.
TEST(ChangeOfAChange, IsOfLaterRoundsAlone) {
  Course first;
  first.noticed().file("DRF-04", "another");
  EXPECT_EQ(first.refused("draft.revise", R"({"change":"C0","explanation":"x"})"), "not-now");
  EXPECT_EQ(first.by(office()).refused("change.decide", R"({"change":"C0"})"), "rules-unmet G33");
  Course drafted_again;
  drafted_again.coordinated().argued().by(drafter());
  drafted_again.send("draft.redraft", R"({"reason":"重写"})").file("DRF-04", "rewritten");
  drafted_again.send("draft.freeze",
                     R"({"legal_basis":[{"title":"义务教育法第12条","in_force":true}]})");
  drafted_again.send("coordination.reply", R"({"unit":"finance","opinion":"agree"})");
  drafted_again.send("coordination.reply", R"({"unit":"land","opinion":"agree"})");
  drafted_again.send("coordination.conclude").in({"pp_planning", "ex_planning", "ra_planning"});
  EXPECT_EQ(variable(drafted_again, "steps_done"), "[]");
}

}  // namespace
}  // namespace gavel::law
