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
  Answer take_down(const std::string& as, const std::string& why) {
    return office.post(as, place,
                       {{"security", "秘密"}, {"basis", "经定密责任人批准"}, {"taken_down", why}});
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
  // Of what another unit filed, be it in a matter of theirs, it is not theirs to say.
  office.hire("fa", "justice", {"counsel"});
  const Answer filed = office.upload("fa", matter, "意见");
  ASSERT_EQ(filed.status, 201) << filed.body;
  place = std::string(filed.headers.get("Location")) + "/security";
  EXPECT_EQ(say("li", "秘密").brief(), "403 not-yours-to-classify");
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
  // Not in passing: the public is not heard by a notice whose text was taken down.
  const Answer in_passing = say("li", "秘密");
  EXPECT_EQ(in_passing.brief(), "409 before-the-public");
  EXPECT_THAT(in_passing.text("/detail"), testing::HasSubstr("公告" + notice));
  EXPECT_EQ(office.get("", published).status, 200);
  const Answer said = take_down("li", "误将涉密附图编入草案");
  ASSERT_EQ(said.status, 201) << said.body;
  EXPECT_EQ(said.text("/acts/1/taken_down"), "误将涉密附图编入草案");
  EXPECT_EQ(said.at("/acts/0/taken_down"), Json(nullptr));
  const Answer gone = office.get("", published);
  EXPECT_EQ(gone.brief(), "410 classified-since");
  EXPECT_EQ(gone.text("/detail"), "该文件已依法定密，停止向公众提供。");
  ASSERT_EQ(say("qian", "公开").status, 201);
  EXPECT_EQ(office.get("", published).status, 200);
}

// Higher yet takes nothing from the public, and where no notice is open nothing is taken from it.
TEST_F(Classified, ItIsSaidWhyItIsTakenFromThePublicOnlyWhereItIs) {
  const Answer drafted = take_down("li", "x");
  ASSERT_EQ(drafted.status, 201);
  EXPECT_EQ(drafted.at("/acts/0/taken_down"), Json(nullptr));
  ASSERT_EQ(say("qian", "机密").status, 201);
  office.hire("sun", "system", {"organ_head"});
  ASSERT_EQ(say("sun", "公开").status, 201);
  (void)office.notice_of(matter);
  EXPECT_EQ(say("li", "机密").brief(), "409 before-the-public");
  ASSERT_EQ(take_down("li", "发现涉密").status, 201);
  EXPECT_EQ(say("li", "绝密").status, 201);
}

struct ClassifiedPublished : testing::Test {
  ClassifiedPublished() {
    std::string xml(small_decision);
    const auto put = [&](const std::string& from, const std::string& to) {
      xml.replace(xml.find(from), from.size(), to);
    };
    put("g:version=\"1.0.0\"", "g:version=\"1.6.0\"");
    put("<g:rule id", R"(<g:published documents="DRF-04" when="notes > 0"/><g:rule id)");
    const auto installed = office.procedures.install(xml, "public.scxml", office.clock.now());
    if (!installed) ADD_FAILURE() << in_words(installed.error().front()).en;
    matter = office.open_matter();
    place = std::string(office.upload("li", matter, "决定").headers.get("Location")) + "/security";
  }
  std::string say(const std::string& as, const char* security) {
    return office.post(as, place, {{"security", security}, {"basis", "经批准"}}).brief();
  }
  Office office;
  std::string matter, place;
};

// What the public has is not taken from it by the word of whoever filed it or carries it out.
TEST_F(ClassifiedPublished, ItIsSaidByTheOfficeTheHeadAndTheArchivistAlone) {
  office.hire("yuan", "education", {"drafter"});
  EXPECT_EQ(say("yuan", "限制"), "201");
  ASSERT_EQ(office.send("li", matter, "note", {{"text", "已公布"}}).status, 201);
  for (const char* in_hand : {"li", "yuan"})
    EXPECT_EQ(say(in_hand, "秘密"), "403 published-already") << in_hand;
  EXPECT_EQ(say("qian", "秘密"), "201");
  office.hire("sun", "system", {"organ_head"});
  EXPECT_EQ(say("sun", "机密"), "201");
}

// The statement of procedure performed tells each act: day, paper, class, who and why.
TEST_F(Classified, ItIsToldInTheStatementOfProcedure) {
  const std::string told = "/v1/matters/" + matter + "/statement-of-procedure";
  const auto text = [&](const char* language) {
    http::Headers headers = office.signed_in("li");
    headers.set("Accept", "text/plain");
    headers.set("Accept-Language", language);
    return office.ask("GET", told, "", headers).body;
  };
  EXPECT_THAT(text("zh"), testing::Not(testing::HasSubstr("密级")));
  office.hire("sun", "system", {"organ_head"});
  ASSERT_EQ(say("li", "限制").status, 201);
  const std::string notice = office.notice_of(matter);
  ASSERT_EQ(take_down("li", "附图涉密。").status, 201);
  ASSERT_EQ(say("qian", "机密").status, 201);
  ASSERT_EQ(say("sun", "内部").status, 201);
  const std::string zh = text("zh");
  EXPECT_THAT(
      zh,
      testing::AllOf(
          testing::HasSubstr("\n文件定密和密级变更\n  2026年1月30日，education姓名li："
                             "将《决策草案》（DRF-04第1版）定为限制，依据：经定密责任人批准。\n"),
          testing::HasSubstr("密级由限制变更为秘密，依据：经定密责任人批准；公告" + notice +
                             "期间撤下其公开稿，理由：附图涉密。\n"),
          testing::HasSubstr("密级由秘密变更为机密，依据：经定密责任人批准。\n"),
          testing::HasSubstr("姓名sun：将《决策草案》（DRF-04第1版）解密，密级由机密变更为内部"),
          testing::HasSubstr(
              "公告期间，education姓名li于2026年1月30日将《决策草案》（DRF-04第1版）"
              "定为秘密，公开稿随即撤下，公告没有全程公开该文件，理由：附图涉密。")));
  EXPECT_THAT(text("en"), testing::HasSubstr("the public did not have it for the whole of the "
                                             "notice, because: 附图涉密."));
  const Answer json = office.get("li", told);
  EXPECT_EQ(json.text("/classified/1/notice"), notice) << json.body;
  EXPECT_EQ(json.text("/classified/1/was"), "限制");
  EXPECT_EQ(json.at("/classified/0/notice"), Json(nullptr));
  EXPECT_EQ(json.text("/classified/3/says/zh").find("{"), std::string::npos);
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
