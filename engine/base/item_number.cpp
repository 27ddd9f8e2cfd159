#include "engine/base/item_number.hpp"

#include <algorithm>

#include "engine/base/utf8.hpp"

namespace gavel {
namespace {

/// Without the blanks around it, and its signs of full width as the usual ones.
std::string as_usual(std::string_view written) {
  std::string out;
  std::size_t end = 0;  // after the last sign that shows
  for (std::size_t at = 0; at < written.size();) {
    const std::size_t begin = at;
    char32_t point = next_code_point(written, at);
    const bool shows = point == bad_code_point || !shows_nothing(point);
    if (!shows && out.empty()) continue;
    if (point >= 0xFF01 && point <= 0xFF5E) point -= 0xFEE0;
    if (point == bad_code_point)
      out += written.substr(begin, at - begin);
    else
      append_utf8(out, point);
    if (shows) end = out.size();
  }
  out.resize(end);
  return out;
}

}  // namespace

std::string item_number(std::int64_t year, std::string_view written) {
  const std::string number = as_usual(written);
  const bool is_bare = std::ranges::all_of(number, [](char c) { return '0' <= c && c <= '9'; });
  if (!is_bare || number.empty()) return number;
  const std::size_t zeros = std::min(number.find_first_not_of('0'), number.size() - 1);
  return std::to_string(year) + "-" + number.substr(zeros);
}

}  // namespace gavel
