// Matters run on their organ's numbers: a pack is chosen when one is opened, or held by the server.
#include "api/routes/policy_words.hpp"
#include "engine/procedure/reading.hpp"
#include "tests/api/office.hpp"

namespace gavel::api::test {
namespace {

/// Of a city, or of a county that extends `above`.
procedure::Pack pack(const std::string& id, const std::string& days,
                     const std::string& above = "") {
  auto read = procedure::read_pack(
      R"({"id":")" + id + R"(","procedure":"small-decision","organ":{"zh":"市","en":"City"},)" +
      (above.empty() ? R"("level":"city")" : R"("level":"county","extends":")" + above + "\"") +
      R"(,"versions":[{"version":"1","effective_from":"2026-01-01",
      "basis":{"zh":"规则","en":"Rule"},"parameters":{"notice_days":)" +
      days + "}}]}");
  if (!read) throw std::runtime_error(read.error().front().code);
  return std::move(*read);
}

Answer open(Office& office, JsonObject policy) {
  return office.post("li", "/v1/matters",
                     {{"procedure", "small-decision"}, {"title", "x"}, {"policy", policy}});
}

TEST(Policy, IsThatOfThePackTheMatterNames) {
  Office office({pack("city", "40")});
  EXPECT_EQ(open(office, {{"pack", "city"}}).text("/policy/notice_days"), "40");
  EXPECT_EQ(open(office, {{"pack", "city"}, {"notice_days", 50}}).text("/policy/notice_days"),
            "50");
  EXPECT_EQ(open(office, {}).text("/policy/notice_days"), "30");
}

TEST(Policy, IsNotLooserThanThePack) {
  Office office({pack("city", "40")});
  const Answer looser = open(office, {{"pack", "city"}, {"notice_days", 39}});
  EXPECT_EQ(looser.brief(), "422 invalid-policy");
  EXPECT_THAT(looser.text("/errors/0/detail"), ::testing::HasSubstr("39，宽于 city 1 的 40"));
  EXPECT_EQ(looser.text("/errors/0/pointer"), "/policy/notice_days");
  EXPECT_EQ(open(office, {{"pack", "city"}, {"nope", 1}}).text("/errors/0/pointer"),
            "/policy/nope");
  EXPECT_EQ(open(office, {{"pack", "village"}}).brief(), "422 invalid-policy");
  EXPECT_EQ(open(office, {{"pack", 3}}).brief(), "422 invalid-policy");
}

// What is wrong is said in the language asked for, and what would be right with the article.
TEST(Policy, IsRefusedInTheLanguageOfWhoAsks) {
  Office office({pack("city", "40")});
  http::Headers english = office.signed_in("li");
  english.add("Content-Type", "application/json");
  english.add("Accept-Language", "en");
  const auto ask = [&](const JsonObject& policy) {
    return office
        .ask("POST", "/v1/matters",
             json_text(
                 JsonObject{{"procedure", "small-decision"}, {"title", "x"}, {"policy", policy}}),
             english)
        .text("/errors/0/detail");
  };
  EXPECT_THAT(ask({{"pack", "city"}, {"notice_days", 39}}),
              ::testing::HasSubstr("looser than the 40 of city 1"));
  EXPECT_THAT(ask({{"notice_days", 1}}), ::testing::HasSubstr("may not be 1; it must be"));
  EXPECT_THAT(ask({{"notice_days", "30"}}), ::testing::HasSubstr("may not be \"30\"; it must be"));
  EXPECT_EQ(ask({{"pack", "village"}}), "There is no policy pack village; there are city.");
  EXPECT_THAT(open(office, {{"notice_days", 1}}).text("/errors/0/detail"),
              ::testing::HasSubstr("不得为 1；应当是整数"));
}

TEST(Policy, WithoutAPackIsTheStandardAndNotLess) {
  Office office({pack("city", "40")});
  EXPECT_EQ(open(office, {{"notice_days", 29}}).brief(), "422 invalid-policy");
  EXPECT_EQ(open(office, {{"notice_days", 31}}).text("/policy/notice_days"), "31");
}

TEST(Policy, CannotBeEvadedWhereTheServerHoldsOne) {
  Office office({pack("city", "40"), pack("other", "30")}, "city");
  EXPECT_EQ(open(office, {}).text("/policy/notice_days"), "40");
  EXPECT_EQ(open(office, {{"pack", "other"}}).brief(), "422 invalid-policy");
  EXPECT_EQ(open(office, {{"notice_days", 30}}).brief(), "422 invalid-policy");
  EXPECT_EQ(open(office, {{"notice_days", 41}}).text("/policy/notice_days"), "41");
}

/// As `pack` makes it, to be sent.
Json sheet(const std::string& days, const char* id = "city", const char* extends = "") {
  const std::string above = *extends == '\0' ? "" : R"(,"extends":")" + std::string(extends) + "\"";
  return parse_json(R"({"id":")" + std::string(id) + R"(","procedure":"small-decision","level":")" +
                    (above.empty() ? "city" : "county") + "\"" + above +
                    R"(,"organ":{"zh":"市","en":"City"},"versions":[{"version":"2",
      "effective_from":"2026-01-02","basis":{"zh":"规则","en":"Rule"},"parameters":{"notice_days":)" +
                    days + "}}]}")
      .value();
}

// A pack that changes says which running matters would differ, and leaves them as they are.
TEST(Policy, ThatChangesTellsWhichRunningMattersWouldDiffer) {
  Office office({pack("city", "40")});
  const std::string on_pack = open(office, {{"pack", "city"}}).text("/id");
  office.clock.move_to(office.clock.now() + std::chrono::minutes{1});
  const std::string without = open(office, {}).text("/id");
  const Answer effect = office.post("qian", "/v1/policies/effect", sheet("60"));
  EXPECT_EQ(effect.status, 200) << effect.body;
  EXPECT_EQ(effect.text("/looked_at"), "2");
  EXPECT_EQ(effect.text("/on"), "2026-01-30");
  EXPECT_EQ(effect.text("/matters/1/matter"), on_pack);
  EXPECT_EQ(effect.text("/matters/1/differences"),
            R"([{"parameter":"notice_days","now":40,"then":60}])");
  EXPECT_EQ(office.get("li", "/v1/matters/" + on_pack).text("/policy/notice_days"), "40");
  const Answer same = office.post("qian", "/v1/policies/effect", sheet("40"));
  EXPECT_EQ(same.text("/matters/0/matter"), without);
  EXPECT_EQ(same.text("/matters/1"), "<nothing at /matters/1>");
}

// A number for a text looks right, so that it is said what each of the two is.
TEST(Policy, ThatHasANumberForATextIsToldWhatWasGivenAndWhatIsAskedFor) {
  Office office;
  procedure::Parameter years;
  years.name = "years";
  years.type = procedure::Field::Type::choice;
  years.values = {"10", "20"};
  procedure::PolicyFault fault = procedure::not_fitting(years, 20);
  fault.values["field"] = years.name;
  const Text words = words_of(fault);
  EXPECT_EQ(words.zh,
            "years 应当是以下之一：10、20，是文字，写在双引号内，如 \"20\"；给出的是数值 20。");
  EXPECT_EQ(
      words.en,
      "years must be one of 10, 20, which is a text, in quotation marks, such as \"20\"; what "
      "is given is a number, 20.");
  Json numbered = sheet("40");
  numbered.as_object()["versions"].as_array()[0].as_object()["version"] = 2026;
  const Answer refused = office.post("qian", "/v1/policies/effect", numbered);
  EXPECT_EQ(refused.text("/errors/0/pointer"), "/versions/0/version");
  EXPECT_EQ(refused.text("/errors/0/detail"),
            "应当是文字，写在双引号内，如 \"2026\"；给出的是数值 2026。");
}

// Those opened without a pack are held against the one that is tried.
TEST(Policy, ThatIsNewTellsWhatItWouldMeanToMattersWithoutOne) {
  Office office({pack("city", "40")});
  const std::string without = open(office, {}).text("/id");
  const Answer effect = office.post("qian", "/v1/policies/effect", sheet("60"));
  EXPECT_EQ(effect.text("/matters/0/matter"), without);
  EXPECT_EQ(effect.text("/matters/0/pack"), "none");
  EXPECT_EQ(effect.text("/matters/0/pack_then"), "city@2");
  EXPECT_EQ(effect.text("/matters/0/differences"),
            R"([{"parameter":"notice_days","now":30,"then":60}])");
}

// A version that takes effect next month is looked at as of then.
TEST(Policy, ThatTakesEffectLaterIsTriedOnItsDay) {
  Office office({pack("city", "40")});
  const std::string on_pack = open(office, {{"pack", "city"}}).text("/id");
  Json later = sheet("40");
  later.as_object()["versions"].as_array()[0] =
      parse_json(R"({"version":"1","effective_from":"2026-01-01",
          "basis":{"zh":"规则","en":"Rule"},"parameters":{"notice_days":40}})")
          .value();
  later.as_object()["versions"].as_array().push_back(
      parse_json(R"({"version":"3","effective_from":"2026-12-01",
          "basis":{"zh":"规则","en":"Rule"},"parameters":{"notice_days":60}})")
          .value());
  const Answer effect = office.post("qian", "/v1/policies/effect", later);
  EXPECT_EQ(effect.text("/on"), "2026-12-01");
  EXPECT_EQ(effect.text("/matters/0/matter"), on_pack);
  EXPECT_EQ(effect.text("/matters/0/pack_then"), "city@3");
  const Answer before = office.post("qian", "/v1/policies/effect?on=2026-11-30", later);
  EXPECT_EQ(before.text("/on"), "2026-11-30");
  EXPECT_EQ(before.text("/matters"), "[]");
}

TEST(Policy, ThatWouldBeLooserThanTheLawOrItsUpperPackIsRefusedBeforeItIsTried) {
  Office office({pack("region", "45")});
  const Answer below = office.post("qian", "/v1/policies/effect", sheet("29"));
  EXPECT_EQ(below.brief(), "422 invalid-policy");
  EXPECT_THAT(below.text("/errors/0/detail"), ::testing::HasSubstr("不得为 29"));
  const Answer looser = office.post("qian", "/v1/policies/effect", sheet("40", "city", "region"));
  EXPECT_THAT(looser.text("/errors/0/detail"), ::testing::HasSubstr("宽于 region 1 的 45"));
  EXPECT_EQ(office.post("qian", "/v1/policies/effect", JsonObject{{"id", "x"}}).brief(),
            "422 invalid-policy");
  EXPECT_EQ(office.post("li", "/v1/policies/effect", sheet("60")).brief(), "403 role-required");
}

// A region that becomes stricter is told how far that reaches, and who has not followed yet: that
// is nothing wrong with its own pack.
TEST(Policy, ThatBecomesStricterNamesThePacksThatWouldLagBehind) {
  Office office({pack("region", "30"), pack("town", "35", "region"), pack("other", "31")});
  const std::string matter = open(office, {{"pack", "town"}}).text("/id");
  const Answer effect = office.post("qian", "/v1/policies/effect", sheet("60", "region"));
  ASSERT_EQ(effect.status, 200) << effect.body;
  EXPECT_EQ(effect.text("/matters/0/matter"), matter);
  EXPECT_EQ(effect.text("/matters/0/differences"),
            R"([{"parameter":"notice_days","now":35,"then":60}])");
  EXPECT_EQ(effect.at("/warnings").as_array().size(), 1u) << effect.body;
  EXPECT_EQ(effect.text("/warnings/0/pack"), "town");
  EXPECT_EQ(effect.text("/warnings/0/pointer"), "/versions/0/parameters/notice_days");
  EXPECT_EQ(effect.text("/warnings/0/parameter"), "notice_days");
  EXPECT_EQ(effect.text("/warnings/0/from"), "2026-01-02");
  EXPECT_THAT(effect.text("/warnings/0/says/en"), ::testing::HasSubstr("60 of region 2"));
  EXPECT_THAT(effect.text("/warnings/0/says/zh"), ::testing::HasSubstr("第15条"));
  EXPECT_EQ(office.post("qian", "/v1/policies/effect", sheet("35", "region")).text("/warnings"),
            "[]");
}

// What it makes of another pack is no place in this one.
TEST(Policy, ThatWouldMakeAnotherPackWrongNamesThatPackAndNoPlaceOfItsOwn) {
  Office office({pack("region", "30"), pack("town", "35", "region")});
  Json lower = sheet("60", "region");
  lower.as_object()["level"] = "county";
  const Answer refused = office.post("qian", "/v1/policies/effect", lower);
  EXPECT_EQ(refused.brief(), "422 invalid-policy");
  EXPECT_EQ(refused.text("/errors/0/pointer"), "");
  EXPECT_THAT(refused.text("/errors/0/detail"), ::testing::HasSubstr("town /extends"));
}

// The server runs on packs that lag behind, and says so.
TEST(Policy, ThatLagsBehindTheOneItExtendsHoldsWhatIsStricterAndIsListedWithAWarning) {
  Office office({pack("region", "45"), pack("town", "40", "region")});
  EXPECT_EQ(open(office, {{"pack", "town"}}).text("/policy/notice_days"), "45");
  EXPECT_EQ(open(office, {{"pack", "town"}, {"notice_days", 44}}).brief(), "422 invalid-policy");
  const Answer listed = office.get("li", "/v1/policies");
  EXPECT_EQ(listed.text("/packs/0/warnings"), "[]");
  EXPECT_EQ(listed.text("/packs/1/in_force/notice_days"), "45");
  EXPECT_EQ(listed.text("/packs/1/warnings/0/parameter"), "notice_days");
  EXPECT_EQ(listed.text("/packs/1/warnings/0/says/zh"),
            "自2026-01-01起，notice_days 为 40，宽于 region 1 的 45（《重大行政决策程序暂行条例》"
            "（国务院令第713号）第15条）；新开的事项按更严的 45 办理，请修订本规则包。");
}

TEST(Policy, IsListedAsItHoldsOnADay) {
  Office office({pack("city", "40")}, "city");
  const Answer listed = office.get("li", "/v1/policies");
  EXPECT_EQ(listed.status, 200) << listed.body;
  EXPECT_EQ(listed.text("/own"), "city");
  EXPECT_EQ(listed.text("/packs/0/in_force/notice_days"), "40");
  EXPECT_EQ(office.get("li", "/v1/policies?on=2025-12-31").text("/packs/0/in_force"), "null");
  EXPECT_EQ(office.get("li", "/v1/policies?on=soon").brief(), "400 invalid-query");
  EXPECT_EQ(office.get("", "/v1/policies/schema").status, 200);
  EXPECT_EQ(office.get("", "/v1/policies").status, 401);
}

// The law beside the procedure is open to anyone.
TEST(LawPage, IsPublicAndShowsWhatCarriesAnArticleOut) {
  Office office;
  const Answer law = office.get("", "/v1/law?procedure=small-decision");
  EXPECT_EQ(law.status, 200) << law.body;
  EXPECT_EQ(law.text("/procedure/name"), "small-decision");
  EXPECT_EQ(law.text("/sources/0/id"), "decree-713");
  EXPECT_EQ(office.get("", "/v1/law?procedure=none").brief(), "404 no-such-procedure");
  EXPECT_EQ(office.get("", "/v1/law?colour=red").status, 400);
}

// ---- local days

/// That pack, with Monday and Tuesday, 2 and 3 March 2026, off and the Saturday after worked.
procedure::Pack with_festival(procedure::Pack pack) {
  const auto day = [](const char* date, bool off) {
    return calendar::LocalDay{parse_day(date).value(), off, "节日", "放假通知"};
  };
  pack.local_days = {day("2026-03-02", true), day("2026-03-03", true), day("2026-03-07", false)};
  return pack;
}

/// As sheet() makes it, with those days.
Json sheet_with_festival() {
  Json out = sheet("30");
  out.as_object()["local_days"] = parse_json(R"([
      {"date":"2026-03-02","off":true,"name":"节日","source":"放假通知"},
      {"date":"2026-03-03","off":true,"name":"节日","source":"放假通知"},
      {"date":"2026-03-07","off":false,"name":"节日","source":"放假通知"}])")
                                      .value();
  return out;
}

// 30 days from 30 January 2026 end on Sunday, 1 March.
TEST(LocalDays, CountForTheMattersOfTheirOrganAndNoOthers) {
  Office office({with_festival(pack("city", "30")), pack("other", "30")});
  const auto due = [&](const JsonObject& policy) {
    const std::string matter = open(office, policy).text("/id");
    office.notice_of(matter);
    return office.get("li", "/v1/matters/" + matter).text("/clocks/0/due");
  };
  EXPECT_EQ(due({{"pack", "city"}}), "2026-03-04");
  EXPECT_EQ(due({{"pack", "other"}}), "2026-03-02");
  EXPECT_EQ(due({}), "2026-03-02");
  EXPECT_EQ(office.ask("GET", "/v1/notices").text("/notices/2/closes_on"), "2026-03-04");
}

// The clock that runs is the organ's: the last day is refused, the day after it is not.
TEST(LocalDays, HoldANoticeOpenToTheirEnd) {
  Office office({with_festival(pack("city", "30"))}, "city");
  const std::string matter = office.open_matter();
  office.notice_of(matter);
  office.clock.move_to(parse_instant("2026-03-04T23:59:59+08:00").value());
  const Answer early = office.send("li", matter, "notice.close");
  EXPECT_EQ(early.brief(), "409 rules-unmet");
  EXPECT_EQ(early.text("/refusal/rules/0/seen/closes_on"), "2026-03-04") << early.body;
  office.clock.move_to(parse_instant("2026-03-05T00:00:00+08:00").value());
  EXPECT_EQ(office.send("li", matter, "notice.close").status, 201);
}

// A deadline is counted for the organ that is asked about; where one pack holds for all, for its.
TEST(LocalDays, CountInADeadlineThatIsReckoned) {
  Office office({with_festival(pack("city", "30"))});
  const auto last = [](Office& of, const std::string& more) {
    return of.ask("GET", "/v1/deadlines?from=2026-02-28&workdays=1" + more).text("/last");
  };
  EXPECT_EQ(last(office, ""), "2026-03-02");
  EXPECT_EQ(last(office, "&policy=city"), "2026-03-04");
  EXPECT_EQ(office.ask("GET", "/v1/deadlines?from=2026-02-28&workdays=1&policy=none").brief(),
            "400 invalid-query");
  Office own({with_festival(pack("city", "30"))}, "city");
  EXPECT_EQ(last(own, ""), "2026-03-04");
  EXPECT_EQ(own.ask("GET", "/v1/deadlines?from=2026-03-06&workdays=1").text("/last"), "2026-03-07");
  EXPECT_EQ(own.get("li", "/v1/policies").text("/packs/0/local_days/2/date"), "2026-03-07");
}

// Their table is no notice of the State Council's: it is not the one in force, and not listed.
TEST(LocalDays, MakeATableOfTheirOwnWhichEventsName) {
  Office office({with_festival(pack("city", "30"))});
  const std::string matter = open(office, {{"pack", "city"}}).text("/id");
  const std::string plain = open(office, {}).text("/id");
  const auto calendar_of = [&](const std::string& id) {
    return office.get("qian", "/v1/matters/" + id + "/events").text("/events/0/calendar_id");
  };
  const Answer listed = office.get("li", "/v1/calendars");
  EXPECT_EQ(listed.at("/calendars").as_array().size(), 1u);
  EXPECT_EQ(calendar_of(plain), listed.text("/calendars/0/id"));
  EXPECT_NE(calendar_of(matter), calendar_of(plain));
  EXPECT_EQ(office.calendars.current().id, listed.text("/calendars/0/id"));
}

// Days that are set later count from then on for what runs; what happened stays as it was counted.
TEST(LocalDays, SetLaterMoveWhatRunsAndNothingThatHappened) {
  Office office({pack("city", "30")});
  const std::string matter = open(office, {{"pack", "city"}}).text("/id");
  const std::string notice = office.notice_of(matter);
  const std::vector<procedure::Pack> later{with_festival(pack("city", "30"))};
  db::CalendarStore calendars(office.pool, later);
  db::MatterStore matters({office.pool, office.queue, office.procedures, calendars}, db::project);
  desk::Desk desk({matters, office.procedures, calendars, office.facts, office.clock});
  const matter::Actor li{.account = "li", .name = "li", .unit = "education", .roles = {"drafter"}};
  const auto close = [&] {
    return desk.send(matter, {.event = "notice.close", .data = {}, .signature = {}}, li);
  };
  office.clock.move_to(parse_instant("2026-03-03T09:00:00+08:00").value());
  EXPECT_FALSE(close());
  office.clock.move_to(parse_instant("2026-03-05T09:00:00+08:00").value());
  EXPECT_TRUE(close());
  // Replayed by a server that has no such days: each event by the table it names.
  db::MatterStore again({office.pool, office.queue, office.procedures, office.calendars}, {});
  EXPECT_EQ(
      json_text(matter::encode(*again.load(matter)->procedure, again.load(matter)->snapshot)),
      json_text(matter::encode(*matters.load(matter)->procedure, matters.load(matter)->snapshot)));
}

// Which running matters would end on another day is told before a pack is changed.
TEST(LocalDays, ThatWouldMoveAClockAreToldBeforehand) {
  Office office({pack("city", "30")});
  const std::string matter = open(office, {{"pack", "city"}}).text("/id");
  office.notice_of(matter);
  const Answer effect = office.post("qian", "/v1/policies/effect", sheet_with_festival());
  ASSERT_EQ(effect.status, 200) << effect.body;
  EXPECT_EQ(effect.text("/matters/0/matter"), matter);
  EXPECT_EQ(effect.text("/matters/0/differences"), "[]");
  EXPECT_EQ(effect.text("/matters/0/clocks/0/clock"), "T02");
  EXPECT_EQ(effect.text("/matters/0/clocks/0/from"), "2026-03-02");
  EXPECT_EQ(effect.text("/matters/0/clocks/0/to"), "2026-03-04");
  EXPECT_EQ(office.post("qian", "/v1/policies/effect", sheet("30")).text("/matters"), "[]");
}

// A table that comes late moves each matter by the days of its organ.
TEST(LocalDays, StandInTheTableOfTheNextYear) {
  procedure::Pack city = pack("city", "30");
  city.local_days = {{parse_day("2027-01-11").value(), true, "节日", "放假通知"}};
  Office office({city});
  office.clock.move_to(parse_instant("2026-12-10T09:00:00+08:00").value());
  const std::string matter = open(office, {{"pack", "city"}}).text("/id");
  office.notice_of(matter);
  // The day is not known to be one yet, nor is the year.
  EXPECT_EQ(office.ask("GET", "/v1/notices").text("/notices/0/closes_on"), "2027-01-11");
  http::Headers headers = office.signed_in("admin");
  headers.add("Content-Type", "text/csv");
  const Answer installed = office.ask(
      "POST", "/v1/calendars",
      shipped_calendar() + "2027-01-01,HOLIDAY,元旦\n2027-10-01,HOLIDAY,国庆节\n", headers);
  EXPECT_EQ(installed.text("/changed/0/to"), "2027-01-12") << installed.body;
  EXPECT_EQ(installed.text("/changed/0/provisional"), "false");
  EXPECT_EQ(office.ask("GET", "/v1/notices").text("/notices/0/closes_on"), "2027-01-12");
  EXPECT_EQ(office.get("qian", installed.text("/links/changes")).text("/changed"),
            installed.text("/changed"));
}

}  // namespace
}  // namespace gavel::api::test
