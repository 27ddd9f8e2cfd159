#pragma once
// The ledger's signature over a whole package: what no manifest gives, since a forger can make
// those anew. A signed note (C2SP) of three lines; no checkpoint begins as it does.
#include <expected>
#include <string>
#include <string_view>

#include "archive/checkpoint.hpp"

namespace gavel::archive {

inline constexpr std::string_view seal_file = "seal.note";  ///< At the bag's root, in no manifest.

/// "urn:gavel:package-seal:1\n<archival code>\n<SHA-256 of tagmanifest-sha512.txt>\n".
[[nodiscard]] std::string seal_body(std::string_view archival_code, std::string_view tagmanifest);

}  // namespace gavel::archive
