// Notices and comments: what the public sends without an account, follows and is answered.
#include "archive/checkpoint.hpp"
#include "tests/api/office.hpp"
#include "tests/db/ledger_entry.hpp"

namespace gavel::api::test {
namespace {

struct WithNotice {
  Answer comment(JsonObject body = {
                     {"text", "学校应当离家近。"}, {"name", "王女士"}, {"contact", "138"}}) {
    return office.post("", "/v1/notices/" + notice + "/comments", std::move(body));
  }
  Answer follow(const Answer& receipt) {
    return office.ask("GET", receipt.text("/href") + "?secret=" + receipt.text("/secret"));
  }
  Answer reply(const std::string& as, const Answer& receipt, JsonObject body) {
    return office.post(as, receipt.text("/href") + "/replies", std::move(body));
  }
  Office office;
  std::string id = office.open_matter();
  std::string notice = office.notice_of(id);
};

TEST(Comment, IsSentWithoutAnAccountAndFollowedByItsReceipt) {
  WithNotice with;
  EXPECT_EQ(with.office.ask("GET", "/v1/notices?open=true").text("/notices/0/id"), with.notice);
  const Answer receipt = with.comment();
  ASSERT_EQ(receipt.status, 201) << receipt.body;
  const Answer mine = with.follow(receipt);
  EXPECT_EQ(mine.text("/status"), "received");
  EXPECT_EQ(mine.body.find("王女士"), std::string::npos)
      << "no personal data, not even to its sender";
  EXPECT_EQ(with.office.ask("GET", receipt.text("/href")).brief(), "404 no-such-comment");
  EXPECT_EQ(with.office.ask("GET", receipt.text("/href") + "?secret=wrong").brief(),
            "404 no-such-comment");
  EXPECT_EQ(with.reply("li", receipt,
                       {{"adoption", "partly"},
                        {"reason", "依《重大行政决策程序暂行条例》（722号令）不采纳"}})
                .text("/errors/0/code"),
            "wrong-citation");
  EXPECT_EQ(with.reply("li", receipt, {{"adoption", "partly"}, {"reason", "已吸收"}}).status, 201);
  const Answer answered = with.follow(receipt);
  EXPECT_EQ(answered.text("/status"), "replied");
  EXPECT_EQ(answered.text("/reply/adoption"), "partly");
  EXPECT_EQ(answered.text("/reply/reason"), "已吸收");
}

TEST(Comment, IsNotLookedForUnderANumberThatWasCopiedWrong) {
  WithNotice with;
  const Answer receipt = with.comment();
  std::string wrong = receipt.text("/href");
  wrong.back() = wrong.back() == '9' ? '0' : static_cast<char>(wrong.back() + 1);
  const std::string secret = receipt.text("/secret");
  EXPECT_EQ(with.office.ask("GET", wrong + "?secret=" + secret).brief(), "404 not-a-receipt");
  EXPECT_EQ(with.office.post("", wrong + "/withdrawal", {{"secret", secret}}).brief(),
            "404 not-a-receipt");
  EXPECT_EQ(with.office.post("", wrong + "/erasure", {{"secret", secret}}).brief(),
            "404 not-a-receipt");
}

// The public knows no unit by its id.
TEST(Comment, IsAnsweredInTheNameOfTheUnit) {
  Office office;
  ASSERT_TRUE(office.accounts.add_unit({"schools", "区教育局"}));
  office.hire("lu", "schools", {"drafter"});
  const std::string matter = office.open_matter("lu");
  ASSERT_EQ(office.send("lu", matter, "notice.open").status, 201);
  const Answer receipt = office.post(
      "", "/v1/notices/" + office.participation.notices_of(matter).back().id + "/comments",
      {{"text", "太远"}});
  ASSERT_EQ(office.post("lu", receipt.text("/href") + "/replies", {{"adoption", "adopted"}}).status,
            201);
  const Answer answered =
      office.ask("GET", receipt.text("/href") + "?secret=" + receipt.text("/secret"));
  EXPECT_EQ(answered.text("/reply/unit") + " " + answered.text("/reply/unit_name"),
            "schools 区教育局");
  EXPECT_EQ(answered.text("/organisation"), "null");
}

TEST(Comment, ShowsItsSenderToTheDraftingUnitAlone) {
  WithNotice with;
  (void)with.comment();
  const std::string place = "/v1/matters/" + with.id + "/comments";
  EXPECT_EQ(with.office.get("li", place).text("/comments/0/person/name"), "王女士");
  EXPECT_EQ(with.office.get("zhao", place).body.find("王女士"), std::string::npos);
  EXPECT_EQ(with.office.get("wu", place).brief(), "403 not-your-matter");
}

TEST(Comment, IsAnsweredByTheUnitThatDraftsWhoeverOpenedTheMatter) {
  Office office;
  const std::string id = office.open_matter();
  ASSERT_EQ(office.send("li", id, "hand.over", {{"unit", "transport"}}).status, 201);
  ASSERT_EQ(office.send("wu", id, "notice.open").status, 201);
  const std::string notice = office.ask("GET", "/v1/notices").text("/notices/0/id");
  const Answer receipt = office.post("", "/v1/notices/" + notice + "/comments",
                                     {{"text", "太远"}, {"name", "王女士"}});
  const std::string replies = receipt.text("/href") + "/replies";
  EXPECT_EQ(office.post("li", replies, {{"adoption", "adopted"}}).brief(), "403 not-your-matter");
  EXPECT_EQ(office.post("wu", replies, {{"adoption", "adopted"}}).status, 201);
  const std::string comments = "/v1/matters/" + id + "/comments";
  EXPECT_EQ(office.get("wu", comments).text("/comments/0/person/name"), "王女士");
  EXPECT_EQ(office.get("li", comments).body.find("王女士"), std::string::npos);
}

TEST(Comment, IsSettledOnceAndWithAReason) {
  WithNotice with;
  const Answer receipt = with.comment();
  EXPECT_EQ(with.reply("zhao", receipt, {{"adoption", "adopted"}}).brief(), "403 role-required");
  EXPECT_EQ(with.reply("wu", receipt, {{"adoption", "adopted"}}).brief(), "403 not-your-matter");
  EXPECT_EQ(with.reply("li", receipt, {{"adoption", "perhaps"}}).text("/errors/0/code"),
            "not-a-choice");
  EXPECT_EQ(with.reply("li", receipt, {{"adoption", "not_adopted"}}).text("/errors/0/pointer"),
            "/reason");
  EXPECT_EQ(with.reply("li", receipt, {{"adoption", "not_adopted"}}).text("/errors/0/detail"),
            "缺少 reason。");
  EXPECT_EQ(with.office
                .post("qian", receipt.text("/href") + "/disposition",
                      {{"kind", "set_aside"}, {"reason", "重复"}})
                .status,
            201);
  EXPECT_EQ(
      with.office
          .post("", receipt.text("/href") + "/withdrawal", {{"secret", receipt.text("/secret")}})
          .brief(),
      "409 comment-settled");

  const Answer other = with.comment({{"text", "撤回我"}});
  EXPECT_EQ(
      with.office.post("", other.text("/href") + "/withdrawal", {{"secret", "wrong"}}).brief(),
      "404 no-such-comment");
  EXPECT_EQ(
      with.office.post("", other.text("/href") + "/withdrawal", {{"secret", other.text("/secret")}})
          .text("/status"),
      "withdrawn");
}

TEST(Comment, LosesNameAndContactOnItsSendersWord) {
  WithNotice with;
  const Answer receipt = with.comment();
  EXPECT_TRUE(with.follow(receipt).json().at("has_person").as_bool());
  const std::string place = receipt.text("/href") + "/erasure";
  EXPECT_EQ(with.office.post("", place, {{"secret", "wrong"}}).brief(), "404 no-such-comment");
  const JsonObject secret{{"secret", receipt.text("/secret")}};
  EXPECT_TRUE(with.office.post("", place, secret).json().at("erased").as_bool());
  EXPECT_FALSE(with.office.post("", place, secret).json().at("erased").as_bool());
  EXPECT_FALSE(with.follow(receipt).json().at("has_person").as_bool());
  EXPECT_EQ(with.follow(receipt).text("/status"), "received") << "the comment itself stands";
}

TEST(Comment, OfAChildHasANameOnlyIfTheGuardianAgrees) {
  WithNotice with;
  const JsonObject child{{"text", "想要篮球场"}, {"name", "小明"}, {"under_14", true}};
  const Answer refused = with.comment(child);
  EXPECT_EQ(refused.text("/errors/0/pointer") + " " + refused.text("/errors/0/code"),
            "/guardian_consent guardian-consent");
  JsonObject agreed = child;
  agreed["guardian_consent"] = true;
  EXPECT_EQ(with.comment(agreed).status, 201);
  EXPECT_EQ(with.comment({{"text", "想要秋千"}, {"under_14", true}}).status, 201);
  const Answer list = with.office.get("li", "/v1/matters/" + with.id + "/comments");
  EXPECT_TRUE(list.json().at("comments").at(0).at("person").at("guardian_consent").as_bool());
  EXPECT_EQ(list.json().at("comments").at(1).as_object().if_contains("person"), nullptr);
}

TEST(Comment, IsAnsweredOnceHoweverOftenTheRequestArrives) {
  WithNotice with;
  const std::string place = with.comment().text("/href") + "/replies";
  const JsonObject body{{"adoption", "adopted"}};
  const http::Headers key{{"Idempotency-Key", "r-1"}};
  const Answer first = with.office.post("li", place, body, key);
  const Answer again = with.office.post("li", place, body, key);
  EXPECT_EQ(again.brief(), first.brief());
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(again.headers.get("Idempotency-Replayed"), "true");
  EXPECT_EQ(with.office.post("li", place, body).text("/reply/version"), "2")
      << "without a key it is a reply of its own";
}

TEST(Comment, IsNotTakenAfterTheNoticeClosed) {
  WithNotice with;
  (void)with.office.post("admin", "/v1/clock", {{"days", 45}});
  ASSERT_EQ(with.office.send("li", with.id, "notice.close").status, 201);
  EXPECT_EQ(with.comment().brief(), "409 notice-closed");
  EXPECT_EQ(with.office.ask("GET", "/v1/notices/none").brief(), "404 no-such-notice");
  EXPECT_EQ(with.office.ask("GET", "/v1/notices/" + with.notice).text("/open"), "false");
}

// How many were adopted is for everyone; text and answer where the sender agreed, without a name.
TEST(Notice, ShowsWhatBecameOfTheCommentsOnceThatIsPublished) {
  WithNotice with;
  const auto answered = [&](JsonObject comment, const char* adoption) {
    const Answer receipt = with.comment(std::move(comment));
    ASSERT_EQ(with.reply("li", receipt, {{"adoption", adoption}, {"reason", "已研究"}}).status,
              201);
  };
  answered({{"text", "学校太远"}, {"name", "王女士"}, {"consent_publish", true}}, "adopted");
  answered({{"text", "不要公开"}, {"name", "李先生"}}, "not_adopted");
  answered({{"text", "校车太少"}, {"consent_publish", true}}, "not_adopted");
  (void)with.office.post("admin", "/v1/clock", {{"days", 45}});
  ASSERT_EQ(with.office.send("li", with.id, "notice.close").status, 201);
  const std::string place = "/v1/notices/" + with.notice;
  EXPECT_EQ(with.office.ask("GET", place).text("/feedback"), "null");
  EXPECT_EQ(with.office.ask("GET", place + "/comments").text("/comments"), "[]");
  ASSERT_EQ(with.office.send("li", with.id, "feedback").status, 201);
  const Answer notice = with.office.ask("GET", place);
  EXPECT_EQ(notice.text("/feedback/adopted") + notice.text("/feedback/not_adopted"), "12");
  const Answer first = with.office.ask("GET", place + "/comments?limit=1");
  EXPECT_EQ(first.text("/comments/0/text") + first.text("/comments/0/adoption"), "学校太远adopted");
  const Answer next = with.office.ask("GET", place + "/comments?cursor=1");
  EXPECT_EQ(next.text("/comments/0/number") + next.text("/comments/0/reason"), "3已研究");
  EXPECT_EQ(next.json().at("comments").as_array().size(), 1U);
  EXPECT_EQ(first.body.find("王女士"), std::string::npos);
  EXPECT_EQ(with.office.ask("GET", "/v1/notices/none/comments").brief(), "404 no-such-notice");
}

/// Answered, with what became of it published.
Answer published(WithNotice& with) {
  (void)with.office.post("admin", "/v1/clock", {{"days", 45}});
  EXPECT_EQ(with.office.send("li", with.id, "notice.close").status, 201);
  EXPECT_EQ(with.office.send("li", with.id, "feedback").status, 201);
  return with.office.ask("GET", "/v1/notices/" + with.notice + "/comments");
}

// Who agrees that the text is shown did not agree to be named in it.
TEST(Article18, WhatIsPublishedOfACommentDoesNotNameItsSender) {
  WithNotice with;
  const Answer receipt = with.comment({{"text", "我是王小明，家住城东，校车太少。"},
                                       {"clause", "王小明说的第三条"},
                                       {"name", "王小明"},
                                       {"consent_publish", true}});
  ASSERT_EQ(
      with.reply("li", receipt, {{"adoption", "partly"}, {"reason", "您提的第三条已吸收"}}).status,
      201);
  const Answer shown = published(with);
  EXPECT_EQ(shown.text("/comments/0/text"), "我是××，家住城东，校车太少。");
  EXPECT_EQ(shown.text("/comments/0/clause"), "××说的第三条");
  EXPECT_EQ(shown.text("/comments/0/reason"), "您提的第三条已吸收");
  // The record keeps what was written, and its sender reads it as it was.
  EXPECT_EQ(with.follow(receipt).text("/text"), "我是王小明，家住城东，校车太少。");
}

TEST(Article18, AnAnswerThatIsPublishedDoesNotNameTheSender) {
  WithNotice with;
  const auto answer = [&](const Answer& receipt, const char* reason) {
    return with.reply("li", receipt, {{"adoption", "adopted"}, {"reason", reason}});
  };
  const Answer open =
      with.comment({{"text", "校车太少"}, {"name", "王小明"}, {"consent_publish", true}});
  const Answer refused = answer(open, "王 小明先生：意见已采纳");
  EXPECT_EQ(refused.brief(), "422 invalid-body");
  EXPECT_EQ(refused.text("/errors/0/pointer") + " " + refused.text("/errors/0/code"),
            "/reason names-sender");
  EXPECT_EQ(with.follow(open).text("/status"), "received");
  EXPECT_EQ(answer(open, "您的意见已采纳").status, 201);
  EXPECT_EQ(answer(open, "王小明：再答").brief(), "422 invalid-body") << "nor a later one";
  // What only the sender reads may call them by their name; of whom nobody knows there is none.
  EXPECT_EQ(answer(with.comment({{"text", "太远"}, {"name", "王小明"}}), "王小明：已采纳").status,
            201);
  EXPECT_EQ(
      answer(with.comment({{"text", "太远"}, {"consent_publish", true}}), "王小明：已采纳").status,
      201);
}

// Nobody can leave out a name that nobody knows any more.
TEST(Article18, OfWhoHadTheirNameDeletedTheWordsAreNotShown) {
  WithNotice with;
  const Answer receipt = with.comment({{"text", "我是王小明"},
                                       {"clause", "第三条"},
                                       {"name", "王小明"},
                                       {"consent_publish", true}});
  const Answer nameless = with.comment({{"text", "太远"}, {"consent_publish", true}});
  for (const Answer& each : {receipt, nameless})
    ASSERT_EQ(with.reply("li", each, {{"adoption", "adopted"}, {"reason", "已采纳"}}).status, 201);
  ASSERT_EQ(with.office
                .post("", receipt.text("/href") + "/erasure", {{"secret", receipt.text("/secret")}})
                .status,
            200);
  const Answer shown = published(with);
  EXPECT_EQ(shown.text("/comments/0/text") + shown.text("/comments/0/clause"), "nullnull");
  EXPECT_EQ(shown.text("/comments/0/reason"), "已采纳");
  EXPECT_EQ(shown.text("/comments/1/text"), "太远");
}

// A letter of a whole house has many names.
TEST(Comment, OfManyPeopleHasAllTheirNames) {
  WithNotice with;
  std::string names;
  for (int i = 0; i < 60; ++i) names += "张三丰、";
  EXPECT_EQ(with.comment({{"text", "我们60户反对"}, {"name", names}}).status, 201);
}

TEST(Notice, GivesEveryoneTheTextsItPutBeforeThePublicAndNoOthers) {
  Office office;
  const std::string id = office.open_matter();
  const std::string internal = office.upload("li", id, "内部讨论稿").text("/id");
  (void)office.upload("li", id, "征求意见稿");
  const std::string place = "/v1/notices/" + office.notice_of(id);
  const std::string later = office.upload("li", id, "修改稿").text("/id");

  const Answer notice = office.ask("GET", place);
  EXPECT_EQ(notice.text("/documents/0/as"), "draft");
  EXPECT_EQ(notice.text("/documents/0/version"), "2");
  // Who filed and who wrote them are accounts, and nobody's business outside.
  EXPECT_EQ(notice.text("/params/draft/code"), "DRF-04");
  EXPECT_EQ(notice.at("/params/draft").as_object().size(), 4U) << notice.body;
  EXPECT_EQ(notice.body.find("\"li\""), std::string::npos) << notice.body;
  const Answer read = office.ask("GET", notice.text("/documents/0/href"));
  EXPECT_EQ(read.status, 200);
  EXPECT_EQ(read.body, "征求意见稿");
  for (const std::string& other : {internal, later, std::string("none")})
    EXPECT_EQ(office.ask("GET", place + "/documents/" + other).brief(), "404 no-such-document");
}

TEST(Ledger, GivesACommentAProofAnyoneCanCheck) {
  WithNotice with;
  const Answer receipt = with.comment();
  EXPECT_EQ(with.follow(receipt).text("/ledger_index"), "null");
  while (with.office.ledger.sequence() > 0) {
  }
  const std::string index = with.follow(receipt).text("/ledger_index");
  const Answer proof = with.office.ask("GET", "/v1/ledger/proofs/" + index);
  ASSERT_EQ(proof.status, 200) << proof.body;
  const std::string key = with.office.ask("GET", "/v1/ledger/key").text("/verifier_key");
  const std::string entry = db::test::entry_at(with.office.ledger, std::stoull(index));
  EXPECT_TRUE(archive::verify_tlog_proof(entry, proof.body, key));
  EXPECT_TRUE(archive::open_checkpoint(with.office.ask("GET", "/v1/ledger/checkpoint").body, key));
  EXPECT_EQ(with.office.ask("GET", "/v1/ledger/tile/0/nonsense").brief(), "404 no-such-tile");
  EXPECT_EQ(with.office.ask("GET", "/v1/ledger/proofs/18446744073709551616").brief(),
            "404 no-such-leaf");
}

}  // namespace
}  // namespace gavel::api::test
