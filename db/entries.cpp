#include "db/entries.hpp"

#include <pqxx/pqxx>

#include "db/pg.hpp"
#include "db/pool.hpp"

namespace gavel::db {

JsonObject entry_numbered(Pool& pool, const std::string& matter, std::int64_t seq,
                          const Correcting& by) {
  return pool.read([&](pqxx::transaction_base& tx) -> JsonObject {
    const auto rows = pg::exec(
        tx,
        "WITH RECURSIVE corrected (seq) AS (SELECT $2::bigint UNION SELECT (e.data -> 'data' ->> "
        "$4)::bigint FROM corrected c JOIN event e ON e.matter = $1 AND e.seq = c.seq AND e.kind = "
        "'sent' AND e.name = $3), root AS (SELECT e.* FROM corrected c JOIN event e ON e.matter = "
        "$1 AND e.seq = c.seq ORDER BY e.seq LIMIT 1) SELECT named.name AS event, root.name AS "
        "root, root.actor ->> 'account' AS account, root.actor ->> 'unit' AS unit, "
        "coalesce(root.actor ->> 'on_behalf_of', '') AS on_behalf_of, root.kind = 'sent' AND "
        "root.data -> 'signature' IS NOT NULL AS signed, coalesce(root.data -> 'data' ->> "
        "'member', "
        "'') AS member FROM event named, root WHERE named.matter = $1 AND named.seq = $2",
        matter, seq, by.event, by.field);
    if (rows.empty()) return {{"found", nullptr}};
    JsonObject found;
    for (const char* said : {"event", "root", "account", "unit", "on_behalf_of"})
      found[said] = pg::text(rows[0][said]);
    found["signed"] = pg::boolean(rows[0]["signed"]);
    found["member"] = pg::text(rows[0]["member"]);
    return {{"found", std::move(found)}};
  });
}

}  // namespace gavel::db
