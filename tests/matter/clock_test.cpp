// Statutory periods: when they are over, what is shown of them, and what may not lean on them.
#include "tests/matter/petition.hpp"

namespace gavel::matter {
namespace {

const calendar::Calendar& with_2027() {
  static const auto calendar =
      calendar::Calendar::from_csv(file_text("workflows/calendar/prc-2019-2026.csv") +
                                   "2027-01-01,HOLIDAY,元旦\n2027-10-01,HOLIDAY,国庆节\n");
  if (!calendar) throw std::runtime_error(calendar.error().code);
  return *calendar;
}

const ClockView& clock(const std::vector<ClockView>& clocks, std::string_view id) {
  const auto found = std::ranges::find(clocks, id, &ClockView::id);
  if (found == clocks.end()) throw std::runtime_error("the clock does not run");
  return *found;
}

TEST(Clock, RunsOnlyOnceItHasBegun) {
  EXPECT_TRUE(registered().clocks().empty());
  EXPECT_EQ(noticed().clocks().size(), 2U);
}

TEST(Clock, ShowsFromWhereToWhereWithItsCitation) {
  const auto clocks = noticed().clocks();
  const ClockView& wait = clock(clocks, "W");
  EXPECT_EQ(wait.from, parse_day("2026-03-02"));
  EXPECT_EQ(wait.due.last, parse_day("2026-03-16"));
  EXPECT_FALSE(wait.due.provisional);
  EXPECT_TRUE(wait.minimum);
  EXPECT_EQ(wait.citations.at(0).label.zh, "《来信办理规定》第5条");
  EXPECT_FALSE(clock(clocks, "A").minimum);
  // 30 days end on 1 April, a Wednesday.
  EXPECT_EQ(clock(clocks, "A").due.last, parse_day("2026-04-01"));
}

TEST(Clock, IsReachedWhenItsLastDayIsOverInChina) {
  Given given = noticed();
  given.at("2026-03-16T23:59:59.999+08:00");
  EXPECT_FALSE(clock(given.clocks(), "W").reached);
  given.at("2026-03-16T16:00:00Z");  // 00:00 on the 17th in China
  EXPECT_TRUE(clock(given.clocks(), "W").reached);
}

TEST(Clock, CountsAsThePolicyOfTheMatterSays) {
  const auto due = [](const char* policy) {
    return clock(noticed(object(policy)).clocks(), "W").due.last;
  };
  EXPECT_EQ(due(R"({"wait_days":7,"wait_unit":"day"})"), parse_day("2026-03-09"));
  EXPECT_EQ(due(R"({"wait_days":7})"), parse_day("2026-03-11"));
  // The twelfth day is Saturday, 14 March: the period ends on the Monday after.
  EXPECT_EQ(due(R"({"wait_days":12,"wait_unit":"day"})"), parse_day("2026-03-16"));
}

TEST(Clock, PastTheLastKnownYearIsProvisionalAndNothingLeansOnIt) {
  Given given = noticed(object(R"({"wait_days":250})"));
  given.add("D1").facts(all_answered()).by(counsel());
  const auto wait = clock(given.clocks(), "W");
  EXPECT_TRUE(wait.due.provisional);
  given.at("2028-01-01T00:00:00+08:00");
  EXPECT_FALSE(clock(given.clocks(), "W").reached);
  const Refusal refusal =
      given.signed_with(by_li()).refused("answer", object(R"({"conclusion":"support"})"));
  ASSERT_EQ(refusal.rules.size(), 1U);
  EXPECT_EQ(refusal.rules[0].earliest, wait.due.last + std::chrono::days{1});
  EXPECT_TRUE(refusal.rules[0].provisional);
}

TEST(Clock, IsCountedAnewWhenTheYearsTableIsInstalled) {
  Given given = noticed(object(R"({"wait_days":250})"));
  given.add("D1").facts(all_answered()).by(counsel()).at("2027-12-01T09:00:00+08:00");
  EXPECT_EQ(reason(given.refused("answer", object(R"({"conclusion":"support"})"))), "rules-unmet");
  given.calendar(with_2027(), "2027");
  EXPECT_FALSE(clock(given.clocks(), "W").due.provisional);
  // The events before were decided on the old table and are replayed on it.
  given.signed_with(by_li()).send("answer", object(R"({"conclusion":"support"})"));
}

TEST(Clock, ThatHasBeenReachedIsNoReasonForAnEarliestDay) {
  Given given = noticed();
  given.at("2026-03-20T09:00:00+08:00").by(counsel());
  const Refusal refusal = given.refused("answer", object(R"({"conclusion":"support"})"));
  for (const UnmetRule& rule : refusal.rules) EXPECT_EQ(rule.earliest, std::nullopt) << rule.id;
}

// ---- timers
TEST(Timer, FiresAtTheEndOfItsPeriod) {
  Given given = noticed();
  const auto timers = chart::timers(given.snapshot().session);
  ASSERT_EQ(timers.size(), 2U);
  EXPECT_EQ(timers[0].id, "W");
  EXPECT_EQ(to_string(timers[0].due), "2026-03-17T00:00:00.000+08:00");
  given.until("2026-03-16T23:59:59+08:00").in({"noticed"});
  given.until("2026-03-17T00:00:00+08:00").in({"ripe"});
  EXPECT_TRUE(chart::timers(given.snapshot().session).empty());
  EXPECT_EQ(given.events().back().kind, "timer");
  EXPECT_EQ(given.events().back().name, "W");
  EXPECT_EQ(given.events().back().actor, clock_actor());
}

TEST(Timer, ThatIsNotPendingIsRefused) {
  Given given = noticed();
  given.by(clock_actor());
  EXPECT_EQ(reason(Given::refusal_of(given.ask(Fire{"nothing"}))), "not-now");
  given.until("2026-03-18T00:00:00+08:00");
  EXPECT_EQ(reason(Given::refusal_of(given.ask(Fire{"W"}))), "not-now");
  given.by(clerk()).send("withdraw").by(clock_actor());
  EXPECT_EQ(reason(Given::refusal_of(given.ask(Fire{"W"}))), "finished");
}

TEST(Timer, OfAProvisionalDeadlineLooksAgainEveryDayUntilTheTableIsThere) {
  Given given = noticed(object(R"({"wait_days":250,"wait_unit":"workday"})"));
  given.by(clock_actor());
  const Instant first = calendar::end_of(clock(given.clocks(), "W").due);
  given.at(to_string(first));
  const auto fire = [&] { return given.ask(Fire{"W"}).value().next; };
  const auto timers = chart::timers(fire().session);
  const auto again = std::ranges::find(timers, "W", &chart::TimerArmed::id);
  ASSERT_NE(again, timers.end());
  EXPECT_EQ(again->due, first + 24h);
  given.calendar(with_2027(), "2027").at(to_string(first + 24h));
  EXPECT_THAT(configuration(given.procedure(), fire()), ::testing::Contains("ripe"));
}

TEST(Timer, IsCancelledWhenItsStateIsLeft) {
  Given given = noticed();
  given.send("withdraw");
  EXPECT_THAT(given.effects(), ::testing::Contains(chart::Effect(chart::TimerCancelled{"A"})));
  EXPECT_TRUE(chart::timers(given.snapshot().session).empty());
}

}  // namespace
}  // namespace gavel::matter
