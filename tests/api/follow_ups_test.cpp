// What happened to a matter after its file was closed, told on its page and on the page of what
// follows it.
#include "api/routes/target.hpp"
#include "db/named.hpp"
#include "tests/api/office.hpp"

namespace gavel::api::test {
namespace {

constexpr const char* code = "X043-WS·2026-Y-BGS-0001";

struct Followed : Office {
  Followed() {
    std::string xml = file_text("workflows/follow-up.scxml");
    const std::string major = "'major-decision'";
    xml.replace(xml.find(major), major.size(), "'small-decision'");
    const auto installed = procedures.install(xml, "follow-up.scxml", clock.now());
    if (!installed) ADD_FAILURE() << in_words(installed.error().front()).en;
  }
  void seal(const std::string& matter) {
    db::test::psql(url,
                   "INSERT INTO package (matter, seq, ordered_at, status, fonds, year, retention, "
                   "organisation, item, archival_code, title, procedure, params, sha256, size, "
                   "passed, built_at, reported, closed_on) VALUES ('" +
                       matter + "', 9, '2026-01-30', 'built', 'X043', 2026, 'Y', 'BGS', 1, '" +
                       code +
                       "', '学区调整', 'small-decision', '{}', sha256('x'), 1, true, "
                       "'2026-01-30T10:00:00+08:00', true, '2026-01-30')");
  }
  Answer follow(const std::string& volume) {
    return post("qian", "/v1/matters",
                {{"procedure", "follow-up"},
                 {"title", "判决确认违法"},
                 {"data", JsonObject{{"volume", volume}, {"reason", "判决书送达"}}}});
  }
};

TEST(FollowUps, AreOpenedOnWhatIsArchivedAndToldFromBothEnds) {
  Followed office;
  const std::string matter = office.open_matter();
  EXPECT_EQ(office.follow(matter).brief(), "409 rules-unmet");
  EXPECT_EQ(office.follow("no-such").brief(), "409 rules-unmet");
  office.seal(matter);
  const Answer opened = office.follow(code);
  ASSERT_EQ(opened.status, 201) << opened.body;
  const std::string follow_up = opened.text("/id");

  const Answer page = office.get("qian", "/v1/matters/" + matter);
  EXPECT_EQ(page.text("/follow_ups/0/matter"), follow_up) << page.body;
  EXPECT_EQ(page.text("/follow_ups/0/title"), "判决确认违法");
  EXPECT_EQ(page.text("/follow_ups/0/states/1/id"), "recording");
  EXPECT_EQ(page.text("/follow_ups/0/archival_code"), "null");
  EXPECT_EQ(page.text("/follow_ups/0/links/matter"), "/v1/matters/" + follow_up);
  EXPECT_EQ(page.text("/follows"), "null");

  const Answer own = office.get("qian", "/v1/matters/" + follow_up);
  EXPECT_EQ(own.text("/follows/matter"), matter) << own.body;
  EXPECT_EQ(own.text("/follows/archival_code"), code);
  EXPECT_EQ(own.text("/follow_ups"), "[]");
}

// A decision that replaces it is told on its page, though its file is closed, and to whoever names
// it in a form.
TEST(FollowUps, TellOfTheDecisionThatReplacesOneWhoseFileIsClosed) {
  Followed office;
  const std::string matter = office.open_matter(), later = office.open_matter();
  office.seal(matter);
  EXPECT_EQ(office.get("qian", "/v1/matters/" + matter).text("/succeeded_by"), "[]");
  db::test::psql(office.url, "INSERT INTO matter_succession VALUES ('" + later + "', '" + later +
                                 "', 1, '" + matter + "', '2026-01-30')");
  const Answer page = office.get("qian", "/v1/matters/" + matter);
  EXPECT_EQ(page.text("/succeeded_by/0/matter"), later) << page.body;
  EXPECT_EQ(page.text("/succeeded_by/0/links/matter"), "/v1/matters/" + later);
  EXPECT_EQ(office.get("qian", "/v1/matters/" + later).text("/succeeded_by"), "[]");
  // And in the statement of procedure as it is read from then on.
  const std::string statement = "/statement-of-procedure";
  const Answer told = office.get("qian", "/v1/matters/" + matter + statement);
  EXPECT_EQ(told.text("/succeeded_by/0/matter"), later) << told.body;
  EXPECT_EQ(told.text("/succeeded_by/0/says/zh"),
            "2026年1月30日，为调整或者终止本决策而作出的《学区调整》（事项编号" + later +
                "）公布或者送达。");
  EXPECT_EQ(office.get("qian", "/v1/matters/" + later + statement).text("/succeeded_by"), "[]");
  http::Headers headers = office.signed_in("qian");
  headers.set("Accept", "text/plain");
  EXPECT_THAT(office.ask("GET", "/v1/matters/" + matter + statement, "", headers).body,
              testing::HasSubstr("调整、终止本决策的其他决策"));
  EXPECT_EQ(db::matter_named(office.pool, matter).at("found").at("succeeded_by"), Json(later));
}

// Whoever is of another organ could do nothing in it.
TEST(FollowUps, AreOpenedByThoseOfTheOrganWhoseMatterItWas) {
  Followed office;
  const char* file = "workflows/catalogue.scxml";
  ASSERT_TRUE(office.procedures.install(file_text(file), file, office.clock.now()));
  const std::string matter =
      office
          .post("qian", "/v1/matters",
                {{"procedure", "catalogue"},
                 {"title", "目录"},
                 {"data", JsonObject{{"organ", "市人民政府"},
                                     {"year", 2026},
                                     {"basis", JsonArray{JsonObject{{"title", "x"}}}}}}})
          .text("/id");
  office.heads("mayor", "市人民政府");
  office.heads("chief", "市住建局");
  const auto follow = [&](const char* as) {
    return office.post(as, "/v1/matters",
                       {{"procedure", "follow-up"},
                        {"title", "后续"},
                        {"data", JsonObject{{"volume", matter}, {"reason", "判决书送达"}}}});
  };
  const Answer refused = follow("chief");
  EXPECT_EQ(refused.brief(), "403 other-organs-matter") << refused.body;
  EXPECT_NE(refused.text("/detail").find("您登记的职务在市住建局"), std::string::npos);
  EXPECT_EQ(follow("mayor").brief(), "409 rules-unmet");  // of a catalogue nothing is followed up
  office.hire("dang", "justice", {"party_group"});
  ASSERT_EQ(office
                .post("dang", "/v1/matters/" + matter + "/recusals",
                      {{"account", "mayor"}, {"step", "order"}, {"reason", "亲属经营"}})
                .status,
            201);
  EXPECT_EQ(follow("mayor").brief(), "403 recused-opens-nothing");
}

// Its version stays what it was when it ended: by that alone what follows it would go unnoticed.
TEST(FollowUps, ChangeTheETagOfAFinishedMatter) {
  Followed office;
  const std::string matter = office.open_matter();
  office.seal(matter);
  const std::string ended = office.follow(matter).text("/id"), page = "/v1/matters/" + ended;
  ASSERT_EQ(office.send("qian", ended, "matter.withdraw", {{"reason", "误立"}}).status, 201);
  const std::string tag(office.get("qian", page).headers.get("ETag"));
  EXPECT_TRUE(tag.starts_with("\"2.")) << tag;
  const auto if_changed = [&] {
    http::Headers headers = office.signed_in("qian");
    headers.add("If-None-Match", tag);
    return office.ask("GET", page, "", headers).status;
  };
  EXPECT_EQ(if_changed(), 304);

  db::test::psql(office.url, "INSERT INTO matter_follow_up VALUES ('" + office.open_matter() +
                                 "', 1, '" + ended + "', 'X043-2', '2026-01-30')");
  EXPECT_EQ(if_changed(), 200);

  // Whoever sends an event on the ground of it is told that it has ended.
  EXPECT_EQ(
      office.post("qian", page + "/events", {{"event", "matter.withdraw"}}, {{"If-Match", tag}})
          .brief(),
      "409 finished");
  EXPECT_EQ(office
                .post("qian", page + "/events", {{"event", "matter.withdraw"}},
                      {{"If-Match", "\"1." + tag.substr(3)}})
                .brief(),
            "412 version-conflict");
}

TEST(ArchivedVolume, HasAnETag) {
  Followed office;
  office.seal(office.open_matter());
  const std::string page = "/v1/archive/" + encoded(code);
  const Answer volume = office.get("qian", page);
  ASSERT_EQ(volume.status, 200) << volume.body;
  http::Headers headers = office.signed_in("qian");
  headers.add("If-None-Match", std::string(volume.headers.get("ETag")));
  EXPECT_EQ(office.ask("GET", page, "", headers).status, 304);
}

}  // namespace
}  // namespace gavel::api::test
