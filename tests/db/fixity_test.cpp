// Stored packages are tested again and again; what rotted is repaired from a copy, or told.
#include "db/fixity.hpp"

#include <fstream>

#include "tests/db/fixity.hpp"
#include "tests/db/packaging.hpp"

namespace gavel::db {
namespace {

using test::drafter;
using test::Packaging;
using test::test_package;

TEST_F(Packaging, TestsStoredPackagesAgainAndRepairsBitRotFromAReplica) {
  run_to_archive("m-1");
  packager.run_once();
  const std::string code = "X043-WS·2026-Y-BGS-0001";
  const auto after = [&](int days) { return node.clock.now() + std::chrono::hours{24 * days}; };
  Fixity fixity(node.pool, {.cycle = std::chrono::hours{24 * 30},
                            .bytes_per_second = 0,
                            .scratch = folder.path / "fixity",
                            .replica = folder.path / "replica"});
  EXPECT_FALSE(test_package(fixity, after(29)));
  const auto first = test_package(fixity, after(31));
  ASSERT_TRUE(first);
  EXPECT_TRUE(first->passed) << testing::PrintToString(first->why);
  EXPECT_FALSE(test_package(fixity, after(31)));
  // Bit rot: found within the next cycle, reported, and a leaf of the ledger.
  std::filesystem::create_directories(folder.path / "replica");
  std::ofstream(folder.path / "replica" / (code + ".tar"), std::ios::binary)
      << search.download(code, drafter, node.clock.now()).value().whole();
  const auto behind_its_back = [&](const std::string& change) {
    test::psql(url,
               "alter table package_tar disable trigger append_only; alter table package_tar "
               "disable trigger piece_is_known; " +
                   change +
                   "; alter table package_tar enable always trigger append_only; alter table "
                   "package_tar enable always trigger piece_is_known");
  };
  const auto rot = [&] {
    behind_its_back(
        "update package_tar set bytes = set_byte(bytes, 5000, get_byte(bytes, 5000) # 1)");
  };
  rot();
  const auto second = test_package(fixity, after(62)).value();
  EXPECT_FALSE(second.passed);
  EXPECT_TRUE(second.repaired);
  EXPECT_TRUE(fixity.damaged().empty());
  EXPECT_TRUE(test_package(fixity, after(93))->passed);
  EXPECT_ANY_THROW(test::psql(url, "delete from package_tar"));
  EXPECT_ANY_THROW(test::psql(url, "insert into package_tar values ('m-1', 9, 'x')"));
  // Pieces that are gone come back, those that were slipped in go.
  behind_its_back("delete from package_tar; insert into package_tar values ('m-1', 9, 'x')");
  EXPECT_TRUE(test_package(fixity, after(124)).value().repaired);
  EXPECT_TRUE(test_package(fixity, after(155))->passed);
  // With a replica that is damaged too, it is only reported.
  rot();
  std::ofstream(folder.path / "replica" / (code + ".tar"), std::ios::app) << "x";
  EXPECT_FALSE(test_package(fixity, after(186))->repaired);
  EXPECT_THAT(fixity.damaged(), testing::ElementsAre(code));
  EXPECT_EQ(test::psql(url, "select count(*) from ledger_pending where kind = 'fixity-failure'"),
            "3");
  // Another node, or this one started again, knows of it too, and looks again the next day.
  Fixity other(node.pool, {.bytes_per_second = 0, .scratch = folder.path / "other", .replica = {}});
  EXPECT_FALSE(test_package(other, after(186)));
  EXPECT_THAT(other.damaged(), testing::ElementsAre(code));
  EXPECT_FALSE(test_package(other, after(187))->passed);
  EXPECT_EQ(fixity_reports(node.pool, code, 10).size(), 7U);
  EXPECT_THAT(fixity_reports(node.pool, code, 1)[0],
              testing::HasSubstr("\"findings\":[\"tar-digest\"]"));
}

TEST_F(Packaging, TestsTheReplicasCopyToo) {
  run_to_archive("m-1");
  packager.run_once();
  const std::string code = "X043-WS·2026-Y-BGS-0001";
  const auto after = [&](int days) { return node.clock.now() + std::chrono::hours{24 * days}; };
  const auto copy = folder.path / "replica" / (code + ".tar");
  Fixity fixity(node.pool, {.cycle = std::chrono::hours{24 * 30},
                            .bytes_per_second = 0,
                            .scratch = folder.path / "fixity",
                            .replica = folder.path / "replica"});
  const auto told = [&] { return fixity_reports(node.pool, code, 1)[0]; };
  EXPECT_TRUE(test_package(fixity, after(31))->passed);
  EXPECT_THAT(told(), testing::HasSubstr("\"replica\":\"absent\""));
  // It is tested by the list of keeping, and by no other.
  EXPECT_THAT(told(), testing::HasSubstr("\"stage\":\"keeping\""));
  EXPECT_THAT(told(), testing::HasSubstr("CQ-1-01"));
  EXPECT_THAT(told(), testing::Not(testing::HasSubstr("GD-")));
  const std::string whole = search.download(code, drafter, node.clock.now()).value().whole();
  std::string rotten = whole;
  rotten[5000] = static_cast<char>(rotten[5000] ^ 1);
  std::filesystem::create_directories(copy.parent_path());
  std::ofstream(copy, std::ios::binary) << rotten;
  const auto found = test_package(fixity, after(62)).value();
  EXPECT_TRUE(found.passed);
  EXPECT_TRUE(found.copies_mended);
  EXPECT_THAT(told(), testing::HasSubstr("\"replica\":\"mended\""));
  EXPECT_EQ(archive::sha256_hex_of(copy), archive::sha256_hex(whole));
  EXPECT_FALSE(test_package(fixity, after(93))->copies_mended);
  EXPECT_THAT(told(), testing::HasSubstr("\"replica\":\"sound\""));
  // A disk that fails keeps the test of the store from nothing.
  std::filesystem::remove(copy);
  std::filesystem::create_symlink(copy, copy);
  EXPECT_TRUE(test_package(fixity, after(124))->passed);
  EXPECT_THAT(told(), testing::Not(testing::HasSubstr("replica")));
}

}  // namespace
}  // namespace gavel::db
