#pragma once
#include <set>
#include <string>

#include "engine/base/words.hpp"

namespace gavel::draw {

using gavel::Language;

struct Options {
  Language language = Language::en;  ///< Of titles and labels; states carry the other one in small.
  std::set<std::string> active;  ///< Ids of a matter's current states, highlighted; others ignored.
};

}  // namespace gavel::draw
