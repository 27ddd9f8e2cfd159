// Positions, delegations and recusals over the API: who may act, for whom, until when, and who may
// not at all.
#include "tests/api/office.hpp"

namespace gavel::api::test {
namespace {

struct City : Office {
  City() {
    hire("mayor", "system", {"organ_head"});
    hire("chen", "education", {});
    hire("dang", "system", {"party_group"});
  }
  Answer act(const std::string& as, const std::string& matter, const std::string& event,
             const std::string& principal) {
    return post(as, "/v1/matters/" + matter + "/events",
                {{"event", event}, {"data", JsonObject{}}, {"on_behalf_of", principal}},
                {{"If-Match", "*"}});
  }
  Answer lend(const std::string& as, JsonObject delegation) {
    delegation["since"] = "2026-02-02", delegation["until"] = "2026-02-06";
    delegation["basis"] = "出差";
    return post(as, "/v1/delegations", std::move(delegation));
  }
  void go_to(const char* day) {
    clock.move_to(start_of(parse_day(day).value()) + std::chrono::hours{9});
  }
  Answer recuse(const std::string& as, const std::string& matter, JsonObject step) {
    step["reason"] = "配偶任职";
    return post(as, "/v1/matters/" + matter + "/recusals", std::move(step));
  }
};

TEST(Positions, GiveTheirRolesOnTheDaysTheyAreHeld) {
  City city;
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

// Two may hold one position side by side; nobody holds it twice.
TEST(Positions, AreHeldByOnePersonOnceAtATime) {
  City city;
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
  City city;
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
  City city;
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
  City city;
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
  City city;
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

TEST(Delegations, LetAnotherActOnTheirDaysAndAreShownInTheHistory) {
  City city;
  const std::string matter = city.open_matter();
  const Answer none = city.act("chen", matter, "notice.open", "li");
  EXPECT_EQ(none.brief(), "403 no-delegation");
  EXPECT_THAT(none.text("/detail"), testing::HasSubstr("已有的授权：无。"));
  const Answer lent = city.lend("li", {{"delegate", "chen"}, {"role", "drafter"}});
  ASSERT_EQ(lent.status, 201) << lent.body;
  EXPECT_EQ(city.act("chen", matter, "notice.open", "li").brief(), "403 no-delegation");
  city.go_to("2026-02-06");
  EXPECT_EQ(city.send("chen", matter, "notice.open").brief(), "403 not-permitted");
  const Answer done = city.act("chen", matter, "notice.open", "li");
  ASSERT_EQ(done.status, 201) << done.body;
  const Answer event = city.get("li", "/v1/matters/" + matter + "/events/" + done.text("/seq"));
  EXPECT_EQ(event.text("/actor/account"), "chen");
  EXPECT_EQ(event.text("/actor/on_behalf_of"), "li");
  EXPECT_EQ(json_text(event.at("/actor/roles")), R"(["drafter"])");
}

TEST(Delegations, EndWithTheirLastDayOrWhenTheyAreEnded) {
  City city;
  const std::string matter = city.open_matter();
  const Answer lent = city.lend("li", {{"delegate", "chen"}, {"act", "notice.open"}});
  city.go_to("2026-02-03");
  const std::string place = "/v1/delegations/" + lent.text("/id");
  EXPECT_EQ(city.post("wu", place + "/end", {{"reason", "x"}}).brief(), "404 no-such-delegation");
  EXPECT_EQ(city.post("chen", place + "/end", {{"reason", "x"}}).brief(),
            "403 not-yours-to-delegate");
  EXPECT_EQ(city.post("li", place + "/end", {{"reason", "返岗"}}).status, 201);
  const Answer late = city.act("chen", matter, "notice.open", "li");
  EXPECT_EQ(late.brief(), "403 no-delegation");
  EXPECT_THAT(late.text("/detail"),
              testing::HasSubstr("2026年2月3日没有姓名li授权本账号办理“公布”的有效授权"));
  EXPECT_THAT(late.text("/detail"),
              testing::HasSubstr("公布（2026年2月2日至2026年2月6日，自2026年2月3日起终止）"));
  const Answer again = city.lend("li", {{"delegate", "chen"}, {"act", "notice.open"}});
  ASSERT_EQ(again.status, 201);
  city.go_to("2026-02-07");
  EXPECT_EQ(city.act("chen", matter, "notice.open", "li").brief(), "403 no-delegation");
  EXPECT_EQ(city.get("chen", "/v1/delegations").at("/delegations").as_array().size(), 2u);
  EXPECT_EQ(city.get("chen", "/v1/delegations?account=li").brief(), "403 role-required");
}

TEST(Delegations, AreOfWhatOneHolds) {
  City city;
  EXPECT_EQ(
      city.lend("li", {{"delegate", "chen"}, {"role", "organ_head"}}).text("/errors/0/pointer"),
      "/role");
  EXPECT_EQ(city.lend("li", {{"delegate", "li"}, {"role", "drafter"}}).text("/errors/0/pointer"),
            "/delegate");
  EXPECT_EQ(city.lend("li", {{"delegate", "chen"}}).text("/errors/0/pointer"), "/act");
  EXPECT_EQ(city.lend("li", {{"delegate", "chen"}, {"role", "drafter"}, {"act", "x"}})
                .text("/errors/0/pointer"),
            "/act");
  EXPECT_EQ(city.lend("wu", {{"principal", "li"}, {"delegate", "wu"}, {"role", "drafter"}}).brief(),
            "403 not-yours-to-delegate");
  EXPECT_EQ(
      city.lend("mayor", {{"principal", "li"}, {"delegate", "mayor"}, {"role", "drafter"}}).brief(),
      "403 not-yours-to-delegate");
  EXPECT_EQ(
      city.lend("mayor", {{"principal", "li"}, {"delegate", "chen"}, {"role", "drafter"}}).status,
      201);
}

TEST(Delegations, AreNotOfPersonalQualities) {
  City city;
  std::string personal(small_decision);
  const auto put = [&](const std::string& from, const std::string& to) {
    personal.replace(personal.find(from), from.size(), to);
  };
  put(R"(id="counsel")", R"(id="counsel" lend="false")");
  put(R"(g:version="1.0.0")", R"(g:version="1.1.0")");
  const auto now = city.clock.now();
  ASSERT_TRUE(city.procedures.install(personal, "personal.scxml", now).has_value());
  for (const auto& [kind, what] :
       {std::pair("role", "counsel"), std::pair("act", "counsel.opinion")}) {
    const Answer refused = city.lend("zhao", {{"delegate", "chen"}, {kind, what}});
    EXPECT_EQ(refused.text("/errors/0/code"), "personal") << refused.body;
    EXPECT_EQ(refused.text("/errors/0/pointer"), std::string("/") + kind);
  }
  EXPECT_EQ(city.lend("li", {{"delegate", "chen"}, {"role", "drafter"}}).status, 201);
}

// Whoever mistypes a name is told the names.
TEST(Delegations, SayWhichFieldsThereAre) {
  City city;
  const Answer refused = city.lend("li", {{"delegate", "chen"}, {"rolle", "drafter"}});
  EXPECT_EQ(refused.text("/errors/1/code"), "unknown-field") << refused.body;
  EXPECT_EQ(
      refused.text("/errors/1/detail"),
      "没有名为 rolle 的字段；可用的字段：act、basis、delegate、matter、principal、role、since、"
      "until。");
  EXPECT_EQ(city.get("li", "/v1/delegations?acount=li").text("/errors/0/detail"),
            "没有名为 acount 的查询参数；可用的参数：account。");
}

// Whoever lends learns at once that it cannot be lent, and what can: the delegate need not find
// out.
TEST(Delegations, AreOfActsThatOnesOwnRolesDoUnsigned) {
  City city;
  const auto fault = [&](const char* as, JsonObject delegation) {
    delegation["delegate"] = "chen";
    const Answer answer = city.lend(as, std::move(delegation));
    return answer.brief() + " " + answer.text("/errors/0/pointer") + " " +
           answer.text("/errors/0/code");
  };
  EXPECT_EQ(fault("li", {{"act", "no.such"}}), "422 invalid-body /act no-such-act");
  EXPECT_EQ(fault("zhao", {{"act", "counsel.opinion"}}), "422 invalid-body /act act-signed");
  EXPECT_EQ(fault("zhao", {{"act", "notice.open"}}), "422 invalid-body /act act-not-held");
  EXPECT_EQ(fault("mayor", {{"principal", "zhao"}, {"act", "notice.open"}}),
            "422 invalid-body /act act-not-held");
  const Answer told = city.lend("zhao", {{"delegate", "chen"}, {"act", "notice.opne"}});
  EXPECT_EQ(told.text("/errors/0/detail"),
            "程序中没有名为 notice.opne 的事件。zhao 今天可以授权办理的事件：note。");
  EXPECT_EQ(city.lend("zhao", {{"delegate", "chen"}, {"act", "note"}}).status, 201);
  // Of one matter it is its own procedure that counts.
  const std::string matter = city.open_matter();
  EXPECT_EQ(fault("li", {{"matter", matter}, {"act", "no.such"}}),
            "422 invalid-body /act no-such-act");
  EXPECT_EQ(
      city.lend("li", {{"delegate", "chen"}, {"matter", matter}, {"act", "notice.open"}}).status,
      201);
}

TEST(Delegations, SayWhatTheyRestOn) {
  City city;
  for (const char* blank : {" ", "　"}) {
    const Answer refused = city.post("li", "/v1/delegations",
                                     {{"delegate", "chen"},
                                      {"role", "drafter"},
                                      {"since", "2026-02-02"},
                                      {"until", "2026-02-06"},
                                      {"basis", blank}});
    EXPECT_EQ(refused.text("/errors/0/pointer"), "/basis") << refused.body;
    EXPECT_EQ(refused.text("/errors/0/code"), "missing");
  }
}

// The head's decision is the head's: the office cannot be lent it, nor use what it was lent before.
TEST(Delegations, DoNotLetTheOfficeActForTheHead) {
  City city;
  const Answer refused = city.lend("mayor", {{"delegate", "qian"}, {"role", "organ_head"}});
  EXPECT_EQ(refused.text("/errors/0/code"), "office-for-head") << refused.body;
  EXPECT_EQ(city.lend("mayor", {{"delegate", "qian"}, {"act", "notice.open"}}).status, 422);
  EXPECT_EQ(city.lend("mayor", {{"delegate", "chen"}, {"role", "organ_head"}}).status, 201);
}

// Nothing is done in it by whoever keeps out: neither events nor papers.
TEST(Recusals, RefuseWhoeverDeclaresAnInterestAndSayWhatToDo) {
  City city;
  const std::string matter = city.open_matter();
  ASSERT_EQ(city.recuse("li", matter, {{"step", "declare"}}).status, 201);
  const Answer refused = city.send("li", matter, "notice.open");
  EXPECT_EQ(refused.brief(), "403 not-permitted");
  EXPECT_EQ(refused.text("/refusal/recused/reason"), "配偶任职");
  EXPECT_NE(refused.text("/detail").find("指定代理人"), std::string::npos) << refused.body;
  EXPECT_EQ(city.upload("li", matter, "x").brief(), "403 not-permitted");
  const Json tasks = city.get("li", "/v1/matters/" + matter + "/tasks").at("/tasks");
  for (const Json& task : tasks.as_array()) EXPECT_EQ(task.at("mine"), Json(false));
  EXPECT_EQ(city.recuse("li", matter, {{"step", "lift"}}).brief(), "403 role-required");
  EXPECT_EQ(city.recuse("mayor", matter, {{"account", "li"}, {"step", "lift"}}).status, 201);
  EXPECT_EQ(city.send("li", matter, "notice.open").status, 201);
}

TEST(Recusals, AreAskedForByOthersAndDecidedByTheHead) {
  City city;
  const std::string matter = city.open_matter();
  EXPECT_EQ(city.recuse("qian", matter, {{"account", "li"}, {"step", "decline"}})
                .text("/errors/0/pointer"),
            "/step");
  EXPECT_EQ(city.recuse("qian", matter, {{"account", "li"}, {"step", "ask"}}).status, 201);
  EXPECT_EQ(city.recuse("qian", matter, {{"account", "li"}, {"step", "order"}}).brief(),
            "403 role-required");
  const Answer ordered =
      city.recuse("mayor", matter, {{"account", "li"}, {"step", "order"}, {"deputy", "wu"}});
  ASSERT_EQ(ordered.status, 201) << ordered.body;
  // People are told of people, not of accounts.
  EXPECT_THAT(city.send("li", matter, "notice.open").text("/detail"),
              testing::StartsWith("姓名li在本事项中回避（配偶任职），不得办理；请由姓名wu办理，"));
  EXPECT_EQ(city.recuse("mayor", matter, {{"account", "li"}, {"step", "order"}})
                .text("/errors/0/pointer"),
            "/step");
  EXPECT_EQ(city.recuse("qian", matter, {{"account", "mayor"}, {"step", "ask"}}).status, 201);
  EXPECT_EQ(city.recuse("mayor", matter, {{"account", "mayor"}, {"step", "decline"}}).brief(),
            "403 own-recusal");
  EXPECT_EQ(city.recuse("dang", matter, {{"account", "mayor"}, {"step", "decline"}}).status, 201);
  const Answer all = city.get("qian", "/v1/matters/" + matter + "/recusals");
  EXPECT_EQ(json_text(all.at("/recused")), R"(["li"])");
  EXPECT_EQ(all.at("/steps").as_array().size(), 4u);
  EXPECT_EQ(city.recuse("wu", matter, {{"step", "declare"}}).brief(), "403 not-your-matter");
}

// A deputy acts for whoever keeps out; the one who keeps out does not act as a deputy.
TEST(Recusals, LeaveTheActToADeputyTheHeadNames) {
  City city;
  const std::string matter = city.open_matter();
  ASSERT_EQ(city.lend("li", {{"delegate", "chen"}, {"role", "drafter"}}).status, 201);
  city.go_to("2026-02-02");
  ASSERT_EQ(city.recuse("li", matter, {{"step", "declare"}, {"deputy", "chen"}}).status, 201);
  const Answer own_choice = city.act("chen", matter, "notice.open", "li");
  EXPECT_EQ(own_choice.brief(), "403 not-permitted");
  EXPECT_EQ(own_choice.text("/refusal/recused/account"), "li") << own_choice.body;
  ASSERT_EQ(city.recuse("mayor", matter, {{"account", "li"}, {"step", "order"}, {"deputy", "chen"}})
                .status,
            201);
  ASSERT_EQ(city.act("chen", matter, "notice.open", "li").status, 201);
  ASSERT_EQ(city.recuse("mayor", matter, {{"account", "chen"}, {"step", "order"}}).status, 201);
  EXPECT_EQ(city.act("chen", matter, "notice.close", "li").status, 403);
  // Nor is whoever keeps out named as a deputy.
  EXPECT_EQ(
      city.recuse("mayor", matter, {{"account", "qian"}, {"step", "order"}, {"deputy", "chen"}})
          .text("/errors/0/pointer"),
      "/deputy");
}

// 公务员法 art. 76 and Decree 713 art. 25: whoever acts for a reviewer could review the matter.
TEST(Recusals, TheDeputyHasTheRoleAndIsNotOfTheUnitThatDrafted) {
  City city;
  city.hire("own", "education", {"counsel"});
  city.hire("other", "justice", {"counsel"});
  const std::string matter = city.open_matter();
  const auto named = [&](const char* deputy) {
    return city.recuse("mayor", matter,
                       {{"account", "zhao"}, {"step", "order"}, {"deputy", deputy}});
  };
  const Answer drafter = named("li");
  EXPECT_EQ(drafter.text("/errors/0/pointer"), "/deputy") << drafter.body;
  EXPECT_EQ(drafter.text("/errors/0/code"), "deputy-lacks-role");
  EXPECT_THAT(drafter.text("/errors/0/detail"),
              testing::StartsWith("姓名li不具有姓名zhao在本事项中的角色（法律顾问）"));
  EXPECT_EQ(named("chen").text("/errors/0/code"), "deputy-lacks-role");
  EXPECT_EQ(named("own").text("/errors/0/code"), "deputy-of-drafting-unit");
  EXPECT_EQ(named("other").status, 201);
}

TEST(Recusals, FollowFromAnExpertsDirectInterest) {
  City city;
  const std::string matter = city.open_matter();
  const Answer expert = city.post("qian", "/v1/experts",
                                  {{"name", "甲"},
                                   {"unit", "局"},
                                   {"kind", "department"},
                                   {"specialty", "教育"},
                                   {"account", "li"},
                                   {"born", "1970-01-01"},
                                   {"basis", "x"},
                                   {"since", "2026-01-01"},
                                   {"until", "2026-12-31"}});
  ASSERT_EQ(expert.status, 201) << expert.body;
  ASSERT_EQ(city.post("li", "/v1/experts/E-0001/facts",
                      {{"fact", "interest"},
                       {"matter", matter},
                       {"interest", "direct"},
                       {"text", "本人住房在范围内"}})
                .status,
            201);
  EXPECT_EQ(city.send("li", matter, "notice.open").brief(), "403 not-permitted");
}

}  // namespace
}  // namespace gavel::api::test
