#pragma once
#include <cstdint>
#include <set>
#include <string>

namespace gavel::draw {

enum class Language : std::uint8_t { zh, en };

struct Options {
  Language language = Language::en;  ///< Of titles and labels; states carry the other one in small.
  std::set<std::string> active;  ///< Ids of a matter's current states, highlighted; others ignored.
};

}  // namespace gavel::draw
