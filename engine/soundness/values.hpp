#pragma once
// Lists of words that decide a way: where transitions ask `contains(list, 'word')`, each word that
// the list is ever given must be asked for by one, or putting it there would change nothing.
#include <vector>

#include "engine/procedure/procedure.hpp"

namespace gavel::soundness {

/// Code: word-not-asked.
[[nodiscard]] std::vector<Diagnostic> check_words(const procedure::Procedure& procedure);

}  // namespace gavel::soundness
