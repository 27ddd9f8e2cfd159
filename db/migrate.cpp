#include "db/migrate.hpp"

#include <array>

#include <fmt/format.h>

#include "db/connection.hpp"
#include "embedded/migrations.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::db {
namespace {

constexpr int oldest_server = 150000;            // as PostgreSQL counts: 15.0
constexpr std::int64_t lock_key = 0x676176656c;  // "gavel"

constexpr const char* versions_table =
    "CREATE TABLE IF NOT EXISTS schema_version (version int PRIMARY KEY, name text NOT NULL, "
    "applied_at timestamptz NOT NULL DEFAULT clock_timestamp())";

/// The schema's version; 0 for an empty database.
int version_of(pqxx::transaction_base& tx) {
  const auto table = pg::exec(tx, "SELECT to_regclass('schema_version') IS NOT NULL");
  if (!pg::boolean(table[0][0])) return 0;
  return pg::exec(tx, "SELECT coalesce(max(version), 0) FROM schema_version")[0][0].as<int>();
}

/// A login that only serves has no right to what a newer program needs.
void check_owner(pqxx::transaction_base& tx, int found, int newest) {
  const auto may = pg::exec(
      tx,
      "SELECT has_schema_privilege(current_schema(), 'CREATE') AND NOT EXISTS (SELECT FROM "
      "pg_tables WHERE schemaname = current_schema() AND tablename = 'schema_version' AND NOT "
      "pg_has_role(tableowner, 'USAGE')), current_user");
  if (pg::boolean(may[0][0])) return;
  throw MigrationError(
      fmt::format("The database has schema version {}, this program needs {}, and '{}' may not "
                  "change the schema: run `gavel migrate --database URL` as its owner first.",
                  found, newest, pg::text(may[0][1])));
}

void check_server(pqxx::transaction_base& tx) {
  const int version = pg::exec(tx, "SELECT current_setting('server_version_num')")[0][0].as<int>();
  if (version >= oldest_server) return;
  throw MigrationError(fmt::format("The database server is PostgreSQL {}; Gavel needs 15 or newer.",
                                   version / 10000));
}

void apply(pqxx::connection& session, const Migration& migration) {
  try {
    pqxx::work tx(session);
    pg::script(tx, migration.sql);
    pg::exec(tx, "INSERT INTO schema_version (version, name) VALUES ($1, $2)", migration.version,
             migration.name);
    tx.commit();
  } catch (const std::exception& error) {
    throw MigrationError(
        fmt::format("Migration {} ({}) could not be applied, nothing of it remains: {}",
                    migration.version, migration.name, first_line(error.what())));
  }
}

int bring_up(pqxx::connection& session, std::span<const Migration> wanted) {
  const int newest = wanted.empty() ? 0 : wanted.back().version;
  int found = 0;
  {
    pqxx::work tx(session);
    check_server(tx);
    found = version_of(tx);
    if (found < newest) {
      check_owner(tx, found, newest);
      pg::exec(tx, versions_table);
    }
    tx.commit();
  }
  if (found > newest) {
    throw MigrationError(
        fmt::format("The database has schema version {}, written by a newer Gavel; this one knows "
                    "versions up to {}. Start the newer program, or name another database.",
                    found, newest));
  }
  int applied = 0;
  for (const Migration& migration : wanted) {
    ensure(migration.version == int(&migration - wanted.data()) + 1, "migrations count from 1");
    if (migration.version <= found) continue;
    apply(session, migration);
    ++applied;
  }
  return applied;
}

}  // namespace

std::span<const Migration> migrations() {
  static const std::array all{
      Migration{1, "core", migration::m_0001_core_sql},
      Migration{2, "people", migration::m_0002_people_sql},
      Migration{3, "dossier", migration::m_0003_dossier_sql},
      Migration{4, "participation", migration::m_0004_participation_sql},
      Migration{5, "signoff", migration::m_0005_signoff_sql},
      Migration{6, "ledger", migration::m_0006_ledger_sql},
      Migration{7, "archive", migration::m_0007_archive_sql},
      Migration{8, "matter_units", migration::m_0008_matter_units_sql},
      Migration{9, "versions", migration::m_0009_versions_sql},
      Migration{10, "catalogue", migration::m_0010_catalogue_sql},
      Migration{11, "row_witness", migration::m_0011_row_witness_sql},
      Migration{12, "oversight", migration::m_0012_oversight_sql},
      Migration{13, "people_registers", migration::m_0013_people_registers_sql},
      Migration{14, "positions", migration::m_0014_positions_sql},
      Migration{15, "cosignature", migration::m_0015_cosignature_sql},
      Migration{16, "archive_record", migration::m_0016_archive_record_sql},
      Migration{17, "archive_words", migration::m_0017_archive_words_sql},
      Migration{18, "key_possession", migration::m_0018_key_possession_sql},
      Migration{19, "keeping", migration::m_0019_keeping_sql},
      Migration{20, "witnessed_cosignature", migration::m_0020_witnessed_cosignature_sql},
      Migration{21, "open_volume", migration::m_0021_open_volume_sql},
      Migration{22, "minutes", migration::m_0022_minutes_sql},
      Migration{23, "time_stamp", migration::m_0023_time_stamp_sql},
      Migration{24, "destruction", migration::m_0024_destruction_sql},
      Migration{25, "persons_and_hearings", migration::m_0025_persons_and_hearings_sql},
      Migration{26, "document_access", migration::m_0026_document_access_sql},
      Migration{27, "unseen", migration::m_0027_unseen_sql},
      Migration{28, "application_role", migration::m_0028_application_role_sql},
      Migration{29, "terms", migration::m_0029_terms_sql},
      Migration{30, "follow_ups", migration::m_0030_follow_ups_sql},
      Migration{31, "key_record", migration::m_0031_key_record_sql},
      Migration{32, "seats", migration::m_0032_seats_sql},
      Migration{33, "handover_tests", migration::m_0033_handover_tests_sql},
      Migration{34, "late_possession", migration::m_0034_late_possession_sql},
      Migration{35, "document_security", migration::m_0035_document_security_sql},
      Migration{36, "entered_comments", migration::m_0036_entered_comments_sql},
      Migration{37, "email", migration::m_0037_email_sql},
      Migration{38, "feedback", migration::m_0038_feedback_sql},
      Migration{39, "comment_organisations", migration::m_0039_comment_organisations_sql},
      Migration{40, "notice_changes", migration::m_0040_notice_changes_sql},
      Migration{41, "document_numbers", migration::m_0041_document_numbers_sql},
      Migration{42, "catalogues_and_calendars", migration::m_0042_catalogues_and_calendars_sql},
      Migration{43, "single_positions", migration::m_0043_single_positions_sql},
      Migration{44, "numbers_of_ends", migration::m_0044_numbers_of_ends_sql},
      Migration{45, "opening_reviews", migration::m_0045_opening_reviews_sql},
      Migration{46, "leads", migration::m_0046_leads_sql},
      Migration{47, "calendars_again", migration::m_0047_calendars_again_sql},
      Migration{48, "requests_taken_back", migration::m_0048_requests_taken_back_sql},
      Migration{49, "recounts", migration::m_0049_recounts_sql},
      Migration{50, "carried_recusals", migration::m_0050_carried_recusals_sql},
      Migration{51, "held_back", migration::m_0051_held_back_sql},
      Migration{52, "predecessors", migration::m_0052_predecessors_sql},
      Migration{53, "grounds_of_recusal", migration::m_0053_grounds_of_recusal_sql},
      Migration{54, "successions", migration::m_0054_successions_sql},
      Migration{55, "successions", migration::m_0055_successions_sql},
      Migration{56, "notices_moved", migration::m_0056_notices_moved_sql},
      Migration{57, "predecessors_of_before", migration::m_0057_predecessors_of_before_sql},
      Migration{58, "archive_circles", migration::m_0058_archive_circles_sql},
      Migration{59, "further_grounds", migration::m_0059_further_grounds_sql},
  };
  return all;
}

int migrate(const std::string& url, std::span<const Migration> wanted) {
  try {
    Connection connection(url, Right::owner);
    {
      // One node at a time; the lock goes with the connection.
      pqxx::nontransaction tx(connection.session);
      pg::exec(tx, "SELECT pg_advisory_lock($1)", lock_key);
    }
    return bring_up(connection.session, wanted);
  } catch (const Unavailable& error) {
    throw MigrationError(error.what());
  } catch (const pqxx::failure& error) {
    throw MigrationError("The database refused to be prepared: " + first_line(error.what()));
  }
}

void require_schema(const std::string& url) {
  int found = 0;
  try {
    Connection connection(url, Right::owner);
    pqxx::nontransaction tx(connection.session);
    found = version_of(tx);
  } catch (const Unavailable& error) {
    throw MigrationError(error.what());
  }
  const int known = migrations().back().version;
  if (found == known) return;
  throw MigrationError(
      fmt::format("The database has schema version {}, this program knows {}: use the program that "
                  "serves it, or start the newer one once.",
                  found, known));
}

}  // namespace gavel::db
