// What the built-in functions and methods do: ECMAScript 5, sections 15.1 to 15.12.
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "engine/base/ensure.hpp"
#include "engine/base/utf8.hpp"
#include "engine/expression/builtin_number.hpp"
#include "engine/expression/evaluate.hpp"
#include "engine/expression/utf16.hpp"

namespace gavel::expression {
namespace {

using Kind = Operand::Kind;

/// A call: its arguments, with undefined for those left out.
struct Call {
  const Node& node;
  std::span<Operand> given;
  Evaluation& in;

  [[nodiscard]] const Operand& operator[](std::size_t i) const {
    static const Operand undefined;
    return i < given.size() ? given[i] : undefined;
  }
  [[nodiscard]] Operand text(std::string_view made) const {
    return in.budget.text(made, node.offset);
  }
  [[noreturn]] void no_method() const {
    fail(Error::Kind::type,
         Sentence{"expression-no-method",
                  "of-value",
                  {{"type", type_of(given[0])}, {"method", node.name}}},
         node.offset);
  }
  /// The receiver of a method of strings.
  [[nodiscard]] std::string_view receiver() const {
    if (given[0].kind() != Kind::string) no_method();
    return given[0].string();
  }
};

Operand extreme(const Call& call, bool largest) {
  double found =
      largest ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
  for (const Operand& operand : call.given) {
    const double x = to_number(operand);
    if (std::isnan(x)) return Operand::of(x);
    if (largest ? x > found : x < found) found = x;
  }
  return Operand::of(found);
}

// ---- strings and arrays

/// A position as `slice` takes it: negative counts from the end.
std::size_t from_either_end(const Operand& position, std::size_t size, std::size_t fallback) {
  if (position.is_undefined()) return fallback;
  const double at = to_integer(position), length = static_cast<double>(size);
  return static_cast<std::size_t>(at < 0 ? std::max(at + length, 0.0) : std::min(at, length));
}

/// A position as `substring` takes it: what lies outside is moved to the nearest end.
std::size_t clamped(const Operand& position, std::size_t size, std::size_t fallback) {
  if (position.is_undefined()) return fallback;
  return static_cast<std::size_t>(std::clamp(to_integer(position), 0.0, static_cast<double>(size)));
}

std::string cut(std::string_view text, std::size_t begin, std::size_t end) {
  if (begin >= end) return {};
  const std::size_t from = byte_at(text, begin);
  return std::string(text.substr(from, byte_at(text, end) - from));
}

Operand slice(const Call& call) {
  if (call[0].kind() == Kind::array) {
    const JsonArray& all = call[0].array();
    const std::size_t begin = from_either_end(call[1], all.size(), 0);
    const std::size_t end = from_either_end(call[2], all.size(), all.size());
    JsonArray made;
    for (std::size_t i = begin; i < end; ++i) {
      made.push_back(call.in.budget.keep(Operand::refer(all[i]), call.node.offset));
    }
    return call.in.budget.array(std::move(made), call.node.offset);
  }
  const std::string_view text = call.receiver();
  const std::size_t length = utf16_length(text);
  return call.text(
      cut(text, from_either_end(call[1], length, 0), from_either_end(call[2], length, length)));
}

Operand substring(const Call& call) {
  const std::string_view text = call.receiver();
  const std::size_t length = utf16_length(text);
  const std::size_t a = clamped(call[1], length, 0), b = clamped(call[2], length, length);
  return call.text(cut(text, std::min(a, b), std::max(a, b)));
}

/// Where the first (or last) element equal to call[1] stands.
std::optional<std::size_t> find_element(const Call& call, bool last) {
  const JsonArray& all = call[0].array();
  for (std::size_t n = 0; n < all.size(); ++n) {
    const std::size_t i = last ? all.size() - 1 - n : n;
    if (strictly_equal(Operand::refer(all[i]), call[1])) return i;
  }
  return std::nullopt;
}

std::optional<std::size_t> find_text(const Call& call, bool last) {
  const std::string_view text = call.receiver();
  const std::string sought = to_string(call[1]);
  const std::size_t found = last ? text.rfind(sought) : text.find(sought);
  if (found == std::string_view::npos) return std::nullopt;
  return unit_at(text, found);
}

std::optional<std::size_t> find(const Call& call, bool last = false) {
  if (call.given.size() > 2) {
    fail(Error::Kind::type, Sentence{"expression-arguments", "one", {{"function", call.node.name}}},
         call.node.offset);
  }
  return call[0].kind() == Kind::array ? find_element(call, last) : find_text(call, last);
}

Operand position(std::optional<std::size_t> found) {
  return Operand::of(found ? static_cast<double>(*found) : -1.0);
}

Operand concat(const Call& call) {
  if (call[0].kind() != Kind::array) {
    std::string text(call.receiver());
    for (const Operand& operand : call.given.subspan(1)) {
      text += to_string(operand);
      if (text.size() > string_limit) break;  // `text` below refuses it
    }
    return call.text(std::move(text));
  }
  JsonArray made;
  for (Operand& operand : call.given) {
    if (operand.kind() != Kind::array) {
      made.push_back(call.in.budget.keep(std::move(operand), call.node.offset));
      continue;
    }
    for (const Json& element : operand.array()) {
      made.push_back(call.in.budget.keep(Operand::refer(element), call.node.offset));
    }
  }
  return call.in.budget.array(std::move(made), call.node.offset);
}

Operand join(const Call& call) {
  if (call[0].kind() != Kind::array) call.no_method();
  const std::string between = call[1].is_undefined() ? "," : to_string(call[1]);
  std::string text;
  bool first = true;
  for (const Json& element : call[0].array()) {
    if (!first) text += between;
    first = false;
    if (!element.is_null()) text += to_string(Operand::refer(element));
    if (text.size() > string_limit) break;  // `text` below refuses it
  }
  return call.text(std::move(text));
}

Operand char_at(const Call& call) {
  const std::string_view text = call.receiver();
  const double at = to_integer(call[1]);
  if (at < 0 || at >= static_cast<double>(text.size())) return call.text("");
  return call.text(std::string(character_at(text, static_cast<std::size_t>(at))));
}

Operand split(const Call& call) {
  const std::string_view text = call.receiver();
  JsonArray made;
  const auto add = [&](std::string_view part) {
    call.in.budget.spend(value_bytes + part.size(), call.node.offset);
    made.emplace_back(part);
  };
  if (call[1].is_undefined()) {
    add(text);
    return call.in.budget.array(std::move(made), call.node.offset);
  }
  const std::string between = to_string(call[1]);
  std::size_t at = 0;
  if (between.empty()) {
    while (at < text.size()) {
      const std::size_t here = at;
      (void)next_code_point(text, at);
      add(text.substr(here, at - here));
    }
    return call.in.budget.array(std::move(made), call.node.offset);
  }
  for (std::size_t end = text.find(between); end != std::string_view::npos;
       end = text.find(between, at)) {
    add(text.substr(at, end - at));
    at = end + between.size();
  }
  add(text.substr(at));
  return call.in.budget.array(std::move(made), call.node.offset);
}

Operand trim(const Call& call) {
  const std::string_view text = without_leading_blanks(call.receiver());
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_blank(next_code_point(text, at))) end = at;
  }
  return call.text(std::string(text.substr(0, end)));
}

/// Only the letters A to Z have case here: other alphabets' rules differ between systems.
Operand change_case(const Call& call, char first, char last) {
  std::string text(call.receiver());
  for (char& c : text) {
    if (c >= first && c <= last) c = static_cast<char>(c ^ 0x20);
  }
  return call.text(std::move(text));
}

// ---- objects

Operand object_keys(const Call& call) {
  if (!call[0].is_container()) {
    fail(Error::Kind::type, Sentence{"expression-arguments", "object", {}}, call.node.offset);
  }
  JsonArray made;
  const auto add = [&](std::string_view key) {
    call.in.budget.spend(value_bytes + key.size(), call.node.offset);
    made.emplace_back(key);
  };
  if (call[0].kind() == Kind::array) {
    for (std::size_t i = 0; i < call[0].array().size(); ++i) add(std::to_string(i));
  } else {
    for (const auto& member : call[0].object()) add(member.key());
  }
  return call.in.budget.array(std::move(made), call.node.offset);
}

Operand has_own_property(const Call& call) {
  std::string room;
  const Key key = key_of(call[1], room);
  switch (call[0].kind()) {
    case Kind::object:
      return Operand::of(call[0].object().contains(key.name));
    case Kind::array:
      return Operand::of(key.is_index ? key.index < call[0].array().size() : key.name == "length");
    default:
      call.no_method();
  }
}

Operand json_stringify(const Call& call) {
  Json room;
  const Json* value = call[0].json(room);
  if (value == nullptr) return {};
  if (weigh(*value).bytes > 4 * string_limit)
    call.in.budget.spend(copy_limit + 1, call.node.offset);
  return call.text(json_text(*value));
}

Operand to_text(const Call& call) {
  if (call[0].is_nothing()) call.no_method();
  if (call.given.size() > 1) {
    fail(Error::Kind::type, Sentence{"expression-arguments", "none", {}}, call.node.offset);
  }
  return call.text(to_string(call[0]));
}

}  // namespace

Operand call_builtin(const Node& node, std::span<Operand> arguments, Evaluation& in) {
  const Call call{node, arguments, in};
  const auto number = [&](std::size_t i = 0) { return to_number(call[i]); };
  switch (node.function) {
    case Builtin::to_string:
      return call.text(arguments.empty() ? "" : to_string(call[0]));
    case Builtin::to_number:
      return Operand::of(arguments.empty() ? 0.0 : number());
    case Builtin::to_boolean:
      return Operand::of(to_boolean(call[0]));
    case Builtin::parse_int:
      return Operand::of(parse_int(to_string(call[0]), number(1)));
    case Builtin::parse_float:
      return Operand::of(parse_float(to_string(call[0])));
    case Builtin::is_nan:
      return Operand::of(std::isnan(number()));
    case Builtin::is_finite:
      return Operand::of(std::isfinite(number()));
    case Builtin::math_abs:
      return Operand::of(std::fabs(number()));
    case Builtin::math_ceil:
      return Operand::of(std::ceil(number()));
    case Builtin::math_floor:
      return Operand::of(std::floor(number()));
    case Builtin::math_max:
      return extreme(call, true);
    case Builtin::math_min:
      return extreme(call, false);
    case Builtin::math_pow:
      return Operand::of(math_pow(number(), number(1)));
    case Builtin::math_round:
      return Operand::of(math_round(number()));
    case Builtin::math_sqrt:
      return Operand::of(std::sqrt(number()));
    case Builtin::array_is_array:
      return Operand::of(call[0].kind() == Kind::array);
    case Builtin::object_keys:
      return object_keys(call);
    case Builtin::json_stringify:
      return json_stringify(call);
    case Builtin::char_at:
      return char_at(call);
    case Builtin::concat:
      return concat(call);
    case Builtin::ends_with:
      return Operand::of(call.receiver().ends_with(to_string(call[1])));
    case Builtin::has_own_property:
      return has_own_property(call);
    case Builtin::includes:
      return Operand::of(find(call).has_value());
    case Builtin::index_of:
      return position(find(call));
    case Builtin::join:
      return join(call);
    case Builtin::last_index_of:
      return position(find(call, true));
    case Builtin::slice:
      return slice(call);
    case Builtin::split:
      return split(call);
    case Builtin::starts_with:
      return Operand::of(call.receiver().starts_with(to_string(call[1])));
    case Builtin::substring:
      return substring(call);
    case Builtin::to_lower_case:
      return change_case(call, 'A', 'Z');
    case Builtin::to_text:
      return to_text(call);
    case Builtin::to_upper_case:
      return change_case(call, 'a', 'z');
    case Builtin::trim:
      return trim(call);
    case Builtin::none:
      break;
  }
  ensure(false, "a node of kind builtin names its function");
  return {};
}

}  // namespace gavel::expression
