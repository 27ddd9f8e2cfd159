#pragma once
// The words of a document, for searching: of a text itself, of DOCX, ODT and OFD by
// archive::text_rendition, of PDF by poppler's pdftotext where it is installed.
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace gavel::db {

struct DocumentSource {
  std::string media_type;
  std::uint64_t size = 0;
  /// Gives the bytes, in pieces.
  std::function<void(const std::function<void(std::string_view)>&)> read;
};

/// At most 1 MiB of it; empty for what no reader understands and for what is damaged. `scratch` is
/// an existing folder, in which nothing is left behind.
[[nodiscard]] std::string document_text(const DocumentSource& source,
                                        const std::filesystem::path& scratch);

}  // namespace gavel::db
