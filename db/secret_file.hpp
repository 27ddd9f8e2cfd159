#pragma once
// Keys that live as files of the data folder, beside the database and never in it.
#include <expected>
#include <filesystem>
#include <functional>
#include <string>

namespace gavel::db {

/// `count` bytes from the operating system's generator.
[[nodiscard]] std::string random_bytes(std::size_t count);

/// The bytes of the file, after writing `make()` to it where there is none: mode 0600, complete or
/// not at all, on disk before it is used. A file that group or others can read is refused. The
/// error is a sentence.
[[nodiscard]] std::expected<std::string, std::string> secret_file(
    const std::filesystem::path& path, const std::function<std::string()>& make);

}  // namespace gavel::db
