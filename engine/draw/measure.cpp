#include "engine/draw/measure.hpp"

#include <algorithm>

namespace gavel::draw {
namespace {

std::size_t bytes_at(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return std::min(length, text.size() - at);
}

constexpr std::string_view no_break_space = "\u00a0";

/// In ems.
double width_of_character(std::string_view character) {
  if (character.size() > 2) return 1.0;  // Chinese, and the arrows and marks that come with it
  if (character == no_break_space) return 0.29;
  if (character.size() == 2) return 0.62;
  const char c = character.front();
  if (std::string_view("ijl.,;:'|! ").contains(c)) return 0.29;
  if (std::string_view("ftr()[]-\"/*").contains(c)) return 0.37;
  if (std::string_view("mMW%@").contains(c)) return 0.90;
  if (c == 'w' || (c >= 'A' && c <= 'Z')) return 0.72;
  return 0.58;
}

/// Chinese closing punctuation and what else may not begin a line.
bool clings(std::string_view character) {
  constexpr std::string_view all = "，。；：、）》」”！？";
  return character.size() == 3 && all.contains(character);
}
bool opens(std::string_view character) {
  constexpr std::string_view all = "（《「“→";
  return character.size() == 3 && all.contains(character);
}

struct Piece {
  std::string text;
  Style style;
  bool space_before;
};

/// What is not broken unless it must be: words, single Chinese characters with their punctuation.
std::vector<Piece> pieces_of(const Label& label) {
  std::vector<Piece> pieces;
  bool space = false, join = false;
  for (const Span& span : label) {
    bool fresh = true;
    for (std::size_t at = 0; at < span.text.size();) {
      const std::string_view character =
          std::string_view(span.text).substr(at, bytes_at(span.text, at));
      at += character.size();
      if (character == " " || character == "\n") {
        // An arrow goes with what it points to.
        if (join && pieces.back().text == "→") {
          pieces.back().text += no_break_space;
          continue;
        }
        space = true;
        join = false;
        continue;
      }
      const bool alone = character.size() > 2;
      const bool after_alone = !pieces.empty() && pieces.back().text.size() >= 3 &&
                               !pieces.back().text.ends_with(no_break_space) &&
                               static_cast<unsigned char>(pieces.back().text.back()) >= 0x80;
      const bool grows = !fresh && !space && !pieces.empty() &&
                         (join || clings(character) || (!alone && !after_alone));
      if (grows)
        pieces.back().text += character;
      else
        pieces.push_back({std::string(character), span.style, space});
      join = opens(character);
      space = fresh = false;
    }
  }
  return pieces;
}

void append(Label& line, const std::string& text, Style style) {
  if (!line.empty() && line.back().style == style)
    line.back().text += text;
  else
    line.push_back({text, style});
}

}  // namespace

double width_of(std::string_view text, double size, bool bold) {
  double ems = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto length = bytes_at(text, at);
    ems += width_of_character(text.substr(at, length));
    at += length;
  }
  return ems * size * (bold ? 1.07 : 1.0);
}

std::vector<Label> wrapped(const Label& label, double size, double width, bool bold) {
  std::vector<Label> lines(1);
  double used = 0;
  for (const Piece& piece : pieces_of(label)) {
    const bool heavy = bold || piece.style == Style::rules || piece.style == Style::target;
    const double wide = width_of(piece.text, size, heavy),
                 space = piece.space_before && used > 0 ? width_of(" ", size, heavy) : 0;
    if (used > 0 && used + space + wide > width) {
      lines.emplace_back();
      used = 0;
    }
    if (wide <= width) {
      append(lines.back(), (used > 0 && space > 0 ? " " : "") + piece.text, piece.style);
      used += used > 0 ? space + wide : wide;
      continue;
    }
    for (std::size_t at = 0; at < piece.text.size();) {
      const std::string character = piece.text.substr(at, bytes_at(piece.text, at));
      at += character.size();
      const double one = width_of(character, size, heavy);
      if (used > 0 && used + one > width) {
        lines.emplace_back();
        used = 0;
      }
      append(lines.back(), character, piece.style);
      used += one;
    }
  }
  return lines;
}

}  // namespace gavel::draw
