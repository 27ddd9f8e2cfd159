#pragma once
#include <source_location>
#include <stdexcept>
#include <string>
#include <string_view>

namespace gavel {

/// The program is in a state it holds impossible: a bug or a damaged record, never a user's
/// mistake.
struct BrokenInvariant : std::logic_error {
  using std::logic_error::logic_error;
};

/// Throws BrokenInvariant, naming the place, unless `holds`. On in every build.
inline void ensure(bool holds, std::string_view claim,
                   std::source_location at = std::source_location::current()) {
  if (holds) return;
  throw BrokenInvariant(std::string(at.file_name()) + ":" + std::to_string(at.line()) + ": " +
                        std::string(claim));
}

}  // namespace gavel
