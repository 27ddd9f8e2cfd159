#include "engine/base/text.hpp"

#include <algorithm>

#include "engine/base/characters.hpp"
#include "engine/base/utf8.hpp"

namespace gavel {
namespace {

/// Bytes shown before the column, and in all.
constexpr std::size_t before_column = 30, shown = 90;

/// The line of that number, from 1, without its end; nothing where there are fewer.
std::string_view line_of(std::string_view text, int number) {
  for (int line = 1; line < number; ++line) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  text = text.substr(0, text.find('\n'));
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

/// The nearest beginning of a character at or before `at`.
std::size_t whole_character(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

/// Columns of a terminal: Chinese characters and their punctuation take two.
std::size_t columns(std::string_view text) {
  constexpr char32_t first_wide = 0x1100;
  std::size_t out = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t point = next_code_point(text, at);
    out += point >= first_wide && point != bad_code_point && (point < 0x2000 || point >= 0x2E80)
               ? 2
               : 1;
  }
  return out;
}

}  // namespace

std::string excerpt(std::string_view text, const Place& place) {
  if (place.line < 1 || place.column < 1 || !is_utf8(text)) return "";
  const std::string_view line = line_of(text, place.line);
  const auto column = static_cast<std::size_t>(place.column) - 1;
  if (line.empty() || column > line.size()) return "";
  const std::size_t from =
      column > before_column ? whole_character(line, column - before_column) : 0;
  const std::size_t to = whole_character(line, std::min(from + shown, line.size()));
  std::string visible(line.substr(from, to - from));
  std::ranges::replace(visible, '\t', ' ');
  const std::string number = std::to_string(place.line);
  const std::string cut = from > 0 ? "…" : "";
  const std::size_t indent =
      columns(cut) + columns(line.substr(from, whole_character(line, column) - from));
  return "  " + number + " | " + cut + visible + (to < line.size() ? "…" : "") + "\n  " +
         std::string(number.size(), ' ') + " | " + std::string(indent, ' ') + "^\n";
}

std::string markup(std::string_view text) {
  std::string out;
  for (const char c : as_xml_holds(text)) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else
      out += c;
  }
  return out;
}

}  // namespace gavel
