// Versions of a procedure side by side, what they differ in, and moving a matter between them.
#include <regex>

#include "tests/api/office.hpp"

namespace gavel::api {
namespace {

using test::Answer;
using test::Office;

using Changes = std::vector<std::pair<std::string, std::string>>;  ///< What stands for what.

/// The small decision as another version, with the office among its roles.
std::string decision(const std::string& version, const Changes& changes = {}) {
  std::string xml(test::small_decision);
  const auto put = [&](const std::string& old, const std::string& fresh) {
    const auto at = xml.find(old);
    if (at == std::string::npos) throw std::runtime_error("not there: " + old);
    xml.replace(at, old.size(), fresh);
  };
  put("g:version=\"1.0.0\"", "g:version=\"" + version + "\"");
  put("<g:role id=\"counsel\"",
      R"(<g:role id="office" zh="办公室" en="Office"/><g:role id="counsel")");
  for (const auto& [old, fresh] : changes) put(old, fresh);
  return xml;
}
const Changes one_more_rule{
    {"<g:event name=\"gavel.open\"",
     R"xml(<g:rule id="G09" cite="decree-713:16" test="_x.comments.unanswered == 0 &amp;&amp; has('DRF-04')"><g:says zh="意见须全部答复。" en="Every comment is answered."/><g:remedy zh="答复意见" en="Reply"/></g:rule><g:event name="gavel.open")xml"},
    {"rules=\"G08\"", "rules=\"G08 G09\""}};

struct Versions : testing::Test {
  void install(const std::string& xml) {
    const auto installed = office.procedures.install(xml, "small.scxml", office.clock.now());
    if (!installed) {
      for (const Diagnostic& said : installed.error()) ADD_FAILURE() << in_words(said).en;
    }
  }
  Answer move(const std::string& as, const std::string& id, const JsonObject& body,
              http::Headers more = {{"If-Match", "*"}}) {
    return office.post(as, "/v1/matters/" + id + "/migration", body, std::move(more));
  }
  Office office;
};

TEST_F(Versions, AreListedAndShownByTheirNumber) {
  install(decision("1.1.0"));
  const Answer listed = office.get("li", "/v1/procedures");
  EXPECT_EQ(listed.text("/procedures/0/version"), "1.1.0");
  EXPECT_EQ(listed.text("/procedures/0/current"), "true");
  EXPECT_EQ(listed.text("/procedures/1/version"), "1.0.0");
  const std::string place = "/v1/procedures/small-decision";
  EXPECT_EQ(office.get("li", place).text("/version"), "1.1.0");
  EXPECT_EQ(office.get("li", place + "?version=1.0.0").text("/version"), "1.0.0");
  EXPECT_EQ(office.get("li", place + "/source?version=1.0.0").body, test::small_decision);
  EXPECT_EQ(office.get("li", place + "?version=7").brief(), "404 no-such-procedure");
  EXPECT_EQ(office.get("li", place + "?version=1.0.0&sha256=0").brief(), "400 invalid-query");
}

TEST_F(Versions, DifferInWordsOfBothLanguages) {
  install(decision("1.1.0", one_more_rule));
  const std::string place = "/v1/procedures/small-decision/difference";
  const Answer told = office.get("li", place + "?from=1.0.0");
  ASSERT_EQ(told.status, 200) << told.body;
  EXPECT_EQ(told.text("/from/version"), "1.0.0");
  EXPECT_EQ(told.text("/to/version"), "1.1.0");
  std::vector<std::string> zh, en;
  const Json changes = told.at("/changes");
  for (const Json& change : changes.as_array()) {
    zh.emplace_back(change.at("says").at("zh").as_string());
    en.emplace_back(change.at("says").at("en").as_string());
  }
  EXPECT_EQ(
      zh, (std::vector<std::string>{"事件 notice.close“截止”：适用规则由“G08”改为“G08、G09”",
                                    "新增规则 G09“意见须全部答复。”", "新增角色 office“办公室”"}));
  EXPECT_EQ(en, (std::vector<std::string>{
                    "Event notice.close (Close): rules was \"G08\", is \"G08, G09\"",
                    "Rule G09 (Every comment is answered.) added", "Role office (Office) added"}));
  EXPECT_TRUE(office.get("li", place + "?from=1.0.0&to=1.0.0").at("/changes").as_array().empty());
  EXPECT_EQ(office.get("li", place).brief(), "400 invalid-query");
  EXPECT_EQ(office.get("li", place + "?from=1.0.0&to=9").brief(), "404 no-such-procedure");
  EXPECT_EQ(office.ask("GET", place + "?from=1.0.0").brief(), "401 not-signed-in");
}

TEST_F(Versions, AMatterIsOpenedOnTheOneInForceAndSaysSoWhenAnotherIsNamed) {
  install(decision("1.1.0"));
  const auto open = [&](const std::string& procedure) {
    return office.post("li", "/v1/matters", {{"procedure", procedure}, {"title", "学区调整"}});
  };
  EXPECT_EQ(open("small-decision").text("/procedure/version"), "1.1.0");
  EXPECT_EQ(open("small-decision@1.1.0").text("/procedure/version"), "1.1.0");
  const Answer older = open("small-decision@1.0.0");
  EXPECT_EQ(older.brief(), "409 not-in-force");
  EXPECT_TRUE(older.text("/detail").contains("1.1.0")) << older.body;
  EXPECT_EQ(open("small-decision@3").brief(), "404 no-such-procedure");
}

TEST_F(Versions, AMoveIsShownWithoutBeingDone) {
  const std::string id = office.open_matter();
  ASSERT_EQ(office.send("li", id, "notice.open").status, 201);
  install(decision("1.1.0", one_more_rule));
  const Answer plan = office.get("qian", "/v1/matters/" + id + "/migration");
  ASSERT_EQ(plan.status, 200) << plan.body;
  EXPECT_EQ(plan.text("/possible"), "true");
  EXPECT_EQ(plan.text("/from/version"), "1.0.0");
  EXPECT_EQ(plan.text("/to/version"), "1.1.0");
  EXPECT_EQ(plan.text("/version"), "2");
  EXPECT_EQ(plan.text("/states_after/0/id"), "noticed");
  EXPECT_EQ(plan.text("/changes/0/what"), "task");
  EXPECT_EQ(plan.text("/changes/0/id"), "notice.close");
  EXPECT_EQ(plan.at("/changes/0/rules_added"), Json(JsonArray{"G09"}));
  EXPECT_EQ(plan.text("/changes/0/says/en"),
            "Event notice.close (Close): now also asks for G09; now blocked by G09");
  EXPECT_EQ(office.get("li", "/v1/matters/" + id).text("/procedure/version"), "1.0.0");
}

TEST_F(Versions, AMoveIsPerformedAndRecorded) {
  const std::string id = office.open_matter();
  ASSERT_EQ(office.send("li", id, "notice.open").status, 201);
  install(decision("1.1.0", one_more_rule));
  const Answer moved =
      move("qian", id, {{"to", "1.1.0"}, {"reason", "条例修订"}}, {{"If-Match", "\"2\""}});
  ASSERT_EQ(moved.status, 201) << moved.body;
  EXPECT_EQ(moved.headers.get("ETag"), "\"3\"");
  EXPECT_EQ(moved.headers.get("Location"), "/v1/matters/" + id + "/events/3");
  EXPECT_EQ(moved.text("/event"), "gavel.migrate");
  EXPECT_EQ(moved.text("/states/0/title/zh"), "征求意见");
  EXPECT_EQ(office.get("li", "/v1/matters/" + id).text("/procedure/version"), "1.1.0");
  const Answer event = office.get("li", "/v1/matters/" + id + "/events/3");
  EXPECT_EQ(event.text("/kind"), "migrated");
  EXPECT_EQ(event.text("/actor/account"), "qian");
  EXPECT_EQ(event.text("/data/from/version"), "1.0.0");
  EXPECT_EQ(event.text("/data/to/version"), "1.1.0");
  EXPECT_EQ(event.text("/data/reason"), "条例修订");
  // The new rule binds from here on.
  ASSERT_EQ(office.post("admin", "/v1/clock", {{"days", 40}}).status, 200);
  const Answer close = office.send("li", id, "notice.close");
  EXPECT_EQ(close.brief(), "409 rules-unmet");
  EXPECT_EQ(close.text("/refusal/rules/0/id"), "G09");
}

TEST_F(Versions, AMoveIsNotForEveryone) {
  const std::string id = office.open_matter();
  install(decision("1.1.0"));
  const JsonObject body{{"to", "1.1.0"}, {"reason", "修订"}};
  const Answer by_drafter = move("li", id, body);
  EXPECT_EQ(by_drafter.brief(), "403 not-permitted");
  EXPECT_EQ(by_drafter.text("/detail"), "只有以下角色可以转换程序版本：办公室。");
  EXPECT_EQ(move("admin", id, body).brief(), "403 not-permitted");
  EXPECT_EQ(move("wu", id, body).brief(), "403 not-your-matter");
  EXPECT_EQ(move("", id, body).brief(), "401 not-signed-in");
  EXPECT_EQ(office.get("wu", "/v1/matters/" + id + "/migration").brief(), "403 not-your-matter");
  // Who may not do it still sees what it would do.
  EXPECT_EQ(office.get("li", "/v1/matters/" + id + "/migration").text("/obstacles/0/code"),
            "not-permitted");
  EXPECT_EQ(office.get("li", "/v1/matters/" + id).text("/version"), "1");
}

TEST_F(Versions, AMoveWithoutCounterpartIsRefusedWithTheReason) {
  const std::string id = office.open_matter();
  ASSERT_EQ(office.send("li", id, "notice.open").status, 201);
  std::string xml = decision("1.1.0");
  xml = std::regex_replace(xml, std::regex("\"noticed\""), "\"published\"");
  install(xml);
  const Answer refused = move("qian", id, {{"to", "1.1.0"}, {"reason", "修订"}});
  EXPECT_EQ(refused.brief(), "409 cannot-migrate");
  EXPECT_EQ(refused.text("/migration/obstacles/0/code"), "state-gone");
  EXPECT_EQ(refused.text("/detail"),
            "事项不能转换到该版本：事项处于状态 noticed，新版本没有这个状态。");
}

TEST_F(Versions, AMoveGoesToANewerVersionThatIsThere) {
  const std::string id = office.open_matter();
  const auto brief = [&](const std::string& to) {
    const Answer said = move("qian", id, {{"to", to}, {"reason", "修订"}});
    return said.brief() + " " + said.text("/migration/obstacles/0/code");
  };
  EXPECT_EQ(brief("1.1.0"), "404 no-such-procedure <nothing at /migration/obstacles/0/code>");
  EXPECT_EQ(brief("1.0.0"), "409 cannot-migrate same-version");
  install(decision("0.9"));
  EXPECT_EQ(brief("0.9"), "409 cannot-migrate not-newer");
  EXPECT_EQ(office.get("qian", "/v1/matters/none/migration").brief(), "404 no-such-matter");
  EXPECT_EQ(move("qian", id, {{"to", "1.1.0"}}).brief(), "422 invalid-body");
  EXPECT_EQ(move("qian", id, {{"to", "1.1.0"}, {"reason", "x"}, {"why", "x"}}).brief(),
            "422 unknown-field");
}

TEST_F(Versions, AMoveIsAskedForOnTheGroundOfWhatWasSeen) {
  const std::string id = office.open_matter();
  install(decision("1.1.0"));
  const JsonObject body{{"to", "1.1.0"}, {"reason", "修订"}};
  EXPECT_EQ(move("qian", id, body, {}).brief(), "428 precondition-required");
  ASSERT_EQ(office.send("li", id, "note", {{"text", "x"}}).status, 201);
  EXPECT_EQ(move("qian", id, body, {{"If-Match", "\"1\""}}).brief(), "412 version-conflict");
  EXPECT_EQ(move("qian", id, body, {{"If-Match", "\"2\""}}).status, 201);
}

TEST_F(Versions, AMoveRepeatedUnderItsKeyGivesTheFirstAnswer) {
  const std::string id = office.open_matter();
  install(decision("1.1.0"));
  const JsonObject body{{"to", "1.1.0"}, {"reason", "修订"}};
  const http::Headers headers{{"If-Match", "*"}, {"Idempotency-Key", "k1"}};
  const Answer first = move("qian", id, body, headers), again = move("qian", id, body, headers);
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(office.get("li", "/v1/matters/" + id).text("/version"), "2");
}

TEST_F(Versions, AStepThatWouldBeMissedIsNamedByWhoeverMovesTheMatter) {
  const std::string id = office.open_matter();
  ASSERT_EQ(office.send("li", id, "notice.open").status, 201);
  install(decision(
      "1.1.0",
      {{"<g:event name=\"gavel.open\"",
        R"xml(<g:mandatory id="M1" before="lawful" through="assessed" cite="decree-713:22" zh="风险评估" en="Risk assessment"/><g:event name="assess" who="drafter" zh="评估" en="Assess"/><g:event name="gavel.open")xml"},
       {"<transition event=\"notice.open\" target=\"noticed\">",
        R"xml(<transition event="assess" target="assessed"/></state><state id="assessed"><transition event="notice.open" target="noticed">)xml"}}));
  JsonObject body{{"to", "1.1.0"}, {"reason", "修订"}};
  const Answer refused = move("qian", id, body);
  EXPECT_EQ(refused.brief(), "409 cannot-migrate");
  EXPECT_EQ(refused.text("/migration/obstacles/0/code"), "steps-missed");
  EXPECT_EQ(refused.at("/migration/obstacles/0/steps"), Json(JsonArray{"M1"}));
  EXPECT_EQ(refused.text("/migration/changes/0/standing"), "avoidable");
  body["accept"] = JsonArray{"M1"};
  EXPECT_EQ(move("qian", id, body).status, 201);
  EXPECT_EQ(office.get("li", "/v1/matters/" + id + "/events/3").at("/data/accepted"),
            Json(JsonArray{"M1"}));
}

}  // namespace
}  // namespace gavel::api
