#include "db/catalogue_consents.hpp"

#include <pqxx/pqxx>

#include "db/pg.hpp"
#include "db/pool.hpp"
#include "engine/base/organ.hpp"
#include "engine/base/spelling.hpp"

namespace gavel::db {

JsonArray consented_beside(Pool& pool, const ConsentAsked& asked) {
  return pool.read([&](pqxx::transaction_base& tx) {
    JsonArray out;
    for (const auto& row : pg::exec(tx,
                                    "SELECT catalogue, organ, year, version, consent FROM "
                                    "catalogue_version WHERE catalogue <> $1 ORDER BY year, "
                                    "catalogue, version",
                                    asked.but)) {
      const std::string consent = pg::text(row["consent"]), organ = pg::text(row["organ"]);
      const int year = row["year"].as<int>();
      const bool is_told = year != asked.year && is_one_organ(asked.organ, organ);
      if (is_told || paper_number(consent) != paper_number(asked.number)) continue;
      out.push_back(JsonObject{{"id", pg::text(row["catalogue"])},
                               {"organ", organ},
                               {"year", year},
                               {"version", row["version"].as<int>()},
                               {"consent", consent}});
    }
    return out;
  });
}

}  // namespace gavel::db
