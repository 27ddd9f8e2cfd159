// Published catalogues: every version stays, numbers are looked up in the newest.
#include "db/catalogues.hpp"

#include <gtest/gtest.h>

#include "tests/db/domain.hpp"

namespace gavel::db {
namespace {

using test::Domain;

JsonObject item(const char* number, const char* title, bool removed = false) {
  JsonObject out{{"number", number}, {"title", title}, {"unit", "区政府办"}};
  if (removed) out["removed"] = true;
  return out;
}

chart::Sent sent(const char* event, JsonObject params) {
  return {.id = "",
          .type = "urn:gavel:catalogue",
          .target = "",
          .event = event,
          .data = std::move(params)};
}

struct Office : Domain {
  void publish(const std::string& id, int version, JsonArray items,
               const char* organ = "区人民政府", const std::string& unit = "office",
               int year = 2026) {
    auto made = append(id, {sent("publish", {{"organ", organ},
                                             {"year", year},
                                             {"version", version},
                                             {"consent", "区委〔2026〕1号"},
                                             {"reason", version == 1 ? "" : "调整"},
                                             {"items", std::move(items)}})});
    made.accepted.next.unit = unit;
    write(made);
  }
  std::string found(const std::string& number, const std::string& unit = "office",
                    int year = 2026) {
    const JsonObject said = catalogues.look_up(number, unit, year);
    return said.at("found").is_null() ? "none" : string_or(said.at("found").as_object(), "title");
  }
  Catalogues catalogues{pool};
};

TEST(Catalogues, KeepEveryVersionAndLookUpNumbersInTheNewest) {
  Office office;
  office.publish("c1", 1, {item("2026-1", "甲"), item("2026-2", "乙")});
  office.publish("c1", 2,
                 {item("2026-1", "甲改"), item("2026-2", "乙", true), item("2026-3", "丙")});
  EXPECT_EQ(office.found("2026-1"), "甲改");
  EXPECT_EQ(office.found("2026-2"), "none");
  EXPECT_EQ(office.found("2026-3"), "丙");
  EXPECT_EQ(office.found("2026-4"), "none");
  EXPECT_EQ(office.catalogues.find("c1")->version, 2);
  EXPECT_EQ(office.catalogues.find("c1", 1)->reason, "");
  EXPECT_FALSE(office.catalogues.find("c1", 3).has_value());
  EXPECT_EQ(office.catalogues.items("c1", 1).size(), 2u);
  EXPECT_TRUE(office.catalogues.items("c1", 2)[1].removed);
  EXPECT_EQ(office.catalogues.versions("c1").size(), 2u);
}

TEST(Catalogues, NameThoseThatWereLookedIn) {
  Office office;
  EXPECT_EQ(json_text(office.catalogues.look_up("2026-1", "office").at("looked_in")), "[]");
  office.publish("c1", 1, {item("2026-1", "甲"), item("2026-2", "乙", true)});
  EXPECT_EQ(json_text(office.catalogues.look_up("2026-9", "office").at("looked_in")),
            R"([{"organ":"区人民政府","year":2026,"version":1,"items":1}])");
}

// Two organs may have the same number: one's own comes first.
TEST(Catalogues, OfOnesOwnUnitComeFirst) {
  Office office;
  office.publish("c1", 1, {item("2026-1", "甲")});
  office.publish("c2", 1, {item("2026-1", "局甲")}, "区商务局", "commerce");
  EXPECT_EQ(office.found("2026-1", "office"), "甲");
  EXPECT_EQ(office.found("2026-1", "commerce"), "局甲");
}

// A number of somebody else's catalogue starts nothing where the unit has one of its own; where it
// has none, two that have the number are told, each by the words that name it.
TEST(Catalogues, OfOthersCountOnlyWhereThereIsNoDoubt) {
  Office office;
  office.publish("c1", 1, {item("2026-1", "甲"), item("2026-2", "乙")});
  office.publish("c2", 1, {item("2026-1", "局甲"), item("2026-3", "局丙")}, "区商务局", "commerce");
  EXPECT_EQ(office.found("2026-3", "office"), "none");
  EXPECT_EQ(office.found("2026-3", "education"), "局丙");
  EXPECT_EQ(office.found("2026-1", "education"), "none");
  const Json choices = office.catalogues.look_up("2026-1", "education", 2026).at("looked_in");
  EXPECT_EQ(json_text(choices.at(0).at("write")), R"("区人民政府 2026 2026-1")");
  EXPECT_EQ(json_text(choices.at(1).at("write")), R"("区商务局 2026 2026-1")");
  EXPECT_EQ(office.found("区商务局 2026 2026-1", "education"), "局甲");
  EXPECT_EQ(office.found("区商务局 2026-1", "education"), "局甲");
  EXPECT_EQ(office.found("市商务局 2026-1", "education"), "none");
}

TEST(Catalogues, OfTheYearCountWhereSeveralHaveTheNumber) {
  Office office;
  office.publish("c1", 1, {item("甲-1", "旧")}, "区人民政府", "office", 2025);
  office.publish("c2", 1, {item("甲-1", "新")});
  EXPECT_EQ(office.found("甲-1"), "新");
  EXPECT_EQ(office.found("甲-1", "office", 2025), "旧");
  EXPECT_EQ(office.found("甲-1", "office", 2027), "none");
}

TEST(Catalogues, ThatAreClosedStartNothing) {
  Office office;
  office.publish("c1", 1, {item("2026-1", "甲")});
  office.write(office.append("c1", {sent("close", {})}));
  EXPECT_EQ(office.found("2026-1"), "none");
  EXPECT_TRUE(office.catalogues.find("c1")->closed_at.has_value());
}

TEST(Catalogues, AreListedByYearAndOrganPageByPage) {
  Office office;
  office.publish("c1", 1, {item("2026-1", "甲")}, "甲县");
  office.publish("c2", 1, {item("2026-1", "甲")}, "乙县");
  office.publish("c3", 1, {item("2026-1", "甲")}, "丙县");
  std::vector<std::string> seen;
  std::string cursor;
  for (int page = 0; page < 3; ++page) {
    const auto found = office.catalogues.list({.cursor = cursor, .limit = 1});
    ASSERT_EQ(found.size(), 1u);
    seen.push_back(cursor = found[0].id);
  }
  std::ranges::sort(seen);
  EXPECT_EQ(seen, (std::vector<std::string>{"c1", "c2", "c3"}));
  EXPECT_TRUE(office.catalogues.list({.cursor = cursor, .limit = 1}).empty());
  EXPECT_EQ(office.catalogues.list({.organ = "乙县"}).size(), 1u);
  EXPECT_TRUE(office.catalogues.list({.year = 2025}).empty());
}

TEST(Catalogues, AreNeverChangedBehindTheirBack) {
  Office office;
  office.publish("c1", 1, {item("2026-1", "甲")});
  for (const char* statement : {"UPDATE catalogue_item SET number = '2026-9'",
                                "DELETE FROM catalogue_version", "TRUNCATE catalogue_use"}) {
    EXPECT_THROW(office.pool.write([&](pqxx::transaction_base& tx) { tx.exec(statement); }),
                 std::exception)
        << statement;
  }
}

}  // namespace
}  // namespace gavel::db
