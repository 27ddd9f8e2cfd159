// Catalogues over the API: made, imported from sheets, published, read by anyone; and a decision
// starts on a number of one.
#include "api/routes/catalogue_sheet.hpp"
#include "api/routes/sheet_text.hpp"
#include "tests/api/office.hpp"

namespace gavel::api::test {
namespace {

/// The government's office, with the shipped procedures.
struct City : Office {
  std::string id;
  std::int64_t version = 0;

  explicit City(std::vector<procedure::Pack> of_organs = {}) : Office(std::move(of_organs)) {
    for (const char* file : {"workflows/catalogue.scxml", "workflows/major-decision.scxml"}) {
      const auto installed = procedures.install(file_text(file), file, clock.now());
      if (!installed) ADD_FAILURE() << in_words(installed.error().front()).en;
    }
    hire("chen", "system", {"office"});
    hire("dang", "system", {"party_group"});
    hire("head", "system", {"organ_head"});
    hire("sun", "system", {"study_unit"});
  }
  void begin(const char* organ = "区人民政府", int year = 2025) {
    const Answer opened = post(
        "chen", "/v1/matters",
        {{"procedure", "catalogue"},
         {"title", "年度目录"},
         {"data", JsonObject{{"organ", organ},
                             {"year", year},
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
  /// A decision, up to where the head starts it.
  void propose() {
    id =
        post("li", "/v1/matters",
             {{"procedure", "major-decision"},
              {"title", "民生实事"},
              {"data", JsonObject{{"source", "leader"}, {"mad_class", 1}, {"reason", "群众诉求"}}}})
            .text("/id");
    version = 1;
    add("li", "INI-01");
    ASSERT_EQ(send("chen", "study.assign", {{"unit", "研究室"}}).status, 201);
    add("sun", "INI-02");
    ASSERT_EQ(send("sun", "study.done", {{"summary", "可行"}}).status, 201);
    add("chen", "INI-03");
    add("chen", "INI-04");
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
  const Answer imported =
      city.import(file_text("demo/samples/catalogues.json"), "application/json");
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

// Any unit answers the call, and so does the public; who called answers them.
TEST(Catalogues, AreProposedToByEveryUnitAndByThePublic) {
  City city;
  city.begin();
  ASSERT_EQ(city.send("chen", "call.open", {{"how", "电子邮件"}, {"days", 20}}).status, 201);
  EXPECT_EQ(city.get("wu", "/v1/matters").text("/matters/0/id"), city.id);
  ASSERT_EQ(city.send("wu", "item.propose", {{"title", "公交票价"}, {"unit", "交通局"}}).status,
            201);
  EXPECT_EQ(city.send("li", "call.close").brief(), "403 not-permitted");
  const std::string notice = city.ask("GET", "/v1/notices").text("/notices/0/id");
  const Answer receipt = city.post("", "/v1/notices/" + notice + "/comments",
                                   {{"text", "加装电梯"}, {"name", "王女士"}});
  ASSERT_EQ(city.send("chen", "comment.enter",
                      {{"text", "停车收费"},
                       {"channel", "phone"},
                       {"received_on", "2026-01-30"},
                       {"consent_publish", true}})
                .status,
            201);
  const std::string comments = "/v1/matters/" + city.id + "/comments";
  EXPECT_EQ(city.get("wu", comments).body.find("王女士"), std::string::npos);
  EXPECT_EQ(city.get("chen", comments).text("/comments/0/person/name"), "王女士");
  EXPECT_EQ(city.get("chen", comments).text("/comments/1/channel"), "phone");
  const std::string replies = receipt.text("/href") + "/replies";
  EXPECT_EQ(city.post("wu", replies, {{"adoption", "adopted"}}).brief(), "403 role-required");
  EXPECT_EQ(city.post("chen", replies, {{"adoption", "adopted"}}).status, 201);
}

TEST(Catalogues, ComeBackFromTheirOwnExport) {
  City city;
  city.begin();
  ASSERT_EQ(city.import(file_text("demo/samples/catalogues.json"), "application/json").status, 201);
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
  ASSERT_EQ(city.import(file_text("demo/samples/catalogues.json"), "application/json").status, 201);
  city.publish();
  const std::string catalogue = std::exchange(city.id, "");
  city.propose();
  const Answer refused = city.send("head", "initiation.start",
                                   {{"drafting_unit", "education"}, {"catalogue_no", "2025-9"}});
  EXPECT_EQ(refused.brief(), "409 rules-unmet");
  EXPECT_EQ(refused.text("/refusal/rules/0/id"), "G02");
  EXPECT_EQ(refused.text("/refusal/rules/0/seen/looked_in/0/organ"), "区人民政府");
  JsonObject start{{"drafting_unit", "education"}, {"catalogue_no", "2025-1"}};
  const Answer of_another = city.send("head", "initiation.start", start);
  EXPECT_EQ(of_another.text("/refusal/rules/0/id"), "G02T");
  EXPECT_EQ(of_another.text("/refusal/rules/0/seen/in_the_catalogue"), "2025年度民生实事安排方案");
  start["title_note"] = "立项时简称";
  JsonObject unknown = start;
  unknown["drafting_unit"] = "教育句";
  EXPECT_EQ(city.send("head", "initiation.start", unknown).text("/refusal/rules/0/id"), "G03U");
  const Answer started = city.send("head", "initiation.start", start);
  EXPECT_EQ(started.status, 201) << started.body;
  const Answer linked = city.get("li", "/v1/catalogues/" + catalogue + "/matters");
  EXPECT_EQ(linked.text("/matters/0/matter"), city.id);
  EXPECT_EQ(linked.text("/matters/0/number"), "2025-1");
}

// practice: one item is one decision. A second matter on its number is not refused, but told of.
TEST(Catalogues, AMatterIsToldOfOthersThatRunOnTheSameItem) {
  City city;
  city.begin();
  ASSERT_EQ(city.import(file_text("demo/samples/catalogues.json"), "application/json").status, 201);
  city.publish();
  const auto start = [&](const char* number) {
    city.propose();
    const Answer started = city.send(
        "head", "initiation.start",
        {{"drafting_unit", "education"}, {"catalogue_no", number}, {"title_note", "立项时简称"}});
    EXPECT_EQ(started.status, 201) << started.body;
    return city.id;
  };
  const std::string first = start("2025-1"), other_item = start("2025-2");
  EXPECT_EQ(city.get("li", "/v1/matters/" + first).text("/same_item"), "[]");
  const std::string second = start("2025-1");
  EXPECT_EQ(city.get("li", "/v1/matters/" + first).text("/same_item/0/matter"), second);
  const Answer page = city.get("li", "/v1/matters/" + second);
  EXPECT_EQ(page.text("/same_item/0/matter"), first) << page.body;
  EXPECT_EQ(page.text("/same_item/0/number"), "2025-1");
  EXPECT_EQ(page.at("/same_item").as_array().size(), 1u);
  EXPECT_EQ(city.get("li", "/v1/matters/" + other_item).text("/same_item"), "[]");
}

// One installation of a city and its district: the district's item starts no matter of the city.
TEST(Catalogues, ADecisionOfTheCityDoesNotStartOnAnItemOfTheDistrict) {
  City city({{.id = "yiyang",
              .procedure = "major-decision",
              .organ = {"益阳市人民政府", "Yiyang"},
              .level = "city",
              .extends = "",
              .versions = {{"2020.1", parse_day("2020-01-01").value(), {"规则", "rules"}, {}}}}});
  city.begin("资阳区人民政府", 2024);
  ASSERT_EQ(city.import(file_text("demo/samples/catalogues.json"), "application/json").status, 201);
  city.publish();
  const Json item = city.get("", "/v1/catalogues/" + city.id).at("/items/0");
  city.id =
      city.post("li", "/v1/matters",
                {{"procedure", "major-decision"},
                 {"title", item.at("title")},
                 {"policy", JsonObject{{"pack", "yiyang"}}},
                 {"data",
                  JsonObject{{"source", "leader"}, {"mad_class", 1}, {"reason", "群众诉求"}}}})
          .text("/id");
  city.version = 1;
  city.add("li", "INI-01");
  ASSERT_EQ(city.send("chen", "study.assign", {{"unit", "研究室"}}).status, 201);
  city.add("sun", "INI-02");
  ASSERT_EQ(city.send("sun", "study.done", {{"summary", "可行"}}).status, 201);
  city.add("chen", "INI-03");
  city.add("chen", "INI-04");
  const Answer refused =
      city.send("head", "initiation.start",
                {{"drafting_unit", "education"}, {"catalogue_no", item.at("number")}});
  EXPECT_EQ(refused.brief(), "409 rules-unmet");
  EXPECT_EQ(refused.text("/refusal/rules/1/id"), "G02O");
  EXPECT_EQ(refused.text("/refusal/rules/1/seen/matter_of"), "益阳市人民政府");
  EXPECT_EQ(refused.text("/refusal/rules/1/seen/catalogue_of"), "资阳区人民政府");
}

// Whoever fills a form in wrong is told what would be right, in words.
TEST(Forms, SayWithinWhatLimitsAndOfWhatKindAValueIs) {
  City city;
  city.begin();
  const auto told = [&](JsonObject data) {
    data["source"] = "leader";
    return city
        .post("li", "/v1/matters",
              {{"procedure", "major-decision"}, {"title", "民生实事"}, {"data", std::move(data)}})
        .text("/errors/0/detail");
  };
  EXPECT_NE(told({{"mad_class", 6}, {"reason", "r"}}).find("应在 1 至 5 之间"), std::string::npos);
  EXPECT_NE(told({{"mad_class", "1"}, {"reason", "r"}}).find("整数"), std::string::npos);
  EXPECT_NE(told({{"mad_class", 1}, {"reason", std::string(4001, 'r')}}).find("至多 4000 个字符"),
            std::string::npos);
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
  EXPECT_EQ(city.import("编号,事项名称\n\n1,\n", "text/csv").text("/errors/0/pointer"),
            "/lines/3/title");
  const Answer twice = city.import("编号,事项名称\n1,甲\n2025-01,丙\n01,乙\n", "text/csv");
  EXPECT_EQ(twice.text("/errors/0/pointer"), "/lines/4/number") << twice.body;
  EXPECT_EQ(twice.text("/errors/0/detail"), "编号 2025-1 已用于“甲”；同一目录中事项编号不得重复。");
  EXPECT_EQ(city.import(R"({"year":2025,"items":[{"no":1,"title":"甲"},{"no":"01","title":"乙"}]})",
                        "application/json")
                .text("/errors/0/pointer"),
            "/items/1/no");
  const Answer excel = city.import("编号,事项名称\n1,甲\n", "application/vnd.ms-excel");
  EXPECT_EQ(excel.brief(), "415 wrong-content-type");
  EXPECT_THAT(excel.text("/detail"), testing::HasSubstr("text/csv、application/json"));
  EXPECT_EQ(city.import("编号,事项名称,法律政策依据\n"
                        "1,甲,《重大行政决策程序暂行条例》（国务院令第722号）\n",
                        "text/csv")
                .text("/errors/0/code"),
            "wrong-citation");
  EXPECT_EQ(city.import(R"({"year":2024,"items":[]})", "application/json").brief(),
            "422 invalid-body");
  EXPECT_EQ(city.import("\xff", "text/csv").brief(), "400 unreadable-sheet");
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

// Two organs published one for 2024: each matter takes that of its own, and says where it is from.
TEST(Catalogues, OfACollectionIsThatOfTheMattersOrganAndYear) {
  City city;
  city.begin("资阳区人民政府", 2024);
  const std::string published = file_text("demo/samples/catalogues.json");
  ASSERT_EQ(city.import(published, "application/json").status, 201);
  const Answer matter = city.get("chen", "/v1/matters/" + city.id);
  EXPECT_EQ(matter.text("/data/items/0/unit"), "区教育局");
  EXPECT_EQ(matter.text("/data/sources/0/organ"), "益阳市资阳区人民政府");
  EXPECT_EQ(matter.text("/data/sources/0/year"), "2024");
  city.begin("青田县人民政府", 2024);
  const Answer other = city.import(published, "application/json");
  EXPECT_EQ(other.text("/errors/0/code"), "another-organ");
  EXPECT_THAT(other.text("/errors/0/detail"), ::testing::HasSubstr("象山县商务局"));
  EXPECT_EQ(city.import(R"({"organ":"象山县商务局","year":2024,"items":[]})", "application/json")
                .text("/errors/0/code"),
            "another-organ");
}

TEST(Catalogues, KeepWhatTheSourceSaysOfItself) {
  City city;
  city.begin();
  const Answer imported = city.import(
      R"({"organ":"区人民政府","level":"county","year":2025,"issued_on":"2025-06-27",
          "basis":["国务院令第713号","江西省政府令第247号"],"consent":"经区委同意",
          "items":[{"no":1,"title":"甲"}]})",
      "application/json");
  ASSERT_EQ(imported.status, 201) << imported.body;
  EXPECT_EQ(city.get("chen", "/v1/matters/" + city.id).text("/data/sources/0"),
            R"({"organ":"区人民政府","year":2025,"level":"county","issued_on":"2025-06-27",)"
            R"("consent":"经区委同意","basis":[{"title":"国务院令第713号"},)"
            R"({"title":"江西省政府令第247号"}]})");
  EXPECT_EQ(city.import(R"({"organ":"区人民政府","year":2025,"basis":
                "《重大行政决策程序暂行条例》（国务院722号令）","items":[{"no":1,"title":"甲"}]})",
                        "application/json")
                .text("/errors/0/code"),
            "wrong-citation");
}

TEST(Catalogues, TakeTheHeadersThatPublishedSheetsHave) {
  for (const char* header :
       {"序号,决策事项名称,承办部门,完成时间,决策主体,履行程序,是否听证,备注",
        "No,重大行政决策事项,责任单位,计划完成时间,决策主体,法定程序,是否听证,备注",
        "\"序 号\",事项名称,牵头单位,拟决策时间（月）,决策主体,法定程序,是否听证,备注"}) {
    const auto sheet =
        items_of_csv("2025年度重大行政决策事项目录,,,,,,,\n" + std::string(header) +
                         "\n01,甲,教育局,2025年5月,区政府,公众参与、合法性审查,否,急\n",
                     2025);
    ASSERT_TRUE(sheet.has_value()) << header << sheet.error().front().code;
    const Json& item = sheet->at("items").at(0);
    EXPECT_EQ(json_text(item),
              R"({"number":"2025-1","title":"甲","unit":"教育局","planned":"2025-05",)"
              R"("planned_as":"2025年5月","decides":"区政府",)"
              R"("procedures":["公众参与","合法性审查"],"hearing":false,"remark":"急"})")
        << header;
  }
}

TEST(Catalogues, TakeMonthsAsPeopleWriteThem) {
  for (const auto& [written, month] :
       std::vector<std::pair<const char*, const char*>>{{"2024-05", "2024-05"},
                                                        {"2024年5月", "2024-05"},
                                                        {"2024.05", "2024-05"},
                                                        {"2024/5", "2024-05"},
                                                        {"2024年 5月底前", "2024-05"},
                                                        {"5月", "2025-05"},
                                                        {"2024年第二季度", "2024-06"},
                                                        {"第四季度", "2025-12"},
                                                        {"2024年三季度", "2024-09"},
                                                        {"2024年上半年", "2024-06"},
                                                        {"2024年底", "2024-12"},
                                                        {"2024-05-31", "2024-05"},
                                                        {"十二月", "2025-12"}}) {
    EXPECT_EQ(month_of(written, 2025), month) << written;
  }
  for (const char* wrong : {"", "长期", "2024年13月", "2024-00", "5", "2024", "第五季度", "0月"})
    EXPECT_EQ(month_of(wrong, 2025), std::nullopt) << wrong;
  City city;
  city.begin();
  const Answer refused = city.import("编号,事项名称,完成时间\n1,甲,长期\n", "text/csv");
  EXPECT_EQ(refused.text("/errors/0/pointer") + " " + refused.text("/errors/0/code"),
            "/lines/2/planned not-a-month");
}

// Office programs in China save CSV in GBK.
TEST(Catalogues, TakeASheetInTheEncodingThatOfficeProgramsSave) {
  City city;
  city.begin();
  const std::string gbk =
      "\xB1\xE0\xBA\xC5,\xCA\xC2\xCF\xEE\xC3\xFB\xB3\xC6\r\n1,\xBC\xD7\r\n";  // 编号,事项名称; 1,甲
  ASSERT_EQ(city.import(gbk, "text/csv").status, 201);
  EXPECT_EQ(city.get("chen", "/v1/matters/" + city.id).text("/data/items/0/title"), "甲");
  EXPECT_EQ(city.import(std::string("\xFF\xFE\x16\x7F", 4), "text/csv").brief(),
            "400 unreadable-sheet");
}

// Article 3: standards are published with the catalogue, once the Party committee consented.
TEST(Catalogues, PublishTheStandardsOfWhatIsAMajorDecision) {
  City city;
  city.begin();
  ASSERT_EQ(city.import(file_text("demo/samples/catalogues.json"), "application/json").status, 201);
  EXPECT_EQ(city.send("chen", "standards.put", {{"text", "投资一亿元以上"}}).brief(),
            "409 rules-unmet");
  city.add("chen", "CAT-06");
  ASSERT_EQ(city.send("chen", "standards.put", {{"text", "投资一亿元以上"}}).status, 201);
  city.publish();
  EXPECT_EQ(city.get("", "/v1/catalogues/" + city.id).text("/standards"), "投资一亿元以上");
}

}  // namespace
}  // namespace gavel::api::test
