// Positions over the API: who holds them on which days, and which meetings they sit in.
#include "tests/api/town.hpp"

namespace gavel::api::test {
namespace {

TEST(Positions, GiveTheirRolesOnTheDaysTheyAreHeld) {
  Town city;
  const JsonObject position{{"id", "clerk"},
                            {"organ", "教育局"},
                            {"office", "办公室"},
                            {"title", "科员"},
                            {"roles", JsonArray{"drafter"}}};
  EXPECT_EQ(city.post("qian", "/v1/positions", position).brief(), "403 role-required");
  EXPECT_EQ(city.post("admin", "/v1/positions", position).status, 201);
  EXPECT_EQ(city.post("admin", "/v1/positions", position).brief(), "409 position-taken");
  const Answer held = city.post(
      "admin", "/v1/positions/clerk/holders",
      {{"account", "chen"}, {"since", "2026-02-02"}, {"until", "2026-02-03"}, {"basis", "任命"}});
  EXPECT_EQ(held.status, 201) << held.body;
  const JsonObject opening{{"procedure", "small-decision"}, {"title", "x"}};
  EXPECT_EQ(city.post("chen", "/v1/matters", opening).brief(), "403 not-permitted");
  city.go_to("2026-02-02");
  EXPECT_EQ(city.post("chen", "/v1/matters", opening).status, 201);
  EXPECT_EQ(json_text(city.get("chen", "/v1/accounts/me").at("/roles")), R"(["drafter"])");
  city.go_to("2026-02-04");
  EXPECT_EQ(city.post("chen", "/v1/matters", opening).brief(), "403 not-permitted");
}

// A slip in the year is told; a term does not end before it begins.
TEST(Positions, AreHeldOnDaysThatARecordTakes) {
  Town city;
  ASSERT_EQ(city.post("admin", "/v1/positions",
                      {{"id", "clerk"},
                       {"organ", "教育局"},
                       {"title", "科员"},
                       {"roles", JsonArray{"drafter"}}})
                .status,
            201);
  const auto hold = [&](const char* since, const char* until) {
    return city.post("admin", "/v1/positions/clerk/holders",
                     {{"account", "chen"}, {"since", since}, {"until", until}, {"basis", "任命"}});
  };
  const auto told = [](const Answer& answer) {
    return answer.text("/errors/0/pointer") + " " + answer.text("/errors/0/code");
  };
  const Answer early = hold("1899-12-31", "2026-12-31");
  EXPECT_EQ(told(early), "/since not-a-date");
  EXPECT_THAT(early.text("/errors/0/detail"), ::testing::HasSubstr("1900年至2199年之间"));
  EXPECT_EQ(told(hold("2026-01-01", "2200-01-01")), "/until not-a-date");
  EXPECT_EQ(told(hold("2026-01-02", "2026-01-01")), "/until before");
  EXPECT_EQ(told(city.post("admin", "/v1/positions/clerk/seats",
                           {{"seat", "none"}, {"since", "1899-12-31"}, {"basis", "规则"}})),
            "/since not-a-date");
  EXPECT_EQ(told(city.post("admin", "/v1/successions",
                           {{"organ", "教育局"}, {"since", "0203-01-01"}, {"basis", "改革"}})),
            "/since not-a-date");
  const Answer held = hold("1900-01-01", "2199-12-31");
  ASSERT_EQ(held.status, 201) << held.body;
  const std::string end = "/v1/positions/clerk/holders/" + held.text("/id") + "/end";
  EXPECT_EQ(told(city.post("admin", end, {{"day", "1899-12-31"}, {"reason", "调离"}})),
            "/day not-a-date");
  EXPECT_EQ(city.post("admin", end, {{"day", "1900-01-01"}, {"reason", "调离"}}).status, 201);
}

// One organ has one name here: another spelling of it would be another organ to nobody but a
// machine.
TEST(Positions, AreOfTheOrganAsTheRegisterCallsItAlready) {
  Town city;
  const auto add = [&](const char* id, const char* organ) {
    return city
        .post("admin", "/v1/positions",
              {{"id", id}, {"organ", organ}, {"title", "科员"}, {"roles", JsonArray{"drafter"}}})
        .text("/organ");
  };
  EXPECT_EQ(add("first", "未来区人民政府"), "未来区人民政府");
  EXPECT_EQ(add("second", "未来区 人民政府"), "未来区人民政府");
  EXPECT_EQ(add("third", "未来区　人民政府"), "未来区人民政府");
  EXPECT_EQ(add("fourth", "丁市人民政府"), "丁市人民政府");
}

// Two may hold one position side by side; nobody holds it twice.
TEST(Positions, AreHeldByOnePersonOnceAtATime) {
  Town city;
  ASSERT_EQ(city.post("admin", "/v1/positions",
                      {{"id", "clerk"},
                       {"organ", "教育局"},
                       {"title", "科员"},
                       {"roles", JsonArray{"drafter"}}})
                .status,
            201);
  const auto hold = [&](const char* account, const char* since, const char* until) {
    return city.post("admin", "/v1/positions/clerk/holders",
                     {{"account", account}, {"since", since}, {"until", until}, {"basis", "任命"}});
  };
  const Answer first = hold("chen", "2026-01-01", "2026-06-30");
  ASSERT_EQ(first.status, 201);
  const Answer twice = hold("chen", "2026-06-30", "2026-12-31");
  EXPECT_EQ(twice.brief(), "422 invalid-body");
  EXPECT_EQ(twice.text("/errors/0/code"), "held-already");
  EXPECT_THAT(twice.text("/errors/0/detail"), testing::HasSubstr("2026-01-01"));
  EXPECT_EQ(hold("li", "2026-06-30", "2026-12-31").status, 201);
  EXPECT_EQ(hold("chen", "2026-07-01", "2026-12-31").status, 201);
  EXPECT_EQ(hold("chen", "2025-01-01", "2025-12-31").status, 201);
  // What was ended is over.
  ASSERT_EQ(city.post("admin", "/v1/positions/clerk/holders/" + first.text("/id") + "/end",
                      {{"day", "2026-03-01"}, {"reason", "免职"}})
                .status,
            201);
  EXPECT_EQ(hold("chen", "2026-03-01", "2026-06-30").status, 201);
}

// Whoever comes second is told who holds it, and until when.
TEST(Positions, ThatAreSingleAreHeldByOnePersonAtATime) {
  Town city;
  const auto made = city.post("admin", "/v1/positions",
                              {{"id", "mayor"},
                               {"organ", "市政府"},
                               {"title", "市长"},
                               {"roles", JsonArray{"organ_head"}},
                               {"single", true}});
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.text("/single"), "true");
  EXPECT_EQ(city.get("li", "/v1/positions").text("/positions/0/single"), "true");
  const auto hold = [&](const char* account, const char* since, Json until) {
    JsonObject term{{"account", account}, {"since", since}, {"basis", "任命"}};
    if (!until.is_null()) term["until"] = std::move(until);
    return city.post("admin", "/v1/positions/mayor/holders", term);
  };
  ASSERT_EQ(hold("mayor", "2026-01-01", "2026-05-31").status, 201);
  const Answer second = hold("chen", "2026-05-31", {});
  EXPECT_EQ(second.brief(), "422 invalid-body");
  EXPECT_EQ(second.text("/errors/0/code"), "held-by-another");
  EXPECT_EQ(second.text("/errors/0/pointer"), "/account");
  EXPECT_THAT(second.text("/errors/0/detail"),
              testing::HasSubstr("姓名mayor（2026-01-01起，至2026-05-31）"));
  EXPECT_EQ(hold("chen", "2026-06-01", {}).status, 201);
  EXPECT_THAT(hold("mayor", "2027-01-01", {}).text("/errors/0/detail"),
              testing::HasSubstr("姓名chen（2026-06-01起，未定任期）"));
}

TEST(Positions, AreSaidToBeSingleLaterUnlessSeveralHoldThem) {
  Town city;
  const auto made = city.post(
      "admin", "/v1/positions",
      {{"id", "clerk"}, {"organ", "教育局"}, {"title", "科长"}, {"roles", JsonArray{"drafter"}}});
  EXPECT_EQ(made.text("/single"), "false");
  const auto make_single = [&](const char* as, Json single) {
    return city.post(as, "/v1/positions/clerk/single", {{"single", std::move(single)}});
  };
  EXPECT_EQ(make_single("qian", true).brief(), "403 role-required");
  EXPECT_EQ(make_single("admin", "yes").brief(), "422 invalid-body");
  EXPECT_EQ(city.post("admin", "/v1/positions/clerk/single", JsonObject()).brief(),
            "422 invalid-body");
  EXPECT_EQ(city.post("admin", "/v1/positions/none/single", {{"single", true}}).brief(),
            "404 no-such-position");
  const auto hold = [&](const char* account) {
    return city.post("admin", "/v1/positions/clerk/holders",
                     {{"account", account}, {"since", "2026-01-01"}, {"basis", "任命"}});
  };
  const Answer first = hold("chen");
  ASSERT_EQ(hold("li").status, 201);
  const Answer several = make_single("admin", true);
  EXPECT_EQ(several.text("/errors/0/code"), "held-by-several");
  EXPECT_THAT(several.text("/errors/0/detail"), testing::HasSubstr("姓名li"));
  ASSERT_EQ(city.post("admin", "/v1/positions/clerk/holders/" + first.text("/id") + "/end",
                      {{"reason", "免职"}})
                .status,
            201);
  const Answer single = make_single("admin", true);
  EXPECT_EQ(single.status, 201) << single.body;
  EXPECT_EQ(single.text("/single"), "true");
  EXPECT_EQ(hold("wu").text("/errors/0/code"), "held-by-another");
}

TEST(Positions, EndOnceAndSayWhatIsWrong) {
  Town city;
  ASSERT_EQ(city.post("admin", "/v1/positions",
                      {{"id", "clerk"},
                       {"organ", "教育局"},
                       {"title", "科员"},
                       {"roles", JsonArray{"drafter"}}})
                .status,
            201);
  const Answer held = city.post("admin", "/v1/positions/clerk/holders",
                                {{"account", "chen"}, {"since", "2026-01-01"}, {"basis", "任命"}});
  const std::string end = "/v1/positions/clerk/holders/" + held.text("/id") + "/end";
  EXPECT_EQ(city.post("admin", end, {{"day", "2025-12-31"}, {"reason", "免职"}})
                .text("/errors/0/pointer"),
            "/day");
  const Answer ended = city.post("admin", end, {{"reason", "免职"}});
  EXPECT_EQ(ended.status, 201) << ended.body;
  EXPECT_EQ(ended.at("/in_force"), Json(false));
  EXPECT_EQ(city.post("admin", end, {{"reason", "免职"}}).brief(), "409 ended-already");
  EXPECT_EQ(city.post("admin", "/v1/positions/clerk/holders",
                      {{"account", "nobody"}, {"since", "x"}, {"basis", "y"}})
                .brief(),
            "422 invalid-body");
  EXPECT_EQ(city.post("admin", "/v1/positions/clerk/holders",
                      {{"account", "chen"},
                       {"since", "2026-01-01"},
                       {"basis", "《优化营商环境条例》（国务院713号令）"}})
                .text("/errors/0/code"),
            "wrong-citation");
  EXPECT_EQ(city.post("admin", "/v1/positions/none/holders", JsonObject{}).brief(),
            "404 no-such-position");
  EXPECT_EQ(
      city.post("admin", "/v1/positions",
                {{"id", "root"}, {"organ", "o"}, {"title", "t"}, {"roles", JsonArray{"admin"}}})
          .text("/errors/0/pointer"),
      "/roles/0");
  EXPECT_EQ(city.get("li", "/v1/positions/clerk/holders").at("/holders").as_array().size(), 1u);
}

TEST(Positions, SayWhichMeetingsTheySitIn) {
  Town city;
  const auto position = [](const char* id, JsonObject more) {
    more["id"] = id, more["organ"] = "市政府", more["title"] = "局长";
    more["roles"] = JsonArray{"counsel"};
    return more;
  };
  const Answer bureau =
      city.post("admin", "/v1/positions", position("bureau", {{"seat", "plenary"}}));
  ASSERT_EQ(bureau.status, 201) << bureau.body;
  EXPECT_EQ(bureau.text("/seat"), "plenary");
  EXPECT_EQ(city.post("admin", "/v1/positions", position("deputy", {})).text("/seat"), "executive");
  EXPECT_EQ(city.post("admin", "/v1/positions", position("other", {{"seat", "gallery"}}))
                .text("/errors/0/code"),
            "not-a-choice");
  const char* seats = "/v1/positions/bureau/seats";
  const JsonObject anew{{"seat", "none"}, {"since", "2026-02-02"}, {"basis", "机构改革"}};
  EXPECT_EQ(city.post("qian", seats, anew).brief(), "403 role-required");
  EXPECT_EQ(city.post("admin", seats, {{"seat", "none"}}).brief(), "422 invalid-body");
  EXPECT_EQ(city.post("admin", "/v1/positions/none/seats", anew).brief(), "404 no-such-position");
  ASSERT_EQ(city.post("admin", seats, anew).status, 201);
  EXPECT_EQ(city.get("li", "/v1/positions/bureau/holders").text("/seat"), "plenary");
  city.go_to("2026-02-02");
  const Answer whole = city.get("li", "/v1/positions/bureau/holders");
  EXPECT_EQ(whole.text("/seat"), "none") << whole.body;
  EXPECT_EQ(whole.text("/seats/1/since"), "2026-02-02");
}

}  // namespace
}  // namespace gavel::api::test
