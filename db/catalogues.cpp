#include "db/catalogues.hpp"

#include <algorithm>

#include <pqxx/pqxx>

#include "db/pg.hpp"
#include "db/pool.hpp"

namespace gavel::db {
namespace {

/// Catalogues a refusal names; more help nobody.
constexpr int most_named = 5;

CatalogueVersion version_of_row(const pqxx::row& row) {
  return {.id = pg::text(row["catalogue"]),
          .version = row["version"].as<int>(),
          .year = row["year"].as<int>(),
          .organ = pg::text(row["organ"]),
          .unit = pg::text(row["unit"]),
          .consent = pg::text(row["consent"]),
          .reason = pg::text(row["reason"]),
          .published_at = pg::instant(row["published_at"]),
          .closed_at = pg::maybe(row["closed_at"], pg::instant)};
}

std::vector<CatalogueVersion> versions_of_rows(const pqxx::result& found) {
  std::vector<CatalogueVersion> out;
  for (const auto& row : found) out.push_back(version_of_row(row));
  return out;
}

JsonObject found_item(const pqxx::row& row) {
  JsonObject item = pg::object(row["body"]);
  item["catalogue"] = pg::text(row["catalogue"]);
  item["organ"] = pg::text(row["organ"]);
  item["year"] = row["year"].as<int>();
  item["version"] = row["version"].as<int>();
  return item;
}

}  // namespace

std::vector<CatalogueVersion> Catalogues::list(const Wanted& wanted) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    return versions_of_rows(
        pg::exec(tx,
                 "SELECT n.* FROM catalogue_newest n "
                 "LEFT JOIN catalogue_newest last ON last.catalogue = nullif($3, '') "
                 "WHERE ($1::text IS NULL OR n.organ = $1) AND ($2::integer IS NULL OR n.year = "
                 "$2::integer) "
                 "AND (last.catalogue IS NULL OR (-n.year, n.organ, n.catalogue) > "
                 "(-last.year, last.organ, last.catalogue)) "
                 "ORDER BY n.year DESC, n.organ, n.catalogue LIMIT $4::integer",
                 wanted.organ, wanted.year, wanted.cursor, wanted.limit));
  });
}

std::optional<CatalogueVersion> Catalogues::find(const std::string& id, int version) {
  return pool_.read([&](pqxx::transaction_base& tx) -> std::optional<CatalogueVersion> {
    const auto found = pg::exec(tx,
                                "SELECT v.*, c.closed_at FROM catalogue_version v "
                                "LEFT JOIN catalogue_closed c USING (catalogue) "
                                "WHERE v.catalogue = $1 AND ($2::integer = 0 OR v.version = "
                                "$2::integer) ORDER BY v.version DESC LIMIT 1",
                                id, version);
    if (found.empty()) return std::nullopt;
    return version_of_row(found[0]);
  });
}

std::vector<CatalogueVersion> Catalogues::versions(const std::string& id) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    return versions_of_rows(pg::exec(tx,
                                     "SELECT v.*, c.closed_at FROM catalogue_version v "
                                     "LEFT JOIN catalogue_closed c USING (catalogue) "
                                     "WHERE v.catalogue = $1 ORDER BY v.version",
                                     id));
  });
}

std::vector<CatalogueItem> Catalogues::items(const std::string& id, int version) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    std::vector<CatalogueItem> out;
    for (const auto& row : pg::exec(tx,
                                    "SELECT number, removed, body FROM catalogue_item WHERE "
                                    "catalogue = $1 AND version = $2::integer ORDER BY position",
                                    id, version)) {
      out.push_back(
          {pg::text(row["number"]), pg::boolean(row["removed"]), pg::object(row["body"])});
    }
    return out;
  });
}

std::vector<CatalogueUse> Catalogues::uses(const std::string& id, int most) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    std::vector<CatalogueUse> out;
    for (const auto& row : pg::exec(tx,
                                    "SELECT u.matter, m.title, u.number, u.version, u.at FROM "
                                    "catalogue_use u JOIN matter m ON m.id = u.matter WHERE "
                                    "u.catalogue = $1 ORDER BY u.at, u.matter LIMIT $2::integer",
                                    id, most)) {
      out.push_back({pg::text(row["matter"]), pg::text(row["title"]), pg::text(row["number"]),
                     row["version"].as<int>(), pg::instant(row["at"])});
    }
    return out;
  });
}

namespace {

/// A number as it is written where several catalogues have it: "区人民政府 2026 2026-1".
std::string in_full(const pqxx::row& row) {
  return pg::text(row["organ"]) + " " + pg::text(row["year"]) + " " + pg::text(row["number"]);
}

/// The rows whose number that is, or that is written in full.
std::vector<pqxx::row> meant(const pqxx::result& rows, const std::string& written) {
  std::vector<pqxx::row> out;
  for (const auto& row : rows) {
    const bool is_short = pg::text(row["organ"]) + " " + pg::text(row["number"]) == written;
    if (pg::text(row["number"]) == written || is_short || in_full(row) == written)
      out.push_back(row);
  }
  return out;
}

/// Only those of which `holds`, where there are any.
template <class Holds>
void prefer(std::vector<pqxx::row>& rows, Holds holds) {
  if (rows.size() > 1 && std::ranges::any_of(rows, holds))
    std::erase_if(rows, [&](const pqxx::row& row) { return !holds(row); });
}

}  // namespace

JsonObject Catalogues::look_up(const std::string& written, const std::string& unit, int year) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    const auto open =
        pg::exec(tx,
                 "SELECT organ, year, version, unit = $1 AS is_own, (SELECT count(*) FROM "
                 "catalogue_item i WHERE i.catalogue = n.catalogue AND i.version = n.version AND "
                 "NOT i.removed) AS items FROM catalogue_newest n WHERE closed_at IS NULL "
                 "ORDER BY (unit = $1) DESC, published_at DESC, catalogue LIMIT $2::integer",
                 unit, most_named);
    const bool has_own = !open.empty() && pg::boolean(open[0]["is_own"]);
    const auto space = written.rfind(' ');
    const std::string tail = space == std::string::npos ? written : written.substr(space + 1);
    // A unit with a catalogue of its own starts on that; only one without looks at all.
    auto found =
        meant(pg::exec(tx,
                       "SELECT n.*, i.number, i.body FROM catalogue_item i JOIN catalogue_newest n "
                       "USING (catalogue, version) WHERE i.number IN ($1, $2) AND NOT i.removed "
                       "AND n.closed_at IS NULL AND (NOT $3::boolean OR n.unit = $4) "
                       "ORDER BY n.year DESC, n.organ, n.catalogue",
                       written, tail, has_own, unit),
              written);
    prefer(found, [&](const pqxx::row& row) { return row["year"].as<int>() == year; });
    JsonArray looked_in;
    for (const auto& row : found) {
      if (found.size() < 2) break;
      JsonObject choice = found_item(row);
      choice["write"] = in_full(row);
      looked_in.push_back(std::move(choice));
    }
    for (const auto& row : open) {
      if (found.size() > 1) break;
      looked_in.push_back(JsonObject{{"organ", pg::text(row["organ"])},
                                     {"year", row["year"].as<int>()},
                                     {"version", row["version"].as<int>()},
                                     {"items", pg::integer(row["items"])}});
    }
    return JsonObject{{"found", found.size() == 1 ? Json(found_item(found[0])) : Json()},
                      {"looked_in", std::move(looked_in)}};
  });
}

}  // namespace gavel::db
