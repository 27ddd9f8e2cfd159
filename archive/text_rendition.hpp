#pragma once
// The plain text of a document in a packed format, for readers who one day have no program for it.
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace gavel::archive {

/// UTF-8, one paragraph a line. Of DOCX (ECMA-376), ODT (ISO/IEC 26300) and OFD (GB/T 33190); empty
/// for every other format (a text is its own rendition), for a damaged file, and where the text
/// alone would be larger than 32 MiB. The same file gives the same text.
[[nodiscard]] std::optional<std::string> text_rendition(const std::filesystem::path& file,
                                                        std::string_view media_type);

}  // namespace gavel::archive
