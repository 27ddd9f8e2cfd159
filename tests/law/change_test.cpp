// A change of the draft: told by the drafting unit, proposed by rule, decided by the office; it
// re-opens what its class says, and what was made of an older draft opens no gate. Decree 713
// articles 24, 25 and 28 bind findings to the draft; the table itself is the organ's practice.
#include "engine/procedure/rerun.hpp"
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

using States = std::vector<std::string>;

/// The course before its revision, with the draft changed to another text.
Course& rewritten(Course& course) {
  course.proceeded().by(drafter()).given.add("DRF-04", "rewritten");
  return course;
}
Course& told(Course& course, std::string_view facts) {
  course.by(drafter()).send("draft.revise", facts);
  return course;
}
std::string proposed(Course& course) {
  std::string out;
  for (const Json& each :
       course.given.snapshot().session.data.at("change").at("proposed").as_array())
    out += (out.empty() ? "" : " ") + std::string(each.as_string());
  return out;
}

TEST(ChangeOfTheDraft, IsProposedByRuleFromTheFacts) {
  const std::vector<std::pair<const char*, const char*>> cases{
      {R"({"change":"C0","explanation":"x"})", "C0"},
      {R"({"change":"C0","explanation":"x","answers_opinion":true})", "C1"},
      {R"({"change":"C0","explanation":"x","scope":true,"technical":true})", "C2 C3"},
      {R"({"change":"C1","explanation":"x","technical":true,"money_percent":50})", "C3 C4"},
      {R"({"change":"C0","explanation":"x","scope":true,"technical":true,"money_percent":80})",
       "C2 C3 C4"},
      {R"({"change":"C1","explanation":"x","money_percent":10})", "C4"},
      {R"({"change":"C1","explanation":"x","money_percent":9.9})", "C1"},
      {R"({"change":"C2","explanation":"x","goal":true})", "C2 C5"},
      {R"({"change":"C5","explanation":"x"})", "C5"},
  };
  for (const auto& [facts, expected] : cases) {
    Course course;
    course.proceeded();
    told(course, facts).in({"consolidating"});
    EXPECT_EQ(proposed(course), expected) << facts;
  }
}

// What comments, experts and assessment left as it was goes to the review as it is, and no change
// is told that never was.
TEST(ChangeOfTheDraft, ThatThereIsNoneIsSaidInsteadOfAClass) {
  const char* none = R"({"reason":"意见均不涉及文本"})";
  Course course;
  course.proceeded().by(office());
  EXPECT_EQ(course.refused("draft.unchanged", none), "not-permitted");
  Course changed = course, told_of = course;
  course.by(drafter()).send("draft.unchanged", none).in({"unit_approval"});
  EXPECT_EQ(json_text(course.given.snapshot().session.data.at("changes")), "[]");
  course.add({"LEG-01"}).send("review.send").in({"legality_intake"});
  // Another text is told and classed, and so is what was told of.
  changed.by(drafter()).file("DRF-04", "rewritten");
  EXPECT_EQ(changed.refused("draft.unchanged", none), "rules-unmet G33K");
  told(told_of, R"({"change":"C2","explanation":"扩大范围"})");
  EXPECT_EQ(told_of.refused("draft.unchanged", none), "rules-unmet G33K");
}

// What the public was told is adopted is in the draft, or the record says why the draft needs none.
TEST(Article18, CommentsThatWereAdoptedChangeTheDraftOrItIsSaidWhyNot) {
  Course course;
  course.proceeded().by(drafter()).knows("comments", {{"adopted", 2}});
  const char* none = R"({"reason":"意见均不涉及文本"})";
  EXPECT_EQ(course.refused("draft.unchanged", none), "rules-unmet G33C");
  const matter::UnmetRule unmet = course.unmet("draft.unchanged", none);
  EXPECT_NE(unmet.remedy.zh.find("2 条"), std::string::npos) << unmet.remedy.zh;
  Course said = course;
  said.send("draft.unchanged", R"({"reason":"r","adopted_reason":"两条均为赞同"})");
  said.in({"unit_approval"});
  const JsonArray& told = said.given.snapshot().session.data.at("exceptions").as_array();
  ASSERT_FALSE(told.empty());
  EXPECT_EQ(told.back().at("kind"), "adopted_unchanged");
  EXPECT_EQ(told.back().at("comments"), 2);
  // Of a text that the public did not have before it, nothing was adopted.
  course.knows("comments", {{"adopted", 0}}).send("draft.unchanged", none).in({"unit_approval"});
  EXPECT_EQ(json_text(course.given.snapshot().session.data.at("exceptions")), "[]");
}

// Nor is it settled by a word that is spelled otherwise.
TEST(Article18, CommentsThatWereAdoptedAreNotSettledByWordingAlone) {
  Course course;
  course.proceeded().by(drafter()).file("DRF-04", "comma");
  told(course, R"({"change":"C0","explanation":"校正标点"})").by(office());
  course.knows("comments", {{"adopted", 2}});
  EXPECT_EQ(course.refused("change.decide", R"({"change":"C0"})"), "rules-unmet G33CC");
  Course of_substance = course, said = course, none = course;
  of_substance.send("change.decide", R"({"change":"C0","also":["C1"]})").in({"unit_approval"});
  EXPECT_EQ(json_text(of_substance.given.snapshot().session.data.at("exceptions")), "[]");
  said.send("change.decide", R"({"change":"C0","adopted_reason":"两条均为赞同"})");
  said.in({"unit_approval"});
  EXPECT_EQ(said.given.snapshot().session.data.at("exceptions").as_array().back().at("kind"),
            "adopted_unchanged");
  none.knows("comments", {{"adopted", 0}}).send("change.decide", R"({"change":"C0"})");
  EXPECT_EQ(json_text(none.given.snapshot().session.data.at("exceptions")), "[]");
}

// The head found that the wording changed the substance: the office does not class it as wording.
TEST(ChangeOfTheDraft, WhoseSubstanceTheHeadFoundChangedIsNoWording) {
  Course course;
  course.met().stances("agree_with_change", "agree").head_spoke();
  course.send("meeting.decide", R"({"outcome":"approve_text"})").in({"decided"}).by(drafter());
  course.file("DRF-04", "of-another-substance").by(head());
  course.send("decision.confirm_text", R"({"substance":true,"note":"增加了收费"})");
  course.in({"consolidating"}).by(drafter());
  Course restored = course;
  course.send("draft.revise", R"({"change":"C0","explanation":"文字校正"})").by(office());
  EXPECT_EQ(course.refused("change.decide", R"({"change":"C0"})"), "rules-unmet G33B");
  EXPECT_EQ(course.refused("change.decide", R"({"change":"C1","also":["C0"],"reason":"r"})"),
            "rules-unmet G33B");
  course.send("change.decide", R"({"change":"C2","reason":"增加负担"})").in({"pp_planning"});
  EXPECT_EQ(course.given.snapshot().session.data.at("another_substance"), "");
  // With the text that the meeting had before it nothing of it is left.
  restored.file("DRF-04", "sha-of-DRF-04").send("draft.unchanged", R"({"reason":"恢复原文"})");
  restored.in({"unit_approval"});
  // And what was found a change of substance is still that when it comes back.
  restored.add({"LEG-01"}).send("review.send").by(justice()).send("review.accept");
  restored.send("review.return", R"({"reason":"材料不齐"})").in({"unit_approval"}).by(drafter());
  restored.file("DRF-04", "of-another-substance");
  told(restored, R"({"change":"C0","explanation":"文字校正"})");
  restored.by(office());
  EXPECT_EQ(restored.refused("change.decide", R"({"change":"C0"})"), "rules-unmet G33B");
}

TEST(ChangeOfTheDraft, IsDecidedByTheOfficeAndNeverByTheDraftingUnit) {
  Course course;
  rewritten(course);
  told(course, R"({"change":"C0","explanation":"措辞"})");
  EXPECT_EQ(course.refused("change.decide", R"({"change":"C0"})"), "not-permitted");
  course.by(actor("wang", {"office"}, "education"));
  EXPECT_EQ(course.refused("change.decide", R"({"change":"C0"})"), "rules-unmet G33U");
  course.by(office()).send("change.decide", R"({"change":"C0"})").in({"unit_approval"});
}

// Where the office itself drafts, nobody of it decides: the head does.
TEST(ChangeOfTheDraft, IsDecidedByTheHeadWhereTheOfficeDrafts) {
  Course course;
  rewritten(course);
  told(course, R"({"change":"C0","explanation":"措辞"})");
  course.by(actor("chen", {"office"}, "education"));
  EXPECT_EQ(course.refused("change.decide", R"({"change":"C0"})"), "rules-unmet G33U");
  course.by(head()).send("change.decide", R"({"change":"C0"})").in({"unit_approval"});
}

TEST(ChangeOfTheDraft, IsToldBeforeItIsDecidedAndAnotherClassNeedsItsReasons) {
  Course course;
  rewritten(course).by(office());
  EXPECT_EQ(course.refused("change.decide", R"({"change":"C0"})"), "rules-unmet G33");
  told(course, R"({"change":"C0","explanation":"新收费","scope":true})").by(office());
  EXPECT_EQ(course.refused("change.decide", R"({"change":"C0"})"), "rules-unmet G33");
  course.send("change.decide", R"({"change":"C0","reason":"仅更名，收费不变"})");
  course.in({"unit_approval"});
}

// Each class that the facts show re-opens what it re-opens: none falls out by silence.
TEST(ChangeOfTheDraft, OfSeveralClassesLeavesNoneOutWithoutReasons) {
  Course course;
  rewritten(course).add({"DRF-03"});
  told(course, R"({"change":"C0","explanation":"扩面提标","scope":true,"technical":true,
                   "money_percent":80})")
      .by(office());
  const auto rule = course.unmet("change.decide", R"({"change":"C2"})");
  EXPECT_EQ(rule.id, "G33");
  EXPECT_EQ(json_text(rule.seen.at("left_out")), R"(["C3","C4"])");
  EXPECT_EQ(course.refused("change.decide", R"({"change":"C2","also":["C3"],"reason":" "})"),
            "invalid-form /reason");
  EXPECT_EQ(course.refused("change.decide", R"({"change":"C2","also":["c3","C4"]})"),
            "invalid-form /also/0");
  Course reasoned = course;
  reasoned.send("change.decide", R"({"change":"C2","also":["C3"],"reason":"金额已在预算内"})");
  reasoned.in({"pp_planning", "ex_planning"});
  course.send("change.decide", R"({"change":"C2","also":["C3","C4"]})");
  course.in({"pp_planning", "ex_planning", "ra_planning", "fc_planning"});
  EXPECT_EQ(json_text(course.given.snapshot().session.data.at("changes").at(0).at("also")),
            R"(["C3","C4"])");
}

// A typing error was told, and then the text was another.
TEST(ChangeOfTheDraft, IsDecidedOfTheTextThatWasTold) {
  Course course;
  rewritten(course);
  told(course, R"({"change":"C0","explanation":"错别字"})").given.add("DRF-04", "another-fee");
  EXPECT_EQ(course.by(office()).refused("change.decide", R"({"change":"C0"})"), "rules-unmet G33D");
  told(course, R"({"change":"C2","explanation":"新收费"})").by(office());
  course.send("change.decide", R"({"change":"C2"})").in({"pp_planning"});
  // In this round a change is told and classed; drafting again is of the first one alone.
  EXPECT_EQ(course.by(drafter()).refused("draft.redraft", R"({"reason":"重写"})"), "not-now");
}

TEST(ChangeOfTheDraft, OfTheMoneyComesWithACostBenefitAnalysis) {
  Course course;
  rewritten(course);
  told(course, R"({"change":"C4","explanation":"增资","money_percent":30})").by(office());
  EXPECT_EQ(course.refused("change.decide", R"({"change":"C4"})"), "rules-unmet G33M");
  course.add({"DRF-03"}).send("change.decide", R"({"change":"C4"})").in({"ex_planning"});
}

struct Row {
  const char* facts;
  const char* decided;
  States open;  ///< What is done again; the other regions are done.
};

class Reopens : public ::testing::TestWithParam<Row> {};

TEST_P(Reopens, ExactlyWhatTheTableSays) {
  Course course;
  rewritten(course).add({"DRF-03"});
  told(course, GetParam().facts);
  course.by(office()).send("change.decide", GetParam().decided);
  const States states = matter::configuration(course.given.procedure(), course.given.snapshot());
  States open;
  for (const char* region : {"pp", "ex", "ra", "fc"}) {
    const std::string planning = std::string(region) + "_planning";
    if (std::ranges::find(states, planning) != states.end()) open.emplace_back(region);
  }
  EXPECT_EQ(open, GetParam().open) << GetParam().facts;
}

INSTANTIATE_TEST_SUITE_P(
    Table, Reopens,
    ::testing::Values(
        Row{R"({"change":"C0","explanation":"x"})", R"({"change":"C0"})", {}},
        Row{R"({"change":"C1","explanation":"x"})", R"({"change":"C1"})", {}},
        Row{R"({"change":"C2","explanation":"x"})", R"({"change":"C2"})", {"pp", "ra", "fc"}},
        Row{R"({"change":"C3","explanation":"x"})", R"({"change":"C3"})", {"ex"}},
        Row{R"({"change":"C3","explanation":"x","risk_touched":true})",
            R"({"change":"C3"})",
            {"ex", "ra"}},
        Row{R"({"change":"C4","explanation":"x"})", R"({"change":"C4"})", {"ex"}},
        Row{R"({"change":"C2","explanation":"x"})",
            R"({"change":"C2","also":["C4"]})",
            {"pp", "ex", "ra", "fc"}},
        Row{R"({"change":"C5","explanation":"x"})",
            R"({"change":"C5"})",
            {}}),  // the units concerned first
    [](const auto& row) { return "Row" + std::to_string(row.index); });

/// What `gavel law` says that a class re-opens: "pp ra fc, where the change does".
std::string table(const std::string& value) {
  for (const procedure::ChangeClass& each : procedure::change_classes(*major_decision())) {
    if (each.value != value) continue;
    std::string out;
    for (const procedure::Reopened& step : each.reopens) {
      out += (out.empty() ? "" : " ") + step.state;
      if (!step.when.en.empty()) out += ", " + step.when.en;
    }
    return out;
  }
  return "no such class";
}
/// Where the decision on a class leads: "consolidating to unit_approval".
std::string ways(const std::string& value) {
  std::string out;
  for (const procedure::ChangeClass& each : procedure::change_classes(*major_decision())) {
    if (each.value != value) continue;
    for (const procedure::LeadsTo& way : each.leads_to)
      out += (out.empty() ? "" : "; ") + way.from + (way.to.empty() ? "" : " to " + way.to);
  }
  return out;
}
/// The states after the office has decided that the change, told with `facts`, is of a class.
Course decided(const std::string& value, const std::string& facts = "") {
  Course course;
  rewritten(course).add({"DRF-03"});
  told(course, R"({"change":")" + value + R"(","explanation":"x")" + facts + "}");
  course.by(office());
  course.given.send("change.decide", {{"change", value}});
  return course;
}
const std::string all_again = "consolidating to procedure; legality_responded to procedure";

TEST(ChangeC0, ReopensNothing) {
  EXPECT_EQ(table("C0"), "");
  EXPECT_EQ(ways("C0"), "consolidating to unit_approval; legality_responded");
  decided("C0").in({"unit_approval"});
}

TEST(ChangeC1, ReopensNothingButWaitsForTheReviewer) {
  EXPECT_EQ(table("C1"), "");
  EXPECT_EQ(ways("C1"), "consolidating to unit_approval; legality_responded");
  decided("C1").in({"unit_approval"});
  Course reviewed;
  reviewed.reviewed().by(drafter()).add({"LEG-05"}).given.add("DRF-04", "as-asked");
  reviewed.changed("C1").by(drafter());
  EXPECT_EQ(reviewed.refused("meeting.submit"), "rules-unmet G19");
}

TEST(ChangeC2, OfScopeReopensThePublicTheRiskAndCompetitionInAMarket) {
  EXPECT_EQ(table("C2"),
            "pp ra fc, where the matter touches market activity or where the change does");
  EXPECT_EQ(ways("C2"), all_again);
  decided("C2").in({"pp_planning", "ra_planning", "fc_planning", "ex_done"});
}

TEST(ChangeC3, OfTechniqueReopensTheExpertsAndTheRiskThatIsTouched) {
  EXPECT_EQ(table("C3"), "ex ra, where a risk point is touched");
  EXPECT_EQ(ways("C3"), all_again);
  decided("C3").in({"ex_planning", "pp_done", "ra_done", "fc_done"});
  decided("C3", R"(,"risk_touched":true)").in({"ex_planning", "ra_planning", "pp_done"});
}

TEST(ChangeC4, OfTheMoneyReopensTheExpertsWithACostBenefitAnalysis) {
  EXPECT_EQ(table("C4"), "ex");
  EXPECT_EQ(ways("C4"), all_again);
  decided("C4").in({"ex_planning", "pp_done", "ra_done", "fc_done"});
}

TEST(ChangeC5, OfTheGoalReopensEverything) {
  EXPECT_EQ(table("C5"), "coordinating pp ex ra fc");
  EXPECT_EQ(ways("C5"), all_again);
  decided("C5").consulted_again().in({"pp_planning", "ex_planning", "ra_planning", "fc_planning"});
}

// What a unit said of burning the waste is no answer to burying it (article 13).
TEST(ChangeC5, OfTheMainMeasureIsPutToTheUnitsConcernedAgain) {
  Course course = decided("C5").by(drafter());
  const auto rule = course.unmet("coordination.conclude");
  EXPECT_EQ(rule.id, "G05");
  EXPECT_EQ(json_text(rule.seen.at("not_answered")), R"(["finance","land"])");
  EXPECT_EQ(course.refused("notice.open", R"({"title":"t","how":"信函"})"), "not-now");
  // Drafting again is of the first round alone; the units' paper is of this one.
  EXPECT_EQ(course.refused("draft.redraft", R"({"reason":"重写"})"), "not-now");
  for (const char* unit : {"finance", "land"})
    course.given.send("coordination.reply", {{"unit", unit}, {"opinion", "agree"}});
  course.given.later(std::chrono::minutes{1});
  Course without = decided("C5");
  without.given.later(std::chrono::minutes{1});
  course.add({"DRF-07"}).send("coordination.conclude").in({"pp_planning", "fc_planning"});
  EXPECT_EQ(json_text(course.given.snapshot().session.data.at("rerun")),
            R"(["pp","ex","ra","fc"])");
}

TEST(ChangeC5, LeavesAMatterThatAMeetingDiscussedInTheProcedure) {
  Course course;
  course.met().stances().head_spoke().send("meeting.decide",
                                           R"({"outcome":"amend","reason":"换址"})");
  course.by(drafter()).given.add("DRF-04", "another site");
  course.record_and_minutes().changed("C5").in({"coordinating"}).by(head());
  EXPECT_EQ(
      course.refused("matter.exclude",
                     R"({"ground":"own_procedure","reason":"《国有土地上房屋征收与补偿条例》"})"),
      "rules-unmet G03X");
}

// Where no market was touched, a change of scope does not re-open the competition review.
TEST(ChangeOfTheDraft, OfScopeLeavesCompetitionAloneWhereNoMarketIsTouched) {
  Course course;
  course.heard().argued().assessed().by(drafter());
  course.send("competition.not_market", R"({"reason":"不涉及","approver":"zhao"})");
  course.in({"consolidating"});
  Course touching = course;
  told(course, R"({"change":"C2","explanation":"x","market_touched":false})").by(office());
  course.send("change.decide", R"({"change":"C2"})");
  course.in({"pp_planning", "ra_planning", "fc_done", "ex_done"});
  // The new scope reaches a market, or nobody said that it does not.
  for (const char* facts : {R"({"change":"C2","explanation":"x","market_touched":true})",
                            R"({"change":"C2","explanation":"x"})"}) {
    Course now = touching;
    told(now, facts).by(office()).send("change.decide", R"({"change":"C2"})").in({"fc_planning"});
  }
}

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
