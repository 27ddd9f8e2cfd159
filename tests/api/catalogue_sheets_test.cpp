// Catalogues from the sheets of people: CSV in every dress, and the JSON of published ones.
#include "api/routes/catalogue_sheet.hpp"
#include "api/routes/sheet_text.hpp"
#include "tests/api/city.hpp"

namespace gavel::api::test {
namespace {

TEST(CatalogueSheets, TakeSheetsOfPeopleWithAllThatIsWrongAtOnce) {
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
  const Answer unfit = city.import("编号,事项名称\n1,甲\x01乙\n", "text/csv");
  EXPECT_EQ(unfit.text("/errors/0/pointer"), "/lines/2/title") << unfit.body;
  EXPECT_EQ(unfit.text("/errors/0/code"), "unfit-character");
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

// Nobody mends one fault to be told of the next: what the cells are and what the form of the event
// asks of them comes in one answer, each once.
TEST(CatalogueSheets, AreToldOfWhatTheFormAsksWithTheRest) {
  City city;
  city.begin();
  const auto told = [&](const std::string& sheet, const char* type) {
    std::vector<std::string> out;
    const Answer answer = city.import(sheet, type);
    EXPECT_EQ(answer.brief(), "422 invalid-body") << answer.body;
    const Json errors = answer.at("/errors");
    for (const Json& each : errors.as_array()) {
      const JsonObject& error = each.as_object();
      out.push_back(string_or(error, "pointer") + " " + string_or(error, "code"));
    }
    return out;
  };
  using testing::ElementsAre;
  EXPECT_THAT(told("编号,事项名称,事项类别,完成时间,法律政策依据\n"
                   "1,,9,长期,\n"
                   ",乙,二,2025年,《重大行政决策程序暂行条例》（国务院令第722号）\n",
                   "text/csv"),
              ElementsAre("/lines/2/planned not-a-month", "/lines/3/mad_class wrong-type",
                          "/lines/2/title missing", "/lines/2/mad_class out-of-range",
                          "/lines/3/number missing", "/lines/3/basis wrong-citation"));
  EXPECT_THAT(told(R"({"year":2025,"basis":"《重大行政决策程序暂行条例》（国务院令第722号）",
                       "items":[{"no":1,"完成时间":"长期"},{"no":"01","title":"乙","类别":9}]})",
                   "application/json"),
              ElementsAre("/items/0/完成时间 not-a-month", "/items/1/no number-twice",
                          "/data/source/basis/0/title wrong-citation", "/items/0/title missing",
                          "/items/1/类别 out-of-range"));
  // Where the columns cannot be told apart there is no more to say.
  EXPECT_THAT(told("编号;事项名称\n1;甲\n", "text/csv"), ElementsAre("/lines/1 not-commas"));
}

TEST(CatalogueSheets, KeepAYearThatIsPlannedInItsOwnWords) {
  City city;
  city.begin();
  ASSERT_EQ(city.import("编号,事项名称,完成时间\n1,甲,2026年\n", "text/csv").status, 201);
  const Answer matter = city.get("chen", "/v1/matters/" + city.id);
  EXPECT_EQ(matter.text("/data/items/0/planned") + " " + matter.text("/data/items/0/planned_as"),
            "2026-12 2026年");
}

// A header without commas is one cell, and is no title.
TEST(CatalogueSheets, ThatAreNotSeparatedByCommasAreToldSo) {
  City city;
  city.begin();
  for (const auto& [mark, words] : {std::pair("\t", "制表符"), {";", "分号"}, {"，", "中文逗号"}}) {
    const std::string with(mark);
    const Answer refused = city.import("2025年度目录\n编号" + with + "事项名称" + with +
                                           "承办单位\n1" + with + "甲" + with + "县教育局\n",
                                       "text/csv");
    EXPECT_EQ(refused.brief(), "422 invalid-body") << mark;
    EXPECT_EQ(refused.at("/errors").as_array().size(), 1u) << refused.body;
    EXPECT_EQ(refused.text("/errors/0/pointer"), "/lines/2") << mark;
    EXPECT_EQ(refused.text("/errors/0/code"), "not-commas") << mark;
    EXPECT_THAT(refused.text("/errors/0/detail"),
                testing::HasSubstr("各列以" + std::string(words) + "分隔"));
  }
  EXPECT_EQ(city.import("2025年度目录；送审；第二稿\n编号,事项名称\n1,甲\n", "text/csv").status,
            201);
}

// Two organs published one for 2024: each matter takes that of its own, and says where it is from.
TEST(CatalogueSheets, OfACollectionIsThatOfTheMattersOrganAndYear) {
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

TEST(CatalogueSheets, KeepWhatTheSourceSaysOfItself) {
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

TEST(CatalogueSheets, TakeTheHeadersThatPublishedSheetsHave) {
  for (const char* header :
       {"序号,决策事项名称,承办部门,完成时间,决策主体,履行程序,是否听证,备注",
        "No,重大行政决策事项,责任单位,计划完成时间,决策主体,法定程序,是否听证,备注",
        "\"序 号\",事项名称,牵头单位,拟决策时间（月）,决策主体,法定程序,是否听证,备注"}) {
    const auto sheet =
        items_of_csv("2025年度重大行政决策事项目录,,,,,,,\n" + std::string(header) +
                         "\n01,甲,教育局,2025年5月,区政府,公众参与、合法性审查,否,急\n",
                     2025);
    ASSERT_TRUE(sheet.errors.empty()) << header << sheet.errors.front().code;
    const Json& item = sheet.data.at("items").at(0);
    EXPECT_EQ(json_text(item),
              R"({"number":"2025-1","title":"甲","unit":"教育局","planned":"2025-05",)"
              R"("planned_as":"2025年5月","decides":"区政府",)"
              R"("procedures":["公众参与","合法性审查"],"hearing":false,"remark":"急"})")
        << header;
  }
}

TEST(CatalogueSheets, TakeMonthsAsPeopleWriteThem) {
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
                                                        {"2024年", "2024-12"},
                                                        {"2024 年", "2024-12"},
                                                        {"2024年度", "2024-12"},
                                                        {"2026年6月", "2026-06"},
                                                        {"2026年上半年", "2026-06"},
                                                        {"2024-05-31", "2024-05"},
                                                        {"十二月", "2025-12"}}) {
    EXPECT_EQ(month_of(written, 2025), month) << written;
  }
  for (const char* wrong : {"", "长期", "2024年长期", "2024年13月", "2024-00", "2024-", "5", "2024",
                            "年", "年度", "第五季度", "0月"})
    EXPECT_EQ(month_of(wrong, 2025), std::nullopt) << wrong;
  City city;
  city.begin();
  const Answer refused = city.import("编号,事项名称,完成时间\n1,甲,长期\n", "text/csv");
  EXPECT_EQ(refused.text("/errors/0/pointer") + " " + refused.text("/errors/0/code"),
            "/lines/2/planned not-a-month");
}

// Office programs in China save CSV in GBK.
TEST(CatalogueSheets, TakeASheetInTheEncodingThatOfficeProgramsSave) {
  City city;
  city.begin();
  const std::string gbk =
      "\xB1\xE0\xBA\xC5,\xCA\xC2\xCF\xEE\xC3\xFB\xB3\xC6\r\n1,\xBC\xD7\r\n";  // 编号,事项名称; 1,甲
  ASSERT_EQ(city.import(gbk, "text/csv").status, 201);
  EXPECT_EQ(city.get("chen", "/v1/matters/" + city.id).text("/data/items/0/title"), "甲");
  EXPECT_EQ(city.import(std::string("\xFF\xFE\x16\x7F", 4), "text/csv").brief(),
            "400 unreadable-sheet");
}

// Whoever reads English has a Chinese sheet before them: the column by both its names.
TEST(CatalogueSheets, AreToldOfTheirColumnsInBothLanguages) {
  City city;
  city.begin();
  const auto told = [&](const std::string& sheet) {
    http::Headers headers = city.signed_in("chen");
    headers.add("Content-Type", "text/csv");
    headers.add("If-Match", "*");
    headers.add("Accept-Language", "en");
    const Answer answer =
        city.ask("POST", "/v1/matters/" + city.id + "/catalogue-items", sheet, std::move(headers));
    std::vector<std::string> out;
    const Json errors = answer.at("/errors");
    for (const Json& each : errors.as_array()) out.push_back(string_or(each.as_object(), "detail"));
    return out;
  };
  EXPECT_THAT(told("编号,事项名称,是否听证,事项类别,完成时间\n1,甲,也许,二,长期\n"),
              testing::ElementsAre(
                  "Hearing (是否听证) must be one of yes (是), no (否), not 也许.",
                  "Class (事项类别) must be of type whole number.",
                  "Month planned (计划完成月份) must be a month, a quarter or a year, such as "
                  "2026-05, 2026年5月, 2026年第二季度 or 2026年, not 长期."));
  // What the form of the event says of a cell, likewise.
  EXPECT_THAT(told("编号,事项名称\n1,\n"), testing::ElementsAre("Title (事项名称) is missing."));
  EXPECT_THAT(told("编号,编号\n"), testing::Contains("Number (编号) may be given once only."));
  EXPECT_THAT(told(""), testing::ElementsAre("Number (编号), Title (事项名称) is missing."));
  EXPECT_THAT(
      told("编号,事项名称,颜色\n"),
      testing::ElementsAre(
          "There is no column 颜色; columns are Number (编号), Title (事项名称), Drafting unit "
          "(承办单位), Class (事项类别), Legal basis (法律政策依据), Deciding body (决策主体), "
          "Other units (配合单位), Steps to run (履行程序), Hearing (是否听证), Month planned "
          "(计划完成月份), Remark (备注)."));
  const Answer chinese = city.import("编号,事项名称,是否听证\n1,甲,也许\n", "text/csv");
  EXPECT_EQ(chinese.text("/errors/0/detail"), "是否听证 应为以下之一：是、否；给出的是 也许。");
  // What is announced is taken.
  const auto sheet = items_of_csv("Number,Title,Drafting unit,Month planned\n1,甲,乙,5月\n", 2025);
  ASSERT_TRUE(sheet.errors.empty()) << sheet.errors.front().code;
  EXPECT_EQ(
      json_text(sheet.data.at("items").at(0)),
      R"({"number":"2025-1","title":"甲","unit":"乙","planned":"2025-05","planned_as":"5月"})");
}

}  // namespace
}  // namespace gavel::api::test
