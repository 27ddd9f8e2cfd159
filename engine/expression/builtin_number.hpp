#pragma once
// The built-in functions that make numbers: ECMAScript 5, 15.1.2 and 15.8.2.
#include <string_view>

namespace gavel::expression {

[[nodiscard]] double math_round(double x);
[[nodiscard]] double math_pow(double base, double exponent);
[[nodiscard]] double parse_int(std::string_view text, double radix);
[[nodiscard]] double parse_float(std::string_view text);
[[nodiscard]] std::string_view without_leading_blanks(std::string_view text);

}  // namespace gavel::expression
