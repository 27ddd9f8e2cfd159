// Who may not do both: the same person in two parts, told apart by account wherever the name that
// was typed is somebody's. The suites are named after the <separation>s of the procedure; 07, 08
// and 11 are kept by the API and the database, and tried there.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

JsonObject person(const char* id) { return account(id, "organ_head"); }
/// Of the unit that drafts.
JsonObject colleague_of_drafter(const char* id) {
  JsonObject out = account(id, "drafter");
  out["found"].as_object()["unit"] = "education";
  return out;
}
JsonObject unit(const char* id) {
  return {{"found", JsonObject{{"id", id}, {"name", std::string("名称") + id}}}};
}
Actor for_another(Actor actor, std::string principal, std::string unit = "") {
  actor.on_behalf_of = std::move(principal);
  actor.principal_unit = std::move(unit);
  return actor;
}
/// What the registers say of the fields of a form.
void registers(Course& course, JsonObject fields) {
  JsonObject out = facts();
  out["registers"] = std::move(fields);
  course.given.facts(std::move(out));
}
Course planning() {
  Course course;
  course.coordinated().checked_for_secrets();
  return course;
}

/// Found since to hold secrets.
Course& withheld(Course& course) {
  course.by(office()).file("PUB-12", "anew");
  course.send("notice.check", R"({"finding":"withheld","reason":"涉及国家秘密"})");
  return course.by(drafter());
}

/// Started with the finance bureau as a second drafting unit.
Course drafting_together() {
  Course course;
  course.studied().by(head()).add({"INI-03", "INI-04"});
  course.knows("co_units", object(R"({"found":[{"id":"finance"}],"missing":[],
                                      "keys":["finance"]})"));
  course.send("initiation.start", R"({"drafting_unit":"education","catalogue_no":"2026-3",
    "co_units":["财政局"],"lead":"education"})");
  return course;
}

// Whoever drafts with the drafting unit is as near to the draft.
TEST(Separation, AUnitThatDraftsWithAnotherDoesWithoutWhatThatOneMayNot) {
  Course course = drafting_together();
  course.given.data("co_units", JsonArray{"finance"});
  EXPECT_EQ(course.given.snapshot().session.data.at("initiation").at("lead"), "education");
  course.by(drafter()).add({"DRF-01", "DRF-02", "DRF-04", "DRF-05"});
  course.send("draft.freeze", R"({"legal_basis":[{"title":"法","in_force":true}]})");
  course.send("coordination.ask", R"({"units":["land"]})");
  course.send("coordination.reply", R"({"unit":"land","opinion":"agree"})");
  course.add({"DRF-07", "PUB-01"}).send("coordination.conclude");
  const auto of_finance = [](const char* role) { return actor("cai", {role}, "finance"); };
  EXPECT_EQ(course.by(of_finance("market_regulator"))
                .refused("competition.not_market", R"({"reason":"r"})"),
            "rules-unmet G13N");
  JsonObject colleague = account("cai", "office");
  colleague.at("found").as_object()["unit"] = "finance";
  course.knows("approver", colleague).by(drafter());
  EXPECT_EQ(course.refused("experts.not_required", R"({"reason":"r","approver":"cai"})"),
            "rules-unmet G11N");
  course.risk_reported();
  EXPECT_EQ(course.by(of_finance("organ_head")).refused("risk.finding", R"({"controllable":true})"),
            "rules-unmet G12A");
  course.by(head()).sign().send("risk.finding", R"({"controllable":true})").argued();
  course.reviewed_for_competition().checked_for_secrets();
  course.send("notice.open", R"({"title":"征求意见","how":"信函"})");
  course.given.until("2026-04-02T00:00:00+08:00");
  course.by(drafter()).add({"PUB-03", "PUB-05"}).send("participation.feedback");
  course.send("draft.revise", R"({"change":"C1","explanation":"x"})");
  EXPECT_EQ(course.by(of_finance("office")).refused("change.decide", R"({"change":"C1"})"),
            "rules-unmet G33U");
  course.changed("C1").by(drafter()).add({"LEG-01"}).send("review.send");
  EXPECT_EQ(course.by(of_finance("justice")).refused("review.accept"), "rules-unmet G15U");
}

// The names differ, the account does not.
TEST(SeparationRule09, WhoRaisesAnExceptionDoesNotApproveItUnderAnotherName) {
  Course course = planning();
  const char* none = R"({"reason":"不涉及专业技术","approver":"老王"})";
  registers(course, {{"approver", person("wang")}});
  EXPECT_EQ(course.refused("experts.not_required", none), "rules-unmet G11N");
  course.by(assessor()).send("risk.trigger", R"({"stability":false,"security":false,
    "listed":false,"reason":"r"})");
  course.by(drafter());
  EXPECT_EQ(course.refused("risk.not_required", none), "rules-unmet G12X");
  const char* notice = R"({"title":"t","how":"h","shortened_days":7,"shortened_reason":"r",
                           "shortened_approver":"老王"})";
  registers(course, {{"shortened_approver", person("wang")}});
  EXPECT_EQ(course.refused("notice.open", notice), "rules-unmet G08S");
  const char* secret = R"({"basis":"《保守国家秘密法》第十三条","approver":"老王"})";
  registers(course, {{"approver", person("wang")}});
  withheld(course).add({"PUB-10"});
  EXPECT_EQ(course.refused("participation.not_required", secret), "rules-unmet G06");
  registers(course, {{"approver", person("zhao")}});
  course.send("participation.not_required", secret).in({"pp_done"});
  course.send("experts.not_required", none).in({"ex_done"});
  course.send("risk.not_required", none).in({"ra_done"});
}

// A name found in no register is nobody's, and whoever is found must be one who may approve.
TEST(SeparationRule09, AnExceptionIsApprovedBySomebodyWhoIsFoundAndMay) {
  Course course = planning();
  course.add({"PUB-10"}).by(assessor()).send("risk.trigger", R"({"stability":false,
    "security":false,"listed":false,"reason":"r"})");
  course.by(drafter());
  const std::vector<std::tuple<const char*, const char*, const char*>> exceptions{
      {"experts.not_required", R"({"reason":"r","approver":"某人"})", "G11N"},
      {"risk.not_required", R"({"reason":"r","approver":"某人"})", "G12X"},
      {"competition.not_market", R"({"reason":"r","approver":"某人"})", "G13N"}};
  const char* by_law = R"({"basis":"《保守国家秘密法》第十三条","approver":"某人"})";
  const char* shorter = R"({"title":"t","how":"h","shortened_days":7,"shortened_reason":"r",
                            "shortened_approver":"某人"})";
  for (const JsonObject& wrong : {JsonObject{{"found", nullptr}}, account("wang", "organ_head"),
                                  account("lao", "drafter"), account("qian", "member")}) {
    registers(course, {{"approver", wrong}, {"shortened_approver", wrong}});
    EXPECT_EQ(course.refused("notice.open", shorter), "rules-unmet G08S") << json_text(wrong);
    Course secret = course;
    withheld(secret);
    EXPECT_EQ(secret.refused("participation.not_required", by_law), "rules-unmet G06");
    for (const auto& [event, data, rule] : exceptions)
      EXPECT_EQ(course.refused(event, data), std::string("rules-unmet ") + rule)
          << json_text(wrong);
  }
  // Nor does whoever lent the sender their role.
  Actor deputy = drafter();
  deputy.on_behalf_of = "zhao";
  registers(course, {{"approver", account("zhao", "organ_head")}});
  EXPECT_EQ(course.by(deputy).refused("experts.not_required", std::get<1>(exceptions[0])),
            "rules-unmet G11N");
  registers(course, {{"approver", account("chen", "office")}});
  course.by(drafter());
  for (const auto& [event, data, rule] : exceptions) course.send(event, data);
  withheld(course).send("participation.not_required", by_law);
  const auto& used = course.given.snapshot().session.data.at("exceptions");
  EXPECT_EQ(used.as_array().size(), 4u);
  EXPECT_EQ(used.at(3).at("kind"), "non_public");
  EXPECT_EQ(used.at(3).at("approver"), "某人");
}

TEST(FairCompetition, IsLeftOutByTheRegulatorOrWithSomeoneElsesApproval) {
  Course course = planning();
  const char* alone = R"({"reason":"不涉及"})";
  EXPECT_EQ(course.refused("competition.not_market", alone), "rules-unmet G13N");
  EXPECT_EQ(course.by(actor("shi", {"market_regulator"}, "education"))
                .refused("competition.not_market", alone),
            "rules-unmet G13N");
  course.by(market_regulator()).send("competition.not_market", alone).in({"fc_done"});
}

TEST(SeparationRule09, WhoReviewsAnExplorationDoesNotApproveIt) {
  Course course;
  course.advised().by(justice()).add({"LEG-04"}).at("2026-04-15T09:00:00+08:00");
  const char* exploring = R"({"conclusion":"exploratory_risk","power":"p","procedure":"p",
    "content":"c","departure":"d","power_result":"conforms","procedure_result":"conforms",
    "content_result":"with_problems","risk_note":"r","no_rule_finding":"n","approver":"法某"})";
  registers(course, {{"approver", person("fa")}});
  EXPECT_EQ(course.sign().refused("review.opinion", exploring), "rules-unmet G18X");
  registers(course, {{"approver", person("zhao")}});
  course.sign().send("review.opinion", exploring).in({"legality_responded"});
}

TEST(SeparationRule09, WhoKeepsADecisionUnpublishedDoesNotApproveThat) {
  Course course;
  course.signed_off().by(office()).add({"ISS-02"});
  registers(course, {{"approver", person("chen")}});
  EXPECT_EQ(course.refused("publication.restrict", Course::restriction), "rules-unmet G26R");
  for (const JsonObject& nobody : {JsonObject{{"found", nullptr}}, account("li", "office")}) {
    registers(course, {{"approver", nobody}});
    EXPECT_EQ(course.refused("publication.restrict", Course::restriction), "rules-unmet G26R");
  }
  registers(course, {{"approver", person("zhao")}});
  course.send("publication.restrict", Course::restriction).in({"publishing"});
}

TEST(SeparationRule02, TheChairOfAHearingNeitherPresentsNorRecords) {
  Course course;
  course.policy = object(R"({"hearing_min_participants":3})");
  course.notice_closed().by(drafter());
  const char* announcement =
      R"({"date":"2026-04-20","time":"9:00","place":"礼堂","chair":"甲","presenter":"乙",
    "recorder":"丙","selection":"报名","quotas":[{"group":"商户","seats":2,"stakeholders":true},
    {"group":"居民","seats":1,"stakeholders":false}]})";
  const JsonObject one = colleague_of_drafter("li"), other = colleague_of_drafter("qian");
  const JsonObject third = person("sun");
  registers(course, {{"chair", one}, {"presenter", one}, {"recorder", other}});
  EXPECT_EQ(course.refused("hearing.announce", announcement), "rules-unmet G09P");
  registers(course, {{"chair", one}, {"presenter", other}, {"recorder", one}});
  EXPECT_EQ(course.refused("hearing.announce", announcement), "rules-unmet G09P");
  registers(course, {{"chair", one}});
  std::string typed = announcement;
  typed.replace(typed.find("丙"), std::string("丙").size(), "甲");
  EXPECT_EQ(course.refused("hearing.announce", typed), "rules-unmet G09P");
  registers(course, {{"chair", one}, {"presenter", other}, {"recorder", third}});
  course.send("hearing.announce", announcement);
}

TEST(SeparationRule03, TheRecorderOfAMeetingIsNotItsChair) {
  Course course;
  course.packed();
  EXPECT_EQ(course.refused("meeting.notify", R"({"body":"executive","held_on":"2026-04-21",
    "place":"第一会议室","chair":"zhao","members":["zhao","qian","sun"],"recorder":"zhao"})"),
            "rules-unmet G21N");
}

TEST(SeparationRule03, TheRecorderOfAHearingIsNotItsChair) {
  Course course;
  course.policy = object(R"({"hearing_min_participants":3})");
  course.notice_closed().by(drafter());
  registers(course, {{"chair", person("li")},
                     {"presenter", colleague_of_drafter("qian")},
                     {"recorder", person("li")}});
  EXPECT_EQ(course.refused("hearing.announce",
                           R"({"date":"2026-04-20","time":"9:00","place":"礼堂","chair":"甲",
    "presenter":"乙","recorder":"丙","selection":"报名","quotas":[{"group":"商户","seats":2,
    "stakeholders":true},{"group":"居民","seats":1,"stakeholders":false}]})"),
            "rules-unmet G09P");
}

// As their register says, whatever they say of themselves.
TEST(SeparationRule04, AnExpertWithADirectInterestDoesNotArgue) {
  Course course;
  course.coordinated().send("experts.invite", Course::invitation).add({"EXP-03"});
  const char* own = R"({"expert":"a","unit":"大学","conclusion":"support","text":"可行",
                        "direct_interest":true,"paper":1})";
  EXPECT_EQ(course.refused("experts.opinion", own), "rules-unmet G11I");
  registers(course,
            {{"expert", JsonObject{{"found", JsonObject{{"id", "a"}, {"interest", "direct"}}}}}});
  EXPECT_EQ(course.refused("experts.opinion", R"({"expert":"a","unit":"大学","conclusion":"support",
    "text":"可行","direct_interest":false,"paper":1})"),
            "rules-unmet G11I");
}

// Declared, asked for by another or ordered: the register says that they keep out, and so they do.
TEST(SeparationRule04, WhoIsRecusedHasNoPartInTheMatter) {
  Course course;
  course.called().at("2026-04-21T09:00:00+08:00").by(recorder());
  JsonObject known = facts();
  known["recused"] =
      JsonArray{JsonObject{{"account", "sun"}, {"step", "order"}, {"reason", "亲属"}},
                JsonObject{{"account", "chen"}, {"step", "declare"}, {"reason", "r"}}};
  course.given.facts(known);
  EXPECT_EQ(course.refused("meeting.arrive", R"({"member":"sun"})"), "rules-unmet G21A");
  const Refusal refusal = course.by(office()).given.refused("meeting.open");
  EXPECT_EQ(matter::reason(refusal), "not-permitted");
  EXPECT_EQ(refusal.recused.at("step"), "declare");
}

TEST(SeparationRule04, AMemberIsRecusedByThemselvesOrByTheHead) {
  Course course;
  course.met().by(member("qian"));
  EXPECT_EQ(course.refused("meeting.recuse", R"({"member":"sun","reason":"亲属"})"),
            "rules-unmet G21R");
  course.by(head()).send("meeting.recuse", R"({"member":"sun","reason":"亲属"})");
}

TEST(SeparationRule01, WhoDraftedDoesNotReviewThoughTheyHaveMovedToAnotherUnit) {
  Course course;
  course.sent_for_review().by(actor("wang", {"justice"}, "justice"));
  EXPECT_EQ(course.refused("review.accept"), "rules-unmet G15U");
  EXPECT_EQ(course.by(actor("fa", {"justice"}, "education")).refused("review.accept"),
            "rules-unmet G15U");
}

TEST(SeparationRule06, WhoDraftedDoesNotSealTheArchive) {
  Course course;
  course.carried_out().by(actor("wang", {"archivist"}, "archives"));
  EXPECT_EQ(course.refused("archive.collect", R"({"fonds":"X","organisation":"B"})"),
            "rules-unmet G28D");
}

// Who acts for another is as near to the matter as that other.
TEST(SeparationRule01, WhoDraftedDoesNotReviewThroughADelegateNorDoesTheirUnit) {
  Course course;
  course.sent_for_review().by(for_another(justice(), "wang"));
  EXPECT_EQ(course.refused("review.accept"), "rules-unmet G15U");
  course.by(for_another(justice(), "yuan", "education"));
  EXPECT_EQ(course.refused("review.accept"), "rules-unmet G15U");
  course.by(for_another(justice(), "yuan", "justice")).send("review.accept");
  Course archive;
  archive.carried_out().by(for_another(archivist(), "wang"));
  EXPECT_EQ(archive.refused("archive.collect", R"({"fonds":"X","organisation":"B"})"),
            "rules-unmet G28D");
}

// They settled nothing, but the text is theirs.
TEST(SeparationRule01, WhoFiledAVersionOfTheDraftDoesNotReviewIt) {
  Course course;
  course.started().by(actor("fa", {"drafter"}, "education")).add({"DRF-04"}).by(drafter());
  course.add({"DRF-01", "DRF-02", "DRF-04", "DRF-05"});
  course.send("draft.freeze", R"({"legal_basis":[{"title":"义务教育法第12条","in_force":true}]})");
  course.given.send("coordination.ask", object(R"({"units":["finance"]})"));
  course.send("coordination.reply", R"({"unit":"finance","opinion":"agree"})");
  course.add({"DRF-07", "PUB-01"}).send("coordination.conclude").checked_for_secrets();
  course.send("notice.open", R"({"title":"t","how":"h"})");
  course.notice_over().heard_out().argued().assessed().reviewed_for_competition();
  course.changed("C1").by(drafter()).add({"LEG-01"}).send("review.send").by(justice());
  EXPECT_EQ(course.refused("review.accept"), "rules-unmet G15U");
  course.by(actor("yuan", {"justice"}, "justice")).send("review.accept");
}

TEST(SeparationRule08, WhoDraftsForAnotherHasDraftedAndSoHasTheOther) {
  Course course;
  course.started().by(for_another(actor("tao", {"drafter"}, "education"), "wang"));
  course.add({"DRF-01", "DRF-02", "DRF-04", "DRF-05"});
  course.send("draft.freeze", R"({"legal_basis":[{"title":"义务教育法第12条","in_force":true}]})");
  EXPECT_EQ(json_text(course.given.snapshot().session.data.at("drafters")), R"(["tao","wang"])");
}

TEST(SeparationRule08, CounselDoesNotLendWhatTheyWereChosenFor) {
  Course course;
  course.accepted_for_review().by(for_another(counsel(), "fang"));
  EXPECT_EQ(course.sign().refused("review.counsel", R"({"conclusion":"lawful","text":"合法"})"),
            "not-permitted");
}

TEST(SeparationRule05, TheMainAssessorDoesNotEvaluateUnderAnotherName) {
  Course course;
  course.executed().by(office()).add({"EVA-01"});
  const char* evaluation = R"({"trigger":"organ_decided","evaluator":"市风险评估中心","plan":"p"})";
  registers(course, {{"evaluator", unit("risk-centre")}});
  EXPECT_EQ(course.refused("evaluation.start", evaluation), "rules-unmet G32");
  registers(course, {{"evaluator", unit("university")}});
  course.send("evaluation.start", evaluation).in({"evaluating"});
}

TEST(SeparationRule10, TheHeadSignsAndNobodyForThem) {
  Course course;
  course.reported().by(head()).add({"ISS-01"});
  EXPECT_EQ(course.refused("decision.sign", R"({"number":"政发〔2026〕1号"})"),
            "signature-required");
  Actor deputy = actor("deputy", {"organ_head"}, "government");
  deputy.on_behalf_of = "zhao";
  EXPECT_EQ(course.by(deputy).sign().refused("decision.sign", R"({"number":"政发〔2026〕1号"})"),
            "rules-unmet G25S G25Y");
  course.by(head())
      .sign()
      .send("decision.sign", R"({"number":"政发〔2026〕1号"})")
      .in({"publishing"});
  EXPECT_EQ(course.given.snapshot().session.data.at("signing").at("key_id"), "k1");
}

TEST(SeparationRule10, AnotherMemberInTheOfficeOfHeadDoesNotDecide) {
  Course course;
  course.met().stances().head_spoke().by(actor("qian", {"organ_head"}, "government"));
  EXPECT_EQ(course.refused("meeting.decide", R"({"outcome":"approve"})"), "rules-unmet G22H");
}

TEST(SeparationRule09, WhoAsksForAnExpertFromOutsideThePoolDoesNotApproveThat) {
  Course course = planning();
  const char* outside = R"({"plan":"抽取","experts":["a"],"outside_reason":"库内无此专业",
                            "outside_approver":"老王"})";
  registers(course, {{"experts", experts_named({"a"})},
                     {"outside_approver", account("wang", "organ_head")}});
  EXPECT_EQ(course.refused("experts.invite", outside), "rules-unmet G11Q");
  registers(course, {{"experts", experts_named({"a"})},
                     {"outside_approver", account("zhao", "organ_head")}});
  course.send("experts.invite", outside).in({"ex_arguing"});
  EXPECT_EQ(course.given.snapshot().session.data.at("exceptions").at(0).at("approver"), "老王");
}

TEST(SeparationRule09, WhoUsesAnEarlierAssessmentDoesNotFindItControllable) {
  Course course = planning();
  course.by(actor("he", {"assessor", "organ_head"}, "government"));
  course.send("risk.trigger", R"({"stability":true,"security":false,"listed":false,"reason":"r"})");
  course.add({"RSK-03"})
      .send("risk.reuse", R"({"report":"稳评〔2026〕1号","assessor":"市风险评估中心",
    "assessed_on":"2025-09-01","points":[{"source":"征地","likelihood":"low","effect":"low",
    "level":"low","measures":"沟通"}],"measures":"m","plan":"p","level":"low",
    "methods":[{"method":"visits","result":"走访"}],"conclusion":"proceed"})");
  EXPECT_EQ(course.refused("risk.finding", R"({"controllable":true})"), "rules-unmet G12A");
  course.by(head()).sign().send("risk.finding", R"({"controllable":true})").in({"ra_done"});
}

// Five are due and two keep out: of the three left, two are a quorum; where the organ counts the
// recused among those due, two of five are none.
TEST(SeparationRule12, RecusedMembersDoNotCountInTheQuorumUnlessTheOrganRulesSo) {
  const auto opened = [](bool are_due) {
    Course course;
    course.policy = {{"recused_are_due", are_due}};
    course.called().at("2026-04-21T09:00:00+08:00").by(head());
    for (const char* member : {"zhou", "wu"})
      course.given.send("meeting.recuse", {{"member", member}, {"reason", "亲属"}});
    course.arrive({"zhao", "qian"});
    if (are_due) return course.refused("meeting.open");
    course.send("meeting.open").in({"deliberating"});
    return std::string("opened");
  };
  EXPECT_EQ(opened(false), "opened");
  EXPECT_EQ(opened(true), "rules-unmet G21");
}

}  // namespace
}  // namespace gavel::law
