#pragma once
// A package as it lies on disk, read for testing: what it says of itself and what is there.
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "archive/bag.hpp"
#include "engine/base/json.hpp"

namespace gavel::archive {

/// One item (件) as dat46.xml describes it; texts as written there.
struct ItemRecord {
  std::string sequence, code, version, title, author, date, format, path, size, sha256;
  std::string security;  ///< Empty: of a package of an earlier version.
};

struct VolumeRecord {
  std::string archival_code, fonds, category, year, retention, office, number;
  std::string title, organ, fonds_name, archives_name, record_code, items, closed_on;
  std::string security, software, opened_at, closed_at, packaged_at, procedure_sha256;
};

struct PackageRecord {
  std::vector<BagProblem> bag_problems;
  std::vector<std::pair<std::string, std::uint64_t>> files;  ///< All, with sizes, sorted.
  std::map<std::string, bool> readable;  ///< Metadata file: present and well-formed.
  std::optional<VolumeRecord> volume;
  std::vector<ItemRecord> items;
  std::vector<std::string> event_lines, leaves;
  std::uint64_t comments = 0, statements = 0, proofs = 0;

  [[nodiscard]] bool has(const std::string& path) const;
  /// Paths in stage folders.
  [[nodiscard]] std::vector<std::string> documents() const;
};

[[nodiscard]] PackageRecord read_package(const std::filesystem::path& bag,
                                         const Progress& progress = {});

/// Lines without their ends; a last line without one counts.
[[nodiscard]] std::vector<std::string> text_lines(std::string_view text);

}  // namespace gavel::archive
