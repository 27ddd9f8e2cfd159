// Decree 713, articles 12, 13: the law that a draft rests on, and the units that are asked about
// it.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

TEST(Article12, EveryLegalBasisIsInForce) {
  Course course;
  course.started().by(drafter()).add({"DRF-01", "DRF-02", "DRF-04", "DRF-05"});
  EXPECT_EQ(
      course.refused("draft.freeze", R"({"legal_basis":[{"title":"旧法","in_force":false}]})"),
      "rules-unmet G04");
  EXPECT_EQ(course.refused("draft.freeze", R"({"legal_basis":[]})"), "invalid-form /legal_basis");
}

// A published notice of 2024 cited this decree under the number of another.
TEST(Article12, ALegalBasisIsCitedByItsOwnNumber) {
  Course course;
  course.started().by(drafter()).add({"DRF-01", "DRF-02", "DRF-04", "DRF-05"});
  const auto cited = [](const char* basis) {
    return R"({"legal_basis":[{"title":")" + std::string(basis) + R"(","in_force":true}]})";
  };
  const auto wrong = course.given.refused(
      "draft.freeze", object(cited("《重大行政决策程序暂行条例》（国务院令第722号）第十二条")));
  ASSERT_EQ(wrong.form.size(), 1u);
  EXPECT_EQ(wrong.form[0].pointer + " " + wrong.form[0].code,
            "/legal_basis/0/title wrong-citation");
  EXPECT_EQ(
      wrong.form[0].values.at("expected"),
      "《重大行政决策程序暂行条例》（国务院令第713号），或者《优化营商环境条例》（国务院令第722"
      "号）");
  course.send("draft.freeze", R"({"legal_basis":[
      {"title":"《重大行政决策程序暂行条例》（国务院令第713号）第十二条","in_force":true},
      {"title":"江西省政府令第247号","in_force":true}]})");
  EXPECT_EQ(json_text(course.given.snapshot().session.data.at("draft").at("unverified_basis")),
            R"(["江西省政府令第247号"])");
}

TEST(Article15, ANoticeCitesTheLawThatDemandsAHearingByItsOwnNumber) {
  Course course;
  course.coordinated().checked_for_secrets();
  EXPECT_EQ(course.refused("notice.open", R"({"title":"征求意见","how":"信函",
      "hearing_basis":"《优化营商环境条例》（国务院令第713号）"})"),
            "invalid-form /hearing_basis");
  course.send("notice.open", R"({"title":"征求意见","how":"信函",
      "hearing_basis":"《优化营商环境条例》（国务院令第722号）"})");
}

TEST(Article13, EveryUnitConcernedHasAnswered) {
  Course course;
  course.drafted().send("coordination.ask", R"({"units":["finance","land"]})");
  course.send("coordination.reply", R"({"unit":"finance","opinion":"agree"})");
  course.send("coordination.reply", R"({"unit":"finance","opinion":"agree"})");
  EXPECT_EQ(course.refused("coordination.conclude"), "rules-unmet G05 G05P");
  course.send("coordination.reply", R"({"unit":"land","opinion":"agree"})").add({"DRF-07"});
  course.send("coordination.conclude");
}

TEST(Article13, AnAnswerThatSomebodyElseEnteredIsOnFileOnPaper) {
  Course course;
  course.drafted().send("coordination.ask", R"({"units":["finance"]})");
  Course own = course;
  course.send("coordination.reply", R"({"unit":"finance","opinion":"agree"})");
  EXPECT_EQ(course.refused("coordination.conclude"), "rules-unmet G05P");
  course.add({"DRF-07"}).send("coordination.conclude");
  own.by(actor("jin", {"consulted"}, "finance"));
  own.send("coordination.reply", R"({"unit":"finance","opinion":"agree"})").by(drafter());
  own.send("coordination.conclude").in({"pp_planning"});
}

// The units saw one text; the public is asked about that one.
TEST(Article13, WhatThePublicIsAskedAboutIsTheDraftThatTheUnitsSaw) {
  const char* notice = R"({"title":"征求意见","how":"信函"})";
  Course course;
  course.coordinated().by(drafter()).given.add("DRF-04", "another-text");
  const auto rule = course.unmet("notice.open", notice);
  EXPECT_EQ(rule.id, "G05D");
  EXPECT_EQ(rule.seen.at("consulted_on"), "sha-of-DRF-04");
  course.add({"PUB-10"});
  EXPECT_EQ(course.refused("participation.not_required",
                           R"({"basis":"《保守国家秘密法》第十三条","approver":"zhao"})"),
            "rules-unmet G05D");
  // Or it is drafted again, and the units see the other text: an earlier conclusion stands for
  // none.
  Course again = course;
  again.send("draft.redraft", R"({"reason":"按评估意见修改"})").in({"drafting"});
  again.send("draft.freeze", R"({"legal_basis":[{"title":"义务教育法第12条","in_force":true}]})");
  EXPECT_EQ(again.refused("notice.open", notice), "not-now");
  course.add({"DRF-04"}).checked_for_secrets().send("notice.open", notice).in({"pp_open"});
}

TEST(Article13, AnAnswerIsOfAUnitThatWasAsked) {
  Course course;
  course.drafted().send("coordination.ask", R"({"units":["finance","land"]})");
  EXPECT_EQ(course.refused("coordination.reply", R"({"unit":"water","opinion":"agree"})"),
            "rules-unmet G05U");
  course.send("coordination.reply", R"({"unit":"finance","opinion":"agree"})");
  course.send("coordination.reply", R"({"unit":"land","opinion":"agree"})");
  // Another unit found later is asked too, and the answers of the others do not stand for it.
  course.send("coordination.ask", R"({"units":["water"]})");
  const auto rule = course.unmet("coordination.conclude");
  EXPECT_EQ(json_text(rule.seen.at("not_answered")), R"(["water"])");
}

TEST(Article13, AskingAnotherUnitDropsNobodyAndWhoIsAskedNoMoreIsKeptWithTheReason) {
  Course course;
  course.drafted().send("coordination.ask", R"({"units":["finance","land"]})");
  course.send("coordination.ask", R"({"units":["finance"]})");
  course.send("coordination.reply", R"({"unit":"finance","opinion":"agree"})");
  EXPECT_EQ(json_text(course.unmet("coordination.conclude").seen.at("not_answered")),
            R"(["land"])");
  EXPECT_EQ(course.refused("coordination.withdraw", R"({"unit":"land"})"),
            "invalid-form /reason /approver");
  const auto withdrawn = [](const char* unit) {
    return std::string(R"({"reason":"不涉及用地","approver":"chen","unit":")") + unit + "\"}";
  };
  for (const char* unit : {"finance", "water"}) {  // one has answered, the other was never asked
    EXPECT_EQ(course.refused("coordination.withdraw", withdrawn(unit)), "rules-unmet G05W");
  }
  course.send("coordination.withdraw", withdrawn("land")).add({"DRF-07"});
  course.send("coordination.conclude");
  const auto& coordination = course.given.snapshot().session.data.at("coordination");
  EXPECT_EQ(coordination.at("withdrawn").at(0).at("reason"), "不涉及用地");
}

TEST(Article13, AnAnswerIsOfTheDraftThatTheUnitSaw) {
  Course course;
  course.drafted().send("coordination.ask", R"({"units":["finance"]})");
  course.send("coordination.reply", R"({"unit":"finance","opinion":"disagree","text":"无预算"})");
  course.send("draft.redraft", R"({"reason":"另行筹资"})").given.add("DRF-04", "another");
  course.send("draft.freeze", R"({"legal_basis":[{"title":"义务教育法第12条","in_force":true}]})");
  EXPECT_EQ(course.refused("coordination.conclude"), "rules-unmet G05 G05P");
  course.send("coordination.reply",
              R"({"unit":"finance","opinion":"agree","reason":"预算已落实"})");
  course.add({"DRF-07"}).send("coordination.conclude");
}

TEST(Article13, ADisagreementIsNotReplacedWithoutAReasonAndStaysBesideTheNewAnswer) {
  Course course;
  course.drafted().send("coordination.ask", R"({"units":["finance"]})");
  course.send("coordination.reply", R"({"unit":"finance","opinion":"disagree","text":"无预算"})");
  EXPECT_EQ(course.refused("coordination.reply", R"({"unit":"finance","opinion":"agree"})"),
            "rules-unmet G05R");
  course.send("coordination.reply",
              R"({"unit":"finance","opinion":"agree","reason":"预算已落实"})");
  const Json& reply = course.given.snapshot().session.data.at("coordination").at("replies").at(0);
  EXPECT_EQ(reply.at("opinion"), "agree");
  EXPECT_EQ(reply.at("before").at(0).at("opinion"), "disagree");
  EXPECT_EQ(reply.at("before").at(0).at("text"), "无预算");
}

TEST(Article13, AUnitAnswersItselfAndNobodyChangesThat) {
  Course course;
  course.drafted().send("coordination.ask", R"({"units":["finance","国土局"]})");
  const auto consulted = [](const char* unit) { return actor("jin", {"consulted"}, unit); };
  const char* answer = R"({"unit":"finance","opinion":"disagree","text":"无预算"})";
  EXPECT_EQ(course.by(consulted("water")).refused("coordination.reply", answer),
            "rules-unmet G05U");
  course.by(consulted("finance")).send("coordination.reply", answer).by(drafter());
  const char* changed = R"({"unit":"finance","opinion":"agree","reason":"已沟通"})";
  EXPECT_EQ(course.refused("coordination.reply", changed), "rules-unmet G05K");
  course.by(consulted("finance")).send("coordination.reply", changed);
  // A unit that was asked by its name.
  course.knows("unit", {{"found", JsonObject{{"id", "land"}, {"name", "国土局"}}}});
  course.by(consulted("land"));
  course.send("coordination.reply", R"({"unit":"国土局","opinion":"agree"})").by(drafter());
  course.send("coordination.conclude");
}

constexpr const char* difference_with_finance = R"({"differences":[{"unit":"finance",
    "issue":"资金来源","view":"由市级统筹","reason":"预算法第三十七条"}]})";

// A unit that has not answered holds nothing yet.
TEST(Article13, ADifferenceIsAskedOfWhomDisagreesAlone) {
  Course course;
  course.drafted().send("coordination.ask", R"({"units":["finance","water"]})");
  course.send("coordination.reply", R"({"unit":"finance","opinion":"disagree"})");
  course.add({"DRF-07", "DRF-08"});
  EXPECT_EQ(course.refused("coordination.conclude", difference_with_finance), "rules-unmet G05");
  EXPECT_EQ(course.refused("coordination.conclude"), "rules-unmet G05 G05M");
  // Nor does what is told of it stand for what is not told of another.
  EXPECT_EQ(
      course.refused("coordination.conclude",
                     R"({"differences":[{"unit":"water","issue":"i","view":"v","reason":"r"}]})"),
      "rules-unmet G05 G05M");
  course.send("coordination.reply", R"({"unit":"water","opinion":"agree"})");
  const auto rule = course.unmet("coordination.conclude");
  EXPECT_EQ(json_text(rule.seen.at("not_explained")), R"(["finance"])");
}

TEST(Article13, DifferencesThatRemainAreExplainedToTheOrgan) {
  Course course;
  course.drafted().send("coordination.ask", R"({"units":["finance"]})");
  course.send("coordination.reply", R"({"unit":"finance","opinion":"disagree"})");
  course.add({"DRF-07"});
  EXPECT_EQ(course.refused("coordination.conclude"), "rules-unmet G05 G05M");
  course.add({"DRF-08"});
  const auto rule = course.unmet("coordination.conclude");
  EXPECT_EQ(rule.id, "G05M");
  EXPECT_EQ(json_text(rule.seen.at("not_explained")), R"(["finance"])");
  EXPECT_EQ(
      course.refused("coordination.conclude",
                     R"({"differences":[{"unit":"land","issue":"i","view":"v","reason":"r"}]})"),
      "rules-unmet G05M");
  EXPECT_EQ(course.refused("coordination.conclude",
                           R"({"differences":[{"unit":"finance","issue":"资金来源"}]})"),
            "invalid-form /differences/0/view /differences/0/reason");
  course.send("coordination.conclude", difference_with_finance).in({"pp_planning"});
  EXPECT_EQ(
      course.given.snapshot().session.data.at("coordination").at("differences").at(0).at("issue"),
      "资金来源");
}

// The memo is of the draft as it was settled last, not of one that was given up.
TEST(Article13, AMemoOnDifferencesIsOfTheDraftAsItWasSettled) {
  Course course;
  course.drafted().send("coordination.ask", R"({"units":["finance"]})");
  course.add({"DRF-08"}).send("draft.redraft", R"({"reason":"重写"})");
  course.at("2026-03-03T09:00:00+08:00").add({"DRF-01", "DRF-02", "DRF-04", "DRF-05"});
  course.send("draft.freeze", R"({"legal_basis":[{"title":"法","in_force":true}]})");
  course.send("coordination.reply", R"({"unit":"finance","opinion":"disagree"})").add({"DRF-07"});
  EXPECT_EQ(course.refused("coordination.conclude", difference_with_finance), "rules-unmet G05");
  course.add({"DRF-08"}).send("coordination.conclude", difference_with_finance);
}

}  // namespace
}  // namespace gavel::law
