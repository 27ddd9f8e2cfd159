#include "db/role_acted.hpp"

#include <pqxx/pqxx>

#include "db/pg.hpp"
#include "db/pool.hpp"

namespace gavel::db {

bool has_by_post(Pool& pool, const std::string& account, const std::string& role, Day day) {
  return pool.read([&](pqxx::transaction_base& tx) {
    return !pg::exec(tx,
                     "SELECT FROM posts_on($3::date) p WHERE p.account = $1 AND $2 = ANY (p.roles) "
                     "LIMIT 1",
                     account, role, to_string(day))
                .empty();
  });
}

std::vector<std::string> units_that_acted(Pool& pool, const std::string& matter,
                                          const std::string& role,
                                          const std::vector<std::string>& events) {
  return pool.read([&](pqxx::transaction_base& tx) {
    std::vector<std::string> out;
    for (const auto& row :
         pg::exec(tx,
                  "SELECT DISTINCT coalesce(nullif(actor ->> 'principal_unit', ''), actor ->> "
                  "'unit', '') AS unit FROM event WHERE matter = $1 AND name = ANY ($3::text[]) "
                  "AND (actor -> 'roles')::jsonb ? $2 ORDER BY unit",
                  matter, role, pg::Array(events)))
      out.push_back(pg::text(row["unit"]));
    return out;
  });
}

}  // namespace gavel::db
