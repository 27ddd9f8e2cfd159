// Decree 713, chapter 2, sections 3 and 4, and fair competition: what is examined beside the
// public.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

TEST(Article19, ThereAreEnoughSignedOpinions) {
  Course course;
  course.coordinated().send("experts.invite", R"({"plan":"抽取"})").add({"EXP-03", "EXP-04"});
  for (const char* expert : {"a", "b", "c", "d"}) course.opinion_of(expert);
  const auto rule = course.unmet("experts.conclude");
  EXPECT_EQ(rule.id, "G11");
  EXPECT_EQ(json_text(rule.seen), R"({"opinions":4,"least":5,"of_department":0})");
  course.opinion_of("d");  // the same expert again is no further one
  EXPECT_EQ(course.refused("experts.conclude"), "rules-unmet G11");
  course.opinion_of("e").send("experts.conclude");
}

TEST(Article20, NoExpertHasADirectInterestAndAllSign) {
  Course course;
  course.coordinated().send("experts.invite", R"({"plan":"抽取"})");
  const auto opinion = [](const char* interest, const char* is_signed) {
    return std::string(
               R"({"expert":"a","unit":"u","conclusion":"support","text":"t","direct_interest":)") +
           interest + R"(,"signed":)" + is_signed + "}";
  };
  EXPECT_EQ(course.refused("experts.opinion", opinion("true", "true")), "rules-unmet G11I");
  EXPECT_EQ(course.refused("experts.opinion", opinion("false", "false")), "rules-unmet G11I");
  course.send("experts.opinion", opinion("false", "true"));
}

TEST(Article23, TheReportNamesPointsMeasuresAndAPlan) {
  Course course;
  course.coordinated().by(assessor()).add({"RSK-03"});
  EXPECT_EQ(course.refused("risk.report", R"({"points":[],"measures":" ","level":"low"})"),
            "invalid-form /points /measures /plan");
}

TEST(Article24, TheFindingIsOfTheCurrentDraft) {
  Course course;
  course.coordinated().risk_reported();
  course.by(drafter()).given.add("DRF-04", "sha-of-another-draft");
  const auto rule = course.by(head()).unmet("risk.finding", R"({"controllable":true})");
  EXPECT_EQ(rule.id, "G12");
  EXPECT_EQ(json_text(rule.seen),
            R"({"assessed":"sha-of-DRF-04","current":"sha-of-another-draft"})");
}

TEST(Article24, ARiskThatIsNotControllableStopsTheCourse) {
  Course course;
  course.coordinated().risk_reported().by(head());
  course.send("risk.finding", R"({"controllable":false})").in({"ra_planning"});
}

TEST(Article24, OnlyTheOrganFindsTheRiskControllable) {
  Course course;
  course.coordinated().risk_reported();
  EXPECT_EQ(course.refused("risk.finding", R"({"controllable":true})"), "not-permitted");
}

TEST(FairCompetition, WhatFailsTheReviewDoesNotGoOn) {
  Course course;
  course.heard().argued().assessed().by(market_regulator()).add({"FCR-01"});
  course.send("competition.conclude", R"({"conclusion":"failed"})").in({"fc_planning"});
  course.send("competition.conclude", R"({"conclusion":"passed"})").in({"consolidating"});
}

// The four regions run beside one another; the course goes on when all four are done.
TEST(StatutorySteps, MayBeDoneInAnyOrder) {
  Course course;
  course.coordinated().reviewed_for_competition().assessed().argued().by(drafter());
  course.send("notice.open", R"({"title":"征求意见","how":"信函"})");
  course.in({"pp_open", "ex_done", "ra_done", "fc_done"});
  course.given.until("2026-04-02T00:00:00+08:00");
  course.by(drafter()).add({"PUB-05"}).send("participation.feedback").in({"consolidating"});
}

}  // namespace
}  // namespace gavel::law
