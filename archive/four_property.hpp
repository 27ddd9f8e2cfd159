#pragma once
// The four-property test (四性检测, DA/T 70-2018): authenticity, integrity, usability, security of
// a package, as far as a machine can judge. Run when a package is built and again on schedule.
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/json.hpp"
#include "engine/base/time.hpp"

namespace gavel::archive {

struct DeclaredFile {
  std::string path;  ///< From the bag's root.
  std::uint64_t size = 0;
  std::string sha256;
  bool operator==(const DeclaredFile&) const = default;
};

/// What the register says of a package; kept apart from the package so that the two can disagree.
struct Declared {
  std::string archival_code, title;
  std::uint64_t documents = 0;  ///< Documents in stage folders.
  std::uint64_t events = 0, statements = 0, comments = 0;
  std::vector<DeclaredFile> files;  ///< The whole payload.
  bool operator==(const Declared&) const = default;
};
[[nodiscard]] JsonObject encode(const Declared& declared);
/// Empty when members are missing or of another type.
[[nodiscard]] std::optional<Declared> decode_declared(const JsonObject& encoded);

/// {"passed":bool,"at":...,"archival_code":...,"items":[{"code":"GD-1-1","group":"authenticity",
/// "result":"pass|fail|manual|not_applicable","note":...}]}. `passed` is false when any item fails.
/// Items that need a person or a device are "manual". The titles of the items are in the message
/// catalogue under their codes.
[[nodiscard]] JsonObject four_property_test(const std::filesystem::path& bag,
                                            const Declared& declared, Instant at);

}  // namespace gavel::archive
