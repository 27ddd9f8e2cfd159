#include "api/routes/contacts.hpp"

#include <algorithm>

namespace gavel::api {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_of_address(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '_' ||
         c == '-' || c == '+';
}

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - at;
}

/// Length of what is a number of a person or a line at `at`, where no number goes on; 0: none.
std::size_t number_at(std::string_view text, std::size_t at) {
  constexpr std::size_t citizen = 18, mobile = 11, least_local = 7, most_local = 8;
  const std::size_t digits = digits_at(text, at);
  const std::size_t end = at + digits;
  const char next = end < text.size() ? text[end] : '\0';
  if (digits == citizen) return citizen;
  if (digits == citizen - 1 && (next == 'X' || next == 'x')) return citizen;
  if (digits == mobile && text[at] == '1' && text[at + 1] >= '3') return mobile;
  if ((digits == 3 || digits == 4) && text[at] == '0' && next == '-') {
    const std::size_t local = digits_at(text, end + 1);
    if (local == least_local || local == most_local) return digits + 1 + local;
  }
  return 0;
}

void hide_addresses(std::string& text) {
  for (std::size_t at = text.find('@'); at != std::string::npos; at = text.find('@', at + 1)) {
    if (at + 1 >= text.size() || !is_of_address(text[at + 1])) continue;
    for (std::size_t before = at; before > 0 && is_of_address(text[before - 1]); --before)
      text[before - 1] = '*';
  }
}

}  // namespace

std::string without_contacts(std::string_view text) {
  std::string out(text);
  for (std::size_t at = 0; at < out.size();) {
    const std::size_t length = number_at(text, at);
    const auto from = out.begin() + static_cast<std::ptrdiff_t>(at);
    std::fill_n(from, length, '*');
    at += length > 0 ? length : std::max<std::size_t>(1, digits_at(text, at));
  }
  hide_addresses(out);
  return out;
}

}  // namespace gavel::api
