// A body that votes at its edges: who is due, who is there, how near is even, and what becomes of a
// meeting that decides nothing.
#include "tests/vote/body.hpp"

namespace gavel::matter {
namespace {

/// As the register of recusals says it of one.
Given& recusing(Given& given, const char* account) {
  JsonObject known = numbers();
  known["recused"] = JsonArray{JsonObject{{"account", account}}};
  return given.facts(std::move(known));
}

TEST(Vote, WhoIsRecusedByTheRegisterIsNotDueAndTakesNoPart) {
  Given given = called();
  recusing(given.at("2026-03-05T09:00:00+08:00"), "m6").by(recorder());
  EXPECT_EQ(unmet(given, "attendance.arrive", {{"member", "m6"}}), "V06");
  // Five are due: three are no two thirds of them, four are; and three of the five carry.
  arrive(given, {"m1", "m2", "m3"}).by(office());
  EXPECT_EQ(unmet(given, "meeting.begin"), "V05");
  arrive(given, {"m4"}).by(office()).send("meeting.begin");
  speak(given, {"m2", "m3", "m4", "m1"}).by(chair()).send("vote.open");
  vote(given, {"m1", "m2", "m3"}, "agree");
  vote(given, {"m4"}, "abstain");
  close(given).in({"carried"});
}

TEST(Vote, ARecusalRegisteredDuringTheMeetingTakesEffectInItByItself) {
  Given given = called();
  arrive(given.at("2026-03-05T09:00:00+08:00"), {"m1", "m2", "m3", "m4", "m5"});
  given.by(office()).send("meeting.begin");
  recusing(speak(given, {"m2"}), "m3").by(recorder());
  EXPECT_EQ(unmet(given, "meeting.speak", {{"member", "m3"}, {"text", "意见"}}), "V08");
  const JsonObject told{{"member", "m3"}, {"reason", "亲属"}, {"how", "ordered"}, {"by", "m1"}};
  given.by(clock_actor()).send("system.recused", told);
  EXPECT_EQ(unmet(given, "system.recused", told), "not-now");  // once
  speak(given, {"m4", "m5", "m1"}).by(chair()).send("vote.open");
  vote(given, {"m1", "m2", "m4", "m5"}, "agree");
  close(given).in({"carried"});  // four of the five who are due
  given.data("count_of", object(R"({"due":5,"agree":4,"oppose":0,"abstain":0,
                                    "written":{"agree":0,"oppose":0,"abstain":0}})"));
}

/// Registered while the vote is open.
Given& recused_now(Given& given, const char* account) {
  recusing(given, account).by(clock_actor());
  return given.send(
      "system.recused",
      {{"member", account}, {"reason", "与本事项有关"}, {"how", "ordered"}, {"by", "m1"}});
}

// Nobody is taken out of a vote that was begun, and no dissent with them.
TEST(Vote, ARecusalRegisteredAfterTheVoteWasOpenedMakesItVoidAndItIsTakenAnew) {
  Given given = at_table(6, 5);
  at_vote(given, 5);
  vote(given, {"m1", "m2"}, "agree");
  vote(given, {"m3", "m4"}, "oppose");
  recused_now(given, "m4").in({"discussing"});
  given.data("votes", JsonArray());
  const Json& kept = of(given, "voided").at(0);
  EXPECT_EQ(kept.at("member"), "m4");
  EXPECT_EQ(kept.at("votes").as_array().size(), 4U);
  EXPECT_EQ(kept.at("votes").at(3).at("vote"), "oppose");
  EXPECT_EQ(kept.at("votes").at(3).at("text"), "选址不当");
  // Who is there may speak again, and votes anew, each of them.
  speak(given, {"m3"}).by(chair()).send("vote.open");
  EXPECT_EQ(unmet(own(given.by(member("m4"))), "vote.cast", ballot("m4", "oppose")),
            "not-permitted");
  vote(given, {"m3"}, "oppose");
  given.by(recorder());
  EXPECT_EQ(unmet(given, "vote.close"), "V14");
  vote(given, {"m1", "m2", "m5"}, "agree");
  EXPECT_EQ(unmet(own(given.by(member("m1"))), "vote.cast", ballot("m1", "agree")), "V11");
  close(given).in({"carried"});
  given.data("count_of", object(R"({"due":5,"agree":3,"oppose":1,"abstain":0,
                                    "written":{"agree":0,"oppose":0,"abstain":0}})"));
}

TEST(Vote, TheChairVotesLastInAVoteThatIsTakenAnewToo) {
  Given given = at_table(6, 4, {{"chair_votes_last", true}});
  at_vote(given, 4);
  vote(given, {"m2", "m3", "m4", "m1"}, "agree");
  recused_now(given, "m5").by(chair()).send("vote.open");
  EXPECT_EQ(unmet(own(given), "vote.cast", ballot("m1", "agree")), "V29");
  vote(given, {"m2", "m3", "m4", "m1"}, "agree");
  close(given).in({"carried"});
}

TEST(Vote, WhatWasVoidStaysWithItsMeetingWhenTheNextIsCalled) {
  Given given = voting();
  vote(given, {"m1", "m2"}, "oppose");
  recused_now(given, "m6").by(office()).send("meeting.adjourn", {{"reason", "另行召集"}});
  own(record_signed(given)).send("minutes.sign", {{"number", 3}}).by(office());
  given.send(
      "meeting.notify",
      object(
          R"({"members":["m1","m2","m3","m4"],"chair":"m1","recorder":"rec","held_on":"2026-03-12","place":"会议室"})"));
  EXPECT_EQ(of(given, "meetings").at(0).at("voided").at(0).at("votes").as_array().size(), 2U);
  given.data("voided", JsonArray());
}

// The vote of a member who leaves after it stands; in the room at the count they are not.
TEST(Vote, AMemberWhoHasVotedMayLeaveAndTheVoteStands) {
  Given given = at_table(6, 5);
  at_vote(given, 5);
  vote(given, {"m2", "m3", "m4", "m5"}, "agree").by(recorder());
  given.send("attendance.leave", {{"member", "m5"}});
  EXPECT_EQ(unmet(given, "attendance.leave", {{"member", "m5"}}), "V07");
  vote(given, {"m1"}, "agree");
  close(given).in({"carried"});
  const Json& result = of(given, "meeting").at("result");
  EXPECT_EQ(json_text(result.at("present")), R"(["m1","m2","m3","m4"])");
  EXPECT_EQ(json_text(result.at("left")), R"(["m5"])");
  EXPECT_EQ(json_text(result.at("absent")), R"(["m6"])");
  EXPECT_EQ(of(given, "count_of").at("agree"), Json(5));
}

// What the recorder entered is the member's own vote only once they confirmed it.
TEST(Vote, NobodyLeavesBeforeTheyConfirmedWhatWasEnteredForThem) {
  Given given = voting();
  given.by(recorder()).send("vote.cast", {{"member", "m4"}, {"vote", "agree"}});
  EXPECT_EQ(unmet(given, "attendance.leave", {{"member", "m4"}}), "V07");
  own(given.by(member("m4"))).send("vote.confirm").by(recorder());
  given.send("attendance.leave", {{"member", "m4"}});
}

TEST(Vote, ARecusalOutlastsTheNextNoticeUntilItIsLifted) {
  Given given = called();
  given.by(recorder());
  EXPECT_EQ(unmet(given, "attendance.recuse", {{"member", "m1"}, {"reason", "亲属"}}), "V21");
  given.send("attendance.recuse", {{"member", "m6"}, {"reason", "亲属"}});
  arrive(given.at("2026-03-05T09:00:00+08:00"), {"m1", "m2", "m3", "m4"});
  given.by(office()).send("meeting.begin");
  speak(given, {"m2", "m3", "m4", "m1"}).by(chair()).send("vote.open");
  vote(given, {"m1", "m2"}, "agree");
  vote(given, {"m3", "m4"}, "oppose");
  own(record_signed(close(given).in({"deferred"}))).send("minutes.sign", {{"number", 3}});
  given.by(chair()).send("topic.resume").send("agenda.accept").by(office());
  const auto notice = [](const char* head) {
    JsonObject out = object(
        R"({"members":["m1","m2","m3","m6"],"recorder":"rec","held_on":"2026-03-12","place":"会议室"})");
    out["chair"] = head;
    return out;
  };
  EXPECT_EQ(unmet(given, "meeting.notify", notice("m6")), "V22");
  given.send("meeting.notify", notice("m1")).by(recorder());
  EXPECT_EQ(unmet(given, "attendance.arrive", {{"member", "m6"}}), "V06");
  EXPECT_EQ(unmet(given, "attendance.lift_recusal", {{"member", "m2"}, {"reason", "r"}}), "V23");
  given.send("attendance.lift_recusal", {{"member", "m6"}, {"reason", "查无利害关系"}});
  arrive(given.at("2026-03-12T09:00:00+08:00"), {"m6"});
}

TEST(Vote, TheQuorumIsTwoThirdsAtItsEdge) {
  struct Row {
    int due, least;
  };
  for (const Row& row : {Row{3, 2}, Row{4, 3}, Row{6, 4}, Row{7, 5}, Row{9, 6}}) {
    Given short_of = at_table(row.due, row.least - 1);
    short_of.by(office());
    EXPECT_EQ(unmet(short_of, "meeting.begin"), "V05") << row.due;
    Given enough = at_table(row.due, row.least);
    enough.by(office()).send("meeting.begin");
  }
}

// Seven are due and two of them recused: four of five are two thirds, and three of five carry.
TEST(Vote, QuorumAndMajorityAreOfThoseWhoAreNotRecusedUnlessTheBodyRulesOtherwise) {
  const auto recused = [](Given given) {
    given.by(recorder());
    for (const char* who : {"m6", "m7"})
      given.send("attendance.recuse", {{"member", who}, {"reason", "利害关系"}});
    return given;
  };
  Given three = recused(at_table(7, 3));
  three.by(office());
  EXPECT_EQ(unmet(three, "meeting.begin"), "V05");
  Given carried = recused(at_table(7, 4));
  counted(carried, 4, 3, 0).in({"carried"});
  Given half = recused(at_table(7, 4));
  counted(half, 4, 2, 0).in({"not_carried"});
  const JsonObject still_due{{"recused_are_due", true}};
  Given short_of = recused(at_table(7, 4, still_due));
  short_of.by(office());
  EXPECT_EQ(unmet(short_of, "meeting.begin"), "V05");  // four of seven
  Given of_seven = recused(at_table(7, 5, still_due));
  counted(of_seven, 5, 3, 0).in({"not_carried"});  // three of seven
  Given four = recused(at_table(7, 5, still_due));
  counted(four, 5, 4, 0).in({"carried"});
}

// The near tie comes first: a majority by one vote decides nothing either.
TEST(Vote, NearlyEvenIsWhatTheBodySaysItIs) {
  struct Row {
    int near, here, agree, oppose;
    const char* state;
  };
  for (const Row& row :
       {Row{0, 6, 3, 3, "deferred"}, Row{0, 6, 4, 2, "carried"},
        Row{0, 5, 3, 2, "not_carried"},  // three of six are no majority
        Row{1, 5, 3, 2, "deferred"}, Row{1, 6, 4, 2, "carried"}, Row{2, 6, 4, 2, "deferred"},
        Row{2, 5, 4, 1, "carried"}, Row{1, 5, 2, 3, "deferred"}, Row{1, 5, 1, 3, "not_carried"},
        // All abstain: nobody is for it, and nothing is nearly even.
        Row{1, 4, 0, 0, "not_carried"}, Row{0, 6, 0, 0, "not_carried"},
        // Most abstain: one more or less is no matter, it has no majority whoever were for it.
        Row{1, 5, 1, 0, "not_carried"}, Row{1, 5, 1, 1, "not_carried"},
        Row{1, 6, 2, 1, "not_carried"}, Row{1, 5, 2, 2, "deferred"},
        // All are for it: there is nobody against whom they could be near.
        Row{6, 6, 6, 0, "carried"}}) {
    Given given = at_table(6, row.here, {{"near_tie_votes", row.near}});
    counted(given, row.here, row.agree, row.oppose).in({row.state});
  }
}

// A body of three would never decide but with one voice if one vote apart were nearly even there.
TEST(Vote, InASmallBodyOnlyEqualVotesAreNearlyEven) {
  struct Row {
    int due, agree, oppose;
    const char* state;
  };
  for (const Row& row :
       {Row{3, 2, 1, "carried"}, Row{3, 1, 2, "not_carried"}, Row{3, 1, 1, "deferred"},
        Row{4, 2, 2, "deferred"}, Row{4, 3, 1, "carried"}, Row{4, 2, 1, "not_carried"},
        Row{5, 3, 2, "deferred"}, Row{5, 2, 3, "deferred"}, Row{5, 1, 0, "not_carried"}}) {
    Given given = at_table(row.due, row.due);
    counted(given, row.due, row.agree, row.oppose).in({row.state});
  }
  Given wider = at_table(3, 3, {{"near_tie_from", 3}});
  counted(wider, 3, 2, 1).in({"deferred"});
  Given narrower = at_table(5, 5, {{"near_tie_from", 6}});
  counted(narrower, 5, 3, 2).in({"carried"});
}

TEST(Vote, TheMajorityIsMoreThanHalfOfThoseDueAtItsEdge) {
  Given four_of_eight = at_table(8, 6);
  counted(four_of_eight, 6, 4, 0).in({"not_carried"});
  Given five_of_eight = at_table(8, 6);
  counted(five_of_eight, 6, 5, 0).in({"carried"});
  Given five_of_nine = at_table(9, 6);
  counted(five_of_nine, 6, 5, 0).in({"carried"});
}

TEST(Vote, WithoutTheChairNothingBeginsAndNothingIsCounted) {
  Given given = called();
  arrive(given.at("2026-03-05T09:00:00+08:00"), {"m2", "m3", "m4", "m5"});
  given.by(office());
  EXPECT_EQ(unmet(given, "meeting.begin"), "V24");
  arrive(given, {"m1"}).by(office()).send("meeting.begin");
  speak(given, {"m2", "m3", "m4", "m5", "m1"});
  given.by(recorder()).send("attendance.leave", {{"member", "m1"}}).by(chair());
  EXPECT_EQ(unmet(given, "vote.open"), "V24");
}

// The quorum is lost while they vote: nothing is decided, and nobody is stuck in the room.
TEST(Vote, AMeetingThatCannotGoOnIsAdjournedWithItsRecordAndMinutes) {
  Given given = voting();
  vote(given, {"m1", "m2", "m3"}, "agree").by(recorder());
  given.send("attendance.leave", {{"member", "m4"}});
  EXPECT_EQ(unmet(given, "vote.close"), "V05");
  given.by(office());
  EXPECT_EQ(unmet(given, "meeting.adjourn"), "invalid-form");
  given.send("meeting.adjourn", {{"reason", "人数不足"}}).in({"on_agenda"});
  const JsonObject notice = object(
      R"({"members":["m1","m2","m3","m4"],"chair":"m1","recorder":"rec","held_on":"2026-03-12","place":"会议室"})");
  EXPECT_EQ(unmet(given, "meeting.notify", notice), "V25");
  own(record_signed(given)).send("minutes.sign", {{"number", 3}}).by(office());
  given.send("meeting.notify", notice).in({"notified"});
  const auto& before = given.snapshot().session.data.at("meetings").at(0);
  EXPECT_EQ(before.at("meeting").at("outcome"), "adjourned");
  EXPECT_EQ(before.at("votes").as_array().size(), 3U);
  EXPECT_EQ(before.at("minutes").at("number"), Json(3));
  given.data("votes", JsonArray()).data("signatures", JsonArray());
}

// What is on file of the meeting before is no paper of the next.
TEST(Vote, TheNextMeetingHasARecordAndMinutesOfItsOwn) {
  Given given = voting();
  vote(given, {"m1", "m2"}, "agree");
  vote(given, {"m3", "m4"}, "oppose");
  own(record_signed(close(given).in({"deferred"}))).send("minutes.sign", {{"number", 3}});
  given.by(chair()).send("topic.resume").send("agenda.accept").by(office());
  given.send(
      "meeting.notify",
      object(
          R"({"members":["m1","m2","m3"],"chair":"m1","recorder":"rec","held_on":"2026-03-12","place":"会议室"})"));
  arrive(given.at("2026-03-12T09:00:00+08:00"), {"m1", "m2", "m3"});
  given.by(office()).send("meeting.begin");
  speak(given, {"m2", "m3", "m1"}).by(chair()).send("vote.open");
  vote(given, {"m1", "m2", "m3"}, "agree");
  own(close(given).in({"carried"}).by(chair()));
  EXPECT_EQ(unmet(given, "record.sign"), "V17");
  record_signed(given).facts(numbers(nullptr, nullptr, 4));
  own(given).send("minutes.sign", {{"number", 4}}).in({"to_execute"});
}

// Who holds the head's role alone is a member of the body like the others.
TEST(Vote, TheHeadConfirmsOrDisputesTheOwnVoteThatTheRecorderEntered) {
  const Actor head = actor("m1", {"organ_head"}, "board");
  Given given = voting();
  given.by(recorder()).send("vote.cast", {{"member", "m1"}, {"vote", "agree"}}).by(head);
  EXPECT_EQ(unmet(given, "vote.confirm"), "signature-required");
  own(given).send("vote.dispute", {{"text", "登记有误"}}).by(head);
  EXPECT_EQ(unmet(given, "vote.cast", ballot("m1", "oppose")), "signature-required");
  own(given).send("vote.cast", ballot("m1", "oppose"));
  EXPECT_EQ(given.snapshot().session.data.at("votes").at(0).at("status"), "own");
  Given confirming = voting();
  confirming.by(recorder()).send("vote.cast", {{"member", "m1"}, {"vote", "agree"}});
  own(confirming.by(head)).send("vote.confirm");
}

}  // namespace
}  // namespace gavel::matter
