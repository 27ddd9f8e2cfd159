// Time-stamps that the server asks for: beside the sign-off, which no authority can hold up.
#include "db/time_stamping.hpp"

#include "tests/db/packaging.hpp"

namespace gavel::db {
namespace {

using test::drafter;
using testing::HasSubstr;
using namespace std::chrono_literals;

/// One signed opinion, and an authority that answers as it is told to.
struct Asking : test::Packaging {
  void SetUp() override {
    Packaging::SetUp();
    sign("m-1");
  }
  void sign(const std::string& matter) {
    must(node.desk.open(procedure, {.id = matter, .title = "学区", .policy = {}, .data = {}},
                        drafter));
    add_draft(matter, "草案");
    send(matter, "notice.open");
    send(matter, "notice.close");
    sign_opinion(matter);
  }
  [[nodiscard]] std::size_t stamps(const std::string& matter) {
    return statements.time_stamps_of(matter).size();
  }
  [[nodiscard]] auto stamp_now(const std::string& matter) {
    const std::string id = "st-" + matter;
    return asking.stamp(*statements.find(id), *statements.signature(id), "zhao");
  }

  std::optional<std::string> away;  ///< Why it does not answer.
  std::chrono::minutes ahead{0};    ///< How far its clock is.
  std::vector<std::string> asked;   ///< Requests that came.
  archive::TsaRoots roots =
      archive::TsaRoots::from_pem(archive::test::pem_of(authority.root)).value();
  TimeStamping asking{
      node.pool, statements, node.clock, roots,
      [this](const std::string& request) -> std::expected<std::string, std::string> {
        asked.push_back(request);
        if (away) return std::unexpected(*away);
        return authority.answer(request, node.clock.now() + ahead);
      }};
};

TEST_F(Asking, GetsATimeStampForEachSignatureByItself) {
  EXPECT_EQ(stamps("m-1"), 0U) << "the sign-off waited for nobody";
  while (asking.run_once()) {
  }
  ASSERT_EQ(stamps("m-1"), 1U);
  EXPECT_EQ(statements.time_stamps_of("m-1")[0].account, matter::clock_actor().account);
  EXPECT_EQ(asked.at(0), archive::time_stamp_request(statements.signature("st-m-1")->bytes));
  // Those that have one are not asked for again; the next one is.
  sign("m-2");
  while (asking.run_once()) {
  }
  EXPECT_EQ(stamps("m-2"), 1U);
  EXPECT_EQ(asked.size(), 2U);
  ledger.sequence();
  EXPECT_TRUE(ledger.examine().empty());
}

TEST_F(Asking, OfAnAuthorityThatIsAwayPausesAndMayBeRepeated) {
  away = "connection refused";
  EXPECT_FALSE(asking.run_once());
  EXPECT_FALSE(asking.run_once());
  EXPECT_EQ(asked.size(), 1U) << "it is left in peace for a while";
  const auto told = stamp_now("m-1");
  ASSERT_FALSE(told);
  EXPECT_EQ(told.error().away, "connection refused");
  EXPECT_EQ(stamps("m-1"), 0U);
  // Wanted now, and the authority is back.
  away.reset();
  EXPECT_EQ(stamp_now("m-1")->number, 1);
  EXPECT_EQ(stamp_now("m-1")->number, 2) << "another one, where somebody wants it";
}

TEST_F(Asking, LetsAFewWaitAtATimeAndOneForEachStatement) {
  std::vector<std::unique_ptr<TimeStamping::Turn>> turns;
  for (const char* statement : {"a", "b", "c", "d"}) {
    EXPECT_TRUE(turns.emplace_back(asking.turn(statement)));
    EXPECT_FALSE(asking.turn(statement)) << "it is being asked for";
  }
  EXPECT_FALSE(asking.turn("e"));
  turns.pop_back();
  EXPECT_TRUE(asking.turn("e"));
}

TEST_F(Asking, KeepsNoAnswerThatDoesNotHold) {
  ahead = 10min;
  while (asking.run_once()) {
  }
  EXPECT_EQ(asked.size(), 1U) << "the authority is left in peace for a while";
  EXPECT_EQ(stamps("m-1"), 0U);
  EXPECT_EQ(stamp_now("m-1").error().fault, archive::TimeStampFault::too_late);
  ahead = 0min;
  EXPECT_TRUE(stamp_now("m-1"));
}

TEST_F(Asking, LeavesWhatIsPackagedAsItIs) {
  send("m-1", closing);
  packager.run_once();
  EXPECT_FALSE(asking.run_once());
  EXPECT_TRUE(asked.empty());
}

}  // namespace
}  // namespace gavel::db
