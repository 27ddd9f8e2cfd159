// Receipts as people copy them by hand: the check digit catches one wrong digit and two that
// changed places.
#include <algorithm>
#include <cctype>

#include "db/participation.hpp"

namespace gavel::db {
namespace {

/// ISO 7064 MOD 11,10 over the digits of `text`; everything else is passed over.
char check_digit(std::string_view text) {
  int product = 10;
  for (const char c : text) {
    if (c < '0' || c > '9') continue;
    int sum = (product + (c - '0')) % 10;
    if (sum == 0) sum = 10;
    product = (sum * 2) % 11;
  }
  return static_cast<char>('0' + (11 - product) % 10);
}

bool is_number(std::string_view text, std::size_t longest) {
  return !text.empty() && text.size() <= longest &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string receipt_number(std::string_view notice, std::int64_t seq) {
  std::string number = std::string(notice) + "-" + std::to_string(seq);
  const char check = check_digit(number);
  return number + "-" + check;
}

bool is_receipt(std::string_view receipt) {
  const std::size_t last = receipt.rfind('-');
  if (last == std::string_view::npos) return false;
  const std::string_view number = receipt.substr(0, last), check = receipt.substr(last + 1);
  const std::size_t first = number.find('-'), second = number.rfind('-');
  if (first == second) return false;
  return is_number(number.substr(0, first), 4) &&
         is_number(number.substr(first + 1, second - first - 1), 9) &&
         is_number(number.substr(second + 1), 18) && check.size() == 1 &&
         check.front() == check_digit(number);
}

}  // namespace gavel::db
