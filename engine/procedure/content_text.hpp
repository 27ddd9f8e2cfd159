#pragma once
// Executable content as one line: to be compared, and to be read by whoever compares two versions.
#include "engine/chart/definition.hpp"

namespace gavel::procedure {

/// "assign noticed_on = today(); send W clock.W after until('W')". Equal exactly where the content
/// does the same in the same words.
[[nodiscard]] std::string content_text(const chart::Block& block);

/// The initial value of a variable as it is written; null where it has none.
[[nodiscard]] Json value_text(const chart::DataDeclaration& data);

}  // namespace gavel::procedure
