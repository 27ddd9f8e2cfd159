#pragma once
#include <expected>
#include <filesystem>
#include <string>

namespace gavel {

/// The whole file, which may be empty; or a sentence for people with the system's reason why it
/// cannot be read.
[[nodiscard]] std::expected<std::string, std::string> file_bytes(const std::filesystem::path& file);

}  // namespace gavel
