// What is kept for ever cannot be changed by anyone who works with the database: every table of
// record, tried as its owner, as an account that was granted everything, and as the server itself.
#include <algorithm>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "db/migrate.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"
#include "tests/db/cluster.hpp"

namespace gavel::db {
namespace {

using test::Cluster;
using test::psql;

/// Tables that are no record: what may be made again, what is for the moment, and what is changed
/// by rules of its own that other tests try (accounts, keys that are revoked, matters' heads).
const std::set<std::string> changing{
    "account",     "account_person", "archive_number", "archive_record", "comment_person",
    "idempotency", "keeping_due",    "ledger_pending", "ledger_tile",    "matter",
    "notice",      "notice_count",   "notice_number",  "package",        "recount",
    "row_pending", "schema_version", "session",        "signing_key",    "snapshot",
    "timer",       "unanswered",     "unit",           "virtual_clock",  "witness_turn",
    "writer",
};

/// Bytes: they go when the record of their destruction stands (destruction_test), and not before;
/// those that rotted are put right (fixity_documents_test).
const std::set<std::string> destroyable{"blob", "package_tar"};

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

struct Permanence : testing::Test {
  std::string url = Cluster::instance().migrated_database();
  std::vector<std::string> tables =
      lines(psql(url,
                 "SELECT string_agg(relname, E'\\n' ORDER BY relname) FROM pg_class WHERE relkind "
                 "= 'r' AND relnamespace = "
                 "'public'::regnamespace"));
};

TEST_F(Permanence, EveryTableIsARecordOrNamedAsNone) {
  for (const std::string& name : changing) {
    EXPECT_NE(std::ranges::find(tables, name), tables.end()) << name;
  }
  for (const std::string& table : tables) {
    const std::string guard =
        destroyable.contains(table) ? "only_what_was_destroyed" : "forbid_change";
    const std::string guards = psql(
        url, "SELECT count(*) FROM pg_trigger WHERE tgrelid = '" + table +
                 "'::regclass AND tgenabled = 'A' AND ((tgname = 'append_only' AND tgfoid = '" +
                 guard +
                 "'::regproc) OR (tgname = 'append_only_whole' AND tgfoid = "
                 "'forbid_change'::regproc))");
    EXPECT_EQ(guards, changing.contains(table) ? "0" : "2") << table;
  }
}

TEST_F(Permanence, NoRoleChangesOrRemovesARecord) {
  psql(url, "DROP ROLE IF EXISTS application; CREATE ROLE application");
  psql(url, "GRANT ALL ON ALL TABLES IN SCHEMA public TO application");
  int tried = 0;
  for (const std::string& table : tables) {
    if (changing.contains(table)) continue;
    for (const char* as : {"SET ROLE application; ", "SET ROLE gavel_application; ", ""}) {
      EXPECT_THROW(psql(url, as + ("TRUNCATE " + table + " CASCADE")), std::runtime_error)
          << as << table;
      ++tried;
    }
  }
  EXPECT_GT(tried, 80);
  psql(url, "DROP OWNED BY application; DROP ROLE application");
}

/// Refused by its rights, before any row is looked at: the tables are empty here.
TEST_F(Permanence, TheServersRoleHasNoRightToChangeARecord) {
  const std::string as = "SET ROLE gavel_application; ";
  for (const std::string& table : tables) {
    const std::string column = psql(url,
                                    "SELECT quote_ident(attname) FROM pg_attribute WHERE attnum > "
                                    "0 AND attidentity = '' AND attrelid = '" +
                                        table + "'::regclass ORDER BY attnum LIMIT 1");
    std::vector<std::string> attempts{"TRUNCATE " + table + " CASCADE",
                                      "DROP TABLE " + table + " CASCADE",
                                      "ALTER TABLE " + table + " DISABLE TRIGGER ALL",
                                      "ALTER TABLE " + table + " ADD COLUMN more text"};
    if (table == "schema_version" || (!changing.contains(table) && !destroyable.contains(table))) {
      attempts.push_back("UPDATE " + table + " SET " + column + " = " + column);
      attempts.push_back("DELETE FROM " + table);
    }
    for (const std::string& attempt : attempts)
      EXPECT_THROW(psql(url, as + attempt), pqxx::insufficient_privilege) << attempt;
  }
  for (const char* attempt :
       {"SET session_replication_role = replica", "CREATE TABLE of_its_own (x int)",
        "CREATE OR REPLACE FUNCTION forbid_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN "
        "RETURN new; END'"})
    EXPECT_THROW(psql(url, as + attempt), pqxx::insufficient_privilege) << attempt;
}

TEST_F(Permanence, TheServerWorksAsThatRoleWhoeverLoggedIn) {
  Pool pool(url, 1);
  const auto role = pool.read([](pqxx::transaction_base& tx) {
    return pg::text(pg::exec(tx, "SELECT current_user")[0][0]);
  });
  EXPECT_EQ(role, "gavel_application");
}

/// A login that may only serve: enough on a schema that is up to date, and told what else to do.
TEST_F(Permanence, ALoginThatOnlyServesNeedsAnOwnerToBringTheSchemaUp) {
  if (!Cluster::instance().is_private()) GTEST_SKIP() << "logs in without a password";
  psql(url,
       "DROP ROLE IF EXISTS only_serves; CREATE ROLE only_serves LOGIN IN ROLE gavel_application");
  const std::string served = url + " user=only_serves";
  EXPECT_EQ(migrate(served), 0);
  Pool(served, 1).read([](pqxx::transaction_base& tx) { pg::exec(tx, "SELECT FROM matter"); });

  const std::string empty = Cluster::instance().fresh_database();
  try {
    migrate(empty + " user=only_serves");
    FAIL() << "made a schema without the right to";
  } catch (const MigrationError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("gavel migrate --database"));
  }
  psql(url, "DROP ROLE only_serves");
}

/// What was damaged comes back as it was, and as nothing else.
TEST_F(Permanence, BytesAreReplacedOnlyByThoseTheirDigestNames) {
  psql(url, "INSERT INTO blob VALUES (sha256('right'), 5, 'right')");
  const std::string as = "SET ROLE gavel_application; ";
  EXPECT_THROW(psql(url, as + "UPDATE blob SET bytes = 'wrong'"), pqxx::insufficient_privilege);
  EXPECT_THROW(psql(url, as + "UPDATE blob SET bytes = 'other', sha256 = sha256('other')"),
               pqxx::insufficient_privilege);
  psql(url,
       "ALTER TABLE blob DISABLE TRIGGER append_only; UPDATE blob SET bytes = 'wrong'; ALTER TABLE "
       "blob ENABLE ALWAYS TRIGGER append_only");
  psql(url, as + "UPDATE blob SET bytes = 'right'");
  EXPECT_EQ(psql(url, "SELECT convert_from(bytes, 'UTF8') FROM blob"), "right");
}

}  // namespace
}  // namespace gavel::db
