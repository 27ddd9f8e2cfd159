// Decree 713 art. 10: the unit that is asked to study a proposal sees it, and its people hand the
// study in; others are told whose it is, and nothing that is not so.
#include "tests/api/city.hpp"

namespace gavel::api::test {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Study, IsMadeByTheDraftersOfTheUnitThatIsAsked) {
  City city;
  ASSERT_TRUE(city.accounts.add_unit({"zhujian", "住房和城乡建设局"}));
  city.hire("liu", "zhujian", {"drafter"});
  city.id =
      city.post("chen", "/v1/matters",
                {{"procedure", "major-decision"},
                 {"title", "老旧小区改造"},
                 {"data",
                  JsonObject{{"source", "citizen"}, {"mad_class", 1}, {"reason", "群众来信"}}}})
          .text("/id");
  city.version = 1;
  city.add("chen", "INI-01");
  const std::string place = "/v1/matters/" + city.id;
  const Answer before = city.get("liu", place);
  EXPECT_EQ(before.brief(), "403 not-your-matter");
  EXPECT_THAT(before.text("/detail"),
              AllOf(HasSubstr("没有交由您所在单位办理"), Not(HasSubstr("承办"))));
  ASSERT_EQ(city.send("chen", "study.assign", {{"unit", "zhujian"}}).status, 201);
  EXPECT_THAT(city.get("liu", place + "/tasks").body, HasSubstr("study.done"));
  EXPECT_EQ(city.get("liu", "/v1/matters").text("/matters/0/id"), city.id);
  EXPECT_EQ(city.get("wu", place).brief(), "403 not-your-matter");
  city.add("liu", "INI-02");
  EXPECT_EQ(city.send("liu", "study.done", {{"summary", "可行"}}).status, 201);
}

}  // namespace
}  // namespace gavel::api::test
