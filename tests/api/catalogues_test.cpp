// Catalogues over the API: made, imported from sheets, published, read by anyone; and a decision
// starts on a number of one.
#include "api/routes/catalogue_sheet.hpp"
#include "tests/api/office.hpp"

namespace gavel::api::test {
namespace {

std::string shipped(const char* file) {
  std::ifstream in(std::string(GAVEL_SOURCE_DIR) + "/" + file);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

/// The government's office, with the shipped procedures.
struct City : Office {
  std::string id;
  std::int64_t version = 0;

  City() {
    for (const char* file : {"workflows/catalogue.scxml", "workflows/major-decision.scxml"}) {
      const auto installed = procedures.install(shipped(file), file, clock.now());
      if (!installed) ADD_FAILURE() << in_words(installed.error().front()).en;
    }
    hire("chen", "system", {"office"});
    hire("dang", "system", {"party_group"});
    hire("head", "system", {"organ_head"});
    hire("sun", "system", {"study_unit"});
  }
  void begin() {
    const Answer opened = post(
        "chen", "/v1/matters",
        {{"procedure", "catalogue"},
         {"title", "2025年度目录"},
         {"data", JsonObject{{"organ", "区人民政府"},
                             {"year", 2025},
                             {"basis", JsonArray{JsonObject{{"title", "国务院令第713号"}}}}}}});
    ASSERT_EQ(opened.status, 201) << opened.body;
    id = opened.text("/id"), version = 1;
  }
  Answer import(const std::string& sheet, const char* type, const std::string& as = "chen") {
    http::Headers headers = signed_in(as);
    headers.add("Content-Type", type);
    headers.add("If-Match", "\"" + std::to_string(version) + "\"");
    const Answer answer =
        ask("POST", "/v1/matters/" + id + "/catalogue-items", sheet, std::move(headers));
    version += answer.status == 201;
    return answer;
  }
  Answer send(const std::string& as, const char* event, JsonObject data = {}) {
    clock.move_to(clock.now() + std::chrono::minutes{1});
    const Answer answer =
        post(as, "/v1/matters/" + id + "/events", {{"event", event}, {"data", std::move(data)}},
             {{"If-Match", "\"" + std::to_string(version) + "\""}});
    version += answer.status == 201;
    return answer;
  }
  void add(const std::string& as, const std::string& code) {
    clock.move_to(clock.now() + std::chrono::minutes{1});
    http::Headers headers = signed_in(as);
    headers.add("Content-Type", "text/plain");
    const Answer answer =
        ask("POST", "/v1/matters/" + id + "/documents?title=x&filename=x.txt&code=" + code, code,
            std::move(headers));
    ASSERT_EQ(answer.status, 201) << answer.body;
    ++version;
  }
  void publish() {
    add("chen", "CAT-02");
    ASSERT_EQ(send("chen", "consent.ask").status, 201);
    add("dang", "CAT-03");
    ASSERT_EQ(send("dang", "consent.give", {{"number", "区委〔2025〕9号"}}).status, 201);
    add("chen", "CAT-04");
    const Answer answer = send("chen", "catalogue.publish");
    ASSERT_EQ(answer.status, 201) << answer.body;
  }
};

TEST(Catalogues, ArePublishedFromTheSheetsOfRealOnesAndReadByAnyone) {
  City city;
  city.begin();
  const Answer imported = city.import(shipped("demo/samples/catalogues.json"), "application/json");
  ASSERT_EQ(imported.status, 201) << imported.body;
  EXPECT_EQ(city.get("", "/v1/catalogues").text("/catalogues"), "[]");
  EXPECT_EQ(city.get("", "/v1/catalogues/" + city.id).brief(), "404 no-such-catalogue");
  city.publish();
  EXPECT_EQ(city.get("", "/v1/catalogues?year=2025").text("/catalogues/0/organ"), "区人民政府");
  EXPECT_EQ(city.get("", "/v1/catalogues?year=2024").text("/catalogues"), "[]");
  const Answer whole = city.get("", "/v1/catalogues/" + city.id);
  EXPECT_EQ(whole.text("/items/1/number"), "2025-2");
  EXPECT_EQ(whole.text("/items/1/unit"), "区林业局");
  EXPECT_EQ(whole.text("/items/0/procedures"), R"(["公开征求意见","合法性审查","集体决策"])");
  EXPECT_EQ(whole.text("/versions/0/consent"), "区委〔2025〕9号");
  EXPECT_EQ(city.get("", "/v1/catalogues/" + city.id + "?version=2").brief(),
            "404 no-such-catalogue");
  EXPECT_EQ(city.get("", "/v1/catalogues/" + city.id + "?format=xls").brief(), "400 invalid-query");
}

TEST(Catalogues, ComeBackFromTheirOwnExport) {
  City city;
  city.begin();
  ASSERT_EQ(city.import(shipped("demo/samples/catalogues.json"), "application/json").status, 201);
  city.publish();
  const Answer csv = city.get("", "/v1/catalogues/" + city.id + "?format=csv");
  EXPECT_TRUE(csv.headers.get("Content-Type").starts_with("text/csv"));
  const auto back = items_of_csv(csv.body, 2025);
  ASSERT_TRUE(back.has_value());
  const Json items = city.get("", "/v1/catalogues/" + city.id).at("/items");
  for (std::size_t i = 0; i < items.as_array().size(); ++i) {
    for (const auto& [name, value] : items.at(i).as_object())
      EXPECT_EQ(json_text(back->at("items").at(i).at(name)), json_text(value)) << name;
  }
}

TEST(Catalogues, ADecisionStartsOnANumberOfOne) {
  City city;
  city.begin();
  ASSERT_EQ(city.import(shipped("demo/samples/catalogues.json"), "application/json").status, 201);
  city.publish();
  const std::string catalogue = std::exchange(city.id, "");
  city.id =
      city.post("li", "/v1/matters",
                {{"procedure", "major-decision"},
                 {"title", "民生实事"},
                 {"data",
                  JsonObject{{"source", "department"}, {"mad_class", 1}, {"reason", "群众诉求"}}}})
          .text("/id");
  city.version = 1;
  city.add("li", "INI-01");
  ASSERT_EQ(city.send("chen", "study.assign", {{"unit", "研究室"}}).status, 201);
  city.add("sun", "INI-02");
  ASSERT_EQ(city.send("sun", "study.done", {{"summary", "可行"}}).status, 201);
  city.add("chen", "INI-03");
  city.add("chen", "INI-04");
  const Answer refused = city.send("head", "initiation.start",
                                   {{"drafting_unit", "education"}, {"catalogue_no", "2025-9"}});
  EXPECT_EQ(refused.brief(), "409 rules-unmet");
  EXPECT_EQ(refused.text("/refusal/rules/0/id"), "G02");
  EXPECT_EQ(refused.text("/refusal/rules/0/seen/looked_in/0/organ"), "区人民政府");
  const Answer started = city.send("head", "initiation.start",
                                   {{"drafting_unit", "education"}, {"catalogue_no", "2025-1"}});
  EXPECT_EQ(started.status, 201) << started.body;
  const Answer linked = city.get("li", "/v1/catalogues/" + catalogue + "/matters");
  EXPECT_EQ(linked.text("/matters/0/matter"), city.id);
  EXPECT_EQ(linked.text("/matters/0/number"), "2025-1");
}

TEST(Catalogues, TakeSheetsOfPeopleWithAllThatIsWrongAtOnce) {
  City city;
  city.begin();
  const Answer wrong = city.import(
      "编号,事项名称,是否听证,事项类别,颜色\n1,甲,也许,二,红\n2,乙,否,1,蓝,多一格\n", "text/csv");
  EXPECT_EQ(wrong.brief(), "422 invalid-body");
  EXPECT_EQ(wrong.text("/errors/0/pointer"), "/lines/1");
  EXPECT_EQ(wrong.text("/errors/1/pointer"), "/lines/2/hearing");
  EXPECT_EQ(wrong.text("/errors/2/pointer"), "/lines/2/mad_class");
  EXPECT_EQ(wrong.text("/errors/3/code"), "too-many-cells");
  EXPECT_EQ(city.import("编号,事项名称\n1,\"甲\n", "text/csv").text("/errors/0/code"),
            "open-quote");
  EXPECT_EQ(city.import("", "text/csv").brief(), "422 invalid-body");
  EXPECT_EQ(city.import("编号,事项名称\n", "text/csv").brief(), "422 invalid-form");
  EXPECT_EQ(city.import("编号,事项名称\n1,\n", "text/csv").text("/errors/0/pointer"),
            "/data/items/0/title");
  EXPECT_EQ(city.import("编号,事项名称,法律政策依据\n"
                        "1,甲,《重大行政决策程序暂行条例》（国务院令第722号）\n",
                        "text/csv")
                .text("/errors/0/code"),
            "wrong-citation");
  EXPECT_EQ(city.import(R"({"year":2024,"items":[]})", "application/json").brief(),
            "422 invalid-body");
  EXPECT_EQ(city.import("\xff", "text/csv").brief(), "400 invalid-utf-8");
  EXPECT_EQ(city.import("编号,事项名称\n1,甲\n", "text/csv", "li").status, 403);
  const Answer right = city.import(
      "\xEF\xBB\xBF编号,事项名称,配合单位,是否听证\r\n"
      "1,\"甲,乙\"\"丙\"\"\",财政局、林业局,是\r\n\r\n2025-7,丁,,\r\n",
      "text/csv; charset=utf-8");
  ASSERT_EQ(right.status, 201) << right.body;
  const Answer matter = city.get("chen", "/v1/matters/" + city.id);
  EXPECT_EQ(matter.text("/data/items/0/title"), "甲,乙\"丙\"");
  EXPECT_EQ(matter.text("/data/items/0/co_units"), R"(["财政局","林业局"])");
  EXPECT_EQ(matter.text("/data/items/1/number"), "2025-7");
}

}  // namespace
}  // namespace gavel::api::test
