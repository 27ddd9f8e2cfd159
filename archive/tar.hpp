#pragma once
// One directory as one tar stream, the same bytes for the same files: entries in byte order of
// their paths, one time, no owners.
#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "archive/progress.hpp"
#include "engine/base/time.hpp"

namespace gavel::archive {

using ByteSink = std::function<void(std::string_view)>;
/// The next bytes; empty: there are no more.
using ByteSource = std::function<std::string()>;

/// Streams `directory` in GNU tar's format into `sink`; every path begins with `root` + "/". Throws
/// std::runtime_error when a file cannot be read; what `sink` throws passes through.
void write_tar(const std::filesystem::path& directory, std::string_view root, Instant modified,
               const ByteSink& sink);

/// Why a tar is not unpacked. `code`: "not-a-tar", "damaged-tar", or a finding's (findings.json):
/// "unsafe-name", "not-a-regular-file" (links, devices, pipes), "hard-linked", "unsafe-mode",
/// "comes-twice", "unreadable" (it cannot be written here).
struct TarFault {
  std::string code;
  std::string path;  ///< Of the entry; empty where it is the tar itself.
  std::string detail;
};
/// "code: path (detail)", for logs and for who runs a command.
[[nodiscard]] std::string to_string(const TarFault& fault);

/// Unpacks a file below `into` (made when absent), in pieces. Refuses absolute paths, "..", links,
/// devices, files that run as another user or that all may write, and what is there already. Files
/// get own modes.
[[nodiscard]] std::expected<void, TarFault> extract_tar_file(const std::filesystem::path& tar,
                                                             const std::filesystem::path& into,
                                                             const Progress& progress = {});

/// The bytes of a file of this size and SHA-256 (hex) in a tar read from `source`, whatever its
/// name; nothing where no file has them as far as the tar can be read. It may be damaged elsewhere.
/// What `source` throws passes through.
[[nodiscard]] std::optional<std::string> find_in_tar(const ByteSource& source, std::uint64_t size,
                                                     std::string_view sha256);

}  // namespace gavel::archive
