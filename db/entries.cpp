#include "db/entries.hpp"

#include <pqxx/pqxx>

#include "db/pg.hpp"
#include "db/pool.hpp"

namespace gavel::db {

JsonObject entry_numbered(Pool& pool, const std::string& matter, std::int64_t seq) {
  return pool.read([&](pqxx::transaction_base& tx) -> JsonObject {
    const auto rows = pg::exec(
        tx,
        "SELECT name, actor ->> 'account' AS account, actor ->> 'unit' AS unit, "
        "coalesce(actor ->> 'on_behalf_of', '') AS on_behalf_of, kind = 'sent' AND data -> "
        "'signature' IS NOT NULL AS signed, coalesce(data -> 'data' ->> 'member', '') AS "
        "member FROM event WHERE matter = $1 AND seq = $2",
        matter, seq);
    if (rows.empty()) return {{"found", nullptr}};
    JsonObject found{{"event", pg::text(rows[0]["name"])}};
    for (const char* said : {"account", "unit", "on_behalf_of"}) {
      found[said] = pg::text(rows[0][said]);
    }
    found["signed"] = pg::boolean(rows[0]["signed"]);
    found["member"] = pg::text(rows[0]["member"]);
    return {{"found", std::move(found)}};
  });
}

}  // namespace gavel::db
