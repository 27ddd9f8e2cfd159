// What is kept for ever cannot be changed by anyone who works with the database: every table of
// record, tried as its owner and as an account that was granted everything.
#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "db/migrate.hpp"
#include "tests/db/cluster.hpp"

namespace gavel::db {
namespace {

using test::Cluster;
using test::psql;

/// Tables that are no record: what may be made again, what is for the moment, and what is changed
/// by rules of its own that other tests try (accounts, keys that are revoked, matters' heads).
const std::set<std::string> changing{
    "account",      "account_person", "archive_number", "archive_record", "comment_person", "idempotency",
    "keeping_due",  "ledger_pending", "ledger_tile",    "matter",         "notice",
    "notice_count", "notice_number",  "package",        "row_pending",    "schema_version",
    "session",      "signing_key",    "snapshot",       "timer",          "unanswered",
    "unit",         "virtual_clock",  "witness_turn",   "writer",
};

/// Bytes: they go when the record of their destruction stands (destruction_test), and not before.
const std::set<std::string> destroyable{"blob", "package_tar"};

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

struct Permanence : testing::Test {
  std::string url = [] {
    std::string fresh = Cluster::instance().fresh_database();
    migrate(fresh);
    return fresh;
  }();
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
    for (const std::string& role : {std::string("application"), std::string("CURRENT_USER")}) {
      const std::string as =
          role == "CURRENT_USER" ? "" : "SET ROLE " + role + "; ";  // else as the owner
      EXPECT_THROW(psql(url, as + "TRUNCATE " + table + " CASCADE"), std::runtime_error)
          << table << " as " << role;
      ++tried;
    }
  }
  EXPECT_GT(tried, 50);
  psql(url, "DROP OWNED BY application; DROP ROLE application");
}

}  // namespace
}  // namespace gavel::db
