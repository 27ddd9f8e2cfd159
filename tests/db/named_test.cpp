// What a rule is told of whomever an event names: accounts, bodies, seats, units and what is lent.
#include "db/named.hpp"

#include "db/facts.hpp"
#include "tests/db/city.hpp"

namespace gavel::db {
namespace {

// What a rule asks of whoever is named: who it is, and what they may do that day.
TEST(Named, AnAccountIsToldWithTheRolesItHasThatDay) {
  City city;
  city.hold("mayor", "2026-02-01", on("2026-02-28"));
  const auto roles = [&](const char* named, const char* day) {
    return json_text(account_named(city.pool, named, on(day)).at("found").at("roles"));
  };
  EXPECT_EQ(roles("mayor", "2026-02-28"), R"(["member","organ_head"])");
  EXPECT_EQ(roles("mayor", "2026-03-01"), "[]");
  EXPECT_TRUE(account_named(city.pool, "nobody", on("2026-02-28")).at("found").is_null());
  // By their name however it is spaced.
  const std::string name = string_or(
      account_named(city.pool, "mayor", on("2026-02-28")).at("found").get_object(), "name");
  ASSERT_FALSE(name.empty());
  for (const std::string& spaced : {" " + name + "　", name})
    EXPECT_EQ(account_named(city.pool, spaced, on("2026-02-28")).at("found").at("account"),
              "mayor");
}

TEST(Named, ABodyIsWhoHoldsASeatInTheOrganOfTheChairThatDay) {
  City city;
  EXPECT_EQ(json_text(member_named(city.pool, "mayor", on("2026-03-01")).at("body")), "[]");
  for (const auto& [id, organ, role] : std::vector<std::array<const char*, 3>>{
           {"deputy", "市政府", "member"}, {"clerk", "市政府", "office"}, {"away", "县", "member"}})
    EXPECT_TRUE(city.offices.add_position({id, organ, "", "职务", {role}}, "admin", noon));
  city.hold("mayor", "2026-01-01");
  const auto seat = [&](const char* position, const char* account) {
    PositionHeld held;
    held.position.id = position;
    held.account = account;
    held.tenure.since = on("2026-02-01");
    held.by = "admin";
    held.at = noon;
    return city.offices.hold(held).value();
  };
  const auto deputy = seat("deputy", "deputy");
  (void)seat("clerk", "chen");
  const auto body = [&](const char* day) {
    return json_text(member_named(city.pool, "mayor", on(day)).at("body"));
  };
  EXPECT_EQ(body("2026-01-31"), R"(["mayor"])");
  EXPECT_EQ(body("2026-02-01"), R"(["deputy","mayor"])");
  ASSERT_TRUE(city.offices.end(Offices::Ending::position_held, deputy, on("2026-03-01"), "免职",
                               "admin", noon));
  EXPECT_EQ(body("2026-03-01"), R"(["mayor"])");
  EXPECT_EQ(json_text(member_named(city.pool, "chen", on("2026-03-01")).at("body")), "[]");
  EXPECT_EQ(json_text(member_named(city.pool, "mayor", on("2026-03-01")).at("organs")),
            R"(["市政府"])");
}

// Whoever heads a bureau and sits in the government too chairs each with its own body.
TEST(Named, ABodyIsThatOfTheOrganThatDecides) {
  City city;
  city.hire("chief");
  city.hold("mayor", "2026-01-01");
  const auto post = [&](const char* id, const char* organ, const char* role, const char* account) {
    EXPECT_TRUE(city.offices.add_position({id, organ, "", id, {role}}, "admin", noon));
    PositionHeld held;
    held.position.id = id, held.account = account, held.tenure.since = on("2026-01-01");
    held.by = "admin", held.at = noon;
    (void)city.offices.hold(held);
  };
  post("vice", "市政府", "member", "chief");
  post("director", "市住建局", "organ_head", "chief");
  post("second", "市住建局", "member", "chen");
  const auto body = [&](const char* chair, const std::vector<std::string>& deciding) {
    const JsonObject said = member_named(city.pool, chair, on("2026-03-01"), {}, deciding);
    return json_text(said.at("body")) + " " + json_text(said.at("executive")) + " " +
           json_text(said.at("organs"));
  };
  EXPECT_EQ(body("chief", {"市住建局"}), R"(["chen","chief"] ["chen","chief"] ["市住建局"])");
  EXPECT_EQ(body("chief", {"市 政府"}), R"(["chief","mayor"] ["chief","mayor"] ["市政府"])");
  // Not of it: its body is none the less who it is.
  EXPECT_EQ(body("chen", {"市政府"}), R"(["chief","mayor"] ["chief","mayor"] [])");
  // It is not known whose matter it is.
  EXPECT_EQ(body("chief", {}), R"(["chen","chief","mayor"] ["chen","chief","mayor"] )"
                               R"(["市住建局","市政府"])");
  const auto posts = [&](const std::vector<std::string>& deciding) {
    const JsonObject said =
        seats_of(city.pool, "m1", JsonArray{"chief"}, on("2026-03-01"), nullptr, {}, deciding);
    std::string out;
    for (const Json& each : said.at("found").at(0).at("posts").as_array())
      out += (out.empty() ? "" : " ") + std::string(each.at("title").as_string());
    return out;
  };
  EXPECT_EQ(posts({"市住建局"}), "director");
  EXPECT_EQ(posts({"市政府"}), "vice");
  EXPECT_EQ(posts({}), "director vice");
}

/// "executive mayor; plenary deputy,mayor".
std::string bodies(City& city, const char* day) {
  const JsonObject said = member_named(city.pool, "mayor", on(day));
  return json_text(said.at("executive")) + " " + json_text(said.at("plenary"));
}

TEST(Named, TheExecutiveMeetingIsToldFromThePlenary) {
  City city;
  city.hold("mayor", "2026-01-01");
  EXPECT_TRUE(city.offices.add_position({"bureau", "市政府", "", "局长", {"member"}}, "a", noon));
  PositionHeld held;
  held.position.id = "bureau", held.account = "chen", held.tenure.since = on("2026-01-01");
  held.by = "admin", held.at = noon;
  (void)city.offices.hold(held);
  // Nothing was said of its seat: both.
  EXPECT_EQ(bodies(city, "2026-02-01"), R"(["chen","mayor"] ["chen","mayor"])");
  city.offices.seat("bureau", {"plenary", {}, "组织法第七十七条", "admin", noon});
  EXPECT_EQ(bodies(city, "2026-02-01"), R"(["mayor"] ["chen","mayor"])");
  // Said anew from a day on, it stands from that day.
  city.offices.seat("bureau", {"none", on("2026-03-01"), "机构改革", "admin", noon});
  EXPECT_EQ(bodies(city, "2026-02-28"), R"(["mayor"] ["chen","mayor"])");
  EXPECT_EQ(bodies(city, "2026-03-01"), R"(["mayor"] ["mayor"])");
  EXPECT_EQ(json_text(member_named(city.pool, "mayor", on("2026-03-01")).at("body")),
            R"(["chen","mayor"])");
  EXPECT_EQ(city.offices.seat_on("bureau", on("2026-02-28")), "plenary");
  EXPECT_EQ(city.offices.seats("bureau").size(), 2u);
  EXPECT_ANY_THROW(city.offices.seat("bureau", {"gallery", {}, "", "admin", noon}));
}

TEST(Named, SeatsAreToldWithTheirPostsOfThatDay) {
  City city;
  city.hold("mayor", "2026-02-01");
  const auto said = [&](const char* day) {
    return json_text(
        seats_of(city.pool, "m1", JsonArray{"mayor", "chen", "ghost"}, on(day), nullptr));
  };
  EXPECT_EQ(said("2026-02-01"),
            R"({"found":[{"account":"mayor","name":"mayor","unit":"gov","posts":[)"
            R"({"organ":"市政府","title":"市长","seat":"executive"}],"is_head":true},)"
            R"({"account":"chen","name":"chen","unit":"gov","posts":[],"is_head":false}],)"
            R"("missing":["ghost"],"without_post":["chen"],)"
            R"("executive":["mayor"],"plenary":["mayor"]})");
  EXPECT_THAT(said("2026-01-31"),
              testing::HasSubstr(R"("unit":"gov","posts":[],"is_head":false},)"));
}

// As a procedure asks it: <event register="seats" of="meeting.members">.
TEST(Named, AnEventIsToldWhoTheMembersItNamesAre) {
  City city;
  city.hold("mayor", "2026-02-01");
  procedure::EventType type;
  type.registers = {{"seats", {}}};
  const JsonObject data;
  const matter::Actor actor;
  const matter::Snapshot snapshot;
  const JsonObject said = Facts(city.pool).named(
      {type, data, actor, snapshot, on("2026-02-01"), {{"seats", JsonArray{"mayor", "ghost"}}}});
  EXPECT_EQ(said.at("seats").at("found").at(0).at("posts").at(0).at("title"), "市长");
  EXPECT_EQ(json_text(said.at("seats").at("missing")), R"(["ghost"])");
  EXPECT_FALSE(said.contains("sender"));
}

// A deputy who chairs for the head does so by what the head lent, in this matter or in all.
TEST(Named, PeopleAreToldWithWhatIsLentToThemThatDay) {
  City city;
  procedure::Procedure procedure;
  procedure.events["meeting.decide"].who = {"organ_head", "member"};
  procedure.roles["organ_head"].lend = true, procedure.roles["member"].lend = false;
  const auto lend = [&](const char* act, const char* role, const char* matter, const char* until) {
    (void)city.offices.delegate(
        {.id = 0,
         .principal = "mayor",
         .delegate = "deputy",
         .act = act,
         .role = role,
         .matter = matter,
         .tenure = {.since = on("2026-02-01"), .until = on(until), .ended = {}, .end_reason = ""},
         .basis = "出差",
         .by = "mayor",
         .at = noon});
  };
  city.hold("mayor", "2026-02-01", on("2026-03-31"));
  lend("meeting.decide", "", "m1", "2026-02-28");
  lend("", "organ_head", "", "2026-02-10");
  lend("decision.sign", "", "m2", "2026-02-28");
  const auto lent = [&](const char* account, const char* day) {
    JsonObject said = account_named(city.pool, account, on(day));
    add_lent(city.pool, "m1", on(day), &procedure, said);
    const Json* found = said.at("found").as_object().if_contains("lent");
    return found == nullptr ? "none" : json_text(*found);
  };
  EXPECT_EQ(lent("deputy", "2026-02-01"), R"(["meeting.decide","organ_head"])");
  EXPECT_EQ(lent("deputy", "2026-02-11"), R"(["meeting.decide"])");
  EXPECT_EQ(lent("deputy", "2026-03-01"), "none");
  EXPECT_EQ(lent("mayor", "2026-02-01"), "none");
  // An act that whoever lent it could not do that day, or that the procedure does not know.
  lend("meeting.decide", "", "m1", "2026-12-31");
  lend("meeting.settle", "", "m1", "2026-12-31");
  EXPECT_EQ(lent("deputy", "2026-03-31"), R"(["meeting.decide"])");
  EXPECT_EQ(lent("deputy", "2026-04-01"), "none");
  // Nor is an act lent by a role that is a person's own.
  procedure.events["meeting.decide"].who = {"member"};
  EXPECT_EQ(lent("deputy", "2026-03-31"), "none");
}

TEST(Named, UnitsAreToldByIdWhereTheyAreFound) {
  City city;
  (void)city.accounts.add_unit({"inst", "乙研究院（本级）"});
  EXPECT_EQ(unit_named(city.pool, "乙研究院(本级) ").at("found").at("id"), "inst");
  EXPECT_TRUE(unit_named(city.pool, "（）").at("found").is_null());
  const JsonObject said = units_named(city.pool, JsonArray{"gov", "外地单位"});
  EXPECT_EQ(json_text(said.at("keys")), R"(["gov","外地单位"])");
  EXPECT_EQ(json_text(said.at("missing")), R"(["外地单位"])");
  EXPECT_TRUE(matter_named(city.pool, "m9").at("found").is_null());
}

// As a procedure asks it: <field name="tasks" type="list"><field name="unit" register="unit"/>.
TEST(Named, WhatTheItemsOfAListNameStandsWhereTheItemsDo) {
  City city;
  procedure::Field unit, tasks;
  unit.name = "unit", tasks.name = "tasks";
  unit.in_register = "unit";
  tasks.type = procedure::Field::Type::list;
  tasks.fields = {unit};
  procedure::EventType type;
  type.form = {tasks};
  const JsonObject data{{"tasks", JsonArray{JsonObject{{"task", "a"}}, JsonObject{{"unit", "gov"}},
                                            JsonObject{{"unit", "外地单位"}}}}};
  const matter::Actor actor;
  const matter::Snapshot snapshot;
  const JsonObject said = Facts(city.pool).named({type, data, actor, snapshot, on("2026-02-01")});
  EXPECT_EQ(json_text(said.at("tasks.unit").at("keys")), R"(["","gov","外地单位"])");
  EXPECT_EQ(json_text(said.at("tasks.unit").at("missing")), R"(["外地单位"])");
  // Nothing is said where no item names one.
  const JsonObject none{{"tasks", JsonArray{JsonObject{{"task", "a"}}}}};
  EXPECT_TRUE(Facts(city.pool).named({type, none, actor, snapshot, on("2026-02-01")}).empty());
}

}  // namespace
}  // namespace gavel::db
