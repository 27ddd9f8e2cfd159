#pragma once
// The course of a packaged matter, done once more by the procedure and the calendars in the
// package.
#include <filesystem>
#include <string>

namespace gavel {

/// Empty when every event enters and leaves the states it is stored with; else what speaks against
/// it. The package's files are those of a package that holds in all other respects.
[[nodiscard]] std::string replay_package(const std::filesystem::path& bag);

}  // namespace gavel
