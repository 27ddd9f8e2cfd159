// The security class of a document over the API: who may say it, and what is refused.
#include <gtest/gtest.h>

#include "tests/api/office.hpp"

namespace gavel::api::test {
namespace {

struct Classified : testing::Test {
  Office office;
  std::string matter = office.open_matter();
  std::string place =
      std::string(office.upload("li", matter, "草案").headers.get("Location")) + "/security";

  Answer say(const std::string& as, const std::string& security) {
    return office.post(as, place, {{"security", security}, {"basis", "经定密责任人批准"}});
  }
  std::string now() {
    const Answer told = office.get("li", place);
    return told.text("/source") + " " + told.text("/security");
  }
};

TEST_F(Classified, ItIsTheVolumesUntilSomebodyWhoTakesPartSaysAHigherOne) {
  EXPECT_EQ(now(), "volume 内部");
  const Answer said = say("li", "秘密");
  ASSERT_EQ(said.status, 201) << said.body;
  EXPECT_EQ(said.headers.get("Location"), place);
  EXPECT_EQ(said.text("/acts/0/basis"), "经定密责任人批准");
  EXPECT_EQ(said.text("/acts/0/by/account"), "li");
  EXPECT_EQ(now(), "document 秘密");
  EXPECT_EQ(say("li", "秘密").brief(), "409 classified-so-already");
  EXPECT_EQ(say("wu", "绝密").brief(), "403 not-your-matter");
  EXPECT_EQ(office.get("wu", place).brief(), "403 not-your-matter");
}

TEST_F(Classified, ItIsLoweredByTheOfficeAndNotByWhoGaveIt) {
  ASSERT_EQ(say("li", "秘密").status, 201);
  EXPECT_EQ(say("li", "内部").brief(), "403 role-required");
  ASSERT_EQ(say("qian", "机密").status, 201);
  EXPECT_EQ(say("qian", "秘密").brief(), "409 classified-by-you");
  office.hire("sun", "system", {"organ_head"});
  EXPECT_EQ(say("sun", "公开").status, 201);
  EXPECT_EQ(now(), "document 公开");
  // Below its volume's class it is lowered just so, even where nobody gave it one.
  place = std::string(office.upload("li", matter, "说明").headers.get("Location")) + "/security";
  EXPECT_EQ(say("li", "公开").brief(), "403 role-required");
}

TEST_F(Classified, WrongInputIsToldFieldByField) {
  const Answer wrong = say("li", "top secret");
  EXPECT_EQ(wrong.brief(), "422 invalid-body");
  EXPECT_EQ(wrong.text("/errors/0/code"), "not-a-choice");
  EXPECT_NE(wrong.text("/errors/0/detail").find("公开, 内部, 限制, 秘密, 机密, 绝密"),
            std::string::npos);
  EXPECT_EQ(office.post("li", place, JsonObject()).brief(), "422 invalid-body");
  EXPECT_EQ(office.get("li", "/v1/documents/none/security").brief(), "404 no-such-document");
  EXPECT_EQ(office.get("", place).status, 401);
  EXPECT_EQ(now(), "volume 内部");
}

}  // namespace
}  // namespace gavel::api::test
