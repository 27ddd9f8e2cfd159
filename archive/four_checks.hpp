#pragma once
// The items of the four-property test that a machine judges, each a pure look at one package.
#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/checkpoint.hpp"
#include "archive/four_property.hpp"
#include "archive/package_reader.hpp"

namespace gavel::archive {

/// A package under test.
struct Subject {
  const std::filesystem::path& bag;
  const Declared& declared;
  PackageRecord found;
  VolumeRecord volume;  ///< Empty texts when dat46.xml has none.
};

struct Check {
  std::string_view code;  ///< As in DA/T 70, without the stage: "1-1".
  /// What speaks against the package; empty: the item passes.
  std::string (*against)(const Subject&);
};

[[nodiscard]] std::vector<Check> authenticity_checks();
[[nodiscard]] std::vector<Check> integrity_checks();

/// Elements of DA/T 46 that only the organ's policy can give, and does not; empty: it gives all.
[[nodiscard]] std::string unsaid(const Subject& subject);

/// A text with characters that no name takes, where GD-1-6 has found nothing broken since it was
/// recorded; empty: there is none.
[[nodiscard]] std::string odd_as_recorded(const Subject& subject);

/// The package's checkpoint, when its own key signed it.
[[nodiscard]] std::optional<Checkpoint> head(const Subject& subject);
/// A decimal number and nothing else.
[[nodiscard]] std::optional<std::uint64_t> count_in(std::string_view text);

}  // namespace gavel::archive
