// Oversight over all matters: overdue, soon due, idle, and numbers that open into their matters.
#include "tests/api/office.hpp"

namespace gavel::api::test {
namespace {

/// An office with letters (a clock of 15 days to tell the writer) beside the small decision.
struct Watched : Office {
  Watched() {
    const auto installed =
        procedures.install(file_text("workflows/letters.scxml"), "letters.scxml", clock.now());
    if (!installed) ADD_FAILURE() << in_words(installed.error().front()).en;
  }
  std::string letter() {
    const Answer opened = post(
        "qian", "/v1/matters",
        {{"procedure", "letters"},
         {"title", "停水三天"},
         {"data",
          JsonObject{{"channel", "mailbox"}, {"summary", "停水"}, {"publish_consent", false}}}});
    EXPECT_EQ(opened.status, 201) << opened.body;
    return opened.text("/id");
  }
  void days(int n) {
    const Answer moved = post("admin", "/v1/clock", {{"days", n}});
    ASSERT_EQ(moved.status, 200) << moved.body;
  }
};

// Who audits reads every matter and the numbers behind an appraisal, and writes nothing.
TEST(Article9, AnAuditorReadsEveryMatterAndItsNumbersAndActsInNone) {
  Watched office;
  office.hire("shen", "system", {"auditor"});
  const std::string matter = office.open_matter();
  for (const std::string& target :
       {"/v1/matters/" + matter, "/v1/matters/" + matter + "/events",
        "/v1/matters/" + matter + "/statement-of-procedure",
        std::string("/v1/oversight/exceptions"), std::string("/v1/oversight/overdue"),
        std::string("/v1/oversight/statistics?by=unit&procedure=small-decision")}) {
    EXPECT_EQ(office.get("shen", target).status, 200) << target;
  }
  EXPECT_EQ(office.send("shen", matter, "notice.open").brief(), "403 not-permitted");
  EXPECT_EQ(office.upload("shen", matter, "draft").status, 403);
  EXPECT_EQ(
      office.post("shen", "/v1/matters", {{"procedure", "small-decision"}, {"title", "一件事"}})
          .status,
      403);
  const char* by_unit = "/v1/oversight/statistics?by=unit&procedure=small-decision";
  const Answer refused = office.get("li", by_unit);
  EXPECT_EQ(refused.brief(), "403 role-required");
  EXPECT_EQ(refused.text("/detail"),
            "此操作需要以下角色之一：政府办公厅（室）、行政首长、督查机构、审计人员。");
  EXPECT_EQ(office.get("qian", by_unit).text("/groups/0/title/zh"), "education");
}

TEST(Oversight, ShowsWhatIsOverdueUntilItIsDone) {
  Watched office;
  const std::string late = office.letter();
  office.days(14);
  EXPECT_EQ(office.get("qian", "/v1/oversight/overdue").text("/items"), "[]");
  const Answer soon = office.get("qian", "/v1/oversight/due-soon?days=30");
  EXPECT_EQ(soon.text("/items/0/matter"), late);
  EXPECT_EQ(soon.text("/items/0/clock/kind"), "latest");
  office.days(20);
  const Answer overdue = office.get("qian", "/v1/oversight/overdue");
  EXPECT_EQ(overdue.text("/items/0/matter"), late) << overdue.body;
  EXPECT_EQ(overdue.text("/items/0/clock/id"), "accept");
  EXPECT_THAT(overdue.text("/items/0/clock/citations/0/zh"), ::testing::HasSubstr("信访工作条例"));
  EXPECT_EQ(office.get("qian", "/v1/oversight/overdue?unit=transport").text("/items"), "[]");
  ASSERT_EQ(office.send("qian", late, "letter.accept", {{"track", "enquiry"}}).status, 201);
  EXPECT_EQ(office.get("qian", "/v1/oversight/overdue").text("/items"), "[]");
}

TEST(Oversight, ShowsMattersInWhichNothingHappens) {
  Watched office;
  const std::string idle = office.open_matter();
  office.days(29);
  EXPECT_EQ(office.get("qian", "/v1/oversight/idle").text("/items"), "[]");
  office.days(2);
  const Answer shown = office.get("qian", "/v1/oversight/idle");
  EXPECT_EQ(shown.text("/items/0/matter"), idle);
  EXPECT_EQ(shown.text("/items/0/days"), "31");
  EXPECT_EQ(office.get("qian", "/v1/oversight/idle?days=32").text("/items"), "[]");
}

// Of a published catalogue nothing is due for the rest of its year.
TEST(Oversight, DoesNotShowAPublishedCatalogueAsIdleUntilItIsBeingAdjusted) {
  Watched office;
  const auto installed = office.procedures.install(file_text("workflows/catalogue.scxml"),
                                                   "catalogue.scxml", office.clock.now());
  ASSERT_TRUE(installed.has_value());
  office.hire("dang", "system", {"party_group"});
  const Answer opened = office.post(
      "qian", "/v1/matters",
      {{"procedure", "catalogue"},
       {"title", "目录"},
       {"data", JsonObject{{"organ", "区人民政府"},
                           {"year", 2026},
                           {"basis", JsonArray{JsonObject{{"title", "国务院令第713号"}}}}}}});
  ASSERT_EQ(opened.status, 201) << opened.body;
  const std::string id = opened.text("/id");
  const auto step = [&](const char* as, const char* code, const char* event, JsonObject data = {}) {
    office.clock.move_to(office.clock.now() + std::chrono::minutes{1});
    http::Headers headers = office.signed_in(as);
    headers.add("Content-Type", "text/plain");
    ASSERT_EQ(
        office
            .ask("POST", "/v1/matters/" + id + "/documents?title=x&filename=x.txt&code=" + code,
                 "x", headers)
            .status,
        201);
    office.clock.move_to(office.clock.now() + std::chrono::minutes{1});
    const Answer answer = office.send(as, id, event, std::move(data));
    ASSERT_EQ(answer.status, 201) << answer.body;
  };
  ASSERT_EQ(office.send("qian", id, "item.put", {{"number", "1"}, {"title", "甲"}, {"unit", "乙"}})
                .status,
            201);
  step("qian", "CAT-02", "consent.ask");
  step("dang", "CAT-03", "consent.give", {{"number", "区委〔2026〕1号"}});
  step("qian", "CAT-04", "catalogue.publish");
  office.days(60);
  EXPECT_EQ(office.get("qian", "/v1/oversight/idle").text("/items"), "[]");
  ASSERT_EQ(office.send("qian", id, "adjustment.begin", {{"reason", "新增一项"}}).status, 201);
  office.days(31);
  EXPECT_EQ(office.get("qian", "/v1/oversight/idle").text("/items/0/matter"), id);
}

// The server was away when the last day was over: the days are counted from that day all the same.
TEST(Oversight, CountsTheDaysFromTheLastDayWheneverTheClockFired) {
  Watched office;
  office.letter();
  office.days(34);  // 15 days to accept
  const Answer overdue = office.get("qian", "/v1/oversight/overdue");
  EXPECT_EQ(overdue.text("/items/0/days"), "19") << overdue.body;
}

TEST(Oversight, TellsOnlyLatestDatesToBeDueWithTheirLastDay) {
  Watched office;
  const std::string noticed = office.open_matter();
  ASSERT_EQ(office.send("li", noticed, "notice.open").status, 201);
  office.letter();
  const Answer soon = office.get("qian", "/v1/oversight/due-soon?days=60");
  ASSERT_EQ(soon.at("/items").as_array().size(), 1u) << soon.body;
  EXPECT_EQ(soon.text("/items/0/clock/id"), "accept");
  const Day opened = day_of(StoppedClock().at);
  EXPECT_EQ(soon.text("/items/0/last_day"), to_string(opened + std::chrono::days{15}));
}

TEST(Oversight, TakesAClockThatFiresForNoAct) {
  Watched office;
  const std::string idle = office.letter();
  office.days(16);  // its clock fires
  office.days(14);
  const Answer shown = office.get("qian", "/v1/oversight/idle?days=30");
  EXPECT_EQ(shown.text("/items/0/matter"), idle) << shown.body;
  EXPECT_EQ(shown.text("/items/0/days"), "30");
}

TEST(Oversight, CountsNoStepOfAMatterThatEndedAsRunning) {
  Watched office;
  const std::string ended = office.letter();
  ASSERT_EQ(
      office.send("qian", ended, "letter.set_aside", {{"ground", "spam"}, {"told", "重复来信"}})
          .status,
      201);
  const Answer answer = office.get("qian", "/v1/oversight/statistics?by=step&procedure=letters");
  const Json groups = answer.at("/groups");
  for (const Json& each : groups.as_array()) {
    EXPECT_EQ(each.at("running").at("count"), Json(0)) << answer.body;
    const Answer behind =
        office.get("qian", std::string(each.at("running").at("href").as_string()));
    EXPECT_EQ(behind.text("/items"), "[]");
  }
}

TEST(Oversight, CountsFromEventsAndEachNumberOpensIntoItsMatters) {
  Watched office;
  const std::string one = office.open_matter(), other = office.open_matter("wu");
  ASSERT_EQ(office.send("li", one, "notice.open").status, 201);
  const auto group = [&](const std::string& by, const std::string& key) {
    const Answer answer =
        office.get("qian", "/v1/oversight/statistics?procedure=small-decision&by=" + by);
    EXPECT_EQ(answer.status, 200) << answer.body;
    const Json groups = answer.at("/groups");
    for (const Json& each : groups.as_array()) {
      if (each.at("key") == Json(key)) return each;
    }
    ADD_FAILURE() << "no " << key << " in " << answer.body;
    return Json();
  };
  const auto numbers = [](const Json& of) {
    return json_text(of.at("opened").at("count")) + " " + json_text(of.at("finished").at("count")) +
           " " + json_text(of.at("running").at("count"));
  };
  EXPECT_EQ(numbers(group("step", "drafting")), "2 1 1");
  EXPECT_EQ(numbers(group("step", "noticed")), "1 0 1");
  EXPECT_EQ(group("step", "noticed").at("title").at("zh"), "征求意见");
  EXPECT_EQ(numbers(group("unit", "transport")), "1 0 1");
  EXPECT_EQ(numbers(group("year", "2026")), "2 0 2");
  const auto behind = [&](const Json& of, const char* which) {
    const Answer answer = office.get("qian", std::string(of.at(which).at("href").as_string()));
    EXPECT_EQ(answer.status, 200) << answer.body;
    std::set<std::string> ids;
    const Json items = answer.at("/items");
    for (const Json& item : items.as_array())
      ids.insert(std::string(item.at("matter").as_string()));
    return ids;
  };
  using Ids = std::set<std::string>;
  EXPECT_EQ(behind(group("step", "drafting"), "opened"), (Ids{one, other}));
  EXPECT_EQ(behind(group("step", "drafting"), "finished"), Ids{one});
  EXPECT_EQ(behind(group("step", "drafting"), "running"), Ids{other});
  EXPECT_EQ(behind(group("unit", "transport"), "opened"), Ids{other});
  EXPECT_EQ(behind(group("year", "2026"), "running"), (Ids{one, other}));
  EXPECT_EQ(behind(group("year", "2026"), "finished"), Ids{});
}

TEST(Oversight, IsForThoseWhoWatchAndRefusesWhatItDoesNotKnow) {
  Watched office;
  for (const char* list : {"overdue", "due-soon", "idle", "exceptions"}) {
    const std::string target = std::string("/v1/oversight/") + list;
    EXPECT_EQ(office.get("li", target).brief(), "403 role-required") << list;
    EXPECT_EQ(office.get("", target).status, 401) << list;
    EXPECT_EQ(office.get("qian", target).status, 200) << list;
    EXPECT_EQ(office.get("qian", target + "?cursor=yesterday").brief(), "400 bad-cursor") << list;
    EXPECT_EQ(office.get("qian", target + "?colour=red").brief(), "400 invalid-query") << list;
  }
  EXPECT_EQ(office.get("qian", "/v1/oversight/statistics").brief(), "400 invalid-query");
  EXPECT_EQ(office.get("qian", "/v1/oversight/statistics?by=colour").brief(), "400 invalid-query");
  EXPECT_EQ(office.get("qian", "/v1/oversight/statistics?by=year&procedure=none").brief(),
            "404 no-such-procedure");
  EXPECT_EQ(office.get("qian", "/v1/oversight/matters?by=step&which=opened").brief(),
            "400 invalid-query");
}

}  // namespace
}  // namespace gavel::api::test
