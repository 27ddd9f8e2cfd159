#pragma once
// What a search asks the database for.
#include <optional>
#include <string>

#include "db/pg.hpp"

namespace gavel::db {

/// The end of a range of codes that begin with `prefix`: U+10FFFF sorts behind every character of a
/// code.
[[nodiscard]] std::string end_of_prefix(const std::string& prefix);

struct Words {
  pg::Array grams;    ///< To select by index.
  pg::Array parts;    ///< Of which each must stand in the text as it is.
  std::string first;  ///< Of the parts; empty where there are none.
};
[[nodiscard]] Words words_of(const std::optional<std::string>& q);

}  // namespace gavel::db
