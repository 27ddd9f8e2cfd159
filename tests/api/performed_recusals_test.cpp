// The statement of procedure performed tells who keeps out (公务员法 art. 76, 77), by whose word,
// who acts instead, and of what was done in another's place that it was.
#include "tests/api/statement_text.hpp"
#include "tests/api/town.hpp"
#include "tests/law/heads_out.hpp"

namespace gavel::api {
namespace {

using test::Answer;
using test::Town;
using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

TEST(StatementText, TellsThatADeputyDecidedByTheOrderOfRecusal) {
  law::Course course;
  law::decided_for_head(course);
  const std::string zh = statement_of(course), en = statement_of(course, Language::en);
  EXPECT_THAT(zh, HasSubstr("qian（王市长回避，依2026年3月5日的回避决定代行其职责）：作出决定。"));
  EXPECT_THAT(zh, Not(HasSubstr("委托）：作出决定")));
  EXPECT_THAT(en, HasSubstr("qian (in the place of 王市长, who keeps out, by the order of recusal "
                            "of 2026-03-05): Decide."));
}

// As it was sent, and as it was.
TEST(StatementText, TellsBothOfADeputyWhoActedOnTheHeadsBehalf) {
  law::Course course;
  law::decided_for_head(course, law::lent_and_ordered());
  EXPECT_THAT(statement_of(course), HasSubstr("qian（受王市长委托；王市长回避，依2026年3月5日的"
                                              "回避决定代行其职责）：作出决定。"));
}

// What they do in an office of their own is nobody else's.
TEST(StatementText, SaysOfNoOtherActThatItWasDoneForTheHead) {
  law::Course course;
  law::decided_for_head(course);
  const std::string zh = statement_of(course);
  EXPECT_THAT(zh, HasSubstr("ji：登记"));
  EXPECT_THAT(zh, Not(HasSubstr("ji（王市长回避")));
}

struct StatementRecusals : testing::Test {
  StatementRecusals() {
    std::string xml(test::small_decision);
    const auto put = [&](const std::string& from, const std::string& to) {
      xml.replace(xml.find(from), from.size(), to);
    };
    put("g:version=\"1.0.0\"", "g:version=\"1.5.0\"");
    put("Decree 713\"/>", R"x(Decree 713">
      <g:article number="15" zh="期限" en="Days" binds="true"/>
      <g:article number="25" zh="合法性审查" en="Review" binds="true"/></g:source>)x");
    put("<g:role id=\"counsel\"", "<g:role id=\"counsel\" cite=\"decree-713:25\"");
    const auto installed = city.procedures.install(xml, "told.scxml", city.clock.now());
    if (!installed) ADD_FAILURE() << in_words(installed.error().front()).en;
    matter = city.open_matter();
    place = "/v1/matters/" + matter + "/statement-of-procedure";
  }
  void step(const char* by, const char* of, const char* what, const char* deputy = "") {
    JsonObject said{{"account", of}, {"step", what}};
    if (*deputy != 0) said["deputy"] = deputy;
    const Answer answer = city.recuse(by, matter, std::move(said));
    ASSERT_EQ(answer.status, 201) << answer.body;
  }
  std::string text(const std::string& language) {
    http::Headers headers = city.signed_in("li");
    headers.set("Accept", "text/plain");
    headers.set("Accept-Language", language);
    return city.ask("GET", place, "", headers).body;
  }
  Town city;
  std::string matter, place;
};

TEST_F(StatementRecusals, StandUnderTheArticleOnTheRoleOfWhoKeepsOut) {
  city.hire("zhao2", "justice", {"counsel"});
  step("zhao", "zhao", "declare");
  step("mayor", "zhao", "order", "zhao2");
  const std::string zh = text("zh");
  const std::size_t article = zh.find("第25条　合法性审查\n");
  ASSERT_NE(article, std::string::npos) << zh;
  EXPECT_THAT(zh.substr(article),
              AllOf(HasSubstr("2026年1月30日，justice姓名zhao：申报回避，理由：配偶任职。\n"),
                    HasSubstr("system姓名mayor：决定justice姓名zhao回避，理由：配偶任职；"
                              "由justice姓名zhao2代行其职责。\n")));
  EXPECT_THAT(zh, Not(HasSubstr("其他回避登记")));
  EXPECT_THAT(text("en"), HasSubstr("keep out of the matter, because: 配偶任职; 姓名zhao2"));
  const Answer json = city.get("li", place);
  EXPECT_EQ(json.text("/sources/0/articles/1/recusals/1/step"), "order") << json.body;
}

TEST_F(StatementRecusals, StandAtTheEndWhereNoArticleIsOnTheirRoles) {
  step("mayor", "li", "order");
  step("mayor", "li", "lift");
  EXPECT_THAT(text("zh"), AllOf(HasSubstr("其他回避登记\n  2026年1月30日，"), HasSubstr("：解除"),
                                HasSubstr("的回避，理由：配偶任职。\n")));
  EXPECT_EQ(city.get("li", place).text("/recusals/1/step"), "lift");
}

// What was asked for is told, and that nobody has decided on it.
TEST_F(StatementRecusals, SayWhatWaitsForADecision) {
  step("qian", "li", "ask");
  EXPECT_THAT(text("zh"), AllOf(HasSubstr("：申请"), HasSubstr("配偶任职【尚未作出决定】。\n")));
  step("mayor", "li", "decline");
  EXPECT_THAT(text("zh"),
              AllOf(HasSubstr("不回避，理由：配偶任职。\n"), Not(HasSubstr("尚未作出决定"))));
}

// Of several that wait each is told so, and of one that was taken back that it was.
TEST_F(StatementRecusals, SayWhatWasTakenBackAndInWhoseNameItWasAsked) {
  step("zhao", "li", "ask");
  const Answer asked =
      city.recuse("qian", matter, {{"account", "li"}, {"step", "ask"}, {"asker", "张三"}});
  ASSERT_EQ(asked.status, 201) << asked.body;
  EXPECT_THAT(
      text("zh"),
      AllOf(ContainsRegex("姓名zhao：申请.*姓名li回避，理由：配偶任职【尚未作出决定】。"),
            ContainsRegex(
                "姓名qian：登记张三的申请：申请.*姓名li回避，理由：配偶任职【尚未作出决定】。")));
  step("zhao", "li", "withdraw");
  EXPECT_THAT(text("zh"),
              AllOf(ContainsRegex("姓名zhao：申请.*姓名li回避，理由：配偶任职【已撤回】。"),
                    ContainsRegex("姓名zhao：撤回对.*姓名li的回避申请，理由：配偶任职。"),
                    HasSubstr("配偶任职【尚未作出决定】")));
  EXPECT_THAT(text("en"), HasSubstr("[taken back]"));
}

}  // namespace
}  // namespace gavel::api
