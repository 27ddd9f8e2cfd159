// Several versions of a procedure side by side, and matters moved from one to another.
#include <regex>

#include "archive/digest.hpp"
#include "db/pg.hpp"
#include "engine/base/ensure.hpp"
#include "tests/db/node.hpp"

namespace gavel::db {
namespace {

using test::clerk;
using test::letter_procedure;
using test::Node;
using test::psql;
using test::start_of_tests;

const matter::Actor office{.account = "chen", .name = "陈", .unit = "office", .roles = {"office"}};

/// The letters' procedure with the role that may move matters and a reminder after `days`.
std::string letter(const std::string& version, int days = 10, const std::string& old = "",
                   const std::string& fresh = "") {
  std::string xml = letter_procedure(version);
  xml =
      std::regex_replace(xml, std::regex("<g:role id=\"clerk\""),
                         "<g:role id=\"office\" zh=\"办公室\" en=\"Office\"/><g:role id=\"clerk\"");
  xml = std::regex_replace(xml, std::regex("delay=\"864000s\""),
                           "delay=\"" + std::to_string(days) + "d\"");
  return old.empty() ? xml : std::regex_replace(xml, std::regex(old), fresh);
}

struct Versions : testing::Test {
  void install(const std::string& xml) {
    const auto installed = node.procedures.install(xml, "letter.scxml", start_of_tests);
    if (!installed) {
      for (const Diagnostic& said : installed.error()) ADD_FAILURE() << in_words(said).en;
    }
  }
  desk::Done move(const std::string& id, const std::string& to) {
    auto done = node.desk.migrate(id, {to, "规定修订", {}}, office);
    if (!done) throw std::runtime_error("not moved: " + std::to_string(done.error().index()));
    return *done;
  }
  [[nodiscard]] std::string timers() const {
    return psql(url,
                "SELECT string_agg(id || ' ' || event || ' ' || (due AT TIME ZONE "
                "'Asia/Shanghai')::date, ', ' ORDER BY id) FROM timer");
  }

  std::string url = Node::prepared();
  Node node{url};
};

// ---- installing

TEST_F(Versions, OfWhichTheHighestIsForNewMattersWhateverTheOrderOfInstalling) {
  install(letter("1.10.0"));
  install(letter("1.9.0"));
  EXPECT_EQ(node.procedures.current("letter")->version, "1.10.0");
  std::string listed;
  for (const ProcedureRow& row : node.procedures.list())
    listed += row.version + (row.current ? "* " : " ");
  EXPECT_EQ(listed, "1.10.0* 1.9.0 1.0.0 ");
  EXPECT_EQ(psql(url,
                 "SELECT string_agg(p.version, ' ' ORDER BY line) FROM procedure_in_force JOIN "
                 "procedure p USING (sha256)"),
            "1.0.0 1.10.0");
}

TEST_F(Versions, AreFoundByNameAndVersion) {
  install(letter("1.1.0"));
  EXPECT_EQ(node.procedures.version("letter", "1.0.0")->version, "1.0.0");
  EXPECT_EQ(node.procedures.version("letter", "1.1.0")->version, "1.1.0");
  EXPECT_EQ(node.procedures.version("letter", "2"), nullptr);
  EXPECT_EQ(node.procedures.version("none", "1.0.0"), nullptr);
}

TEST_F(Versions, WithOtherContentUnderAnOldNumberAreRefusedWithTheRemedy) {
  const auto refused = node.procedures.install(letter("1.0.0", 3), "letter.scxml", start_of_tests);
  ASSERT_FALSE(refused);
  ASSERT_EQ(refused.error().size(), 1u);
  EXPECT_EQ(refused.error()[0].says.code, "version-taken");
  const std::string said = in_words(refused.error()[0]).en;
  EXPECT_TRUE(said.contains("version 1.0.0 of 'letter'")) << said;
  EXPECT_TRUE(said.contains("higher version")) << said;
  EXPECT_EQ(psql(url, "SELECT count(*) FROM procedure"), "1");
  // What stands already stays usable.
  EXPECT_TRUE(node.procedures.install(letter_procedure(), "letter.scxml", start_of_tests));
}

// ---- moving

TEST_F(Versions, AMoveIsWrittenWithItsTimersAndItsLeafInOneTransaction) {
  node.open("m");
  install(letter("2.0", 15));
  EXPECT_EQ(timers(), "T1 clock.T1 2026-03-12");
  const auto done = move("m", "2.0");
  EXPECT_EQ(timers(), "T1 clock.T1 2026-03-17");
  EXPECT_EQ(
      psql(url, "SELECT p.version FROM matter m JOIN procedure p ON p.sha256 = m.procedure_sha256"),
      "2.0");
  EXPECT_EQ(
      psql(url, "SELECT kind || ' ' || name || ' ' || (data->>'reason') FROM event WHERE seq = 2"),
      "migrated gavel.migrate 规定修订");
  const auto stored = node.matters.events("m", 1, 1).at(0);
  EXPECT_EQ(event_line(stored), event_line(done.event));
  EXPECT_EQ(psql(url, "SELECT count(*) FROM ledger_pending WHERE kind = 'event' AND subject = '2'"),
            "1");
  EXPECT_EQ(node.row("m")->procedure_version, "2.0");
}

TEST_F(Versions, AMovedMatterIsReplayedByAServerThatKnowsNothing) {
  node.open("m");
  node.note("m", "一");
  install(letter("2.0", 15));
  move("m", "2.0");
  node.note("m", "二");
  const std::string live = node.bytes("m");
  Node other(url);
  EXPECT_EQ(other.bytes("m"), live);
  EXPECT_EQ(other.matters.load("m")->procedure->version, "2.0");
  // Twice moved, and from a stored snapshot of the first version.
  for (int i = 0; i < 30; ++i) node.note("m", std::to_string(i));
  install(letter("3.0", 20));
  move("m", "3.0");
  node.note("m", "三");
  EXPECT_EQ(Node(url).bytes("m"), node.bytes("m"));
  EXPECT_EQ(psql(url, "SELECT count(*) FROM snapshot"), "1");
  psql(url, "DELETE FROM snapshot");
  EXPECT_EQ(Node(url).bytes("m"), node.bytes("m"));
}

TEST_F(Versions, APastMomentIsShownOnTheVersionItBelongsTo) {
  node.open("m");
  node.note("m", "一");
  const std::string then = node.bytes("m");
  install(letter("2.0"));
  move("m", "2.0");
  node.note("m", "二");
  const auto past = node.matters.load_at("m", 2);
  ASSERT_TRUE(past);
  EXPECT_EQ(past->procedure->version, "1.0.0");
  EXPECT_EQ(json_text(matter::encode(*past->procedure, past->snapshot)), then);
  EXPECT_EQ(node.matters.load_at("m", 3)->procedure->version, "2.0");
}

TEST_F(Versions, ANodeThatStillRemembersTheOldVersionCatchesUp) {
  node.open("m");
  Node other(url);
  other.note("m", "一");  // cached there on the first version
  install(letter("2.0"));
  move("m", "2.0");
  EXPECT_EQ(other.matters.load("m")->procedure->version, "2.0");
  EXPECT_EQ(other.bytes("m"), node.bytes("m"));
  EXPECT_GE(other.matters.counters().caught_up, 1u);
  other.note("m", "二");
  EXPECT_EQ(node.bytes("m"), other.bytes("m"));
}

TEST_F(Versions, ATimerMovedWithItsMatterFiresAtItsNewTimeUnderTheNewVersion) {
  node.open("m");
  install(letter("2.0", 15));
  move("m", "2.0");
  node.timers.run_until(node.clock, start_of_tests + std::chrono::hours{24 * 11});
  EXPECT_EQ(node.row("m")->configuration, std::vector<std::string>{"received"});
  node.timers.run_until(node.clock, start_of_tests + std::chrono::hours{24 * 15});
  EXPECT_EQ(node.row("m")->configuration, std::vector<std::string>{"overdue"});
  EXPECT_EQ(Node(url).bytes("m"), node.bytes("m"));
}

TEST_F(Versions, ATimerThatTheNewVersionDoesNotKnowIsGone) {
  node.open("m");
  install(letter("2.0", 10, R"(<onentry><send id="T1"[^>]*></onentry>)", ""));
  move("m", "2.0");
  EXPECT_EQ(psql(url, "SELECT count(*) FROM timer"), "0");
}

TEST_F(Versions, ARefusedMoveWritesNothing) {
  node.open("m");
  node.send("m", "snooze");
  install(letter("2.0", 10, "\"waiting\"", "\"resting\""));
  const auto refused = node.desk.migrate("m", {"2.0", "规定修订", {}}, office);
  ASSERT_FALSE(refused);
  const auto* why = std::get_if<desk::NotMoved>(&refused.error());
  ASSERT_NE(why, nullptr);
  EXPECT_EQ(why->plan->obstacles.at(0).code, "state-gone");
  EXPECT_EQ(why->plan->obstacles.at(0).state, "waiting");
  EXPECT_EQ(psql(url, "SELECT count(*) FROM event"), "2");
  EXPECT_EQ(node.matters.load("m")->procedure->version, "1.0.0");
}

TEST_F(Versions, TheCourseIsWhatWasEnteredInOrder) {
  node.open("m");
  node.send("m", "snooze");
  using Names = std::vector<std::string>;
  EXPECT_EQ(node.matters.course("m", 2), (Names{"received", "waiting"}));
  EXPECT_EQ(node.matters.course("m", 1), Names{"received"});
  EXPECT_EQ(node.matters.course("none", 9), Names{});
}

}  // namespace
}  // namespace gavel::db
