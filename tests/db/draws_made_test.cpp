// What a step learns of the draws of experts for its matter (Decree 713 art. 20).
#include <gtest/gtest.h>

#include "db/facts.hpp"
#include "db/people.hpp"
#include "tests/db/domain.hpp"

namespace gavel::db {
namespace {

struct Draws : testing::Test {
  Draws() {
    type.registers = {{"draws", {}}};
    for (const char* name : {"甲", "乙", "丙"}) {
      (void)people.enter(
          Register::expert,
          {.seq = 0,
           .kind = "admit",
           .day = parse_day("2026-01-01").value(),
           .body = {{"name", name}, {"since", "2026-01-01"}, {"until", "2028-12-31"}},
           .by = "guan",
           .at = at});
    }
  }
  void draw(int number, std::initializer_list<const char*> drawn, const char* reason = "",
            const char* type_drawn = nullptr) {
    JsonObject body{{"seed", "5eed"},
                    {"wanted", drawn.size()},
                    {"candidates", JsonArray{JsonObject{{"id", "E-0001"}, {"kind", "department"}},
                                             JsonObject{{"id", "E-0002"}, {"kind", "department"}}}},
                    {"barred", JsonArray{}},
                    {"drawn", JsonArray(drawn.begin(), drawn.end())},
                    {"reason", reason}};
    if (type_drawn != nullptr) body["type"] = type_drawn;
    ASSERT_TRUE(people.add_draw(
        {.id = "", .matter = "m1", .number = number, .body = body, .by = "guan", .at = at}));
  }
  JsonObject said(int known, const char* matter = "m1") {
    matter::Snapshot snapshot;
    snapshot.id = matter;
    const JsonObject data;
    desk::Naming naming{type, data, test::drafter, snapshot, parse_day("2026-03-03").value()};
    naming.of = {{"draws", known}};
    return Facts(domain.pool).named(naming);
  }
  test::Domain domain;
  People people{domain.pool};
  Instant at = start_of(parse_day("2026-03-02").value());
  procedure::EventType type;
};

TEST_F(Draws, AreNotThereWhereNobodyDrew) {
  EXPECT_TRUE(said(0).empty());
  draw(1, {"E-0001"});
  EXPECT_TRUE(said(0, "m2").empty());
}

TEST_F(Draws, AreToldWithWhoDrewWhenAndFromHowManyAndWholeBeside) {
  draw(1, {"E-0002", "E-9999"});
  const JsonObject told = said(0);
  const Json& draws = told.at("draws");
  EXPECT_EQ(json_text(draws.at("made").at(0)),
            R"({"id":"m1-1","number":1,"type":"person","on":"2026-03-02",)"
            R"("at":"2026-03-02T00:00:00.000+08:00","by":"guan","by_name":"guan","wanted":2,)"
            R"("candidates":2,"drawn":["E-0002","E-9999"],"names":["乙","E-9999"],"reason":""})");
  EXPECT_EQ(draws.at("bodies").at(0).at("seed"), Json("5eed"));
  EXPECT_EQ(draws.at("bodies").at(0).at("id"), Json("m1-1"));
  EXPECT_EQ(draws.at("bodies").at(0).at("candidates").as_array().size(), 2u);
}

// The first event that learns of a draw keeps it; of all of them what counts is the last.
TEST_F(Draws, AreToldOnceAndWhoWasDrawnLastAlways) {
  draw(1, {"E-0001"}), draw(2, {"E-0002"}, "甲出差");
  for (const auto& [known, told] : {std::pair{0, 2u}, {1, 1u}, {2, 0u}}) {
    const JsonObject facts = said(known);
    const Json& draws = facts.at("draws");
    EXPECT_EQ(draws.at("made").as_array().size(), told) << known;
    EXPECT_EQ(draws.at("bodies").as_array().size(), told) << known;
    EXPECT_EQ(json_text(draws.at("drawn")), R"(["E-0002"])") << known;
  }
  EXPECT_EQ(said(1).at("draws").at("made").at(0).at("reason"), Json("甲出差"));
}

TEST_F(Draws, OfPersonsAndOfInstitutionsStandBesideEachOther) {
  draw(1, {"E-0001"}), draw(2, {"E-0003"}, "委托机构", "institution"),
      draw(3, {"E-0002"}, "甲出差");
  const JsonObject told = said(0);
  EXPECT_EQ(json_text(told.at("draws").at("drawn")), R"(["E-0003","E-0002"])");
  EXPECT_EQ(json_text(told.at("draws").at("lots")), R"(["institution","person"])");
}

}  // namespace
}  // namespace gavel::db
