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

TEST(Vote, NamesThoseDueOnceAndTheRecorderNotAmongThem) {
  Given given = opened(R"({"kind":"personnel","summary":"任免"})");
  given.add("TOP-01").add("TOP-02").send("topic.submit").by(chair()).send("agenda.accept");
  given.by(office());
  for (
      const char* list :
      {R"({"members":["m1","m2","m2"],"chair":"m1","recorder":"rec","held_on":"2026-03-05","place":"会议室"})",
       R"({"members":["m1","m2","m3"],"chair":"m9","recorder":"rec","held_on":"2026-03-05","place":"会议室"})",
       R"({"members":["m1","m2","rec"],"chair":"m1","recorder":"rec","held_on":"2026-03-05","place":"会议室"})"})
    EXPECT_EQ(unmet(given, "meeting.notify", object(list)), "V03") << list;
  given.send(
      "meeting.notify",
      object(
          R"({"members":["m1","m2","m3"],"chair":"m1","recorder":"rec","held_on":"2026-03-05","place":"会议室"})"));
  given.by(recorder());
  EXPECT_EQ(unmet(given, "attendance.arrive", {{"member", "m9"}}), "V06");
}

/// On the agenda, with what the registers say of those whom the notice names.
Given noticing(JsonObject members, JsonObject head, JsonObject writer) {
  Given given = opened(R"({"kind":"personnel","summary":"任免"})");
  given.add("TOP-01").add("TOP-02").send("topic.submit").by(chair()).send("agenda.accept");
  JsonObject says = numbers();
  JsonObject& registers = says["registers"].as_object();
  registers["members"] = std::move(members);
  registers["chair"] = std::move(head);
  registers["recorder"] = std::move(writer);
  given.facts(std::move(says)).by(office());
  return given;
}
std::string unmet_of(const Refusal& refusal) {
  std::string out;
  for (const UnmetRule& rule : refusal.rules) out += (out.empty() ? "" : " ") + rule.id;
  return out;
}

// Whoever is not there could neither vote nor confirm a vote, and would be due all the same.
TEST(Vote, NamesNobodyWhomTheRegisterOfAccountsDoesNotKnow) {
  Given given = noticing(object(R"({"missing":["ghost"],"keys":["m1","m2","ghost"]})"),
                         known("m1", "organ_head"), known("rec", "recorder"));
  const Refusal ghost = given.refused(
      "meeting.notify",
      object(
          R"({"members":["m1","m2","ghost"],"chair":"m1","recorder":"rec","held_on":"2026-03-05","place":"会议室"})"));
  EXPECT_EQ(unmet_of(ghost), "V31");
  EXPECT_THAT(ghost.rules[0].remedy.zh, testing::HasSubstr("ghost"));
}

// One person under two names would be two of those due.
TEST(Vote, NamesThoseDueByTheirAccounts) {
  Given given = noticing(object(R"({"missing":[],"keys":["m1","m2","m3","m3"]})"),
                         known("m1", "organ_head"), known("rec", "recorder"));
  const Refusal twice = given.refused(
      "meeting.notify",
      object(
          R"({"members":["m1","m2","m3","张三"],"chair":"m1","recorder":"rec","held_on":"2026-03-05","place":"会议室"})"));
  EXPECT_EQ(unmet_of(twice), "V32");
  const Refusal once = given.refused(
      "meeting.notify",
      object(
          R"({"members":["m1","m2","张三"],"chair":"m1","recorder":"rec","held_on":"2026-03-05","place":"会议室"})"));
  EXPECT_EQ(unmet_of(once), "V32");
  EXPECT_THAT(once.rules[0].remedy.zh, testing::HasSubstr("张三"));
}

TEST(Vote, IsChairedByAHeadAndRecordedByARecorder) {
  const JsonObject members = object(R"({"missing":[],"keys":["m1","m2","m3"]})");
  const JsonObject nobody{{"found", nullptr}};
  JsonObject lent = known("rec", "office");
  lent["found"].as_object()["lent"] = JsonArray{"recorder"};
  const auto answer = [&](const JsonObject& head, const JsonObject& writer,
                          const char* named = "rec") {
    Given given = noticing(members, head, writer);
    JsonObject notice = object(
        R"({"members":["m1","m2","m3"],"chair":"m1","held_on":"2026-03-05","place":"会议室"})");
    notice["recorder"] = named;
    const auto outcome = given.ask(Send{"meeting.notify", notice, {}});
    return outcome ? "" : unmet_of(outcome.error());
  };
  const JsonObject head = known("m1", "organ_head"), writer = known("rec", "recorder");
  EXPECT_EQ(answer(head, writer), "");
  EXPECT_EQ(answer(head, lent), "");
  EXPECT_EQ(answer(nobody, writer), "V33");
  EXPECT_EQ(answer(known("m1", "member"), writer), "V33");
  EXPECT_EQ(answer(head, nobody), "V33");
  EXPECT_EQ(answer(head, known("rec", "office")), "V33");
  EXPECT_EQ(answer(head, writer, "李四"), "V33");  // the name of that account
}

TEST(Vote, MinutesAreSignedByTheChairWithTheRecord) {
  Given given = voting();
  vote(given, {"m1", "m2", "m3", "m4"}, "agree");
  close(given).by(chair());
  EXPECT_EQ(unmet(given, "minutes.sign", {{"number", 3}}), "V15");
  own_paper(own_paper(given, "TOP-04"), "TOP-05");
  EXPECT_EQ(unmet(given, "minutes.sign", {{"number", 3}}), "V15");  // the record is not signed
  record_signed(given).by(actor("m2", {"organ_head"}, "board"));
  EXPECT_EQ(unmet(given, "minutes.sign", {{"number", 3}}), "V15");
  given.by(chair());
  EXPECT_EQ(unmet(given, "minutes.sign"), "invalid-form");
  given.facts(numbers({{"on", "2026-02-26"}}));
  EXPECT_EQ(unmet(given, "minutes.sign", {{"number", 3}}), "V20");  // of another meeting
  given.facts(numbers(nullptr, 2));
  EXPECT_EQ(unmet(given, "minutes.sign", {{"number", 3}}), "V20");  // this one has another
  given.facts(numbers({{"on", "2026-03-05"}}, 3));
  EXPECT_EQ(unmet(given, "minutes.sign", {{"number", 3}}), "signature-required");
  own(given).send("minutes.sign", {{"number", 3}}).in({"to_execute"});
  EXPECT_TRUE(std::ranges::any_of(given.effects(), [](const chart::Effect& effect) {
    const auto* sent = std::get_if<chart::Sent>(&effect);
    return sent != nullptr && sent->type == "urn:gavel:minutes";
  }));
}

// A member in the chair by the head's delegation has no other role than a member's.
TEST(Vote, WhoeverChairedSignsRecordAndMinutesUnderADelegationToo) {
  Given given = called();
  JsonObject said = numbers();
  JsonObject lent = known("m2", "member");
  lent["found"].as_object()["lent"] = JsonArray{"organ_head"};
  said["registers"].as_object()["chair"] = lent;
  given.facts(said).by(office()).send("meeting.adjourn", {{"reason", "主要负责人出差"}});
  given.send(
      "meeting.notify",
      object(
          R"({"members":["m1","m2","m3","m4"],"chair":"m2","recorder":"rec","held_on":"2026-03-05","place":"会议室"})"));
  arrive(given.at("2026-03-05T09:00:00+08:00"), {"m2", "m3", "m4"});
  given.by(office()).send("meeting.begin");
  Actor deputy = actor("m2", {"organ_head"}, "board");
  deputy.on_behalf_of = "m1";
  speak(given, {"m3", "m4", "m2"}).by(deputy).send("vote.open");
  vote(given, {"m2", "m3", "m4"}, "agree");
  close(given).in({"carried"});
  own_paper(own_paper(given, "TOP-04"), "TOP-05");
  own(given.by(member("m3")));
  EXPECT_EQ(unmet(given, "record.sign"), "V17");
  for (const Actor& who : {member("m2"), recorder()}) own(given.by(who)).send("record.sign");
  EXPECT_EQ(unmet(own(given.by(member("m3"))), "minutes.sign", {{"number", 3}}), "V15");
  own(given.by(member("m2"))).send("minutes.sign", {{"number", 3}}).in({"to_execute"});
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

// Fifty typed for five, or numbers that were used before this system: the reason tells them apart.
TEST(Vote, NumbersOfMinutesThatArePassedOverHaveTheirReason) {
  Given given = voting();
  vote(given, {"m1", "m2", "m3", "m4"}, "agree");
  record_signed(close(given)).facts(numbers(nullptr, nullptr, 12));
  const Refusal refusal = own(given).refused("minutes.sign", {{"number", 50}});
  ASSERT_EQ(refusal.rules.size(), 1U);
  EXPECT_EQ(refusal.rules[0].id, "V30");
  EXPECT_EQ(refusal.rules[0].citations.front().source, "house-rules");
  EXPECT_THAT(refusal.rules[0].remedy.zh, testing::HasSubstr("使用编号 12"));
  for (const char* blank : {"", " ", "　"}) {
    EXPECT_EQ(unmet(own(given), "minutes.sign", {{"number", 13}, {"gap_reason", blank}}),
              *blank == 0 ? "V30" : "invalid-form");
  }
  Given outside = given, next = given, before = given;
  own(outside).send("minutes.sign", {{"number", 50}, {"gap_reason", "此前的编号在纸质登记簿"}});
  own(next).send("minutes.sign", {{"number", 12}});
  own(before).send("minutes.sign", {{"number", 11}});
  // The number that another topic of the same meeting took is this meeting's.
  given.facts(numbers({{"on", "2026-03-05"}}, 50, 51));
  own(given).send("minutes.sign", {{"number", 50}});
}

TEST(Vote, ARecordThatIsReplacedIsSignedAgain) {
  Given given = voting();
  vote(given, {"m1", "m2", "m3", "m4"}, "agree");
  own_paper(record_signed(close(given)), "TOP-04", "a-better-record");
  EXPECT_EQ(unmet(given, "minutes.sign", {{"number", 3}}), "V15");
  for (const Actor& who : {chair(), recorder()}) own(given.by(who)).send("record.sign");
  own(given.by(chair())).send("minutes.sign", {{"number", 3}}).in({"to_execute"});
}

TEST(Vote, WhatSomebodyTypedIsSignedAsNeitherRecordNorMinutes) {
  Given given = voting();
  vote(given, {"m1", "m2", "m3", "m4"}, "agree");
  close(given).by(recorder()).add("TOP-04", "all-agreed");
  EXPECT_EQ(unmet(own(given), "record.sign"), "V36");
  EXPECT_EQ(unmet(given.by(office()), "record.refuse", {{"part", "chair"}, {"reason", "r"}}),
            "V36");
  record_signed(given).by(recorder()).add("TOP-05", "all-agreed");
  EXPECT_EQ(unmet(own(given.by(chair())), "minutes.sign", {{"number", 3}}), "V37");
  own(own_paper(given, "TOP-05")).send("minutes.sign", {{"number", 3}});
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

// The register is asked about the day of the meeting, whenever its minutes are signed.
TEST(Vote, TheMinutesAreOfTheDayOfTheMeeting) {
  Given given = voting();
  vote(given, {"m1", "m2", "m3", "m4"}, "agree");
  close(given).at("2026-03-09T09:00:00+08:00");
  const auto asked =
      asked_of_registers(given.procedure(), given.snapshot(), {"minutes.sign", {{"number", 3}}, {}},
                         chair(), given.now(), real_calendar());
  EXPECT_EQ(json_text(asked), R"({"number":{"organ":"board","body":"vote","on":"2026-03-05"}})");
}

TEST(Vote, ChairAndRecorderSignTheRecordOnceEachOrTheRefusalIsNoted) {
  Given given = voting();
  vote(given, {"m1", "m2", "m3", "m4"}, "oppose");
  close(given).in({"not_carried"}).by(chair()).signed_with({{"key_id", "k1"}});
  EXPECT_EQ(unmet(given, "record.sign"), "V17");  // there is no record yet
  own_paper(own_paper(given, "TOP-04"), "TOP-05")
      .by(chair())
      .signed_with({{"key_id", "k1"}})
      .send("record.sign");
  given.signed_with({{"key_id", "k1"}});
  EXPECT_EQ(unmet(given, "record.sign"), "V17");
  given.by(office());
  EXPECT_EQ(unmet(given, "record.refuse", {{"part", "chair"}, {"reason", "r"}}), "V18");
  given.by(actor("rec", {"office"}, "office"));
  EXPECT_EQ(unmet(given, "record.refuse", {{"part", "recorder"}, {"reason", "r"}}), "V18");
  given.by(office()).send("record.refuse", {{"part", "recorder"}, {"reason", "对表述有异议"}});
  own(given.by(chair())).send("minutes.sign", {{"number", 3}}).in({"closed"});
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
