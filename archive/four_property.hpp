#pragma once
// The four-property test (四性检测, DA/T 70-2018): authenticity, integrity, usability, security of
// a package, as far as a machine can judge. Run when a package is built and again on schedule.
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/progress.hpp"
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

/// What the package says of itself, for a test without the register.
[[nodiscard]] Declared declared_by(const std::filesystem::path& bag);

/// When it is tested: on archiving (归档), on transfer to other archives (移交接收), or while it is
/// kept (长期保存). Each stage has its own list of items, with codes of its own (GD-1-1, YJ-1-1,
/// CQ-1-01) and its own object; four_property.json has them. The numbers that could not be seen in
/// public implementations of the standard follow the order of the items.
enum class TestStage : std::uint8_t { entry, transfer, keeping };

struct FourPropertyQuestion {
  TestStage stage = TestStage::entry;
  /// False: `declared` is declared_by(bag), so that what only the register can tell is "manual".
  bool registered = true;
  std::string not_the_package;  ///< Why the whole is not what was registered; empty: it is.
  struct Scan {
    std::string scanner, found;  ///< found: what it found; empty: nothing.
  };
  std::optional<Scan> scan = std::nullopt;  ///< By an anti-virus program; absent: none was run.
  std::string tester = "Gavel";             ///< Who or what runs the test (检测人).
  Progress progress = {};                   ///< Told of what is read of the files' own bytes.
};

/// {"passed":bool,"at":...,"archival_code":...,"stage":"entry","operator":"Gavel","items":[
/// {"code":"GD-1-1","group":"authenticity","object":{"zh":...,"en":...},"method":{"zh":...,
/// "en":...},"result":"pass|fail|manual|not_applicable","operator":...,"at":...,"note":...}]}.
/// `passed` is false when any item fails. Items that need a person or a device are "manual", and
/// their operator is empty: nobody has judged them. The items' titles and what mends them are in
/// four_property.json, under the code of the first stage without its prefix.
[[nodiscard]] JsonObject four_property_test(const std::filesystem::path& bag,
                                            const Declared& declared, Instant at,
                                            const FourPropertyQuestion& question = {});

/// What four_property.json says of an item (title, object, method, mend), whichever stage's code it
/// is told under; empty for a code of no item.
[[nodiscard]] JsonObject four_property_item(std::string_view code);

}  // namespace gavel::archive
