#include "archive/dossier.hpp"

#include <algorithm>
#include <vector>

#include "archive/bag.hpp"
#include "archive/digest.hpp"

namespace gavel::archive {

std::string dossier_manifest(std::span<const DossierEntry> entries) {
  std::vector<std::string> lines;
  lines.reserve(entries.size());
  for (const DossierEntry& entry : entries) {
    const std::string path =
        entry.code + "/v" + std::to_string(entry.version) + "/" + entry.filename;
    lines.push_back(entry.sha256 + "  " + encode_bag_path(path) + "\n");
  }
  std::sort(lines.begin(), lines.end());
  std::string out;
  for (const std::string& line : lines) out += line;
  return out;
}

std::string dossier_digest(std::span<const DossierEntry> entries) {
  return sha256_hex(dossier_manifest(entries));
}

}  // namespace gavel::archive
