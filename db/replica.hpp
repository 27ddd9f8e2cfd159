#pragma once
// Copies of what is stored, in a folder that should lie on another disk: of the packages, and of
// the documents of matters under way, which no package holds yet. What a damaged one is repaired
// from, and what is itself tested and repaired in the same cycle (db/fixity.hpp).
#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

#include "db/replica_copies.hpp"

namespace gavel::db {

class Pool;

class Replica {
 public:
  /// `bytes_per_second`: read from the database at most; 0: unlimited.
  Replica(Pool& pool, std::filesystem::path folder, std::uint64_t bytes_per_second);

  /// Writes the copy of the next stored package that has none, and when all have, of the next few
  /// documents; those of a package that is copied go. False when nothing lacks a copy; after an
  /// hour the next call looks at everything again. Throws BrokenInvariant over damaged bytes, of
  /// which no copy is made, and std::runtime_error where the folder cannot be written.
  bool run_once();
  /// Ends a copy under way; for before the destructor, from another thread.
  void stop() { stopped_ = true; }

 private:
  struct Stored {
    std::string matter, code, sha256;
    std::uint64_t size = 0;
  };
  bool copy_next_package();
  bool copy_next_documents();
  [[nodiscard]] bool lacks(const Stored& stored) const;
  void discard_documents(const std::string& matter) const;

  Pool& pool_;
  std::filesystem::path folder_;
  std::atomic<bool> stopped_ = false;
  ReplicaCopies copies_;
  std::string seen_;  ///< Archival code; those up to it have been looked at.
  /// Likewise of documents: matter, and seq there.
  std::string seen_matter_;
  std::int64_t seen_seq_ = 0;
  std::chrono::steady_clock::time_point again_{};
};

}  // namespace gavel::db
