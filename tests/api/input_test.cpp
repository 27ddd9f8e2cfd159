// Reading requests: targets, languages, bodies and queries, and what is said about wrong ones.
#include "api/routes/input.hpp"

#include <gtest/gtest.h>

#include "api/routes/language.hpp"
#include "api/routes/names.hpp"
#include "api/routes/router.hpp"
#include "api/routes/target.hpp"

namespace gavel::api {
namespace {

http::Request json_request(std::string body, std::string type = "application/json") {
  return {.method = "POST",
          .target = "/",
          .headers = {{"Content-Type", std::move(type)}},
          .body = std::move(body),
          .remote = ""};
}

/// The type of the problem `work` throws, with the codes of its errors; "" when it throws none.
std::string problem_of(const std::function<void()>& work) {
  try {
    work();
    return "";
  } catch (const Problem& problem) {
    std::string told = problem.type;
    for (const InputError& error : problem.errors) told += " " + error.where + ":" + error.code;
    return told;
  }
}

std::string refused_as(std::string body, std::string type = "application/json") {
  return problem_of([&] { (void)json_body(json_request(std::move(body), std::move(type))); });
}

TEST(JsonBody, IsTakenOnlyWhenItIsOneObjectOfCleanText) {
  EXPECT_EQ(refused_as(R"({"a":1})", "text/plain"), "wrong-content-type");
  EXPECT_EQ(refused_as(R"({"a":1})", ""), "wrong-content-type");
  EXPECT_EQ(refused_as(R"({"a":1})", "application/json; charset=gbk"), "wrong-content-type");
  EXPECT_EQ(refused_as(R"({"a":1,"a":2})"), "bad-json");
  EXPECT_EQ(refused_as("{\"a\":\"\xff\"}"), "invalid-utf-8");
  EXPECT_EQ(refused_as(""), "bad-json");
  EXPECT_EQ(refused_as("{"), "bad-json");
  EXPECT_EQ(refused_as("{} {}"), "bad-json");
  EXPECT_EQ(refused_as("[1]"), "invalid-body :not-an-object");
  EXPECT_EQ(refused_as(R"({"a":{"b/c":["\u0000"]}})"), "invalid-body /a/b~1c/0:unfit-character");
  EXPECT_EQ(refused_as(R"({"a\u0000":1})"), "invalid-body :unfit-character");
  EXPECT_EQ(refused_as(R"({"a":1})", "Application/JSON; charset=utf-8"), "");
}

// XML, and so no archive, holds them; or they make a text read as what it is not.
TEST(JsonBody, TakesNoCharacterThatNoRecordCanHold) {
  for (const char* bad : {"\\u0001", "\\u000b", "\\u001b", "\\u007f", "\\u0085", "\\u2028",
                          "\\u202e", "\\u2066", "\\ufffe", "\\uffff", "\\ud83f\\udfff"})
    EXPECT_EQ(refused_as(R"({"data":{"items":[{"title":"某)" + std::string(bad) + "\"}]}}"),
              "invalid-body /data/items/0/title:unfit-character")
        << bad;
  EXPECT_EQ(refused_as(R"({"a":"\ud800"})"), "bad-json");
  EXPECT_EQ(refused_as(R"({"a":"第一条\r\n\t第二条　“甲·乙” \ud83d\ude00"})"), "");
}

TEST(JsonBody, TellsWhichCharacterItIsAndWhatWouldBeRight) {
  try {
    (void)json_body(json_request(R"({"title":"目录\u0001坏"})"));
    FAIL();
  } catch (const Problem& problem) {
    const http::Response zh = answer(problem, Language::zh), en = answer(problem, Language::en);
    EXPECT_NE(zh.body.find("第 3 个字符是 U+0001，记录和归档文件不能保存"), std::string::npos)
        << zh.body;
    EXPECT_NE(en.body.find("Character 3 is U+0001, which neither"), std::string::npos) << en.body;
  }
}

// Where it is wrong; nothing of it in the other language.
TEST(JsonBody, TellsInTheReadersLanguageWhereItIsNoJson) {
  const auto told = [](std::string body) {
    try {
      (void)json_body(json_request(std::move(body), "application/json"));
    } catch (const Problem& problem) {
      return string_or(problem.values.at("reason").get_object(), "zh") + " | " +
             string_or(problem.values.at("reason").get_object(), "en");
    }
    return std::string("taken");
  };
  EXPECT_EQ(told("{"), "第 1 字节处不合语法，或者正文到此中断 | incomplete JSON at byte 1");
  EXPECT_EQ(told(R"({"a":1,"a":2})"),
            "同一对象内有两个同名成员 | an object has two members of the same name");
}

TEST(JsonBody, MayNestSixtyFourLevelsAndNoMore) {
  const auto nested = [](std::size_t levels) {
    return "{\"a\":" + std::string(levels, '[') + std::string(levels, ']') + "}";
  };
  EXPECT_EQ(refused_as(nested(60)), "");
  EXPECT_EQ(refused_as(nested(70)).substr(0, 12), "invalid-body");
  EXPECT_EQ(refused_as(nested(100'000)), "bad-json");
}

TEST(Fields, TellEverythingThatIsWrongAtOnce) {
  const JsonObject object{
      {"name", 3}, {"roles", JsonArray{"a", 1}}, {"extra", true}, {"long", "abcdef"}};
  EXPECT_EQ(problem_of([&] {
              Fields fields(object);
              (void)fields.text("name");
              (void)fields.maybe_texts("roles");
              (void)fields.text("gone");
              (void)fields.text("long", {.min = 1, .max = 5});
              fields.done();
            }),
            "invalid-body /name:wrong-type /roles/1:wrong-type /gone:missing /long:too-long "
            "/extra:unknown-field");
}

TEST(Fields, OfUnknownNamesOnlyHaveAProblemOfTheirOwn) {
  const JsonObject object{{"a/b", 1}};
  EXPECT_EQ(problem_of([&] { Fields(object).done(); }), "unknown-field /a~1b:unknown-field");
}

TEST(Fields, OfNamesAreOneLineWithSomethingToRead) {
  const JsonObject object{{"title", "某方案\n结束情况：已公布"},
                          {"tab", "某\t方案"},
                          {"mark", "。"},
                          {"marks", "《》—— "},
                          {"blank", "　"},
                          {"hidden", "某\u200B方案"},
                          {"number", "12"},
                          {"good", "关于《某方案》的请示（试行）"},
                          {"reason", "一\n二"}};
  EXPECT_EQ(problem_of([&] {
              Fields fields(object);
              for (const char* each :
                   {"title", "tab", "mark", "marks", "blank", "hidden", "number", "good"})
                (void)name_in(fields, each);
              (void)maybe_name_in(fields, "none");
              (void)fields.text("reason");
              fields.done();
            }),
            "invalid-body /title:not-one-line /tab:not-one-line /mark:missing /marks:missing "
            "/blank:missing /hidden:unfit-character");
}

TEST(QueryParameters, ThatAreRecordedAreCheckedLikeFields) {
  const Query::Parameters given{{"title", "某\n方案"},
                                {"filename", "某\xEF\xBF\xBF.pdf"},
                                {"mark", "。"},
                                {"good", "某方案"}};
  EXPECT_EQ(problem_of([&] {
              Query query(given);
              (void)title_in(query, "title");
              (void)query.text("filename");
              (void)title_in(query, "mark");
              (void)title_in(query, "good");
              query.done();
            }),
            "invalid-body title:not-one-line filename:unfit-character mark:missing");
  const Query::Parameters searched{{"q", "某\x01方案"}};
  EXPECT_EQ(problem_of([&] {
              Query query(searched);
              (void)query.text("q");
              query.done();
            }),
            "invalid-body q:unfit-character");
}

TEST(Fields, CountCharactersAndNotBytes) {
  const JsonObject object{{"title", "学区划分"}};
  EXPECT_EQ(problem_of([&] {
              Fields fields(object);
              EXPECT_EQ(fields.text("title", {.min = 1, .max = 4}), "学区划分");
              fields.done();
            }),
            "");
}

TEST(QueryParameters, AreCheckedLikeFields) {
  const Query::Parameters given{
      {"limit", "0"}, {"year", "x"}, {"on", "2026-02-30"}, {"odd", ""}, {"year", "1"}};
  EXPECT_EQ(problem_of([&] {
              Query query(given);
              (void)query.limit();
              (void)query.integer("year", 1, 9);
              (void)query.day("on");
              (void)query.required("name");
              query.done();
            }),
            "invalid-query limit:out-of-range year:given-twice year:wrong-type on:not-a-date "
            "name:missing odd:unknown-parameter");
}

TEST(Target, IsDecodedOnceAndMustBeText) {
  const auto target = parse_target("/v1/archive/X043%2F2026%C2%B7Y?q=%E5%AD%A6+%E5%8C%BA&open");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->segments, (std::vector<std::string>{"v1", "archive", "X043/2026·Y"}));
  EXPECT_EQ(target->query, (Query::Parameters{{"q", "学 区"}, {"open", ""}}));
  EXPECT_EQ(parse_target("/%2541")->segments.front(), "%41");
  for (const char* bad : {"/%00", "/%ff", "/%zz", "/a b", "nothing", "/?q=%00", "*", ""}) {
    EXPECT_FALSE(parse_target(bad)) << bad;
  }
}

TEST(LanguageOf, FollowsTheClientsLiking) {
  EXPECT_EQ(language_of(""), Language::zh);
  EXPECT_EQ(language_of("en"), Language::en);
  EXPECT_EQ(language_of("en-GB,en;q=0.9,zh;q=0.8"), Language::en);
  EXPECT_EQ(language_of("zh-CN, en;q=0.9"), Language::zh);
  EXPECT_EQ(language_of("fr"), Language::zh);
  EXPECT_EQ(language_of("en;q=0, fr"), Language::zh);
}

TEST(Filled, LeavesNoValueOutAndInventsNone) {
  const JsonObject values{
      {"n", 3}, {"t", JsonObject{{"zh", "甲"}, {"en", "A"}}}, {"l", JsonArray{"x", "y"}}};
  EXPECT_EQ(filled("{n} {t} {l} {none} {", values, Language::en), "3 A x, y {none} {");
  EXPECT_EQ(filled("{t}：{l}", values, Language::zh), "甲：x、y");
}

TEST(RouterTable, PrefersWrittenPathsAndTellsWhatAPathAllows) {
  std::vector<std::string> allowed;
  const auto me = router().find("GET", {"v1", "accounts", "me"}, &allowed);
  ASSERT_TRUE(me);
  EXPECT_EQ(me->route->pattern, "/v1/accounts/me");
  EXPECT_TRUE(router().find("HEAD", {"v1", "matters"}));
  allowed.clear();
  EXPECT_FALSE(router().find("DELETE", {"v1", "matters"}, &allowed));
  EXPECT_THAT(allowed, testing::UnorderedElementsAre("GET", "HEAD", "POST"));
  allowed.clear();
  EXPECT_FALSE(router().find("PUT", {"v1", "accounts", "me"}, &allowed));
  EXPECT_THAT(allowed, testing::UnorderedElementsAre("GET", "HEAD", "PATCH"));
  const auto tile = router().find("GET", {"v1", "ledger", "tile", "0", "x001", "234.p", "5"});
  ASSERT_TRUE(tile);
  EXPECT_EQ(tile->parameters, std::vector<std::string>{"0/x001/234.p/5"});
  EXPECT_FALSE(router().find("GET", {"v1", "matters", ""}));
}

}  // namespace
}  // namespace gavel::api
