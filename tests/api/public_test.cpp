// What the public can do without an account: notices, comments, the ledger, the clock; and what the
// archive and the operators ask for.
#include <gtest/gtest.h>

#include "archive/checkpoint.hpp"
#include "tests/api/office.hpp"

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
  const auto leaf = with.office.ledger.leaf(std::stoull(index));
  EXPECT_TRUE(archive::verify_tlog_proof(leaf->entry, proof.body, key));
  EXPECT_TRUE(archive::open_checkpoint(with.office.ask("GET", "/v1/ledger/checkpoint").body, key));
  EXPECT_EQ(with.office.ask("GET", "/v1/ledger/tile/0/nonsense").brief(), "404 no-such-tile");
  EXPECT_EQ(with.office.ask("GET", "/v1/ledger/proofs/18446744073709551616").brief(),
            "404 no-such-leaf");
}

TEST(Clock, MovesForwardWhereItIsVirtualAndForAdministratorsAlone) {
  Office office;
  EXPECT_EQ(office.post("li", "/v1/clock", {{"days", 1}}).brief(), "403 role-required");
  EXPECT_EQ(office.post("admin", "/v1/clock", {{"to", "2026-03-01T09:00:00+08:00"}}).text("/today"),
            "2026-03-01");
  EXPECT_EQ(office.post("admin", "/v1/clock", {{"to", "2026-02-01T09:00:00+08:00"}})
                .text("/errors/0/code"),
            "in-the-past");
  EXPECT_EQ(office.post("admin", "/v1/clock", JsonObject()).text("/errors/0/code"), "one-of");
  EXPECT_EQ(office.post("admin", "/v1/clock", {{"days", 1}, {"to", "x"}}).status, 422);
  EXPECT_EQ(
      office.post("admin", "/v1/clock", {{"to", "9999-12-31T00:00:00Z"}}).text("/errors/0/code"),
      "out-of-range");
}

TEST(Deadline, IsReckonedForAnyone) {
  Office office;
  EXPECT_EQ(office.ask("GET", "/v1/deadlines?from=2026-01-30&workdays=30").text("/last"),
            "2026-03-19");
  EXPECT_EQ(office.ask("GET", "/v1/deadlines?from=2026-12-20&workdays=30").text("/provisional"),
            "true");
  for (const char* query :
       {"", "?from=2026-01-30", "?from=2026-01-30&days=1&workdays=1", "?from=x&days=1",
        "?from=2026-01-30&days=-1", "?from=2026-01-30&days=99999999999999999999"}) {
    EXPECT_EQ(office.ask("GET", std::string("/v1/deadlines") + query).brief(), "400 invalid-query")
        << query;
  }
}

TEST(Calendars, AreInstalledByTheAdministrator) {
  Office office;
  http::Headers headers = office.signed_in("admin");
  headers.add("Content-Type", "text/csv");
  const std::string longer =
      shipped_calendar() + "2027-01-01,HOLIDAY,元旦\n2027-10-01,HOLIDAY,国庆节\n";
  const Answer installed = office.ask("POST", "/v1/calendars", longer, headers);
  EXPECT_EQ(installed.status, 201) << installed.body;
  EXPECT_EQ(office.ask("POST", "/v1/calendars", longer, headers).status, 200);
  const Answer nonsense = office.ask("POST", "/v1/calendars", "nonsense", headers);
  EXPECT_EQ(nonsense.brief(), "422 bad-calendar");
  EXPECT_EQ(nonsense.text("/detail"), "第 1 行：首行应为“date,type,name”，而不是“nonsense”。");
  EXPECT_EQ(office.post("admin", "/v1/calendars", JsonObject()).brief(), "415 wrong-content-type");
  // What is certain by the table in force would be provisional again.
  for (const char* fewer :
       {"date,type,name\n2026-01-01,HOLIDAY,元旦\n2026-10-01,HOLIDAY,国庆节\n",
        "date,type,name\n2027-01-01,HOLIDAY,元旦\n2027-10-01,HOLIDAY,国庆节\n"}) {
    const Answer refused = office.ask("POST", "/v1/calendars", fewer, headers);
    EXPECT_EQ(refused.brief(), "422 bad-calendar");
    EXPECT_THAT(refused.text("/detail"), testing::HasSubstr("含 2019 年至 2027 年"));
  }
  EXPECT_EQ(office.get("li", "/v1/calendars").text("/calendars/0/last_known"), "2027-12-31");
}

// A notice that runs into a year without a table: its last day is provisional, moves when the table
// comes, and the installation says so.
TEST(Calendars, ThatComeLateTellWhichProvisionalDaysTheyMove) {
  Office office;
  office.clock.move_to(parse_instant("2026-12-10T09:00:00+08:00").value());
  const std::string matter =
      office.post("li", "/v1/matters", {{"procedure", "small-decision"}, {"title", "x"}})
          .text("/id");
  ASSERT_EQ(office.send("li", matter, "notice.open").status, 201);
  const Answer before = office.get("", "/v1/notices");
  const std::string notice = "/v1/notices/" + before.text("/notices/0/id");
  EXPECT_EQ(before.text("/notices/0/closes_on"), "2027-01-11");  // the 9th is a Saturday
  EXPECT_EQ(before.text("/notices/0/provisional"), "true");

  http::Headers headers = office.signed_in("admin");
  headers.add("Content-Type", "text/csv");
  const std::string longer = shipped_calendar() +
                             "2027-01-01,HOLIDAY,元旦\n2027-01-11,HOLIDAY,元旦\n"
                             "2027-10-01,HOLIDAY,国庆节\n";
  const Answer installed = office.ask("POST", "/v1/calendars", longer, headers);
  ASSERT_EQ(installed.status, 201) << installed.body;
  EXPECT_EQ(installed.text("/looked_at"), "1");
  EXPECT_EQ(installed.text("/changed/0/matter"), matter);
  EXPECT_EQ(installed.text("/changed/0/clock"), "T02");
  EXPECT_EQ(installed.text("/changed/0/from"), "2027-01-11");
  EXPECT_EQ(installed.text("/changed/0/to"), "2027-01-12");
  EXPECT_EQ(installed.text("/changed/0/was_provisional"), "true");
  EXPECT_EQ(installed.text("/changed/0/provisional"), "false");
  const Answer later = office.get("qian", installed.text("/links/changes"));
  EXPECT_EQ(later.text("/changed"), installed.text("/changed"));
  EXPECT_EQ(office.get("li", installed.text("/links/changes")).brief(), "403 role-required");
  EXPECT_EQ(office.get("qian", "/v1/calendars/none/changes").brief(), "404 no-such-calendar");
  EXPECT_EQ(office.ask("POST", "/v1/calendars", longer, headers).text("/changed"), "[]");

  const Answer now = office.get("", notice);
  EXPECT_EQ(now.text("/closes_on"), "2027-01-12");
  EXPECT_EQ(now.text("/announced_closes_on"), "2027-01-11");
  EXPECT_EQ(now.text("/provisional"), "false");
}

/// The small decision, whose notice may be given more days.
std::string extendable() {
  std::string out(test::small_decision);
  const auto put = [&](std::string_view before, std::string_view what) {
    out.insert(out.find(before), what);
  };
  put(R"x(<data id="opened_on"/>)x",
      R"x(<data id="notice" expr="{opened_on: '', more: 0, extended: []}"/>)x");
  put(R"x(  <g:event name="notice.close")x",
      R"x(<g:event name="notice.extend" who="drafter" zh="延长" en="Extend"/>)x");
  put(R"x(<assign location="opened_on")x",
      R"x(<assign location="notice.opened_on" expr="today()"/>)x");
  put(R"x(<transition event="notice.close")x", R"x(<transition event="notice.extend">
      <assign location="notice.more" expr="notice.more + 10"/>
      <assign location="notice.extended" expr="append(notice.extended,
          {closes_on: due('T02'), reason: '洪水', by: '', on: today()})"/></transition>)x");
  const std::string version = "1.0.0\"", count = "_x.policy.notice_days\"";
  out.replace(out.find("g:version=\"" + version) + 11, version.size(), "1.1.0\"");
  out.replace(out.find(count), count.size(), "_x.policy.notice_days + notice.more\"");
  return out;
}

TEST(Notices, ThatAreExtendedSayUntilWhenAndWhy) {
  Office office;
  ASSERT_TRUE(office.procedures.install(extendable(), "small-decision.scxml", office.clock.now()));
  office.clock.move_to(parse_instant("2026-03-02T09:00:00+08:00").value());
  const std::string matter =
      office.post("li", "/v1/matters", {{"procedure", "small-decision"}, {"title", "x"}})
          .text("/id");
  ASSERT_EQ(office.send("li", matter, "notice.open").status, 201);
  const std::string notice = "/v1/notices/" + office.get("", "/v1/notices").text("/notices/0/id");
  EXPECT_EQ(office.get("", notice).text("/closes_on"), "2026-04-01");
  EXPECT_EQ(office.get("", notice).text("/extended"), "[]");
  ASSERT_EQ(office.send("li", matter, "notice.extend").status, 201);
  const Answer now = office.get("", notice);
  EXPECT_EQ(now.text("/closes_on"), "2026-04-13");  // the 11th is a Saturday
  EXPECT_EQ(now.text("/announced_closes_on"), "2026-04-01");
  EXPECT_EQ(now.text("/provisional"), "false");
  EXPECT_EQ(now.text("/extended"),
            R"([{"on":"2026-03-02","closes_on":"2026-04-13","reason":"洪水"}])");
}

TEST(Archive, IsForArchivistsAndAuditors) {
  Office office;
  EXPECT_EQ(office.get("li", "/v1/archive").brief(), "403 role-required");
  EXPECT_TRUE(
      office.get("qian", "/v1/archive?q=%E5%AD%A6&year=2026&person=li&stage=drafting&code=X")
          .at("/packages")
          .as_array()
          .empty());
  EXPECT_EQ(office.get("qian", "/v1/archive/X%2F1").brief(), "404 no-such-package");
  EXPECT_EQ(office.get("qian", "/v1/archive/X/package").brief(), "422 purpose-needed");
  EXPECT_EQ(office.get("qian", "/v1/archive/X/package?purpose=audit").brief(),
            "404 no-such-package");
  EXPECT_EQ(office.get("qian", "/v1/archive/X/tests").brief(), "404 no-such-package");
  EXPECT_EQ(office.get("li", "/v1/archive/X/tests").brief(), "403 role-required");
}

TEST(System, ExplainsItselfAndItsProblems) {
  Office office;
  EXPECT_EQ(office.ask("GET", "/openapi.json").text("/openapi"), "3.1.0");
  EXPECT_EQ(office.ask("GET", "/readyz").status, 200);
  EXPECT_EQ(office.ask("GET", "/problems/rules-unmet").text("/status"), "409");
  EXPECT_EQ(office.ask("GET", "/problems/none").brief(), "404 no-such-page");
  EXPECT_EQ(office.ask("GET", "/nothing").brief(), "404 no-such-page");
  const Answer other = office.ask("DELETE", "/v1/notices");
  EXPECT_EQ(other.brief(), "405 method-not-allowed");
  EXPECT_EQ(other.headers.get("Allow"), "GET, HEAD");
  const std::string metrics = office.ask("GET", "/metrics").body;
  EXPECT_NE(metrics.find("http_server_request_duration_seconds_count{http_request_method=\"GET\","
                         "http_response_status_code=\"200\",http_route=\"/readyz\"} 1"),
            std::string::npos)
      << metrics;
  EXPECT_NE(metrics.find("commit_batches_total"), std::string::npos);
}

// What cannot happen has happened: the client gets a number, the log the reason.
TEST(System, AnswersItsOwnFaultsWithAnIncident) {
  Office office;
  db::test::psql(office.url, "DROP TABLE unit CASCADE");
  const Answer broken = office.get("li", "/v1/units");
  EXPECT_EQ(broken.brief(), "500 internal-error");
  EXPECT_EQ(broken.text("/incident").size(), 20u);
  EXPECT_NE(broken.text("/detail").find(broken.text("/incident")), std::string::npos);
  EXPECT_EQ(broken.body.find("unit"), std::string::npos) << "and nothing of the inside";
  EXPECT_NE(office.ask("GET", "/metrics").body.find("internal_errors_total 1"), std::string::npos);
}

TEST(System, SaysWhenTheDatabaseIsAway) {
  Office office;
  db::Pool gone("host=/nonexistent dbname=none", 1);
  db::CalendarStore calendars(gone);
  const http::Handler handler = make_handler({.pool = gone,
                                              .queue = office.queue,
                                              .desk = office.desk,
                                              .matters = office.matters,
                                              .procedures = office.procedures,
                                              .calendars = calendars,
                                              .clock = office.clock,
                                              .virtual_clock = nullptr,
                                              .timers = office.timers,
                                              .facts = office.facts,
                                              .accounts = office.accounts,
                                              .documents = office.documents,
                                              .participation = office.participation,
                                              .statements = office.statements,
                                              .idempotency = office.idempotency,
                                              .ledger = office.ledger,
                                              .archive = office.archive,
                                              .handover_tester = office.handover_tester,
                                              .wall_clock = &office.wall});
  const http::Response ready = handler.answer(
      {.method = "GET", .target = "/readyz", .headers = {}, .body = "", .remote = ""});
  EXPECT_EQ(ready.status, 503);
  EXPECT_EQ(ready.headers.get("Retry-After"), "5");
  const http::Response alive = handler.answer(
      {.method = "GET", .target = "/healthz", .headers = {}, .body = "", .remote = ""});
  EXPECT_EQ(alive.status, 200);
}

}  // namespace
}  // namespace gavel::api::test
