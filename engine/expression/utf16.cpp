#include "engine/expression/utf16.hpp"

namespace gavel::expression {
namespace {

/// Units that the byte begins: two for the lead of a character past U+FFFF, none within one.
std::size_t units(char c) {
  const auto byte = static_cast<unsigned char>(c);
  if ((byte & 0xC0u) == 0x80u) return 0;
  return byte >= 0xF0u ? 2 : 1;
}

}  // namespace

std::size_t utf16_length(std::string_view text) {
  std::size_t length = 0;
  for (const char c : text) length += units(c);
  return length;
}

std::size_t byte_at(std::string_view text, std::size_t position) {
  std::size_t passed = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t here = units(text[at]);
    if (here > 0 && passed + here > position) return at;
    passed += here;
  }
  return text.size();
}

std::size_t unit_at(std::string_view text, std::size_t offset) {
  return utf16_length(text.substr(0, offset));
}

std::string_view character_at(std::string_view text, std::size_t position) {
  const std::size_t begin = byte_at(text, position);
  if (begin == text.size()) return {};
  std::size_t end = begin + 1;
  while (end < text.size() && units(text[end]) == 0) ++end;
  return text.substr(begin, end - begin);
}

}  // namespace gavel::expression
