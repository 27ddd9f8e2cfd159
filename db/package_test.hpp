#pragma once
// A stored package, taken out of the database and tested: every byte against the digest it was
// stored under, then the four-property test (四性检测, DA/T 70-2018) of the stage asked for, with
// that stage's list of items. For db/*.cpp alone.
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "archive/four_property.hpp"

namespace gavel::db {

class Pool;

/// As its row of `package` has it.
struct StoredPackage {
  std::string matter, code, sha256;
  std::uint64_t size = 0;
  JsonObject declared;
};

struct TestPlan {
  archive::TestStage stage = archive::TestStage::keeping;
  std::filesystem::path scratch;       ///< Folder to unpack in; what is in it goes.
  std::uint64_t bytes_per_second = 0;  ///< Read from the database; 0: as fast as it can.
  const std::atomic<bool>* stopped = nullptr;
};

struct PackageTest {
  /// "tar-digest", "declared", "tar-unreadable", or the items that failed; empty: it passed.
  std::vector<std::string> why;
  JsonObject report;  ///< Of the four-property test; empty where the bytes did not come to it.
  [[nodiscard]] bool passed() const { return why.empty(); }
};

/// The scratch folder cannot take the package: the disk is full, or is no disk to write on. It says
/// nothing of the package.
struct NoRoom : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Nothing when it was stopped, at whatever point. Throws NoRoom.
[[nodiscard]] std::optional<PackageTest> test_stored(Pool& pool, const StoredPackage& package,
                                                     Instant now, const TestPlan& plan);

}  // namespace gavel::db
