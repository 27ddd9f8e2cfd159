#include "engine/base/spelling.hpp"

#include "engine/base/utf8.hpp"

namespace gavel {
namespace {

/// The full-width forms of U+0021 to U+007E begin at U+FF01.
char32_t half_width(char32_t point) {
  return point >= 0xFF01 && point <= 0xFF5E ? point - 0xFEE0 : point;
}

bool is_ascii_letter_or_digit(char32_t point) {
  return (point >= U'0' && point <= U'9') || (point >= U'a' && point <= U'z') ||
         (point >= U'A' && point <= U'Z');
}

/// Signs that are not read: those of ASCII, the dots and dashes between the parts of a name, the
/// marks and brackets of Chinese, in their small and their upright forms too.
bool is_punctuation(char32_t point) {
  if (point < 0x80) return !is_ascii_letter_or_digit(point);
  return point == 0xB7 || (point >= 0x2010 && point <= 0x205E) ||
         (point >= 0x3001 && point <= 0x3003) || (point >= 0x3008 && point <= 0x301F) ||
         point == 0x30FB || (point >= 0xFF5F && point <= 0xFF65) ||
         (point >= 0xFE10 && point <= 0xFE19) || (point >= 0xFE30 && point <= 0xFE6B) ||
         point == 0x2212 || (point >= 0x2768 && point <= 0x2775) ||
         (point >= 0x27E6 && point <= 0x27EF) || (point >= 0x2983 && point <= 0x2998);
}

}  // namespace

std::string spelling(std::string_view name) {
  std::string out;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t begin = at;
    char32_t point = next_code_point(name, at);
    if (point == bad_code_point) {
      out += name.substr(begin, at - begin);
      continue;
    }
    point = half_width(point);
    if (shows_nothing(point) || is_punctuation(point)) continue;
    if (point >= U'A' && point <= U'Z') point += U'a' - U'A';
    append_utf8(out, point);
  }
  return out;
}

}  // namespace gavel
