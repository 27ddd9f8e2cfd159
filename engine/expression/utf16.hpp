#pragma once
// Positions in UTF-16 units, which ECMAScript counts strings by, in strings held as UTF-8. A
// position inside a surrogate pair means the place before the pair: no character is cut in half.
#include <cstddef>
#include <string_view>

namespace gavel::expression {

[[nodiscard]] std::size_t utf16_length(std::string_view text);
/// The byte at which unit `position` begins; the end where there are fewer units.
[[nodiscard]] std::size_t byte_at(std::string_view text, std::size_t position);
/// The units before byte `offset`.
[[nodiscard]] std::size_t unit_at(std::string_view text, std::size_t offset);
/// The character that holds unit `position`; empty past the end.
[[nodiscard]] std::string_view character_at(std::string_view text, std::size_t position);

}  // namespace gavel::expression
