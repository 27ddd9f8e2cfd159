// workflows/collective-vote.scxml: bodies that vote, where a majority of those due decides.
#include "tests/matter/next_year.hpp"
#include "tests/vote/body.hpp"

namespace gavel::matter {
namespace {

TEST(Vote, CarriesWithTheMajorityOfThoseDueAndGoesToTheArchive) {
  Given given = voting();
  vote(given, {"m1", "m2", "m3", "m4"}, "agree");
  own(record_signed(close(given).in({"carried"}))).send("minutes.sign", {{"number", 3}});
  given.by(office())
      .send("execution.assign", {{"unit", "建设局"}})
      .send("execution.report", {{"report", "已开工"}})
      .in({"closed"});
  EXPECT_EQ(of(given, "execution").at("unit"), "works");
}

TEST(Vote, IsExecutedByAUnitOfTheRegister) {
  Given given = voting();
  vote(given, {"m1", "m2", "m3", "m4"}, "agree");
  own(record_signed(close(given))).send("minutes.sign", {{"number", 3}}).by(office());
  JsonObject says = numbers();
  says["registers"].as_object()["unit"] = JsonObject{{"found", nullptr}};
  given.facts(std::move(says));
  EXPECT_EQ(unmet(given, "execution.assign", {{"unit", "建设句"}}), "V35");
}

TEST(Vote, AgainstIsSetDownWithItsReasons) {
  Given given = voting();
  given.by(member("m2"));
  EXPECT_EQ(unmet(own(given), "vote.cast", {{"member", "m2"}, {"vote", "oppose"}}), "V34");
  given.by(recorder());
  EXPECT_EQ(unmet(given, "vote.cast", {{"member", "m2"}, {"vote", "oppose"}}), "V34");
  vote(given, {"m2"}, "oppose");
  EXPECT_EQ(of(given, "votes").at(0).at("text"), "选址不当");
  own(given.by(member("m3"))).send("vote.cast", {{"member", "m3"}, {"vote", "abstain"}});
  own(given.by(member("m4"))).send("vote.cast", {{"member", "m4"}, {"vote", "agree"}});
}

TEST(Vote, ThreeOfSixDueAreNoMajorityThoughAllOthersAbstain) {
  Given given = voting();
  vote(given, {"m1", "m2", "m3"}, "agree");
  vote(given, {"m4"}, "abstain");
  close(given).in({"not_carried"});
}

TEST(Vote, NearlyEvenDefersAndIsBroughtUpAgain) {
  Given given = voting();
  vote(given, {"m1", "m2"}, "agree");
  vote(given, {"m3", "m4"}, "oppose");
  close(given).in({"deferred"}).by(chair()).send("topic.resume").in({"before_agenda"});
}

TEST(Vote, TwoVotesApartIsNotNearlyEven) {
  Given given = voting();
  vote(given, {"m1", "m2", "m3"}, "oppose");
  vote(given, {"m4"}, "agree");
  close(given).in({"not_carried"});
}

TEST(Vote, ARecusedMemberIsNotDue) {
  Given given = called();
  given.by(recorder()).send("attendance.recuse", {{"member", "m6"}, {"reason", "利害关系"}});
  arrive(given.at("2026-03-05T09:00:00+08:00"), {"m1", "m2", "m3", "m4"});
  given.by(office()).send("meeting.begin").by(recorder());
  EXPECT_EQ(unmet(given, "meeting.speak", {{"member", "m6"}, {"text", "意见"}}), "V08");
  speak(given, {"m2", "m3", "m4", "m1"}).by(chair()).send("vote.open");
  vote(given, {"m1", "m2", "m3"}, "agree");
  vote(given, {"m4"}, "abstain");
  close(given).in({"carried"});  // three of five due
}

TEST(Vote, MeetsOnlyAfterThePapersWereOutForTwoWorkingDays) {
  Given given = called();
  given.by(office()).at("2026-03-04T23:59:00+08:00");
  EXPECT_EQ(unmet(given, "meeting.begin"), "V04");
  arrive(given.at("2026-03-05T00:00:00+08:00"), {"m1", "m2", "m3", "m4"}).by(office());
  given.send("meeting.begin").in({"in_meeting", "discussing"});
}

TEST(Vote, NeedsTwoThirdsOfThoseDueUntilItIsClosed) {
  Given given = called();
  arrive(given.at("2026-03-05T09:00:00+08:00"), {"m1", "m2", "m3"});
  given.by(office());
  EXPECT_EQ(unmet(given, "meeting.begin"), "V05");
  arrive(given, {"m4"}).by(office()).send("meeting.begin");
  speak(given, {"m2", "m3", "m4", "m1"}).by(chair()).send("vote.open");
  vote(given, {"m1", "m2", "m3"}, "agree");
  given.by(recorder()).send("attendance.leave", {{"member", "m4"}});
  EXPECT_EQ(unmet(given, "vote.close"), "V05");
}

TEST(Vote, TheHeadSpeaksLastAndNobodyVotesUnheard) {
  Given given = called();
  arrive(given.at("2026-03-05T09:00:00+08:00"), {"m1", "m2", "m3", "m4"});
  given.by(office()).send("meeting.begin");
  speak(given, {"m2", "m3"});
  EXPECT_EQ(unmet(given, "meeting.speak", {{"member", "m1"}, {"text", "同意"}}), "V09");
  given.by(chair());
  EXPECT_EQ(unmet(given, "vote.open"), "V10");
}

TEST(Vote, NobodyJoinsAfterTheHeadHasSpoken) {
  Given given = called();
  arrive(given.at("2026-03-05T09:00:00+08:00"), {"m1", "m2", "m3", "m4"});
  given.by(office()).send("meeting.begin");
  speak(given, {"m2", "m3", "m4"});
  arrive(given, {"m5"});
  speak(given, {"m5", "m1"});
  EXPECT_EQ(unmet(given, "attendance.arrive", {{"member", "m6"}}), "V16");
}

TEST(Vote, IsCastInPersonOrConfirmedByTheMember) {
  Given given = voting();
  vote(given, {"m1", "m2", "m3"}, "agree").by(member("m3"));
  EXPECT_EQ(unmet(given, "vote.cast", {{"member", "m4"}, {"vote", "agree"}}), "V12");
  given.by(recorder()).send("vote.cast", {{"member", "m4"}, {"vote", "agree"}});
  EXPECT_EQ(unmet(given, "vote.close"), "V14");
  given.by(member("m3"));
  EXPECT_EQ(unmet(given, "vote.confirm"), "V13");
  given.by(member("m4"));
  EXPECT_EQ(unmet(given, "vote.dispute", {{"text", "我不同意"}}), "signature-required");
  EXPECT_EQ(unmet(own(given), "vote.dispute"), "invalid-form");
  own(given).send("vote.dispute", {{"text", "我不同意"}}).by(recorder());
  EXPECT_EQ(unmet(given, "vote.close"), "V14");
  given.send("vote.cast", ballot("m4", "oppose"));
  own(given.by(member("m4"))).send("vote.confirm");
  close(given).in({"not_carried"});  // the entry that was disputed would have carried it
}

TEST(Vote, CountsEachMemberInTheRoomOnce) {
  Given given = voting();
  vote(given, {"m2"}, "agree").by(member("m2"));
  EXPECT_EQ(unmet(given, "vote.cast", {{"member", "m2"}, {"vote", "oppose"}}), "V11");
  given.by(member("m5"));
  EXPECT_EQ(unmet(given, "vote.cast", {{"member", "m5"}, {"vote", "agree"}}), "V11");
}

TEST(Vote, FundsComeFromTheThresholdUpwardWithABudget) {
  Given given = opened(R"({"kind":"funds","summary":"采购","amount":500000})");
  given.add("TOP-01").add("TOP-02");
  EXPECT_EQ(unmet(given, "topic.submit"), "V02");
  given.add("TOP-03").send("topic.submit").in({"before_agenda"});
  EXPECT_ANY_THROW(opened(R"({"kind":"funds","summary":"采购","amount":499999})"));
  EXPECT_ANY_THROW(opened(R"({"kind":"funds","summary":"采购"})"));
}

// Nothing of a vote is published, and of a person it is kept from the public.
TEST(Vote, IsArchivedAsNeverPublishedAndOfPersonsAsWithheld) {
  for (const auto& [kind, disclosure] :
       {std::pair("project", ""), std::pair("personnel", "non_public")}) {
    Given given = opened(std::string(R"({"summary":"s","kind":")") + kind + "\"}");
    given.add("TOP-01").add("TOP-02").send("topic.submit").by(chair()).send("agenda.accept");
    given.by(office()).send(
        "meeting.notify",
        object(
            R"({"members":["m1","m2","m3"],"chair":"m1","recorder":"rec","held_on":"2026-03-05","place":"会议室"})"));
    arrive(given.at("2026-03-05T09:00:00+08:00"), {"m1", "m2", "m3"});
    given.by(office()).send("meeting.begin");
    speak(given, {"m2", "m3", "m1"}).by(chair()).send("vote.open");
    vote(given, {"m1", "m2", "m3"}, "oppose");
    own(record_signed(close(given))).send("minutes.sign", {{"number", 3}}).in({"closed"});
    given.by(actor("arch", {"archivist"}, "office"));
    EXPECT_EQ(unmet(given, "archive.collect", {{"fonds", "X0/43"}, {"organisation", "BGS"}}),
              "invalid-form");
    given.send("archive.collect", {{"fonds", "X043"}, {"organisation", "BGS"}}).in({"building"});
    const auto order = std::ranges::find_if(given.effects(), [](const chart::Effect& effect) {
      const auto* sent = std::get_if<chart::Sent>(&effect);
      return sent != nullptr && sent->type == "urn:gavel:archive";
    });
    ASSERT_NE(order, given.effects().end());
    EXPECT_EQ(string_or(std::get<chart::Sent>(*order).data.as_object(), "disclosure", "-"),
              disclosure);
  }
}

TEST(Vote, AHeadWhoLentTheChairDoesNotSitInBesideIt) {
  Given given = opened(R"({"kind":"project","summary":"新建图书馆"})");
  JsonObject known = numbers();
  known.at("registers").as_object()["chair"] =
      JsonObject{{"found", JsonObject{{"account", "m1"},
                                      {"name", "m1"},
                                      {"unit", "board"},
                                      {"roles", JsonArray{"member"}},
                                      {"lent", JsonArray{"organ_head"}},
                                      {"lent_by", JsonArray{"m3"}}}}};
  given.add("TOP-01").add("TOP-02").send("topic.submit").by(chair()).send("agenda.accept");
  given.facts(known).by(office()).send(
      "meeting.notify",
      object(
          R"({"members":["m1","m2","m3","m4","m5","m6"],"chair":"m1","recorder":"rec","held_on":"2026-03-05","place":"会议室"})"));
  given.at("2026-03-05T09:00:00+08:00").by(recorder());
  EXPECT_EQ(unmet(given, "attendance.arrive", {{"member", "m3"}}), "V40");
  given.send("attendance.arrive", {{"member", "m2"}});
}

// Who kept out before the notice is recused in the meeting, and not absent from it.
TEST(Vote, WhoKeptOutBeforeTheNoticeIsRecusedAtTheMeeting) {
  Given given = opened(R"({"kind":"project","summary":"新建图书馆"})");
  JsonObject known = numbers();
  known["recused"] = JsonArray{
      JsonObject{{"account", "m3"}, {"step", "order"}, {"reason", "亲属"}, {"by", "feng"}}};
  given.add("TOP-01").add("TOP-02").send("topic.submit").by(chair()).send("agenda.accept");
  given.facts(known).by(office()).send(
      "meeting.notify", object(R"({"members":["m1","m2","m3","m4","m5","m6"],"chair":"m1",
          "recorder":"rec","held_on":"2026-03-05","place":"一"})"));
  const Json& attendance = given.snapshot().session.data.at("attendance");
  ASSERT_EQ(attendance.as_array().size(), 1U);
  EXPECT_EQ(attendance.at(0).at("member"), "m3");
  EXPECT_EQ(attendance.at(0).at("state"), "recused");
  EXPECT_EQ(attendance.at(0).at("how"), "ordered");
}

TEST(Vote, TheChairPutsItToTheVoteAndNobodyElseEndsTheMeeting) {
  Given given = called();
  arrive(given.at("2026-03-05T09:00:00+08:00"), {"m1", "m2", "m3", "m4"});
  given.by(office()).send("meeting.begin");
  speak(given, {"m2", "m3", "m4", "m1"}).by(actor("ju", {"organ_head"}, "housing"));
  EXPECT_EQ(unmet(given, "vote.open"), "V38");
  EXPECT_EQ(unmet(given, "meeting.adjourn", {{"reason", "r"}}), "V39");
  given.by(chair()).send("vote.open");
}

// 365 days from Thursday, 5 March 2026.
TEST(Vote, ATopicLeftDeferredForAYearLapses) {
  Given given = voting();
  vote(given, {"m1", "m2"}, "agree");
  vote(given, {"m3", "m4"}, "oppose");
  close(given).in({"deferred"}).calendar(with_2027(), "2027");
  given.until("2027-03-05T23:59:59+08:00").in({"deferred"});
  given.until("2027-03-06T00:00:00+08:00").in({"lapsed"});
}

TEST(Vote, WhatCouldNotWaitIsToldWhileTheTopicIsPrepared) {
  Given given = opened(R"({"kind":"project","summary":"抢修"})");
  given.by(chair()).send("urgent.handled", {{"what", "管道爆裂，已先行抢修"}});
  given.by(drafter()).add("TOP-01").add("TOP-02").send("topic.submit").by(chair());
  EXPECT_EQ(unmet(given, "urgent.handled", {{"what", "补报"}}), "not-now");
}

}  // namespace
}  // namespace gavel::matter
