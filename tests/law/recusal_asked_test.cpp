// Civil servants law art. 77, Decree 713 art. 20 and 30: that somebody keep out of a matter is
// decided before their act in it, where it was asked before.
#include "tests/law/carrying_out.hpp"
#include "tests/law/hearing.hpp"

namespace gavel::law {
namespace {

/// The usual facts; somebody asked that this one keep out, and nobody has answered.
JsonObject asked(const std::string& account) {
  JsonObject all = facts();
  all["recusals_asked"] = JsonArray{JsonObject{{"account", account},
                                               {"name", "姓名" + account},
                                               {"by", "li"},
                                               {"by_name", "李"},
                                               {"at", "2026-03-02T09:00:00.000+08:00"}}};
  return all;
}

/// Refused by that rule while it waits, and taken once it was declined.
void held_up(Course course, const char* rule, std::string_view event, std::string_view data,
             const std::string& account) {
  SCOPED_TRACE(event);
  course.given.facts(asked(account));
  EXPECT_EQ(course.sign().refused(std::string(event), data), std::string("rules-unmet ") + rule);
  course.given.facts(asked("somebody-else"));
  course.sign().send(std::string(event), data);
}

TEST(Article30, AReviewerOrCounselWhoIsAskedToKeepOutWaits) {
  Course course;
  course.accepted_for_review().by(counsel()).add({"LEG-03"});
  held_up(course, "G40", "review.counsel", R"({"conclusion":"lawful","text":"合法"})",
          counsel().account);
  Course reviewed;
  reviewed.advised().by(justice()).add({"LEG-04"}).at("2026-04-15T09:00:00+08:00");
  held_up(reviewed, "G40", "review.opinion", Course::lawful, justice().account);
}

TEST(Article24, AHeadWhoIsAskedToKeepOutFindsNothingControllable) {
  Course course;
  course.coordinated().risk_reported().by(head());
  held_up(course, "G40", "risk.finding", R"({"controllable":true})", head().account);
}

TEST(Article8, WhoeverIsAskedToKeepOutDoesNotFindThatItGoesElsewhere) {
  for (const char* event : {"npc.require", "upper.require"}) {
    Course course;
    course.decided().by(head());
    held_up(course, "G40", event, R"({"basis":"《城乡规划法》"})", head().account);
  }
}

TEST(Article30, AHeadWhoIsAskedToKeepOutDoesNotSign) {
  Course course;
  course.reported().by(head()).add({"ISS-01"});
  held_up(course, "G40", "decision.sign", R"({"number":"政发〔2026〕9号"})", head().account);
  course.given.facts(asked(head().account));
  const auto rule = course.sign().unmet("decision.sign", R"({"number":"政发〔2026〕9号"})");
  EXPECT_NE(rule.remedy.zh.find("李申请姓名zhao回避，尚未决定"), std::string::npos)
      << rule.remedy.zh;
}

// Nor does whoever acts for them.
TEST(Article30, TheWordingIsConfirmedByWhoeverIsNotAskedToKeepOut) {
  const char* confirms = R"({"substance":false,"unchanged":true,"note":"核对"})";
  Course course;
  course.met().stances().head_spoke().send("meeting.decide", R"({"outcome":"approve_text"})");
  held_up(course, "G40", "decision.confirm_text", confirms, head().account);
  Actor deputy = actor("qian", {"organ_head"}, "government");
  deputy.on_behalf_of = "zhao";
  course.by(deputy).given.facts(asked("zhao"));
  EXPECT_EQ(json_text(course.unmet("decision.confirm_text", confirms).seen),
            R"({"by":"李","whom":"姓名zhao"})");
}

TEST(Article20, AnExpertWhoIsAskedToKeepOutGivesNoOpinion) {
  Course course;
  course.coordinated().send("experts.invite", Course::invitation).add({"EXP-03"});
  const char* opinion = R"({"expert":"a","unit":"大学","conclusion":"support","text":"可行",
                            "direct_interest":false,"paper":1})";
  Course own = course;
  own.by(expert("a"));
  held_up(own, "G40E", "experts.opinion", opinion, "a");
  // Entered by somebody else, it is known by the account that the registers have for the name.
  const auto known = [](JsonObject all) {
    all["registers"].as_object()["expert"] = object(
        R"({"found":null,"persons":[{"account":"acc-a","name":"a","unit":"university"}],
            "roles":[],"units":[],"itself":null,"key":"a"})");
    return all;
  };
  course.given.facts(known(asked("acc-a")));
  EXPECT_EQ(course.refused("experts.opinion", opinion), "rules-unmet G40E");
  course.given.facts(known(asked("another")));
  course.send("experts.opinion", opinion);
}

// An order holds for whoever enters it: neither invited nor taken from paper.
TEST(Article20, AnExpertWhoWasOrderedToKeepOutIsNotInvitedAndGivesNoOpinion) {
  const char* opinion = R"({"expert":"a","unit":"大学","conclusion":"support","text":"可行",
                            "direct_interest":false,"paper":1})";
  const char* out = R"([{"account":"acc-a","name":"a","unit":"university"}])";
  Course course;
  course.coordinated().knows("experts", object(R"({"found":[],"missing":[],"keys":["a"],
      "whom":["a"],"persons":[],"roles":[],"units":[],"itself":[],"keep_out":)" +
                                               std::string(out) + "}"));
  EXPECT_EQ(course.refused("experts.invite", Course::invitation), "rules-unmet G40EX");
  Course invited;
  invited.coordinated().send("experts.invite", Course::invitation).add({"EXP-03"});
  invited.knows("expert", object(R"({"found":null,"roles":[],"units":[],"itself":null,"key":"a",
      "persons":)" + std::string(out) +
                                 R"(,"keep_out":)" + out + "}"));
  EXPECT_EQ(invited.refused("experts.opinion", opinion), "rules-unmet G40EX");
}

TEST(Article30, ARequestAgainstAMemberIsDecidedBeforeTheMeetingOpensAndBeforeTheHeadDecides) {
  Course course;
  course.called().at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian", "sun"});
  for (const char* due : {"zhao", "qian", "wu"}) {
    Course one = course;
    held_up(one, "G40M", "meeting.open", "{}", due);
  }
  course.send("meeting.open").stances().head_spoke();
  held_up(course, "G40M", "meeting.decide", R"({"outcome":"approve"})", "zhao");
  course.given.facts(asked("qian"));
  const auto waits = course.unmet("meeting.decide", R"({"outcome":"approve"})");
  EXPECT_EQ(waits.seen.at("asked").at(0).at("account"), "qian");
  // Whoever is not in the room decides nothing.
  course.given.facts(asked("wu"));
  course.send("meeting.decide", R"({"outcome":"approve"})").in({"decided"});
}

// ---- every act that decides, finds, approves or signs

/// Refused, by that rule among others, while it waits; by others alone once it was answered.
void waits(Course course, const char* event, std::string_view data = "{}",
           const char* rule = "G40") {
  SCOPED_TRACE(event);
  const std::string account = course.given.acting().account;
  course.given.facts(asked(account));
  EXPECT_THAT(course.sign().refused(event, data) + " ",
              testing::HasSubstr(std::string(" ") + rule + " "));
}
void goes_on(Course course, const char* event, std::string_view data = "{}") {
  SCOPED_TRACE(event);
  course.given.facts(asked(course.given.acting().account));
  course.send(event, data);
}

TEST(Article10, AHeadWhoIsAskedToKeepOutDecidesOnNoStart) {
  Course course;
  course.studied().by(head());
  waits(course, "initiation.reject", R"({"reason":"条件不成熟","answer":"暂不启动"})");
  waits(course, "initiation.return", R"({"reason":"补充研究"})");
  waits(course, "matter.exclude", R"({"ground":"own_procedure","reason":"r","plan":"p"})");
  waits(course, "matter.merge", R"({"into":"m7","reason":"同一事项"})");
  waits(course, "matter.withdraw", R"({"reason":"不再办理"})");
  course.add({"INI-03", "INI-04"}).forgets("approver").forgets("shortened_approver");
  waits(course, "initiation.start", json_text(course.start));
  Course started;
  waits(started.started().by(head()), "initiation.reassign",
        R"({"drafting_unit":"sports","reason":"机构改革"})");
}

TEST(Article22, AnAssessorWhoIsAskedToKeepOutReportsNoRisk) {
  Course course;
  course.coordinated().risk_judged().add({"RSK-03"});
  held_up(course, "G40", "risk.report", Course::risk, assessor().account);
  waits(course, "risk.reuse", R"({"report":"1","assessed_on":"2026-04-03","assessor":"x",
      "points":[{"source":"s","likelihood":"low","effect":"low","level":"low","measures":"m"}],
      "measures":"m","plan":"p","level":"low","conclusion":"proceed",
      "methods":[{"method":"visits","result":"走访"}]})");
}

TEST(Article29, ARegulatorWhoIsAskedToKeepOutConcludesOnNoCompetition) {
  Course course;
  course.coordinated().by(market_regulator()).add({"FCR-01"});
  held_up(course, "G40", "competition.conclude", R"({"conclusion":"passed"})",
          market_regulator().account);
  waits(course, "competition.renew", R"({"exempt_until":"2026-03-31","reason":"延期"})");
}

TEST(Article14, WhoeverIsAskedToKeepOutChecksNoNoticeForSecrets) {
  Course course;
  course.coordinated().by(office()).add({"PUB-12"});
  held_up(course, "G40", "notice.check", Course::publishable, office().account);
}

TEST(Article17, WhoeverIsAskedToKeepOutSignsNoRecordOfAHearing) {
  Course course = spoken();
  waits(course, "hearing.hold");
}

TEST(Article28, WhoeverIsAskedToKeepOutDecidesOnNoClassOfAChangeAndReopensNothing) {
  Course course;
  course.proceeded().by(drafter());
  goes_on(course, "draft.revise", R"({"change":"C1","explanation":"修改"})");
  course.send("draft.revise", R"({"change":"C1","explanation":"修改"})").by(office());
  held_up(course, "G40", "change.decide", R"({"change":"C1"})", office().account);
  waits(course, "step.reopen", R"({"step":"ex","reason":"r"})");
}

TEST(Article25, AReviewerWhoIsAskedToKeepOutTakesNoStepOfTheReview) {
  Course course;
  course.sent_for_review().by(justice());
  waits(course, "review.return", R"({"reason":"材料不齐"})");
  held_up(course, "G40", "review.accept", "{}", justice().account);
  course.send("review.accept");
  waits(course, "review.pause", R"({"cause":"supplement"})");
  waits(course, "review.extend", R"({"reason":"复杂"})");
  waits(course, "review.consent", R"({"reason":"情况紧急"})");
}

TEST(Article29, WhoeverIsAskedToKeepOutAcceptsAndReturnsNoPacket) {
  Course course;
  course.submitted().by(office());
  held_up(course, "G40", "packet.accept", "{}", office().account);
  waits(course, "packet.return", R"({"reason":"补充"})");
}

// What somebody says of themself holds nothing up.
TEST(Article30, AMemberWhoIsAskedToKeepOutStatesAViewAndOrdersNobodyOut) {
  Course course;
  course.met().by(member("qian"));
  goes_on(course, "meeting.recuse", R"({"member":"qian","reason":"亲属任职"})");
  course.sign();
  goes_on(course, "meeting.stance", R"({"member":"qian","stance":"agree"})");
  course.by(head());
  waits(course, "meeting.recuse", R"({"member":"qian","reason":"亲属任职"})", "G40R");
  course.send("meeting.recuse", R"({"member":"qian","reason":"亲属任职"})");
  waits(course, "meeting.lift_recusal", R"({"member":"qian","reason":"r"})", "G40R");
}

TEST(Article30, WhoeverIsAskedToKeepOutSignsNoRecordAndPutsNoOutcomeRight) {
  Course course;
  course.decided().by(head()).sign();
  waits(course, "outcome.correct", R"({"outcome":"reject","correction":"误选","reason":"r"})");
  course.system_files("MTG-03");
  held_up(course, "G40", "record.sign", "{}", head().account);
  course.record_signed().add({"MTG-05"}).by(recorder());
  held_up(course, "G40", "minutes.sign", "{}", recorder().account);
  course.minutes_signed().by(office()).knows("signatory", account("zhao", "organ_head"));
  const auto issued = [&](const char* whom) {
    JsonObject all = asked(whom);
    all["registers"].as_object()["signatory"] = account("zhao", "organ_head");
    course.given.facts(std::move(all));
    return course.refused("minutes.issue", R"({"number":12,"signatory":"zhao"})");
  };
  EXPECT_EQ(issued("zhao"), "rules-unmet G40A");
  course.given.facts(asked("somebody-else"));
  course.send("minutes.issue", R"({"number":12,"signatory":"zhao"})");
}

TEST(Article32, WhoeverIsAskedToKeepOutMakesNothingPublicAndWithholdsNothing) {
  Course course;
  course.signed_off().by(office());
  waits(course, "decision.correct", R"({"number":"政发〔2026〕19号","reason":"笔误"})");
  waits(course, "publication.restrict", Course::restriction);
  course.add({"ISS-02", "ISS-04"});
  held_up(course, "G40", "publication.publish", Course::channels, office().account);
}

// Danger does not wait: what is urgent, and what takes nothing from anybody, goes on.
TEST(Article37, WhoeverIsAskedToKeepOutDecidesOnNoExecutionButSuspendsInUrgency) {
  Course course;
  with_problem(course).by(head()).add({"EXE-05"});
  goes_on(course, "execution.suspend", urgent);
  waits(course, "adjustment.major", R"({"reason":"r"})");
  waits(course, "adjustment.minor", R"({"explanation":"勘误","change":"C0"})");
  waits(course, "execution.terminate", end);
  course.send("execution.suspend", urgent);
  waits(course, "execution.resume", resume);
  course.by(office());
  waits(course, "suspension.confirm", minuted);
  waits(course, "suspension.lift", minuted);
  course.by(inspector());
  waits(course, "execution.inspect", R"({"text":"t","rectify_by":"2026-05-30"})");
  course.by(head()).send("adjustment.major", R"({"reason":"r"})");
  waits(course, "adjustment.drop", R"({"reason":"不改"})");
}

TEST(Article36, WhoeverIsAskedToKeepOutConcludesNoEvaluation) {
  Course course;
  course.executed().by(head());
  course.add({"EVA-01"})
      .send("evaluation.start",
            R"({"trigger":"missed_effect","plan":"问卷","evaluator":"independent-institute"})");
  waits(course, "evaluation.conclude",
        R"({"reason":"r","outcome":"continue","heard":[{"who":"public","how":"问卷"}]})");
}

// Nor is whoever is asked to keep out named as approving what is left out of the course.
TEST(Article30, WhoeverIsAskedToKeepOutApprovesAndConfirmsNoException) {
  const char* left_out = R"({"reason":"不涉及专业性、技术性问题","approver":"zhao"})";
  Course course;
  course.coordinated().by(drafter());
  held_up(course, "G40A", "experts.not_required", left_out, "zhao");
  course.given.facts(asked("zhao"));
  const auto rule = course.unmet("experts.not_required", left_out);
  EXPECT_THAT(rule.remedy.zh, testing::HasSubstr("李申请姓名zhao回避，尚未决定"));
  course.given.facts(facts());
  course.send("experts.not_required", left_out).by(head());
  held_up(course, "G40", "exception.confirm", R"({"no":1})", "zhao");
  Course restricted;
  restricted.signed_off().by(office()).add({"ISS-02"});
  held_up(restricted, "G40A", "publication.restrict", Course::restriction, "zhao");
  // What whoever raises it enters is theirs to say.
  Course own;
  own.coordinated().by(drafter());
  goes_on(own, "experts.not_required", left_out);
}

}  // namespace
}  // namespace gavel::law
