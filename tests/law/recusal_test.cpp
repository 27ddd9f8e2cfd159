// Who keeps out of the meeting (回避): at the own asking, by order of the head or by the register,
// and until whoever decided it lifts it. Decree 713, article 30.
#include "tests/law/stances.hpp"

namespace gavel::law {
namespace {

TEST(Article30, ARecusedMemberTakesNoStanceAndIsNotDue) {
  Course course;
  course.called().at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian", "sun", "wu"});
  course.by(member("sun"));
  const char* interest = R"({"member":"wu","reason":"亲属经营该项目"})";
  EXPECT_EQ(course.refused("meeting.recuse", interest), "rules-unmet G21R");
  course.by(member("wu")).send("meeting.recuse", interest).by(office()).send("meeting.open");
  course.by(recorder());
  EXPECT_EQ(course.refused("meeting.stance", R"({"member":"wu","stance":"agree"})"),
            "rules-unmet G23M");
  EXPECT_EQ(course.refused("meeting.arrive", R"({"member":"wu"})"), "rules-unmet G21A");
  // Three of the four who are due are there; with sun gone it is two of four.
  course.send("meeting.depart", R"({"member":"sun"})").stance("qian", "agree").by(head());
  const auto rule = course.unmet("meeting.head_statement", R"({"text":"同意"})");
  EXPECT_EQ(rule.seen.at("present"), Json(2));
  EXPECT_EQ(rule.seen.at("due"), Json(4));
}

TEST(Article30, AStanceTakenByWhoThenAsksToKeepOutCountsNoMore) {
  Course course;
  course.met().stances("oppose", "agree").by(head());
  EXPECT_EQ(course.refused("meeting.recuse", R"({"member":"zhao","reason":"利害关系"})"),
            "rules-unmet G21R");  // another chair comes first
  course.arrive({"zhou"}).by(recorder()).stance("zhou", "agree").by(head());
  course.by(member("qian")).send("meeting.recuse", R"({"member":"qian","reason":"利害关系"})");
  EXPECT_EQ(stances_of(course), "qian recused void; sun agree entered; zhou agree entered; ");
  EXPECT_EQ(course.given.snapshot().session.data.at("meeting").at("recused").at(0).at("how"),
            "asked");
  // Two agree of the two that count: to reject is against the majority.
  course.head_spoke();
  EXPECT_EQ(course.refused("meeting.decide", R"({"outcome":"reject"})"), "rules-unmet G24");
}

/// As the register of recusals says it of each, with every step.
JsonObject facts_recusing(std::initializer_list<const char*> accounts) {
  JsonObject out = facts();
  JsonArray recused;
  for (const char* each : accounts) recused.push_back(JsonObject{{"account", each}});
  out["recused"] = std::move(recused);
  return out;
}

TEST(Article30, ARecusalRegisteredBeforeTheMeetingKeepsTheMemberOut) {
  Course course;
  course.called().at("2026-04-21T09:00:00+08:00").given.facts(facts_recusing({"wu", "expert-7"}));
  course.by(recorder());
  EXPECT_EQ(course.refused("meeting.arrive", R"({"member":"wu"})"), "rules-unmet G21A");
  // Four are due without wu; the expert is none of them. Two are not more than half, three are.
  course.arrive({"zhao", "qian"});
  EXPECT_EQ(course.unmet("meeting.open").seen.at("present"), Json(2));
  EXPECT_EQ(course.unmet("meeting.open").seen.at("due"), Json(4));
  course.arrive({"sun"}).send("meeting.open").in({"deliberating"});
}

TEST(Article30, ARecusalRegisteredDuringTheMeetingTakesEffectInItByItself) {
  Course course;
  course.called().at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian", "sun", "zhou"});
  course.send("meeting.open").stances("oppose", "agree").by(recorder());
  course.given.facts(facts_recusing({"qian"}));
  EXPECT_EQ(course.refused("meeting.stance", R"({"member":"qian","stance":"agree"})"),
            "rules-unmet G23M");
  course.by(matter::clock_actor());
  const char* told = R"({"member":"qian","reason":"利害关系","how":"ordered","by":"zhao"})";
  course.send("system.recused", told);
  EXPECT_EQ(course.refused("system.recused", told), "not-now");  // once
  EXPECT_EQ(stances_of(course), "qian recused void; sun agree entered; ");
  // Three of the four who are due are there, and qian speaks no more.
  course.by(recorder()).stance("zhou", "agree").head_spoke();
  course.send("meeting.decide", R"({"outcome":"approve"})").in({"decided"});
}

std::string recused_in(const Course& course) {
  std::string out;
  const auto& meeting = course.given.snapshot().session.data.at("meeting");
  for (const Json& each : meeting.at("recused").as_array())
    out += std::string(each.at("member").as_string()) + " " +
           std::string(each.at("how").as_string()) + "; ";
  return out;
}

// Put off, the meeting is still about the same matter, and so is the interest in it.
TEST(Article30, ANewNoticeLeavesRecusalsStanding) {
  Course course;
  course.called().by(member("wu")).send("meeting.recuse", R"({"member":"wu","reason":"亲属"})");
  course.by(head()).send("meeting.recuse", R"({"member":"sun","reason":"利害关系"})");
  course.by(office()).send("meeting.notify", Course::notice_of_meeting);
  EXPECT_EQ(recused_in(course), "wu asked; sun ordered; ");
  course.at("2026-04-21T09:00:00+08:00").by(recorder());
  for (const char* out : {R"({"member":"wu"})", R"({"member":"sun"})"})
    EXPECT_EQ(course.refused("meeting.arrive", out), "rules-unmet G21A");
}

TEST(Article30, ARecusalOutlastsAnAdjournedMeeting) {
  Course course;
  course.met().by(head()).send("meeting.recuse", R"({"member":"wu","reason":"利害关系"})");
  course.send("meeting.adjourn", R"({"reason":"人数不足"})").by(recorder()).add({"MTG-04"});
  course.record_and_minutes().send("meeting.notify", Course::notice_for("2026-04-24"));
  EXPECT_EQ(recused_in(course), "wu ordered; ");
  const auto& before = course.given.snapshot().session.data.at("meetings").at(0);
  EXPECT_EQ(before.at("recused").as_array().size(), 1U);
}

TEST(Article30, WhoIsRecusedTakesNoChairInTheNextMeetingAndMayBeLeftOutOfItsNotice) {
  Course course;
  course.called().by(member("qian")).send("meeting.recuse", R"({"member":"qian","reason":"亲属"})");
  course.by(office());
  const auto notice = [](const char* chair) {
    return std::string(R"({"body":"executive","held_on":"2026-04-21","place":"一",
      "members":["zhao","qian","sun"],"recorder":"ji","chair":")") +
           chair + "\"}";
  };
  EXPECT_EQ(course.refused("meeting.notify", notice("qian")), "rules-unmet G21C");
  course.given.facts(facts_recusing({"zhao"}));
  EXPECT_EQ(course.refused("meeting.notify", notice("zhao")), "rules-unmet G21C");
  course.knows("chair", seats({"zhao", "qian", "sun"}));
  course.send("meeting.notify", R"({"body":"executive","held_on":"2026-04-21","place":"一",
    "members":["zhao","sun"],"recorder":"ji","chair":"zhao"})");
}

TEST(Article30, ARecusalIsLiftedByWhoeverDecidedItAndTheMemberSpeaksAnew) {
  Course course;
  course.met().by(head());
  course.send("meeting.recuse", R"({"member":"qian","reason":"利害关系"})");
  course.by(recorder()).stance("sun", "agree").by(member("sun"));
  course.send("meeting.recuse", R"({"member":"sun","reason":"亲属"})").by(head());
  const char* qian = R"({"member":"qian","reason":"查无利害关系"})";
  const char* sun = R"({"member":"sun","reason":"误记"})";
  EXPECT_EQ(course.refused("meeting.lift_recusal", sun), "rules-unmet G21X");
  course.by(member("qian"));
  EXPECT_EQ(course.refused("meeting.lift_recusal", qian), "rules-unmet G21X");
  EXPECT_EQ(course.refused("meeting.lift_recusal", R"({"member":"wu","reason":"r"})"),
            "rules-unmet G21X");
  course.by(member("sun")).send("meeting.lift_recusal", sun);
  course.by(head()).send("meeting.lift_recusal", qian);
  EXPECT_EQ(recused_in(course), "");
  EXPECT_EQ(stances_of(course), "");
  course.arrive({"qian", "sun"}).by(head());
  EXPECT_EQ(course.refused("meeting.head_statement", R"({"text":"同意"})"), "rules-unmet G22");
  course.stances("oppose", "oppose").head_spoke();
  EXPECT_EQ(course.refused("meeting.recuse", R"({"member":"qian","reason":"r"})"),
            "rules-unmet G21R");
}

// While it stands in the register only the register lifts it; once it does, it is over here too.
TEST(Article30, ARecusalOfTheRegisterIsLiftedThereAndNotKeptByTheNextNotice) {
  Course course;
  course.called().given.facts(facts_recusing({"wu"}));
  course.by(matter::clock_actor());
  const char* told = R"({"member":"wu","reason":"利害关系","how":"ordered","by":"zhao"})";
  course.send("system.recused", told).by(head());
  EXPECT_EQ(course.refused("meeting.lift_recusal", R"({"member":"wu","reason":"r"})"),
            "rules-unmet G21X");
  Course renewed = course;
  renewed.by(office()).send("meeting.notify", Course::notice_of_meeting);
  EXPECT_EQ(recused_in(renewed), "wu ordered; ");  // as the register still says
  renewed.at("2026-04-21T09:00:00+08:00").by(recorder());
  EXPECT_EQ(renewed.refused("meeting.arrive", R"({"member":"wu"})"), "rules-unmet G21A");
  course.given.facts(facts());
  course.by(matter::clock_actor());
  const char* lifted = R"({"member":"wu","reason":"查清","by":"zhao"})";
  course.send("system.recusal_lifted", lifted);
  EXPECT_EQ(course.refused("system.recusal_lifted", lifted), "not-now");
  course.at("2026-04-21T09:00:00+08:00").arrive({"wu"});
}

// Who is recused before anybody is called keeps out of the meeting from its notice on, and only
// they: of nobody who is not called it is told.
TEST(Article30, ANoticeTakesInWhomTheRegisterHasRecusedBefore) {
  Course course;
  course.packed().given.facts(facts_recusing({"wu", "gu"}));
  course.send("meeting.notify", Course::notice_of_meeting);
  EXPECT_EQ(recused_in(course), "wu ordered; ");
  course.by(matter::clock_actor()).given.facts(facts());
  course.send("system.recusal_lifted", R"({"member":"wu","reason":"查清","by":"zhao"})");
  EXPECT_EQ(recused_in(course), "");
}

TEST(Article30, AnOrganMayStillCountTheRecusedAsDue) {
  Course course;
  course.policy = object(R"({"recused_are_due":true})");
  course.called().at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian"});
  course.by(head()).send("meeting.recuse", R"({"member":"wu","reason":"利害关系"})");
  course.send("meeting.recuse", R"({"member":"sun","reason":"利害关系"})").by(office());
  EXPECT_EQ(course.refused("meeting.open"), "rules-unmet G21");
  EXPECT_THAT(course.unmet("meeting.open").remedy.zh, testing::HasSubstr("5人（含回避的）"));
  EXPECT_THAT(course.unmet("meeting.open").remedy.en,
              testing::HasSubstr("those recused among them"));
  Course not_due;
  not_due.called().at("2026-04-21T09:00:00+08:00").arrive({"zhao"}).by(office());
  EXPECT_THAT(not_due.unmet("meeting.open").remedy.zh, testing::HasSubstr("（不含回避的）"));
}

}  // namespace
}  // namespace gavel::law
