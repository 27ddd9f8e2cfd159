#pragma once
// The register of stored packages for those who describe it elsewhere: volumes with their items, in
// the order of archival codes, from which OAI-PMH answers and finding aids are written.
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "archive/finding_aid.hpp"

namespace pqxx {
class transaction_base;
}

namespace gavel::db {

class Pool;

/// Absent fields do not restrict.
struct HarvestQuery {
  std::optional<Instant> from, before;  ///< By stamped_at; before: exclusive.
  std::optional<std::string> fonds, procedure, retention;
  std::optional<int> year;
  std::string after;  ///< Last archival code seen; empty for the first page.
  int limit = 100;
};

struct HarvestedVolume {
  archive::FindingAid volume;
  std::string procedure, retention;
  std::string procedure_sha256;  ///< Of the version that the matter runs on.
  Instant stamped_at;  ///< Stored, or destroyed; for Holdings::open: opened, or closed again.
  bool is_withdrawn = false;  ///< Destroyed, or was open to everyone and is no more.
};

/// Of which volumes: all, or those that the archive has opened to everyone, with those that it
/// closed again.
enum class Holdings { all, open };

using PutVolume = std::function<void(const archive::FindingAid&)>;
/// All volumes that meet the query, page by page.
void each_volume(pqxx::transaction_base& tx, HarvestQuery query, const PutVolume& put);

class ArchiveHarvest {
 public:
  explicit ArchiveHarvest(Pool& pool, Holdings holdings = Holdings::all)
      : pool_(pool), only_open_(holdings == Holdings::open) {}

  [[nodiscard]] std::vector<HarvestedVolume> volumes(const HarvestQuery& query);
  [[nodiscard]] std::uint64_t count(const HarvestQuery& query);  ///< `after` and `limit` aside.
  [[nodiscard]] std::optional<HarvestedVolume> find(const std::string& archival_code);
  [[nodiscard]] std::optional<Instant> earliest();
  /// Each value there is of "fonds", "year", "procedure" and "retention".
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> values();
  void each(const HarvestQuery& query, const PutVolume& put);

 private:
  Pool& pool_;
  bool only_open_;
};

}  // namespace gavel::db
