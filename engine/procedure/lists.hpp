#pragma once
// The host functions that look into lists and make new ones; they know no procedure. Private to
// this room.
#include <optional>

#include "engine/expression/expression.hpp"

namespace gavel::procedure {

/// `count`, `find`, `where`, `append`, `replace`, `distinct`, `total`, `lacking`, `earlier`,
/// `joined`, `without`, `contains`, `unverified`, `citing`; nothing when `name` is none of them.
[[nodiscard]] std::optional<std::expected<expression::Value, expression::Error>> list_function(
    std::string_view name, expression::Arguments arguments);

[[nodiscard]] std::unexpected<expression::Error> type_error(Sentence says);

}  // namespace gavel::procedure
