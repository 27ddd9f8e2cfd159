#include "db/named.hpp"

#include <pqxx/pqxx>

#include "db/pg.hpp"
#include "db/pool.hpp"

namespace gavel::db {

JsonObject account_named(Pool& pool, const std::string& named) {
  return pool.read([&](pqxx::transaction_base& tx) -> JsonObject {
    // An account's own name goes before what people are called; two of one name are nobody.
    const auto rows = pg::exec(tx,
                               "SELECT account, name, unit FROM account_row WHERE NOT disabled AND "
                               "(account = $1 OR name = $1) ORDER BY account <> $1 LIMIT 2",
                               named);
    const bool is_one =
        !rows.empty() && (rows.size() == 1 || pg::text(rows[0]["account"]) == named);
    if (!is_one) return {{"found", nullptr}};
    return {{"found", JsonObject{{"account", pg::text(rows[0]["account"])},
                                 {"name", pg::text(rows[0]["name"])},
                                 {"unit", pg::text(rows[0]["unit"])}}}};
  });
}

JsonObject accounts_named(Pool& pool, const JsonArray& named) {
  JsonArray found, missing;
  for (const Json& each : named) {
    if (!each.is_string()) continue;
    const JsonObject said = account_named(pool, std::string(each.get_string()));
    if (said.at("found").is_null()) {
      missing.push_back(each);
    } else {
      found.push_back(said.at("found"));
    }
  }
  return {{"found", std::move(found)}, {"missing", std::move(missing)}};
}

JsonObject unit_named(Pool& pool, const std::string& named) {
  return pool.read([&](pqxx::transaction_base& tx) -> JsonObject {
    const auto rows = pg::exec(
        tx, "SELECT id, name FROM unit WHERE id = $1 OR name = $1 ORDER BY id <> $1 LIMIT 2",
        named);
    const bool is_one = !rows.empty() && (rows.size() == 1 || pg::text(rows[0]["id"]) == named);
    if (!is_one) return {{"found", nullptr}};
    return {{"found",
             JsonObject{{"id", pg::text(rows[0]["id"])}, {"name", pg::text(rows[0]["name"])}}}};
  });
}

}  // namespace gavel::db
