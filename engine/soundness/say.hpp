#pragma once
#include <vector>

#include "engine/base/diagnostic.hpp"

namespace gavel::soundness {

inline void say(std::vector<Diagnostic>& into, const Place& place, Sentence says) {
  into.push_back({Diagnostic::Severity::error, place, std::move(says)});
}

}  // namespace gavel::soundness
