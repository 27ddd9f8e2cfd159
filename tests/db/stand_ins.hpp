#pragma once
// What a test puts in the place of the world: a clock that stands, a folder of its own.
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <system_error>

#include "engine/desk/ports.hpp"

namespace gavel::db::test {

/// Stands where it is put; at first on 30 January 2026, 09:00 in China.
struct StoppedClock final : desk::Clock {
  Instant at = std::chrono::sys_days{std::chrono::year{2026} / 1 / 30} + std::chrono::hours{1};
  Instant now() override { return at; }
};

/// A folder that is gone with the test.
struct TemporaryFolder {
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "gavel-folder-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path = name;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  std::filesystem::path path;
};

}  // namespace gavel::db::test
