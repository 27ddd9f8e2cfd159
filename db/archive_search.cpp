#include "db/archive_search.hpp"

#include <algorithm>

#include <pqxx/pqxx>

#include "archive/canonical.hpp"
#include "archive/digest.hpp"
#include "db/grams.hpp"
#include "db/ledger_leaf.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"
#include "db/search_words.hpp"

namespace gavel::db {
namespace {

PackageRow package_of_row(const pqxx::row& row) {
  return {.archival_code = pg::text(row["archival_code"]),
          .matter = pg::text(row["matter"]),
          .title = pg::text(row["title"]),
          .status = pg::text(row["status"]),
          .procedure = pg::text(row["procedure"]),
          .retention = pg::text(row["retention"]),
          .organisation = pg::text(row["organisation"]),
          .fonds = pg::text(row["fonds"]),
          .sha256 = pg::text(row["sha256"]),
          .year = static_cast<int>(pg::integer(row["year"])),
          .size = row["size"].is_null() ? 0 : static_cast<std::uint64_t>(pg::integer(row["size"])),
          .built_at = pg::maybe(row["built_at"], pg::instant).value_or(Instant{}),
          .passed = pg::maybe(row["passed"], pg::boolean).value_or(false),
          .report = pg::maybe(row["report"], pg::object).value_or(JsonObject{})};
}

}  // namespace

std::vector<PackageRow> ArchiveSearch::search(const ArchiveQuery& query) {
  const Words words = words_of(query.q, package_gram_length);
  const std::string prefix = query.code.value_or("");
  return pool_.read([&](pqxx::transaction_base& tx) {
    // The arrays select by index; the parts then make sure that the characters stand side by side.
    const auto found = pg::exec(
        tx,
        "SELECT * FROM package_row WHERE status IN ('built', 'destroyed') AND archival_code > $1 "
        "AND archival_code >= $2 AND archival_code < $3 "
        "AND ($4::integer IS NULL OR year = $4::integer) "
        "AND ($5::text IS NULL OR people @> ARRAY[$5::text]) "
        "AND ($6::text IS NULL OR stages @> ARRAY[$6::text]) "
        "AND grams @> $7::text[] "
        "AND NOT EXISTS (SELECT FROM unnest($8::text[]) AS part WHERE strpos(searched, part) = 0) "
        "ORDER BY archival_code LIMIT $9::integer",
        query.after, prefix, end_of_prefix(prefix), query.year, query.person, query.stage,
        words.grams, words.parts, std::clamp(query.limit, 1, most_rows));
    std::vector<PackageRow> packages;
    for (const auto& row : found) packages.push_back(package_of_row(row));
    return packages;
  });
}

std::optional<PackageRow> ArchiveSearch::find(const std::string& archival_code) {
  return pool_.read([&](pqxx::transaction_base& tx) -> std::optional<PackageRow> {
    const auto found =
        pg::exec(tx, "SELECT * FROM package_row WHERE archival_code = $1", archival_code);
    if (found.empty()) return std::nullopt;
    return package_of_row(found[0]);
  });
}

std::optional<PackageBytes> ArchiveSearch::download(const std::string& archival_code,
                                                    const matter::Actor& by, Instant now,
                                                    std::string_view purpose) {
  const auto package = find(archival_code);
  if (!package || package->status != "built") return std::nullopt;
  pool_.write([&](pqxx::transaction_base& tx) {
    const auto logged =
        pg::exec(tx,
                 "INSERT INTO archive_access (archival_code, account, name, unit, purpose, at) "
                 "VALUES ($1, $2, $3, $4, $5, $6::timestamptz) RETURNING id",
                 archival_code, by.account, by.name, by.unit, purpose, now);
    const std::string id = pg::text(logged[0]["id"]);
    const JsonObject record{{"id", id},
                            {"archival_code", archival_code},
                            {"account", by.account},
                            {"name", by.name},
                            {"unit", by.unit},
                            {"purpose", purpose},
                            {"at", to_string(now)},
                            {"package_sha256", package->sha256}};
    add_leaf(tx, {.type = "access",
                  .matter = package->matter,
                  .subject = id,
                  .sha256 = archive::sha256_hex(archive::canonical(record)),
                  .at = now});
  });
  return PackageBytes(pool_, package->matter, package->size, package->sha256);
}

}  // namespace gavel::db
