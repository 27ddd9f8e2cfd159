#include "archive/seal.hpp"

#include "archive/digest.hpp"

namespace gavel::archive {

std::string seal_body(std::string_view archival_code, std::string_view tagmanifest) {
  return "urn:gavel:package-seal:1\n" + std::string(archival_code) + "\n" +
         sha256_hex(tagmanifest) + "\n";
}

std::string export_seal_body(std::string_view manifest_sha256, std::uint64_t leaves) {
  return "urn:gavel:export-seal:1\n" + std::string(manifest_sha256) + "\n" +
         std::to_string(leaves) + "\n";
}

}  // namespace gavel::archive
