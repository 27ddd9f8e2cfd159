#include "db/catalogues.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include <pqxx/pqxx>

#include "db/pg.hpp"
#include "db/pool.hpp"
#include "db/sent_effects.hpp"
#include "engine/base/organ.hpp"
#include "engine/base/spelling.hpp"

namespace gavel::db {
namespace {

/// Catalogues a refusal names; more help nobody.
constexpr std::size_t most_named = 5;

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
                                    "SELECT number, removed, body FROM catalogue_item i WHERE "
                                    "catalogue = $1 AND version = $2::integer AND (NOT removed OR "
                                    "EXISTS (SELECT FROM catalogue_item e WHERE e.catalogue = "
                                    "i.catalogue AND e.version < i.version AND e.number = i.number "
                                    "AND NOT e.removed)) ORDER BY position",
                                    id, version)) {
      out.push_back(
          {pg::text(row["number"]), pg::boolean(row["removed"]), pg::object(row["body"])});
    }
    return out;
  });
}

namespace {

std::vector<CatalogueUse> uses_in(const pqxx::result& rows) {
  std::vector<CatalogueUse> out;
  for (const auto& row : rows) {
    out.push_back({pg::text(row["matter"]), pg::text(row["title"]), pg::text(row["number"]),
                   row["version"].as<int>(), pg::instant(row["at"])});
  }
  return out;
}

}  // namespace

std::vector<CatalogueUse> Catalogues::uses(const std::string& id, int most) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    return uses_in(pg::exec(tx,
                            "SELECT u.matter, m.title, u.number, u.version, u.at FROM "
                            "catalogue_use u JOIN matter m ON m.id = u.matter WHERE "
                            "u.catalogue = $1 ORDER BY u.at, u.matter LIMIT $2::integer",
                            id, most));
  });
}

std::vector<CatalogueUse> Catalogues::beside(const std::string& matter, int most) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    return uses_in(pg::exec(tx,
                            "SELECT DISTINCT u.matter, m.title, u.number, u.version, u.at FROM "
                            "catalogue_use u JOIN matter m ON m.id = u.matter JOIN catalogue_use "
                            "own ON own.catalogue = u.catalogue AND own.number = u.number WHERE "
                            "own.matter = $1 AND u.matter <> $1 AND NOT m.finished ORDER BY u.at, "
                            "u.matter LIMIT $2::integer",
                            matter, most));
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

/// Which of the open catalogues count for whoever starts.
class Counting {
 public:
  Counting(const pqxx::result& open, const Starter& starter)
      : names_(starter.organs.empty() ? starter.installation : starter.organs) {
    const auto take_where = [&](auto is_own) {
      for (const auto& row : open)
        if (is_own(row)) take(row);
      return !own_.empty();
    };
    const auto is_called = [&](auto same) {
      return [&, same](const pqxx::row& row) {
        return std::ranges::any_of(
            names_, [&](const std::string& organ) { return same(organ, pg::text(row["organ"])); });
      };
    };
    const auto is_of_unit = [&](const pqxx::row& row) {
      return pg::text(row["unit"]) == starter.unit;
    };
    if (starter.organs.empty() && take_where(is_of_unit)) return;
    // The very name goes before one that is like it: then nothing is taken for the same.
    (void)(take_where(is_called(std::equal_to<>())) || take_where(is_called(is_one_organ)));
    if (!names_.empty()) organ_ = names_.front();
  }
  /// Where nothing says whose the matter is, all do.
  [[nodiscard]] bool operator()(const pqxx::row& row) const {
    return organ_.empty() || own_.contains(pg::text(row["catalogue"]));
  }
  /// Whose matter it is; empty: nothing says so.
  [[nodiscard]] const std::string& organ() const { return organ_; }

 private:
  void take(const pqxx::row& row) {
    own_.insert(pg::text(row["catalogue"]));
    organ_ = pg::text(row["organ"]);
  }

  const std::vector<std::string>& names_;
  std::set<std::string> own_;
  std::string organ_;
};

/// The catalogues that were looked in, as a refusal names them.
JsonArray named(const std::vector<pqxx::row>& catalogues) {
  JsonArray out;
  for (const auto& row : catalogues) {
    if (out.size() == most_named) break;
    out.push_back(JsonObject{{"organ", pg::text(row["organ"])},
                             {"year", row["year"].as<int>()},
                             {"version", row["version"].as<int>()},
                             {"items", pg::integer(row["items"])}});
  }
  return out;
}

/// Several that have the number, each with the words that name it.
JsonArray choices(const std::vector<pqxx::row>& found) {
  JsonArray out;
  for (const auto& row : found) {
    JsonObject choice = found_item(row);
    choice["write"] = in_full(row);
    out.push_back(std::move(choice));
  }
  return out;
}

}  // namespace

namespace {

/// The catalogues in force, whosever they are.
pqxx::result open_catalogues(pqxx::transaction_base& tx) {
  return pg::exec(
      tx,
      "SELECT n.*, (SELECT count(*) FROM catalogue_item i WHERE i.catalogue = "
      "n.catalogue AND i.version = n.version AND NOT i.removed) AS items FROM "
      "catalogue_newest n WHERE closed_at IS NULL ORDER BY published_at DESC, catalogue");
}

}  // namespace

JsonObject Catalogues::look_up(const std::string& written, const Starter& starter, int year) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    const auto open = open_catalogues(tx);
    const Counting counts(open, starter);
    const auto space = written.rfind(' ');
    const std::string tail = space == std::string::npos ? written : written.substr(space + 1);
    auto found =
        meant(pg::exec(tx,
                       "SELECT n.*, i.number, i.body FROM catalogue_item i JOIN catalogue_newest n "
                       "USING (catalogue, version) WHERE i.number IN ($1, $2) AND NOT i.removed "
                       "AND n.closed_at IS NULL ORDER BY n.year DESC, n.organ, n.catalogue",
                       written, tail),
              written);
    const auto others = std::ranges::stable_partition(found, counts);
    JsonArray elsewhere;
    for (const auto& row : others) {
      if (elsewhere.size() < most_named) elsewhere.push_back(found_item(row));
    }
    found.erase(others.begin(), others.end());
    prefer(found, [&](const pqxx::row& row) { return row["year"].as<int>() == year; });
    std::vector<pqxx::row> looked_in;
    std::ranges::copy_if(open, std::back_inserter(looked_in), counts);
    JsonObject out{{"found", found.size() == 1 ? Json(found_item(found[0])) : Json()},
                   {"looked_in", found.size() > 1 ? choices(found) : named(looked_in)}};
    if (!counts.organ().empty()) out["organ"] = counts.organ();
    if (found.empty() && !elsewhere.empty()) out["elsewhere"] = std::move(elsewhere);
    return out;
  });
}

JsonObject Catalogues::titled(const std::string& title, const Starter& starter) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    const auto open = open_catalogues(tx);
    const Counting counts(open, starter);
    const std::string wanted = spelling(title);
    JsonArray items;
    for (const auto& row :
         pg::exec(tx,
                  "SELECT n.*, i.number, i.body FROM catalogue_item i JOIN catalogue_newest n "
                  "USING (catalogue, version) WHERE NOT i.removed AND n.closed_at IS NULL "
                  "ORDER BY n.year DESC, n.organ, n.catalogue, i.position")) {
      if (wanted.empty() || !counts(row)) continue;
      JsonObject item = found_item(row);
      if (spelling(string_or(item, "title")) != wanted) continue;
      item["write"] = in_full(row);
      items.push_back(std::move(item));
    }
    return JsonObject{{"titled", std::move(items)}};
  });
}

JsonObject Catalogues::standing(const std::string& organ, int year, const std::string& but) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    // Counted before they are looked at: one that comes between is none too few.
    const auto published =
        pg::exec(tx, "SELECT count(*) FROM catalogue_place WHERE year = $1::integer", year);
    JsonArray standing;
    for (const auto& row : pg::exec(
             tx,
             "SELECT n.catalogue, n.organ, n.version, m.title FROM catalogue_newest n LEFT JOIN "
             "matter m ON m.id = n.catalogue WHERE n.closed_at IS NULL AND n.year = "
             "$1::integer AND n.catalogue <> $2 ORDER BY n.published_at, n.catalogue",
             year, but)) {
      if (!is_one_organ(organ, pg::text(row["organ"]))) continue;
      standing.push_back(JsonObject{{"id", pg::text(row["catalogue"])},
                                    {"title", pg::text(row["title"])},
                                    {"organ", pg::text(row["organ"])},
                                    {"version", row["version"].as<int>()},
                                    {"same_name", is_same_name(organ, pg::text(row["organ"]))}});
    }
    return JsonObject{{"standing", std::move(standing)},
                      {"published", pg::integer(published[0][0])}};
  });
}

namespace {

/// One that is published for the first time.
struct FirstVersion {
  const desk::Append* by = nullptr;
  int year = 0;
  std::optional<std::int64_t> before;  ///< Published for the year, as its event was told.
};

std::optional<std::int64_t> published_before(const desk::Append& append) {
  const Json* within = append.accepted.event.facts.if_contains("registers");
  for (const char* name : {"catalogue", "published"}) {
    within =
        within != nullptr && within->is_object() ? within->get_object().if_contains(name) : nullptr;
  }
  return within != nullptr && within->is_int64() ? std::optional(within->get_int64())
                                                 : std::nullopt;
}

/// In one order on every node, so that none waits for another that waits for it.
std::vector<FirstVersion> first_versions(std::span<const desk::Append* const> appends) {
  std::vector<FirstVersion> out;
  each_sent(appends, "urn:gavel:catalogue",
            [&](const desk::Append& append, const chart::Sent& sent) {
              const JsonObject params = params_of(sent);
              if (sent.event != "publish" || whole_number(params, "version") != 1) return;
              out.push_back({&append, whole_number(params, "year"), published_before(append)});
            });
  std::ranges::stable_sort(
      out, {}, [](const FirstVersion& each) { return std::tie(each.year, each.before); });
  return out;
}

}  // namespace

std::set<const desk::Append*> take_catalogue_places(pqxx::transaction_base& tx,
                                                    std::span<const desk::Append* const> appends) {
  std::set<const desk::Append*> late;
  for (const FirstVersion& each : first_versions(appends)) {
    // Whoever takes the place that another node is taking waits here until that is committed. A
    // version of the procedure that does not ask who stands takes the last one.
    const auto taken =
        pg::exec(tx,
                 "INSERT INTO catalogue_place (year, place, catalogue) SELECT $1::integer, 1 + "
                 "coalesce($2::bigint, (SELECT count(*) FROM catalogue_place WHERE year = "
                 "$1::integer)), $3 ON CONFLICT DO NOTHING",
                 each.year, each.before, each.by->accepted.next.id);
    if (taken.affected_rows() == 0) late.insert(each.by);
  }
  return late;
}

}  // namespace gavel::db
