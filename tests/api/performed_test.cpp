// The statement of procedure performed, as whoever sends a draft for review gets it.
#include "tests/api/office.hpp"

namespace gavel::api {
namespace {

using test::Answer;
using test::Office;
using testing::HasSubstr;
using testing::Not;

struct Statement : testing::Test {
  Answer text(const std::string& language) {
    http::Headers headers = office.signed_in("li");
    headers.set("Accept", "text/plain");
    headers.set("Accept-Language", language);
    return office.ask("GET", place, "", headers);
  }
  Office office;
  std::string matter = office.open_matter();
  std::string place = "/v1/matters/" + matter + "/statement-of-procedure";
};

TEST_F(Statement, IsWrittenFromTheRecordInEachLanguage) {
  (void)office.upload("li", matter, "draft one");
  const Answer json = office.get("li", place);
  ASSERT_EQ(json.status, 200) << json.body;
  EXPECT_EQ(json.at("/version"), Json(2));
  EXPECT_EQ(json.text("/matter"), matter);
  EXPECT_THAT(text("zh").body, HasSubstr("履行法定程序的说明\n"));
  EXPECT_THAT(text("en").body, HasSubstr("Statement of the procedure performed\n"));
  EXPECT_THAT(text("zh").body, Not(HasSubstr("{")));
  EXPECT_THAT(text("en").body, Not(HasSubstr("{")));
}

TEST_F(Statement, SaysOfEveryArticleWhatCameOfIt) {
  const Answer json = office.get("li", place);
  EXPECT_TRUE(json.at("/changes").as_array().empty());
  for (const Json& source : json.at("/sources").as_array()) {
    for (const Json& article : source.at("articles").as_array()) {
      EXPECT_FALSE(article.at("outcome").as_string().empty());
      for (const Json& step : article.at("steps").as_array())
        EXPECT_NE(step.at("says").at("zh").as_string().find("法定步骤"), Json::string::npos);
    }
  }
}

TEST_F(Statement, BecomesADocumentOfTheDossier) {
  const Answer filed = office.ask("POST", place + "?code=DRF-04", "", office.signed_in("li"));
  ASSERT_EQ(filed.status, 201) << filed.body;
  const std::string bytes = office.get("li", std::string(filed.headers.get("Location"))).body;
  EXPECT_THAT(bytes, HasSubstr("编号：" + matter));
  EXPECT_THAT(bytes, HasSubstr("第1项记录"));
  EXPECT_EQ(filed.at("/matter_version"), Json(2));
}

TEST_F(Statement, IsRefusedToOthersAndUnderACodeThatIsNone) {
  EXPECT_EQ(office.get("wu", place).brief(), "403 not-your-matter");
  EXPECT_EQ(office.get("li", "/v1/matters/none/statement-of-procedure").brief(),
            "404 no-such-matter");
  EXPECT_EQ(office.ask("POST", place, "", office.signed_in("li")).brief(), "400 invalid-query");
  const Answer other = office.ask("POST", place + "?code=NONE", "", office.signed_in("li"));
  EXPECT_EQ(other.text("/errors/0/code"), "not-written-so") << other.body;
}

}  // namespace
}  // namespace gavel::api
