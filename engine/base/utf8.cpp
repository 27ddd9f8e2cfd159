#include "engine/base/utf8.hpp"

#include <algorithm>

#include "engine/base/ensure.hpp"

namespace gavel {
namespace {

struct Lead {
  int more = -1;          ///< Continuation bytes that follow; -1: no lead byte.
  char32_t bits = 0;      ///< The bits the lead byte gives.
  char32_t smallest = 0;  ///< Anything below is an overlong form.
};

Lead lead(unsigned char byte) {
  if (byte < 0x80) return {0, byte, 0};
  if (byte >= 0xC2 && byte < 0xE0) return {1, byte & 0x1Fu, 0x80};
  if (byte >= 0xE0 && byte < 0xF0) return {2, byte & 0x0Fu, 0x800};
  if (byte >= 0xF0 && byte < 0xF5) return {3, byte & 0x07u, 0x10000};
  return {};
}

bool is_surrogate(char32_t point) { return point >= 0xD800 && point < 0xE000; }

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto [more, bits, smallest] = lead(static_cast<unsigned char>(text[at++]));
  if (more < 0 || text.size() - at < static_cast<std::size_t>(more)) return bad_code_point;
  char32_t point = bits;
  for (int i = 0; i < more; ++i) {
    const auto byte = static_cast<unsigned char>(text[at + static_cast<std::size_t>(i)]);
    if ((byte & 0xC0u) != 0x80u) return bad_code_point;
    point = point << 6 | (byte & 0x3Fu);
  }
  if (point < smallest || point > 0x10FFFF || is_surrogate(point)) return bad_code_point;
  at += static_cast<std::size_t>(more);
  return point;
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }));
}

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (next_code_point(text, at) == bad_code_point) return false;
  }
  return true;
}

bool shows_nothing(char32_t point) {
  return point == ' ' || (point >= 0x09 && point <= 0x0D) || point == 0x85 || point == 0xA0 ||
         point == 0x1680 || (point >= 0x2000 && point <= 0x200D) || point == 0x2028 ||
         point == 0x2029 || point == 0x202F || point == 0x205F || point == 0x2060 ||
         point == 0x3000 || point == 0xFEFF;
}

std::string without_blanks(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (!shows_nothing(next_code_point(text, at))) out += text.substr(begin, at - begin);
  }
  return out;
}

void append_utf8(std::string& out, char32_t point) {
  ensure(point <= 0x10FFFF && !is_surrogate(point), "only Unicode scalar values are encoded");
  const auto tail = [&](int shift) { out += static_cast<char>(0x80u | (point >> shift & 0x3Fu)); };
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xC0u | point >> 6);
    tail(0);
  } else if (point < 0x10000) {
    out += static_cast<char>(0xE0u | point >> 12);
    tail(6), tail(0);
  } else {
    out += static_cast<char>(0xF0u | point >> 18);
    tail(12), tail(6), tail(0);
  }
}

}  // namespace gavel
