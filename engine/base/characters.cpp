#include "engine/base/characters.hpp"

#include <array>
#include <cstdio>
#include <utility>

#include "engine/base/hidden.hpp"
#include "engine/base/utf8.hpp"

namespace gavel {
namespace {

constexpr char32_t replacement = 0xFFFD;
constexpr std::string_view line_mark = " ／ ";

/// Two of each plane, and those kept aside between U+FDD0 and U+FDEF (Unicode, section 23.7).
bool is_noncharacter(char32_t point) {
  return (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
}

bool is_tab_or_line_end(char32_t point) { return point == '\t' || point == '\n' || point == '\r'; }

bool turns_direction(char32_t point) {
  return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
}

bool is_unfit(char32_t point) {
  const bool is_control = point < 0x20 || (point >= 0x7F && point <= 0x9F);
  return (is_control && !is_tab_or_line_end(point)) || point == 0x2028 || point == 0x2029 ||
         is_noncharacter(point) || turns_direction(point) || point == bad_code_point;
}

/// Whatever begins a new line anywhere that a paper is read.
bool ends_line(char32_t point) {
  return (point >= 0x0A && point <= 0x0D) || point == 0x85 || point == 0x2028 || point == 0x2029;
}

/// XML 1.0, production 2. Surrogates come as malformed bytes.
bool is_of_xml(char32_t point) {
  return point != bad_code_point && (point >= 0x20 || is_tab_or_line_end(point)) &&
         point != 0xFFFE && point != 0xFFFF;
}

std::string named(char32_t point) {
  std::array<char, 16> out{};
  std::snprintf(out.data(), out.size(), "U+%04X", static_cast<unsigned>(point));
  return out.data();
}

}  // namespace

std::optional<Unfit> first_unfit(std::string_view text, Lines lines) {
  std::size_t place = 0;
  char32_t before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t point = next_code_point(text, at);
    ++place;
    const bool is_of_lines = lines == Lines::one && is_tab_or_line_end(point);
    if (is_unfit(point) || is_of_lines || (lines == Lines::one && hides(point, before)))
      return Unfit{named(point == bad_code_point ? replacement : point), place, is_of_lines};
    before = point;
  }
  return std::nullopt;
}

std::string as_xml_holds(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t point = next_code_point(text, at);
    if (point == '\r') {
      if (!text.substr(at).starts_with('\n')) out += '\n';
    } else if (is_of_xml(point)) {
      out += text.substr(begin, at - begin);
    } else {
      append_utf8(out, replacement);
    }
  }
  return out;
}

std::string in_one_line(std::string_view text) {
  std::string out, blank;  // blank: the first of a run, or the mark of a line end within it
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t point = next_code_point(text, at);
    if (ends_line(point)) {
      blank = out.empty() ? "" : line_mark;
    } else if (shows_nothing(point)) {
      if (blank.empty() && !(out.empty() && begin > 0))
        blank = point == '\t' ? " " : text.substr(begin, at - begin);
    } else {
      out += std::exchange(blank, "");
      if (is_unfit(point))
        append_utf8(out, replacement);
      else
        out += text.substr(begin, at - begin);
    }
  }
  return blank == line_mark ? out : out + blank;
}

}  // namespace gavel
