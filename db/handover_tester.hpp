#pragma once
// Our own test of a volume at hand-over, made while somebody waits for its outcome. It reads at the
// rate of the scheduled tests and in a folder of the server's own, one at a time on each node: a
// package of gigabytes takes a thread of the server's for minutes, and room for it twice.
#include <atomic>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <mutex>
#include <string>

#include "db/handover_tests.hpp"

namespace gavel::db {

struct HandoverPlan {
  std::filesystem::path scratch;       ///< Folder to unpack in; what is in it goes.
  std::uint64_t bytes_per_second = 0;  ///< Read from the database; 0: as fast as it can.
};

/// Why there is no outcome. Of none of them anything is kept.
enum class NotTested : std::uint8_t {
  no_such_volume,  ///< Or it was destroyed, even while it was read.
  under_way,       ///< Another volume is being tested.
  no_room,         ///< The disk of `scratch` cannot take it: nothing is said of the volume.
  stopped,
};

class HandoverTester {
 public:
  HandoverTester(Pool& pool, HandoverPlan plan) : pool_(pool), plan_(std::move(plan)) {}

  /// Takes the stored package out and tests it by the items of the transfer stage (YJ); the report
  /// is kept whether it passed or not: {"archival_code", "at", "stage":"transfer", "passed",
  /// "findings":["tar-digest" or items that failed], "test": the report of the items}.
  [[nodiscard]] std::expected<HandoverTest, NotTested> run(const std::string& id,
                                                           const std::string& archival_code,
                                                           const matter::Actor& by, Instant now);

  /// The test under way ends at once, and there are no more.
  void stop() { stopped_ = true; }

 private:
  std::expected<HandoverTest, NotTested> test(const std::string& id,
                                              const std::string& archival_code,
                                              const matter::Actor& by, Instant now);

  Pool& pool_;
  const HandoverPlan plan_;
  std::mutex at_work_;
  std::atomic<bool> stopped_ = false;
};

}  // namespace gavel::db
