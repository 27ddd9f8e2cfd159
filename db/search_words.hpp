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
  pg::Array inexact;  ///< The parts that are longer than a gram: the index alone cannot tell.
  std::string first;  ///< Of the parts; empty where there are none.
};
/// `longest`: characters of the grams that are indexed, see grams().
[[nodiscard]] Words words_of(const std::optional<std::string>& q, std::size_t longest);

}  // namespace gavel::db
