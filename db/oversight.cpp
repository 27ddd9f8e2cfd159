#include "db/oversight.hpp"

#include <pqxx/pqxx>

#include "db/pg.hpp"
#include "db/pool.hpp"
#include "embedded/queries.hpp"

namespace gavel::db {
namespace {

/// Where the page before ended: "2026-03-02T00:00:00Z|matter|id".
struct Place {
  std::optional<std::string> at, matter, id;
};

std::optional<Place> place_of(const std::string& cursor) {
  if (cursor.empty()) return Place{};
  const auto first = cursor.find('|');
  const auto second = first == std::string::npos ? first : cursor.find('|', first + 1);
  if (second == std::string::npos || !parse_instant(cursor.substr(0, first))) return std::nullopt;
  return Place{cursor.substr(0, first), cursor.substr(first + 1, second - first - 1),
               cursor.substr(second + 1)};
}

OversightPage page_of(const pqxx::result& found, int limit) {
  OversightPage page;
  for (const auto& row : found) {
    if (page.rows.size() == static_cast<std::size_t>(limit)) {
      const OversightRow& last = page.rows.back();
      page.next = to_string(last.at) + "|" + last.matter + "|" + last.place;
      break;
    }
    page.rows.push_back({.matter = pg::text(row["matter"]),
                         .title = pg::text(row["title"]),
                         .unit = pg::text(row["unit"]),
                         .procedure_sha256 = pg::text(row["procedure_sha256"]),
                         .id = pg::text(row["id"]),
                         .at = pg::instant(row["at"]),
                         .reason = pg::text(row["reason"]),
                         .by = pg::text(row["by"]),
                         .place = pg::text(row["place"])});
  }
  return page;
}

/// Runs a list with the parameters all of them have first: unit, the place, the limit.
template <class... More>
std::optional<OversightPage> list(Pool& pool, std::string_view sql, const OversightQuery& query,
                                  const More&... more) {
  const auto place = place_of(query.cursor);
  if (!place) return std::nullopt;
  return pool.read([&](pqxx::transaction_base& tx) {
    return page_of(pg::exec(tx, sql, query.unit, place->at, place->matter, place->id,
                            query.limit + 1, more...),
                   query.limit);
  });
}

std::string_view name(Oversight::By by) {
  switch (by) {
    case Oversight::By::step:
      return "step";
    case Oversight::By::unit:
      return "unit";
    case Oversight::By::year:
      return "year";
  }
  return "";
}

std::string_view name(Oversight::Which which) {
  switch (which) {
    case Oversight::Which::opened:
      return "opened";
    case Oversight::Which::finished:
      return "finished";
    case Oversight::Which::running:
      return "running";
  }
  return "";
}

}  // namespace

std::optional<OversightPage> Oversight::overdue(const OversightQuery& query,
                                                const std::vector<ClockOwner>& clocks) {
  pg::Array procedure, clock, state;
  for (const ClockOwner& owner : clocks)
    procedure.add(owner.procedure_sha256), clock.add(owner.clock), state.add(owner.state);
  return list(pool_, query::oversight_overdue_sql, query, procedure, clock, state);
}

std::optional<OversightPage> Oversight::due_before(const OversightQuery& query, Instant until,
                                                   const std::vector<ClockOwner>& clocks) {
  pg::Array procedure, clock;
  for (const ClockOwner& owner : clocks)
    procedure.add(owner.procedure_sha256), clock.add(owner.clock);
  return list(pool_, query::oversight_due_sql, query, until, procedure, clock);
}

std::optional<OversightPage> Oversight::idle(const OversightQuery& query, Instant since) {
  return list(pool_, query::oversight_idle_sql, query, since);
}

std::optional<OversightPage> Oversight::exceptions(const OversightQuery& query) {
  return list(pool_, query::oversight_exceptions_sql, query);
}

std::vector<OversightCount> Oversight::count(By by, const Scope& scope) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    std::vector<OversightCount> out;
    for (const auto& row :
         pg::exec(tx, query::oversight_count_sql, name(by), scope.procedure, scope.year)) {
      out.push_back({pg::text(row["key"]), pg::integer(row["opened"]), pg::integer(row["finished"]),
                     pg::integer(row["running"])});
    }
    return out;
  });
}

std::vector<OversightRow> Oversight::behind(By by, const std::string& key, Which which,
                                            const Scope& scope, const std::string& cursor,
                                            int limit) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    std::vector<OversightRow> out;
    for (const auto& row : pg::exec(tx, query::oversight_behind_sql, name(by), scope.procedure,
                                    scope.year, key, name(which), cursor, limit)) {
      out.push_back({.matter = pg::text(row["matter"]),
                     .title = pg::text(row["title"]),
                     .unit = pg::text(row["unit"]),
                     .procedure_sha256 = pg::text(row["procedure_sha256"]),
                     .id = {},
                     .at = pg::instant(row["at"]),
                     .reason = {},
                     .by = {}});
    }
    return out;
  });
}

}  // namespace gavel::db
