#pragma once
// The two ends of building a package: gathering what belongs into it, and putting the finished tar
// away.
#include <filesystem>
#include <map>
#include <string>

#include "archive/package.hpp"
#include "db/packager.hpp"

namespace gavel::db {

/// An ordered package as the packager claimed it.
struct Order {
  std::string matter;
  /// As the procedure's order or the organ's policy says; each empty where neither does.
  std::string organ = {}, fonds_name = {}, archives_name = {};
  std::string document_number = {}, class_code = {}, disclosure = {};
  std::string security = {}, security_source = {};
  std::map<std::string, std::string> unit_names = {};  ///< As they were when it was ordered.
  std::int64_t seq = 0;  ///< The package holds the matter's events up to this one.
  archive::ArchivalCode code;
};

/// Everything the package will hold. Throws BrokenInvariant where a record of the matter is
/// missing: a package is complete or not made. Every leaf of the matter must have its place
/// already.
/// The same matter gives the same input whenever it is asked. The ports must outlive it.
[[nodiscard]] archive::PackageInput gather(const Packager::Ports& ports, const Order& order);

/// Stores the tar of `bag` in pieces, its digest, the report and what searching needs, in one
/// transaction.
void store_package(Pool& pool, const Order& order, const archive::PackageInput& input,
                   const std::filesystem::path& bag, const archive::Declared& declared,
                   const JsonObject& report, Instant now);

}  // namespace gavel::db
