#pragma once
// Names that every file system and every shell can bear.
#include <cstddef>
#include <string>
#include <string_view>

namespace gavel::archive {

/// Decimal, with zeros before it up to `width`.
[[nodiscard]] std::string padded(std::size_t number, int width);

/// At most 200 bytes, whole letters, the extension kept. Separators, controls, % and \ (which
/// manifests would have to escape), characters no one sees (they can turn a name around), and a
/// space or dot at the end become '_'. PREMIS keeps the original name.
[[nodiscard]] std::string file_name(std::string_view wanted);

[[nodiscard]] bool is_utf8(std::string_view bytes);

}  // namespace gavel::archive
