// The statement of procedure performed, as whoever sends a draft for review gets it.
#include "tests/api/office.hpp"

namespace gavel::api {
namespace {

using test::Answer;
using test::Office;
using test::small_decision;
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
  const Json sources = json.at("/sources");  // named: the range does not keep what it is part of
  for (const Json& source : sources.as_array()) {
    for (const Json& article : source.at("articles").as_array()) {
      EXPECT_FALSE(article.at("outcome").as_string().empty());
      for (const Json& step : article.at("steps").as_array())
        EXPECT_THAT(std::string(step.at("says").at("zh").as_string()), HasSubstr("法定步骤"));
    }
  }
}

// Accounts and units by their names, without the hints of the form, records one after another.
TEST_F(Statement, ReadsAsAPaperDoes) {
  std::string xml(small_decision);
  xml.replace(xml.find("g:version=\"1.0.0\""), 17, "g:version=\"1.3.0\"");
  xml.replace(xml.find("/>", xml.find("<g:source id=\"decree-713\"")), 2,
              R"(><g:article number="15" zh="期限" en="Days" binds="true"/></g:source>)");
  xml.insert(xml.find("<g:event name=\"note\""), R"xml(
  <g:event name="hand.out" cite="decree-713:15" who="drafter" zh="分工" en="Hand out">
    <g:field name="head" zh="负责人（账号）" en="Head (account)"/>
    <g:field name="percent" type="integer" zh="进度（%）" en="Progress (percent)"/>
    <g:field name="tasks" type="list" zh="任务" en="Tasks">
      <g:field name="task" zh="任务" en="Task"/>
      <g:field name="due" type="date" zh="期限（可不填）" en="Due"/></g:field></g:event>)xml");
  xml.insert(xml.find("<transition event=\"hand.over\""), R"(<transition event="hand.out"/>)");
  const auto installed = office.procedures.install(xml, "handing.scxml", office.clock.now());
  ASSERT_TRUE(installed.has_value()) << in_words(installed.error().front()).en;
  matter = office.open_matter();
  place = "/v1/matters/" + matter + "/statement-of-procedure";
  const JsonArray tasks{JsonObject{{"task", "施工"}, {"due", "2026-12-31"}},
                        JsonObject{{"task", "验收"}}};
  ASSERT_EQ(
      office.send("li", matter, "hand.out", {{"head", "zhao"}, {"percent", 40}, {"tasks", tasks}})
          .status,
      201);
  EXPECT_THAT(
      text("zh").body,
      HasSubstr("分工。负责人：姓名zhao；进度（%）：40；任务：（1）任务：施工、期限：2026年12"
                "月31日；（2）任务：验收。"));
  EXPECT_THAT(text("en").body,
              HasSubstr("Hand out. Head: 姓名zhao; Progress (percent): 40; Tasks: (1) Task: 施工, "
                        "Due: 2026-12-31; (2) Task: 验收."));
}

// The day of the publication is not counted; the comments stand as they are now.
TEST_F(Statement, TellsThePeriodOfTheNoticeAndWhatBecameOfItsComments) {
  const std::string notice = office.notice_of(matter);
  std::vector<Answer> comments;
  for (int i = 0; i < 4; ++i)
    comments.push_back(office.post("", "/v1/notices/" + notice + "/comments", {{"text", "太远"}}));
  const auto reply = [&](const Answer& to, JsonObject body) {
    ASSERT_EQ(office.post("li", to.text("/href") + "/replies", std::move(body)).status, 201);
  };
  reply(comments[0], {{"adoption", "adopted"}});
  reply(comments[1], {{"adoption", "adopted"}});
  reply(comments[1], {{"adoption", "not_adopted"}, {"reason", "选址已定"}});
  office.post("", comments[2].text("/href") + "/withdrawal",
              {{"secret", comments[2].text("/secret")}});
  const std::string told = text("zh").body;
  EXPECT_THAT(told,
              HasSubstr("公开征求意见和意见采纳情况\n  《关于学区的征求意见公告》（公告" + notice +
                        "）：2026年1月30日发布，征求意见至2026年3月2日，尚未结束。收到意见4条："
                        "采纳1条，部分采纳0条，未采纳1条，解释说明0条，不属于征求意见范围0条；"
                        "提出人撤回1条，不予处理0条，尚未答复1条。\n"));
  EXPECT_THAT(text("en").body, HasSubstr("Adopted: 1; in part: 0; not adopted: 1;"));
  const Answer json = office.get("li", place);
  EXPECT_EQ(json.at("/notices/0/counts/received"), Json(4));
  EXPECT_EQ(json.at("/notices/0/adoptions"), Json(JsonObject{{"adopted", 1}, {"not_adopted", 1}}));
}

/// The small decision, whose notice's clock the statement tells.
std::string told() {
  std::string xml(small_decision);
  xml.replace(xml.find("g:version=\"1.0.0\""), 17, "g:version=\"1.4.0\"");
  xml.replace(xml.find("/>", xml.find("<g:source id=\"decree-713\"")), 2,
              R"(><g:article number="15" zh="期限" en="Days" binds="true"/></g:source>)");
  return xml;
}

TEST_F(Statement, CountsAPeriodFromTheDayAfter) {
  const auto installed = office.procedures.install(told(), "told.scxml", office.clock.now());
  ASSERT_TRUE(installed.has_value()) << in_words(installed.error().front()).en;
  matter = office.open_matter();
  place = "/v1/matters/" + matter + "/statement-of-procedure";
  (void)office.notice_of(matter);
  EXPECT_THAT(text("zh").body,
              HasSubstr("自2026年1月30日的次日起算，至2026年3月2日届满，尚未届满。"));
  EXPECT_THAT(text("en").body, HasSubstr("counted from the day after 2026-01-30"));
}

TEST_F(Statement, BecomesADocumentOfTheDossier) {
  const Answer filed = office.ask("POST", place + "?code=DRF-04", "", office.signed_in("li"));
  ASSERT_EQ(filed.status, 201) << filed.body;
  const std::string bytes = office.get("li", std::string(filed.headers.get("Location"))).body;
  EXPECT_THAT(bytes, HasSubstr("编号：" + matter));
  EXPECT_THAT(bytes, HasSubstr("第1项记录"));
  EXPECT_EQ(filed.at("/matter_version"), Json(2));
}

// What was departed from has a section of its own, which says so where there was nothing.
TEST_F(Statement, SaysThatNoExceptionWasUsed) {
  EXPECT_TRUE(office.get("li", place).at("/exceptions").as_array().empty());
  EXPECT_THAT(text("zh").body, HasSubstr("适用的例外情形\n  没有适用例外情形。\n"));
}

/// The small decision, in which a notice may be shortened.
std::string shortening() {
  std::string out(small_decision);
  const auto before = [&](const std::string& place, const std::string& text) {
    out.insert(out.find(place), text);
  };
  out.replace(out.find("g:version=\"1.0.0\""), 17, "g:version=\"1.2.0\"");
  before("<g:event name=\"note\"", R"xml(
  <g:event name="shorten" cite="decree-713:15" who="drafter" zh="缩短期限" en="Shorten">
    <g:field name="reason" required="true" zh="理由" en="Reasons"/>
    <g:field name="approver" zh="批准人" en="Approver"/></g:event>)xml");
  before("<data id=\"notes\"", R"(<data id="exceptions" expr="[]"/>)");
  before("<transition event=\"hand.over\"", R"xml(<transition event="shorten">
    <assign location="exceptions" expr="append(exceptions, {kind: 'shortened_notice', reason: _event.data.reason, approver: _event.data.approver, by: _x.actor.name, on: today()})"/></transition>)xml");
  return out;
}

TEST_F(Statement, ListsEachExceptionWithReasonArticleAndWhoAllowedIt) {
  const auto installed =
      office.procedures.install(shortening(), "shortening.scxml", office.clock.now());
  ASSERT_TRUE(installed.has_value()) << in_words(installed.error().front()).en;
  matter = office.open_matter();
  place = "/v1/matters/" + matter + "/statement-of-procedure";
  ASSERT_EQ(
      office.send("li", matter, "shorten", {{"reason", "防汛在即。"}, {"approver", "zhao"}}).status,
      201);
  const Answer json = office.get("li", place);
  EXPECT_EQ(json.text("/exceptions/0/kind"), "shortened_notice") << json.body;
  EXPECT_EQ(json.text("/exceptions/0/title/zh"), "缩短公开征求意见期限");
  EXPECT_EQ(json.text("/exceptions/0/citations/0/article"), "15");
  EXPECT_EQ(json.text("/exceptions/0/deed/event"), "shorten");
  EXPECT_EQ(json.text("/exceptions/0/approver"), "zhao");
  EXPECT_EQ(office.get("qian", "/v1/oversight/exceptions").text("/items/0/approver"), "姓名zhao");
  EXPECT_THAT(text("zh").body,
              testing::AllOf(HasSubstr("缩短公开征求意见期限。理由：防汛在即。"),
                             HasSubstr("批准人：姓名zhao；依据：《重大行政决策程序暂行条例》"),
                             Not(HasSubstr("{"))));
  EXPECT_THAT(text("en").body,
              testing::AllOf(HasSubstr("Shortened notice. Reason: 防汛在即. "),
                             HasSubstr("allowed by 姓名zhao; under "), Not(HasSubstr("{"))));
}

// Whoever is named may have confirmed it, denied it or not answered yet; and it may have fallen
// away.
TEST_F(Statement, SaysWhatWhoeverIsNamedAnsweredToIt) {
  std::string xml = shortening();
  const std::string approver = "approver: _event.data.approver, ";
  xml.insert(xml.find(approver) + approver.size(),
             "approval: _event.data.reason, answer: _event.data.reason == 'waiting' ? null : "
             "{by: 'zhao', for: '', on: '2026-01-30', reason: '未报批。'}, ");
  const auto installed = office.procedures.install(xml, "answered.scxml", office.clock.now());
  ASSERT_TRUE(installed.has_value()) << in_words(installed.error().front()).en;
  matter = office.open_matter();
  place = "/v1/matters/" + matter + "/statement-of-procedure";
  for (const char* state : {"waiting", "confirmed", "disputed", "dropped"})
    office.send("li", matter, "shorten", {{"reason", state}, {"approver", "zhao"}});
  const Answer json = office.get("li", place);
  EXPECT_EQ(json.text("/exceptions/0/approval/state"), "waiting") << json.body;
  EXPECT_EQ(json.text("/exceptions/2/approval/reason"), "未报批。");
  const Answer seen = office.get("qian", "/v1/oversight/exceptions");
  EXPECT_EQ(seen.text("/items/2/approval/state"), "disputed") << seen.body;
  EXPECT_EQ(seen.text("/items/2/approval/by"), "姓名zhao");
  EXPECT_EQ(seen.at("/items/0/approval/on"), Json(nullptr));
  EXPECT_THAT(
      text("zh").body,
      testing::AllOf(HasSubstr("批准人：姓名zhao，尚待本人确认；依据"),
                     HasSubstr("批准人：姓名zhao，姓名zhao于2026年1月30日确认；"),
                     HasSubstr("姓名zhao于2026年1月30日否认（理由：未报批）；"),
                     HasSubstr("该例外已不再适用（姓名zhao于2026年1月30日登记：未报批）；")));
  EXPECT_THAT(text("en").body, HasSubstr("allowed by 姓名zhao, who has not confirmed it yet;"));
}

/// The small decision, whose submission goes with the statement of the record as it is then.
std::string submitting() {
  std::string out(small_decision);
  const auto before = [&](const std::string& place, const std::string& text) {
    out.insert(out.find(place), text);
  };
  out.replace(out.find("g:version=\"1.0.0\""), 17, "g:version=\"1.1.0\"");
  before("<g:event name=\"note\"", R"xml(
  <g:rule id="G15W" cite="decree-713:26" guards="submit" test="statement.sha256 == _x.documents['DRF-04'].sha256 &amp;&amp; statement.version == _x.matter.version">
    <g:says zh="由系统生成。" en="It is written by the system."/><g:remedy zh="由系统生成。" en="Have it written."/></g:rule>
  <g:event name="submit" who="drafter" rules="G15W" produces="DRF-04" zh="报送" en="Submit"/>)xml");
  before("<data id=\"notes\"", R"(<data id="statement" expr="{sha256: '', version: 0}"/>)");
  before("<transition event=\"hand.over\"", R"xml(<transition event="submit"/>
    <transition event="system.written"><assign location="statement" expr="{sha256: _event.data.sha256, version: _x.matter.version + 1}"/></transition>)xml");
  return out;
}

struct Submission : testing::Test {
  Submission() {
    const auto installed =
        office.procedures.install(submitting(), "submitting.scxml", office.clock.now());
    if (!installed) ADD_FAILURE() << in_words(installed.error().front()).en;
    matter = office.open_matter();
  }
  Answer submit() { return office.send("li", matter, "submit"); }
  Office office;
  std::string matter;
};

TEST_F(Submission, GoesWithTheStatementThatTheSystemFiled) {
  ASSERT_EQ(office
                .ask("POST", "/v1/matters/" + matter + "/statement-of-procedure?code=DRF-04", "",
                     office.signed_in("li"))
                .status,
            201);
  const Answer sent = submit();
  EXPECT_EQ(sent.status, 201) << sent.body;
  EXPECT_EQ(sent.at("/seq"), Json(4)) << sent.body;  // opened, filed, told, submitted
}

// Typed, or of an earlier record: what goes is what the record says as it goes.
TEST_F(Submission, HasItsStatementWrittenAnewWhereThatAloneIsInTheWay) {
  (void)office.upload("li", matter, "typed by hand");
  const Answer sent = submit();
  ASSERT_EQ(sent.status, 201) << sent.body;
  EXPECT_EQ(sent.at("/seq"), Json(5));  // opened, typed, written, told, submitted
  const Answer filed = office.get("li", "/v1/matters/" + matter + "/events/3");
  EXPECT_EQ(filed.text("/kind"), "document");
  const Answer told = office.get("li", "/v1/matters/" + matter + "/events/4");
  EXPECT_EQ(told.text("/event"), "system.written") << told.body;
  EXPECT_EQ(told.text("/data/data/sha256"), filed.text("/data/sha256"));
}

// It goes to the review and into the volume, to all who see the matter: what is kept from any of
// them is not in it, whoever has it written.
TEST_F(Submission, GoesWithAStatementThatTellsNothingThatIsKept) {
  std::string xml = submitting();
  xml.replace(xml.find("g:version=\"1.1.0\""), 17, "g:version=\"1.2.0\"");
  xml.insert(xml.find("<g:event name=\"note\""), R"xml(
  <g:document code="SEC-01" stage="drafting" retention="Y" zh="个人意见页" en="Views"/>
  <g:circle of="SEC-01" events="note" roles="drafter" zh="个人意见" en="views"/>)xml");
  const auto installed = office.procedures.install(xml, "kept.scxml", office.clock.now());
  ASSERT_TRUE(installed.has_value()) << in_words(installed.error().front()).en;
  matter = office.open_matter();
  ASSERT_EQ(office.send("li", matter, "note", {{"text", "乙当场反对"}}).status, 201);
  const std::string place = "/v1/matters/" + matter + "/statement-of-procedure";
  EXPECT_THAT(office.get("li", place).body, HasSubstr("乙当场反对"));
  const Answer filed = office.ask("POST", place + "?code=DRF-04", "", office.signed_in("li"));
  ASSERT_EQ(filed.status, 201) << filed.body;
  const Answer read = office.get("li", "/v1/documents/" + filed.text("/id"));
  EXPECT_EQ(read.status, 200);
  EXPECT_THAT(read.body, testing::Not(HasSubstr("乙当场反对")));
}

TEST_F(Submission, WithoutAnyStatementOnFileIsRefused) {
  EXPECT_EQ(submit().brief(), "409 rules-unmet");
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
