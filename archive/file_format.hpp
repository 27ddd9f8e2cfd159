#pragma once
// What a document's first bytes say of its format, as far as an archive must know it.
#include <string_view>

namespace gavel::archive {

enum class FormatFinding {
  good,        ///< On the list of open formats, and the bytes begin as that format does.
  unlisted,    ///< Not on the list; a person decides.
  mismatched,  ///< The bytes are not of the format declared.
  encrypted,   ///< Cannot be opened without a secret.
  executable,  ///< A program: never a document.
};

/// `bytes` is the whole file. The list follows GB/T 18894 in spirit: OFD, PDF, plain and structured
/// text, OOXML and ODF, common pictures, sound and film.
[[nodiscard]] FormatFinding inspect_format(std::string_view media_type, std::string_view bytes);

}  // namespace gavel::archive
