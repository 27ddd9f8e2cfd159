// The clock, deadlines and calendars; and what the archive and the operators ask for.
#include "tests/api/office.hpp"

namespace gavel::api::test {
namespace {

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
  // 1 March is a Sunday.
  EXPECT_EQ(office.ask("GET", "/v1/deadlines?from=2026-01-30&days=30").text("/last"), "2026-03-02");
  EXPECT_EQ(office.ask("GET", "/v1/deadlines?from=2026-01-30&days=28").text("/last"), "2026-02-27");
  EXPECT_EQ(office.ask("GET", "/v1/deadlines?from=2026-01-30&days=30&roll=false").text("/last"),
            "2026-03-01");
  const Answer no_pack = office.ask("GET", "/v1/deadlines?from=2026-01-30&days=30&policy=nope");
  EXPECT_EQ(no_pack.text("/errors/0/code"), "no-such-pack") << no_pack.body;
  EXPECT_THAT(no_pack.text("/errors/0/detail"), testing::HasSubstr("没有编号为 nope 的规则包"));
  const Answer half = office.ask("GET", "/v1/deadlines?from=2026-01-30&days=1.5");
  EXPECT_EQ(half.at("/errors").as_array().size(), 1u) << half.body;
  EXPECT_EQ(half.text("/errors/0/code"), "wrong-type");
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
  EXPECT_EQ(installed.at("/warnings").as_array().size(), 4u) << installed.body;
  EXPECT_THAT(installed.text("/warnings/0/zh"),
              testing::HasSubstr("2027 年的表中没有春节的放假日"));
  EXPECT_EQ(office.ask("POST", "/v1/calendars", longer, headers).status, 200);
  const Answer nonsense = office.ask("POST", "/v1/calendars", "nonsense", headers);
  EXPECT_EQ(nonsense.brief(), "422 bad-calendar");
  EXPECT_EQ(nonsense.text("/detail"), "第 1 行：首行应为“date,type,name”，而不是“nonsense”。");
  EXPECT_EQ(office.post("admin", "/v1/calendars", JsonObject()).brief(), "415 wrong-content-type");
  for (const std::string& bad : {std::string("\xB5\xA9"), std::string("\0", 1)}) {
    const Answer unread =
        office.ask("POST", "/v1/calendars", "date,type,name\n2027-01-01,HOLIDAY," + bad, headers);
    EXPECT_EQ(unread.brief(), "400 invalid-utf-8");
    EXPECT_THAT(unread.text("/detail"), testing::HasSubstr("从第 34 字节起"));
  }
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

// 4 March is taken for a day off by mistake, and the notice is told a day too late. The right table
// installed again is in force again, and the answer says what it puts right.
TEST(Calendars, ThatWereWrongAreTakenBackByTheRightOne) {
  Office office;
  office.clock.move_to(parse_instant("2026-02-02T09:00:00+08:00").value());
  const std::string matter =
      office.post("li", "/v1/matters", {{"procedure", "small-decision"}, {"title", "x"}})
          .text("/id");
  ASSERT_EQ(office.send("li", matter, "notice.open").status, 201);
  const std::string notice = "/v1/notices/" + office.get("", "/v1/notices").text("/notices/0/id");
  ASSERT_EQ(office.get("", notice).text("/closes_on"), "2026-03-04");
  const std::string right = office.get("li", "/v1/calendars").text("/calendars/0/id");
  http::Headers headers = office.signed_in("admin");
  headers.add("Content-Type", "text/csv");
  const Answer wrong = office.ask("POST", "/v1/calendars",
                                  shipped_calendar() + "2026-03-04,HOLIDAY,错录\n", headers);
  ASSERT_EQ(wrong.status, 201) << wrong.body;
  EXPECT_EQ(wrong.text("/is_new"), "true");
  EXPECT_EQ(wrong.text("/put_in_force"), "true");
  EXPECT_EQ(wrong.text("/changed/0/to"), "2026-03-05");
  EXPECT_EQ(office.get("", notice).text("/closes_on"), "2026-03-05");

  const Answer again = office.ask("POST", "/v1/calendars", shipped_calendar(), headers);
  EXPECT_EQ(again.status, 201) << again.body;
  EXPECT_EQ(again.text("/id"), right);
  EXPECT_EQ(again.text("/is_new"), "false");
  EXPECT_EQ(again.text("/put_in_force"), "true");
  EXPECT_EQ(again.text("/changed/0/matter"), matter);
  EXPECT_EQ(again.text("/changed/0/from"), "2026-03-05");
  EXPECT_EQ(again.text("/changed/0/to"), "2026-03-04");
  EXPECT_EQ(office.get("qian", again.text("/links/changes")).text("/changed"),
            again.text("/changed"));
  EXPECT_EQ(office.get("qian", again.text("/links/changes")).text("/before"), wrong.text("/id"));
  const Answer listed = office.get("li", "/v1/calendars");
  EXPECT_EQ(listed.text("/calendars/0/id"), right);
  EXPECT_EQ(listed.text("/calendars/0/current"), "true");
  EXPECT_EQ(listed.text("/calendars/1/id"), wrong.text("/id"));
  EXPECT_EQ(listed.text("/calendars/2/current"), "false");
  EXPECT_EQ(office.get("", notice).text("/closes_on"), "2026-03-04");
  EXPECT_EQ(office.ask("GET", "/v1/deadlines?from=2026-03-03&workdays=1").text("/last"),
            "2026-03-04");

  const Answer same = office.ask("POST", "/v1/calendars", shipped_calendar(), headers);
  EXPECT_EQ(same.status, 200);
  EXPECT_EQ(same.text("/put_in_force"), "false");
  EXPECT_EQ(same.text("/changed"), "[]");
}

/// The small decision, whose notice may be given more days.
std::string extendable() {
  std::string out(test::small_decision);
  const auto put = [&](std::string_view before, std::string_view what) {
    out.insert(out.find(before), what);
  };
  put(R"x(<data id="opened_on"/>)x", R"x(<data id="more" expr="0"/>)x");
  put(R"x(  <g:event name="notice.close")x",
      R"x(<g:event name="notice.extend" who="drafter" zh="延长" en="Extend"/>
      <g:event name="notice.recall" who="drafter" zh="撤回" en="Recall"/>
      <g:event name="draft.give_up" who="drafter" zh="终止" en="Give up">
        <g:field name="reason" zh="理由" en="Reasons"/></g:event>)x");
  put(R"x(<transition event="notice.close")x", R"x(<transition event="notice.extend">
      <assign location="more" expr="more + 10"/>
      <send type="urn:gavel:notice" event="extend"><param name="closes_on" expr="due('T02')"/>
        <param name="reason" expr="'洪水'"/></send></transition>
      <transition event="notice.recall" target="drafting">
      <send type="urn:gavel:notice" event="close"/>
      <send type="urn:gavel:notice" event="recall"><param name="reason" expr="'附件有误'"/></send>
      </transition>
      <transition event="draft.give_up" target="drafting"><send type="urn:gavel:notice" event="close"/>
      </transition>)x");
  const std::string version = "1.0.0\"", count = "_x.policy.notice_days\"";
  out.replace(out.find("g:version=\"" + version) + 11, version.size(), "1.1.0\"");
  out.replace(out.find(count), count.size(), "_x.policy.notice_days + more\"");
  return out;
}

// 10 January 2027 turns out to be worked, so that the notice ended on it and not on the 11th.
struct LateTable : testing::TestWithParam<std::pair<const char*, const char*>> {};
TEST_P(LateTable, ClosesAtOnceWhatIsOverByItAndNotBeforeTheDayThatWasTold) {
  const auto& [today, open] = GetParam();
  Office office;
  ASSERT_TRUE(
      office.procedures.install(closed_by_its_clock(), "small-decision.scxml", office.clock.now()));
  office.clock.move_to(parse_instant("2026-12-10T09:00:00+08:00").value());
  const std::string matter =
      office.post("li", "/v1/matters", {{"procedure", "small-decision"}, {"title", "x"}})
          .text("/id");
  ASSERT_EQ(office.send("li", matter, "notice.open").status, 201);
  const std::string notice = "/v1/notices/" + office.get("", "/v1/notices").text("/notices/0/id");
  ASSERT_EQ(office.post("admin", "/v1/clock", {{"to", today}}).status, 200);
  ASSERT_EQ(office.get("", notice).text("/open"), "true");
  http::Headers headers = office.signed_in("admin");
  headers.add("Content-Type", "text/csv");
  const Answer installed =
      office.ask("POST", "/v1/calendars",
                 shipped_calendar() +
                     "2027-01-01,HOLIDAY,元旦\n2027-01-10,MAKEUP_WORKDAY,元旦\n"
                     "2027-10-01,HOLIDAY,国庆节\n",
                 headers);
  ASSERT_EQ(installed.status, 201) << installed.body;
  EXPECT_EQ(installed.text("/changed/0/to"), "2027-01-10");
  EXPECT_EQ(office.get("", notice).text("/open"), open);
}
INSTANTIATE_TEST_SUITE_P(Days, LateTable,
                         testing::Values(std::pair("2027-01-11T09:00:00+08:00", "true"),
                                         std::pair("2027-01-12T09:00:00+08:00", "false")));

// The table comes when the last day by it is over already: the notice is closed, and it and the
// statement tell that day, with the one that was announced.
TEST(Notices, ThatALateTableClosesTellTheirLastDayByIt) {
  Office office;
  ASSERT_TRUE(
      office.procedures.install(closed_by_its_clock(), "small-decision.scxml", office.clock.now()));
  office.clock.move_to(parse_instant("2026-12-10T09:00:00+08:00").value());
  const std::string matter =
      office.post("li", "/v1/matters", {{"procedure", "small-decision"}, {"title", "x"}})
          .text("/id");
  ASSERT_EQ(office.send("li", matter, "notice.open").status, 201);
  const std::string notice = "/v1/notices/" + office.get("", "/v1/notices").text("/notices/0/id");
  ASSERT_EQ(office.post("admin", "/v1/clock", {{"to", "2027-01-14T09:00:00+08:00"}}).status, 200);
  http::Headers headers = office.signed_in("admin");
  headers.add("Content-Type", "text/csv");
  const std::string late = shipped_calendar() +
                           "2027-01-01,HOLIDAY,元旦\n2027-01-11,HOLIDAY,元旦\n"
                           "2027-10-01,HOLIDAY,国庆节\n";
  ASSERT_EQ(office.ask("POST", "/v1/calendars", late, headers).status, 201);
  const auto is_told = [&] {
    const Answer now = office.get("", notice);
    EXPECT_EQ(now.text("/open"), "false");
    EXPECT_EQ(now.text("/closes_on"), "2027-01-12");
    EXPECT_EQ(now.text("/announced_closes_on"), "2027-01-11");
    EXPECT_EQ(now.text("/provisional"), "false");
    EXPECT_EQ(now.text("/ended"), "null");
    EXPECT_THAT(office.get("li", "/v1/matters/" + matter + "/statement-of-procedure")
                    .text("/notices/0/says/zh"),
                testing::HasSubstr("征求意见至2027年1月12日（公告载明的截止日期为2027年1月11日，"
                                   "因后来公布的节假日安排顺延），已结束"));
  };
  is_told();
  const auto page = [&] {
    const Answer all = office.get("li", "/v1/matters/" + matter);
    return all.text("/clocks/0/due") + all.text("/clocks/0/reached");
  };
  EXPECT_EQ(page(), "2027-01-12true");
  // A table that comes when all is over changes nothing of it, and is not said to.
  const Answer later =
      office.ask("POST", "/v1/calendars",
                 late + "2027-01-12,HOLIDAY,错录\n2027-01-13,HOLIDAY,错录\n", headers);
  ASSERT_EQ(later.status, 201) << later.body;
  EXPECT_EQ(later.text("/changed"), "[]");
  is_told();
  EXPECT_EQ(page(), "2027-01-12true");
}

// A latest day that a table moves earlier is due earlier: what has passed by it at once, what is to
// come on its own day and not on that of the table before.
TEST(Calendars, ThatEndADeadlineEarlierHaveItDueEarlier) {
  Office office;
  ASSERT_TRUE(office.procedures.install(closed_by_its_clock("maximum"), "small-decision.scxml",
                                        office.clock.now()));
  office.clock.move_to(parse_instant("2026-02-02T09:00:00+08:00").value());
  http::Headers headers = office.signed_in("admin");
  headers.add("Content-Type", "text/csv");
  const auto install = [&](const std::string& more) {
    return office.ask("POST", "/v1/calendars", shipped_calendar() + more, headers);
  };
  ASSERT_EQ(install("2026-03-04,HOLIDAY,错录\n2026-03-05,HOLIDAY,错录\n").status, 201);
  const std::string matter =
      office.post("li", "/v1/matters", {{"procedure", "small-decision"}, {"title", "x"}})
          .text("/id");
  ASSERT_EQ(office.send("li", matter, "notice.open").status, 201);
  const auto due = [&] {
    return office.get("qian", "/v1/oversight/due-soon?days=60").text("/items/0/last_day");
  };
  EXPECT_EQ(due(), "2026-03-06");
  const Answer earlier = install("2026-03-04,HOLIDAY,错录\n");
  EXPECT_EQ(earlier.text("/changed/0/to"), "2026-03-05") << earlier.body;
  EXPECT_EQ(due(), "2026-03-05");
  const auto state = [&] { return office.get("li", "/v1/matters/" + matter).text("/states/0/id"); };
  ASSERT_EQ(office.post("admin", "/v1/clock", {{"to", "2026-03-05T23:59:59+08:00"}}).status, 200);
  EXPECT_EQ(state(), "noticed");
  ASSERT_EQ(install("").status, 201);
  EXPECT_EQ(state(), "reviewed");
}

TEST(Calendars, ThatEndADeadlineEarlierHaveItsTimerComeThen) {
  Office office;
  ASSERT_TRUE(office.procedures.install(closed_by_its_clock("maximum"), "small-decision.scxml",
                                        office.clock.now()));
  office.clock.move_to(parse_instant("2026-02-02T09:00:00+08:00").value());
  http::Headers headers = office.signed_in("admin");
  headers.add("Content-Type", "text/csv");
  ASSERT_EQ(
      office.ask("POST", "/v1/calendars", shipped_calendar() + "2026-03-04,HOLIDAY,错录\n", headers)
          .status,
      201);
  const std::string matter =
      office.post("li", "/v1/matters", {{"procedure", "small-decision"}, {"title", "x"}})
          .text("/id");
  ASSERT_EQ(office.send("li", matter, "notice.open").status, 201);
  ASSERT_EQ(office.ask("POST", "/v1/calendars", shipped_calendar(), headers).status, 201);
  ASSERT_EQ(office.post("admin", "/v1/clock", {{"to", "2026-03-05T00:00:01+08:00"}}).status, 200);
  EXPECT_EQ(office.get("li", "/v1/matters/" + matter).text("/states/0/id"), "reviewed");
}

// A period that has ended stands beside those that run, and says so.
TEST(Clocks, TellWhatTheirRunEndedWith) {
  Office office;
  ASSERT_TRUE(
      office.procedures.install(closed_by_its_clock(), "small-decision.scxml", office.clock.now()));
  const std::string matter = office.open_matter();
  ASSERT_EQ(office.send("li", matter, "notice.open").status, 201);
  const auto ended = [&] {
    return office.get("li", "/v1/matters/" + matter).at("/clocks/0/ended_by");
  };
  EXPECT_EQ(ended(), Json(nullptr));
  ASSERT_EQ(office.post("admin", "/v1/clock", {{"to", "2026-03-10T09:00:00+08:00"}}).status, 200);
  EXPECT_EQ(ended(), (Json{{"seq", 3}, {"on", "2026-03-03"}}));
}

// By the table the notice runs on past the day that was announced, and is given up before it is
// over.
TEST(Notices, ThatEndBeforeTheDayALateTableGivesThemAreToldSo) {
  Office office;
  ASSERT_TRUE(office.procedures.install(extendable(), "small-decision.scxml", office.clock.now()));
  office.clock.move_to(parse_instant("2026-12-10T09:00:00+08:00").value());
  const std::string matter =
      office.post("li", "/v1/matters", {{"procedure", "small-decision"}, {"title", "x"}})
          .text("/id");
  ASSERT_EQ(office.send("li", matter, "notice.open").status, 201);
  const std::string notice = "/v1/notices/" + office.get("", "/v1/notices").text("/notices/0/id");
  http::Headers headers = office.signed_in("admin");
  headers.add("Content-Type", "text/csv");
  ASSERT_EQ(office
                .ask("POST", "/v1/calendars",
                     shipped_calendar() + "2027-01-01,HOLIDAY,元旦\n2027-01-11,HOLIDAY,元旦\n"
                                          "2027-01-12,HOLIDAY,元旦\n2027-10-01,HOLIDAY,国庆节\n",
                     headers)
                .status,
            201);
  ASSERT_EQ(office.post("admin", "/v1/clock", {{"to", "2027-01-12T09:00:00+08:00"}}).status, 200);
  ASSERT_EQ(office.send("li", matter, "draft.give_up", {{"reason", "另行研究"}}).status, 201);
  const Answer now = office.get("", notice);
  EXPECT_EQ(now.text("/closes_on"), "2027-01-13");
  EXPECT_EQ(now.text("/ended"), R"({"on":"2027-01-12","reason":"另行研究"})");
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
  EXPECT_EQ(now.text("/recalled"), "null");
  // It is told after it closed as well.
  office.clock.move_to(parse_instant("2026-04-14T09:00:00+08:00").value());
  ASSERT_EQ(office.send("li", matter, "notice.close").status, 201);
  const Answer closed = office.get("", notice);
  EXPECT_EQ(closed.text("/extended"), now.text("/extended"));
  EXPECT_EQ(closed.text("/closes_on"), "2026-04-13");
}

TEST(Notices, ThatAreRecalledSayWhenAndWhyAndWhatTookTheirPlace) {
  Office office;
  ASSERT_TRUE(office.procedures.install(extendable(), "small-decision.scxml", office.clock.now()));
  office.clock.move_to(parse_instant("2026-03-02T09:00:00+08:00").value());
  const std::string matter =
      office.post("li", "/v1/matters", {{"procedure", "small-decision"}, {"title", "x"}})
          .text("/id");
  ASSERT_EQ(office.send("li", matter, "notice.open").status, 201);
  const std::string id = office.get("", "/v1/notices").text("/notices/0/id");
  office.clock.move_to(parse_instant("2026-03-05T09:00:00+08:00").value());
  ASSERT_EQ(office.send("li", matter, "notice.recall").status, 201);
  const Answer recalled = office.get("", "/v1/notices/" + id);
  EXPECT_EQ(recalled.text("/open"), "false");
  EXPECT_EQ(recalled.text("/recalled"),
            R"({"on":"2026-03-05","reason":"附件有误","replaced_by":null})");
  const auto refusal = [&] {
    const Answer refused = office.post("", "/v1/notices/" + id + "/comments", {{"text", "x"}});
    EXPECT_EQ(refused.brief(), "409 notice-closed");
    return refused.text("/detail");
  };
  EXPECT_EQ(
      refusal(),
      "该公告已于2026年3月5日撤回（附件有误），不再接收意见；重新发布后，请在新的公告上提出意见。");
  ASSERT_EQ(office.send("li", matter, "notice.open").status, 201);
  const std::string next = office.get("", "/v1/notices?open=true").text("/notices/0/id");
  EXPECT_EQ(office.get("", "/v1/notices/" + id).text("/recalled/replaced_by"), next);
  EXPECT_EQ(office.get("", "/v1/notices/" + next).text("/recalled"), "null");
  EXPECT_EQ(refusal(), "该公告已于2026年3月5日撤回（附件有误），不再接收意见；请在重新发布的公告 " +
                           next + "（/v1/notices/" + next + "）上提出意见。");
  // Nobody is sent on to one that was recalled itself.
  ASSERT_EQ(office.send("li", matter, "notice.recall").status, 201);
  ASSERT_EQ(office.send("li", matter, "notice.open").status, 201);
  const std::string last = office.get("", "/v1/notices?open=true").text("/notices/0/id");
  EXPECT_NE(last, next);
  EXPECT_NE(refusal().find("公告 " + last + "（"), std::string::npos) << refusal();
}

// It did not run out: its matter ended, or something else closed it before its day.
TEST(Notices, ThatEndBeforeTheirDaySayWhenAndWhy) {
  Office office;
  ASSERT_TRUE(office.procedures.install(extendable(), "small-decision.scxml", office.clock.now()));
  office.clock.move_to(parse_instant("2026-03-02T09:00:00+08:00").value());
  const std::string matter =
      office.post("li", "/v1/matters", {{"procedure", "small-decision"}, {"title", "x"}})
          .text("/id");
  const auto given_up = [&](JsonObject data) {
    EXPECT_EQ(office.send("li", matter, "notice.open").status, 201);
    const std::string id = office.get("", "/v1/notices?open=true").text("/notices/0/id");
    EXPECT_EQ(office.get("", "/v1/notices/" + id).text("/ended"), "null");
    EXPECT_EQ(office.send("li", matter, "draft.give_up", std::move(data)).status, 201);
    return id;
  };
  const auto refusal = [&](const std::string& id) {
    const Answer refused = office.post("", "/v1/notices/" + id + "/comments", {{"text", "x"}});
    EXPECT_EQ(refused.brief(), "409 notice-closed");
    return refused.text("/detail");
  };
  const std::string ended = given_up({{"reason", "另行研究"}}), silent = given_up({});
  const Answer now = office.get("", "/v1/notices/" + ended);
  EXPECT_EQ(now.text("/ended"), R"({"on":"2026-03-02","reason":"另行研究"})");
  EXPECT_EQ(now.text("/recalled") + now.text("/open"), "nullfalse");
  EXPECT_EQ(refusal(ended), "该公告已于2026年3月2日提前结束（另行研究），不再接收意见。");
  EXPECT_EQ(refusal(silent), "该公告已于2026年3月2日提前结束，不再接收意见。");
  // One that ran its time says that the time is over.
  ASSERT_EQ(office.send("li", matter, "notice.open").status, 201);
  const std::string over = office.get("", "/v1/notices?open=true").text("/notices/0/id");
  office.clock.move_to(parse_instant("2026-04-02T09:00:00+08:00").value());
  ASSERT_EQ(office.send("li", matter, "notice.close").status, 201);
  EXPECT_EQ(office.get("", "/v1/notices/" + over).text("/ended"), "null");
  EXPECT_EQ(refusal(over), "该公告征求意见的期限已过，不再接收意见。");
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
