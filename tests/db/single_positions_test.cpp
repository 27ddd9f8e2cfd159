// Positions that one person holds at a time.
#include <atomic>
#include <thread>

#include "tests/db/city.hpp"

namespace gavel::db {
namespace {

PositionHeld term(const char* account, const char* since, std::optional<Day> until = {}) {
  PositionHeld held;
  held.position.id = "mayor", held.account = account;
  held.tenure.since = on(since), held.tenure.until = until;
  held.basis = "任命", held.by = "admin", held.at = noon;
  return held;
}
/// "taken", or who holds it.
std::string taken(City& city, const PositionHeld& held) {
  const auto id = city.offices.hold(held);
  return id ? "taken" : id.error().account + " " + to_string(id.error().tenure.since);
}
bool make_single(City& city, bool single = true, const char* today = "2026-03-01") {
  return city.offices.make_single("mayor", single, on(today), "admin", noon).has_value();
}

// One ends on the last day of May, the next begins on the first of June.
TEST(SinglePositions, AreHeldByOneAtATime) {
  City city;
  ASSERT_TRUE(make_single(city));
  EXPECT_TRUE(city.offices.position("mayor")->single);
  city.hold("mayor", "2026-02-01", on("2026-05-31"));
  EXPECT_EQ(taken(city, term("deputy", "2026-05-31")), "mayor 2026-02-01");
  EXPECT_EQ(taken(city, term("deputy", "2026-01-01")), "mayor 2026-02-01");
  EXPECT_EQ(taken(city, term("deputy", "2026-01-01", on("2026-02-01"))), "mayor 2026-02-01");
  EXPECT_EQ(taken(city, term("deputy", "2026-01-01", on("2026-01-31"))), "taken");
  EXPECT_EQ(taken(city, term("deputy", "2026-06-01")), "taken");
  EXPECT_EQ(taken(city, term("chen", "2030-01-01")), "deputy 2026-06-01");
}

// From the day on which a term is ended the position is free; of a term that was ended on its first
// day nothing is left.
TEST(SinglePositions, AreFreeFromTheDayOnWhichATermIsEnded) {
  City city;
  ASSERT_TRUE(make_single(city));
  const auto end = [&](std::int64_t id, const char* day) {
    return city.offices.end(Offices::Ending::position_held, id, on(day), "免职", "admin", noon);
  };
  ASSERT_TRUE(end(city.hold("mayor", "2026-02-01"), "2026-04-10"));
  EXPECT_EQ(taken(city, term("deputy", "2026-04-09")), "mayor 2026-02-01");
  EXPECT_EQ(taken(city, term("deputy", "2026-04-10", on("2026-04-30"))), "taken");
  ASSERT_TRUE(end(city.hold("mayor", "2026-05-01"), "2026-05-01"));
  EXPECT_EQ(taken(city, term("deputy", "2026-05-01")), "taken");
}

TEST(SinglePositions, AreToldOfThoseThatSeveralHoldAlready) {
  City city;
  city.hold("mayor", "2026-01-01", on("2026-03-31"));
  city.hold("deputy", "2026-03-31");
  EXPECT_FALSE(city.offices.position("mayor")->single);
  EXPECT_FALSE(make_single(city, true, "2026-03-31"));
  EXPECT_TRUE(make_single(city, true, "2026-04-01"));  // what is past stays as it was
  EXPECT_EQ(taken(city, term("chen", "2026-05-01")), "deputy 2026-03-31");
  EXPECT_TRUE(make_single(city, false));
  EXPECT_EQ(taken(city, term("chen", "2026-05-01")), "taken");
}

TEST(SinglePositions, AreTakenByOneHoweverManyAreEnteredAtTheSameTime) {
  City city;
  ASSERT_TRUE(make_single(city));
  std::atomic<int> held = 0;
  {
    std::vector<std::jthread> clerks;
    for (const char* account : {"mayor", "deputy", "chen"})
      clerks.emplace_back(
          [&, account] { held += taken(city, term(account, "2026-05-01")) == "taken"; });
  }
  EXPECT_EQ(held, 1);
}

}  // namespace
}  // namespace gavel::db
