#pragma once
#include <expected>
#include <filesystem>
#include <string>

namespace gavel {

/// Gives up root for good, if this process has it: hands the empty folder `data` to `user`, then
/// becomes `user` (or `postgres`, `nobody` where there is no such account). PostgreSQL refuses to
/// run as root, and the server has no need to. The error is one sentence.
[[nodiscard]] std::expected<void, std::string> leave_root(const std::string& user,
                                                          const std::filesystem::path& data);

}  // namespace gavel
