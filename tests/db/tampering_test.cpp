// What a superuser of the database changes behind our back, in a matter with its package, is found
// and named.
#include "archive/cosignature.hpp"
#include "archive/witness.hpp"
#include "db/archive_copies.hpp"
#include "db/archive_index.hpp"
#include "db/keeping.hpp"
#include "db/witnessing.hpp"
#include "engine/base/ensure.hpp"
#include "tests/db/keepers.hpp"
#include "tests/db/packaging.hpp"
#include "tests/db/vandal.hpp"

namespace gavel::db {
namespace {

using test::counsel;
using test::drafter;
using test::Packaging;
using test::Vandal;
using test::without_witness;

TEST_F(Packaging, LeavesALedgerThatPassesExamination) {
  run_to_archive("m-1");
  packager.run_once();
  ledger.sequence();
  EXPECT_TRUE(ledger.examine().empty());
  test::psql(url,
             "alter table event disable trigger all; update event set actor = "
             "'{\"account\":\"x\"}' where seq = 3");
  const auto findings = ledger.examine();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].detail, "event m-1/3");
}

TEST_F(Packaging, NoticesAClockThatWasPutOff) {
  run_to_archive("m-1");
  ledger.sequence();
  test::psql(url,
             "insert into timer (matter, id, event, due, wake) values ('m-1', 'T', 'clock.T', "
             "'2098-01-01', '2098-01-01')");
  ASSERT_TRUE(ledger.examine().empty());
  test::psql(url, "update timer set wake = '2098-01-02'");
  EXPECT_EQ(ledger.examine()[0].detail, "timer m-1/T");
  test::psql(url, "update timer set wake = '2026-01-01', due = '2026-01-01'");
  ASSERT_TRUE(ledger.examine().empty());
  test::psql(url, "update timer set wake = '2099-01-01'");
  EXPECT_EQ(ledger.examine()[0].detail, "timer m-1/T");
}

TEST_F(Packaging, SignsNothingThatWasChangedWhileItWaited) {
  run_to_archive("m-1");
  const auto before = test::psql(url, "select count(*) from ledger_leaf");
  test::psql(url,
             "alter table ledger_pending disable trigger all; update ledger_pending set entry = "
             "convert_to(replace(convert_from(entry, 'UTF8'), '\"at\":\"20', '\"at\":\"21'), "
             "'UTF8') where id = (select min(id) from ledger_pending)");
  EXPECT_THAT(ledger.examine()[0].detail, testing::StartsWith("ledger_pending "));
  EXPECT_THROW(ledger.sequence(), BrokenInvariant);
  EXPECT_EQ(test::psql(url, "select count(*) from ledger_leaf"), before);
}

TEST_F(Packaging, NoticesARecordTakenOutOfTheIndex) {
  run_to_archive("m-1");
  packager.run_once();
  ArchiveIndex index(node.pool, node.matters, folder.path / "words");
  ASSERT_EQ(index.run_once(), 1U);
  ledger.sequence();
  ASSERT_TRUE(ledger.examine().empty());
  test::psql(url,
             "alter table archive_record disable trigger all; delete from archive_record where "
             "n = 1");
  EXPECT_EQ(ledger.examine()[0].detail, "archive_record m-1");
  // Emptied, it is made again: it is an index, not a record.
  test::psql(url, "truncate archive_record; alter table archive_record enable trigger all");
  EXPECT_EQ(index.run_once(), 1U);
  ledger.sequence();
  const auto findings = ledger.examine();
  EXPECT_TRUE(findings.empty()) << findings[0].what << " " << findings[0].detail;
}

/// Single columns, likewise.
const std::set<std::string> free_columns{
    "ledger_pending.id",            // the order of arrival,
    "ledger_pending.created",       // and when that was: told by the record itself
    "timer.wake",                   // a lease between nodes; put off by hours it is found
    "timer.failures",               // how often it was tried
    "ledger_checkpoint.signed_at",  // of the newest one only: the next batch of rows witnesses it
};
void hand_out_a_copy(Pool& pool, Instant now) {
  const std::string bytes = "（已删去姓名）";
  const ArchiveCopy copy{.id = "c-1",
                         .archival_code = "X043-WS·2026-Y-BGS-0001",
                         .document = "m-1-draft",
                         .reason = "删去个人信息",
                         .media_type = "text/plain",
                         .sha256 = archive::sha256_hex(bytes),
                         .made_by = "zhao",
                         .size = bytes.size(),
                         .made_at = now};
  ArchiveCopies copies(pool);
  copies.add(copy, bytes);
  EXPECT_EQ(copies.hand_out({.archival_code = copy.archival_code,
                             .document = copy.document,
                             .copy = copy.id,
                             .by = counsel,
                             .purpose = "研究",
                             .at = now},
                            copy.sha256),
            bytes);
}

void open_to_everyone(Pool& pool, Instant now) {
  Keeping keeping(pool);
  const matter::Actor first{.account = "qian", .name = "钱", .unit = "archives", .roles = {}};
  const matter::Actor second{.account = "feng", .name = "冯", .unit = "archives", .roles = {}};
  EXPECT_TRUE(keeping.propose({.id = "k-1",
                               .archival_code = "X043-WS·2026-Y-BGS-0001",
                               .kind = "access",
                               .outcome = "closed",
                               .reason = "涉及个人",
                               .receiver = {},
                               .list = {},
                               .years = 5,
                               .by = first,
                               .at = now,
                               .answer = {}}));
  EXPECT_TRUE(keeping.answer("k-1", {.agreed = true,
                                     .note = "同意",
                                     .signature = "signature",
                                     .public_key = "key",
                                     .by = second,
                                     .at = now}));
}

/// Witnesses in this process, one of whom is a quorum, that sign whatever they are asked to.
void let_be_cosigned(Pool& pool, LedgerStore& ledger, const std::vector<std::string>& names) {
  std::map<std::string, archive::LogKey> keys;
  std::string witnesses, group = "group one any";
  for (const auto& name : names) {
    const auto& key = keys.emplace("http://" + name, archive::LogKey::generate(name)).first->second;
    witnesses += "witness " + name + " " +
                 archive::verifier_key(key, archive::NoteKeyType::cosignature) + " http://" + name +
                 "\n";
    group += " " + name;
  }
  const auto policy = archive::WitnessPolicy::parse(witnesses + group + "\nquorum one\n");
  const auto key_at = [&](std::string_view address) -> const archive::LogKey& {
    return std::ranges::find_if(keys,
                                [&](const auto& each) { return address.starts_with(each.first); })
        ->second;
  };
  Witnessing witnessing(
      pool, ledger, *policy,
      [&](const std::string& address, const std::string& body) {
        const auto asked = archive::parse_add_checkpoint(body);
        return WitnessAnswer{200, archive::cosign(archive::parse_note(asked->note)->body,
                                                  1'700'000'000, key_at(address))};
      },
      std::chrono::seconds{600});
  (void)witnessing.run_once();
  EXPECT_EQ(witnessing.view().witnessed, ledger.size());
}

std::vector<std::string> details(const std::vector<Finding>& findings) {
  std::vector<std::string> all;
  for (const Finding& each : findings) all.push_back(each.what + " " + each.detail);
  return all;
}

TEST_F(Packaging, HidesNoByteThatASuperuserChanged) {
  run_to_archive("m-1", {}, [&] { (void)stamp_opinion("m-1"); });
  must(node.desk.open("small-decision", {.id = "m-2", .title = "第二项", .policy = {}, .data = {}},
                      drafter));
  packager.run_once();
  ASSERT_TRUE(search.download("X043-WS·2026-Y-BGS-0001", drafter, node.clock.now()));
  hand_out_a_copy(node.pool, node.clock.now());
  open_to_everyone(node.pool, node.clock.now());
  keep_for_thirty_years();
  run_to_archive("m-3");
  packager.run_once();
  test::destroy_volume(node.pool, "X043-WS·2026-D30-BGS-0001",
                       node.clock.now() + std::chrono::days(365 * 31));
  (void)ArchiveIndex(node.pool, node.matters, folder.path / "words").run_once();
  ledger.sequence();
  let_be_cosigned(node.pool, ledger, {"justice.example"});
  // What happens now waits for its place in the ledger.
  must(node.desk.open("small-decision", {.id = "m-4", .title = "第四项", .policy = {}, .data = {}},
                      drafter));
  ASSERT_TRUE(ledger.examine().empty()) << ledger.examine()[0].what << ledger.examine()[0].detail;
  Vandal vandal(url);
  ASSERT_TRUE(ledger.examine().empty()) << ledger.examine()[0].what << ledger.examine()[0].detail;
  // A made-up row may well be found for itself; a change of it must be found besides.
  vandal.fill_empty_tables();
  const auto before = ledger.examine();
  int seed = 7, tried = 0;
  for (const auto& [table, column] : vandal.columns()) {
    if (without_witness.contains(table) || free_columns.contains(table + "." + column)) continue;
    ASSERT_TRUE(vandal.change(table, column, seed = seed * 31 % 10007))
        << table << "." << column << " was not tried";
    ++tried;
    const auto findings = ledger.examine();
    const std::string named = table == "ledger_tile" ? "tile/" : table;
    ASSERT_TRUE(std::ranges::any_of(findings,
                                    [&](const Finding& found) {
                                      return found.detail.starts_with(named) &&
                                             std::ranges::find(before, found) == before.end();
                                    }))
        << table << "." << column << " seed " << seed << ": "
        << testing::PrintToString(details(findings)) << " where before "
        << testing::PrintToString(details(before));
    vandal.undo(table);
  }
  EXPECT_GT(tried, 200);
  EXPECT_EQ(ledger.examine(), before);
}

TEST_F(Packaging, MissesACosignatureThoughAQuorumIsLeft) {
  run_to_archive("m-1");
  ledger.sequence();
  let_be_cosigned(node.pool, ledger, {"justice.example", "archives.example"});
  // By itself a cosignature makes no batch, no leaf and no checkpoint.
  const auto size = ledger.size();
  ledger.sequence();
  EXPECT_EQ(ledger.size(), size);
  run_to_archive("m-2");
  ledger.sequence();
  EXPECT_EQ(test::psql(url, "select count(*) from row_pending"), "0");
  ASSERT_TRUE(ledger.examine().empty());
  test::psql(url,
             "alter table ledger_cosignature disable trigger all; delete from ledger_cosignature "
             "where witness = (select min(witness) from ledger_cosignature)");
  const auto findings = ledger.examine();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].what, "row-missing");
  EXPECT_THAT(findings[0].detail, testing::StartsWith("ledger_cosignature "));
}

}  // namespace
}  // namespace gavel::db
