// Written views of members who are not there: sent before the vote, kept and named, and counted
// only where the body's rules say so; and the shares of which those rules speak, at their edges.
#include "tests/vote/body.hpp"

namespace gavel::matter {
namespace {

const JsonObject counting{{"written_views_count", true}};

JsonObject said(const std::string& who) {
  return {{"member", who}, {"vote", "agree"}, {"text", "同意"}};
}

// Four of seven votes would carry it; three in the room and one in writing do not, unless the rules
// of the body count what absent members send.
TEST(WrittenView, OfAnAbsentMemberIsKeptAndDoesNotCount) {
  Given given = at_table(7, 5);
  view(given, "m6", "agree");
  counted(given, 5, 3, 0).in({"not_carried"});
  EXPECT_EQ(of(given, "views").at(0).at("member"), "m6");
  EXPECT_EQ(of(given, "views").at(0).at("status"), "own");
  EXPECT_EQ(of(given, "views").at(0).at("key_id"), "k1");
  EXPECT_EQ(json_text(of(given, "count_of").at("written")),
            R"({"agree":0,"oppose":0,"abstain":0})");
}

TEST(WrittenView, CountsWhereTheBodySaysSoAtTheEdge) {
  Given carried = at_table(7, 5, counting);
  view(carried, "m6", "agree");
  counted(carried, 5, 3, 0).in({"carried"});  // four of seven
  EXPECT_EQ(json_text(of(carried, "count_of").at("written")),
            R"({"agree":1,"oppose":0,"abstain":0})");
  Given abstains = at_table(7, 5, counting);
  view(abstains, "m6", "abstain");
  counted(abstains, 5, 3, 0).in({"not_carried"});
  Given near = at_table(7, 5, counting);
  view(view(near, "m6", "oppose"), "m7", "oppose");
  counted(near, 5, 4, 1).in({"deferred"});  // four for, three against
  Given apart = at_table(7, 5, counting);
  view(apart, "m6", "oppose");
  counted(apart, 5, 4, 1).in({"carried"});  // four for, two against
}

TEST(WrittenView, NeverMakesTheQuorum) {
  Given given = at_table(6, 3, counting);
  for (const char* who : {"m4", "m5", "m6"}) view(given, who, "agree");
  given.by(office());
  EXPECT_EQ(unmet(given, "meeting.begin"), "V05");
}

TEST(WrittenView, IsOfAMemberWhoIsDueNotRecusedAndNotInTheRoom) {
  Given given = at_table(6, 4);
  for (const char* who : {"m2", "m9"})
    EXPECT_EQ(unmet(own(given.by(member(who))), "view.send", said(who)), "V26") << who;
  Given no_chair = called();
  EXPECT_EQ(unmet(own(no_chair.by(chair())), "view.send", said("m1")), "V26");
  given.by(recorder()).send("attendance.recuse", {{"member", "m6"}, {"reason", "亲属"}});
  EXPECT_EQ(unmet(own(given.by(member("m6"))), "view.send", said("m6")), "V26");
  given.by(member("m5"));
  EXPECT_EQ(unmet(given, "view.send", said("m5")), "signature-required");
  EXPECT_EQ(unmet(own(given), "view.send", {{"member", "m5"}, {"vote", "agree"}}), "invalid-form");
  own(given).send("view.send", said("m5"));
}

// Who has left the room is absent, and may write until the vote opens.
TEST(WrittenView, IsSentUntilTheVoteOpens) {
  Given given = at_table(7, 6);
  given.by(office()).send("meeting.begin").by(recorder());
  speak(given, {"m6", "m5", "m4", "m3", "m2"});
  given.send("attendance.leave", {{"member", "m6"}});
  view(given, "m6", "oppose");
  speak(given, {"m1"}).by(chair()).send("vote.open");
  EXPECT_EQ(unmet(own(given.by(member("m7"))), "view.send", said("m7")), "not-now");
}

TEST(WrittenView, ComesFromTheMemberOrFromThePaperOnFile) {
  Given given = at_table(6, 4);
  EXPECT_EQ(unmet(own(given.by(member("m5"))), "view.send", said("m6")), "V27");
  given.by(recorder());
  EXPECT_EQ(unmet(given, "view.send", said("m6")), "V27");
  given.add("TOP-06").by(recorder()).send("view.send", said("m6"));
  EXPECT_EQ(of(given, "views").at(0).at("status"), "entered");
  view(given, "m6", "oppose").by(recorder());
  EXPECT_EQ(unmet(given, "view.send", said("m6")), "V28");
  EXPECT_EQ(of(given, "views").as_array().size(), 1U);
  EXPECT_EQ(of(given, "views").at(0).at("vote"), "oppose");
}

// A paper of the meeting before is none of this one.
TEST(WrittenView, IsOfThisMeeting) {
  Given given = opened(R"({"kind":"project","summary":"新建图书馆"})");
  given.add("TOP-01").add("TOP-02").send("topic.submit").by(chair()).send("agenda.accept");
  given.by(office()).add("TOP-06").at("2026-03-03T09:00:00+08:00");
  given.send(
      "meeting.notify",
      object(
          R"({"members":["m1","m2","m3"],"chair":"m1","recorder":"rec","held_on":"2026-03-12","place":"会议室"})"));
  given.by(recorder());
  EXPECT_EQ(unmet(given, "view.send", said("m3")), "V27");
}

TEST(WrittenView, IsSetAsideWhereTheMemberComesAfterAllOrIsRecused) {
  Given given = at_table(7, 5, counting);
  view(view(given, "m6", "oppose"), "m7", "oppose").by(recorder());
  given.send("attendance.arrive", {{"member", "m6"}});
  given.send("attendance.recuse", {{"member", "m7"}, {"reason", "亲属"}});
  counted(given, 6, 4, 2).in({"carried"});
  EXPECT_EQ(of(given, "views").at(0).at("status"), "attended");
  EXPECT_EQ(of(given, "views").at(1).at("status"), "void");
  EXPECT_EQ(json_text(of(given, "count_of").at("written")),
            R"({"agree":0,"oppose":0,"abstain":0})");
}

TEST(WrittenView, StandsAgainWhenTheRecusalIsLifted) {
  Given given = at_table(7, 5, counting);
  view(given, "m6", "agree").by(recorder());
  given.send("attendance.recuse", {{"member", "m6"}, {"reason", "亲属"}});
  given.send("attendance.lift_recusal", {{"member", "m6"}, {"reason", "查无利害关系"}});
  counted(given, 5, 3, 0).in({"carried"});
}

TEST(WrittenView, OfAMeetingIsKeptWithItWhenTheNextIsCalled) {
  Given given = at_table(6, 4);
  view(given, "m6", "oppose").by(office());
  given.send("meeting.adjourn", {{"reason", "人数不足"}});
  given.send(
      "meeting.notify",
      object(
          R"({"members":["m1","m2","m3"],"chair":"m1","recorder":"rec","held_on":"2026-03-12","place":"会议室"})"));
  given.data("views", JsonArray());
  Given held = at_table(6, 4);
  view(held, "m6", "oppose");
  counted(held, 4, 2, 2).in({"deferred"});
  own(record_signed(held)).send("minutes.sign", {{"number", 3}});
  held.send("topic.resume").send("agenda.accept").by(office());
  held.send(
      "meeting.notify",
      object(
          R"({"members":["m1","m2","m3"],"chair":"m1","recorder":"rec","held_on":"2026-03-12","place":"会议室"})"));
  EXPECT_EQ(of(held, "meetings").at(0).at("views").at(0).at("vote"), "oppose");
}

// ---- the shares of the body's rules

TEST(Share, OfTheQuorumIsWhatTheBodySays) {
  struct Row {
    int parts, of, due, least;
  };
  for (const Row& row :
       {Row{1, 2, 6, 3}, Row{1, 2, 7, 4}, Row{3, 4, 8, 6}, Row{3, 4, 7, 6}, Row{1, 1, 5, 5}}) {
    const JsonObject policy{{"quorum_parts", row.parts}, {"quorum_of", row.of}};
    Given short_of = at_table(row.due, row.least - 1, policy);
    short_of.by(office());
    EXPECT_EQ(unmet(short_of, "meeting.begin"), "V05") << row.parts << "/" << row.of;
    Given enough = at_table(row.due, row.least, policy);
    enough.by(office()).send("meeting.begin");
  }
}

// Nine are due; those who are there and are not for it abstain.
TEST(Share, OfTheMajorityIsWhatTheBodySaysMoreThanItOrReachingIt) {
  struct Row {
    int parts, of;
    bool reached;
    int agree;
    const char* state;
  };
  for (const Row& row : {Row{1, 2, false, 4, "not_carried"}, Row{1, 2, false, 5, "carried"},
                         Row{2, 3, false, 6, "not_carried"}, Row{2, 3, false, 7, "carried"},
                         Row{2, 3, true, 5, "not_carried"}, Row{2, 3, true, 6, "carried"},
                         Row{1, 1, true, 8, "not_carried"}, Row{1, 1, true, 9, "carried"},
                         // More than all there is not: all are enough.
                         Row{1, 1, false, 8, "not_carried"}, Row{1, 1, false, 9, "carried"},
                         Row{2, 2, false, 8, "not_carried"}, Row{2, 2, false, 9, "carried"}}) {
    Given given = at_table(9, 9,
                           {{"majority_parts", row.parts},
                            {"majority_of", row.of},
                            {"majority_reached", row.reached}});
    counted(given, 9, row.agree, 0).in({row.state});
  }
}

// A share that is no majority does not let fewer than are against it carry it.
TEST(Share, NeverLetsTheFewerCarryIt) {
  Given given = at_table(9, 9, {{"majority_parts", 1}, {"majority_of", 3}});
  counted(given, 9, 4, 5).in({"deferred"});
  Given apart = at_table(9, 8, {{"majority_parts", 1}, {"majority_of", 3}, {"near_tie_votes", 0}});
  counted(apart, 8, 4, 4).in({"deferred"});
  Given fewer = at_table(11, 11, {{"majority_parts", 1}, {"majority_of", 3}});
  counted(fewer, 11, 4, 7).in({"not_carried"});
}

TEST(Share, IsNoMoreThanTheWhole) {
  const auto& procedure = called().procedure();
  EXPECT_FALSE(procedure.policy(object(R"({"majority_parts":3,"majority_of":2})")).has_value());
  EXPECT_FALSE(procedure.policy(object(R"({"quorum_parts":3,"quorum_of":2})")).has_value());
}

}  // namespace
}  // namespace gavel::matter
