#pragma once
// What a list may be narrowed by: units, and what the installed procedures are made of. Matters run
// on every version that was ever installed, so all of them count. For Query::choice.
#include <optional>
#include <string>

#include "api/routes/input.hpp"

namespace gavel::api {

struct Context;

[[nodiscard]] Query::Known known_units(Context& context);
[[nodiscard]] Query::Known known_procedures(Context& context);
/// States; of one procedure where it is named.
[[nodiscard]] Query::Known known_steps(Context& context, std::optional<std::string> procedure);
[[nodiscard]] Query::Known known_stages(Context& context);
[[nodiscard]] Query::Known known_documents(Context& context);  ///< Their codes.
[[nodiscard]] Query::Known known_accounts(Context& context);
/// These and nothing else.
[[nodiscard]] Query::Known known_words(std::vector<std::string> words);
/// Of either.
[[nodiscard]] Query::Known known_to(Query::Known one, Query::Known other);

}  // namespace gavel::api
