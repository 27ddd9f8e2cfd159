#pragma once
// What a node keeps of volumes in folders of its own, besides the database: copies to repair from,
// and what a process that was killed left of its work. When a volume is destroyed, these go too.
#include <cstdint>
#include <filesystem>
#include <vector>

namespace gavel::db {

class Pool;

struct RemainsPlaces {
  /// Holds "<archival code>.tar" and "documents/<matter>"; empty: none.
  std::filesystem::path replica;
  std::filesystem::path bags;  ///< Holds a folder a volume, named by its archival code.
  /// Work that nobody takes up again; removed at once.
  std::vector<std::filesystem::path> leftovers;
};

class Remains {
 public:
  Remains(Pool& pool, RemainsPlaces places);

  /// Removes what is left of volumes destroyed since the last call; the first call looks at all
  /// there ever were. How many were looked at. Throws std::filesystem::filesystem_error where
  /// something cannot be removed; the next call tries again.
  std::size_t run_once();

 private:
  Pool& pool_;
  RemainsPlaces places_;
  std::int64_t seen_ = 0;
};

}  // namespace gavel::db
