// Who may not do both: the same person in two parts, told apart by account wherever the name that
// was typed is somebody's. workflows/README.md lists the twelve rules.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

JsonObject person(const char* account) {
  return {{"found", JsonObject{{"account", account}, {"name", account}, {"unit", "u"}}}};
}
JsonObject unit(const char* id) {
  return {{"found", JsonObject{{"id", id}, {"name", std::string("名称") + id}}}};
}
/// What the registers say of the fields of a form.
void registers(Course& course, JsonObject fields) {
  JsonObject out = facts();
  out["registers"] = std::move(fields);
  course.given.facts(std::move(out));
}
Course planning() {
  Course course;
  course.coordinated();
  return course;
}

// The names differ, the account does not.
TEST(Separation, WhoRaisesAnExceptionDoesNotApproveItUnderAnotherName) {
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
  const char* secret = R"({"basis":"保密法","approver":"老王"})";
  registers(course, {{"approver", person("wang")}});
  course.add({"PUB-10"});
  EXPECT_EQ(course.refused("participation.not_required", secret), "rules-unmet G06");
  registers(course, {{"approver", person("zhao")}});
  course.send("participation.not_required", secret).in({"pp_done"});
  course.send("experts.not_required", none).in({"ex_done"});
  course.send("risk.not_required", none).in({"ra_done"});
}

TEST(Separation, WhoReviewsAnExplorationDoesNotApproveIt) {
  Course course;
  course.advised().by(justice()).add({"LEG-04"}).at("2026-04-15T09:00:00+08:00");
  const char* exploring = R"({"conclusion":"exploratory_risk","power":"p","procedure":"p",
    "content":"c","risk_note":"r","no_rule_finding":"n","approver":"法某"})";
  registers(course, {{"approver", person("fa")}});
  EXPECT_EQ(course.sign().refused("review.opinion", exploring), "rules-unmet G18X");
  registers(course, {{"approver", person("zhao")}});
  course.sign().send("review.opinion", exploring).in({"legality_responded"});
}

TEST(Separation, WhoKeepsADecisionUnpublishedDoesNotApproveThat) {
  Course course;
  course.signed_off().by(office()).add({"ISS-02"});
  const char* restricted = R"({"basis":"保密法","approver":"陈某"})";
  registers(course, {{"approver", person("chen")}});
  EXPECT_EQ(course.refused("publication.restrict", restricted), "rules-unmet G26R");
  registers(course, {{"approver", JsonObject{{"found", nullptr}}}});
  course.send("publication.restrict", restricted).in({"published"});
}

TEST(Separation, TheChairOfAHearingNeitherPresentsNorRecords) {
  Course course;
  course.notice_closed().by(drafter());
  const char* announcement = R"({"date":"2026-04-20","place":"礼堂","chair":"甲","presenter":"乙",
    "recorder":"丙","selection":"报名","quotas":[{"group":"商户","seats":2,"stakeholders":true},
    {"group":"居民","seats":1,"stakeholders":false}]})";
  const JsonObject one = person("li"), other = person("qian"), third = person("sun");
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

TEST(Separation, WhoDraftedNeitherReviewsNorSealsThoughTheyHaveMovedToAnotherUnit) {
  Course course;
  course.sent_for_review().by(actor("wang", {"justice"}, "justice"));
  EXPECT_EQ(course.refused("review.accept"), "rules-unmet G15U");
  Course archive;
  archive.carried_out().by(actor("wang", {"archivist"}, "archives"));
  EXPECT_EQ(archive.refused("archive.collect", R"({"fonds":"X","organisation":"B"})"),
            "rules-unmet G28D");
}

TEST(Separation, TheMainAssessorDoesNotEvaluateUnderAnotherName) {
  Course course;
  course.executed().by(office()).add({"EVA-01"});
  const char* evaluation = R"({"trigger":"organ_decided","evaluator":"市风险评估中心","plan":"p"})";
  registers(course, {{"evaluator", unit("risk-centre")}});
  EXPECT_EQ(course.refused("evaluation.start", evaluation), "rules-unmet G32");
  registers(course, {{"evaluator", unit("university")}});
  course.send("evaluation.start", evaluation).in({"evaluating"});
}

TEST(Separation, TheHeadSignsAndNobodyForThem) {
  Course course;
  course.reported().by(head()).add({"ISS-01"});
  EXPECT_EQ(course.refused("decision.sign", R"({"number":"1"})"), "signature-required");
  Actor deputy = actor("deputy", {"organ_head"}, "government");
  deputy.on_behalf_of = "zhao";
  EXPECT_EQ(course.by(deputy).sign().refused("decision.sign", R"({"number":"1"})"),
            "rules-unmet G25S");
  course.by(head()).sign().send("decision.sign", R"({"number":"1"})").in({"publishing"});
  EXPECT_EQ(course.given.snapshot().session.data.at("signing").at("key_id"), "k1");
}

}  // namespace
}  // namespace gavel::law
