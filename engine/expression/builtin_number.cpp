#include "engine/expression/builtin_number.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/number.hpp"
#include "engine/base/utf8.hpp"
#include "engine/expression/operand.hpp"
#include "engine/expression/token.hpp"

namespace gavel::expression {
namespace {

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'z' ? lower - 'a' + 10 : 99;
}

}  // namespace

double math_round(double x) {
  if (!std::isfinite(x)) return x;
  const double below = std::floor(x);
  return x - below < 0.5 ? below : below + 1;  // x + 0.5 would round 0.49999999999999994 up
}

/// pow(±1, ±Infinity) is NaN in ECMAScript, 1 in C; and pow(1, NaN) likewise.
double math_pow(double base, double exponent) {
  if (std::isnan(exponent) || (std::fabs(base) == 1 && std::isinf(exponent))) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  return std::pow(base, exponent);
}

std::string_view without_leading_blanks(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    if (!is_blank(next_code_point(text, at))) return text.substr(here);
  }
  return {};
}

double parse_int(std::string_view text, double radix_given) {
  text = without_leading_blanks(text);
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  int radix = to_int32(radix_given);
  if (radix != 0 && (radix < 2 || radix > 36)) return std::numeric_limits<double>::quiet_NaN();
  if ((radix == 0 || radix == 16) && (text.starts_with("0x") || text.starts_with("0X"))) {
    text.remove_prefix(2);
    radix = 16;
  }
  if (radix == 0) radix = 10;
  double number = 0;
  std::size_t read = 0;
  while (read < text.size() && digit_value(text[read]) < radix) {
    number = number * radix + digit_value(text[read++]);
  }
  if (read == 0) return std::numeric_limits<double>::quiet_NaN();
  return negative ? -number : number;
}

/// The longest front of `text` that is a number.
double parse_float(std::string_view text) {
  text = without_leading_blanks(text);
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const double sign = negative ? -1 : 1;
  if (text.starts_with("Infinity")) return sign * std::numeric_limits<double>::infinity();
  std::size_t length = std::min(text.find_first_not_of("0123456789.eE+-"), text.size());
  for (; length > 0; --length) {
    if (const auto number = parse_decimal(text.substr(0, length))) return sign * *number;
  }
  return std::numeric_limits<double>::quiet_NaN();
}

}  // namespace gavel::expression
