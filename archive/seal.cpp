#include "archive/seal.hpp"

#include "archive/digest.hpp"

namespace gavel::archive {

std::string seal_body(std::string_view archival_code, std::string_view tagmanifest) {
  return "urn:gavel:package-seal:1\n" + std::string(archival_code) + "\n" +
         sha256_hex(tagmanifest) + "\n";
}

}  // namespace gavel::archive
