// Positions, delegations and recusals: dated rows that are only added.
#include "db/offices.hpp"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "db/facts.hpp"
#include "db/named.hpp"
#include "db/roles.hpp"
#include "tests/db/domain.hpp"

namespace gavel::db {
namespace {

using test::Domain;

Day on(const char* day) { return parse_day(day).value(); }
const Instant noon = start_of(on("2026-03-01")) + std::chrono::hours{12};

struct City : Domain {
  City() {
    for (const char* account : {"mayor", "deputy", "chen"}) {
      hire(account);
    }
    EXPECT_TRUE(offices.add_position({"mayor", "市政府", "", "市长", {"organ_head", "member"}},
                                     "admin", noon));
  }
  std::int64_t hold(const char* account, const char* since, std::optional<Day> until = {}) {
    PositionHeld held;
    held.position.id = "mayor";
    held.account = account;
    held.tenure.since = on(since);
    held.tenure.until = until;
    held.basis = "任命";
    held.by = "admin";
    held.at = noon;
    return offices.hold(held).value();
  }
  std::string roles(const char* account, const char* day) {
    std::string out;
    for (const std::string& role : roles_on(pool, account, on(day)).roles) out += role + " ";
    return out;
  }
  RecusalStep step(const char* account, const char* what) {
    return {.seq = 0,
            .account = account,
            .step = what,
            .reason = "利害关系",
            .deputy = "",
            .by = "chen",
            .at = noon};
  }
  Accounts accounts{pool};
  Offices offices{pool};
};

TEST(Offices, GiveRolesFromTheFirstDayToTheLast) {
  City city;
  city.hold("mayor", "2026-02-01", on("2026-02-28"));
  EXPECT_EQ(city.roles("mayor", "2026-01-31"), "");
  EXPECT_EQ(city.roles("mayor", "2026-02-01"), "member organ_head ");
  EXPECT_EQ(city.roles("mayor", "2026-02-28"), "member organ_head ");
  EXPECT_EQ(city.roles("mayor", "2026-03-01"), "");
}

TEST(Offices, EndOnceAndFromThatDayOn) {
  City city;
  const auto id = city.hold("mayor", "2026-02-01");
  EXPECT_TRUE(city.offices.end(Offices::Ending::position_held, id, on("2026-03-10"), "免职",
                               "admin", noon));
  EXPECT_FALSE(city.offices.end(Offices::Ending::position_held, id, on("2026-03-11"), "免职",
                                "admin", noon));
  EXPECT_EQ(city.roles("mayor", "2026-03-09"), "member organ_head ");
  EXPECT_EQ(city.roles("mayor", "2026-03-10"), "");
  EXPECT_EQ(city.offices.held(id)->tenure.end_reason, "免职");
}

// Once a position has named a head, the role goes by position alone, also while the post is vacant.
TEST(Offices, ArePartOfWhatAnAccountMayDoOnADay) {
  City city;
  (void)city.accounts.change("chen", {.name = {},
                                      .unit = {},
                                      .password_hash = {},
                                      .person = {},
                                      .roles = std::vector<std::string>{"organ_head", "office"},
                                      .disabled = {}});
  EXPECT_EQ(city.roles("chen", "2026-01-31"), "organ_head office ");
  EXPECT_TRUE(not_heads_on(city.pool, on("2026-01-31")).empty());
  city.hold("mayor", "2026-02-01", on("2026-02-28"));
  for (const char* day : {"2026-02-01", "2026-02-28", "2026-03-01"}) {
    EXPECT_EQ(city.roles("chen", day), "office ") << day;
    EXPECT_EQ(not_heads_on(city.pool, on(day)), std::vector<std::string>{"chen"}) << day;
  }
  EXPECT_EQ(heads_on(city.pool, on("2026-02-28")), std::vector<std::string>{"mayor"});
  EXPECT_TRUE(heads_on(city.pool, on("2026-03-01")).empty());
  EXPECT_EQ(city.roles("chen", "2026-01-31"), "organ_head office ");
  city.hold("chen", "2026-03-02");
  EXPECT_EQ(city.roles("chen", "2026-03-02"), "office member organ_head ");
}

TEST(Offices, HaveAnIdOnlyOnce) {
  City city;
  EXPECT_FALSE(city.offices.add_position({"mayor", "县政府", "", "县长", {}}, "admin", noon));
  EXPECT_EQ(city.offices.positions().size(), 1u);
  EXPECT_EQ(city.offices.position("mayor")->organ, "市政府");
}

TEST(Delegations, AreOneActOrOneRoleAndNeverToOneself) {
  City city;
  Delegation made;
  made.principal = "mayor", made.delegate = "deputy", made.role = "organ_head";
  made.tenure.since = on("2026-03-01"), made.tenure.until = on("2026-03-31");
  made.basis = "出差", made.by = "mayor", made.at = noon;
  const auto id = city.offices.delegate(made);
  EXPECT_EQ(city.offices.between("mayor", "deputy").size(), 1u);
  EXPECT_TRUE(city.offices.between("deputy", "mayor").empty());
  EXPECT_EQ(city.offices.delegation(id)->role, "organ_head");
  made.act = "meeting.decide";
  EXPECT_THROW((void)city.offices.delegate(made), std::exception);
  made.role = "", made.delegate = "mayor";
  EXPECT_THROW((void)city.offices.delegate(made), std::exception);
}

// Until it opens: of those who were called, whoever has no post after some day.
TEST(Offices, TellWhoseSeatEndsOfAMeetingThatWaits) {
  City city;
  (void)city.hold("mayor", "2026-02-01", on("2026-02-28"));
  const auto later = city.hold("deputy", "2026-03-01");
  matter::Snapshot asked;
  asked.id = "m1";
  const auto over = [&](const char* meeting) {
    asked.session.data = JsonObject{{"meeting", *parse_json(meeting)}};
    const JsonObject known = Facts(city.pool).of(asked);
    const Json* const said = known.if_contains("posts_over");
    return said == nullptr ? "" : json_text(*said);
  };
  constexpr const char* called = R"({"on":"","seated":["mayor","deputy","chen"]})";
  EXPECT_EQ(over(called), R"([{"account":"mayor","since":"2026-03-01"}])");
  EXPECT_EQ(over(R"({"on":"2026-03-02","seated":["mayor"]})"), "");
  EXPECT_EQ(over(R"({"on":"","seated":[]})"), "");
  EXPECT_TRUE(city.offices.end(Offices::Ending::position_held, later, on("2026-03-10"), "免职",
                               "admin", noon));
  EXPECT_EQ(over(R"({"on":"","seated":["deputy"]})"),
            R"([{"account":"deputy","since":"2026-03-10"}])");
}

TEST(Recusals, HoldUntilTheyAreLifted) {
  City city;
  const auto out = [&](const char* account) {
    return recused(city.offices.recusals("m1"), account) != nullptr;
  };
  EXPECT_EQ(city.offices.add_recusal("m1", city.step("mayor", "ask")).seq, 1);
  EXPECT_FALSE(out("mayor"));
  EXPECT_EQ(city.offices.add_recusal("m1", city.step("mayor", "order")).seq, 2);
  EXPECT_TRUE(out("mayor"));
  EXPECT_FALSE(out("deputy"));
  EXPECT_EQ(city.offices.add_recusal("m1", city.step("mayor", "ask")).seq, 3);
  EXPECT_TRUE(out("mayor"));
  EXPECT_EQ(city.offices.add_recusal("m1", city.step("mayor", "lift")).seq, 4);
  EXPECT_FALSE(out("mayor"));
  EXPECT_EQ(city.offices.add_recusal("m2", city.step("deputy", "declare")).seq, 1);
  EXPECT_FALSE(out("deputy"));
}

// Whose deputy may stand in for the head: of one who was that as they kept out, and not before.
TEST(Recusals, TellRulesWhoWasTheHeadThen) {
  City city;
  city.hold("chen", "2026-01-01", on("2026-02-28"));
  city.hold("mayor", "2026-03-01");
  matter::Snapshot asked;
  asked.id = "m1";
  for (const char* account : {"chen", "deputy", "mayor"})
    (void)city.offices.add_recusal("m1", city.step(account, "declare"));
  const JsonObject known = Facts(city.pool).of(asked);
  std::string heads;
  for (const Json& each : known.at("recused").as_array())
    if (each.as_object().contains("is_head")) heads += string_or(each.as_object(), "account") + " ";
  EXPECT_EQ(heads, "mayor ");
}

// The order alone gives the deputy the one role that nobody else has; a declaration gives none.
TEST(Recusals, GiveTheRoleOfTheHeadToTheDeputyThatIsOrdered) {
  City city;
  city.hold("mayor", "2026-03-01");
  matter::Snapshot asked;
  asked.id = "m1";
  const auto given = [&] {
    const JsonObject known = Facts(city.pool).of(asked);
    const JsonObject& recusal = known.at("recused").as_array()[0].as_object();
    const Json* roles = recusal.if_contains("roles");
    return roles == nullptr ? "none" : json_text(*roles);
  };
  RecusalStep step = city.step("mayor", "declare");
  (void)city.offices.add_recusal("m1", step);
  EXPECT_EQ(given(), "none");
  step.step = "order", step.deputy = "deputy";
  (void)city.offices.add_recusal("m1", step);
  EXPECT_EQ(given(), R"(["organ_head"])");
}

// A request that waits, until it is answered; whoever was answered does not hold things up again
// for the same reason, nor a third time.
TEST(Recusals, TellRulesWhoIsAskedToKeepOut) {
  City city;
  matter::Snapshot asked;
  asked.id = "m1";
  const auto waiting = [&] {
    const JsonObject known = Facts(city.pool).of(asked);
    std::string out;
    if (const Json* const all = known.if_contains("recusals_asked")) {
      for (const Json& each : all->as_array())
        out += string_or(each.as_object(), "account") + " by " + string_or(each.as_object(), "by") +
               " ";
    }
    return out;
  };
  const auto step = [&](const char* account, const char* what, const char* by,
                        const char* reason = "利害关系") {
    RecusalStep made = city.step(account, what);
    made.by = by, made.reason = reason;
    (void)city.offices.add_recusal("m1", made);
  };
  EXPECT_EQ(waiting(), "");
  step("mayor", "ask", "chen");
  step("mayor", "ask", "chen");
  step("deputy", "ask", "chen");
  EXPECT_EQ(waiting(), "deputy by chen mayor by chen ");
  step("mayor", "decline", "dang");
  step("deputy", "order", "mayor");
  EXPECT_EQ(waiting(), "");
  step("mayor", "ask", "chen");
  step("mayor", "ask", "chen", " 利害 关系。");
  EXPECT_EQ(waiting(), "");
  step("mayor", "ask", "chen", "其弟为中标企业股东");
  EXPECT_EQ(waiting(), "mayor by chen ");
  step("mayor", "decline", "dang");
  step("mayor", "ask", "chen", "又一理由");
  EXPECT_EQ(waiting(), "");
  step("mayor", "ask", "deputy");
  EXPECT_EQ(waiting(), "mayor by deputy ");
  // Taken back by nobody else, and asked again.
  step("mayor", "withdraw", "chen");
  EXPECT_EQ(waiting(), "mayor by deputy ");
  step("mayor", "withdraw", "deputy");
  EXPECT_EQ(waiting(), "");
  step("mayor", "ask", "deputy");
  EXPECT_EQ(waiting(), "mayor by deputy ");
  asked.id = "m2";
  EXPECT_EQ(waiting(), "");
}

// Those without an account ask through whoever enters it for them: each is one who asks.
TEST(Recusals, OfAPersonWithoutAnAccountAreAskedInThatPersonsName) {
  City city;
  matter::Snapshot asked;
  asked.id = "m1";
  const auto step = [&](const char* what, const char* asker) {
    RecusalStep made = city.step("mayor", what);
    made.by = "chen", made.asker = asker;
    (void)city.offices.add_recusal("m1", made);
  };
  const auto waiting = [&] {
    const JsonObject known = Facts(city.pool).of(asked);
    const Json* const all = known.if_contains("recusals_asked");
    return all == nullptr ? "" : json_text(all->as_array().at(0).at("by_name"));
  };
  step("ask", "张三");
  EXPECT_EQ(waiting(), "\"张三\"");
  EXPECT_EQ(city.offices.recusals("m1").at(0).asker, "张三");
  step("decline", "");
  step("ask", "张三");
  EXPECT_EQ(waiting(), "");
  step("ask", "李四");
  EXPECT_EQ(waiting(), "\"李四\"");
  step("withdraw", "");
  EXPECT_EQ(waiting(), "\"李四\"");
  step("withdraw", "李四");
  EXPECT_EQ(waiting(), "");
}

// A request that is taken back leaves whoever keeps out as they are.
TEST(Recusals, AreNoLongerInForceNorEndedByWhatIsTakenBack) {
  City city;
  (void)city.offices.add_recusal("m1", city.step("mayor", "ask"));
  (void)city.offices.add_recusal("m1", city.step("mayor", "declare"));
  (void)city.offices.add_recusal("m1", city.step("mayor", "withdraw"));
  EXPECT_NE(recused(city.offices.recusals("m1"), "mayor"), nullptr);
  matter::Snapshot asked;
  asked.id = "m1";
  EXPECT_TRUE(Facts(city.pool).of(asked).contains("recused"));
}

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
