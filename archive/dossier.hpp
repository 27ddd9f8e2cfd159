#pragma once
// The dossier in one digest: a manifest that `sha256sum` users can read, and its SHA-256. Any later
// change to any document gives another digest, and whatever was signed over the old one is stale.
#include <span>
#include <string>

namespace gavel::archive {

struct DossierEntry {
  std::string sha256;  ///< 64 lower-case hexadecimal digits.
  std::string code;    ///< "DRF-04".
  int version = 1;
  std::string filename;
};

/// Lines "sha256  CODE/vN/filename\n" in byte order, as `LC_ALL=C sort` has them. CR, LF and % in
/// file names are percent-encoded, as in BagIt.
[[nodiscard]] std::string dossier_manifest(std::span<const DossierEntry> entries);

/// SHA-256 of the manifest, hexadecimal. An empty dossier has the digest of the empty text.
[[nodiscard]] std::string dossier_digest(std::span<const DossierEntry> entries);

}  // namespace gavel::archive
