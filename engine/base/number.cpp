#include "engine/base/number.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "engine/base/ensure.hpp"

namespace gavel {
namespace {

constexpr double exact_integers = 9007199254740992.0;  // 2^53

bool is_exact_integer(double number) {
  return std::fabs(number) <= exact_integers && std::trunc(number) == number;
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Takes the digits at the front of `text`.
std::string_view take_digits(std::string_view& text) {
  const auto end =
      std::find_if(text.begin(), text.end(), [](char c) { return c < '0' || c > '9'; });
  const auto length = static_cast<std::size_t>(end - text.begin());
  const std::string_view digits = text.substr(0, length);
  text.remove_prefix(length);
  return digits;
}

/// The digits and the decimal exponent `n` of ES5 9.8.1, from the shortest scientific form.
struct Shortest {
  std::string digits;
  int point = 0;  ///< Digits before the decimal point; may lie outside the digits.
};

Shortest shortest(double positive) {
  std::array<char, 40> out{};
  const auto end =
      std::to_chars(out.data(), out.data() + out.size(), positive, std::chars_format::scientific);
  std::string_view text(out.data(), static_cast<std::size_t>(end.ptr - out.data()));
  const std::size_t e = text.find('e');
  ensure(e != std::string_view::npos, "a scientific form has an exponent");
  Shortest result;
  for (const char c : text.substr(0, e)) {
    if (c != '.') result.digits += c;
  }
  std::string_view exponent = text.substr(e + 1);
  if (exponent.front() == '+') exponent.remove_prefix(1);
  std::from_chars(exponent.data(), exponent.data() + exponent.size(), result.point);
  ++result.point;
  return result;
}

std::string lay_out(const Shortest& number) {
  const auto& [digits, point] = number;
  const int count = static_cast<int>(digits.size());
  const auto at = static_cast<std::size_t>(std::clamp(point, 0, count));
  if (count <= point && point <= 21)
    return digits + std::string(static_cast<std::size_t>(point - count), '0');
  if (0 < point && point <= 21) return digits.substr(0, at) + "." + digits.substr(at);
  if (-6 < point && point <= 0)
    return "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
  const int exponent = point - 1;
  std::string text = digits.substr(0, 1);
  if (count > 1) text += "." + digits.substr(1);
  return text + (exponent < 0 ? "e-" : "e+") + std::to_string(std::abs(exponent));
}

/// What `from_chars` found out of range: too large, or too small?
double beyond_range(std::string_view whole, std::string_view fraction, std::string_view exponent) {
  if (!exponent.empty())
    return exponent.front() == '-' ? 0.0 : std::numeric_limits<double>::infinity();
  const bool small = std::all_of(whole.begin(), whole.end(), [](char c) { return c == '0'; });
  return small && !fraction.empty() ? 0.0 : std::numeric_limits<double>::infinity();
}

}  // namespace

std::string number_text(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number < 0 ? "-Infinity" : "Infinity";
  if (number == 0) return "0";
  if (is_exact_integer(number)) return std::to_string(static_cast<std::int64_t>(number));
  const std::string text = lay_out(shortest(std::fabs(number)));
  return number < 0 ? "-" + text : text;
}

std::optional<double> parse_decimal(std::string_view text) {
  std::string_view rest = text;
  const std::string_view whole = take_digits(rest);
  std::string_view fraction;
  if (rest.starts_with('.')) {
    rest.remove_prefix(1);
    fraction = take_digits(rest);
  }
  if (whole.empty() && fraction.empty()) return std::nullopt;
  std::string_view exponent;
  if (rest.starts_with('e') || rest.starts_with('E')) {
    exponent = rest.substr(1);
    const bool is_signed = exponent.starts_with('+') || exponent.starts_with('-');
    const std::string_view digits = exponent.substr(is_signed ? 1 : 0);
    if (digits.empty() || !all_digits(digits)) return std::nullopt;
  } else if (!rest.empty()) {
    return std::nullopt;
  }
  double number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec == std::errc::result_out_of_range) return beyond_range(whole, fraction, exponent);
  return number;
}

Json json_number(double number) {
  if (is_exact_integer(number)) return Json(static_cast<std::int64_t>(number));
  return Json(number);
}

}  // namespace gavel
