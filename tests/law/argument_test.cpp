// Decree 713, chapter 2, sections 3 and 4: what is examined beside the public.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

std::string opinion(const char* expert, const std::string& more = R"("kind":"independent")") {
  return std::string(R"({"expert":")") + expert +
         R"(","unit":"大学","conclusion":"support","text":"可行","direct_interest":false,
            "paper":1,)" +
         more + "}";
}

// Struck once it stands no more: no other ground is put to it.
TEST(Article20, AnOpinionIsStruckOnce) {
  Course course;
  course.coordinated().argued().by(office());
  const std::string expert = course.given.snapshot()
                                 .session.data.at("experts")
                                 .at("opinions")
                                 .at(0)
                                 .at("expert")
                                 .as_string()
                                 .c_str();
  const auto struck = [&](const char* ground) {
    return R"({"expert":")" + expert + R"(","ground":")" + ground +
           R"(","reason":"本人来函","approver":"zhao"})";
  };
  course.send("experts.strike", struck("own_wish"));
  EXPECT_EQ(course.refused("experts.strike", struck("breach")), "rules-unmet G11C");
}

TEST(Article19, ThereAreEnoughSignedOpinions) {
  Course course;
  course.coordinated().send("experts.invite", Course::invitation).add({"EXP-03", "EXP-04"});
  for (const char* expert : {"a", "b", "c", "d"}) course.opinion_of(expert);
  const auto rule = course.unmet("experts.conclude");
  EXPECT_EQ(rule.id, "G11");
  EXPECT_EQ(json_text(rule.seen),
            R"({"opinions":4,"least":5,"department_one_in":3,"subordinate_one_in":2,)"
            R"("of_department":0,"of_drafting_units":0,"institutions":0,)"
            R"("least_institutions":1,"institution_argument":"alone",)"
            R"("invited_at":"2026-03-02T09:00:00.000+08:00"})");
  course.opinion_of("d");  // the same expert again is no further one
  EXPECT_EQ(course.refused("experts.conclude"), "rules-unmet G11");
  course.opinion_of("e").send("experts.conclude");
}

/// Of the expert `who`; `paper` names the version of EXP-03 that holds it, or is nothing.
std::string own_opinion(const char* who, const char* interest, const char* paper = "") {
  return std::string(R"({"expert":")") + who +
         R"(","unit":"u","conclusion":"support","text":"t","direct_interest":)" + interest + paper +
         "}";
}

// Whoever enters it, a name with a blank in it is the same name, and an id the one it stands for.
TEST(Article19, OnePersonIsCountedOnceHoweverTheNameIsSpelt) {
  Course course;
  course.coordinated().send("experts.invite", Course::invitation).add({"EXP-03", "EXP-04"});
  for (const char* expert : {"a", "b", "c", "d", " d", "d　"}) course.opinion_of(expert);
  EXPECT_EQ(course.unmet("experts.conclude").seen.at("opinions"), Json(4));
  EXPECT_EQ(
      course.refused("experts.strike",
                     R"({"expert":"e","ground":"direct_interest","reason":"r","approver":"zhao"})"),
      "rules-unmet G11C");
  course.send("experts.strike",
              R"({"expert":" d ","ground":"direct_interest","reason":"持股","approver":"zhao"})");
  EXPECT_EQ(course.refused("experts.opinion", opinion(" d")), "rules-unmet G11S");
  Course pool;
  const JsonObject zhang{{"found", JsonObject{{"id", "E-0001"}, {"name", "张三"}}}};
  JsonObject invited = experts_named({"E-0001", "b", "c", "d", "e"});
  pool.coordinated().knows("experts", invited).send("experts.invite", Course::invitation);
  pool.add({"EXP-03", "EXP-04"});
  for (const char* expert : {"b", "c", "d"}) pool.opinion_of(expert);
  pool.knows("expert", zhang).opinion_of("张三").opinion_of("E-0001");
  EXPECT_EQ(pool.unmet("experts.conclude").seen.at("opinions"), Json(4));
}

TEST(Article20, AnOpinionIsOfAnExpertWhoWasInvitedOrAReasonIsOnRecord) {
  Course course;
  course.coordinated().send("experts.invite", Course::invitation).add({"EXP-03"});
  EXPECT_EQ(course.refused("experts.opinion", opinion("z")), "rules-unmet G11V G11Y");
  EXPECT_EQ(course.refused("experts.opinion", opinion("z", R"("outside_reason":"　 ")")),
            "invalid-form /outside_reason");
  // A reason alone would let in whoever the pool was to keep out: someone else approves it.
  const std::string reason = R"("outside_reason":"受邀专家因病缺席")";
  EXPECT_EQ(course.refused("experts.opinion", opinion("z", reason)), "rules-unmet G11Y");
  const std::string approved = opinion("z", reason + R"(,"outside_approver":"x")");
  for (const JsonObject& nobody :
       {JsonObject{{"found", nullptr}}, account("wang", "organ_head"), account("lao", "drafter")}) {
    course.knows("outside_approver", nobody);
    EXPECT_EQ(course.refused("experts.opinion", approved), "rules-unmet G11Y");
  }
  course.knows("outside_approver", account("zhao", "organ_head")).send("experts.opinion", approved);
  const auto& exceptions = course.given.snapshot().session.data.at("exceptions");
  EXPECT_EQ(exceptions.at(0).at("kind"), "expert_not_invited");
  EXPECT_EQ(exceptions.at(0).at("approver"), "x");
  // Or it is of one invited in the place of another.
  course.knows("experts", experts_named({"y"}));
  course.send("experts.invite", R"({"plan":"增补","experts":["y"]})").opinion_of("y");
  EXPECT_EQ(exceptions.as_array().size(), 1u);
}

TEST(Article20, OneExpertInTwoMayBeOfTheDraftingUnitOrUnderIt) {
  Course course;
  course.coordinated().send("experts.invite", Course::invitation).add({"EXP-03", "EXP-04"});
  course.send("experts.opinion", opinion("a", R"("subordinate":true)"));
  course.send("experts.opinion", opinion("b", R"("subordinate":true)"));
  course.knows("unit", {{"found", JsonObject{{"id", "education"}, {"name", "教育局"}}}});
  course.send("experts.opinion", opinion("c"));
  course.knows("unit", {{"found", nullptr}}).opinion_of("d").opinion_of("e");
  const auto rule = course.unmet("experts.conclude");
  EXPECT_EQ(rule.id, "G11");
  EXPECT_EQ(rule.seen.at("of_drafting_units"), Json(3));
  course.opinion_of("c").send("experts.conclude").in({"ex_done"});
}

// What was said of an older draft neither helps nor hinders.
TEST(Article20, SharesAreThoseOfTheCurrentDraft) {
  Course course;
  course.coordinated().send("experts.invite", Course::invitation).add({"EXP-03", "EXP-04"});
  for (const char* expert : {"a", "b", "c", "d", "e"})
    course.send("experts.opinion", opinion(expert, R"("kind":"department")"));
  course.given.add("DRF-04", "rewritten");
  course.knows("experts", experts_named({"f", "g", "h", "i", "j"}));
  course.send("experts.invite", Course::invitation);
  for (const char* expert : {"f", "g", "h", "i", "j"}) course.opinion_of(expert);
  course.send("experts.conclude").in({"ex_done"});
}

TEST(Article20, WhatIsMissingIsSaidWithItsNumber) {
  Course course;
  course.policy = {{"experts_min", 7}};
  course.coordinated().send("experts.invite", Course::invitation).add({"EXP-03", "EXP-04"});
  const auto rule = course.unmet("experts.conclude");
  EXPECT_THAT(rule.remedy.zh, testing::HasSubstr("至少 7 名专家"));
  EXPECT_THAT(rule.remedy.en, testing::HasSubstr("of at least 7 experts"));
}

TEST(Article20, NoExpertHasADirectInterest) {
  Course course;
  course.coordinated().send("experts.invite", Course::invitation).add({"EXP-03"});
  EXPECT_EQ(course.refused("experts.opinion", own_opinion("a", "true", R"(,"paper":1)")),
            "rules-unmet G11I");
  course.send("experts.opinion", own_opinion("a", "false", R"(,"paper":1)"));
}

TEST(Article19, AnExpertSignsTheOwnOpinionWithTheOwnKey) {
  Course course;
  course.coordinated().send("experts.invite", Course::invitation).by(expert("a"));
  EXPECT_EQ(course.refused("experts.opinion", own_opinion("a", "false")), "signature-required");
  // No paper stands for the signature of someone who can sign.
  course.add({"EXP-03"});
  EXPECT_EQ(course.refused("experts.opinion", own_opinion("a", "false", R"(,"paper":1)")),
            "signature-required");
  EXPECT_EQ(course.sign().refused("experts.opinion", own_opinion("b", "false")),
            "rules-unmet G11O");
  course.sign().send("experts.opinion", own_opinion("a", "false"));
  const auto& kept =
      course.given.snapshot().session.data.at("experts").at("opinions").at(0).as_object();
  EXPECT_EQ(kept.at("by"), "a");
  EXPECT_EQ(kept.at("key_id"), "k1");
  // Nobody else enters another opinion over it, on whatever paper.
  EXPECT_EQ(
      course.by(drafter()).refused("experts.opinion", own_opinion("a", "false", R"(,"paper":1)")),
      "rules-unmet G11K");
  course.by(expert("a")).sign().send("experts.opinion", own_opinion("a", "false"));
}

TEST(Article19, AnExpertOfThePoolIsKnownByTheNumberThere) {
  Course course;
  course.coordinated().knows("experts", experts_named({"E-0001", "E-0002"}));
  course.send("experts.invite", Course::invitation).by(expert("a"));
  JsonObject all = facts();
  JsonObject& registers = all["registers"].as_object();
  registers["sender"] = object(R"({"found":{"id":"E-0001"}})");
  registers["expert"] = object(R"({"found":{"id":"E-0002","interest":"none"}})");
  course.given.facts(all);
  EXPECT_EQ(course.sign().refused("experts.opinion", own_opinion("E-0002", "false")),
            "rules-unmet G11O");
  registers["expert"] = object(R"({"found":{"id":"E-0001","interest":"none"}})");
  course.given.facts(all);
  course.sign().send("experts.opinion", own_opinion("E-0001", "false"));
}

TEST(Article19, AnOpinionOnPaperIsOnFileBeforeItIsEntered) {
  Course course;
  course.coordinated().send("experts.invite", Course::invitation);
  EXPECT_EQ(course.refused("experts.opinion", own_opinion("a", "false")), "rules-unmet G11W");
  EXPECT_EQ(course.refused("experts.opinion", own_opinion("a", "false", R"(,"paper":1)")),
            "rules-unmet G11W");
  course.add({"EXP-03"});
  EXPECT_EQ(course.refused("experts.opinion", own_opinion("a", "false")), "rules-unmet G11W");
  EXPECT_EQ(course.refused("experts.opinion", own_opinion("a", "false", R"(,"paper":2)")),
            "rules-unmet G11W");
  course.send("experts.opinion", own_opinion("a", "false", R"(,"paper":1)"));
}

// The four regions run beside one another; the course goes on when all four are done.
TEST(StatutorySteps, MayBeDoneInAnyOrder) {
  Course course;
  course.coordinated().reviewed_for_competition().assessed().argued();
  course.checked_for_secrets().send("notice.open", R"({"title":"征求意见","how":"信函"})");
  course.in({"pp_open", "ex_done", "ra_done", "fc_done"});
  course.given.until("2026-04-02T00:00:00+08:00");
  course.by(drafter())
      .add({"PUB-03", "PUB-05"})
      .send("participation.feedback")
      .in({"consolidating"});
}

TEST(Article20, OneExpertInThreeMayBeOfTheCompetentDepartment) {
  Course course;
  course.coordinated().send("experts.invite", Course::invitation).add({"EXP-03", "EXP-04"});
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
  course.coordinated().send("experts.invite", Course::invitation).add({"EXP-03", "EXP-04"});
  for (const char* expert : {"a", "b", "c", "d", "e"}) course.opinion_of(expert);
  EXPECT_EQ(course.refused(
                "experts.strike",
                R"({"expert":"z","ground":"direct_interest","reason":"持股","approver":"zhao"})"),
            "rules-unmet G11C");
  course.send("experts.strike",
              R"({"expert":"e","ground":"direct_interest","reason":"持股","approver":"zhao"})");
  EXPECT_EQ(course.refused("experts.conclude"), "rules-unmet G11");
  EXPECT_EQ(course.refused("experts.opinion", R"({"expert":"e","unit":"u","conclusion":"support",
    "text":"t","direct_interest":false,"paper":1})"),
            "rules-unmet G11S");
  course.knows("experts", experts_named({"f"})).send("experts.invite", Course::invitation);
  course.opinion_of("f").send("experts.conclude").in({"ex_done"});
}

TEST(Article21, AnOrganWithoutAPoolUsesItsSuperiors) {
  Course course;
  course.policy = object(R"({"expert_pool":"none"})");
  course.coordinated();
  EXPECT_EQ(course.refused("experts.invite", Course::invitation), "rules-unmet G11P");
  course.send("experts.invite", R"({"plan":"抽取","pool":"superior","experts":["a"]})");
  course.in({"ex_arguing"});
}

TEST(Article41, AnExpertWhoBreachesEthicsCountsNoMore) {
  Course course;
  course.coordinated().send("experts.invite", Course::invitation).add({"EXP-03"}).opinion_of("a");
  // Nobody does away alone with what an expert said against the draft, the office no more than who
  // drafts.
  const char* alone = R"({"expert":"a","ground":"breach","reason":"抄袭他人意见"})";
  for (const Actor& who : {drafter(), office(), actor("ban", {"office"}, "education")})
    EXPECT_EQ(course.by(who).refused("experts.strike", alone), "rules-unmet G11Z");
  course.by(drafter());
  const char* approved =
      R"({"expert":"a","ground":"breach","reason":"抄袭他人意见","approver":"x"})";
  for (const JsonObject& nobody :
       {JsonObject{{"found", nullptr}}, account("wang", "organ_head"), account("lao", "drafter")}) {
    course.knows("approver", nobody);
    EXPECT_EQ(course.refused("experts.strike", approved), "rules-unmet G11Z");
  }
  course.by(office()).knows("approver", account("chen", "office"));
  EXPECT_EQ(course.refused("experts.strike", approved), "rules-unmet G11Z");
  course.knows("approver", account("zhao", "organ_head")).send("experts.strike", approved);
  const Json& used = course.given.snapshot().session.data.at("exceptions");
  EXPECT_EQ(used.at(used.as_array().size() - 1).at("kind"), "expert_struck");
  EXPECT_EQ(used.at(used.as_array().size() - 1).at("approval"), "waiting");
  const auto& struck =
      course.given.snapshot().session.data.at("experts").at("opinions").at(0).as_object();
  EXPECT_EQ(struck.at("struck_for"), "抄袭他人意见");
  EXPECT_EQ(struck.at("struck_ground"), "breach");
  EXPECT_EQ(struck.at("draft_sha256"), "");
}

TEST(Article19, LeavingExpertsOutIsApprovedBySomeoneElse) {
  Course course;
  course.coordinated().knows("approver", account("wang", "organ_head"));
  for (const char* alone :
       {R"({"reason":"不涉专业技术"})", R"({"reason":"不涉专业技术","approver":"wang"})"}) {
    EXPECT_EQ(course.refused("experts.not_required", alone), "rules-unmet G11N") << alone;
  }
  course.knows("approver", account("zhao", "organ_head"));
  course.send("experts.not_required", R"({"reason":"不涉专业技术","approver":"zhao"})");
  course.in({"ex_done"});
}

/// Of the pool, of that kind.
JsonObject of_kind(const char* id, const char* kind) {
  return {{"found", JsonObject{{"id", id}, {"name", id}, {"kind", kind}}}};
}

// What the pool says of an expert is not left out by whoever enters the opinion.
TEST(Article20, TheShareOfEachKindIsCountedAsThePoolHasIt) {
  for (const auto& [kind, most] : {std::pair{"department", 1}, std::pair{"subordinate", 2}}) {
    Course course;
    course.coordinated().send("experts.invite", Course::invitation).add({"EXP-03"});
    int of_them = 0;
    for (const char* expert : {"a", "b", "c", "d", "e"}) {
      const bool is_of_kind = of_them++ <= most;
      course.knows("expert", of_kind(expert, is_of_kind ? kind : "independent")).opinion_of(expert);
    }
    EXPECT_EQ(course.add({"EXP-04"}).refused("experts.conclude"), "rules-unmet G11") << kind;
  }
}

TEST(Article20, NobodyIsInvitedOfWhomThePoolHasADirectInterest) {
  Course course;
  JsonObject invited = experts_named({"a", "b", "c", "d", "e"});
  JsonObject interested{{"id", "a"}, {"name", "a"}, {"interest", "direct"}};
  invited["found"] = JsonArray{std::move(interested)};
  course.coordinated().knows("experts", invited);
  EXPECT_EQ(course.refused("experts.invite", Course::invitation), "rules-unmet G11J");
}

}  // namespace
}  // namespace gavel::law
