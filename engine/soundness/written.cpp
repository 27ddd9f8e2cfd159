#include "engine/soundness/written.hpp"

#include "engine/base/json.hpp"

namespace gavel::soundness {
namespace {

using expression::Node;
using expression::Operator;
using Kind = Node::Kind;

const char* sign_of(Operator op) {
  switch (op) {
    case Operator::none:
      return "";
    case Operator::negate:
    case Operator::subtract:
      return "-";
    case Operator::plus:
    case Operator::add:
      return "+";
    case Operator::invert:
      return "!";
    case Operator::complement:
      return "~";
    case Operator::type_of:
      return "typeof ";
    case Operator::void_of:
      return "void ";
    case Operator::multiply:
      return "*";
    case Operator::divide:
      return "/";
    case Operator::remainder:
      return "%";
    case Operator::shift_left:
      return "<<";
    case Operator::shift_right:
      return ">>";
    case Operator::shift_right_unsigned:
      return ">>>";
    case Operator::bit_and:
      return "&";
    case Operator::bit_or:
      return "|";
    case Operator::bit_xor:
      return "^";
    case Operator::less:
      return "<";
    case Operator::greater:
      return ">";
    case Operator::less_equal:
      return "<=";
    case Operator::greater_equal:
      return ">=";
    case Operator::equal:
      return "==";
    case Operator::not_equal:
      return "!=";
    case Operator::same:
      return "===";
    case Operator::not_same:
      return "!==";
    case Operator::in:
      return "in";
    case Operator::instance_of_array:
      return "instanceof Array";
    case Operator::instance_of_object:
      return "instanceof Object";
    case Operator::both:
      return "&&";
    case Operator::either:
      return "||";
  }
  return "";
}

std::string list_of(const Node& node) {
  std::string out;
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    out += i == 0 ? "" : ", ";
    if (i < node.keys.size()) out += node.keys[i] + ": ";
    out += written(node.children[i]);
  }
  return out;
}

/// In brackets where it is itself made of parts.
std::string part(const Node& node) {
  const bool is_compound = node.kind == Kind::binary || node.kind == Kind::logical ||
                           node.kind == Kind::conditional || node.kind == Kind::sequence;
  return is_compound ? "(" + written(node) + ")" : written(node);
}

std::string literal(const Json& value) {
  if (value.is_string()) return "'" + std::string(value.get_string()) + "'";
  return boost::json::serialize(value);
}

}  // namespace

std::string written(const Node& node) {
  switch (node.kind) {
    case Kind::literal:
      return literal(node.literal);
    case Kind::undefined:
      return "undefined";
    case Kind::name:
      return node.name;
    case Kind::member:
      return part(node.children[0]) + "." + node.name;
    case Kind::index:
      return part(node.children[0]) + "[" + written(node.children[1]) + "]";
    case Kind::call:
      return node.name + "(" + list_of(node) + ")";
    case Kind::builtin:
      return "#" + std::to_string(static_cast<int>(node.function)) + "(" + list_of(node) + ")";
    case Kind::array:
      return "[" + list_of(node) + "]";
    case Kind::object:
      return "{" + list_of(node) + "}";
    case Kind::spread:
      return "..." + part(node.children[0]);
    case Kind::unary:
      return sign_of(node.op) + part(node.children[0]);
    case Kind::binary:
    case Kind::logical:
      return part(node.children[0]) + " " + sign_of(node.op) +
             (node.children.size() > 1 ? " " + part(node.children[1]) : "");
    case Kind::conditional:
      return part(node.children[0]) + " ? " + part(node.children[1]) + " : " +
             part(node.children[2]);
    case Kind::sequence:
    case Kind::block:
      return list_of(node);
    case Kind::assign:
      return part(node.children[0]) + " = " + part(node.children[1]);
    case Kind::declare:
      return "var " + node.name;
  }
  return "";
}

}  // namespace gavel::soundness
