#pragma once
#include "engine/base/sentence.hpp"

namespace gavel {

/// What a reader or checker has to say about a file, in the manner of a compiler.
struct Diagnostic {
  enum class Severity { error, warning, note };
  Severity severity = Severity::error;
  Place place;
  Sentence says;  ///< What is wrong and what would be right; its code is public.
};

/// "file:line:column: error: message [code]", for terminals and editors that jump to the place.
[[nodiscard]] Text in_words(const Diagnostic& diagnostic);

}  // namespace gavel
