// Delegations over the API: who may act for whom, in what, until when.
#include "tests/api/town.hpp"

namespace gavel::api::test {
namespace {

TEST(Delegations, LetAnotherActOnTheirDaysAndAreShownInTheHistory) {
  Town city;
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
  Town city;
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
  Town city;
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
  Town city;
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
  Town city;
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
  Town city;
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

TEST(Delegations, HoldOnDaysThatARecordTakes) {
  Town city;
  const auto told = [&](const char* since, const char* until) {
    const Answer refused = city.post("li", "/v1/delegations",
                                     {{"delegate", "chen"},
                                      {"role", "drafter"},
                                      {"since", since},
                                      {"until", until},
                                      {"basis", "出差"}});
    return refused.text("/errors/0/pointer") + " " + refused.text("/errors/0/code");
  };
  EXPECT_EQ(told("1899-12-31", "2026-02-06"), "/since not-a-date");
  EXPECT_EQ(told("2026-02-02", "2200-01-01"), "/until not-a-date");
  EXPECT_EQ(told("2026-02-06", "2026-02-05"), "/until before");
}

TEST(Delegations, SayWhatTheyRestOn) {
  Town city;
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
  Town city;
  const Answer refused = city.lend("mayor", {{"delegate", "qian"}, {"role", "organ_head"}});
  EXPECT_EQ(refused.text("/errors/0/code"), "office-for-head") << refused.body;
  EXPECT_EQ(city.lend("mayor", {{"delegate", "qian"}, {"act", "notice.open"}}).status, 422);
  EXPECT_EQ(city.lend("mayor", {{"delegate", "chen"}, {"role", "organ_head"}}).status, 201);
}

}  // namespace
}  // namespace gavel::api::test
