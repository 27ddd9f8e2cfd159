#pragma once
// One directory as one tar stream, the same bytes for the same files: entries in byte order of
// their paths, one time, no owners.
#include <expected>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "engine/base/time.hpp"

namespace gavel::archive {

using ByteSink = std::function<void(std::string_view)>;

/// Streams `directory` in GNU tar's format into `sink`; every path begins with `root` + "/". Throws
/// std::runtime_error when a file cannot be read; what `sink` throws passes through.
void write_tar(const std::filesystem::path& directory, std::string_view root, Instant modified,
               const ByteSink& sink);

/// Unpacks below `into` (made when absent). Refuses absolute paths, "..", links, devices and what
/// is there already; the error says which entry.
[[nodiscard]] std::expected<void, std::string> extract_tar(std::string_view tar,
                                                           const std::filesystem::path& into);
/// The same from a file, in pieces.
[[nodiscard]] std::expected<void, std::string> extract_tar_file(const std::filesystem::path& tar,
                                                                const std::filesystem::path& into);

}  // namespace gavel::archive
