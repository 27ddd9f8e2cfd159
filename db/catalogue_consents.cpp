#include "db/catalogue_consents.hpp"

#include <pqxx/pqxx>

#include "db/pg.hpp"
#include "db/pool.hpp"
#include "engine/base/organ.hpp"
#include "engine/base/spelling.hpp"

namespace gavel::db {
namespace {

/// What waits for its publication rests on the consent that was given last, and is called by the
/// name that was put right last.
constexpr const char* rest_on_a_consent =
    "SELECT catalogue, organ, year, version, consent, true AS published FROM catalogue_version "
    "WHERE catalogue <> $1 UNION ALL "
    "SELECT m.id, coalesce((SELECT named.data -> 'data' ->> 'organ' FROM event named WHERE "
    "named.matter = m.id AND named.name = 'organ.name' ORDER BY named.seq DESC LIMIT 1), "
    "opened.data -> 'data' ->> 'organ'), (opened.data -> 'data' ->> 'year')::integer, 1 + "
    "coalesce((SELECT max(v.version) FROM catalogue_version v WHERE v.catalogue = m.id), 0), "
    "(SELECT given.data -> 'data' ->> 'number' FROM event given WHERE given.matter = m.id AND "
    "given.name = 'consent.give' ORDER BY given.seq DESC LIMIT 1), false FROM matter m JOIN "
    "procedure p ON p.sha256 = m.procedure_sha256 AND p.name = 'catalogue' JOIN event opened ON "
    "opened.matter = m.id AND opened.seq = 1 WHERE m.configuration @> '{consented}' AND m.id <> "
    "$1 ORDER BY year, catalogue, version";

}  // namespace

RestingOnConsent resting_on(Pool& pool, const ConsentAsked& asked) {
  return pool.read([&](pqxx::transaction_base& tx) {
    RestingOnConsent out;
    for (const auto& row : pg::exec(tx, rest_on_a_consent, asked.but)) {
      const std::string consent = pg::text(row["consent"]), organ = pg::text(row["organ"]);
      if (paper_number(consent) != paper_number(asked.number)) continue;
      const int year = row["year"].as<int>();
      const bool is_own = year != asked.year && is_one_organ(asked.organ, organ);
      (is_own ? out.of_other_years : out.beside)
          .push_back(JsonObject{{"id", pg::text(row["catalogue"])},
                                {"organ", organ},
                                {"year", year},
                                {"version", row["version"].as<int>()},
                                {"consent", consent},
                                {"published", row["published"].as<bool>()}});
    }
    return out;
  });
}

}  // namespace gavel::db
