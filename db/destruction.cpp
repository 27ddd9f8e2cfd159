#include "db/destruction.hpp"

#include "archive/canonical.hpp"
#include "archive/digest.hpp"
#include "db/destroying.hpp"
#include "db/ledger_leaf.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::db {
namespace {

matter::Actor person(const pqxx::row& row, const std::string& prefix) {
  return {.account = pg::text(row[prefix + "account"]),
          .name = pg::text(row[prefix + "name"]),
          .unit = pg::text(row[prefix + "unit"]),
          .roles = {}};
}

JsonObject named(const matter::Actor& by) {
  return {{"account", by.account}, {"name", by.name}, {"unit", by.unit}};
}

template <class... Args>
std::optional<Destruction> one(Pool& pool, std::string_view sql, const Args&... args) {
  return pool.read([&](pqxx::transaction_base& tx) -> std::optional<Destruction> {
    const auto found = pg::exec(tx, sql, args...);
    if (found.empty()) return std::nullopt;
    return destruction_of_row(found[0]);
  });
}

/// The trigger on the table asks whether it is lawful.
Destruction record(pqxx::transaction_base& tx, const std::string& act) {
  const auto added = pg::exec(
      tx,
      "INSERT INTO destruction (act, appraisal, archival_code, matter, title, retention, sha256, "
      "size, account, name, unit, w_account, w_name, w_unit, at) SELECT a.id, a.appraisal, "
      "p.archival_code, p.matter, p.title, p.retention, p.sha256, p.size, a.account, a.name, "
      "a.unit, w.account, w.name, w.unit, w.at FROM keeping_act a JOIN keeping_answer w ON w.act = "
      "a.id JOIN package p USING (archival_code) WHERE a.id = $1 RETURNING *",
      act);
  ensure(added.size() == 1, "an act of destruction is of a stored volume");
  return destruction_of_row(added[0]);
}

/// Those used elsewhere as well are in another's keeping. They are locked first, so that a use that
/// begins at the same time is either seen or finds no bytes.
void remove_blobs(pqxx::transaction_base& tx, const Destruction& done) {
  constexpr const char* own =
      "SELECT d.sha256 FROM document d JOIN package p USING (matter) WHERE matter = $1 AND d.seq "
      "<= "
      "p.seq UNION SELECT sha256 FROM archive_copy WHERE archival_code = $2";
  pg::exec(tx,
           "SELECT FROM blob WHERE sha256 IN (" + std::string(own) + ") ORDER BY sha256 FOR UPDATE",
           done.matter, done.archival_code);
  pg::exec(tx,
           "DELETE FROM blob b WHERE sha256 IN (" + std::string(own) +
               ") AND NOT EXISTS (SELECT FROM blob_use u WHERE u.sha256 = b.sha256 AND NOT "
               "u.destroyed)",
           done.matter, done.archival_code);
}

}  // namespace

void destroy(pqxx::transaction_base& tx, const std::string& act) {
  // One after the other: whoever reads the register on has missed none.
  pg::exec(tx, "SELECT pg_advisory_xact_lock(hashtext('destruction'))");
  const Destruction done = record(tx, act);
  pg::exec(tx, "DELETE FROM package_tar WHERE matter = $1", done.matter);
  remove_blobs(tx, done);
  pg::exec(tx, "DELETE FROM archive_record WHERE matter = $1", done.matter);
  pg::exec(tx, "UPDATE package SET searched = '', grams = '{}' WHERE matter = $1", done.matter);
  add_leaf(tx, {.type = "destruction",
                .matter = done.matter,
                .subject = done.act,
                .sha256 = destruction_sha256(done),
                .at = done.at});
}

Destruction destruction_of_row(const pqxx::row& row) {
  return {.n = pg::integer(row["n"]),
          .act = pg::text(row["act"]),
          .appraisal = pg::text(row["appraisal"]),
          .archival_code = pg::text(row["archival_code"]),
          .matter = pg::text(row["matter"]),
          .title = pg::text(row["title"]),
          .retention = pg::text(row["retention"]),
          .sha256 = archive::to_hex(pg::bytes(row["sha256"])),
          .size = static_cast<std::uint64_t>(pg::integer(row["size"])),
          .by = person(row, ""),
          .watched_by = person(row, "w_"),
          .at = pg::instant(row["at"])};
}

std::string destruction_sha256(const Destruction& done) {
  return archive::sha256_hex(archive::canonical(JsonObject{{"act", done.act},
                                                           {"appraisal", done.appraisal},
                                                           {"archival_code", done.archival_code},
                                                           {"matter", done.matter},
                                                           {"title", done.title},
                                                           {"retention", done.retention},
                                                           {"package_sha256", done.sha256},
                                                           {"size", done.size},
                                                           {"by", named(done.by)},
                                                           {"watched_by", named(done.watched_by)},
                                                           {"at", to_string(done.at)}}));
}

std::optional<Destruction> Destructions::find(const std::string& archival_code) {
  return one(pool_, "SELECT * FROM destruction WHERE archival_code = $1", archival_code);
}

std::optional<Destruction> Destructions::of_document(const std::string& document) {
  return one(pool_,
             "SELECT x.* FROM document d JOIN package p USING (matter) JOIN destruction x USING "
             "(matter) WHERE d.id = $1 AND d.seq <= p.seq",
             document);
}

std::vector<Destruction> Destructions::list(std::int64_t after, int limit) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    std::vector<Destruction> out;
    for (const auto& row :
         pg::exec(tx, "SELECT * FROM destruction WHERE n > $1::bigint ORDER BY n LIMIT $2::integer",
                  after, limit))
      out.push_back(destruction_of_row(row));
    return out;
  });
}

JsonArray Destructions::files(const std::string& archival_code) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    JsonArray out;
    for (const auto& row :
         pg::exec(tx,
                  "SELECT d.code || ' v' || d.version AS what, d.title, d.filename, "
                  "encode(d.sha256, 'hex') AS sha256, d.size FROM document d JOIN package p USING "
                  "(matter) WHERE p.archival_code = $1 AND d.seq <= p.seq ORDER BY d.seq",
                  archival_code)) {
      out.push_back(JsonObject{{"document", pg::text(row["what"])},
                               {"title", pg::text(row["title"])},
                               {"filename", pg::text(row["filename"])},
                               {"sha256", pg::text(row["sha256"])},
                               {"size", pg::integer(row["size"])}});
    }
    for (const auto& row :
         pg::exec(tx,
                  "SELECT id, encode(sha256, 'hex') AS sha256, size FROM archive_copy WHERE "
                  "archival_code = $1 ORDER BY made_at, id",
                  archival_code)) {
      out.push_back(JsonObject{{"copy", pg::text(row["id"])},
                               {"sha256", pg::text(row["sha256"])},
                               {"size", pg::integer(row["size"])}});
    }
    return out;
  });
}

}  // namespace gavel::db
