#pragma once
// Everything that can be said against a package, from the package alone: `gavel verify`. Stricter
// than sha256sum, which overlooks files beyond the manifest, and than readers of bags, which know
// nothing of signatures, events and ledgers.
#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>
#include <vector>

#include "archive/time_stamp.hpp"
#include "engine/base/json.hpp"

namespace gavel::archive {

struct PackageFinding {
  std::string code;    ///< Stable, kebab-case: "digest-mismatch". Sentences: the message catalogue.
  std::string path;    ///< The file concerned, from the bag's root; never empty.
  std::string detail;  ///< What was found there, for a person; may be empty.
  bool operator==(const PackageFinding&) const = default;
};

struct PackageVerdict {
  std::string archival_code, title, origin;  ///< As the package says; the ledger's name.
  std::uint64_t files = 0, bytes = 0, documents = 0, statements = 0, events = 0, comments = 0;
  std::uint64_t time_stamps = 0;
  std::vector<PackageFinding> findings;
  [[nodiscard]] bool holds() const { return findings.empty(); }
};
[[nodiscard]] JsonObject encode(const PackageVerdict& verdict);

/// Examines the bag in a folder. `log_key`: the ledger's key as its owner publishes it (verifier
/// key or PEM); empty: the one that travels with the package is believed. `tsa_roots`: whom the
/// reader trusts to stamp time; null: whom the package says the server trusted. Reads files in
/// pieces; throws std::filesystem::filesystem_error when the folder cannot be read at all.
[[nodiscard]] PackageVerdict verify_package(const std::filesystem::path& bag,
                                            const std::string& log_key = "",
                                            const TsaRoots* tsa_roots = nullptr);

/// Unpacks a tar into `scratch` (made, and removed again by the caller), examines what was in it,
/// and holds the tar against the one bytes its files give: not a header may differ. `bag` is where
/// the package then lies. The error: what in the tar kept it from being unpacked; its path may be
/// empty.
struct UnpackedVerdict {
  PackageVerdict verdict;
  std::filesystem::path bag;
};
[[nodiscard]] std::expected<UnpackedVerdict, PackageFinding> verify_package_tar(
    const std::filesystem::path& tar, const std::filesystem::path& scratch,
    const std::string& log_key = "", const TsaRoots* tsa_roots = nullptr);

}  // namespace gavel::archive
