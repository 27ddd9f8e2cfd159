// The record and the minutes of a meeting that votes: who signs them, their number and their day.
#include "tests/vote/body.hpp"

namespace gavel::matter {
namespace {

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

}  // namespace
}  // namespace gavel::matter
