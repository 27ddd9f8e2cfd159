#include "engine/base/hidden.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include "engine/base/utf8.hpp"

namespace gavel {
namespace {

constexpr char32_t vowel_separator = 0x180E;

bool is_of_mongolian_words(char32_t point) { return point >= 0x180B && point <= 0x180F; }

bool is_mongolian_letter(char32_t point) { return point >= 0x1820 && point <= 0x18AA; }

/// A form is chosen of a letter; a vowel is set apart from a letter, whose form may be chosen.
bool is_at_its_place(char32_t point, char32_t before) {
  return is_mongolian_letter(before) ||
         (point == vowel_separator && before != vowel_separator && is_of_mongolian_words(before));
}

}  // namespace

bool hides(char32_t point, char32_t before) {
  if (is_of_mongolian_words(point)) return !is_at_its_place(point, before);
  struct Range {
    char32_t first, last;
  };
  constexpr std::array<Range, 17> ranges{{{0xAD, 0xAD},
                                          {0x34F, 0x34F},
                                          {0x61C, 0x61C},
                                          {0x115F, 0x1160},
                                          {0x17B4, 0x17B5},
                                          {0x200B, 0x200B},
                                          {0x200E, 0x200F},
                                          {0x2060, 0x2064},
                                          {0x206A, 0x206F},
                                          {0x2800, 0x2800},
                                          {0x3164, 0x3164},
                                          {0xFE00, 0xFE0F},
                                          {0xFEFF, 0xFEFF},
                                          {0xFFA0, 0xFFA0},
                                          {0xFFF9, 0xFFFB},
                                          {0xE0000, 0xE007F},
                                          {0xE0100, 0xE01EF}}};
  return std::ranges::any_of(
      ranges, [&](const Range& each) { return each.first <= point && point <= each.last; });
}

std::optional<Unfit> first_hidden(std::string_view text) {
  std::size_t place = 0;
  char32_t before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t point = next_code_point(text, at);
    ++place;
    if (!hides(point, std::exchange(before, point))) continue;
    std::array<char, 16> name{};
    std::snprintf(name.data(), name.size(), "U+%04X", static_cast<unsigned>(point));
    return Unfit{name.data(), place, false};
  }
  return std::nullopt;
}

}  // namespace gavel
