#pragma once
// Copies of the stored packages in a folder that should lie on another disk: what a damaged one is
// repaired from (db/fixity.hpp).
#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

namespace gavel::db {

class Pool;

class Replica {
 public:
  /// `bytes_per_second`: read from the database at most; 0: unlimited.
  Replica(Pool& pool, std::filesystem::path folder, std::uint64_t bytes_per_second);

  /// Writes "<archival code>.tar" of the next stored package that has none. False when all have;
  /// after an hour the next call looks at all of them again. Throws BrokenInvariant over a damaged
  /// package, of which no copy is made, and std::runtime_error where the folder cannot be written.
  bool run_once();
  /// Ends a copy under way; for before the destructor, from another thread.
  void stop() { stopped_ = true; }

 private:
  struct Stored {
    std::string matter, code, sha256;
    std::uint64_t size = 0;
  };
  [[nodiscard]] bool lacks(const Stored& stored) const;
  void copy(const Stored& stored) const;

  Pool& pool_;
  std::filesystem::path folder_;
  std::uint64_t bytes_per_second_;
  std::atomic<bool> stopped_ = false;
  std::string seen_;  ///< Archival code; those up to it have been looked at.
  std::chrono::steady_clock::time_point again_{};
};

}  // namespace gavel::db
