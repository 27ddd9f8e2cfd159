// ECMAScript 5, section 9: type conversions, over documents.
#include <cmath>
#include <limits>

#include "engine/base/number.hpp"
#include "engine/base/utf8.hpp"
#include "engine/expression/operand.hpp"
#include "engine/expression/token.hpp"

namespace gavel::expression {
namespace {

using Kind = Operand::Kind;

std::string_view trimmed(std::string_view text) {
  std::size_t begin = text.size(), end = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    if (is_blank(next_code_point(text, at))) continue;
    begin = std::min(begin, here);
    end = at;
  }
  return begin >= end ? std::string_view{} : text.substr(begin, end - begin);
}

double hex_to_number(std::string_view digits) {
  if (digits.empty()) return std::numeric_limits<double>::quiet_NaN();
  double number = 0;
  for (const char c : digits) {
    const bool decimal = c >= '0' && c <= '9';
    const bool letter = (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    if (!decimal && !letter) return std::numeric_limits<double>::quiet_NaN();
    number = number * 16 + (decimal ? c - '0' : (c | 0x20) - 'a' + 10);
  }
  return number;
}

/// Array.prototype.toString: elements joined by commas, nothing for null.
void append_elements(std::string& out, const JsonArray& array) {
  bool first = true;
  for (const Json& element : array) {
    if (!first) out += ',';
    first = false;
    if (element.is_array()) {
      append_elements(out, element.get_array());
    } else if (!element.is_null()) {
      out += to_string(Operand::refer(element));
    }
  }
}

/// Modulo 2^32, as ES5 9.5 has it.
std::uint32_t wrap(double number) {
  if (!std::isfinite(number)) return 0;
  constexpr double size = 4294967296.0;
  const double rest = std::fmod(std::trunc(number), size);
  return static_cast<std::uint32_t>(rest < 0 ? rest + size : rest);
}

}  // namespace

bool to_boolean(const Operand& operand) {
  switch (operand.kind()) {
    case Kind::undefined:
    case Kind::null:
      return false;
    case Kind::boolean:
      return operand.boolean();
    case Kind::number:
      return operand.number() != 0 && !std::isnan(operand.number());
    case Kind::string:
      return !operand.string().empty();
    case Kind::array:
    case Kind::object:
      return true;
  }
  return false;
}

double string_to_number(std::string_view text) {
  std::string_view rest = trimmed(text);
  if (rest.empty()) return 0;
  if (rest.starts_with("0x") || rest.starts_with("0X")) return hex_to_number(rest.substr(2));
  const bool negative = rest.front() == '-';
  if (negative || rest.front() == '+') rest.remove_prefix(1);
  const auto number = rest == "Infinity"
                          ? std::numeric_limits<double>::infinity()
                          : parse_decimal(rest).value_or(std::numeric_limits<double>::quiet_NaN());
  return negative ? -number : number;
}

double to_number(const Operand& operand) {
  switch (operand.kind()) {
    case Kind::undefined:
      return std::numeric_limits<double>::quiet_NaN();
    case Kind::null:
      return 0;
    case Kind::boolean:
    case Kind::number:
      return operand.number();
    case Kind::string:
      return string_to_number(operand.string());
    case Kind::array:
    case Kind::object:
      return string_to_number(to_string(operand));
  }
  return 0;
}

std::int32_t to_int32(double number) { return static_cast<std::int32_t>(wrap(number)); }

std::uint32_t to_uint32(double number) { return wrap(number); }

double to_integer(const Operand& operand) {
  const double number = to_number(operand);
  return std::isnan(number) ? 0 : std::trunc(number);
}

std::string to_string(const Operand& operand) {
  switch (operand.kind()) {
    case Kind::undefined:
      return "undefined";
    case Kind::null:
      return "null";
    case Kind::boolean:
      return operand.boolean() ? "true" : "false";
    case Kind::number:
      return number_text(operand.number());
    case Kind::string:
      return std::string(operand.string());
    case Kind::array: {
      std::string out;
      append_elements(out, operand.array());
      return out;
    }
    case Kind::object:
      return "[object Object]";
  }
  return "";
}

std::string_view type_of(const Operand& operand) {
  switch (operand.kind()) {
    case Kind::undefined:
      return "undefined";
    case Kind::boolean:
      return "boolean";
    case Kind::number:
      return "number";
    case Kind::string:
      return "string";
    case Kind::null:
    case Kind::array:
    case Kind::object:
      return "object";
  }
  return "";
}

std::string to_string(const Value& value) {
  const auto* json = std::get_if<Json>(&value);
  return to_string(json == nullptr ? Operand{} : Operand::refer(*json));
}

bool to_boolean(const Value& value) {
  const auto* json = std::get_if<Json>(&value);
  return to_boolean(json == nullptr ? Operand{} : Operand::refer(*json));
}

}  // namespace gavel::expression
