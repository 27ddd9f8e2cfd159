#include "engine/procedure/version.hpp"

#include <algorithm>
#include <string>

namespace gavel::procedure {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The part before the next dot, taken off.
std::string_view take_part(std::string_view& rest) {
  const auto dot = std::min(rest.find('.'), rest.size());
  const std::string_view part = rest.substr(0, dot);
  rest.remove_prefix(std::min(dot + 1, rest.size()));
  return part;
}

std::strong_ordering compare_numbers(std::string_view a, std::string_view b) {
  const auto without_zeros = [](std::string_view n) {
    return n.substr(std::min(n.find_first_not_of('0'), n.size()));
  };
  a = without_zeros(a), b = without_zeros(b);
  if (const auto longer = a.size() <=> b.size(); longer != nullptr) return longer;
  return a <=> b;
}

std::strong_ordering compare_parts(std::string_view a, std::string_view b) {
  const bool a_counts = !a.empty() && std::ranges::all_of(a, is_digit);
  const bool b_counts = !b.empty() && std::ranges::all_of(b, is_digit);
  if (a_counts && b_counts) return compare_numbers(a, b);
  if (a_counts != b_counts) return a_counts <=> b_counts;
  return a <=> b;
}

}  // namespace

std::strong_ordering compare_versions(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    const auto order = compare_parts(take_part(a), take_part(b));
    if (order != nullptr) return order;
  }
  return !a.empty() <=> !b.empty();
}

}  // namespace gavel::procedure
