#include "db/migrate.hpp"

#include <atomic>
#include <thread>

#include "db/ledger_store.hpp"
#include "db/pool.hpp"
#include "tests/db/cluster.hpp"

namespace gavel::db {
namespace {

using test::Cluster;
using test::psql;

TEST(Migrate, BringsAnEmptyDatabaseUpOnce) {
  Cluster::instance().forget_gavel();
  const std::string url = Cluster::instance().fresh_database();
  EXPECT_EQ(std::size_t(migrate(url)), migrations().size());
  EXPECT_EQ(migrate(url), 0);
  EXPECT_EQ(psql(url, "SELECT max(version) FROM schema_version"),
            std::to_string(migrations().size()));
}

TEST(Migrate, LeavesWhatIsThereAsItIs) {
  const std::string url = Cluster::instance().fresh_database();
  migrate(url, migrations().first(1));
  psql(url, "INSERT INTO calendar (id, csv, installed_at) VALUES (repeat('a', 64), 'x', now())");
  psql(url, "INSERT INTO procedure VALUES (repeat('b', 64), 'p', '1', 'x', now())");
  psql(url,
       "INSERT INTO matter VALUES ('m', repeat('b', 64), '标题', 'u', 'a', now(), 1, '{s}', false, "
       "now())");
  psql(
      url,
      "INSERT INTO event VALUES ('m', 1, 'opened', 'gavel.open', '{\"a\":  1}', '{}', now(), '{}', "
      "repeat('a', 64), '{s}', '{}')");
  migrate(url);
  EXPECT_EQ(psql(url, "SELECT data::text FROM event"), "{\"a\":  1}");  // to the byte
  EXPECT_EQ(psql(url, "SELECT title FROM matter"), "标题");
}

TEST(Migrate, GivesStoredFilesTheDayOnWhichTheyWereClosed) {
  // given a file of before the terms were counted so: closed in the last second of 2026, its proof
  // of publication entered and itself collected in the next year
  const std::string url = Cluster::instance().fresh_database();
  migrate(url, migrations().first(28));
  psql(url, "INSERT INTO calendar (id, csv, installed_at) VALUES (repeat('a', 64), 'x', now())");
  psql(url, "INSERT INTO procedure VALUES (repeat('b', 64), 'p', '1', 'x', now())");
  psql(
      url,
      "INSERT INTO matter (id, procedure_sha256, title, unit, opened_by, opened_at, version, "
      "configuration, finished, updated_at, units) VALUES ('m', repeat('b', 64), '标题', 'u', 'a', "
      "now(), 4, '{s}', true, now(), '{u}')");
  psql(url,
       "INSERT INTO event SELECT 'm', n, 'sent', name, '{}', '{}', at::timestamptz, '{}', "
       "repeat('a', 64), entered::text[], '{}' FROM (VALUES (1, 'gavel.open', "
       "'2026-03-01T08:00:00+08:00', '{drafting}'), (2, 'execution.finish', "
       "'2026-12-31T23:59:59+08:00', '{completed}'), (3, 'publication.prove', "
       "'2027-01-10T08:00:00+08:00', '{}'), (4, 'archive.collect', '2027-02-01T08:00:00+08:00', "
       "'{building}')) AS e(n, name, at, entered)");
  psql(url,
       "INSERT INTO package (matter, seq, ordered_at, status, fonds, year, retention, "
       "organisation, item, archival_code, title, procedure, params, sha256, size, built_at, "
       "passed, reported) VALUES ('m', 4, '2027-02-01T08:00:00+08:00', 'built', 'X043', 2027, "
       "'D10', 'BGS', 1, 'X043-WS·2027-D10-BGS-0001', '标题', 'p', '{}', sha256('x'), 1, "
       "'2027-02-01T09:00:00+08:00', true, true)");
  // when the database is brought up, then the days follow from when it was closed, and from the
  // year that its code bears
  migrate(url);
  EXPECT_EQ(psql(url, "SELECT closed_on FROM package"), "2026-12-31");
  EXPECT_EQ(psql(url, "SELECT opening_due || ' ' || appraisal_due FROM keeping_due"),
            "2051-12-31 2038-01-01");
  EXPECT_THROW(psql(url, "UPDATE package SET closed_on = '2020-01-01'"), pqxx::sql_error);
}

// An open notice that was extended is open until its clock rings; one that was recalled was closed
// by that.
TEST(Migrate, TellsOfNoticesHowTheyWereExtendedAndRecalled) {
  const std::string url = Cluster::instance().fresh_database();
  migrate(url, migrations().first(39));
  psql(url, "INSERT INTO calendar (id, csv, installed_at) VALUES (repeat('a', 64), 'x', now())");
  psql(url, "INSERT INTO procedure VALUES (repeat('b', 64), 'p', '1', 'x', now())");
  psql(
      url,
      "INSERT INTO matter (id, procedure_sha256, title, unit, opened_by, opened_at, version, "
      "configuration, finished, updated_at, units) VALUES ('m', repeat('b', 64), '标题', 'u', 'a', "
      "now(), 6, '{s}', false, now(), '{u}')");
  psql(url,
       "INSERT INTO event SELECT 'm', n, 'sent', name, data::json, '{}', at::timestamptz, '{}', "
       "repeat('a', 64), '{}', '{}' FROM (VALUES (2, 'notice.recall', '{\"data\": {\"reason\": "
       "\"误发\"}}', "
       "'2026-03-05T09:00:00+08:00'), (4, 'notice.extend', '{\"data\": {\"reason\": \"一\"}}', "
       "'2026-03-20T09:00:00+08:00'), (5, 'notice.extend', '{\"data\": {\"reason\": \"洪水\"}}', "
       "'2026-03-21T09:00:00+08:00')) AS e(n, name, data, at)");
  psql(url,
       "INSERT INTO notice (id, year, number, matter, seq, title, params, opened_at, closes_on, "
       "closed_at, closed_seq) VALUES ('2026-1', 2026, 1, 'm', 1, 't', '{}', now(), '2026-04-01', "
       "'2026-03-05T09:00:00+08:00', 2), ('2026-2', 2026, 2, 'm', 3, 't', '{}', now(), "
       "'2026-04-05', NULL, NULL)");
  psql(url,
       "INSERT INTO timer (matter, id, event, due, wake) VALUES ('m', 'T02', 'clock.T02', "
       "'2026-04-14T00:00:00+08:00', now())");
  migrate(url);
  EXPECT_EQ(psql(url,
                 "SELECT string_agg(concat_ws(' ', notice, seq, kind, closes_on, reason), '; ' "
                 "ORDER BY seq) FROM notice_change"),
            "2026-1 2 recalled 误发; 2026-2 5 extended 2026-04-13 洪水");
}

// Which table is in force becomes a record of its own; an organ's table is never it.
TEST(Migrate, KeepsTheCalendarThatWasInForce) {
  const std::string url = Cluster::instance().fresh_database();
  migrate(url, migrations().first(46));
  psql(url,
       "INSERT INTO calendar (id, csv, installed_at, base) VALUES (repeat('a', 64), 'x', "
       "'2026-01-01', NULL), (repeat('b', 64), 'y', '2026-02-01', NULL), (repeat('c', 64), 'z', "
       "'2026-03-01', repeat('b', 64))");
  migrate(url);
  EXPECT_EQ(psql(url,
                 "SELECT string_agg(left(calendar, 1) || ' ' || since::date, '; ' ORDER BY line) "
                 "FROM calendar_in_force"),
            "a 2026-01-01; b 2026-02-01");
}

// What a migration writes into tables that the ledger watches is told to the ledger.
TEST(Migrate, LeavesALedgerThatPassesExamination) {
  // given a database with rows of before, all in the ledger
  const std::string url = Cluster::instance().fresh_database();
  migrate(url, migrations().first(41));
  psql(
      url,
      "INSERT INTO calendar (id, csv, installed_at) VALUES (repeat('a', 64), 'x', now()); "
      "INSERT INTO office_position VALUES ('mayor', '市', '', '市长', '{organ_head}', 'a', now()); "
      "INSERT INTO catalogue_version VALUES ('c-1', 1, 3, '市', 'u', 2026, now(), '1', ''), "
      "('c-2', 1, 3, '县', 'u', 2026, now(), '1', '')");
  Pool pool(url, 2);
  LedgerStore ledger(pool, archive::LogKey::generate("test.example/ledger"));
  ledger.sequence();
  // when the catalogues get their places, the calendar its base, the position its holders' number
  migrate(url);
  ledger.sequence();
  // then all is sound, and what is changed afterwards is found
  const auto findings = ledger.examine();
  EXPECT_TRUE(findings.empty()) << findings[0].what << " " << findings[0].detail;
  psql(url,
       "INSERT INTO position_single (position, single, by, at) VALUES ('mayor', true, 'a', "
       "now())");
  ledger.sequence();
  EXPECT_TRUE(ledger.examine().empty());
  for (const auto& [changed, told] :
       {std::pair("UPDATE calendar SET base = id", "calendar "),
        {"UPDATE calendar_in_force SET since = '2020-01-01'", "calendar_in_force "},
        {"UPDATE position_single SET single = false", "position_single "},
        {"UPDATE catalogue_place SET place = 9 WHERE place = 1", "catalogue_place "}}) {
    const std::string sql(changed), table = sql.substr(7, sql.find(" SET") - 7);
    psql(url, "ALTER TABLE " + table + " DISABLE TRIGGER ALL; " + sql);
    const auto found = ledger.examine();
    EXPECT_TRUE(std::ranges::any_of(found, [&](const auto& each) {
      return each.detail.starts_with(told);
    })) << changed;
  }
}

TEST(Migrate, RefusesADatabaseOfANewerVersion) {
  const std::string url = Cluster::instance().fresh_database();
  migrate(url);
  psql(url, "INSERT INTO schema_version (version, name) VALUES (9999, 'future')");
  try {
    migrate(url);
    FAIL() << "went on";
  } catch (const MigrationError& error) {
    EXPECT_TRUE(std::string(error.what()).contains("schema version 9999")) << error.what();
  }
}

TEST(Migrate, KeepsNothingOfAMigrationThatFails) {
  const std::string url = Cluster::instance().fresh_database();
  const Migration good{1, "good", "CREATE TABLE good (a int);"};
  const Migration bad{2, "bad", "CREATE TABLE half (a int); SELECT 1 / 0;"};
  const Migration both[]{good, bad};
  try {
    migrate(url, both);
    FAIL() << "went on";
  } catch (const MigrationError& error) {
    EXPECT_TRUE(std::string(error.what()).contains("division by zero")) << error.what();
  }
  EXPECT_EQ(psql(url, "SELECT to_regclass('good') IS NOT NULL AND to_regclass('half') IS NULL"),
            "t");
  EXPECT_EQ(psql(url, "SELECT max(version) FROM schema_version"), "1");
}

TEST(Migrate, IsDoneByOneNodeAtATime) {
  const std::string url = Cluster::instance().fresh_database();
  std::atomic<int> applied = 0;
  {
    std::vector<std::jthread> nodes;
    for (int i = 0; i < 4; ++i) nodes.emplace_back([&] { applied += migrate(url); });
  }
  EXPECT_EQ(std::size_t(applied.load()), migrations().size());
}

TEST(Migrate, SaysInOneSentenceThatTheUrlIsWrong) {
  try {
    migrate("host=/nonexistent-folder dbname=x");
    FAIL() << "connected to nothing";
  } catch (const MigrationError& error) {
    EXPECT_FALSE(std::string(error.what()).contains('\n'));
  }
}

/// Every table of record refuses every way of changing it.
TEST(AppendOnly, HoldsForTheOwnerToo) {
  const std::string url = Cluster::instance().fresh_database();
  migrate(url, migrations().first(1));
  psql(url, "INSERT INTO calendar (id, csv, installed_at) VALUES (repeat('a', 64), 'x', now())");
  psql(url, "INSERT INTO procedure VALUES (repeat('b', 64), 'p', '1', 'x', now())");
  psql(url,
       "INSERT INTO procedure_in_force (name, sha256, since) VALUES ('p', repeat('b', 64), now())");
  psql(url,
       "INSERT INTO matter VALUES ('m', repeat('b', 64), 't', 'u', 'a', now(), 1, '{s}', false, "
       "now())");
  psql(url,
       "INSERT INTO event VALUES ('m', 1, 'opened', 'gavel.open', '{}', '{}', now(), '{}', "
       "repeat('a', 64), "
       "'{s}', '{}')");
  const std::pair<const char*, const char*> changes[]{{"event", "name = 'x'"},
                                                      {"calendar", "csv = 'y'"},
                                                      {"procedure", "version = '2'"},
                                                      {"procedure_in_force", "since = now()"}};
  for (const auto& [table, change] : changes) {
    const std::string name = table;
    EXPECT_THROW(psql(url, "UPDATE " + name + " SET " + change), std::runtime_error) << name;
    EXPECT_THROW(psql(url, "DELETE FROM " + name), std::runtime_error) << name;
    EXPECT_THROW(psql(url, "TRUNCATE " + name + " CASCADE"), std::runtime_error) << name;
    EXPECT_THROW(psql(url, "SET session_replication_role = replica; DELETE FROM " + name),
                 std::runtime_error)
        << name;
    EXPECT_EQ(psql(url, "SELECT count(*) FROM " + name), "1");
  }
}

}  // namespace
}  // namespace gavel::db
