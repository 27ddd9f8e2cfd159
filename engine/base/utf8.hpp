#pragma once
// UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing past U+10FFFF.
#include <cstddef>
#include <string>
#include <string_view>

namespace gavel {

/// One code point at `text[at]`, moving `at` past it. A malformed byte gives `bad_code_point` and
/// moves one byte on. Needs `at < text.size()`.
inline constexpr char32_t bad_code_point = 0xFFFFFFFF;
[[nodiscard]] char32_t next_code_point(std::string_view text, std::size_t& at);

[[nodiscard]] bool is_utf8(std::string_view text);

/// How many characters well-formed `text` has.
[[nodiscard]] std::size_t code_points(std::string_view text);

/// White space as Unicode has it, line ends among it, and the marks that take no room.
[[nodiscard]] bool shows_nothing(char32_t point);

/// `text` without its blanks, those of Chinese typesetting and those of no width included: two
/// spellings of one name then are equal. Malformed bytes stay as they are.
[[nodiscard]] std::string without_blanks(std::string_view text);

/// Appends `point`, which must be a Unicode scalar value.
void append_utf8(std::string& out, char32_t point);

}  // namespace gavel
