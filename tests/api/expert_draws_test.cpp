// Draws from the pool of experts over the API.
#include "db/expert_draw.hpp"
#include "tests/api/pool.hpp"

namespace gavel::api::test {
namespace {

TEST(ExpertDraws, CanBeDoneAgainByAnyone) {
  Pool pool;
  pool.fill(8, 4);
  const std::string matter = pool.open_matter();
  const Answer drawn = pool.post("li", "/v1/experts/draws", {{"matter", matter}});
  ASSERT_EQ(drawn.status, 201) << drawn.body;
  db::DrawAsked asked{.seed = drawn.text("/seed"),
                      .limits = {.number = 5, .department_most = 1, .subordinate_most = 2},
                      .candidates = {},
                      .kept = {},
                      .different_views = {}};
  const Json candidates = drawn.at("/candidates");
  for (const Json& each : candidates.as_array())
    asked.candidates.push_back(
        {string_or(each.as_object(), "id"), string_or(each.as_object(), "kind")});
  EXPECT_EQ(asked.candidates.size(), 12u);
  const auto again = db::draw_experts(asked).value();
  EXPECT_EQ(drawn.at("/drawn"), Json(JsonArray(again.begin(), again.end())));
  EXPECT_EQ(pool.get("li", std::string(drawn.headers.get("Location"))).body, drawn.body);
  EXPECT_EQ(pool.get("li", "/v1/experts/draws?matter=" + matter).at("/draws").as_array().size(),
            1u);
}

TEST(ExpertDraws, LeaveOutWhoHasADirectInterest) {
  Pool pool;
  pool.fill(6);
  const std::string matter = pool.open_matter();
  ASSERT_EQ(
      pool.say("E-0001", {{"fact", "interest"}, {"matter", matter}, {"interest", "direct"}}).status,
      201);
  const Answer drawn = pool.post("li", "/v1/experts/draws",
                                 {{"matter", matter}, {"different_views", JsonArray{"E-0004"}}});
  ASSERT_EQ(drawn.status, 201) << drawn.body;
  EXPECT_EQ(json_text(drawn.at("/barred")), R"([{"id":"E-0001","why":"direct_interest"}])");
  EXPECT_EQ(drawn.text("/drawn/0"), "E-0004");
  const Answer asks =
      pool.post("li", "/v1/experts/draws",
                {{"matter", matter}, {"different_views", JsonArray{"E-0001"}}, {"reason", "x"}});
  EXPECT_EQ(asks.text("/errors/0/pointer"), "/different_views/0") << asks.body;
}

TEST(ExpertDraws, AreNotMadeForAMatterThatHasEnded) {
  Pool pool;
  pool.fill(6);
  std::string ends(small_decision);
  const auto put = [&](const std::string& from, const std::string& to) {
    ends.replace(ends.find(from), from.size(), to);
  };
  put("g:version=\"1.0.0\"", "g:version=\"1.6.0\"");
  put("<transition event=\"break\">", "<transition event=\"break\" target=\"lawful\">");
  put("<assign location=\"nowhere.at.all\" expr=\"1\"/>", "");
  ASSERT_TRUE(pool.procedures.install(ends, "ends.scxml", pool.clock.now()));
  const std::string matter = pool.open_matter();
  ASSERT_EQ(pool.post("li", "/v1/experts/draws", {{"matter", matter}}).status, 201);
  ASSERT_EQ(pool.send("li", matter, "break").status, 201);
  const Answer late = pool.post("li", "/v1/experts/draws", {{"matter", matter}, {"reason", "x"}});
  EXPECT_EQ(late.brief(), "409 draw-for-ended") << late.body;
}

TEST(ExpertDraws, AreNotRepeatedUntilTheyPlease) {
  Pool pool;
  pool.fill(9);
  const std::string matter = pool.open_matter();
  const Answer first = pool.post("li", "/v1/experts/draws", {{"matter", matter}});
  EXPECT_EQ(pool.post("li", "/v1/experts/draws", {{"matter", matter}}).text("/errors/0/pointer"),
            "/reason");
  const std::string stays = first.text("/drawn/2");
  const Answer second =
      pool.post("li", "/v1/experts/draws",
                {{"matter", matter}, {"reason", "一名专家回避"}, {"keep", JsonArray{stays}}});
  ASSERT_EQ(second.status, 201) << second.body;
  EXPECT_EQ(second.text("/drawn/0"), stays);
  EXPECT_EQ(second.at("/number"), Json(2));
}

TEST(ExpertDraws, SayWhatIsMissingForANumberAndShares) {
  Pool pool;
  pool.fill(3, 9);
  const std::string matter = pool.open_matter();
  const Answer few = pool.post("li", "/v1/experts/draws", {{"matter", matter}});
  EXPECT_EQ(few.brief(), "409 draw-impossible");
  EXPECT_NE(few.text("/detail").find("独立专家 3 人"), std::string::npos) << few.body;
  for (const int number : {3, 4, 6})
    EXPECT_EQ(pool.post("li", "/v1/experts/draws", {{"matter", matter}, {"number", number}})
                  .text("/errors/0/pointer"),
              "/number");
  EXPECT_EQ(pool.post("li", "/v1/experts/draws", {{"matter", matter}, {"number", 4}})
                .text("/errors/0/detail"),
            "人数不符：至少 5 人，并且为单数；给出的是 4 人。");
  EXPECT_EQ(pool.post("li", "/v1/experts/draws", {{"matter", "none"}}).brief(),
            "404 no-such-matter");
  EXPECT_EQ(pool.post("wu", "/v1/experts/draws", {{"matter", matter}}).brief(),
            "403 not-your-matter");
  EXPECT_EQ(pool.post("zhao", "/v1/experts/draws", {{"matter", matter}}).brief(),
            "403 role-required");
  EXPECT_EQ(pool.post("li", "/v1/experts/draws", JsonObject{}).text("/errors/0/pointer"),
            "/matter");
  EXPECT_EQ(pool.get("li", "/v1/experts/draws/" + matter + "-7").brief(), "404 no-such-draw");
}

// Whoever drafts, decides or reviews is known by the account that the pool has, or by name.
TEST(ExpertDraws, LeaveOutWhoHasAHandInTheMatter) {
  Pool pool;
  pool.hire("shi", "system", {"organ_head"});
  pool.hire("xin", "education", {"drafter"});
  const std::string matter = pool.open_matter();
  ASSERT_EQ(pool.upload("li", matter, "草案").status, 201);
  ASSERT_EQ(pool.send("li", matter, "hand.over", {{"unit", "education"}}).status, 201);
  const auto admit = [&](const char* name, const char* account, const char* unit) {
    JsonObject admission = Pool::admission(name);
    admission["unit"] = unit;
    if (account != std::string()) admission["account"] = account;
    const Answer made = pool.post("guan", "/v1/experts", admission);
    EXPECT_EQ(made.status, 201) << made.body;
  };
  admit("甲", "li", "大学");     // filed the draft
  admit("姓名shi", "", "大学");  // the head, by name alone
  admit("丙", "sun", "大学");    // reviews legality
  admit("丁", "xin", "大学");    // works in the unit that drafts
  admit("戊", "", "education");  // so the pool says
  pool.fill(4);
  JsonObject unit = Pool::institution("education");
  ASSERT_EQ(pool.post("guan", "/v1/experts", unit).status, 201);
  const Answer drawn = pool.post("li", "/v1/experts/draws", {{"matter", matter}});
  ASSERT_EQ(drawn.status, 201) << drawn.body;
  EXPECT_EQ(json_text(drawn.at("/barred")),
            R"([{"id":"E-0001","why":"drafter"},{"id":"E-0002","why":"decides_or_reviews"},)"
            R"({"id":"E-0003","why":"decides_or_reviews"}])");
  EXPECT_EQ(drawn.text("/candidates/0/id"), "E-0004");
  EXPECT_EQ(drawn.text("/candidates/0/kind"), "subordinate");
  EXPECT_EQ(drawn.text("/candidates/1/kind"), "subordinate");
  EXPECT_EQ(drawn.text("/candidates/2/kind"), "independent");
  const Answer none =
      pool.post("li", "/v1/experts/draws",
                {{"matter", matter}, {"type", "institution"}, {"reason", "委托机构"}});
  EXPECT_EQ(none.brief(), "409 draw-impossible");
}

// Numbers, and that they are odd, are of persons: an institution is drawn among its like.
TEST(ExpertDraws, AreOfPersonsOrOfInstitutions) {
  Pool pool;
  const std::string matter = pool.open_matter();
  JsonObject under = Pool::institution("下属设计院", "521000005000000004");
  under["kind"] = "subordinate";
  ASSERT_EQ(pool.post("guan", "/v1/experts", under).status, 201);
  const JsonObject institutions{{"matter", matter}, {"type", "institution"}};
  const Answer none = pool.post("li", "/v1/experts/draws", institutions);
  EXPECT_EQ(none.brief(), "409 draw-impossible");  // one alone is not of those below the organ
  ASSERT_EQ(pool.post("guan", "/v1/experts", Pool::institution()).status, 201);
  const Answer one = pool.post("li", "/v1/experts/draws", institutions);
  ASSERT_EQ(one.status, 201) << one.body;
  EXPECT_EQ(json_text(one.at("/drawn")), R"(["E-0002"])");
  EXPECT_EQ(one.text("/type"), "institution");
  EXPECT_EQ(
      pool.post("li", "/v1/experts/draws", {{"matter", matter}, {"reason", "另选专家"}}).brief(),
      "409 draw-impossible");
  pool.fill(5);
  const Answer five =
      pool.post("li", "/v1/experts/draws", {{"matter", matter}, {"reason", "另选专家"}});
  ASSERT_EQ(five.status, 201) << five.body;
  EXPECT_EQ(five.at("/candidates").as_array().size(), 5u);
  EXPECT_EQ(five.text("/type"), "<nothing at /type>");
  EXPECT_EQ(
      pool.post("li", "/v1/experts/draws", {{"matter", matter}, {"reason", "r"}, {"type", "firm"}})
          .text("/errors/0/pointer"),
      "/type");
}

TEST(ExpertDraws, AreNotForWhoeverKeepsOutOfTheMatter) {
  Pool pool;
  pool.fill(6);
  pool.hire("mayor", "system", {"organ_head"});
  const std::string matter = pool.open_matter();
  const auto recuse = [&](const char* step) {
    const Answer said =
        pool.post("mayor", "/v1/matters/" + matter + "/recusals",
                  {{"account", "guan"}, {"step", step}, {"reason", "与候选专家有利害关系"}});
    ASSERT_EQ(said.status, 201) << said.body;
  };
  recuse("order");
  const JsonObject asked{{"matter", matter}};
  EXPECT_EQ(pool.post("guan", "/v1/experts/draws", asked).brief(), "403 recused-draws-nobody");
  EXPECT_EQ(pool.get("guan", "/v1/experts/draws?matter=" + matter).status, 200);
  EXPECT_EQ(pool.post("li", "/v1/experts/draws", asked).status, 201);
  recuse("lift");
  EXPECT_EQ(pool.post("guan", "/v1/experts/draws", {{"matter", matter}, {"reason", "补抽"}}).status,
            201);
}

// Not even whether anybody drew, of a matter that is kept to a circle.
TEST(ExpertDraws, AreNotToldToWhoeverMayNotSeeTheMatter) {
  Pool pool;
  const char* file = "workflows/collective-vote.scxml";
  ASSERT_TRUE(pool.procedures.install(file_text(file), file, pool.clock.now()));
  pool.fill(6);
  const std::string matter =
      pool.post("li", "/v1/matters",
                {{"procedure", "collective-vote"},
                 {"title", "任免事项"},
                 {"data", JsonObject{{"kind", "personnel"}, {"summary", "拟任张某某"}}}})
          .text("/id");
  const Answer drawn = pool.post("li", "/v1/experts/draws", {{"matter", matter}});
  ASSERT_EQ(drawn.status, 201) << drawn.body;
  for (const char* number : {"-1", "-2"}) {
    EXPECT_EQ(pool.get("lv", "/v1/experts/draws/" + matter + number).brief(), "403 kept-to-circle")
        << number;
  }
  EXPECT_EQ(pool.get("lv", "/v1/experts/draws?matter=" + matter).brief(), "403 kept-to-circle");
  EXPECT_EQ(pool.post("sun", "/v1/experts/draws", {{"matter", matter}, {"reason", "r"}}).brief(),
            "403 kept-to-circle");
  EXPECT_EQ(pool.get("li", "/v1/experts/draws/" + matter + "-1").status, 200);
  EXPECT_EQ(pool.get("li", "/v1/experts/draws/" + matter + "-2").brief(), "404 no-such-draw");
}

}  // namespace
}  // namespace gavel::api::test
