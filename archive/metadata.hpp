#pragma once
// The package's descriptions of itself, as text. Nothing here touches the disk.
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "archive/bag.hpp"
#include "archive/package.hpp"
#include "archive/time_stamp.hpp"

namespace gavel::archive {

/// Where things of the input came to lie in the bag; vectors run parallel to the input's.
struct PackageLayout {
  std::vector<BagFile> documents;
  std::vector<BagFile> statements, signatures, keys;
  std::vector<std::string> algorithms;  ///< Of the statements' keys.
  /// Index of the statement, time-stamp on its signature, certificates it leads to.
  struct TimeStamped {
    std::size_t statement;
    BagFile stamp, chain;
    Stamped said;
  };
  std::vector<TimeStamped> time_stamps;
  std::vector<BagFile> proofs;
  BagFile events, comments, leaves;
  /// Index of the document, and its text as a file of its own.
  std::vector<std::pair<std::size_t, BagFile>> renditions;
  BagFile premis, dat46, eep, dublin_core, finding_aid;
};

/// 控制标识 of what has just been stored: kept under control until its opening is reviewed.
inline constexpr std::string_view control_identifier = "控制";

/// PREMIS 3: the files with their fixity, what was done to them, by whom.
[[nodiscard]] std::string premis_xml(const PackageInput& input, const PackageLayout& layout);
/// DA/T 46-2009 elements: the volume, its items, agents, business course, signatures.
[[nodiscard]] std::string dat46_xml(const PackageInput& input, const PackageLayout& layout);
/// DA/T 48-2009, the encapsulated record; files by path and digest. eep.xsd is its schema.
[[nodiscard]] std::string eep_xml(const PackageInput& input, const PackageLayout& layout);
/// METS 1: every file of the payload so far, and where its descriptions are.
[[nodiscard]] std::string mets_xml(const PackageInput& input, const PackageLayout& layout,
                                   const std::vector<BagFile>& files);
/// 卷内文件目录, for a browser and for a spreadsheet.
[[nodiscard]] std::string catalogue_html(const PackageInput& input, const PackageLayout& layout);
[[nodiscard]] std::string catalogue_csv(const PackageInput& input, const PackageLayout& layout);
/// Which volume this one follows, which document supersedes which, which event recorded or was
/// performed by what, and its proof.
[[nodiscard]] std::string relations_json(const PackageInput& input, const PackageLayout& layout);

/// `form` with each {name} replaced; a name without a value is a broken invariant of the form.
[[nodiscard]] std::string filled(std::string_view form,
                                 const std::map<std::string, std::string>& values);
/// A payload path as a URL relative to a file in data/metadata/ (`up` leads back to data/).
[[nodiscard]] std::string relative_reference(std::string_view path, std::string_view up = "../");

}  // namespace gavel::archive
