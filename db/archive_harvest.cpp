#include "db/archive_harvest.hpp"

#include <map>

#include <pqxx/pqxx>

#include "db/pg.hpp"
#include "db/pool.hpp"
#include "embedded/queries.hpp"

namespace gavel::db {
namespace {

HarvestedVolume volume_of_row(const pqxx::row& row) {
  const JsonObject params = pg::object(row["params"]);
  return {.volume = {.code = pg::text(row["archival_code"]),
                     .title = pg::text(row["title"]),
                     .organ = string_or(params, "organ"),
                     .fonds = pg::text(row["fonds"]),
                     .fonds_name = string_or(params, "fonds_name"),
                     .matter = pg::text(row["matter"]),
                     .year = static_cast<int>(pg::integer(row["year"])),
                     .opened_at = pg::instant(row["opened_at"]),
                     .closed_at = pg::instant(row["ordered_at"]),
                     .built_at = pg::instant(row["built_at"]),
                     .destroyed_at = pg::maybe(row["destroyed_at"], pg::instant),
                     .destroyed_by = pg::maybe(row["destroyed_by"], pg::text).value_or("")},
          .procedure = pg::text(row["procedure"]),
          .retention = pg::text(row["retention"]),
          .procedure_sha256 = pg::text(row["procedure_sha256"]),
          .stamped_at = pg::instant(row["stamped_at"]),
          .is_withdrawn = pg::boolean(row["withdrawn"])};
}

archive::FindingAidItem item_of_row(const pqxx::row& row) {
  return {.title = pg::text(row["title"]),
          .code = pg::text(row["code"]),
          .version = static_cast<int>(pg::integer(row["version"])),
          .media_type = pg::text(row["media_type"]),
          .at = pg::instant(row["added_at"]),
          .stage = {},
          .href = {}};
}

/// What was in each dossier when its package was ordered; to everyone only what is open, for the
/// title alone may tell what is held back.
void add_items(pqxx::transaction_base& tx, std::vector<HarvestedVolume>& volumes, bool only_open) {
  std::map<std::string, archive::FindingAid*> by_matter;
  pg::Array matters;
  for (HarvestedVolume& each : volumes) {
    by_matter[each.volume.matter] = &each.volume;
    matters.add(each.volume.matter);
  }
  for (const auto& row :
       pg::exec(tx,
                "SELECT d.* FROM document d JOIN package p USING (matter) "
                "WHERE d.matter = ANY ($1::text[]) AND d.seq <= p.seq AND (NOT $2::boolean OR "
                "access_of(p.archival_code, d.id) = 'open') ORDER BY d.matter, d.seq",
                matters, only_open)) {
    by_matter.at(pg::text(row["matter"]))->items.push_back(item_of_row(row));
  }
}

std::vector<HarvestedVolume> read(pqxx::transaction_base& tx, const HarvestQuery& query,
                                  const std::optional<std::string>& code, bool only_open) {
  std::vector<HarvestedVolume> volumes;
  for (const auto& row :
       pg::exec(tx, query::archive_harvest_sql, query.from, query.before, query.fonds, query.year,
                query.procedure, query.retention, code, query.after, query.limit, only_open)) {
    volumes.push_back(volume_of_row(row));
  }
  add_items(tx, volumes, only_open);
  return volumes;
}

void each_of(pqxx::transaction_base& tx, HarvestQuery query, bool only_open, const PutVolume& put) {
  for (;;) {
    const auto page = read(tx, query, std::nullopt, only_open);
    for (const HarvestedVolume& each : page) put(each.volume);
    if (page.size() < static_cast<std::size_t>(query.limit)) return;
    query.after = page.back().volume.code;
  }
}

}  // namespace

void each_volume(pqxx::transaction_base& tx, HarvestQuery query, const PutVolume& put) {
  each_of(tx, std::move(query), false, put);
}

std::vector<HarvestedVolume> ArchiveHarvest::volumes(const HarvestQuery& query) {
  return pool_.snapshot(
      [&](pqxx::transaction_base& tx) { return read(tx, query, std::nullopt, only_open_); });
}

std::optional<HarvestedVolume> ArchiveHarvest::find(const std::string& archival_code) {
  auto found = pool_.snapshot(
      [&](pqxx::transaction_base& tx) { return read(tx, {}, archival_code, only_open_); });
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::uint64_t ArchiveHarvest::count(const HarvestQuery& query) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    return static_cast<std::uint64_t>(pg::integer(
        pg::exec(tx,
                 "SELECT count(*) FROM package p LEFT JOIN destruction gone ON gone.matter = "
                 "p.matter LEFT JOIN open_volume o ON $7::boolean AND o.archival_code = "
                 "p.archival_code WHERE p.status = 'built' "
                 "AND (NOT $7::boolean OR o.archival_code IS NOT NULL) "
                 "AND ($1::timestamptz IS NULL OR greatest(built_at, since, gone.at) >= "
                 "$1::timestamptz) AND ($2::timestamptz IS NULL OR greatest(built_at, since, "
                 "gone.at) < $2::timestamptz) "
                 "AND ($3::text IS NULL OR fonds = $3) AND ($4::integer IS NULL OR year = "
                 "$4::integer) AND ($5::text IS NULL OR procedure = $5) "
                 "AND ($6::text IS NULL OR p.retention = $6)",
                 query.from, query.before, query.fonds, query.year, query.procedure,
                 query.retention, only_open_)[0][0]));
  });
}

std::optional<Instant> ArchiveHarvest::earliest() {
  return pool_.read([&](pqxx::transaction_base& tx) {
    return pg::maybe(
        pg::exec(
            tx,
            "SELECT min(greatest(built_at, since)) FROM package p LEFT JOIN open_volume o ON "
            "$1::boolean AND o.archival_code = p.archival_code WHERE status = 'built' AND (NOT "
            "$1::boolean OR o.archival_code IS NOT NULL)",
            only_open_)[0][0],
        pg::instant);
  });
}

std::vector<std::pair<std::string, std::string>> ArchiveHarvest::values() {
  return pool_.read([&](pqxx::transaction_base& tx) {
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& row :
         pg::exec(tx,
                  "SELECT DISTINCT v.field, v.value FROM package, LATERAL (VALUES ('fonds', "
                  "fonds), ('year', year::text), ('procedure', procedure), ('retention', "
                  "retention)) AS v(field, value) WHERE status = 'built' AND (NOT $1::boolean OR "
                  "archival_code IN (SELECT archival_code FROM open_volume)) ORDER BY 1, 2",
                  only_open_)) {
      out.emplace_back(pg::text(row["field"]), pg::text(row["value"]));
    }
    return out;
  });
}

void ArchiveHarvest::each(const HarvestQuery& query, const PutVolume& put) {
  pool_.snapshot([&](pqxx::transaction_base& tx) { each_of(tx, query, only_open_, put); });
}

}  // namespace gavel::db
