#pragma once
// The ledger's signature over a whole package, or over a whole export: what no manifest gives,
// since a forger can make those anew. A signed note (C2SP); no checkpoint begins as it does.
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "archive/checkpoint.hpp"

namespace gavel::archive {

inline constexpr std::string_view seal_file = "seal.note";  ///< At the bag's root, in no manifest.

/// "urn:gavel:package-seal:1\n<archival code>\n<SHA-256 of tagmanifest-sha512.txt>\n".
[[nodiscard]] std::string seal_body(std::string_view archival_code, std::string_view tagmanifest);

inline constexpr std::string_view export_manifest_file = "manifest-sha256.txt";
inline constexpr std::string_view export_seal_file = "manifest.note";  ///< In no manifest.

/// "urn:gavel:export-seal:1\n<SHA-256 of the manifest>\n<entries of the ledger>\n".
[[nodiscard]] std::string export_seal_body(std::string_view manifest_sha256, std::uint64_t leaves);

}  // namespace gavel::archive
