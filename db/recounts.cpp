#include "db/recounts.hpp"

#include <pqxx/pqxx>

#include "db/pg.hpp"
#include "db/pool.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::db {
namespace {

calendar::LocalDay day_from(const JsonObject& json) {
  const auto day = parse_day(string_or(json, "date"));
  ensure(day.has_value(), "a kept day off is a day");
  return {*day, json.at("off").as_bool(), string_or(json, "name"), string_or(json, "source")};
}

}  // namespace

JsonObject days_json(const CountedBy& by) {
  JsonObject local;
  for (const auto& [pack, days] : by.local) {
    JsonArray listed;
    for (const calendar::LocalDay& each : days) {
      listed.push_back(JsonObject{{"date", to_string(each.day)},
                                  {"off", each.off},
                                  {"name", each.name},
                                  {"source", each.source}});
    }
    local[pack] = std::move(listed);
  }
  return {{"own", by.own}, {"local", std::move(local)}};
}

CountedBy days_from(const JsonObject& json) {
  CountedBy out{.table = string_or(json, "table"), .own = string_or(json, "own"), .local = {}};
  for (const auto& [pack, days] : json.at("local").as_object()) {
    auto& listed = out.local[std::string(pack)];
    for (const Json& each : days.as_array()) listed.push_back(day_from(each.as_object()));
  }
  return out;
}

std::int64_t begin_recount(pqxx::transaction_base& tx, const CountedBy& before) {
  JsonObject json = days_json(before);
  json["table"] = before.table;
  return pg::integer(
      pg::exec(tx, "INSERT INTO recount (before) VALUES ($1::json) RETURNING n", json)[0][0]);
}

std::optional<Recount> Recounts::next() {
  return pool_.write([](pqxx::transaction_base& tx) -> std::optional<Recount> {
    const auto found =
        pg::exec(tx,
                 "UPDATE recount SET claimed_until = clock_timestamp() + interval '30 seconds' "
                 "WHERE n = (SELECT n FROM recount WHERE claimed_until IS NULL OR claimed_until < "
                 "clock_timestamp() ORDER BY n LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING n, "
                 "before, cursor");
    if (found.empty()) return std::nullopt;
    return Recount{.n = pg::integer(found[0][0]),
                   .before = days_from(pg::object(found[0][1])),
                   .cursor = pg::text(found[0][2])};
  });
}

void Recounts::went_on(std::int64_t n, const std::string& cursor) {
  pool_.write([&](pqxx::transaction_base& tx) {
    if (cursor.empty())
      pg::exec(tx, "DELETE FROM recount WHERE n = $1::bigint", n);
    else
      pg::exec(tx, "UPDATE recount SET cursor = $2, claimed_until = NULL WHERE n = $1::bigint", n,
               cursor);
  });
}

}  // namespace gavel::db
