// A vote that version 1.6.0 opened in a body of three, where one vote apart was always nearly even,
// moved to the one of today: it is counted by what the body's number has as its standard now.
#include <gtest/gtest.h>

#include "tests/migration/planned.hpp"

namespace gavel::migration {
namespace {

using matter::Actor;
using matter::actor;
using matter::Given;

/// A body of three: m1 and m2 are for it, m3 is against it, and the vote is not closed.
Given& two_to_one(Given& given) {
  const Actor office = actor("qian", {"office"}, "office");
  const Actor recorder = actor("rec", {"recorder"}, "office");
  const Actor chair = actor("m1", {"organ_head", "member"}, "board");
  given.by(actor("sun", {"drafter"}, "finance"));
  given.open(matter::object(R"({"kind":"project","summary":"新建图书馆"})"));
  given.add("TOP-01").add("TOP-02").send("topic.submit").by(chair).send("agenda.accept");
  given.by(office).send(
      "meeting.notify",
      matter::object(R"({"members":["m1","m2","m3"],"chair":"m1","recorder":"rec"})"));
  given.at("2026-03-05T09:00:00+08:00").by(recorder);
  for (const char* who : {"m1", "m2", "m3"}) given.send("attendance.arrive", {{"member", who}});
  given.by(office).send("meeting.begin").by(recorder);
  for (const char* who : {"m2", "m3", "m1"})
    given.send("meeting.speak", {{"member", who}, {"text", "意见"}});
  given.by(chair).send("vote.open");
  for (const auto& [who, how] :
       {std::pair{"m1", "agree"}, std::pair{"m2", "agree"}, std::pair{"m3", "oppose"}})
    given.by(actor(who, {"member"}, "board"))
        .signed_with({{"key_id", "k1"}})
        .send("vote.cast", {{"member", who}, {"vote", how}});
  return given.by(recorder);
}

TEST(FromVote160, AVoteIsCountedByTheStandardOfToday) {
  const auto landed = matter::read_version(
      matter::file_text("tests/migration/landed/collective-vote-1.6.0.scxml"), "sha256-of-1.6.0");
  const auto today = matter::procedure_of(matter::file_text("workflows/collective-vote.scxml"),
                                          "workflows/collective-vote.scxml");
  Given given(landed);
  two_to_one(given);
  const Plan plan = planned(given, *today);
  for (const Obstacle& obstacle : plan.obstacles) ADD_FAILURE() << obstacle.code;
  ASSERT_TRUE(plan.accepted.has_value());
  const matter::Command close{
      matter::Send{"vote.close", {}, {}}, given.acting(), given.now(), {}, "real"};
  const auto out = matter::decide(*today, &plan.accepted->next, close, matter::real_calendar());
  ASSERT_TRUE(out.has_value()) << matter::reason(out.error());
  EXPECT_EQ(matter::configuration(*today, out->next), std::vector<std::string>{"carried"});
  given.send("vote.close").in({"deferred"});
}

// There nothing was kept of votes that a recusal made void: the first is kept from now on.
TEST(FromVote170, ARecusalMakesTheVoteThatIsOpenVoid) {
  const auto landed = matter::read_version(
      matter::file_text("tests/migration/landed/collective-vote-1.7.0.scxml"), "sha256-of-1.7.0");
  const auto today = matter::procedure_of(matter::file_text("workflows/collective-vote.scxml"),
                                          "workflows/collective-vote.scxml");
  Given given(landed);
  two_to_one(given);
  const Plan plan = planned(given, *today);
  ASSERT_TRUE(plan.accepted.has_value());
  const matter::Command recused{
      matter::Send{"system.recused",
                   {{"member", "m3"}, {"reason", "亲属"}, {"how", "ordered"}, {"by", "m1"}},
                   {}},
      matter::clock_actor(),
      given.now(),
      {},
      "real"};
  const auto out = matter::decide(*today, &plan.accepted->next, recused, matter::real_calendar());
  ASSERT_TRUE(out.has_value()) << matter::reason(out.error());
  EXPECT_EQ(matter::configuration(*today, out->next),
            (std::vector<std::string>{"in_meeting", "discussing"}));
  EXPECT_EQ(out->next.session.data.at("voided").at(0).at("votes").as_array().size(), 3U);
}

// In 1.7.0 a step was taken as its state was come to; what was done by then stands.
TEST(FromVote170, WhatWasVotedAndSignedStands) {
  const auto landed = matter::read_version(
      matter::file_text("tests/migration/landed/collective-vote-1.7.0.scxml"), "sha256-of-1.7.0");
  const auto today = matter::procedure_of(matter::file_text("workflows/collective-vote.scxml"),
                                          "workflows/collective-vote.scxml");
  Given given(landed);
  const auto moves = [&](const char* state) {
    const Plan plan = planned(given.in({state}), *today);
    for (const Obstacle& obstacle : plan.obstacles) ADD_FAILURE() << state << obstacle.code;
    EXPECT_TRUE(plan.accepted.has_value()) << state;
  };
  two_to_one(given);
  moves("voting");
  given.send("vote.close");
  moves("carried");
  given.facts(matter::object(R"({"registers":{"number":{"found":null,"own":null,"next":3,
      "of":{"organ":"board","body":"vote","on":"2026-03-05"}}}})"));
  given.add("TOP-04").add("TOP-05");
  for (const Actor& who :
       {actor("rec", {"recorder"}, "office"), actor("m1", {"organ_head", "member"}, "board")})
    given.by(who).signed_with({{"key_id", "k1"}}).send("record.sign");
  given.signed_with({{"key_id", "k1"}}).send("minutes.sign", {{"number", 50}});
  moves("to_execute");
  given.by(actor("qian", {"office"}, "office")).send("execution.assign", {{"unit", "works"}});
  moves("executing");
  given.send("execution.report", {{"report", "已完成"}});
  moves("closed");
}

}  // namespace
}  // namespace gavel::migration
