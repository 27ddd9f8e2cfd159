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

/// Of the expert `who`; `paper` names the version of EXP-03 that holds it, or is nothing.
std::string opinion(const char* who, const char* interest, const char* paper = "") {
  return std::string(R"({"expert":")") + who +
         R"(","unit":"u","conclusion":"support","text":"t","direct_interest":)" + interest + paper +
         "}";
}

TEST(Article20, NoExpertHasADirectInterest) {
  Course course;
  course.coordinated().send("experts.invite", R"({"plan":"抽取"})").add({"EXP-03"});
  EXPECT_EQ(course.refused("experts.opinion", opinion("a", "true", R"(,"paper":1)")),
            "rules-unmet G11I");
  course.send("experts.opinion", opinion("a", "false", R"(,"paper":1)"));
}

TEST(Article19, AnExpertSignsTheOwnOpinionWithTheOwnKey) {
  Course course;
  course.coordinated().send("experts.invite", R"({"plan":"抽取"})").by(expert("a"));
  EXPECT_EQ(course.refused("experts.opinion", opinion("a", "false")), "signature-required");
  // No paper stands for the signature of someone who can sign.
  course.add({"EXP-03"});
  EXPECT_EQ(course.refused("experts.opinion", opinion("a", "false", R"(,"paper":1)")),
            "signature-required");
  EXPECT_EQ(course.sign().refused("experts.opinion", opinion("b", "false")), "rules-unmet G11O");
  course.sign().send("experts.opinion", opinion("a", "false"));
  const auto& kept =
      course.given.snapshot().session.data.at("experts").at("opinions").at(0).as_object();
  EXPECT_EQ(kept.at("by"), "a");
  EXPECT_EQ(kept.at("key_id"), "k1");
  // Nobody else enters another opinion over it, on whatever paper.
  EXPECT_EQ(course.by(drafter()).refused("experts.opinion", opinion("a", "false", R"(,"paper":1)")),
            "rules-unmet G11K");
  course.by(expert("a")).sign().send("experts.opinion", opinion("a", "false"));
}

TEST(Article19, AnExpertOfThePoolIsKnownByTheNumberThere) {
  Course course;
  course.coordinated().send("experts.invite", R"({"plan":"抽取"})").by(expert("a"));
  JsonObject all = facts();
  JsonObject& registers = all["registers"].as_object();
  registers["sender"] = object(R"({"found":{"id":"E-0001"}})");
  registers["expert"] = object(R"({"found":{"id":"E-0002","interest":"none"}})");
  course.given.facts(all);
  EXPECT_EQ(course.sign().refused("experts.opinion", opinion("E-0002", "false")),
            "rules-unmet G11O");
  registers["expert"] = object(R"({"found":{"id":"E-0001","interest":"none"}})");
  course.given.facts(all);
  course.sign().send("experts.opinion", opinion("E-0001", "false"));
}

TEST(Article19, AnOpinionOnPaperIsOnFileBeforeItIsEntered) {
  Course course;
  course.coordinated().send("experts.invite", R"({"plan":"抽取"})");
  EXPECT_EQ(course.refused("experts.opinion", opinion("a", "false")), "rules-unmet G11W");
  EXPECT_EQ(course.refused("experts.opinion", opinion("a", "false", R"(,"paper":1)")),
            "rules-unmet G11W");
  course.add({"EXP-03"});
  EXPECT_EQ(course.refused("experts.opinion", opinion("a", "false")), "rules-unmet G11W");
  EXPECT_EQ(course.refused("experts.opinion", opinion("a", "false", R"(,"paper":2)")),
            "rules-unmet G11W");
  course.send("experts.opinion", opinion("a", "false", R"(,"paper":1)"));
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

TEST(Article20, OneExpertInThreeMayBeOfTheCompetentDepartment) {
  Course course;
  course.coordinated().send("experts.invite", R"({"plan":"抽取"})").add({"EXP-03", "EXP-04"});
  for (const char* expert : {"a", "b", "c"}) course.opinion_of(expert);
  const auto of_department = [&](const char* expert) {
    JsonObject data = object(R"({"unit":"教育局","conclusion":"support","text":"可行",
                                 "direct_interest":false,"paper":1,"kind":"department"})");
    data["expert"] = expert;
    course.given.send("experts.opinion", data);
  };
  of_department("d");
  of_department("e");
  EXPECT_EQ(course.unmet("experts.conclude").seen.at("of_department"), Json(2));
  course.opinion_of("e").send("experts.conclude").in({"ex_done"});
}

TEST(Article20, AnInterestFoundLaterStrikesTheOpinion) {
  Course course;
  course.coordinated().send("experts.invite", R"({"plan":"抽取"})").add({"EXP-03", "EXP-04"});
  for (const char* expert : {"a", "b", "c", "d", "e"}) course.opinion_of(expert);
  EXPECT_EQ(course.refused("experts.strike", R"({"expert":"z","reason":"持股"})"),
            "rules-unmet G11C");
  course.send("experts.strike", R"({"expert":"e","reason":"持股"})");
  EXPECT_EQ(course.refused("experts.conclude"), "rules-unmet G11");
  EXPECT_EQ(course.refused("experts.opinion", R"({"expert":"e","unit":"u","conclusion":"support",
    "text":"t","direct_interest":false,"paper":1})"),
            "rules-unmet G11S");
  course.opinion_of("f").send("experts.conclude").in({"ex_done"});
}

TEST(Article21, AnOrganWithoutAPoolUsesItsSuperiors) {
  Course course;
  course.policy = object(R"({"expert_pool":"none"})");
  course.coordinated();
  EXPECT_EQ(course.refused("experts.invite", R"({"plan":"抽取"})"), "rules-unmet G11P");
  course.send("experts.invite", R"({"plan":"抽取","pool":"superior"})").in({"ex_arguing"});
}

TEST(Article41, AnExpertWhoBreachesEthicsCountsNoMore) {
  Course course;
  course.coordinated().send("experts.invite", R"({"plan":"抽取"})").add({"EXP-03"}).opinion_of("a");
  course.by(office()).send("experts.strike", R"({"expert":"a","reason":"抄袭他人意见"})");
  const auto& struck =
      course.given.snapshot().session.data.at("experts").at("opinions").at(0).as_object();
  EXPECT_EQ(struck.at("struck_for"), "抄袭他人意见");
  EXPECT_EQ(struck.at("draft_sha256"), "");
}

TEST(FairCompetition, AnExemptionHasItsEndAndIsWatched) {
  Course course;
  course.coordinated().by(market_regulator()).add({"FCR-01"});
  EXPECT_EQ(course.refused("competition.conclude", R"({"conclusion":"exempt"})"),
            "rules-unmet G13");
  EXPECT_EQ(course.refused("competition.conclude",
                           R"({"conclusion":"exempt","exempt_until":"2026-03-02"})"),
            "rules-unmet G13");
  course.send("competition.conclude", R"({"conclusion":"exempt","exempt_until":"2026-12-31"})");
  course.in({"fc_done"});
}

TEST(Article19, LeavingExpertsOutIsApprovedBySomeoneElse) {
  Course course;
  course.coordinated();
  for (const char* alone :
       {R"({"reason":"不涉专业技术"})", R"({"reason":"不涉专业技术","approver":"wang"})"}) {
    EXPECT_EQ(course.refused("experts.not_required", alone), "rules-unmet G11N") << alone;
  }
  course.send("experts.not_required", R"({"reason":"不涉专业技术","approver":"zhao"})");
  course.in({"ex_done"});
}

}  // namespace
}  // namespace gavel::law
