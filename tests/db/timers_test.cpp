#include "db/timers.hpp"

#include "db/loop.hpp"
#include "tests/db/node.hpp"

namespace gavel::db {
namespace {

using namespace std::chrono_literals;
using test::Node;
using test::psql;
using test::start_of_tests;

struct TimerTest : testing::Test {
  static std::string states(Node& node, const std::string& id) {
    std::string all;
    const auto row = node.row(id);  // named: a temporary would be gone in the loop
    for (const std::string& state : row->configuration) all += state;
    return all;
  }
  std::string url = Node::prepared();
};

TEST_F(TimerTest, AreRowsWrittenWithTheirEvent) {
  Node node(url);
  node.open("m");
  EXPECT_EQ(psql(url, "SELECT id || ' ' || event FROM timer"), "T1 clock.T1");
  EXPECT_EQ(psql(url, "SELECT (extract(epoch FROM due) * 1000)::bigint FROM timer"),
            std::to_string((start_of_tests + 240h).time_since_epoch().count()));
  node.send("m", "snooze");  // leaves the state: cancelled
  EXPECT_EQ(psql(url, "SELECT count(*) FROM timer"), "0");
}

TEST_F(TimerTest, GoWithTheirMatter) {
  Node node(url);
  node.open("m");
  node.send("m", "answer");
  EXPECT_EQ(psql(url, "SELECT count(*) FROM timer"), "0");
}

TEST_F(TimerTest, StampTheirEventsWithTheirOwnDueTime) {
  Node node(url);
  node.open("m");
  const auto run = node.timers.run_until(node.clock, start_of_tests + 24h * 30);
  EXPECT_EQ(run.fired, 2u);  // T1, and T2 which T1's step armed on the way
  EXPECT_TRUE(run.failed.empty());
  EXPECT_EQ(node.clock.now(), start_of_tests + 24h * 30);
  const auto events = node.matters.events("m", 1, 10);
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[0].kind, "timer");
  EXPECT_EQ(events[0].at, start_of_tests + 24h * 10);
  EXPECT_EQ(events[1].at, start_of_tests + 24h * 11);
  EXPECT_EQ(states(node, "m"), "reminded");
  EXPECT_EQ(psql(url, "SELECT count(*) FROM timer"), "0");
}

TEST_F(TimerTest, OfManyMattersFireInOrder) {
  Node node(url);
  node.open("late");
  node.clock.move_to(start_of_tests + 1h);
  node.open("later");
  EXPECT_EQ(node.timers.run_until(node.clock, start_of_tests + 240h).fired, 1u);
  EXPECT_EQ(states(node, "late"), "overdue");
  EXPECT_EQ(states(node, "later"), "received");
  EXPECT_EQ(node.timers.run_until(node.clock, start_of_tests + 241h).fired, 1u);
  EXPECT_EQ(states(node, "later"), "overdue");
}

TEST_F(TimerTest, ThatFellDueWhileNothingRanFireAfterTheStart) {
  {
    Node(url).open("m");
  }
  Node after(url);
  EXPECT_EQ(after.timers.fire_due(start_of_tests + 239h), 0u);
  after.clock.move_to(start_of_tests + 300h);
  EXPECT_EQ(after.timers.fire_due(after.clock.now()), 1u);
  EXPECT_EQ(states(after, "m"), "overdue");
  EXPECT_EQ(after.matters.events("m", 1, 10).at(0).at, start_of_tests + 300h);
}

TEST_F(TimerTest, AreClaimedByOneNode) {
  Node node(url), other(url);
  for (int i = 0; i < 20; ++i) node.open("m" + std::to_string(i));
  node.clock.move_to(start_of_tests + 241h);
  std::size_t here = 0, there = 0;
  {
    std::jthread a([&] { here = node.timers.fire_due(node.clock.now()); });
    std::jthread b([&] { there = other.timers.fire_due(node.clock.now()); });
  }
  EXPECT_EQ(here + there, 20u);
  EXPECT_EQ(psql(url, "SELECT count(*) FROM event WHERE kind = 'timer'"), "20");
}

TEST_F(TimerTest, ThatFailDoNotHoldUpTheOthersAndAreTriedAgain) {
  Node node(url);
  node.open("m");
  psql(url,
       "INSERT INTO timer SELECT matter, 'T0', event, due - interval '1 hour', wake FROM timer");
  psql(url, "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$");
  psql(url,
       "CREATE TRIGGER no BEFORE INSERT ON event FOR EACH ROW WHEN (NEW.matter = 'bad')"
       " EXECUTE FUNCTION no()");
  psql(url, "ALTER TABLE event DISABLE TRIGGER no");
  node.open("bad");
  psql(url, "ALTER TABLE event ENABLE TRIGGER no");
  const Instant due = start_of_tests + 241h;
  node.clock.move_to(due);
  EXPECT_EQ(node.timers.fire_due(due), 3u);
  EXPECT_EQ(states(node, "m"), "overdue");
  EXPECT_EQ(states(node, "bad"), "received");
  EXPECT_EQ(psql(url, "SELECT failures FROM timer WHERE matter = 'bad'"), "1");
  EXPECT_EQ(node.timers.fire_due(due), 0u);  // not at once again
  psql(url, "DROP TRIGGER no ON event");
  EXPECT_EQ(node.timers.fire_due(due + 1min), 2u);  // T0, whom nobody waits for, is only put off
  EXPECT_EQ(states(node, "bad"), "overdue");
}

TEST_F(TimerTest, ThatFailOnAVirtualClockAreNamed) {
  Node node(url);
  node.open("m");
  psql(url, "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$");
  psql(url, "CREATE TRIGGER no BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION no()");
  const auto run = node.timers.run_until(node.clock, start_of_tests + 300h);
  EXPECT_EQ(run.fired, 0u);
  ASSERT_EQ(run.failed.size(), 1u);
  EXPECT_EQ(run.failed[0].matter, "m");
  EXPECT_EQ(node.clock.now(), start_of_tests + 300h);
  psql(url, "DROP TRIGGER no ON event");
  EXPECT_EQ(node.timers.run_until(node.clock, start_of_tests + 301h).fired, 1u);
}

TEST_F(TimerTest, ALoopFiresAtItsStartAndStopsWhenAsked) {
  Node node(url);
  node.open("m");
  node.clock.move_to(start_of_tests + 241h);
  {
    Loop loop("timers", 1h, [&] { return node.timers.fire_due(node.clock.now()) > 0; });
    EXPECT_TRUE(test::eventually(url, "SELECT 'overdue' = ANY (configuration) FROM matter"));
  }
  EXPECT_EQ(psql(url, "SELECT count(*) FROM event WHERE kind = 'timer'"), "1");
}

}  // namespace
}  // namespace gavel::db
