// Searching single documents of stored packages; see db/archive_index.hpp for what fills the index.
#include <algorithm>
#include <map>

#include <pqxx/pqxx>

#include "db/archive_search.hpp"
#include "db/grams.hpp"
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
          .document = pg::maybe(row["document"], pg::text).value_or(""),
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
          .access = pg::text(row["access"]),
          .snippet = pg::text(row["snippet"])};
}

struct Asked {
  const RecordQuery& query;
  Words words = words_of(query.q, record_gram_length);
  std::string shown_word = words.first;
  int limit = 0;
};

/// The conditions are the first parameters of both queries.
template <class... More>
pqxx::result ask(pqxx::transaction_base& tx, std::string_view sql, const Asked& asked,
                 const pg::Array& parts, const More&... more) {
  const RecordQuery& query = asked.query;
  std::optional<std::string> until;
  if (query.code) until = end_of_prefix(*query.code);
  std::optional<std::int64_t> before;
  if (query.before > 0) before = query.before;
  return pg::exec(tx, sql, asked.words.grams, parts, query.code, until, query.person, query.unit,
                  query.stage, query.kind, query.procedure, query.year, asked.shown_word, before,
                  asked.limit, query.audience, pg::Array(query.roles), more...);
}

struct Found {
  std::vector<RecordRow> rows;
  bool complete = true;  ///< False: only among the newest, and there may be more.
};

/// Looked for among the newest `window` records.
Found among_newest(pqxx::transaction_base& tx, const Asked& asked, int window) {
  Found found;
  const auto newest = ask(tx, query::archive_newest_sql, asked, asked.words.parts, window);
  for (const auto& row : newest) {
    if (!row["id"].is_null()) found.rows.push_back(record_of_row(row));
  }
  found.complete = pg::integer(newest[0]["looked_at"]) < window;
  return found;
}

Found by_words(pqxx::transaction_base& tx, const Asked& asked) {
  pg::exec(tx, "SET LOCAL enable_seqscan = off");
  pg::exec(tx, "SET LOCAL jit = off");
  Found found;
  for (const auto& row : ask(tx, query::archive_by_words_sql, asked, asked.words.inexact))
    found.rows.push_back(record_of_row(row));
  return found;
}

/// A common word is soon met among the newest records; a rare one has few entries in its index.
/// Each way alone is slow for the other kind, and the planner cannot tell them apart, since it
/// takes unpacking a text to be free. `windows` ascend.
Found found_of(pqxx::transaction_base& tx, const Asked& asked, int enough,
               std::initializer_list<int> windows) {
  for (const int window : windows) {
    Found found = among_newest(tx, asked, window);
    const auto hits = static_cast<int>(found.rows.size());
    if (found.complete || hits >= enough) return found;
    // Neither common nor rare: so many records as it should take, and half as many again.
    constexpr int rare = 25;  // hits in a window of two thousand
    if (window != *(windows.end() - 1) || hits < rare) continue;
    found = among_newest(tx, asked, window / hits * enough * 3 / 2);
    if (found.complete || found.rows.size() >= static_cast<std::size_t>(enough)) return found;
  }
  return by_words(tx, asked);
}

}  // namespace

std::vector<RecordRow> ArchiveSearch::records(const RecordQuery& query) {
  const int limit = std::clamp(query.limit, 1, most_rows);
  const Asked asked{.query = query, .limit = limit};
  auto rows = pool_.snapshot([&](pqxx::transaction_base& tx) {
    return found_of(tx, asked, limit, {std::max(1, window_ / 10), window_}).rows;
  });
  for (RecordRow& row : rows) {
    if (query.audience && row.access != "open") row.snippet.clear();
  }
  return rows;
}

Facets ArchiveSearch::facets(const RecordQuery& query) {
  constexpr int enough = 50;
  RecordQuery all = query;
  all.before = 0;
  const Asked asked{.query = all, .shown_word = "", .limit = facets_limit + 1};
  Found found = pool_.snapshot(
      [&](pqxx::transaction_base& tx) { return found_of(tx, asked, enough, {window_}); });
  Facets facets;
  facets.complete = found.complete && found.rows.size() <= facets_limit;
  if (found.rows.size() > facets_limit) found.rows.pop_back();
  facets.counted = static_cast<std::int64_t>(found.rows.size());
  std::map<std::pair<std::string, std::string>, std::int64_t> counts;
  for (const RecordRow& row : found.rows) {
    ++counts[{"year", std::to_string(row.year)}];
    ++counts[{"unit", row.unit}];
    ++counts[{"stage", row.stage}];
    ++counts[{"kind", row.kind}];
    ++counts[{"procedure", row.procedure}];
  }
  for (const auto& [what, n] : counts) facets.counts.emplace_back(what.first, what.second, n);
  std::ranges::stable_sort(facets.counts, [](const auto& a, const auto& b) {
    const auto& [field_a, value_a, n_a] = a;
    const auto& [field_b, value_b, n_b] = b;
    return std::tie(field_a, n_b) < std::tie(field_b, n_a);
  });
  return facets;
}

}  // namespace gavel::db
