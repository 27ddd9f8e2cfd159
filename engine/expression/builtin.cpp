#include "engine/expression/builtin.hpp"

#include <algorithm>
#include <array>

namespace gavel::expression {
namespace {

struct Named {
  std::string_view name;
  Builtin function;
};

constexpr std::array functions{
    Named{"String", Builtin::to_string},       Named{"Number", Builtin::to_number},
    Named{"Boolean", Builtin::to_boolean},     Named{"parseInt", Builtin::parse_int},
    Named{"parseFloat", Builtin::parse_float}, Named{"isNaN", Builtin::is_nan},
    Named{"isFinite", Builtin::is_finite}};

constexpr std::array of_math{
    Named{"abs", Builtin::math_abs},     Named{"ceil", Builtin::math_ceil},
    Named{"floor", Builtin::math_floor}, Named{"max", Builtin::math_max},
    Named{"min", Builtin::math_min},     Named{"pow", Builtin::math_pow},
    Named{"round", Builtin::math_round}, Named{"sqrt", Builtin::math_sqrt}};

constexpr std::array methods{Named{"charAt", Builtin::char_at},
                             Named{"concat", Builtin::concat},
                             Named{"endsWith", Builtin::ends_with},
                             Named{"hasOwnProperty", Builtin::has_own_property},
                             Named{"includes", Builtin::includes},
                             Named{"indexOf", Builtin::index_of},
                             Named{"join", Builtin::join},
                             Named{"lastIndexOf", Builtin::last_index_of},
                             Named{"slice", Builtin::slice},
                             Named{"split", Builtin::split},
                             Named{"startsWith", Builtin::starts_with},
                             Named{"substring", Builtin::substring},
                             Named{"toLowerCase", Builtin::to_lower_case},
                             Named{"toString", Builtin::to_text},
                             Named{"toUpperCase", Builtin::to_upper_case},
                             Named{"trim", Builtin::trim}};

template <std::size_t size>
Builtin look_up(const std::array<Named, size>& table, std::string_view name) {
  const auto found = std::find_if(table.begin(), table.end(),
                                  [&](const Named& entry) { return entry.name == name; });
  return found == table.end() ? Builtin::none : found->function;
}

}  // namespace

Builtin function_named(std::string_view name) { return look_up(functions, name); }

Builtin function_of(std::string_view space, std::string_view name) {
  if (space == "Math") return look_up(of_math, name);
  if (space == "Array" && name == "isArray") return Builtin::array_is_array;
  if (space == "Object" && name == "keys") return Builtin::object_keys;
  if (space == "JSON" && name == "stringify") return Builtin::json_stringify;
  return Builtin::none;
}

Builtin method_named(std::string_view name) { return look_up(methods, name); }

bool is_namespace(std::string_view name) {
  return name == "Math" || name == "Array" || name == "Object" || name == "JSON";
}

bool is_number_constant(std::string_view name) { return name == "NaN" || name == "Infinity"; }

}  // namespace gavel::expression
