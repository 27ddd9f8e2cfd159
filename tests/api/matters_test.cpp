// Matters over the API: opening, sending events, every kind of refusal, who sees what, versions,
// repeated requests, paging.
#include <gtest/gtest.h>

#include "tests/api/office.hpp"

namespace gavel::api::test {
namespace {

TEST(Matter, IsOpenedAndReadBack) {
  Office office;
  const Answer opened = office.post("li", "/v1/matters",
                                    {{"procedure", "small-decision"},
                                     {"title", "学区调整"},
                                     {"policy", {{"notice_days", 40}}},
                                     {"data", {{"reason", "扩建"}}}});
  ASSERT_EQ(opened.status, 201) << opened.body;
  EXPECT_EQ(opened.headers.get("ETag"), "\"1\"");
  EXPECT_EQ(opened.headers.get("Location"), "/v1/matters/" + opened.text("/id"));
  const Answer read = office.get("li", "/v1/matters/" + opened.text("/id"));
  EXPECT_EQ(read.text("/states/0/title/zh"), "起草");
  EXPECT_EQ(read.text("/policy/notice_days"), "40");
  EXPECT_EQ(read.text("/unit"), "education");
  EXPECT_THAT(std::string(read.headers.get("ETag")), ::testing::StartsWith("\"1."));
}

TEST(Matter, IsNotOpenedAgainstItsProceduresWord) {
  Office office;
  const auto open = [&](const std::string& as, JsonObject more) {
    JsonObject body{{"procedure", "small-decision"}, {"title", "x"}};
    for (const auto& [name, value] : more) body[name] = value;
    return office.post(as, "/v1/matters", body).brief();
  };
  EXPECT_EQ(open("zhao", {}), "403 not-permitted");
  EXPECT_EQ(open("li", {{"procedure", "none"}}), "404 no-such-procedure");
  EXPECT_EQ(open("li", {{"policy", {{"notice_days", 3}}}}), "422 invalid-policy");
  EXPECT_EQ(open("li", {{"policy", {{"nothing", 3}}}}), "422 invalid-policy");
  EXPECT_EQ(office
                .post("li", "/v1/matters",
                      {{"procedure", "small-decision"},
                       {"title", "x"},
                       {"policy", JsonObject{{"nothing", 3}}}})
                .text("/errors/0/detail"),
            "程序 small-decision 没有参数 nothing，也没有名称相近的；全部参数见 GET "
            "/v1/procedures/small-decision。");
  EXPECT_EQ(open("li", {{"data", {{"odd", 3}}}}), "422 invalid-form");
  for (const char* title :
       {"", "。", "某方案\n结束情况：已公布", "目录\x01坏", "目录\xEF\xBF\xBF坏"})
    EXPECT_EQ(open("li", {{"title", title}}), "422 invalid-body") << title;
  EXPECT_EQ(open("li", {{"odd", 1}}), "422 unknown-field");
}

// Each line cures what the line before was refused for.
TEST(Event, IsRefusedForEachReasonWithAProblemOfItsOwn) {
  Office office;
  const std::string id = office.open_matter();
  const std::string place = "/v1/matters/" + id + "/events";
  const Json note{{"event", "note"}, {"data", {{"text", "x"}}}};
  EXPECT_EQ(office.post("li", "/v1/matters/none/events", note, {{"If-Match", "*"}}).brief(),
            "404 no-such-matter");
  EXPECT_EQ(office.post("li", place, note).brief(), "428 precondition-required");
  EXPECT_EQ(office.post("li", place, note, {{"If-Match", "1"}}).brief(), "400 bad-if-match");
  const Answer stale = office.post("li", place, note, {{"If-Match", "\"9\""}});
  EXPECT_EQ(stale.brief(), "412 version-conflict");
  EXPECT_EQ(stale.headers.get("ETag"), "\"1\"");
  EXPECT_EQ(office.send("li", id, "nothing").brief(), "422 unknown-event");
  // Which there are of that subject, and which do the same.
  EXPECT_THAT(office.send("li", id, "notice.shut").text("/detail"),
              ::testing::HasSubstr("notice.close, notice.open"));
  EXPECT_THAT(office.send("li", id, "opinion").text("/detail"),
              ::testing::HasSubstr("counsel.opinion"));
  EXPECT_EQ(office.send("li", id, "notice.close").brief(), "409 not-now");
  EXPECT_EQ(office.send("admin", id, "note", {{"text", "x"}}).brief(), "403 not-permitted");
  EXPECT_EQ(office.send("li", id, "note").brief(), "422 invalid-form");
  EXPECT_EQ(office.send("li", id, "break").brief(), "422 execution-error");
  for (const auto& [language, said] :
       {std::pair{"en", "<assign> in line"}, std::pair{"en", ": \"nowhere\" is not declared"},
        std::pair{"zh", "行的 <assign>：“nowhere”没有声明"}}) {
    const Answer broken = office.post("li", place, {{"event", "break"}},
                                      {{"If-Match", "\"1\""}, {"Accept-Language", language}});
    EXPECT_TRUE(broken.text("/detail").contains(said)) << broken.body;
  }
  const Answer done = office.post("li", place, note, {{"If-Match", "\"1\""}});
  ASSERT_EQ(done.status, 201) << done.body;
  EXPECT_EQ(done.headers.get("ETag"), "\"2\"");
  EXPECT_EQ(done.headers.get("Location"), place + "/2");
  EXPECT_EQ(office.get("li", place + "/2").text("/data/data/text"), "x");
}

TEST(Event, MayNotBeTheSystemsOwn) {
  Office office;
  const std::string id = office.open_matter();
  for (const char* event :
       {"clock.T02", "system.archive.built", "gavel.open", "done.state.drafting"}) {
    const Answer said = office.send("li", id, event);
    EXPECT_GE(said.status, 400) << event;
    EXPECT_LT(said.status, 500) << event;
  }
}

TEST(Refusal, NamesTheRuleItsCitationAndTheEarliestDay) {
  Office office;
  const std::string id = office.open_matter();
  ASSERT_EQ(office.send("li", id, "notice.open").status, 201);
  const Answer early = office.send("li", id, "notice.close");
  EXPECT_EQ(early.brief(), "409 rules-unmet");
  EXPECT_EQ(
      early.text("/detail"),
      "公开征求意见的期限一般不少于30日（《重大行政决策程序暂行条例》（国务院令第713号）第15条）。"
      "等期限届满后再截止。最早可于 " +
          early.text("/refusal/rules/0/earliest") + " 办理。");
  EXPECT_EQ(early.text("/refusal/rules/0/id"), "G08");
  EXPECT_EQ(early.text("/refusal/rules/0/citations/0/article"), "15");
  EXPECT_EQ(early.text("/refusal/rules/0/provisional"), "false");
  const Answer tasks = office.get("li", "/v1/matters/" + id + "/tasks");
  EXPECT_EQ(tasks.text("/tasks/0/event"), "notice.close");
  EXPECT_EQ(tasks.text("/tasks/0/step"), "noticed");
  EXPECT_EQ(tasks.text("/tasks/0/allowed"), "false");
  EXPECT_EQ(tasks.text("/tasks/0/blocked/rules/0/id"), "G08");
  ASSERT_EQ(office.post("admin", "/v1/clock", {{"days", 40}}).status, 200);
  EXPECT_EQ(office.send("li", id, "notice.close").status, 201);
}

TEST(Refusal, SpeaksTheClientsLanguage) {
  Office office;
  const std::string id = office.open_matter();
  http::Headers headers = office.signed_in("li");
  headers.add("Content-Type", "application/json");
  headers.add("If-Match", "*");
  headers.add("Accept-Language", "en");
  const Answer said = office.ask(
      "POST", "/v1/matters/" + id + "/events",
      R"({"event":"note","data":{"kind":"x","weight":"1","on":"never","odd":1}})", headers);
  EXPECT_EQ(said.headers.get("Content-Type"), "application/problem+json");
  EXPECT_EQ(said.headers.get("Content-Language"), "en");
  EXPECT_EQ(said.text("/title"), "Invalid form");
  std::map<std::string, std::string> told;
  const Json errors = said.at("/errors");
  for (const Json& error : errors.as_array()) {
    told[std::string(error.at("pointer").as_string())] =
        std::string(error.at("detail").as_string());
  }
  EXPECT_EQ(told,
            (std::map<std::string, std::string>{
                {"/data/text", "Text is missing."},
                {"/data/kind", "Kind must be one of plain, urgent, not x."},
                {"/data/weight", "Weight must be of type number."},
                {"/data/on",
                 "Day must be a day such as 2026-01-30 (in a form from 1900 to 2199), not never."},
                {"/data/odd", "There is no field odd."}}));
}

TEST(Matter, IsShownAsItStoodAtAnyOfItsVersions) {
  Office office;
  const std::string id = office.open_matter(), page = "/v1/matters/" + id;
  ASSERT_EQ(office.send("li", id, "note", {{"text", "一"}}).status, 201);
  ASSERT_EQ(office.send("li", id, "notice.open").status, 201);
  const Answer past = office.get("zhao", page + "?version=2");
  ASSERT_EQ(past.status, 200) << past.body;
  EXPECT_EQ(
      past.text("/version") + " " + past.text("/states/0/id") + " " + past.text("/data/notes"),
      "2 drafting 1");
  EXPECT_EQ(office.get("zhao", page + "?version=3").text("/states/0/id"), "noticed");
  EXPECT_EQ(office.get("zhao", page + "?version=4").brief(), "404 no-such-event");
  EXPECT_EQ(office.get("zhao", page + "?version=0").brief(), "400 invalid-query");
  EXPECT_EQ(office.get("wu", page + "?version=2").brief(), "403 not-your-matter");
}

TEST(Visibility, KeepsDraftersToTheirUnitAndLetsStaffSeeAll) {
  Office office;
  const std::string id = office.open_matter("li");
  const std::string place = "/v1/matters/" + id;
  for (const char* path :
       {"", "/tasks", "/events", "/events/1", "/documents", "/dossier", "/comments"}) {
    EXPECT_EQ(office.get("wu", place + path).brief(), "403 not-your-matter") << path;
    EXPECT_EQ(office.get("zhao", place + path).status, 200) << path;
    EXPECT_EQ(office.ask("GET", place + path).brief(), "401 not-signed-in") << path;
  }
  EXPECT_EQ(office.send("wu", id, "note", {{"text", "x"}}).brief(), "403 not-your-matter");
  EXPECT_EQ(office.upload("wu", id, "x").brief(), "403 not-your-matter");
  EXPECT_TRUE(office.get("wu", "/v1/matters").at("/matters").as_array().empty());
  EXPECT_EQ(office.get("wu", "/v1/matters?unit=education").brief(), "403 not-your-matter");
  EXPECT_EQ(office.get("zhao", "/v1/matters?unit=education").text("/matters/0/id"), id);
}

// People know a unit by its name; its id is for machines.
TEST(Visibility, IsRefusedWithTheNameOfTheUnit) {
  Office office;
  ASSERT_TRUE(office.accounts.add_unit({"schools", "区教育局"}));
  office.hire("lu", "schools", {"drafter"});
  office.hire("ma", "transport", {"drafter", "office"});
  const std::string id = office.open_matter("lu");
  const std::string sentence =
      "该事项由单位“区教育局”提出，没有交由您所在单位办理；您的账号只能查看和办理本单位的事项。"
      "需要由您所在单位办理的，请办公厅（室）交办。";
  EXPECT_EQ(office.get("wu", "/v1/matters/" + id).text("/detail"), sentence);
  EXPECT_EQ(office.get("wu", "/v1/matters?unit=schools").text("/detail"), sentence);

  ASSERT_EQ(office.send("lu", id, "notice.open").status, 201);
  const std::string notice = office.participation.notices_of(id).back().id;
  const Answer comment = office.post("", "/v1/notices/" + notice + "/comments", {{"text", "校车"}});
  const Answer refused =
      office.post("ma", comment.text("/href") + "/replies", {{"adoption", "adopted"}});
  EXPECT_EQ(refused.text("/detail"), sentence) << refused.body;
}

TEST(Visibility, ReachesTheUnitAMatterWasHandedTo) {
  Office office;
  const std::string id = office.open_matter("li");
  EXPECT_EQ(office.get("wu", "/v1/matters/" + id).brief(), "403 not-your-matter");
  EXPECT_EQ(office.get("wu", "/v1/matters").at("/matters"), JsonArray());

  EXPECT_EQ(office.send("li", id, "hand.over", {{"unit", "transport"}}).status, 201);

  EXPECT_EQ(office.get("wu", "/v1/matters/" + id).status, 200);
  EXPECT_EQ(office.get("wu", "/v1/matters").text("/matters/0/id"), id);
  EXPECT_EQ(office.get("li", "/v1/matters").text("/matters/0/id"), id) << "who opened it keeps it";
  EXPECT_EQ(office.get("qian", "/v1/matters?unit=transport").text("/matters/0/id"), id);
}

TEST(Repetition, OfARequestUnderOneKeyGivesTheFirstAnswer) {
  Office office;
  const Json ask{{"procedure", "small-decision"}, {"title", "一"}};
  const http::Headers key{{"Idempotency-Key", "k-1"}};
  const Answer first = office.post("li", "/v1/matters", ask, key);
  const Answer again = office.post("li", "/v1/matters", ask, key);
  ASSERT_EQ(first.status, 201);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(again.headers.get("Location"), first.headers.get("Location"));
  EXPECT_EQ(again.headers.get("ETag"), "\"1\"");
  EXPECT_EQ(again.headers.get("Idempotency-Replayed"), "true");
  EXPECT_EQ(office.get("li", "/v1/matters").at("/matters").as_array().size(), 1u);
  EXPECT_EQ(
      office.post("li", "/v1/matters", {{"procedure", "small-decision"}, {"title", "二"}}, key)
          .brief(),
      "422 idempotency-key-reused");
  EXPECT_EQ(office.post("wu", "/v1/matters", ask, key).status, 201)
      << "keys belong to their account";
  EXPECT_EQ(office.post("li", "/v1/matters", ask, {{"Idempotency-Key", ""}}).brief(),
            "400 bad-idempotency-key");
}

// The answer is kept before the matter is there, with the clocks that run from its first day.
TEST(Repetition, OfAnOpeningThatStartsAClockGivesTheFirstAnswer) {
  Office office;
  const char* file = "workflows/letters.scxml";
  ASSERT_TRUE(office.procedures.install(file_text(file), file, office.clock.now()));
  const auto open = [&] {
    return office.post(
        "qian", "/v1/matters",
        {{"procedure", "letters"},
         {"title", "停水"},
         {"data",
          JsonObject{{"channel", "letter"}, {"summary", "停水三天"}, {"publish_consent", false}}}},
        {{"Idempotency-Key", "k-1"}});
  };
  const Answer first = open(), again = open();
  EXPECT_EQ(first.status, 201) << first.body;
  EXPECT_EQ(first.text("/clocks/0/id"), "accept") << first.body;
  EXPECT_EQ(again.body, first.body);
}

TEST(Repetition, MakesAnEventHappenOnce) {
  Office office;
  const std::string id = office.open_matter();
  const http::Headers headers{{"If-Match", "\"1\""}, {"Idempotency-Key", "note-1"}};
  const Json note{{"event", "note"}, {"data", {{"text", "x"}}}};
  const Answer first = office.post("li", "/v1/matters/" + id + "/events", note, headers);
  const Answer again = office.post("li", "/v1/matters/" + id + "/events", note, headers);
  ASSERT_EQ(first.status, 201);
  EXPECT_EQ(again.body, first.body) << "although the version has moved on";
  EXPECT_EQ(office.get("li", "/v1/matters/" + id).text("/data/notes"), "1");
}

TEST(Repetition, KeepsNoRefusalAndNoSecretInTheOpen) {
  Office office;
  const std::string id = office.open_matter();
  const std::string notice = office.notice_of(id);
  const std::string place = "/v1/notices/" + notice + "/comments";
  const http::Headers key{{"Idempotency-Key", "c-1"}};
  EXPECT_EQ(office.post("", place, {{"text", ""}}, key).brief(), "422 invalid-body");
  const Answer first = office.post("", place, {{"text", "好"}}, key);
  ASSERT_EQ(first.status, 201) << "what was refused may be mended under the same key";
  EXPECT_EQ(office.post("", place, {{"text", "好"}}, key).body, first.body);
  EXPECT_EQ(db::test::psql(
                office.url,
                "SELECT count(*) FROM idempotency WHERE body LIKE '%secret%' OR key LIKE '%c-1%'"),
            "0");
}

TEST(Lists, GoOnPageByPageWithoutGapOrRepeat) {
  Office office;
  std::set<std::string> opened;
  for (int i = 0; i < 5; ++i) opened.insert(office.open_matter());
  std::set<std::string> seen;
  std::string target = "/v1/matters?q=%E5%AD%A6%E5%8C%BA&limit=2";
  int pages = 0;
  while (!target.empty() && ++pages < 10) {
    const Answer page = office.get("li", target);
    ASSERT_EQ(page.status, 200) << page.body;
    const Json matters = page.at("/matters");
    for (const Json& matter : matters.as_array()) {
      EXPECT_TRUE(seen.insert(std::string(matter.at("id").as_string())).second);
    }
    const std::string link(page.headers.get("Link"));
    target = link.empty() ? "" : link.substr(1, link.find('>') - 1);
    EXPECT_TRUE(link.empty() || link.ends_with("; rel=\"next\""));
  }
  EXPECT_EQ(pages, 3);
  EXPECT_EQ(seen, opened);
  EXPECT_EQ(office.get("li", "/v1/matters?cursor=nonsense").brief(), "400 bad-cursor");
  EXPECT_EQ(office.get("li", "/v1/matters?limit=1000").brief(), "400 invalid-query");
}

TEST(Etag, SparesTheClientWhatItHas) {
  Office office;
  const std::string id = office.open_matter(), page = "/v1/matters/" + id;
  http::Headers headers = office.signed_in("li");
  headers.add("If-None-Match", std::string(office.get("li", page).headers.get("ETag")));
  EXPECT_EQ(office.ask("GET", page, "", headers).status, 304);
  ASSERT_EQ(office.send("li", id, "note", {{"text", "x"}}).status, 201);
  EXPECT_EQ(office.ask("GET", page, "", headers).status, 200);
}

// What is sent on the ground of a page goes by the version in front.
TEST(Etag, OfAPageIsWhatAnEventOnItsGroundHasToMatch) {
  Office office;
  const std::string page = "/v1/matters/" + office.open_matter();
  const std::string tag(office.get("li", page).headers.get("ETag"));
  const auto note = [&] {
    return office.post("li", page + "/events", {{"event", "note"}, {"data", {{"text", "x"}}}},
                       {{"If-Match", tag}});
  };
  EXPECT_EQ(note().status, 201);
  EXPECT_EQ(note().brief(), "412 version-conflict");
}

// RFC 9110, 8.8.3: of two representations no strong one is the same. A clock runs out without a new
// version.
TEST(Etag, IsOfThePageAsItStandsAndNotOfItsVersionAlone) {
  Office office;
  const std::string id = office.open_matter(), page = "/v1/matters/" + id;
  ASSERT_EQ(office.send("li", id, "notice.open").status, 201);
  const Answer before = office.get("li", page);
  EXPECT_EQ(before.text("/clocks/0/reached"), "false");
  office.clock.move_to(office.clock.now() + std::chrono::days{60});
  http::Headers headers = office.signed_in("li");
  headers.add("If-None-Match", std::string(before.headers.get("ETag")));
  const Answer after = office.ask("GET", page, "", headers);
  ASSERT_EQ(after.status, 200) << "not the page as it was";
  EXPECT_EQ(after.text("/version"), before.text("/version"));
  EXPECT_EQ(after.text("/clocks/0/reached"), "true");
}

}  // namespace
}  // namespace gavel::api::test
