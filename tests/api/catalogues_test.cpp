// Catalogues over the API: made, published, read by anyone; and a decision starts on a number of
// one.
#include "api/routes/catalogue_sheet.hpp"
#include "tests/api/city.hpp"

namespace gavel::api::test {
namespace {

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
  ASSERT_TRUE(back.errors.empty());
  const Json items = city.get("", "/v1/catalogues/" + city.id).at("/items");
  for (std::size_t i = 0; i < items.as_array().size(); ++i) {
    for (const auto& [name, value] : items.at(i).as_object())
      EXPECT_EQ(json_text(back.data.at("items").at(i).at(name)), json_text(value)) << name;
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
  const Answer other_unit = city.send("head", "initiation.start", start);
  EXPECT_EQ(other_unit.text("/refusal/rules/0/id"), "G02U");
  EXPECT_EQ(other_unit.text("/refusal/rules/0/seen/in_the_catalogue"), "区政府办");
  start["unit_note"] = "职责划转";
  JsonObject unknown = start;
  unknown["drafting_unit"] = "教育句";
  EXPECT_EQ(city.send("head", "initiation.start", unknown).text("/refusal/rules/0/id"), "G03U");
  const Answer started = city.send("head", "initiation.start", start);
  EXPECT_EQ(started.status, 201) << started.body;
  const Answer linked = city.get("li", "/v1/catalogues/" + catalogue + "/matters");
  EXPECT_EQ(linked.text("/matters/0/matter"), city.id);
  EXPECT_EQ(linked.text("/matters/0/number"), "2025-1");
}

// Whoever typed the proposal in does not draft it: it is counted, and listed, under the unit that
// does.
TEST(Oversight, CountsADecisionUnderItsDraftingUnitOnceThatIsNamed) {
  City city;
  city.begin();
  ASSERT_EQ(city.import(file_text("demo/samples/catalogues.json"), "application/json").status, 201);
  city.publish();
  city.hire("cai", "system", {"drafter"});
  city.propose();
  const std::string opener = city.get("li", "/v1/matters/" + city.id).text("/unit");
  const auto counted = [&] {
    const Answer answer =
        city.get("chen", "/v1/oversight/statistics?by=unit&procedure=major-decision");
    EXPECT_EQ(answer.at("/groups").as_array().size(), 1u) << answer.body;
    return answer.text("/groups/0/key");
  };
  EXPECT_EQ(counted(), opener);
  const std::string drafts = opener == "transport" ? "education" : "transport";
  const Answer started = city.send("head", "initiation.start",
                                   {{"drafting_unit", drafts},
                                    {"catalogue_no", "2025-1"},
                                    {"title_note", "立项时简称"},
                                    {"unit_note", "职责划转"}});
  ASSERT_EQ(started.status, 201) << started.body;
  EXPECT_EQ(counted(), drafts);
  EXPECT_EQ(city.get("chen", "/v1/matters/" + city.id).text("/unit"), drafts);
  EXPECT_EQ(city.get("chen", "/v1/matters?procedure=major-decision").text("/matters/0/unit"),
            drafts);
}

// practice: one item is one decision. A second matter on its number is not refused, but told of.
TEST(Catalogues, AMatterIsToldOfOthersThatRunOnTheSameItem) {
  City city;
  city.begin();
  ASSERT_EQ(city.import(file_text("demo/samples/catalogues.json"), "application/json").status, 201);
  city.publish();
  const auto start = [&](const char* number) {
    city.propose();
    const Answer started = city.send("head", "initiation.start",
                                     {{"drafting_unit", "education"},
                                      {"catalogue_no", number},
                                      {"title_note", "立项时简称"},
                                      {"unit_note", "职责划转"}});
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
  // The statement of procedure says so under the article on the catalogue, and under no other.
  const std::string place = "/v1/matters/" + second + "/statement-of-procedure";
  const Json sources = city.get("li", place).at("/sources");
  for (const Json& source : sources.as_array()) {
    for (const Json& article : source.at("articles").as_array()) {
      const bool is_it = source.at("id") == "decree-713" && article.at("article") == "3";
      ASSERT_EQ(article.at("same_item").as_array().size(), is_it ? 1U : 0U);
      if (!is_it) continue;
      EXPECT_EQ(article.at("same_item").at(0).at("matter"), Json(first));
      EXPECT_EQ(json_text(article.at("same_item").at(0).at("says").at("en")),
                "\"Another matter in hand was started on the same item of the catalogue, 2025-1 "
                "(number " +
                    first + ", started on 2026-01-30).\"");
    }
  }
  http::Headers plain = city.signed_in("li");
  plain.set("Accept", "text/plain");
  EXPECT_THAT(city.ask("GET", place, "", plain).body,
              testing::HasSubstr("\n    另有正在办理的事项使用同一目录编号2025-1（编号：" + first +
                                 "，2026年1月30日启动）。\n"));
  // It goes to the public with the volume: the other's title may not.
  EXPECT_FALSE(json_text(sources).contains("same_item\":[{\"matter\":\"" + first + "\",\"title"));
  EXPECT_EQ(city.get("li", "/v1/matters/" + other_item).text("/same_item"), "[]");
}

// A number is of one paper: the consent to the district's catalogue is none to the city's.
TEST(Catalogues, OfTwoOrgansRestOnOneConsentOnlyWhereItIsSaidHow) {
  City city;
  const auto to_consent = [&](const char* organ) {
    city.begin(organ);
    ASSERT_EQ(city.send("chen", "item.put",
                        {{"number", "1"}, {"title", "民生实事"}, {"unit", "区政府办"}})
                  .status,
              201);
  };
  to_consent("资阳区人民政府"), city.publish();
  to_consent("赫山区人民政府");
  city.add("chen", "CAT-02");
  ASSERT_EQ(city.send("chen", "consent.ask").status, 201);
  city.add("dang", "CAT-03");
  const Answer refused = city.send("dang", "consent.give", {{"number", "区委〔2025〕 09号"}});
  EXPECT_EQ(refused.text("/refusal/rules/0/id"), "K21") << refused.body;
  EXPECT_EQ(refused.text("/refusal/rules/0/seen/rests_on_it/0/organ"), "资阳区人民政府");
  const Answer given =
      city.send("dang", "consent.give",
                {{"number", "区委〔2025〕 09号"}, {"shared_consent", "一并同意两区目录"}});
  ASSERT_EQ(given.status, 201) << given.body;
  city.add("chen", "CAT-04");
  ASSERT_EQ(city.send("chen", "catalogue.publish").status, 201);
  EXPECT_EQ(city.get("chen", "/v1/matters/" + city.id + "/statement-of-procedure")
                .text("/exceptions/0/title/zh"),
            "同意文号与其他目录为同一文件");
}

// Asked at the consent as at the publication: what another was consented to on is known before it
// is published.
TEST(Catalogues, OneThatWaitsForItsPublicationRestsOnItsConsentAlready) {
  City city;
  const auto to_consent = [&](const char* organ, int year = 2025) {
    city.begin(organ, year);
    ASSERT_EQ(city.send("chen", "item.put",
                        {{"number", "1"}, {"title", "民生实事"}, {"unit", "区政府办"}})
                  .status,
              201);
    city.add("chen", "CAT-02");
    ASSERT_EQ(city.send("chen", "consent.ask").status, 201);
    city.add("dang", "CAT-03");
  };
  const auto consent = [&](const char* number) {
    return city.send("dang", "consent.give", {{"number", number}});
  };
  to_consent("资阳区人民政府");
  const std::string first = city.id;
  ASSERT_EQ(consent("区委〔2025〕12号").status, 201);
  to_consent("赫山区人民政府");
  const Answer refused = consent("区委〔二〇二五〕十二号");
  EXPECT_EQ(refused.text("/refusal/rules/0/id"), "K21") << refused.body;
  EXPECT_EQ(refused.text("/refusal/rules/0/seen/rests_on_it/0/id"), first);
  EXPECT_EQ(refused.text("/refusal/rules/0/seen/rests_on_it/0/published"), "false");
  EXPECT_EQ(consent("区委〔2025〕13号").status, 201);
  city.add("chen", "CAT-04");
  EXPECT_EQ(city.send("chen", "catalogue.publish").status, 201);
  to_consent("资阳区人民政府", 2026);
  EXPECT_EQ(consent("区委〔2025〕12号").text("/refusal/rules/0/id"), "K16");
  // Once it is given up nothing rests on it.
  const std::string another = std::exchange(city.id, first);
  const auto at = std::exchange(
      city.version, city.get("chen", "/v1/matters/" + first).json().at("version").as_int64());
  ASSERT_EQ(city.send("chen", "catalogue.give_up", {{"reason", "重新编制"}}).status, 201);
  city.id = another, city.version = at;
  EXPECT_EQ(consent("区委〔2025〕12号").status, 201);
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
