#pragma once
// Whether an XML file is one: what lies for ever is read by other programs, and stricter ones.
#include <string_view>

namespace gavel::archive {

/// Well-formed by XML 1.0 in UTF-8, without a document type: characters and references that XML
/// has, one root, each attribute once.
[[nodiscard]] bool is_well_formed(std::string_view text);

}  // namespace gavel::archive
