// Decree 713, chapter 2, section 1: what may be decided at all, and who starts it.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

constexpr const char* start = R"({"drafting_unit":"education","catalogue_no":"2026-3"})";

TEST(Article3, ExcludedItemsTakeAnotherProcedure) {
  Course course;
  course.given.by(drafter()).open(
      object(R"({"source":"leader","mad_class":1,"excluded":true,"reason":"宏观调控"})"));
  course.add({"INI-01"}).by(office()).send("study.assign", R"({"unit":"research"})");
  course.by(study_unit()).add({"INI-02"}).send("study.done", R"({"summary":"可行"})");
  course.by(head()).add({"INI-03"});
  EXPECT_EQ(course.refused("initiation.start", start), "rules-unmet G01");
  course.send("initiation.reject", R"({"reason":"排除情形"})").in({"not_initiated"});
}

TEST(Article3, TheItemStandsInTheCatalogueOrThePartyAgreedToAChangeOfIt) {
  Course course;
  course.studied().by(head()).add({"INI-03"});
  EXPECT_EQ(course.refused("initiation.start", R"({"drafting_unit":"education"})"),
            "rules-unmet G02");
  course.send("initiation.start",
              R"({"drafting_unit":"education","party_consent":"政党批〔2026〕2号"})");
}

TEST(Article10, AStartNeedsTheStudy) {
  Course course;
  course.study_asked().by(study_unit()).send("study.done", R"({"summary":"可行"})");
  course.by(head()).add({"INI-03"});
  const auto rule = course.unmet("initiation.start", start);
  EXPECT_EQ(rule.id, "G03");
  EXPECT_EQ(json_text(rule.seen.at("missing")), R"(["INI-02"])");
  EXPECT_EQ(rule.citations.at(0).label.zh, "《重大行政决策程序暂行条例》（国务院令第713号）第10条");
}

TEST(Article11, OnlyTheHeadStartsAndNamesTheDraftingUnit) {
  Course course;
  course.studied().by(drafter());
  EXPECT_EQ(course.refused("initiation.start", start), "not-permitted");
  course.by(head()).add({"INI-03"});
  EXPECT_EQ(course.refused("initiation.start", R"({"catalogue_no":"2026-3"})"),
            "invalid-form /drafting_unit");
}

// From the start on, only the drafting unit that was named may draft.
TEST(Article11, AnotherUnitDoesNotDraft) {
  Course course;
  course.started().by(actor("qian", {"drafter"}, "transport"));
  EXPECT_EQ(course.refused("draft.freeze", R"({"legal_basis":[{"title":"法","in_force":true}]})"),
            "not-permitted");
}

TEST(Article12, EveryLegalBasisIsInForce) {
  Course course;
  course.started().by(drafter()).add({"DRF-02", "DRF-04", "DRF-05"});
  EXPECT_EQ(
      course.refused("draft.freeze", R"({"legal_basis":[{"title":"旧法","in_force":false}]})"),
      "rules-unmet G04");
  EXPECT_EQ(course.refused("draft.freeze", R"({"legal_basis":[]})"), "invalid-form /legal_basis");
}

TEST(Article13, EveryUnitConcernedHasAnswered) {
  Course course;
  course.drafted().send("coordination.ask", R"({"units":["finance","land"]})");
  course.send("coordination.reply", R"({"unit":"finance","opinion":"agree"})");
  course.send("coordination.reply", R"({"unit":"finance","opinion":"agree"})");
  EXPECT_EQ(course.refused("coordination.conclude"), "rules-unmet G05");
  course.send("coordination.reply", R"({"unit":"land","opinion":"agree"})");
  course.send("coordination.conclude");
}

TEST(Article13, DifferencesThatRemainAreExplainedToTheOrgan) {
  Course course;
  course.drafted().send("coordination.ask", R"({"units":["finance"]})");
  course.send("coordination.reply", R"({"unit":"finance","opinion":"disagree"})");
  EXPECT_EQ(course.refused("coordination.conclude"), "rules-unmet G05");
  course.add({"DRF-08"}).send("coordination.conclude");
}

}  // namespace
}  // namespace gavel::law
