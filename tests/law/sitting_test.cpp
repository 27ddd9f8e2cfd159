// Decree 713 art. 30 and the Local Organisation Law art. 78: a matter is discussed by a body that
// meets, on its day, by those who are there; what was said there stays said.
#include "tests/law/course.hpp"
#include "tests/law/stances.hpp"

namespace gavel::law {
namespace {

constexpr std::string_view approve = R"({"outcome":"approve"})";
constexpr std::string_view approve_for_reasons = R"({"outcome":"approve","reason":"资金已落实"})";

JsonObject of_member(const char* member, const char* stance) {
  return {{"member", member}, {"stance", stance}};
}

TEST(Article30, StancesGatheredFromDayToDayAreNoMeeting) {
  Course course;
  course.met().by(recorder()).stance("qian", "agree");
  // One that runs past midnight goes on.
  course.at("2026-04-22T11:59:00+08:00").stance("sun", "agree");
  course.at("2026-04-22T12:00:00+08:00");
  EXPECT_EQ(course.refused("meeting.stance", json_text(of_member("qian", "abstain"))),
            "rules-unmet G22Y");
  EXPECT_EQ(course.by(head()).refused("meeting.head_statement", R"({"text":"同意"})"),
            "rules-unmet G22Y");
  course.send("meeting.adjourn", R"({"reason":"未能在当日议定"})").in({"meeting_scheduled"});
}

TEST(Article30, NorIsWhatWasDiscussedDecidedDaysLater) {
  Course course;
  course.met().stances().head_spoke().at("2026-04-23T09:00:00+08:00");
  EXPECT_EQ(course.refused("meeting.decide", approve), "rules-unmet G22Y");
}

TEST(Article30, TheHeadOrdersNobodyOutWhoHasSpoken) {
  Course course;
  course.met().stances("oppose").by(head());
  constexpr std::string_view order = R"({"member":"qian","reason":"与本事项有关"})";
  EXPECT_EQ(course.refused("meeting.recuse", order), "rules-unmet G21R");
  Course own = course;
  own.by(member("qian")).send("meeting.recuse", order);
}

// 38(3): the register of recusals may know of an interest late; what the member said is kept, and
// the head says why it is decided without the majority that was there.
TEST(Article30, WhoIsOrderedOutAfterSpeakingIsStillHeard) {
  Course course;
  course.met().stances("oppose").head_spoke();
  course.given.by(matter::clock_actor())
      .send("system.recused", object(R"({"member":"qian","reason":"亲属承包","how":"ordered",
                                          "by":"zhao"})"));
  course.by(head());
  EXPECT_EQ(course.refused("meeting.decide", approve_for_reasons), "rules-unmet G23 G21");
  const Json& kept = course.given.snapshot().session.data.at("meeting").at("stances").at(0);
  EXPECT_EQ(kept.at("said"), "oppose");
  EXPECT_EQ(kept.at("text"), "不同意，资金没有落实");
  EXPECT_EQ(kept.at("status"), "void");
}

TEST(Article30, AMajorityThatWasOrderedOutAsksForReasons) {
  Course course;
  course.called().at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian", "sun", "zhou", "wu"});
  course.send("meeting.open").by(recorder());
  course.stance("qian", "oppose").stance("sun", "oppose").stance("zhou", "agree");
  course.stance("wu", "agree");
  course.given.by(matter::clock_actor())
      .send("system.recused", object(R"({"member":"qian","reason":"亲属承包","how":"ordered",
                                          "by":"zhao"})"));
  course.head_spoke();
  EXPECT_EQ(course.refused("meeting.decide", approve), "rules-unmet G24");
  course.send("meeting.decide", approve_for_reasons).in({"decided"});
}

TEST(Article30, AHeadWhoLentTheChairDoesNotSitInBesideIt) {
  Course course;
  JsonObject chair = lent_chair();
  course.packed().knows("chair", chair);
  course.send("meeting.notify", R"({"body":"executive","held_on":"2026-04-21","place":"一",
      "chair":"qian","members":["zhao","qian","sun","zhou","wu"],"recorder":"ji"})");
  course.at("2026-04-21T09:00:00+08:00").by(recorder());
  EXPECT_EQ(course.refused("meeting.arrive", R"({"member":"zhao"})"), "rules-unmet G22C");
  course.arrive({"qian", "sun", "zhou"});
}

TEST(Article30, AMemberWhoWasLeftOutOfTheNoticeAndComesIsThere) {
  Course course;
  course.packed().knows("chair", seats({"zhao", "qian", "sun", "zhou", "wu"}));
  course.send("meeting.notify", R"({"body":"executive","held_on":"2026-04-21","place":"一",
      "chair":"zhao","members":["zhao","qian","sun"],"recorder":"ji","left_out_reason":"出差"})");
  course.at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian", "sun", "wu"});
  const Json& meeting = course.given.snapshot().session.data.at("meeting");
  EXPECT_EQ(json_text(meeting.at("members")), R"(["zhao","qian","sun","wu"])");
  EXPECT_EQ(json_text(meeting.at("left_out")), R"(["zhou"])");
  course.send("meeting.open").by(recorder()).stance("wu", "oppose");
}

TEST(Article30, AnotherRecorderTakesOverOnTheDay) {
  Course course;
  course.met();
  constexpr std::string_view taken_over = R"({"recorder":"lin","reason":"原记录人突发疾病"})";
  course.forgets("recorder");
  EXPECT_EQ(course.refused("meeting.recorder", taken_over), "rules-unmet G21W");
  course.knows("recorder", account("qian", "recorder"));
  EXPECT_EQ(course.refused("meeting.recorder", taken_over), "rules-unmet G21W");
  course.knows("recorder", account("lin", "recorder")).send("meeting.recorder", taken_over);
  course.by(recorder());
  EXPECT_EQ(course.refused("meeting.stance", json_text(of_member("qian", "agree"))),
            "rules-unmet G23O");
  course.by(actor("lin", {"recorder"}, "office")).stance("qian", "agree");
}

TEST(Article30, NobodyLeavesBeforeTheySpoke) {
  Course course;
  course.met().by(recorder()).at("2026-04-21T09:10:00+08:00").stance("qian", "agree");
  course.at("2026-04-21T09:30:00+08:00");
  EXPECT_EQ(
      course.refused("meeting.depart", R"({"member":"qian","at":"2026-04-21T09:05:00+08:00"})"),
      "rules-unmet G21T");
  course.send("meeting.depart", R"({"member":"qian","at":"2026-04-21T09:15:00+08:00"})");
}

TEST(Article30, ATimeBeforeMidnightIsOfTheMeetingStill) {
  Course course;
  course.called().at("2026-04-21T22:30:00+08:00").arrive({"zhao", "qian", "sun", "zhou"});
  course.send("meeting.open").by(recorder()).at("2026-04-22T00:20:00+08:00");
  course.send("meeting.depart", R"({"member":"zhou","at":"2026-04-21T23:50:00+08:00"})");
}

TEST(Article30, TheChairIsThere) {
  Course course;
  course.called().at("2026-04-21T09:00:00+08:00").arrive({"qian", "sun"});
  EXPECT_EQ(course.refused("meeting.open"), "rules-unmet G21");  // too few, whoever chairs
  course.arrive({"zhou"});
  const auto rule = course.unmet("meeting.open");
  EXPECT_EQ(rule.id, "G21RA");
  EXPECT_THAT(rule.remedy.zh, testing::HasSubstr("主持人（zhao）不在场"));
  EXPECT_THAT(rule.remedy.en, testing::HasSubstr("meeting.chair"));
  course.arrive({"zhao"}).send("meeting.open").by(recorder());
  EXPECT_EQ(course.refused("meeting.depart", R"({"member":"zhao"})"), "rules-unmet G21P");
}

}  // namespace
}  // namespace gavel::law
