#include <thread>

#include "db/ledger_leaf.hpp"
#include "tests/db/domain.hpp"
#include "tests/db/ledger_entry.hpp"

namespace gavel::db {
namespace {

using test::Domain;
using test::entry_at;

struct Ledger : testing::Test {
  /// With no row but those a test makes: counts are its own.
  void SetUp() override {
    test::psql(domain.url,
               "alter table personal_key disable trigger all; delete from personal_key; "
               "alter table personal_key enable trigger all; delete from row_pending");
  }
  void add(int count) {
    std::vector<archive::Leaf> leaves;
    for (int i = 0; i < count; ++i) {
      leaves.push_back({.type = "access",
                        .matter = "m-1",
                        .subject = std::to_string(++made),
                        .sha256 = archive::sha256_hex(std::to_string(made)),
                        .at = domain.clock.at});
    }
    domain.pool.write([&](pqxx::transaction_base& tx) { add_leaves(tx, leaves); });
  }
  archive::Checkpoint head() {
    return archive::open_checkpoint(domain.ledger.checkpoint(), domain.ledger.verifier_key())
        .value();
  }
  std::vector<std::string> findings() {
    std::vector<std::string> codes;
    for (const auto& finding : domain.ledger.examine()) codes.push_back(finding.what);
    return codes;
  }

  Domain domain;
  int made = 0;
};

TEST_F(Ledger, OfNoLeavesHasASignedCheckpointToo) {
  EXPECT_EQ(domain.ledger.sequence(), 0U);
  EXPECT_EQ(head().size, 0U);
  EXPECT_EQ(head().root, archive::empty_root());
  EXPECT_TRUE(findings().empty());
}

TEST_F(Ledger, ProvesEveryOfAThousandLeaves) {
  for (const int count : {1, 254, 2, 300, 443}) {
    add(count);
    EXPECT_EQ(domain.ledger.sequence(), static_cast<std::size_t>(count));
  }
  const auto checkpoint = head();
  ASSERT_EQ(checkpoint.size, 1000U);
  for (std::uint64_t index = 0; index < checkpoint.size; ++index) {
    const std::string entry = entry_at(domain.ledger, index);
    ASSERT_TRUE(archive::verify_inclusion(archive::leaf_hash(entry), index, checkpoint.size,
                                          domain.ledger.inclusion_proof(index, checkpoint.size),
                                          checkpoint.root))
        << index;
  }
  const auto proof = domain.ledger.proof_file(700).value();
  EXPECT_TRUE(archive::verify_tlog_proof(entry_at(domain.ledger, 700), proof,
                                         domain.ledger.verifier_key()));
  EXPECT_FALSE(domain.ledger.proof_file(1000));
  EXPECT_TRUE(findings().empty());
}

TEST_F(Ledger, GrowsConsistently) {
  add(257);
  domain.ledger.sequence();
  const auto before = head();
  add(600);
  domain.ledger.sequence();
  const auto after = head();
  EXPECT_TRUE(archive::verify_consistency(before.size, after.size,
                                          domain.ledger.consistency_proof(before.size, after.size),
                                          before.root, after.root));
}

TEST_F(Ledger, ServesTilesInEveryWidthThatWasPublished) {
  add(300);
  domain.ledger.sequence();
  EXPECT_EQ(domain.ledger.tile("tile/0/000")->size(), 256U * 32);
  EXPECT_EQ(domain.ledger.tile("tile/0/001.p/44")->size(), 44U * 32);
  EXPECT_EQ(domain.ledger.tile("tile/1/000.p/1")->size(), 32U);
  EXPECT_FALSE(domain.ledger.tile("tile/0/001"));
  EXPECT_FALSE(domain.ledger.tile("tile/0/001.p/45"));
  EXPECT_FALSE(domain.ledger.tile("tile/0/../001"));
  const std::string entry = domain.ledger.leaves_of("m-1").at(256).entry;
  const auto bundle = domain.ledger.tile("tile/entries/001.p/44").value();
  EXPECT_EQ(bundle.substr(2, entry.size()), entry);
  EXPECT_FALSE(domain.ledger.tile("tile/entries/001"));
}

TEST_F(Ledger, SequencedByManyAtOnceHasNoGap) {
  add(500);
  {
    std::vector<std::jthread> nodes;
    for (int i = 0; i < 4; ++i) nodes.emplace_back([&] { domain.ledger.sequence(); });
  }
  domain.ledger.sequence();
  EXPECT_EQ(head().size, 500U);
  EXPECT_EQ(test::psql(domain.url, "select count(*) || ' ' || max(idx) from ledger_leaf"),
            "500 499");
  EXPECT_TRUE(domain.ledger.all_placed("m-1"));
  EXPECT_TRUE(findings().empty());
}

TEST_F(Ledger, CannotBeChangedByTheServersOwnHand) {
  add(3);
  domain.ledger.sequence();
  EXPECT_ANY_THROW(test::psql(domain.url, "update ledger_leaf set entry = 'x'"));
  EXPECT_ANY_THROW(test::psql(domain.url, "delete from ledger_checkpoint"));
  EXPECT_ANY_THROW(test::psql(
      domain.url, "update ledger_tile set hashes = sha256('x') || sha256('y') || sha256('z')"));
  EXPECT_ANY_THROW(test::psql(domain.url, "truncate ledger_leaf"));
}

TEST_F(Ledger, ShowsALeafThatASuperuserChanged) {
  add(300);
  domain.ledger.sequence();
  test::psql(domain.url,
             "alter table ledger_leaf disable trigger all; update ledger_leaf set entry = 'x' "
             "where idx = 7");
  EXPECT_THAT(findings(), testing::Contains("tile-changed"));
  EXPECT_THAT(findings(), testing::Contains("checkpoint-changed"));
}

TEST_F(Ledger, ShowsALeafThatASuperuserRemoved) {
  add(10);
  domain.ledger.sequence();
  test::psql(domain.url,
             "alter table ledger_leaf disable trigger all; delete from ledger_leaf where idx = 3");
  EXPECT_THAT(findings(), testing::Contains("leaf-missing"));
}

// Three slices of 4,096 entries, which several connections read.
TEST_F(Ledger, IsReadWholeByManyConnectionsAtOnce) {
  constexpr int count = 9000;
  add(count);
  domain.ledger.sequence();
  const auto examined = [&] {
    std::string told;
    for (const Finding& found : domain.ledger.examine())
      told += found.what + " " + found.detail + "; ";
    return told;
  };
  ASSERT_EQ(examined(), "");
  for (const int changed : {4095, 4096, 8999}) {
    const std::string record = "ledger_leaf " + std::to_string(changed);
    const std::string here = "where idx = " + std::to_string(changed);
    test::psql(domain.url,
               "alter table ledger_leaf disable trigger all; "
               "update ledger_leaf set subject = subject || 'x' " +
                   here);
    EXPECT_THAT(examined(), testing::HasSubstr("leaf-changed " + record));
    test::psql(domain.url, "update ledger_leaf set subject = rtrim(subject, 'x') " + here);
    ASSERT_EQ(examined(), "");
  }
  for (const int missing : {8191, 4096}) {
    test::psql(domain.url, "delete from ledger_leaf where idx = " + std::to_string(missing));
    EXPECT_THAT(examined(),
                testing::HasSubstr("leaf-missing ledger_leaf " + std::to_string(missing)));
  }
}

TEST_F(Ledger, ShowsACommentWhoseTextASuperuserChanged) {
  const Receipt receipt = domain.comment(domain.open_notice("m-1"), "反对。");
  ASSERT_TRUE(
      domain.participation.reply(receipt.receipt, Adoption::not_adopted, "理由", test::drafter));
  domain.ledger.sequence();
  ASSERT_TRUE(findings().empty());
  test::psql(domain.url,
             "alter table comment disable trigger all; update comment set text = '赞成。'");
  EXPECT_THAT(findings(), testing::ElementsAre("row-changed"));
  test::psql(domain.url,
             "alter table reply disable trigger all; update reply set adoption = 'adopted'");
  // The comment; the reply by its own leaf and by its row.
  EXPECT_THAT(findings(), testing::ElementsAre("row-changed", "row-changed", "row-changed"));
}

TEST_F(Ledger, ShowsAReplyThatWasSlippedInPastTheServer) {
  const Receipt receipt = domain.comment(domain.open_notice("m-1"), "反对。");
  ASSERT_TRUE(
      domain.participation.reply(receipt.receipt, Adoption::not_adopted, "理由", test::drafter));
  EXPECT_TRUE(findings().empty());  // waiting leaves witness too
  test::psql(domain.url,
             "insert into reply select notice, seq, 2, 'adopted', '', account, unit, at, sha256 "
             "from reply");
  EXPECT_THAT(findings(), testing::ElementsAre("row-unwitnessed"));
}

TEST_F(Ledger, IsNotCarriedOnWithAnotherKey) {
  add(3);
  domain.ledger.sequence();
  LedgerStore other(domain.pool, archive::LogKey::generate("test.example/ledger"));
  add(1);
  EXPECT_ANY_THROW(other.sequence());
  EXPECT_EQ(domain.ledger.sequence(), 1U);
}

TEST_F(Ledger, RefusesToSignOverADamagedTree) {
  add(10);
  domain.ledger.sequence();
  test::psql(domain.url,
             "alter table ledger_tile disable trigger all; update ledger_tile set hashes = "
             "overlay(hashes placing "
             "'\\x00'::bytea from 5 for 1) where level = 0");
  add(1);
  EXPECT_ANY_THROW(domain.ledger.sequence());
  EXPECT_EQ(head().size, 10U);
}

/// A database put back: a copy of it as it was, under another name.
std::string copied(const std::string& url) {
  const std::string name = url.substr(url.rfind("gavel_test_"));
  const std::string copy = name + "_before";
  test::psql(test::Cluster::instance().admin(), "CREATE DATABASE " + copy + " TEMPLATE " + name);
  return url.substr(0, url.rfind(name)) + copy + url.substr(url.rfind(name) + name.size());
}

TEST(LedgerFork, IsNotSignedAfterAnOlderDatabaseWasRestored) {
  const std::string url = test::Cluster::instance().migrated_database();
  const test::TemporaryFolder folder;
  const auto add = [](Pool& pool, int from, int to) {
    std::vector<archive::Leaf> leaves;
    for (int i = from; i < to; ++i) {
      leaves.push_back({.type = "access",
                        .matter = "m-1",
                        .subject = std::to_string(i),
                        .sha256 = archive::sha256_hex(std::to_string(i)),
                        .at = {}});
    }
    pool.write([&](pqxx::transaction_base& tx) { add_leaves(tx, leaves); });
  };
  const auto open = [&](Pool& pool) {
    return std::make_unique<LedgerStore>(
        pool, open_log_key(folder.path / "ledger.key", "test.example/ledger").value(),
        folder.path / "ledger.head");
  };
  {
    Pool pool(url);
    add(pool, 0, 10);
    open(pool)->sequence();
  }
  const std::string before = copied(url);
  {
    Pool pool(url);
    add(pool, 10, 300);
    open(pool)->sequence();
  }
  Pool restored(before);
  const auto ledger = open(restored);
  add(restored, 500, 510);
  EXPECT_THROW(ledger->sequence(), ForkedLedger);
  EXPECT_EQ(ledger->size(), 10U);
  EXPECT_THAT(ledger->trouble(),
              testing::HasSubstr("ends after 10 leaves, but this server has seen "
                                 "a signed checkpoint of 300"));
  // Somebody without the file signs on: longer than what was seen, and still not its continuation.
  LedgerStore without(restored,
                      open_log_key(folder.path / "ledger.key", "test.example/ledger").value());
  add(restored, 510, 900);
  without.sequence();
  EXPECT_THROW(ledger->sequence(), ForkedLedger);
  EXPECT_THAT(ledger->trouble(), testing::HasSubstr("differs within its first 300 leaves"));
  // The true database back in place is taken up again.
  Pool whole(url);
  const auto again = open(whole);
  add(whole, 300, 301);
  EXPECT_EQ(again->sequence(), 1U);
  EXPECT_EQ(again->trouble(), "");
}

}  // namespace
}  // namespace gavel::db
