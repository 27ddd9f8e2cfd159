// Published catalogues: every version stays, numbers are looked up in the newest.
#include "db/catalogues.hpp"

#include <gtest/gtest.h>

#include "db/catalogue_consents.hpp"
#include "db/facts.hpp"
#include "db/offices.hpp"
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

/// Where nothing but the unit says whose matter it is.
Starter of_unit(const std::string& unit) { return {.organs = {}, .unit = unit}; }
Starter of_organ(const std::string& organ) { return {.organs = {organ}, .unit = "office"}; }

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
    const JsonObject said = catalogues.look_up(number, of_unit(unit), year);
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

// Nobody consented to an item that was put in and taken out before the first publication.
TEST(Catalogues, ShowAsRemovedOnlyWhatWasPublishedBefore) {
  Office office;
  office.publish("c1", 1, {item("2026-1", "甲"), item("2026-9", "草稿", true)});
  ASSERT_EQ(office.catalogues.items("c1", 1).size(), 1u);
  EXPECT_EQ(office.catalogues.items("c1", 1)[0].number, "2026-1");
  office.publish("c1", 2, {item("2026-1", "甲", true), item("2026-9", "草稿", true)});
  ASSERT_EQ(office.catalogues.items("c1", 2).size(), 1u);
  EXPECT_TRUE(office.catalogues.items("c1", 2)[0].removed);
}

TEST(Catalogues, NameThoseThatWereLookedIn) {
  Office office;
  EXPECT_EQ(json_text(office.catalogues.look_up("2026-1", of_unit("office")).at("looked_in")),
            "[]");
  office.publish("c1", 1, {item("2026-1", "甲"), item("2026-2", "乙", true)});
  EXPECT_EQ(json_text(office.catalogues.look_up("2026-9", of_unit("office")).at("looked_in")),
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
  const Json choices =
      office.catalogues.look_up("2026-1", of_unit("education"), 2026).at("looked_in");
  EXPECT_EQ(json_text(choices.at(0).at("write")), R"("区人民政府 2026 2026-1")");
  EXPECT_EQ(json_text(choices.at(1).at("write")), R"("区商务局 2026 2026-1")");
  EXPECT_EQ(office.found("区商务局 2026 2026-1", "education"), "局甲");
  EXPECT_EQ(office.found("区商务局 2026-1", "education"), "局甲");
  EXPECT_EQ(office.found("市商务局 2026-1", "education"), "none");
}

// A matter of that title is that item, whoever leaves the number out.
TEST(Catalogues, TellTheItemsOfATitleInTheOrgansOwn) {
  Office office;
  office.publish("c1", 1, {item("2026-1", "公交 票价"), item("2026-2", "乙")});
  office.publish("c2", 1, {item("2026-7", "公交票价")}, "区商务局", "commerce");
  const auto said = [&](const char* title) {
    return office.catalogues.titled(title, of_unit("office")).at("titled");
  };
  ASSERT_EQ(said("《公交票价》").as_array().size(), 1u);
  EXPECT_EQ(said("《公交票价》").at(0).at("number"), "2026-1");
  EXPECT_EQ(said("《公交票价》").at(0).at("write"), "区人民政府 2026 2026-1");
  EXPECT_EQ(said("公交"), JsonArray());
  EXPECT_EQ(said("——"), JsonArray());
  office.publish("c1", 2, {item("2026-1", "公交票价", true), item("2026-2", "乙")});
  EXPECT_EQ(said("公交票价"), JsonArray());
}

// The catalogue is the deciding organ's own (Decree 713, article 3): not that of its district,
// though the same office compiles both.
TEST(Catalogues, OfTheMattersOrganAloneCount) {
  Office office;
  office.publish("c1", 1, {item("2026-1", "市甲")}, "益阳市人民政府");
  office.publish("c2", 1, {item("2026-1", "区甲"), item("2026-2", "区乙")}, "益阳市资阳区人民政府");
  const auto said = [&](const char* organ, const char* number) {
    return office.catalogues.look_up(number, of_organ(organ), 2026);
  };
  EXPECT_EQ(said("益阳市人民政府", "2026-1").at("found").at("title"), "市甲");
  EXPECT_EQ(said("资阳区政府", "2026-1").at("found").at("title"), "区甲");
  const JsonObject none = said("益阳市人民政府", "2026-2");
  EXPECT_TRUE(none.at("found").is_null());
  EXPECT_EQ(none.at("organ"), "益阳市人民政府");
  EXPECT_EQ(none.at("elsewhere").at(0).at("organ"), "益阳市资阳区人民政府");
  EXPECT_EQ(none.at("elsewhere").at(0).at("title"), "区乙");
  EXPECT_EQ(json_text(none.at("looked_in")),
            R"([{"organ":"益阳市人民政府","year":2026,"version":1,"items":1}])");
  // Named in full it is no more the city's.
  EXPECT_TRUE(said("益阳市人民政府", "益阳市资阳区人民政府 2026 2026-2").at("found").is_null());
  EXPECT_FALSE(said("益阳市人民政府", "2026-9").contains("elsewhere"));
}

// Where all run on one organ's rules, a department with a catalogue of its own starts on that.
TEST(Catalogues, OfADepartmentCountForItUnderTheRulesOfItsGovernment) {
  Office office;
  office.publish("c1", 1, {item("2026-1", "县甲")}, "象山县人民政府");
  office.publish("c2", 1, {item("2026-1", "局甲"), item("2026-2", "局乙")}, "象山县商务局",
                 "commerce");
  const auto said = [&](const char* unit, const char* number) {
    const Starter starter{.organs = {}, .unit = unit, .installation = {"象山县人民政府"}};
    return office.catalogues.look_up(number, starter, 2026);
  };
  EXPECT_EQ(said("commerce", "2026-1").at("found").at("title"), "局甲");
  EXPECT_EQ(said("education", "2026-1").at("found").at("title"), "县甲");
  EXPECT_TRUE(said("education", "2026-2").at("found").is_null());
  EXPECT_EQ(said("education", "2026-2").at("elsewhere").at(0).at("organ"), "象山县商务局");
}

// A name without its place is taken for one's own only where no catalogue has the very name.
TEST(Catalogues, OfTheVeryNameGoBeforeThoseOfOneLikeIt) {
  Office office;
  office.publish("c1", 1, {item("2026-1", "甲")}, "区人民政府");
  const auto found = [&] {
    return office.catalogues.look_up("2026-1", of_organ("资阳区人民政府"), 2026).at("found");
  };
  EXPECT_EQ(found().at("title"), "甲");
  office.publish("c2", 1, {item("2026-1", "自己的")}, "资阳区人民政府", "commerce");
  EXPECT_EQ(found().at("title"), "自己的");
}

/// What an event with a number of the catalogue is told, of a matter on that policy.
struct Starting {
  explicit Starting(Office& of, JsonObject policy) : office(of) {
    type.form.resize(1);
    type.form[0].name = "catalogue_no";
    type.form[0].in_register = "catalogue";
    snapshot.policy = Json(std::move(policy));
  }
  std::string organ(const std::string& head = "nobody", const std::string& own = "") {
    return string_or(told(head, own), "organ", "unknown");
  }
  /// The pack that the matter would have to be on; "": as it is.
  std::string pack_due(const std::string& head, const char* in_force = "2026-01-01") {
    const JsonObject said = told(head, "", parse_day(in_force));
    const Json* due = said.if_contains("pack");
    return due == nullptr ? "" : string_or(due->as_object(), "id");
  }
  JsonObject told(const std::string& head, const std::string& own, std::optional<Day> since = {}) {
    const JsonObject data{{"catalogue_no", "2026-1"}};
    const matter::Actor actor{.account = head, .name = head, .unit = "gov", .roles = {}};
    const procedure::Pack pack{
        .id = "yiyang",
        .procedure = "major-decision",
        .organ = {"益阳市人民政府", "Yiyang"},
        .level = "city",
        .extends = "",
        .versions = since ? std::vector{procedure::PackVersion{"2026.1", *since, {}, {}, {}}}
                          : std::vector<procedure::PackVersion>{}};
    const JsonObject said =
        Facts(office.pool, {&pack, 1}, own)
            .named({type, data, actor, snapshot, parse_day("2026-03-01").value()});
    return said.at("catalogue_no").as_object();
  }
  Office& office;
  procedure::EventType type;
  matter::Snapshot snapshot;
};

// An organ with a pack decides on it: by its catalogue, and from the day the pack is in force.
TEST(Catalogues, NameThePackThatTheOrganOfAMatterWithoutOneHas) {
  Office office;
  office.publish("c1", 1, {item("2026-1", "甲")}, "益阳市人民政府");
  Starting bare(office, {{"pack", "none"}}), on_it(office, {{"pack", "yiyang@2026.1"}});
  EXPECT_EQ(bare.pack_due("nobody"), "yiyang");
  EXPECT_EQ(bare.pack_due("nobody", "2026-03-02"), "");
  EXPECT_EQ(on_it.pack_due("nobody"), "");
}

// Whose matter it is: as its policy pack has it, else the positions of the head who starts it.
TEST(Catalogues, KnowWhoseMatterItIsByItsPackOrByItsHead) {
  Office office;
  const Instant at = office.clock.now();
  (void)office.accounts.add_unit({"gov", "gov"});
  ASSERT_TRUE(office.accounts.add({.account = "mayor",
                                   .name = "mayor",
                                   .unit = "gov",
                                   .roles = {},
                                   .disabled = false,
                                   .created_at = at},
                                  "$argon2id$v=19$m=65536,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNo"));
  Offices offices(office.pool);
  ASSERT_TRUE(
      offices.add_position({"mayor", "赫山区人民政府", "", "区长", {"organ_head"}}, "admin", at));
  PositionHeld held;
  held.position.id = "mayor", held.account = "mayor";
  held.tenure.since = parse_day("2026-02-01").value();
  held.basis = "任命", held.by = "admin", held.at = at;
  (void)offices.hold(held);
  EXPECT_EQ(Starting(office, {{"pack", "yiyang@2026.1"}}).organ("mayor"), "益阳市人民政府");
  EXPECT_EQ(Starting(office, {{"pack", "other@1"}, {"organ", "桃江县人民政府"}}).organ("mayor"),
            "桃江县人民政府");
  Starting without(office, {{"pack", "none"}, {"organ", "none"}});
  EXPECT_EQ(without.organ("mayor"), "赫山区人民政府");
  EXPECT_EQ(without.organ(), "unknown");
  // All matters run on it, those of the departments as well: the head's position goes before it.
  Starting for_all(office, {{"pack", "yiyang@2026.1"}});
  EXPECT_EQ(for_all.organ("mayor", "yiyang"), "赫山区人民政府");
  EXPECT_EQ(for_all.organ("nobody", "yiyang"), "益阳市人民政府");
}

TEST(Catalogues, ThatStandForAnOrganAndYearAreTold) {
  Office office;
  office.publish("c1", 1, {item("2026-1", "甲")}, "资阳区人民政府");
  office.publish("c2", 1, {item("2026-1", "乙")}, "赫山区人民政府");
  office.publish("c3", 1, {item("2026-1", "丙")}, "资阳区人民政府", "office", 2027);
  const auto standing_of = [&](const char* organ, const char* but) {
    return office.catalogues.standing(organ, 2026, but).at("standing").as_array();
  };
  const JsonArray standing = standing_of("益阳市资阳区人民政府", "c9");
  ASSERT_EQ(standing.size(), 1u);
  EXPECT_EQ(standing[0].at("id"), "c1");
  // It may be another organ of that short name.
  EXPECT_FALSE(standing[0].at("same_name").as_bool());
  EXPECT_TRUE(standing_of("资阳区政府", "c9")[0].at("same_name").as_bool());
  EXPECT_TRUE(standing_of("资阳区人民政府", "c1").empty());
  // As a procedure asks it: <event register="catalogue" of="{organ: …, year: …}">.
  procedure::EventType type;
  type.registers = {{"catalogue", {}}};
  matter::Snapshot snapshot;
  snapshot.id = "c9";
  const JsonObject none;
  const matter::Actor actor;
  const JsonObject of{{"organ", "资阳区人民政府"}, {"year", 2026}};
  const JsonObject said =
      Facts(office.pool)
          .named(
              {type, none, actor, snapshot, parse_day("2026-03-01").value(), {{"catalogue", of}}});
  EXPECT_EQ(said.at("catalogue").at("standing").at(0).at("id"), "c1");
  office.write(office.append("c1", {sent("close", {})}));
  EXPECT_TRUE(standing_of("资阳区人民政府", "c9").empty());
}

/// As a procedure asks: <event register="catalogue" of="{organ: …, year: …, consent: …}">.
JsonObject asked_in_2026(Office& office, const char* organ, const std::string& consent) {
  procedure::EventType type;
  type.registers = {{"catalogue", {}}};
  matter::Snapshot snapshot;
  snapshot.id = "c9";
  const JsonObject none;
  const matter::Actor actor;
  const JsonObject of{{"organ", organ}, {"year", 2026}, {"consent", consent}};
  const Day day = parse_day("2026-03-01").value();
  JsonObject said =
      Facts(office.pool).named({type, none, actor, snapshot, day, {{"catalogue", of}}});
  return said.at("catalogue").as_object();
}

// One consent of the committee is to the catalogue of one year.
TEST(Catalogues, OfOtherYearsThatRestOnOneConsentAreTold) {
  Office office;
  office.publish("c1", 1, {item("2025-1", "甲")}, "资阳区人民政府", "office", 2025);
  const std::string number = office.catalogues.versions("c1").at(0).consent;
  const auto told = [&](const char* organ, int year, const std::string& consent) {
    return resting_on(office.pool, {.number = consent, .organ = organ, .year = year})
        .of_other_years.size();
  };
  EXPECT_EQ(told("益阳市资阳区人民政府", 2026, " " + number), 1u);
  EXPECT_EQ(told("资阳区人民政府", 2025, number), 0u);
  EXPECT_EQ(told("赫山区人民政府", 2026, number), 0u);
  EXPECT_EQ(told("资阳区人民政府", 2026, number + "1"), 0u);
  const JsonObject said = asked_in_2026(office, "资阳区人民政府", number);
  EXPECT_EQ(said.at("consents").at(0).at("year"), 2025);
  EXPECT_EQ(json_text(said.at("consents_beside")), "[]");
}

// Nor is it to the catalogues of two organs, or to two of one year.
TEST(Catalogues, OfOtherOrgansThatRestOnOneConsentAreToldBeside) {
  Office office;
  office.publish("c1", 1, {item("2025-1", "甲")}, "资阳区人民政府", "office", 2025);
  const std::string number = office.catalogues.versions("c1").at(0).consent;
  const auto told = [&](const char* organ, int year, const std::string& consent,
                        const char* own = "c9") {
    return resting_on(office.pool, {.number = consent, .organ = organ, .year = year, .but = own})
        .beside.size();
  };
  EXPECT_EQ(told("赫山区人民政府", 2025, "区委〔二〇二六〕第一号"), 1u) << number;
  EXPECT_EQ(told("赫山区人民政府", 2026, number + "1"), 0u);
  EXPECT_EQ(told("益阳市资阳区人民政府", 2025, number), 1u) << "another one of the year";
  EXPECT_EQ(told("益阳市资阳区人民政府", 2026, number), 0u) << "told as of its own organ";
  EXPECT_EQ(told("资阳区人民政府", 2025, number, "c1"), 0u);
  EXPECT_EQ(json_text(asked_in_2026(office, "赫山区人民政府", number).at("consents_beside")),
            R"([{"id":"c1","organ":"资阳区人民政府","year":2025,"version":1,"consent":")" + number +
                "\",\"published\":true}]");
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
