// A matter that takes up an archived one again: the link is told from both ends, its own package
// names the volume it follows, and the archived package stays the bytes it was.
#include "db/follow_ups.hpp"

#include "db/facts.hpp"
#include "db/named.hpp"
#include "tests/db/packaging.hpp"
#include "tests/file_text.hpp"

namespace gavel::db {
namespace {

using test::Packaging;

const matter::Actor office{
    .account = "chen", .name = "陈", .unit = "office", .roles = {"office", "archivist"}};

/// The shipped follow-up, of the small decisions that these tests archive.
std::string of_small_decisions() {
  std::string xml = file_text("workflows/follow-up.scxml");
  const std::string major = "'major-decision'";
  xml.replace(xml.find(major), major.size(), "'small-decision'");
  return xml;
}

struct FollowUpOf : Packaging {
  void SetUp() override {
    Packaging::SetUp();
    const auto installed =
        node.procedures.install(of_small_decisions(), "follow-up.scxml", test::start_of_tests);
    if (!installed) ADD_FAILURE() << in_words(installed.error().front()).en;
  }
  std::expected<desk::Done, desk::Failure> open(const std::string& id, const std::string& volume) {
    return desk.open("follow-up",
                     {.id = id,
                      .title = "判决确认违法",
                      .policy = {},
                      .data = {{"volume", volume}, {"reason", "判决书送达"}}},
                     office);
  }
  void act(const std::string& id, const std::string& event, JsonObject data) {
    must(desk.send(id, {.event = event, .data = std::move(data), .signature = {}}, office));
  }
  Facts facts{node.pool};
  desk::Desk desk{{node.matters, node.procedures, node.calendars, facts, node.clock}};
};

TEST_F(FollowUpOf, AnArchivedMatterIsToldFromBothEndsAndInItsOwnPackage) {
  run_to_archive("m-1");
  const auto refused = open("f-0", "m-1");
  ASSERT_FALSE(refused.has_value());  // not archived yet
  EXPECT_EQ(std::get<matter::Refusal>(refused.error()).rules.front().id, "F01");
  ASSERT_EQ(packager.run_once(), 1U);
  const std::string code = test::volume_of(url, search, "m-1")->archival_code;
  const std::string sha256 = test::volume_of(url, search, "m-1")->sha256;

  must(open("f-1", code));
  FollowUps follow_ups(node.pool);
  const auto found = follow_ups.of("m-1");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found.front().matter, "f-1");
  EXPECT_EQ(found.front().states, (std::vector<std::string>{"in_hand", "recording"}));
  EXPECT_EQ(found.front().archival_code, "");
  EXPECT_EQ(follow_ups.followed_by("f-1")->archival_code, code);
  EXPECT_FALSE(follow_ups.followed_by("m-1").has_value());

  desk::Attachments with;
  with.blob = "判决书";
  must(desk.add_document("f-1",
                         {.id = "paper",
                          .code = "LIA-01",
                          .title = "判决书",
                          .filename = "判决书.txt",
                          .media_type = "text/plain",
                          .sha256 = archive::sha256_hex(*with.blob),
                          .size = with.blob->size(),
                          .version = 1,
                          .by = office.account,
                          .at = {}},
                         office, with));
  act("f-1", "decision.annul",
      {{"by", "court"}, {"number", "行初1号"}, {"on", "2026-01-05"}, {"reason", "程序违法"}});
  act("f-1", "archive.collect", {{"fonds", "X043"}, {"organisation", "BGS"}});
  ASSERT_EQ(packager.run_once(), 1U);
  const auto own = test::volume_of(url, search, "f-1").value();
  EXPECT_EQ(own.status, "built") << json_text(own.report);
  EXPECT_EQ(follow_ups.of("m-1").front().archival_code, own.archival_code);
  const auto tar = search.download(own.archival_code, office, node.clock.now()).value().whole();
  EXPECT_NE(tar.find(R"({"from":")" + own.archival_code + R"(","matter":"m-1",)" +
                     R"("relation":"follows","to":")" + code + R"("})"),
            std::string::npos);
  EXPECT_EQ(test::volume_of(url, search, "m-1")->sha256, sha256);
}

TEST_F(FollowUpOf, ShowsOfTheArchivedMatterWhatTheFormAsksFor) {
  run_to_archive("m-1");
  ASSERT_EQ(packager.run_once(), 1U);
  EXPECT_EQ(matter_named(node.pool, "m-1"),
            matter_named(node.pool, test::volume_of(url, search, "m-1")->archival_code));
  must(open("f-1", "m-1"));
  const auto about = node.matters.load("f-1")->snapshot.session.data.at("about").as_object();
  EXPECT_EQ(about.at("id"), Json("m-1"));
  // What the small decision does not have is null.
  JsonObject shows = about.at("shows").as_object();
  EXPECT_EQ(shows.at("_x.matter.title"), about.at("title"));
  shows.erase("_x.matter.title");
  for (const char* asked : {"execution.ended", "publication.on", "drafting_unit", "organs"})
    EXPECT_TRUE(shows.contains(asked)) << asked;
  for (const auto& [name, value] : shows) EXPECT_TRUE(value.is_null()) << name;
}

TEST_F(FollowUpOf, ALinkIsForEver) {
  run_to_archive("m-1");
  ASSERT_EQ(packager.run_once(), 1U);
  must(open("f-1", "m-1"));
  for (const char* sql : {"UPDATE matter_follow_up SET follows = 'x'",
                          "DELETE FROM matter_follow_up", "TRUNCATE matter_follow_up"}) {
    EXPECT_ANY_THROW(node.pool.write([&](pqxx::transaction_base& tx) { tx.exec(sql); })) << sql;
  }
}

}  // namespace
}  // namespace gavel::db
