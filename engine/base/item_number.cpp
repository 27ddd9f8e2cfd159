#include "engine/base/item_number.hpp"

#include <algorithm>

namespace gavel {

std::string item_number(std::int64_t year, std::string_view written) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t first = written.find_first_not_of(blanks);
  if (first == std::string_view::npos) return "";
  written = written.substr(first, written.find_last_not_of(blanks) - first + 1);
  const bool is_bare = std::ranges::all_of(written, [](char c) { return '0' <= c && c <= '9'; });
  if (!is_bare) return std::string(written);
  const std::size_t zeros = std::min(written.find_first_not_of('0'), written.size() - 1);
  return std::to_string(year) + "-" + std::string(written.substr(zeros));
}

}  // namespace gavel
