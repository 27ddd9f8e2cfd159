// Searching single documents of stored packages; see db/archive_index.hpp for what fills the index.
#include <algorithm>

#include <pqxx/pqxx>

#include "db/archive_search.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"
#include "db/search_words.hpp"
#include "embedded/queries.hpp"

namespace gavel::db {
namespace {

RecordRow record_of_row(const pqxx::row& row) {
  return {.id = pg::integer(row["id"]),
          .n = static_cast<int>(pg::integer(row["n"])),
          .archival_code = pg::text(row["archival_code"]),
          .matter = pg::text(row["matter"]),
          .document = pg::text(row["document"]),
          .title = pg::text(row["title"]),
          .kind = pg::text(row["kind"]),
          .stage = pg::text(row["stage"]),
          .unit = pg::text(row["unit"]),
          .procedure = pg::text(row["procedure"]),
          .year = static_cast<int>(pg::integer(row["year"])),
          .at = pg::instant(row["at"]),
          .media_type = pg::text(row["media_type"]),
          .sha256 = pg::text(row["sha256"]),
          .size = static_cast<std::uint64_t>(pg::integer(row["size"])),
          .snippet = pg::text(row["snippet"])};
}

/// The conditions are the first parameters of both queries.
template <class... More>
pqxx::result ask(pqxx::transaction_base& tx, std::string_view sql, const RecordQuery& query,
                 const Words& words, const More&... more) {
  std::optional<std::string> until;
  if (query.code) until = end_of_prefix(*query.code);
  return pg::exec(tx, sql, words.grams, words.parts, query.code, until, query.person, query.unit,
                  query.stage, query.kind, query.procedure, query.year, more...);
}

}  // namespace

std::vector<RecordRow> ArchiveSearch::records(const RecordQuery& query) {
  const Words words = words_of(query.q);
  std::optional<std::int64_t> before;
  if (query.before > 0) before = query.before;
  return pool_.read([&](pqxx::transaction_base& tx) {
    std::vector<RecordRow> records;
    for (const auto& row : ask(tx, query::archive_records_sql, query, words, words.first, before,
                               std::clamp(query.limit, 1, 201)))
      records.push_back(record_of_row(row));
    return records;
  });
}

Facets ArchiveSearch::facets(const RecordQuery& query) {
  const Words words = words_of(query.q);
  return pool_.read([&](pqxx::transaction_base& tx) {
    Facets facets;
    for (const auto& row : ask(tx, query::archive_facets_sql, query, words, facets_limit + 1)) {
      const std::string field = pg::text(row["field"]);
      const std::int64_t n = pg::integer(row["n"]);
      if (field.empty()) {
        facets.counted = n;
      } else {
        facets.counts.emplace_back(field, pg::text(row["value"]), n);
      }
    }
    facets.complete = facets.counted <= facets_limit;
    return facets;
  });
}

}  // namespace gavel::db
