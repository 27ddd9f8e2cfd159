#pragma once
#include <string>
#include <vector>

#include "engine/base/text.hpp"

namespace gavel::soundness {

inline void say(std::vector<Diagnostic>& into, const Place& place, const char* code,
                std::string message) {
  into.push_back({Diagnostic::Severity::error, place, code, std::move(message)});
}

}  // namespace gavel::soundness
