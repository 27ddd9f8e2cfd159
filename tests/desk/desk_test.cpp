#include "tests/desk/memory.hpp"

namespace gavel::desk {
namespace {

using matter::clerk;
using matter::counsel;
using matter::object;

class DeskTest : public ::testing::Test {
 protected:
  static matter::Open opening(std::string id = "m1", JsonObject policy = {}) {
    return {std::move(id), "一件事", std::move(policy), object(R"({"subject":"噪声扰民"})")};
  }
  static matter::Send event(std::string name, JsonObject data = {}) {
    return {std::move(name), std::move(data), {}};
  }
  void open() { ASSERT_TRUE(desk.open("petition", opening(), clerk()).has_value()); }

  Memory memory;
  Desk desk{{memory, memory, memory, memory, memory}};
};

TEST_F(DeskTest, OpensAMatterOnTheProcedureInForceWithItsWholePolicy) {
  const auto done = desk.open("petition", opening("m1", object(R"({"wait_days":12})")), clerk());
  ASSERT_TRUE(done.has_value());
  EXPECT_EQ(done->snapshot.version, 1);
  EXPECT_EQ(json_text(*done->snapshot.policy), R"({"wait_days":12,"wait_unit":"workday"})");
  EXPECT_EQ(done->event.at, memory.time);
  EXPECT_EQ(done->event.calendar_id, "real");
  EXPECT_EQ(memory.events.at("m1").size(), 1U);
}

TEST_F(DeskTest, OpensNothingOnAProcedureThatIsNotThere) {
  EXPECT_EQ(failure<NoSuchProcedure>(desk.open("wedding", opening(), clerk())).name, "wedding");
}

TEST_F(DeskTest, OpensNothingBelowTheLawfulMinimumAndCitesIt) {
  const auto outcome = desk.open("petition", opening("m1", object(R"({"wait_days":6})")), clerk());
  const auto faults = failure<InvalidPolicy>(outcome).faults;
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_THAT(string_or(faults[0].values, "expected_en"), ::testing::HasSubstr("at least 7"));
  EXPECT_THAT(string_or(faults[0].values, "expected_en"),
              ::testing::HasSubstr("Petition rules art. 5"));
  EXPECT_TRUE(memory.events.empty());
}

TEST_F(DeskTest, SendsAnEventAndKeepsIt) {
  open();
  const auto done = desk.send("m1", event("notice"), clerk());
  ASSERT_TRUE(done.has_value());
  EXPECT_EQ(done->event.entered, std::vector<std::string>{"noticed"});
  EXPECT_EQ(json_text(done->event.facts), json_text(memory.counted));
  EXPECT_EQ(memory.appended.back().expected_version, 1);
}

// Rules ask what was filed since what: on a clock that stands still, or was set back, too.
TEST_F(DeskTest, TheEventsOfAMatterFollowOneAnotherInTime) {
  open();
  const Instant opened = memory.time;
  EXPECT_EQ(desk.send("m1", event("note"), clerk()).value().event.at,
            opened + std::chrono::milliseconds(1));
  memory.time = opened - std::chrono::hours(1);
  EXPECT_EQ(desk.send("m1", event("note"), clerk()).value().event.at,
            opened + std::chrono::milliseconds(2));
  memory.time = opened + std::chrono::hours(1);
  EXPECT_EQ(desk.send("m1", event("note"), clerk()).value().event.at, memory.time);
}

TEST_F(DeskTest, ARefusalWritesNothing) {
  open();
  const auto refusal = failure<matter::Refusal>(desk.send("m1", event("notice"), counsel()));
  EXPECT_EQ(matter::reason(refusal), "not-permitted");
  EXPECT_EQ(memory.events.at("m1").size(), 1U);
}

TEST_F(DeskTest, KnowsNoMatterThatIsNotThere) {
  failure<NoSuchMatter>(desk.send("m9", event("notice"), clerk()));
  failure<NoSuchMatter>(desk.would("m9", event("notice"), clerk()));
  failure<NoSuchMatter>(desk.fire("m9", "W"));
}

TEST_F(DeskTest, RefusesAVersionThatIsNotTheCurrentOne) {
  open();
  Attachments with;
  with.if_version = 7;
  EXPECT_EQ(failure<StaleVersion>(desk.send("m1", event("notice"), clerk(), with)).current, 1);
}

// ---- two at once
TEST_F(DeskTest, DecidesAgainWhenSomeoneElseCameFirst) {
  open();
  memory.meanwhile = [&] { ASSERT_TRUE(desk.send("m1", event("note"), clerk()).has_value()); };
  const auto done = desk.send("m1", event("notice"), clerk());
  ASSERT_TRUE(done.has_value());
  EXPECT_EQ(done->event.seq, 3);
  EXPECT_EQ(memory.events.at("m1").size(), 3U);
}

TEST_F(DeskTest, TheLoserOfARaceIsJudgedOnWhatTheWinnerLeft) {
  open();
  memory.meanwhile = [&] { ASSERT_TRUE(desk.send("m1", event("notice"), clerk()).has_value()); };
  const auto refusal = failure<matter::Refusal>(desk.send("m1", event("notice"), clerk()));
  EXPECT_EQ(matter::reason(refusal), "not-now");
  EXPECT_EQ(memory.events.at("m1").size(), 2U);
}

TEST_F(DeskTest, TheLoserWhoNamedAVersionIsToldThatItIsStale) {
  open();
  memory.meanwhile = [&] { ASSERT_TRUE(desk.send("m1", event("note"), clerk()).has_value()); };
  Attachments with;
  with.if_version = 1;
  EXPECT_EQ(failure<StaleVersion>(desk.send("m1", event("notice"), clerk(), with)).current, 2);
}

TEST_F(DeskTest, GivesUpOnAMatterThatIsFlooded) {
  open();
  int others = 0;
  std::function<void()> flood = [&] {
    ++others;
    ASSERT_TRUE(desk.send("m1", event("note"), clerk()).has_value());
    memory.meanwhile = flood;
  };
  memory.meanwhile = flood;
  failure<TooBusy>(desk.send("m1", event("notice"), clerk()));
  EXPECT_EQ(others, 8);
}

TEST_F(DeskTest, AnIdIsOpenedOnce) {
  open();
  failure<TooBusy>(desk.open("petition", opening(), clerk()));
  EXPECT_EQ(memory.events.at("m1").size(), 1U);
}

// ---- repeats
TEST_F(DeskTest, ARepeatedRequestHappensOnce) {
  open();
  Attachments with;
  with.idempotency = [](const matter::Accepted& accepted) {
    return IdempotencyRow{"k1", "wang", "r1", 201, "", std::to_string(accepted.event.seq)};
  };
  ASSERT_TRUE(desk.send("m1", event("note"), clerk(), with).has_value());
  const auto again = desk.send("m1", event("note"), clerk(), with);
  ASSERT_TRUE(again.has_value());
  EXPECT_TRUE(again->repeated);
  EXPECT_EQ(memory.events.at("m1").size(), 2U);
  EXPECT_EQ(memory.answers.at("k1").body, "2");
}

TEST_F(DeskTest, ARepeatedOpeningOpensOneMatter) {
  Attachments with;
  with.idempotency = [](const matter::Accepted& accepted) {
    return IdempotencyRow{"k1", "wang", "r1", 201, "", accepted.next.id};
  };
  ASSERT_FALSE(desk.open("petition", opening("m1"), clerk(), with).value().repeated);
  // The caller makes a new id for each try; the key tells that it is the same request.
  EXPECT_TRUE(desk.open("petition", opening("m2"), clerk(), with).value().repeated);
  EXPECT_EQ(memory.events.size(), 1U);
  EXPECT_EQ(memory.answers.at("k1").body, "m1");
}

// The answer that is kept is the one of the try that was written, not of one that lost a race.
TEST_F(DeskTest, KeepsTheAnswerOfTheTryThatCounted) {
  open();
  memory.meanwhile = [&] { ASSERT_TRUE(desk.send("m1", event("note"), clerk()).has_value()); };
  Attachments with;
  with.idempotency = [](const matter::Accepted& accepted) {
    return IdempotencyRow{"k1", "wang", "r1", 201, "", std::to_string(accepted.event.seq)};
  };
  ASSERT_TRUE(desk.send("m1", event("notice"), clerk(), with).has_value());
  EXPECT_EQ(memory.answers.at("k1").body, "3");
}

TEST_F(DeskTest, WhenTheWorldFailsNothingIsClaimed) {
  open();
  memory.is_broken = true;
  EXPECT_THROW((void)desk.send("m1", event("note"), clerk()), std::runtime_error);
}

// ---- documents, signatures
TEST_F(DeskTest, WritesTheBytesWithTheDocument) {
  open();
  Attachments with;
  with.blob = "%PDF";
  const auto done = desk.add_document("m1", matter::Given::document("D1"), clerk(), with);
  ASSERT_TRUE(done.has_value());
  EXPECT_EQ(done->snapshot.documents->at(0).version, 1);
  EXPECT_EQ(memory.appended.back().blob, "%PDF");
}

TEST_F(DeskTest, WritesTheSignatureWithItsEvent) {
  open();
  ASSERT_TRUE(desk.send("m1", event("notice"), clerk()).has_value());
  ASSERT_TRUE(desk.add_document("m1", matter::Given::document("D1"), clerk()).has_value());
  memory.time = parse_instant("2026-03-17T09:00:00+08:00").value();
  matter::Send answer = event("answer", object(R"({"conclusion":"support"})"));
  EXPECT_EQ(matter::reason(failure<matter::Refusal>(desk.would("m1", answer, counsel()))),
            "signature-required");
  answer.signature = matter::by_li();
  Attachments with;
  with.signature = SignatureRow{"s1", "k1", "ed25519", "bytes"};
  const auto done = desk.send("m1", answer, counsel(), with);
  ASSERT_TRUE(done.has_value());
  EXPECT_TRUE(matter::finished(done->snapshot));
  EXPECT_EQ(memory.appended.back().signature->statement_id, "s1");
}

TEST_F(DeskTest, LooksAheadWithoutDoing) {
  open();
  const auto ahead = desk.would("m1", event("notice"), clerk());
  ASSERT_TRUE(ahead.has_value());
  EXPECT_EQ(ahead->event.entered, std::vector<std::string>{"noticed"});
  EXPECT_EQ(memory.events.at("m1").size(), 1U);
}

// ---- timers
TEST_F(DeskTest, FiresADueTimerAsTheSystem) {
  open();
  ASSERT_TRUE(desk.send("m1", event("notice"), clerk()).has_value());
  memory.time = parse_instant("2026-03-17T00:00:00+08:00").value();
  const auto done = desk.fire("m1", "W");
  ASSERT_TRUE(done.has_value());
  ASSERT_TRUE(done->has_value());
  EXPECT_EQ((*done)->event.entered, std::vector<std::string>{"ripe"});
  EXPECT_EQ((*done)->event.actor, matter::clock_actor());
}

TEST_F(DeskTest, ATimerThatTwoNodesClaimedFiresOnce) {
  open();
  ASSERT_TRUE(desk.send("m1", event("notice"), clerk()).has_value());
  memory.time = parse_instant("2026-03-17T00:00:00+08:00").value();
  memory.meanwhile = [&] { ASSERT_TRUE(desk.fire("m1", "W").value().has_value()); };
  const auto second = desk.fire("m1", "W");
  ASSERT_TRUE(second.has_value());
  EXPECT_FALSE(second->has_value());
  EXPECT_EQ(memory.events.at("m1").size(), 3U);
}

TEST_F(DeskTest, ATimerOfAFinishedMatterIsNoFailure) {
  open();
  ASSERT_TRUE(desk.send("m1", event("notice"), clerk()).has_value());
  ASSERT_TRUE(desk.send("m1", event("withdraw"), clerk()).has_value());
  const auto done = desk.fire("m1", "W");
  ASSERT_TRUE(done.has_value());
  EXPECT_FALSE(done->has_value());
}

}  // namespace
}  // namespace gavel::desk
