// Decree 713 art. 10, 30, 34, 36 and 37: the head who decides is the head of the organ, not of a
// unit that drafts the decision or carries it out.
#include "tests/law/carrying_out.hpp"
#include "tests/law/heads_out.hpp"

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
  known["recused"] = JsonArray{
      JsonObject{{"account", "mayor"}, {"deputy", "zhao"}, {"step", "declare"}, {"is_head", true}}};
  course.given.facts(known);
  constexpr std::string_view number = R"({"number":"政发〔2026〕9号"})";
  EXPECT_EQ(
      course.by(actor("sun", {"member"}, "government")).sign().refused("decision.sign", number),
      "rules-unmet G25Y");
  // Whom the head names with a declaration is named by nobody's decision.
  course.by(actor("zhao", {"member"}, "government"));
  EXPECT_EQ(course.sign().refused("decision.sign", number), "rules-unmet G25Y");
  known.at("recused").as_array()[0].as_object()["step"] = "order";
  course.given.facts(known);
  course.sign().send("decision.sign", number);
}

// Whoever presides as the head's delegate acts for the head, and is told so.
TEST(Article30, WhoeverPresidesByDelegationIsToldToActForTheHead) {
  Course course;
  course.met().stances().by(actor("zhao", {"member"}, "government"));
  const auto spoken = course.unmet("meeting.head_statement", R"({"text":"同意"})");
  EXPECT_EQ(spoken.id, "G22S");
  EXPECT_THAT(spoken.remedy.zh, testing::HasSubstr("on_behalf_of"));
  course.by(recorder()).send("meeting.head_statement", R"({"text":"同意"})").add({"MTG-04"});
  course.by(actor("zhao", {"member"}, "government"));
  const auto decided = course.unmet("meeting.decide", R"({"outcome":"approve"})");
  EXPECT_EQ(decided.id, "G23H");
  EXPECT_THAT(decided.remedy.zh, testing::HasSubstr("on_behalf_of"));
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

/// The register of recusals: the mayor keeps out, and `deputy` is named by the order.
JsonObject mayor_keeps_out(const char* deputy) {
  JsonObject known = facts();
  known["recused"] = JsonArray{
      JsonObject{{"account", "mayor"}, {"deputy", deputy}, {"step", "order"}, {"is_head", true}}};
  return known;
}

/// As the register of recusals says it: there is one head, and the order gives that role.
JsonObject stands_in_for_the_mayor(const char* deputy) {
  JsonObject known = mayor_keeps_out(deputy);
  known.at("recused").as_array()[0].as_object()["roles"] = JsonArray{"organ_head"};
  return known;
}

// Every act of the head, by the order alone.
TEST(Article10, TheDeputyForAHeadWhoKeepsOutStartsTheProcedure) {
  Course course;
  course.studied().given.facts(stands_in_for_the_mayor("jia"));
  EXPECT_EQ(course.by(member("yi")).refused("initiation.reject", R"({"reason":"条件不具备"})"),
            "not-permitted");
  course.by(member("jia")).send("initiation.reject", R"({"reason":"条件不具备"})");
}

TEST(Article19, TheDeputyForAHeadWhoKeepsOutApprovesWhatTheHeadWould) {
  Course course;
  course.coordinated().by(drafter());
  constexpr std::string_view none = R"({"reason":"不涉专业技术","approver":"jia"})";
  JsonObject known = stands_in_for_the_mayor("yi");
  known.at("registers").as_object()["approver"] = account("jia", "member");
  course.given.facts(known);
  EXPECT_EQ(course.refused("experts.not_required", none), "rules-unmet G11N");
  known["recused"] = stands_in_for_the_mayor("jia").at("recused");
  course.given.facts(known);
  course.send("experts.not_required", none);
}

TEST(Article36, TheDeputyForAHeadWhoKeepsOutWithdrawsTheMatter) {
  Course course;
  course.coordinated().given.facts(stands_in_for_the_mayor("jia"));
  constexpr std::string_view ends = R"({"reason":"上级已另行部署"})";
  EXPECT_EQ(course.by(member("yi")).refused("matter.withdraw", ends), "not-permitted");
  course.by(member("jia")).send("matter.withdraw", ends);
}

TEST(Article24, TheDeputyForAHeadWhoKeepsOutFindsWhetherTheRiskIsControllable) {
  Course course;
  course.coordinated().risk_reported().given.facts(mayor_keeps_out("jia"));
  constexpr std::string_view finding = R"({"controllable":true})";
  EXPECT_EQ(course.by(member("yi")).sign().refused("risk.finding", finding), "rules-unmet G23HX");
  EXPECT_THAT(
      course.unmet("risk.finding", finding).remedy.zh,
      testing::AllOf(testing::HasSubstr("代理人"), testing::Not(testing::HasSubstr("on_behalf"))));
  course.by(member("jia")).sign().send("risk.finding", finding).in({"ra_done"});
}

TEST(Article30, TheDeputyForAHeadWhoKeepsOutTakesTheChairAndDecides) {
  Course course;
  JsonObject known = mayor_keeps_out("qian");
  known.at("registers").as_object()["chair"] = deputy_in_the_chair();
  course.packed().given.facts(known);
  course.send("meeting.notify", R"({"body":"executive","held_on":"2026-04-21","place":"一",
      "chair":"qian","members":["zhao","qian","sun","zhou","wu"],"recorder":"ji"})");
  course.at("2026-04-21T09:00:00+08:00").arrive({"qian", "sun", "zhou"}).send("meeting.open");
  course.by(recorder()).stance("sun", "agree").stance("zhou", "agree").by(member("qian"));
  course.send("meeting.head_statement", R"({"text":"同意"})").by(recorder()).add({"MTG-04"});
  EXPECT_EQ(course.by(member("sun")).refused("meeting.decide", R"({"outcome":"approve"})"),
            "rules-unmet G23HX G22H");
  course.by(member("qian")).send("meeting.decide", R"({"outcome":"approve"})").in({"decided"});
}

// What a unit drafted none of its people decides, in whoever's place.
TEST(Article30, NobodyOfTheDraftingUnitTakesTheChairByAnOrderOrALoan) {
  constexpr std::string_view notice = R"({"body":"executive","held_on":"2026-04-21","place":"一",
      "chair":"qian","members":["zhao","qian","sun","zhou","wu"],"recorder":"ji"})";
  const auto of_unit = [](JsonObject chair, const char* unit) {
    chair.at("found").as_object()["unit"] = unit;
    return chair;
  };
  Course ordered, lent;
  JsonObject known = stands_in_for_the_mayor("qian");
  known.at("registers").as_object()["chair"] = of_unit(deputy_in_the_chair(), "education");
  ordered.packed().given.facts(known);
  EXPECT_EQ(ordered.refused("meeting.notify", notice), "rules-unmet G21H");
  lent.packed().knows("chair", of_unit(lent_chair(), "education"));
  EXPECT_EQ(lent.refused("meeting.notify", notice), "rules-unmet G21H");
  lent.knows("chair", of_unit(lent_chair(), "government")).send("meeting.notify", notice);
}

// The head is back on the day.
TEST(Article30, TheChairIsGivenBackToTheHeadBeforeTheMeetingOpens) {
  Course course;
  JsonObject chair = lent_chair();
  const Json mayor = seats({}).at("found");
  course.packed().knows("chair", chair);
  course.send("meeting.notify", R"({"body":"executive","held_on":"2026-04-21","place":"一",
      "chair":"qian","members":["zhao","qian","sun","zhou","wu"],"recorder":"ji"})");
  course.at("2026-04-21T09:00:00+08:00");
  constexpr std::string_view back = R"({"chair":"zhao","reason":"行政首长已返回"})";
  chair.at("found") = JsonObject{{"account", "sun"}, {"unit", "u"}, {"roles", JsonArray{"member"}}};
  EXPECT_EQ(course.knows("chair", chair).refused("meeting.chair", back), "rules-unmet G21G");
  chair.at("found") = mayor;
  course.knows("chair", chair).send("meeting.chair", back).arrive({"zhao", "qian", "sun"});
  course.send("meeting.open").stances().head_spoke();
  course.send("meeting.decide", R"({"outcome":"approve"})").in({"decided"});
}

/// The deputy by order has the chair; the head is member "zhao".
Course chaired_by_order(JsonObject& known) {
  known = stands_in_for_the_mayor("qian");
  known.at("recused").as_array()[0].as_object()["account"] = "zhao";
  known.at("registers").as_object()["chair"] = deputy_in_the_chair();
  known.at("registers").as_object()["seats"] =
      JsonObject{{"found", JsonArray{JsonObject{{"account", "qian"}}}}};
  Course course;
  course.packed().given.facts(known);
  course.send("meeting.notify", R"({"body":"executive","held_on":"2026-04-21","place":"一",
      "chair":"qian","members":["zhao","qian","sun","zhou","wu"],"recorder":"ji"})");
  course.at("2026-04-21T09:00:00+08:00");
  return course;
}

// Lifted on the day: the head who comes back takes the chair, and does not sit in beside it.
TEST(Article30, TheHeadWhoseRecusalIsLiftedTakesTheChairOrStaysOut) {
  JsonObject known;
  Course course = chaired_by_order(known);
  course.by(member("qian")).sign().send("risk.confirm", R"({"reason":"报告未变，风险可控"})");
  course.arrive({"qian", "sun", "zhou"});
  Course stays = course;
  stays.send("meeting.open");
  known.erase("recused");
  course.given.facts(known);
  EXPECT_EQ(course.by(recorder()).refused("meeting.arrive", R"({"member":"zhao"})"),
            "rules-unmet G21A G22C");
  EXPECT_EQ(course.by(office()).refused("meeting.open"), "rules-unmet G21Z");
}

// A head who lent the chair has gone before another takes it.
TEST(Article30, NobodyTakesTheChairBesideTheHeadWhoLentIt) {
  Course course;
  course.packed();
  course.send("meeting.notify", R"({"body":"executive","held_on":"2026-04-21","place":"一",
      "chair":"zhao","members":["zhao","qian","sun","zhou","wu"],"recorder":"ji"})");
  course.at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian", "sun", "zhou"});
  constexpr std::string_view lent = R"({"chair":"qian","reason":"行政首长另有公务"})";
  course.by(office()).knows("chair", lent_chair());
  EXPECT_EQ(course.refused("meeting.chair", lent), "rules-unmet G21G");
  course.by(recorder()).send("meeting.depart", R"({"member":"zhao"})").by(office());
  course.send("meeting.chair", lent);
  EXPECT_EQ(course.by(recorder()).refused("meeting.arrive", R"({"member":"zhao"})"),
            "rules-unmet G22C");
}

// Nor under one whose office has ended since the notice.
TEST(Article30, AMeetingIsNotOpenedUnderAChairWhoIsNotTheHeadAnyMore) {
  Course course;
  course.packed();
  course.send("meeting.notify", R"({"body":"executive","held_on":"2026-04-21","place":"一",
      "chair":"zhao","members":["zhao","qian","sun","zhou","wu"],"recorder":"ji"})");
  course.at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian", "sun"});
  const auto is_head = [&](bool still) {
    JsonObject seat{{"account", "zhao"}, {"is_head", still}};
    course.knows("seats", {{"found", JsonArray{std::move(seat)}}});
  };
  is_head(false);
  EXPECT_EQ(course.by(office()).refused("meeting.open"), "rules-unmet G21Z");
  is_head(true);
  course.send("meeting.open");
}

// What was lent is asked about again as the meeting opens.
TEST(Article30, AMeetingIsNotOpenedUnderAChairWhoseDelegationHasEnded) {
  Course course;
  course.packed().knows("chair", lent_chair());
  course.send("meeting.notify", R"({"body":"executive","held_on":"2026-04-21","place":"一",
      "chair":"qian","members":["zhao","qian","sun","zhou","wu"],"recorder":"ji"})");
  course.at("2026-04-21T09:00:00+08:00").arrive({"qian", "sun", "zhou"});
  const auto now_lent = [&](JsonArray lent) {
    JsonObject seat{{"account", "qian"}, {"lent", std::move(lent)}};
    course.knows("seats", {{"found", JsonArray{std::move(seat)}}});
  };
  now_lent({});
  EXPECT_EQ(course.by(office()).refused("meeting.open"), "rules-unmet G21Z");
  for (const char* lent : {"organ_head", "meeting.decide"}) {
    now_lent({lent});
    Course(course).send("meeting.open");
  }
}

// What was lent ends with its term, on the day of the meeting too.
TEST(Article30, WhoWasLentTheChairDecidesOnlyInTheHeadsNameWhileItIsLent) {
  Course course;
  course.packed().knows("chair", lent_chair());
  course.send("meeting.notify", R"({"body":"executive","held_on":"2026-04-21","place":"一",
      "chair":"qian","members":["zhao","qian","sun","zhou","wu"],"recorder":"ji"})");
  course.at("2026-04-21T09:00:00+08:00").arrive({"qian", "sun", "zhou"}).send("meeting.open");
  course.by(recorder()).stance("sun", "agree").stance("zhou", "agree").by(member("qian"));
  constexpr std::string_view statement = R"({"text":"同意"})", approve = R"({"outcome":"approve"})";
  EXPECT_EQ(course.refused("meeting.head_statement", statement), "rules-unmet G22S");
  Actor for_head = actor("qian", {"organ_head"}, "government");
  for_head.on_behalf_of = "zhao";
  course.by(for_head).send("meeting.head_statement", statement).by(recorder()).add({"MTG-04"});
  EXPECT_EQ(course.by(member("qian")).refused("meeting.decide", approve), "rules-unmet G23H");
  course.by(for_head).send("meeting.decide", approve).in({"decided"});
}

TEST(Article30, OnlyTheChairOrTheOfficeAdjourns) {
  Course course;
  course.met().by(head_of("works"));
  EXPECT_EQ(course.refused("meeting.adjourn", R"({"reason":"r"})"), "rules-unmet G21J");
  course.by(office()).send("meeting.adjourn", R"({"reason":"人数不足"})");
}

// The one of another bureau has the role for the letters it answers, or by a slip.
TEST(Article30, TheHeadOfAnotherUnitDoesNotSignForTheOrgan) {
  Course course;
  JsonObject chair = seats({"zhao", "qian", "sun", "zhou", "wu"});
  chair.at("found").as_object()["unit"] = "government";
  course.knows("chair", chair).reported().by(head()).add({"ISS-01"});
  constexpr std::string_view number = R"({"number":"政发〔2026〕9号"})";
  EXPECT_EQ(course.by(head_of("housing")).sign().refused("decision.sign", number),
            "rules-unmet G25Y");
  // Nor where the register of positions has them as a member alone; its head does, of whatever
  // unit.
  const auto seat = [](bool is_head, JsonArray posts) -> JsonObject {
    return {{"found", JsonArray{JsonObject{{"account", head_of("housing").account},
                                           {"is_head", is_head},
                                           {"posts", std::move(posts)}}}}};
  };
  const JsonArray post{JsonObject{{"organ", "丙市人民政府"}, {"title", "市长"}}};
  for (JsonObject& other : std::array{seat(false, post), seat(true, {})}) {
    course.knows("seats", std::move(other)).by(head_of("housing"));
    EXPECT_EQ(course.sign().refused("decision.sign", number), "rules-unmet G25Y");
  }
  Course succeeded = course;
  succeeded.knows("seats", seat(true, post)).by(head_of("housing")).sign();
  succeeded.send("decision.sign", number);
  course.forgets("seats");
  // A successor of who chaired is the head of the same organ.
  course.by(head_of("government")).sign().send("decision.sign", number);
}

TEST(Article30, ARecusalThatTheRegisterLiftedBarsNobodyFromTheChair) {
  Course course;
  course.met()
      .given.by(matter::clock_actor())
      .send("system.recused",
            object(R"({"member":"qian","reason":"亲属","how":"ordered","by":"feng"})"));
  course.by(office()).send("meeting.adjourn", R"({"reason":"人数不足"})");
  course.by(recorder()).add({"MTG-04"}).record_and_minutes().by(office());
  JsonObject notice = object(Course::notice_for("2026-04-24"));
  notice["chair"] = "qian";
  course.given.send("meeting.notify", std::move(notice));
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
  course.executed().by(office()).add({"EXE-01", "EVA-01"}).knows("unit", unit("research"));
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
