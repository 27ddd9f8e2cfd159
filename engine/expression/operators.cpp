// The binary operators of ECMAScript 5, sections 11.5 to 11.10.
#include <cmath>

#include "engine/base/ensure.hpp"
#include "engine/expression/evaluate.hpp"

namespace gavel::expression {
namespace {

using Kind = Operand::Kind;

bool is_text(const Operand& operand) {
  return operand.kind() == Kind::string || operand.is_container();
}

/// ES5 11.8.5: as text when both are text, else as numbers; never true with NaN.
bool ordered(Operator op, const Operand& left, const Operand& right) {
  if (left.kind() == Kind::string && right.kind() == Kind::string) {
    switch (op) {
      case Operator::less:
        return is_before(left.string(), right.string());
      case Operator::greater:
        return is_before(right.string(), left.string());
      case Operator::less_equal:
        return !is_before(right.string(), left.string());
      default:
        return !is_before(left.string(), right.string());
    }
  }
  if (is_text(left) && is_text(right)) {
    const Operand a = Operand::own(Json(to_string(left)));
    const Operand b = Operand::own(Json(to_string(right)));
    return ordered(op, a, b);
  }
  const double a = to_number(left), b = to_number(right);
  switch (op) {
    case Operator::less:
      return a < b;
    case Operator::greater:
      return a > b;
    case Operator::less_equal:
      return a <= b;
    default:
      return a >= b;
  }
}

double arithmetic(Operator op, double left, double right) {
  switch (op) {
    case Operator::add:
      return left + right;
    case Operator::subtract:
      return left - right;
    case Operator::multiply:
      return left * right;
    case Operator::divide:
      return left / right;
    default:
      return std::fmod(left, right);
  }
}

double bitwise(Operator op, double left, double right) {
  const std::uint32_t a = to_uint32(left), b = to_uint32(right);
  const std::uint32_t shift = b & 31u;
  switch (op) {
    case Operator::bit_and:
      return static_cast<std::int32_t>(a & b);
    case Operator::bit_or:
      return static_cast<std::int32_t>(a | b);
    case Operator::bit_xor:
      return static_cast<std::int32_t>(a ^ b);
    case Operator::shift_left:
      return static_cast<std::int32_t>(a << shift);
    case Operator::shift_right:
      return static_cast<std::int32_t>(a) >> shift;
    default:
      return a >> shift;
  }
}

}  // namespace

Operand apply(Operator op, const Operand& left, const Operand& right, std::size_t offset,
              Evaluation& in) {
  switch (op) {
    case Operator::add:
      if (is_text(left) || is_text(right)) {
        return in.budget.text(to_string(left) + to_string(right), offset);
      }
      return Operand::of(to_number(left) + to_number(right));
    case Operator::subtract:
    case Operator::multiply:
    case Operator::divide:
    case Operator::remainder:
      return Operand::of(arithmetic(op, to_number(left), to_number(right)));
    case Operator::shift_left:
    case Operator::shift_right:
    case Operator::shift_right_unsigned:
    case Operator::bit_and:
    case Operator::bit_or:
    case Operator::bit_xor:
      return Operand::of(bitwise(op, to_number(left), to_number(right)));
    case Operator::less:
    case Operator::greater:
    case Operator::less_equal:
    case Operator::greater_equal:
      return Operand::of(ordered(op, left, right));
    case Operator::equal:
      return Operand::of(loosely_equal(left, right));
    case Operator::not_equal:
      return Operand::of(!loosely_equal(left, right));
    case Operator::same:
      return Operand::of(strictly_equal(left, right));
    case Operator::not_same:
      return Operand::of(!strictly_equal(left, right));
    default:
      break;
  }
  ensure(false, "only binary operators are applied to two values");
  return {};
}

}  // namespace gavel::expression
