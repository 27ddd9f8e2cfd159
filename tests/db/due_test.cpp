// What falls due stands in a table of its own, kept by whatever changes it; it is what the volumes
// themselves would say.
#include "tests/db/keepers.hpp"
#include "tests/db/packaging.hpp"

namespace gavel::db {
namespace {

using test::psql;

const std::string first = "X043-WS·2026-D30-BGS-0001";

struct Due : test::Packaging {
  void SetUp() override {
    Packaging::SetUp();
    keep_for_thirty_years();
    run_to_archive("m-1");
    packager.run_once();
  }
  std::string days() {
    return psql(url,
                "SELECT concat_ws(' ', opening_due, appraisal_due, handover_due) FROM keeping_due");
  }
  std::string findings() {
    ledger.sequence();
    std::string out;
    for (const Finding& found : ledger.examine(100)) out += found.what + " " + found.detail + "\n";
    return out;
  }
};

TEST_F(Due, FollowsWhatHappensToTheVolume) {
  EXPECT_EQ(days(), "2051-03-02 2056-03-02 2036-03-02");
  const auto years = [&](int n) { return node.clock.now() + std::chrono::days(366 * n); };
  KeepingAct longer = test::act_of("longer", first, "appraisal", "extend", years(31));
  longer.years = 10;
  Keeping keeping(node.pool);
  ASSERT_TRUE(keeping.propose(longer));
  EXPECT_EQ(days(), "2051-03-02 2056-03-02 2036-03-02") << "not agreed to yet";
  ASSERT_TRUE(keeping.answer("longer", test::agreed_by_second(years(31))));
  EXPECT_EQ(days(), "2051-03-02 2066-03-02 2036-03-02");
  test::agree(node.pool, test::act_of("open", first, "access", "open", years(31)));
  EXPECT_EQ(days(), "2066-03-02 2036-03-02");
  EXPECT_EQ(findings(), "");
  test::destroy_volume(node.pool, first, years(41));
  EXPECT_EQ(days(), "");
  EXPECT_EQ(findings(), "");
}

TEST_F(Due, ThatDisagreesIsFoundAndCanBeMadeAgain) {
  psql(url, "UPDATE keeping_due SET opening_due = NULL");
  EXPECT_EQ(findings(), "row-changed keeping_due " + first + "\n");
  psql(url,
       "TRUNCATE keeping_due; INSERT INTO keeping_due SELECT archival_code, opening_due, "
       "appraisal_due, handover_due FROM kept_volume");
  EXPECT_EQ(findings(), "");
}

}  // namespace
}  // namespace gavel::db
