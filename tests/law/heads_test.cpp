// Decree 713 art. 10, 30, 34, 36 and 37: the head who decides is the head of the organ, not of a
// unit that drafts the decision or carries it out.
#include "tests/law/carrying_out.hpp"
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

Actor head_of(const char* unit) { return actor("cheng", {"organ_head"}, unit); }

TEST(Article10, TheHeadOfAUnitDoesNotStartWhatItIsToDraft) {
  Course course;
  course.studied().by(head()).add({"INI-03", "INI-04"});
  course.knows("drafting_unit", unit("education")).by(head_of("education"));
  EXPECT_EQ(course.refused("initiation.start", json_text(course.start)), "rules-unmet G02H");
  course.by(head()).given.send("initiation.start", course.start);
}

TEST(Article19, NorApprovesThatItLeavesAStepOut) {
  Course course;
  JsonObject approver = account("cheng", "organ_head");
  approver.at("found").as_object()["unit"] = "education";
  course.coordinated().by(drafter()).knows("approver", approver);
  EXPECT_EQ(course.refused("experts.not_required", R"({"reason":"r","approver":"cheng"})"),
            "rules-unmet G11N");
}

TEST(Article30, TheHeadOfTheDraftingUnitDoesNotSignForTheOrgan) {
  Course course;
  course.reported().by(head()).add({"ISS-01"}).by(head_of("education"));
  EXPECT_EQ(course.sign().refused("decision.sign", R"({"number":"政发〔2026〕9号"})"),
            "rules-unmet G25Y");
}

// 公务员法 art. 76 and 77: the head keeps out, and the order of recusal names who acts.
TEST(Article30, TheDeputyWhomTheOrderOfRecusalNamesSignsWhatWasDecidedUnderThem) {
  Course course;
  course.reported().by(head()).add({"ISS-01"});
  JsonObject known = facts();
  known["recused"] = JsonArray{JsonObject{{"account", "mayor"}, {"deputy", "zhao"}}};
  course.given.facts(known);
  constexpr std::string_view number = R"({"number":"政发〔2026〕9号"})";
  EXPECT_EQ(
      course.by(actor("sun", {"member"}, "government")).sign().refused("decision.sign", number),
      "rules-unmet G25Y");
  course.by(actor("zhao", {"member"}, "government")).sign().send("decision.sign", number);
}

// Nobody who must keep out is entered as refusing.
TEST(Article30, AChairWhoKeepsOutSinceIsNotedAsSuchAndNotAsRefusing) {
  Course course;
  course.decided();
  JsonObject known = facts();
  known["recused"] = JsonArray{JsonObject{{"account", "zhao"}, {"deputy", ""}}};
  known.at("registers").as_object()["left"] = account("zhao", "organ_head");
  course.given.facts(known);
  course.by(actor("xin", {"office"}, "office"));
  course.send("record.refuse", R"({"part":"chair","left":"zhao","reason":"申请回避"})");
  course.by(recorder()).sign().send("record.sign");
  const Json& noted = course.given.snapshot().session.data.at("meeting").at("signatures").at(0);
  EXPECT_EQ(noted.at("keeps_out"), true);
}

TEST(Article37, TheHeadOfTheExecutingUnitNeitherSuspendsNorResumesForTheOrgan) {
  Course course;
  course.executed().by(head_of("works"));
  EXPECT_EQ(course.refused("adjustment.drop"), "not-now");
  const auto rules =
      course.refused("execution.terminate", R"({"decision":"政发〔2026〕31号","reason":"r"})");
  EXPECT_NE(rules.find("G30H"), std::string::npos) << rules;
  Course stopped;
  suspended(stopped).add({"EXE-05"}).by(head_of("works"));
  EXPECT_EQ(stopped.refused("execution.resume", resume), "rules-unmet G30H");
}

TEST(Article36, AUnitThatCarriedItOutBeforeDoesNotEvaluateIt) {
  Course course;
  course.executed().by(office()).add({"EXE-01"}).knows("unit", unit("research"));
  course.send(
      "execution.reassign",
      R"({"unit":"research","tasks":[{"task":"施工","due":"2026-12-31"}],"reason":"改由其他单位"})");
  course.knows("evaluator", unit("works"));
  EXPECT_EQ(course.refused("evaluation.start",
                           R"({"trigger":"organ_decided","plan":"p","evaluator":"works"})"),
            "rules-unmet G32X");
}

TEST(Article29, WhoDraftedDoesNotCheckThePacketInTheOfficesName) {
  Course course;
  course.submitted();
  matter::Actor lent = drafter();
  lent.roles = {"office"};
  EXPECT_EQ(course.by(lent).refused("packet.accept"), "rules-unmet G20W");
}

}  // namespace
}  // namespace gavel::law
