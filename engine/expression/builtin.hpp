#pragma once
// The functions and methods of ECMAScript that are part of the subset: pure, bounded, and the same
// on every machine. Arguments that are left out are undefined; more than a function uses are
// ignored, as ECMAScript has it.
#include <cstdint>
#include <string_view>

namespace gavel::expression {

enum class Builtin : std::uint8_t {
  none,
  // functions by name
  to_string,
  to_number,
  to_boolean,
  parse_int,
  parse_float,
  is_nan,
  is_finite,
  // functions of a namespace object: Math.floor, Array.isArray, Object.keys, JSON.stringify
  math_abs,
  math_ceil,
  math_floor,
  math_max,
  math_min,
  math_pow,
  math_round,
  math_sqrt,
  array_is_array,
  object_keys,
  json_stringify,
  // methods, the receiver first
  char_at,
  concat,
  ends_with,
  has_own_property,
  includes,
  index_of,
  join,
  last_index_of,
  slice,
  split,
  starts_with,
  substring,
  to_lower_case,
  to_text,
  to_upper_case,
  trim,
};

/// `String`, `isNaN`...; none where there is no such function (then it is the host's).
[[nodiscard]] Builtin function_named(std::string_view name);
/// `Math`.`floor`; none where `space` has no such function.
[[nodiscard]] Builtin function_of(std::string_view space, std::string_view name);
/// `x.indexOf`; none where no value of the subset has such a method.
[[nodiscard]] Builtin method_named(std::string_view name);
/// Math, Array, Object, JSON: names that stand for no value of their own.
[[nodiscard]] bool is_namespace(std::string_view name);
/// The number constants: Math.PI, and so on, are not in the subset; NaN and Infinity are.
[[nodiscard]] bool is_number_constant(std::string_view name);

}  // namespace gavel::expression
