#pragma once
// Finding a closed matter in a second: by archival code, number, year, person, stage, and full text
// in which one and two Chinese characters are words too. PostgreSQL's own trigrams cannot select on
// those, so every text is cut into its one- and two-character grams and kept as an array under a
// GIN index.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/json.hpp"
#include "engine/base/time.hpp"
#include "engine/matter/matter.hpp"

namespace gavel::db {

class Pool;

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
  std::string archival_code, matter, title, status;  ///< status: built, failed.
  std::string procedure, retention, organisation, fonds, sha256;
  int year = 0;
  std::uint64_t size = 0;  ///< Bytes of the tar.
  Instant built_at;
  bool passed = false;  ///< The four-property test.
  JsonObject report;    ///< Of that test, item by item.
};

class ArchiveSearch {
 public:
  explicit ArchiveSearch(Pool& pool) : pool_(pool) {}

  [[nodiscard]] std::vector<PackageRow> search(const ArchiveQuery& query);  ///< By archival code.
  [[nodiscard]] std::optional<PackageRow> find(const std::string& archival_code);
  [[nodiscard]] std::optional<PackageRow> of_matter(const std::string& matter);
  /// The package's tar. The access is recorded, with a ledger leaf, before the bytes are handed
  /// out.
  [[nodiscard]] std::optional<std::string> download(const std::string& archival_code,
                                                    const matter::Actor& by, Instant now,
                                                    std::string_view purpose = "");

 private:
  Pool& pool_;
};

}  // namespace gavel::db
