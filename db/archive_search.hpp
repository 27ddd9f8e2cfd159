#pragma once
// Finding a closed matter in a second: by archival code, number, year, person, stage, and full text
// in which one and two Chinese characters are words too. PostgreSQL's own trigrams cannot select on
// those, so every text is cut into its one- and two-character grams and kept as an array under a
// GIN index.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "db/package_bytes.hpp"
#include "engine/base/json.hpp"
#include "engine/base/time.hpp"
#include "engine/matter/matter.hpp"

namespace gavel::db {

class Pool;

/// At most so many rows are given at once: a page shows 200, and one more tells that the list goes
/// on.
inline constexpr int most_rows = 201;

/// Absent fields do not restrict. All given ones must hold.
struct ArchiveQuery {
  std::optional<std::string> code;  ///< Archival code or the beginning of one.
  std::optional<std::string> q;     ///< Words; each must occur in titles, documents or their text.
  std::optional<int> year;
  std::optional<std::string> person;  ///< Name or account of anyone who acted in the matter.
  std::optional<std::string> stage;   ///< Stage id that has a document, or any document code.
  std::string after;                  ///< Last archival code seen; empty for the first page.
  int limit = 50;
};

struct PackageRow {
  std::string archival_code, matter, title, status;  ///< status: built, destroyed,
                                                     ///< failed.
  std::string procedure, retention, organisation, fonds, sha256;
  int year = 0;
  std::uint64_t size = 0;  ///< Bytes of the tar.
  Instant built_at;
  bool passed = false;  ///< The four-property test.
  JsonObject report;    ///< Of that test, item by item.
};

/// What to look for among the documents of all stored packages. Absent fields do not restrict.
struct RecordQuery {
  std::optional<std::string> code;  ///< Archival code or the beginning of one.
  std::optional<std::string> q;     ///< Words; each must occur in the title or the text.
  std::optional<std::string> person, unit, stage, kind, procedure;
  std::optional<int> year;
  /// Who asks: "public" finds what is open, "reader" what is not closed; absent: an archivist or
  /// auditor, who finds everything.
  std::optional<std::string> audience;
  /// The reader's: what is kept to a circle is found by those alone who have one of its roles.
  std::vector<std::string> roles;
  std::int64_t before = 0;  ///< Last id seen; 0 for the first page.
  int limit = 50;
};

/// A document of a stored package, or (n = 0) the volume itself.
struct RecordRow {
  std::int64_t id = 0;
  int n = 0;
  std::string archival_code, matter, document, title, kind, stage, unit, procedure;
  int year = 0;
  Instant at;
  std::string media_type, sha256;
  std::uint64_t size = 0;
  std::string access;   ///< "open", "restricted", "closed": db/keeping.hpp.
  std::string snippet;  ///< Where the first word was found, folded; empty without words, and to
                        ///< readers of what is not open.
};

/// How many of what was found have each value, counted over at most `facets_limit` of the newest;
/// of words that many records have, over those in the window of the newest.
struct Facets {
  std::vector<std::tuple<std::string, std::string, std::int64_t>>
      counts;  ///< Field, value, how many.
  std::int64_t counted = 0;
  bool complete = true;  ///< False: there are more than were counted.
};
inline constexpr int facets_limit = 2000;

class ArchiveSearch {
 public:
  /// `window`: among how many of the newest records common words are looked for.
  explicit ArchiveSearch(Pool& pool, int window = 2000) : pool_(pool), window_(window) {}

  [[nodiscard]] std::vector<PackageRow> search(const ArchiveQuery& query);  ///< By archival code.
  [[nodiscard]] std::vector<RecordRow> records(const RecordQuery& query);   ///< Newest first.
  [[nodiscard]] Facets facets(const RecordQuery& query);
  [[nodiscard]] std::optional<PackageRow> find(const std::string& archival_code);
  /// The package's tar. The access is recorded, with a ledger leaf, before the first byte is handed
  /// out.
  [[nodiscard]] std::optional<PackageBytes> download(const std::string& archival_code,
                                                     const matter::Actor& by, Instant now,
                                                     std::string_view purpose = "");

 private:
  Pool& pool_;
  const int window_;
};

}  // namespace gavel::db
