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
/// marks and brackets of Chinese.
bool is_punctuation(char32_t point) {
  if (point < 0x80) return !is_ascii_letter_or_digit(point);
  return point == 0xB7 || (point >= 0x2010 && point <= 0x205E) ||
         (point >= 0x3001 && point <= 0x3003) || (point >= 0x3008 && point <= 0x301F) ||
         point == 0x30FB || (point >= 0xFF5F && point <= 0xFF65);
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

std::string paper_number(std::string_view written) {
  std::u32string points;
  for (std::size_t at = 0; at < written.size();) {
    const char32_t point = next_code_point(written, at);
    if (point == bad_code_point) return spelling(written);
    if (!shows_nothing(point)) points += half_width(point);
  }
  const auto is_digit = [](char32_t point) { return point >= U'0' && point <= U'9'; };
  for (std::size_t end = points.find(U'号'); end != std::u32string::npos;
       end = points.find(U'号', end + 1)) {
    std::size_t begin = end;
    while (begin > 0 && is_digit(points[begin - 1])) --begin;
    for (; begin + 1 < end && points[begin] == U'0'; --end) points.erase(begin, 1);
  }
  std::string out;
  for (const char32_t point : points) append_utf8(out, point);
  return spelling(out);
}

}  // namespace gavel
