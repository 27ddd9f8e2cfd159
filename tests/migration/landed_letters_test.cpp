// A letter that version 1.3.0 took in, moved to the one of today: what was assigned to a name that
// is no unit's id gets out of its dead end, and its days stay what they were.
#include <gtest/gtest.h>

#include "tests/migration/planned.hpp"

namespace gavel::migration {
namespace {

using matter::actor;
using matter::object;

struct Letter {
  std::shared_ptr<const procedure::Procedure> today =
      matter::procedure_of(matter::file_text("workflows/letters.scxml"), "workflows/letters.scxml");
  matter::Given given{matter::read_version(
      matter::file_text("tests/migration/landed/letters-1.3.0.scxml"), "sha256-of-1.3.0")};
  matter::Snapshot at;

  /// Received and accepted on Monday, 2 March 2026, assigned two days later.
  explicit Letter(const char* unit) {
    given.by(actor("chen", {"office"}, "office"));
    given.open(object(R"({"channel":"mailbox","summary":"停水三天","publish_consent":false})"));
    given.send("letter.accept", {{"track", "petition"}}).at("2026-03-04T09:00:00+08:00");
    given.send("letter.assign", {{"unit", unit}});
  }
  void move() {
    const Plan plan = planned(given, *today);
    for (const Obstacle& obstacle : plan.obstacles) ADD_FAILURE() << obstacle.code;
    ASSERT_TRUE(plan.accepted.has_value());
    at = plan.accepted->next;
  }
  void send(const char* event, const matter::Actor& by, JsonObject data, JsonObject facts = {}) {
    const matter::Command command{matter::Send{event, std::move(data), {}}, by, given.now(),
                                  std::move(facts), "real"};
    const auto out = matter::decide(*today, &at, command, matter::real_calendar());
    ASSERT_TRUE(out.has_value()) << event << " " << matter::reason(out.error());
    at = out->next;
  }
};

TEST(FromLetters130, WhatWasAssignedToNobodyIsAssignedAnew) {
  Letter letter("区住建局");
  letter.move();
  letter.send("letter.assign", actor("chen", {"office"}, "office"), {{"unit", "区住建局"}},
              object(R"({"registers":{"unit":{"found":{"id":"works","name":"区住建局"}}}})"));
  letter.send("reply.draft", actor("wu", {"handler"}, "works"), {{"adopted", true}});
  EXPECT_EQ(letter.at.session.data.at("assigned").at("first_on"), "2026-03-04");
}

// The day it was accepted was not kept: the sixty days stay those that its writer was told.
TEST(FromLetters130, TheDaysOfALetterStayWhatTheyWere) {
  Letter letter("water");
  letter.move();
  const auto clocks =
      matter::clocks(*letter.today, letter.at, {}, letter.given.now(), matter::real_calendar());
  const auto finish = std::ranges::find(clocks, "finish", &matter::ClockView::id);
  ASSERT_NE(finish, clocks.end());
  EXPECT_EQ(to_string(finish->due.last), "2026-05-06");  // from 4 March; 3 May is a holiday
}

// Nor was the day it was taken up again: its days stay, and its written reply counts as it did.
TEST(FromLetters130, WhatIsHandledAgainIsFinishedAsItWas) {
  Letter letter("water");
  const auto handler = actor("wu", {"handler"}, "water");
  const auto head = actor("zheng", {"organ_head", "unit_head"}, "water");
  letter.given.by(handler).add("LET-02").send("reply.draft", {{"adopted", true}});
  letter.given.by(head).send("reply.send");
  letter.given.by(actor("chen", {"office"}, "office"));
  letter.given.send("reply.redo", {{"reason", "仍无水"}});
  letter.move();
  const auto clocks =
      matter::clocks(*letter.today, letter.at, {}, letter.given.now(), matter::real_calendar());
  const auto finish = std::ranges::find(clocks, "finish", &matter::ClockView::id);
  ASSERT_NE(finish, clocks.end());
  EXPECT_EQ(to_string(finish->due.last), "2026-05-06");
  letter.send("reply.draft", handler, {{"adopted", true}});
  letter.send("reply.send", head, {});
}

// Nor was the day of the reply: it is never closed sooner for that, and closes by itself all the
// same.
TEST(FromLetters130, WhatWasAnsweredClosesByItself) {
  Letter letter("water");
  letter.given.by(actor("wu", {"handler"}, "water")).add("LET-02");
  letter.given.send("reply.draft", {{"adopted", true}});
  letter.given.by(actor("zheng", {"organ_head"}, "water")).send("reply.send");
  letter.move();
  Instant last{};
  for (int fired = 0; letter.at.session.running; ++fired) {
    ASSERT_LT(fired, 3);
    const auto pending = chart::timers(letter.at.session);
    ASSERT_EQ(pending.size(), 1U);
    last = pending.front().due;
    const matter::Command command{
        matter::Fire{pending.front().id}, matter::clock_actor(), last, {}, "real"};
    letter.at =
        matter::decide(*letter.today, &letter.at, command, matter::real_calendar()).value().next;
  }
  // Answered on 4 March: 30 days later was 3 April, and 30 days after that a Sunday in a holiday.
  EXPECT_EQ(to_string(day_of(last)), "2026-05-07");
}

}  // namespace
}  // namespace gavel::migration
