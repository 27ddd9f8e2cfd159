// Whose an entry of a matter's record is.
#include "db/entries.hpp"

#include "tests/db/node.hpp"

namespace gavel::db {
namespace {

using test::clerk;
using test::Node;

JsonObject found(Node& node, std::int64_t seq) {
  const JsonObject said = entry_numbered(node.pool, "M1", seq, {"record.correct", "seq"});
  return said.at("found").is_null() ? JsonObject() : said.at("found").as_object();
}

TEST(Entries, SayWhoMadeThemAndForWhomAndWhetherTheySigned) {
  Node node{Node::prepared()};
  node.open("M1");
  node.note("M1", "一");
  matter::Actor deputy = clerk;
  deputy.account = "tao", deputy.on_behalf_of = "wang";
  const auto signed_note = node.desk.send(
      "M1", {.event = "note", .data = {{"text", "二"}}, .signature = {{"key_id", "k1"}}}, deputy);
  ASSERT_TRUE(signed_note) << Node::describe(signed_note.error());
  EXPECT_EQ(json_text(found(node, 1).at("event")), R"("gavel.open")");
  const JsonObject first = found(node, 2), second = found(node, 3);
  EXPECT_EQ(first.at("event"), "note");
  EXPECT_EQ(first.at("account"), "wang");
  EXPECT_EQ(first.at("unit"), "letters-office");
  EXPECT_EQ(first.at("on_behalf_of"), "");
  EXPECT_EQ(first.at("member"), "");
  EXPECT_EQ(first.at("signed"), Json(false));
  EXPECT_EQ(second.at("account"), "tao");
  EXPECT_EQ(second.at("on_behalf_of"), "wang");
  EXPECT_EQ(second.at("signed"), Json(true));
}

// Whoever corrects a correction says what the entry says that was corrected first.
TEST(Entries, ThatCorrectAnotherAreOfWhoseThatOneIs) {
  const std::string url = Node::prepared();
  Node node{url};
  node.open("M1");
  const auto entered = [&](int seq, const char* event, const char* account, const char* data) {
    test::psql(url,
               "SET session_replication_role = replica; INSERT INTO event (matter, seq, "
               "kind, name, data, actor, at, facts, calendar_id, entered, exited) VALUES "
               "('M1', " +
                   std::to_string(seq) + ", 'sent', '" + event + "', '" + data +
                   R"(', '{"account":")" + account +
                   R"(","unit":"gov"}', now(), '{}', 'c', '{}', '{}'))");
  };
  entered(2, "stance.dispute", "jia", R"({"data":{"member":"jia"},"signature":{"key_id":"k"}})");
  entered(3, "record.correct", "jia", R"({"data":{"seq":2,"text":"一"}})");
  entered(4, "record.correct", "bing", R"({"data":{"seq":3,"text":"二"}})");
  for (const int seq : {2, 3, 4}) {
    const JsonObject said = found(node, seq);
    EXPECT_EQ(said.at("event"), seq == 2 ? "stance.dispute" : "record.correct");
    EXPECT_EQ(said.at("root"), "stance.dispute");
    EXPECT_EQ(said.at("account"), "jia");
    EXPECT_EQ(said.at("member"), "jia");
    EXPECT_EQ(said.at("signed"), Json(true)) << seq;
  }
}

TEST(Entries, AreThoseOfTheMatterAlone) {
  Node node{Node::prepared()};
  node.open("M1");
  node.open("M2");
  node.note("M2", "另一件");
  EXPECT_TRUE(found(node, 2).empty());
  EXPECT_FALSE(found(node, 1).empty());
}

}  // namespace
}  // namespace gavel::db
