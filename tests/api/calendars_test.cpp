// Tables of holidays: installed, taken back, and coming late for what runs.
#include "tests/api/office.hpp"

namespace gavel::api::test {
namespace {

TEST(Calendars, AreInstalledByTheAdministrator) {
  Office office;
  http::Headers headers = office.signed_in("admin");
  headers.add("Content-Type", "text/csv");
  const std::string longer =
      shipped_calendar() + "2027-01-01,HOLIDAY,元旦\n2027-10-01,HOLIDAY,国庆节\n";
  const Answer installed = office.ask("POST", "/v1/calendars", longer, headers);
  EXPECT_EQ(installed.status, 201) << installed.body;
  EXPECT_EQ(installed.at("/warnings").as_array().size(), 5u) << installed.body;
  EXPECT_THAT(installed.text("/warnings/0/zh"),
              testing::HasSubstr("2027 年的表中没有春节的放假日"));
  EXPECT_THAT(installed.text("/warnings/4/zh"),
              testing::HasSubstr("2027 年的表中没有中秋节的放假日"));
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

/// The small decision, whose notice notes the later days that the public is told.
std::string told_later() {
  std::string text = closed_by_its_clock();
  const auto put = [&](const std::string& at, const std::string& more) {
    const auto found = text.find(at);
    ASSERT_NE(found, std::string::npos) << at;
    text.insert(found + at.size(), more);
  };
  put(R"x(<data id="opened_on"/>)x", R"x(<data id="told" expr="''"/>)x");
  put(R"x(<assign location="opened_on" expr="today()"/>)x",
      R"x(<assign location="told" expr="due('T02')"/>)x");
  put(R"x(<transition event="clock.T02" cond="!reached('T02')">)x",
      R"x(<if cond="due('T02') &gt; told"><assign location="told" expr="due('T02')"/>
        <send type="urn:gavel:notice" event="move"><param name="closes_on" expr="due('T02')"/></send></if>)x");
  return text;
}

// 4 March is taken for a day off by mistake: the public was told the 5th, and that stands.
TEST(Notices, ThatWereToldToEndLaterDoThoughTheTableIsTakenBack) {
  Office office;
  ASSERT_TRUE(office.procedures.install(told_later(), "small-decision.scxml", office.clock.now()));
  office.clock.move_to(parse_instant("2026-02-02T09:00:00+08:00").value());
  const std::string matter = office.open_matter();
  ASSERT_EQ(office.send("li", matter, "notice.open").status, 201);
  const std::string notice = "/v1/notices/" + office.get("", "/v1/notices").text("/notices/0/id");
  http::Headers headers = office.signed_in("admin");
  headers.add("Content-Type", "text/csv");
  const auto install = [&](const std::string& more) {
    return office.ask("POST", "/v1/calendars", shipped_calendar() + more, headers).status;
  };
  const auto says = [&] {
    return office.get("li", "/v1/matters/" + matter + "/statement-of-procedure")
        .text("/notices/0/says/zh");
  };
  ASSERT_EQ(install("2026-03-04,HOLIDAY,错录\n"), 201);
  EXPECT_EQ(office.get("", notice).text("/moved"),
            R"([{"on":"2026-02-02","closes_on":"2026-03-05"}])");
  EXPECT_THAT(says(),
              testing::HasSubstr("2026年3月5日（公告载明的截止日期为2026年3月4日，因后来公布"
                                 "的节假日安排顺延）"));
  ASSERT_EQ(install(""), 201);
  const Answer now = office.get("", notice);
  EXPECT_EQ(now.text("/closes_on"), "2026-03-05");
  EXPECT_EQ(now.text("/announced_closes_on"), "2026-03-04");
  EXPECT_THAT(says(),
              testing::HasSubstr("2026年3月5日（公告载明的截止日期为2026年3月4日，因后来公布"
                                 "的节假日安排顺延并已向社会公布"));
  EXPECT_THAT(says(), testing::HasSubstr("期限至2026年3月4日届满，截止日期仍以已公布的为准"));
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

/// A period with a latest day, which ends in a year whose table is not there yet.
struct Watched : Office {
  Watched() {
    EXPECT_TRUE(
        procedures.install(closed_by_its_clock("maximum"), "small-decision.scxml", clock.now()));
    clock.move_to(parse_instant("2026-12-10T09:00:00+08:00").value());
    matter =
        post("li", "/v1/matters", {{"procedure", "small-decision"}, {"title", "x"}}).text("/id");
    EXPECT_EQ(send("li", matter, "notice.open").status, 201);
  }
  Answer install(const std::string& more) {
    http::Headers headers = signed_in("admin");
    headers.add("Content-Type", "text/csv");
    return ask("POST", "/v1/calendars",
               shipped_calendar() + "2027-01-01,HOLIDAY,元旦\n2027-10-01,HOLIDAY,国庆节\n" + more,
               headers);
  }
  /// What the list and the matter itself say of the day: they are to say the same.
  std::string told(const std::string& days) {
    const Answer soon = get("qian", "/v1/oversight/due-soon?days=" + days);
    if (soon.text("/items") == "[]") return "none";
    const Answer page = get("qian", "/v1/matters/" + matter);
    EXPECT_EQ(soon.text("/items/0/last_day"), page.text("/clocks/0/due")) << soon.body;
    EXPECT_EQ(soon.text("/items/0/provisional"), page.text("/clocks/0/provisional"));
    return soon.text("/items/0/last_day") +
           (soon.text("/items/0/provisional") == "true" ? " provisional" : "");
  }
  std::string matter;
};

TEST(DueSoon, TellsTheDayThatALaterTableMovedTheDeadlineTo) {
  Watched office;
  EXPECT_EQ(office.told("40"), "2027-01-11 provisional");
  ASSERT_EQ(office.install("2027-01-11,HOLIDAY,错录\n2027-01-12,HOLIDAY,错录\n").status, 201);
  EXPECT_EQ(office.told("40"), "2027-01-13");
  EXPECT_EQ(office.get("qian", "/v1/oversight/due-soon?days=40").text("/items/0/ends"),
            "2027-01-14T00:00:00.000+08:00");
  EXPECT_EQ(office.told("34"), "2027-01-13");
  EXPECT_EQ(office.told("33"), "none") << "it is not due by the 12th any more";
  ASSERT_EQ(office.install("").status, 201);
  EXPECT_EQ(office.told("32"), "2027-01-11");
}

TEST(DueSoon, TellsAProvisionalDayThatIsPastAsThatDay) {
  Watched office;
  for (const char* today : {"2027-01-13T08:00:00+08:00", "2027-01-14T08:00:00+08:00"}) {
    ASSERT_EQ(office.post("admin", "/v1/clock", {{"to", today}}).status, 200);
    EXPECT_EQ(office.told("0"), "2027-01-11 provisional") << today;
  }
}

// By the weekends alone it is over: that is told, and that it may move.
TEST(Overdue, TellsWhatIsOverByTheWeekendsAloneAsProvisional) {
  Watched office;
  ASSERT_EQ(office.post("admin", "/v1/clock", {{"to", "2027-01-11T23:00:00+08:00"}}).status, 200);
  EXPECT_EQ(office.get("qian", "/v1/oversight/overdue").text("/items"), "[]");
  ASSERT_EQ(office.post("admin", "/v1/clock", {{"to", "2027-01-13T08:00:00+08:00"}}).status, 200);
  const Answer over = office.get("qian", "/v1/oversight/overdue");
  EXPECT_EQ(over.text("/items/0/over_since"), "2027-01-12") << over.body;
  EXPECT_EQ(over.text("/items/0/days"), "2");
  EXPECT_EQ(over.text("/items/0/provisional"), "true");
}

// From 45 days before the last day that is known on.
TEST(Calendars, ThatRunOutAreToldBeforeTheyDo) {
  Watched office;
  const auto warned = [&](const char* today) {
    EXPECT_EQ(office.post("admin", "/v1/clock", {{"to", today}}).status, 200);
    const Answer ready = office.get("", "/readyz");
    const std::string by_accounts = office.get("admin", "/v1/accounts").text("/warnings/0/says/zh");
    EXPECT_EQ(office.get("qian", "/v1/calendars").text("/warnings/0/zh"), by_accounts);
    return ready.text("/warnings/0/about") + " " + by_accounts;
  };
  EXPECT_THAT(
      warned("2026-12-12T09:00:00+08:00"),
      testing::StartsWith("calendar 2027 年的节假日安排尚未安装，现有的表到 2026-12-31 为止"));
  EXPECT_THAT(
      warned("2027-02-10T09:00:00+08:00"),
      testing::StartsWith("calendar 2027 年的节假日安排未安装，现有的表已于 2026-12-31 用完"));
  ASSERT_EQ(office.install("").status, 201);
  EXPECT_EQ(office.get("", "/readyz").text("/warnings"), "[]");
  EXPECT_EQ(office.get("qian", "/v1/calendars").text("/warnings"), "[]");
}

TEST(Calendars, ThatLastForLongEnoughAreNotWarnedOf) {
  Office office;
  office.clock.move_to(parse_instant("2026-11-15T09:00:00+08:00").value());
  EXPECT_EQ(office.get("li", "/v1/calendars").text("/warnings"), "[]");
  office.clock.move_to(parse_instant("2026-11-16T09:00:00+08:00").value());
  EXPECT_NE(office.get("li", "/v1/calendars").text("/warnings"), "[]");
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

}  // namespace
}  // namespace gavel::api::test
