// The picture of a procedure, and of where a matter stands in it.
#include "tests/api/office.hpp"

namespace gavel::api {
namespace {

using test::Answer;
using test::Office;

struct Drawing : testing::Test {
  Office office;
  std::string of_procedure = "/v1/procedures/small-decision/drawing.svg";
};

TEST_F(Drawing, OfAProcedureIsAnSvgInTheLanguageAskedFor) {
  const Answer zh = office.get("li", of_procedure + "?language=zh");
  ASSERT_EQ(zh.status, 200) << zh.body;
  EXPECT_EQ(zh.headers.find("Content-Type"), "image/svg+xml");
  EXPECT_TRUE(zh.body.starts_with("<svg ")) << zh.body.substr(0, 80);
  EXPECT_TRUE(zh.body.contains("<title>小决策</title>"));
  EXPECT_FALSE(zh.body.contains(" active\""));
  const Answer en = office.get("li", of_procedure + "?language=en&version=1.0.0");
  EXPECT_TRUE(en.body.contains("<title>Small decision</title>"));
}

TEST_F(Drawing, OfAMatterMarksWhereItIs) {
  const std::string id = office.open_matter();
  const std::string place = "/v1/matters/" + id + "/drawing.svg?language=en";
  const Answer before = office.get("li", place);
  ASSERT_EQ(before.status, 200) << before.body;
  EXPECT_TRUE(before.body.contains("id=\"state-drafting\" class=\"state active\"")) << before.body;
  EXPECT_FALSE(before.body.contains("id=\"state-noticed\" class=\"state active\""));
  ASSERT_EQ(office.send("li", id, "notice.open").status, 201);
  const Answer after = office.get("li", place);
  EXPECT_TRUE(after.body.contains("id=\"state-noticed\" class=\"state active\""));
  EXPECT_NE(before.headers.find("ETag"), after.headers.find("ETag"));
}

TEST_F(Drawing, IsSeenByWhoSeesTheMatterAndBySignedInAccountsOnly) {
  const std::string id = office.open_matter();
  EXPECT_EQ(office.get("wu", "/v1/matters/" + id + "/drawing.svg").brief(),
            office.get("wu", "/v1/matters/" + id).brief());
  EXPECT_EQ(office.get("", "/v1/matters/" + id + "/drawing.svg").status, 401);
  EXPECT_EQ(office.get("", of_procedure).status, 401);
}

TEST_F(Drawing, OfWhatIsNotThereIsRefused) {
  EXPECT_EQ(office.get("li", "/v1/procedures/none/drawing.svg").brief(), "404 no-such-procedure");
  EXPECT_EQ(office.get("li", "/v1/matters/none/drawing.svg").status, 404);
  EXPECT_EQ(office.get("li", of_procedure + "?language=fr").brief(), "400 invalid-query");
  EXPECT_EQ(office.get("li", of_procedure + "?format=png").brief(), "400 invalid-query");
}

}  // namespace
}  // namespace gavel::api
