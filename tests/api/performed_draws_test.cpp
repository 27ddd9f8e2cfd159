// Draws of experts are part of what the statement of procedure performed tells (Decree 713 art. 20,
// 26): each draw, and who was invited otherwise than it had it.
#include "tests/api/pool.hpp"
#include "tests/api/statement_text.hpp"

namespace gavel::api {
namespace {

using test::Answer;
using test::Pool;
using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

std::string text_of(Pool& pool, const std::string& matter, const char* language) {
  http::Headers headers = pool.signed_in("li");
  headers.set("Accept", "text/plain");
  headers.set("Accept-Language", language);
  return pool.ask("GET", "/v1/matters/" + matter + "/statement-of-procedure", "", headers).body;
}

TEST(StatementDraws, TellsEachDrawFromHowManyWhoWasDrawnAndWhyOnceMore) {
  Pool pool;
  pool.fill(7);
  const std::string matter = pool.open_matter();
  EXPECT_THAT(text_of(pool, matter, "zh"), Not(HasSubstr("专家抽取")));
  const Answer first = pool.post("li", "/v1/experts/draws", {{"matter", matter}});
  ASSERT_EQ(first.status, 201) << first.body;
  const Answer second =
      pool.post("guan", "/v1/experts/draws", {{"matter", matter}, {"reason", "两名专家出差。"}});
  ASSERT_EQ(second.status, 201) << second.body;
  const std::string zh = text_of(pool, matter, "zh");
  EXPECT_THAT(zh, HasSubstr("\n专家抽取\n  第1次抽取（编号" + matter + "-1），"));
  EXPECT_THAT(zh, HasSubstr("姓名li：从7名候选专家中抽取5名，抽中：独"));
  EXPECT_THAT(zh, HasSubstr("（" + first.text("/drawn/4") + "）。\n  第2次抽取"));
  EXPECT_THAT(zh, HasSubstr("姓名guan：从7名候选专家中抽取5名"));
  EXPECT_THAT(zh,
              HasSubstr("（" + second.text("/drawn/4") + "）；再次抽取的理由：两名专家出差。\n"));
  EXPECT_THAT(text_of(pool, matter, "en"),
              AllOf(HasSubstr("\nDraws of experts\n  Draw 1 (" + matter + "-1), "),
                    HasSubstr("5 of 7 candidates were to be drawn; drawn: "),
                    HasSubstr("; why once more: 两名专家出差.\n")));
  const Answer json = pool.get("li", "/v1/matters/" + matter + "/statement-of-procedure");
  EXPECT_EQ(json.at("/draws").as_array().size(), 2u);
  EXPECT_EQ(json.at("/draws/1/drawn"), second.at("/drawn"));
  EXPECT_EQ(json.text("/draws/1/reason"), "两名专家出差。");
}

TEST(StatementDraws, TellsInstitutionsByHowManyTheyAre) {
  Pool pool;
  const std::string matter = pool.open_matter();
  ASSERT_EQ(pool.post("guan", "/v1/experts", Pool::institution()).status, 201);
  const Answer drawn =
      pool.post("li", "/v1/experts/draws", {{"matter", matter}, {"type", "institution"}});
  ASSERT_EQ(drawn.status, 201) << drawn.body;
  EXPECT_THAT(text_of(pool, matter, "zh"),
              HasSubstr("从1家候选专业机构中抽取1家，抽中：规划设计院（E-0001）。"));
}

/// What a draw of these says to the procedure.
JsonObject drawn(std::initializer_list<const char*> ids) {
  return {{"made", JsonArray{JsonObject{{"id", "m-1"}, {"number", 1}}}},
          {"bodies", JsonArray{}},
          {"drawn", JsonArray(ids.begin(), ids.end())},
          {"lots", JsonArray{"person"}}};
}

TEST(StatementText, TellsWhoWasInvitedThoughNotDrawnAndWhoWasDrawnAndIsNot) {
  const auto told = [](std::initializer_list<const char*> ids, Language language) {
    law::Course course;
    course.coordinated().knows("draws", drawn(ids));
    course.send("experts.invite", R"({"plan":"抽取","experts":["a","b","c","d","e"],
                                      "undrawn_reason":"本人来函"})");
    return statement_of(course, language);
  };
  const std::string zh = told({"a", "b", "c", "d", "v"}, Language::zh);
  EXPECT_THAT(zh, HasSubstr("邀请人选与抽取结果不一致的理由：本人来函"));
  EXPECT_THAT(zh, HasSubstr("【未抽中而邀请：e；抽中而未邀请：v】"));
  EXPECT_THAT(told({"a", "b", "c", "d", "v"}, Language::en),
              HasSubstr("[invited though not drawn: e; drawn and not invited: v]"));
  EXPECT_THAT(told({"a", "b", "c"}, Language::zh), HasSubstr("【未抽中而邀请：d、e】"));
  EXPECT_THAT(told({"a", "b", "c", "d", "e", "v"}, Language::zh), HasSubstr("【抽中而未邀请：v】"));
  EXPECT_THAT(told({"a", "b", "c", "d", "e"}, Language::zh), Not(HasSubstr("未抽中")));
}

// Who is not of the pool has no number there, and goes by an account that readers do not know.
TEST(StatementText, NamesWhomThePoolDoesNotKnowAsTheyWereTyped) {
  law::Course course;
  const auto pooled = [](const char* id) { return JsonObject{{"id", id}, {"name", id}}; };
  course.coordinated().knows("draws", drawn({"E-1", "E-2", "E-3", "E-4", "E-5"}));
  course.knows("experts",
               {{"found", JsonArray{pooled("E-1"), pooled("E-2"), pooled("E-3"), pooled("E-9")}},
                {"missing", JsonArray{"孔教授"}},
                {"keys", JsonArray{"E-1", "E-2", "E-3", "E-9", "孔教授"}},
                {"whom", JsonArray{"E-1", "E-2", "E-3", "E-9", "kong"}}});
  course.knows("outside_approver", law::account("zhao", "organ_head"));
  course.send("experts.invite", R"({"plan":"抽取","experts":["E-1","E-2","E-3","E-9","孔教授"],
      "outside_reason":"库内没有该专业","outside_approver":"zhao","undrawn_reason":"专业不符"})");
  EXPECT_THAT(statement_of(course),
              HasSubstr("【未抽中而邀请：E-9、孔教授；抽中而未邀请：E-4、E-5】"));
}

TEST(StatementText, TellsWhomTheArgumentWasConcludedWithout) {
  law::Course course;
  course.coordinated().knows("draws", drawn({"a", "b", "c", "d", "e"}));
  course.send("experts.invite", law::Course::invitation).add({"EXP-03", "EXP-04"});
  for (const char* expert : {"a", "b", "c", "d", "e"}) course.opinion_of(expert);
  course.knows("draws", drawn({"a", "b", "c", "d", "v"}));
  course.send("experts.conclude", R"({"undrawn_reason":"误抽"})");
  EXPECT_THAT(statement_of(course), ContainsRegex("误抽[^\n]*【抽中而未邀请：v】"));
}

}  // namespace
}  // namespace gavel::api
