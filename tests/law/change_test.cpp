// A change of the draft: told by the drafting unit, proposed by rule, decided by the office.
#include "tests/law/changed.hpp"

namespace gavel::law {
namespace {

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
  EXPECT_EQ(course.refused("change.decide", R"({"change":"C0"})"), "rules-unmet G33RA");
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
  EXPECT_EQ(rule.id, "G33RA");
  EXPECT_EQ(json_text(rule.seen.at("left_out")), R"(["C3","C4"])");
  EXPECT_THAT(rule.remedy.zh, testing::HasSubstr("一并认定（also）"));
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

}  // namespace
}  // namespace gavel::law
