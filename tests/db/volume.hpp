#pragma once
// The volume of a matter, by the code that it was given.
#include "db/archive_search.hpp"
#include "tests/db/cluster.hpp"

namespace gavel::db::test {

inline std::optional<PackageRow> volume_of(const std::string& url, ArchiveSearch& search,
                                           const std::string& matter) {
  return search.find(
      psql(url, "SELECT archival_code FROM package WHERE matter = '" + matter + "'"));
}

}  // namespace gavel::db::test
