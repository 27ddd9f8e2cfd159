// ECMAScript 5, 11.8 and 11.9: order and equality. Arrays and objects are values here, so they are
// equal when their content is.
#include <algorithm>

#include "engine/expression/operand.hpp"

namespace gavel::expression {
namespace {

using Kind = Operand::Kind;

bool same_content(const Json& left, const Json& right);

bool same_content(const JsonArray& left, const JsonArray& right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](const Json& a, const Json& b) { return same_content(a, b); });
}

bool same_content(const JsonObject& left, const JsonObject& right) {
  return left.size() == right.size() &&
         std::all_of(left.begin(), left.end(), [&](const auto& member) {
           const Json* other = right.if_contains(member.key());
           return other != nullptr && same_content(member.value(), *other);
         });
}

bool same_content(const Json& left, const Json& right) {
  return strictly_equal(Operand::refer(left), Operand::refer(right));
}

/// undefined and null; boolean; number; string; container: what `==` first looks at.
bool is_numeric(Kind kind) { return kind == Kind::boolean || kind == Kind::number; }

/// The first byte of a character past U+FFFF: in UTF-16 a surrogate, which sorts before U+E000.
bool leads_surrogates(unsigned char byte) { return byte >= 0xF0; }
bool leads_high_plane(unsigned char byte) { return byte >= 0xEE && byte < 0xF0; }

}  // namespace

bool strictly_equal(const Operand& left, const Operand& right) {
  if (left.kind() != right.kind()) return false;
  switch (left.kind()) {
    case Kind::undefined:
    case Kind::null:
      return true;
    case Kind::boolean:
    case Kind::number:
      return left.number() == right.number();
    case Kind::string:
      return left.string() == right.string();
    case Kind::array:
      return &left.array() == &right.array() || same_content(left.array(), right.array());
    case Kind::object:
      return &left.object() == &right.object() || same_content(left.object(), right.object());
  }
  return false;
}

bool loosely_equal(const Operand& left, const Operand& right) {
  if (left.kind() == right.kind()) return strictly_equal(left, right);
  if (left.is_nothing() || right.is_nothing()) return left.is_nothing() && right.is_nothing();
  if (left.is_container() && right.is_container()) return false;  // an array and an object
  // A container meets a string as text; everything else meets as numbers (ES5 11.9.3).
  if (!is_numeric(left.kind()) && !is_numeric(right.kind())) {
    return to_string(left) == to_string(right);
  }
  return to_number(left) == to_number(right);
}

bool is_before(std::string_view left, std::string_view right) {
  const auto [a, b] = std::mismatch(left.begin(), left.end(), right.begin(), right.end());
  if (a == left.end() || b == right.end()) return a == left.end() && b != right.end();
  const auto x = static_cast<unsigned char>(*a), y = static_cast<unsigned char>(*b);
  if (leads_surrogates(x) && leads_high_plane(y)) return true;
  if (leads_surrogates(y) && leads_high_plane(x)) return false;
  return x < y;
}

}  // namespace gavel::expression
