#pragma once
// The package's descriptions of itself, as text. Nothing here touches the disk.
#include <string>
#include <vector>

#include "archive/bag.hpp"
#include "archive/package.hpp"

namespace gavel::archive {

/// Where things of the input came to lie in the bag; vectors run parallel to the input's.
struct PackageLayout {
  std::vector<BagFile> documents;
  std::vector<BagFile> statements, signatures, keys;
  std::vector<std::string> algorithms;  ///< Of the statements' keys.
  std::vector<BagFile> proofs;
  BagFile events, comments, leaves;
};

/// PREMIS 3: the files with their fixity, what was done to them, by whom.
[[nodiscard]] std::string premis_xml(const PackageInput& input, const PackageLayout& layout);
/// DA/T 46-2009 elements: the volume, its items, agents, business course, signatures.
[[nodiscard]] std::string dat46_xml(const PackageInput& input, const PackageLayout& layout);
/// Which document supersedes which, which event recorded or was performed by what, and its proof.
[[nodiscard]] std::string relations_json(const PackageInput& input, const PackageLayout& layout);

/// Without the control characters that XML 1.0 cannot hold.
[[nodiscard]] std::string xml_text(std::string_view text);

}  // namespace gavel::archive
