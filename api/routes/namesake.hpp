#pragma once
// Nobody stands twice in one register: who bears the name of somebody of that unit is taken for the
// same person, whatever the two are called by, until whoever enters them says `another_person`.
#include <string_view>

#include "engine/base/utf8.hpp"

namespace gavel::api {

struct Bearer {
  std::string_view name, unit;
};

/// However either is spaced ("李 敏"). Nobody is a namesake of who has no name or unit yet.
[[nodiscard]] inline bool are_namesakes(const Bearer& one, const Bearer& other) {
  const auto alike = [](std::string_view first, std::string_view second) {
    const std::string bare = without_blanks(first);
    return !bare.empty() && bare == without_blanks(second);
  };
  return alike(one.name, other.name) && alike(one.unit, other.unit);
}

}  // namespace gavel::api
