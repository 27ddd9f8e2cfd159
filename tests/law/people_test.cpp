// What the registers of people say of those whom an event names or who sends it: experts of the
// pool, counsel within their appointment.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

/// What the registers say, beside the usual facts.
void told(Course& course, const char* field, const char* said) {
  JsonObject all = facts();
  all["registers"].as_object()[field] = object(said);
  course.given.facts(all);
}

TEST(Article21, ExpertsComeFromThePoolInTheirTermUnlessAReasonIsGiven) {
  constexpr const char* invited = R"({"plan":"抽取","experts":["E-0001","外人"]})";
  Course course;
  course.coordinated();
  told(course, "experts",
       R"({"found":[{"id":"E-0001"}],"missing":["外人"],"keys":["E-0001","外人"]})");
  const auto rule = course.unmet("experts.invite", invited);
  EXPECT_EQ(rule.id, "G11M");
  EXPECT_EQ(json_text(rule.seen.at("outside")), R"(["外人"])");
  const char* outside =
      R"({"plan":"抽取","experts":["E-0001","外人"],"outside_reason":"库内无此专业"})";
  EXPECT_EQ(course.refused("experts.invite", outside), "rules-unmet G11Q");
  JsonObject known = facts();
  known.at("registers").as_object()["outside_approver"] = account("zhao", "organ_head");
  known.at("registers").as_object()["experts"] =
      object(R"({"found":[{"id":"E-0001"}],"missing":["外人"],"keys":["E-0001","外人"]})");
  course.given.facts(known);
  course.send("experts.invite", R"({"plan":"抽取","experts":["E-0001","外人"],
                                    "outside_reason":"库内无此专业","outside_approver":"zhao"})");
  course.in({"ex_arguing"});
}

TEST(Article21, ExpertsOfThePoolNeedNoReason) {
  Course course;
  course.coordinated();
  told(course, "experts", R"({"found":[{"id":"E-0001"}],"missing":[],"keys":["E-0001"]})");
  course.send("experts.invite", R"({"plan":"抽取","experts":["E-0001"]})").in({"ex_arguing"});
}

TEST(Article20, ADirectInterestDeclaredInThePoolBarsAsOneDeclaredHere) {
  constexpr const char* opinion = R"({"expert":"E-0001","unit":"大学","conclusion":"support",
    "text":"可行","direct_interest":false,"paper":1})";
  Course course;
  course.coordinated().knows("experts", experts_named({"E-0001"}));
  course.send("experts.invite", Course::invitation).add({"EXP-03"});
  told(course, "expert", R"({"found":{"id":"E-0001","interest":"direct"}})");
  EXPECT_EQ(course.refused("experts.opinion", opinion), "rules-unmet G11I");
  told(course, "expert", R"({"found":{"id":"E-0001","interest":"none"}})");
  course.send("experts.opinion", opinion);
}

TEST(Article28, CounselWithoutACurrentAppointmentGivesNoOpinionWhereTheRegisterIsKept) {
  constexpr const char* opinion = R"({"conclusion":"lawful","text":"合法"})";
  Course course;
  course.policy = object(R"({"counsel_register":true})");
  course.accepted_for_review().by(counsel()).add({"LEG-03"});
  told(course, "sender", R"({"found":null})");
  EXPECT_EQ(course.refused("review.counsel", opinion), "rules-unmet G17A");
  told(course, "sender", R"({"found":{"id":"C-0001","until":"2027-12-31"}})");
  EXPECT_EQ(course.refused("review.counsel", opinion), "signature-required");
  course.sign().send("review.counsel", opinion);
}

// The contract ended days before the signature, which the register was told of only afterwards.
TEST(Article28, ASignatureOfCounselWhoWasNotAppointedThenDoesNotCarryTheOpinion) {
  Course course;
  course.policy = object(R"({"counsel_register":true})");
  course.accepted_for_review().by(counsel()).add({"LEG-03"});
  told(course, "sender", R"({"found":{"id":"C-0001","until":"2027-12-31"}})");
  course.sign().send("review.counsel", R"({"conclusion":"lawful","text":"合法"})");
  course.by(justice()).add({"LEG-04"}).at("2026-04-15T09:00:00+08:00");
  const Json signatures = course.given.snapshot().session.data.at("review").at("counsel");
  told(course, "counsel", json_text(JsonObject{{"missing", signatures}}).c_str());
  EXPECT_EQ(course.sign().refused("review.opinion", Course::lawful), "rules-unmet G17");
  told(course, "counsel", R"({"missing":[]})");
  course.sign().send("review.opinion", Course::lawful).in({"legality_responded"});
}

// As of experts: whoever entered it in the register, and after the signature.
TEST(Article28, ASignatureOfCounselWithAnInterestDoesNotCarryTheOpinion) {
  Course course;
  course.accepted_for_review().by(counsel()).add({"LEG-03"});
  course.sign().send("review.counsel", R"({"conclusion":"lawful","text":"合法"})");
  course.by(justice()).add({"LEG-04"}).at("2026-04-15T09:00:00+08:00");
  const Json signatures = course.given.snapshot().session.data.at("review").at("counsel");
  told(course, "counsel",
       json_text(JsonObject{{"missing", JsonArray{}}, {"interested", signatures}}).c_str());
  EXPECT_EQ(course.sign().refused("review.opinion", Course::lawful), "rules-unmet G17J");
  Course another = course;
  another.by(actor("zhu", {"counsel"}, "justice"));
  another.sign().send("review.counsel", R"({"conclusion":"lawful","text":"合法"})");
  another.by(justice()).sign().send("review.opinion", Course::lawful).in({"legality_responded"});
}

TEST(Article28, CounselWithAnInterestOrFoundIncompetentGivesNoOpinion) {
  constexpr const char* opinion = R"({"conclusion":"lawful","text":"合法"})";
  Course course;
  course.accepted_for_review().by(counsel()).add({"LEG-03"});
  for (const char* said : {R"({"found":{"id":"C-0001","interest":"direct","assessed":""}})",
                           R"({"found":{"id":"C-0001","interest":"","assessed":"incompetent"}})"}) {
    told(course, "sender", said);
    EXPECT_EQ(course.refused("review.counsel", opinion), "rules-unmet G17I") << said;
  }
  told(course, "sender", R"({"found":{"id":"C-0001","interest":"none","assessed":"basic"}})");
  course.sign().send("review.counsel", opinion);
}

// Entered by whoever drew up the draft, under whichever of their names.
TEST(Article20, WhoEntersTheOpinionsIsNoExpertOnTheOwnDraft) {
  Course course;
  course.coordinated().send("experts.invite", Course::invitation).add({"EXP-03", "EXP-04"});
  const auto of = [](const char* name) {
    return std::string(R"({"expert":")") + name + R"(","unit":"大学","conclusion":"support",
        "text":"可行","direct_interest":false,"paper":1,"kind":"independent"})";
  };
  Actor named = drafter();
  named.name = "王承办";
  course.by(named);
  for (const char* self : {"wang", "王承办", "王 承办"})
    EXPECT_THAT(course.refused("experts.opinion", of(self)),
                testing::StartsWith("rules-unmet G11I"))
        << self;
  course.opinion_of("a");
}

// Whoever keeps out of a matter does nothing in it, whatever their role.
TEST(Article20, WhoeverKeepsOutOfTheMatterIsRefused) {
  Course course;
  course.coordinated();
  JsonObject all = facts();
  all["recused"] = JsonArray{JsonObject{{"account", drafter().account}, {"reason", "配偶任职"}}};
  course.given.facts(all);
  EXPECT_EQ(course.refused("experts.invite", Course::invitation), "not-permitted");
  course.given.facts(facts());
  course.send("experts.invite", Course::invitation).in({"ex_arguing"});
}

}  // namespace
}  // namespace gavel::law
