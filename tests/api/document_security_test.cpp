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

// A role in the procedure is no part in the matter.
TEST_F(Classified, ItIsSaidByWhoeverFiledItOrHasTheMatterInHand) {
  office.hire("kong", "system", {"expert"});
  EXPECT_EQ(say("kong", "秘密").brief(), "403 not-yours-to-classify");
  office.hire("yuan", "education", {"recorder"});
  EXPECT_EQ(say("yuan", "秘密").status, 201);
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

// 保守国家秘密法, 知悉范围: who has no part in the matter is not shown its secrets.
TEST_F(Classified, ASecretIsShownToThoseAloneWhoHaveAPartInTheMatter) {
  const std::string bytes = place.substr(0, place.rfind('/'));
  office.hire("kong", "transport", {"expert"});
  office.hire("fa", "justice", {"counsel"});
  office.hire("mayor", "system", {"organ_head"});
  office.hire("shen", "system", {"auditor"});
  for (const char* any : {"kong", "admin"}) EXPECT_EQ(office.get(any, bytes).status, 200) << any;
  ASSERT_EQ(say("li", "机密").status, 201);
  for (const char* outsider : {"kong", "admin"}) {
    const Answer refused = office.get(outsider, bytes);
    EXPECT_EQ(refused.brief(), "403 classified-paper") << outsider;
    EXPECT_THAT(refused.text("/detail"), testing::HasSubstr("密级为机密"));
  }
  for (const char* with_a_part : {"li", "qian", "mayor", "shen"})
    EXPECT_EQ(office.get(with_a_part, bytes).status, 200) << with_a_part;
  // The counsel's note is open to them; once the matter waits for others it is for who wrote one.
  EXPECT_EQ(office.get("zhao", bytes).status, 200);
  ASSERT_EQ(office.send("zhao", matter, "note", {{"text", "已阅"}}).status, 201);
  ASSERT_EQ(office.send("li", matter, "notice.open").status, 201);
  EXPECT_EQ(office.get("zhao", bytes).status, 200);
  EXPECT_EQ(office.get("fa", bytes).brief(), "403 classified-paper");
  office.hire("sun", "system", {"organ_head"});
  ASSERT_EQ(say("sun", "公开").status, 201);
  EXPECT_EQ(office.get("kong", bytes).status, 200);
}

// An expert is asked by their entry in the pool, before they did anything in the matter.
TEST_F(Classified, AnExpertWhomTheMatterNamesIsShownWhatTheyAreAskedAbout) {
  const std::string bytes = place.substr(0, place.rfind('/'));
  office.hire("kong", "transport", {"expert"});
  ASSERT_EQ(office
                .post("qian", "/v1/experts",
                      {{"name", "孔"},
                       {"unit", "大学"},
                       {"kind", "independent"},
                       {"specialty", "教育"},
                       {"account", "kong"},
                       {"born", "1970-01-01"},
                       {"basis", "x"},
                       {"since", "2026-01-01"},
                       {"until", "2026-12-31"}})
                .status,
            201);
  ASSERT_EQ(say("li", "秘密").status, 201);
  EXPECT_EQ(office.get("kong", bytes).brief(), "403 classified-paper");
  ASSERT_EQ(office.send("li", matter, "note", {{"text", "E-0001"}}).status, 201);
  EXPECT_EQ(office.get("kong", bytes).status, 200);
}

TEST_F(Classified, WhatANoticeNamedIsTakenFromThePublicOnceItIsASecret) {
  const std::string notice = office.notice_of(matter);
  const std::string document = place.substr(0, place.rfind('/')).substr(14);
  const std::string published = "/v1/notices/" + notice + "/documents/" + document;
  EXPECT_EQ(office.get("", published).status, 200);
  ASSERT_EQ(say("li", "限制").status, 201);
  EXPECT_EQ(office.get("", published).status, 200);
  ASSERT_EQ(say("li", "秘密").status, 201);
  const Answer gone = office.get("", published);
  EXPECT_EQ(gone.brief(), "410 classified-since");
  EXPECT_EQ(gone.text("/detail"), "该文件已依法定密，停止向公众提供。");
  ASSERT_EQ(say("qian", "公开").status, 201);
  EXPECT_EQ(office.get("", published).status, 200);
}

// The matter's rules ask what was classified; the same bytes filed anew are the same secret.
TEST_F(Classified, TheMatterKnowsWhatIsASecretInIt) {
  const auto told = [&] { return office.facts.of(office.matters.load(matter)->snapshot); };
  EXPECT_FALSE(told().contains("classified"));
  ASSERT_EQ(say("li", "秘密").status, 201);
  EXPECT_EQ(told().at("classified"), (Json{"DRF-04"}));
  ASSERT_EQ(office.upload("li", matter, "草案").status, 201);
  EXPECT_EQ(told().at("classified"), (Json{"DRF-04"}));
  ASSERT_EQ(office.upload("li", matter, "不涉密的草案").status, 201);
  EXPECT_FALSE(told().contains("classified"));
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
