#pragma once
// Stored packages, tested again on schedule: every byte against the digest they were stored under,
// then the four-property test of keeping (四性检测, DA/T 70-2018); and between them every document
// as the database has it (fixity_documents.hpp). Each test leaves its report, of
// record, and a ledger leaf; what was destroyed is tested no more. Reading is slowed to a rate, so
// that it disturbs nobody.
#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "db/replica_copies.hpp"
#include "engine/base/json.hpp"
#include "engine/base/time.hpp"

namespace gavel::db {

class Pool;
struct StoredPackage;

struct FixityPlan {
  std::chrono::hours cycle{24 * 30};            ///< Each package is tested once in it.
  std::uint64_t bytes_per_second = 20'000'000;  ///< Read from the database; 0: as fast as it can.
  std::filesystem::path scratch;                ///< Folder to unpack in.
  /// Folder with copies to repair from (db/replica_copies.hpp); empty: none. Each is tested with
  /// what it is a copy of, and where that is sound written anew when it is not.
  std::filesystem::path replica;
};

struct FixityResult {
  std::string archival_code;     ///< Empty: documents were tested.
  bool passed = false;           ///< As found, before any repair.
  bool repaired = false;         ///< From the replica, or a document from its stored package.
  bool copies_mended = false;    ///< A copy in the replica had rotted and was written anew.
  std::vector<std::string> why;  ///< "tar-digest", or the items of the test that failed; of
                                 ///< documents "MATTER/DOCUMENT" of each that was damaged.
};

class Fixity {
 public:
  Fixity(Pool& pool, FixityPlan plan) : pool_(pool), plan_(std::move(plan)) {}

  /// Tests the package that was tested longest ago, if its turn has come, or the next few
  /// documents, by turns; empty: nothing is due. Of one thread.
  std::optional<FixityResult> run_once(Instant now);

  /// A test under way ends soon, untold; it comes again.
  void stop() { stopped_ = true; }

  /// Archival codes whose last test, by whatever node, found damage that is not repaired, as of the
  /// last run_once(). They are tested again each day.
  [[nodiscard]] std::vector<std::string> damaged() const;
  /// "MATTER/DOCUMENT", likewise.
  [[nodiscard]] std::vector<std::string> damaged_documents() const;

 private:
  Pool& pool_;
  FixityPlan plan_;
  std::atomic<bool> stopped_ = false;
  bool documents_first_ = true;  ///< Whose turn it was last.
  mutable std::mutex mutex_;
  std::vector<std::string> damaged_, damaged_documents_;

  std::optional<FixityResult> test_next(Instant now);
  CopyState keep_copy(const StoredPackage& package);
  std::optional<FixityResult> test_documents(Instant now);
};

/// Reports of one package, newest first, at most `limit`: canonical JSON each.
[[nodiscard]] std::vector<std::string> fixity_reports(Pool& pool, const std::string& archival_code,
                                                      int limit);

}  // namespace gavel::db
