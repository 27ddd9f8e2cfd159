// Which node speaks with the witnesses, and what is said when they stay away.
#include "db/witnessing.hpp"

#include <atomic>

#include "archive/cosignature.hpp"
#include "archive/witness.hpp"
#include "db/ledger_store.hpp"
#include "tests/db/node.hpp"

namespace gavel::db {
namespace {

struct TwoNodes : testing::Test {
  void SetUp() override { grow(); }
  /// One checkpoint more.
  void grow() {
    node.open("m-" + std::to_string(++matters));
    ledger.sequence();
  }
  /// A node's side of it; what it asks is counted.
  std::unique_ptr<Witnessing> node_asking(std::atomic<int>& asked, int alarm_after = 600) {
    return std::make_unique<Witnessing>(
        node.pool, ledger, policy,
        [&](const std::string&, const std::string& body) {
          ++asked;
          if (!is_there) return WitnessAnswer{503, ""};
          const auto request = archive::parse_add_checkpoint(body);
          return WitnessAnswer{
              200, archive::cosign(archive::parse_note(request->note)->body, 1'700'000'000, key)};
        },
        std::chrono::seconds{alarm_after});
  }

  const std::string url = test::Node::prepared();
  test::Node node{url};
  LedgerStore ledger{node.pool, archive::LogKey::generate("gavel.example/ledger")};
  const archive::LogKey key = archive::LogKey::generate("justice.example/witness");
  const archive::WitnessPolicy policy =
      archive::WitnessPolicy::parse("witness justice " +
                                    archive::verifier_key(key, archive::NoteKeyType::cosignature) +
                                    " http://justice.example\nquorum justice\n")
          .value();
  std::atomic<bool> is_there = true;
  int matters = 0;
};

TEST_F(TwoNodes, OnlyTheOneWhoseTurnItIsAsksAndAnotherTakesOverWhenItHasGone) {
  std::atomic<int> first_asked = 0, second_asked = 0;
  const auto first = node_asking(first_asked), second = node_asking(second_asked);
  (void)first->run_once();
  EXPECT_EQ(first_asked, 1);
  grow();
  (void)second->run_once();
  EXPECT_EQ(second_asked, 0) << "it is the first node's turn";
  (void)first->run_once();
  EXPECT_EQ(first_asked, 2);
  // The first node is gone, and its half minute over.
  grow();
  test::psql(url, "update witness_turn set until = clock_timestamp() - interval '1 second'");
  (void)second->run_once();
  EXPECT_EQ(second_asked, 1);
  EXPECT_EQ(second->view().witnessed, ledger.size());
  grow();
  (void)first->run_once();
  EXPECT_EQ(first_asked, 2) << "it has come back, and it is the second one's turn";
}

TEST_F(TwoNodes, AnAlarmIsRaisedWhileTheQuorumStaysAwayAndNoLonger) {
  std::atomic<int> asked = 0;
  const auto patient = node_asking(asked), strict = node_asking(asked, 0);
  is_there = false;
  (void)strict->run_once();
  EXPECT_EQ(strict->view().witnessed, 0U);
  EXPECT_TRUE(strict->view().unwitnessed_since.has_value());
  EXPECT_TRUE(strict->view().alarm);
  EXPECT_FALSE(patient->view().alarm) << "ten minutes are not over";
  is_there = true;
  const auto again = node_asking(asked, 0);
  test::psql(url, "update witness_turn set until = '-infinity'");
  (void)again->run_once();
  EXPECT_EQ(again->view().witnessed, ledger.size());
  EXPECT_FALSE(again->view().alarm);
}

}  // namespace
}  // namespace gavel::db
