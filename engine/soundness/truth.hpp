#pragma once
// What can be said of a condition when only some of what it asks is known.
#include <cstdint>

#include "engine/expression/node.hpp"

namespace gavel::soundness {

enum class Truth : std::uint8_t { no, yes, unknown };

[[nodiscard]] constexpr Truth opposite(Truth t) {
  return t == Truth::yes ? Truth::no : t == Truth::no ? Truth::yes : Truth::unknown;
}
[[nodiscard]] constexpr Truth truth(bool is_true) { return is_true ? Truth::yes : Truth::no; }

/// `leaf` is asked about every part that is no combination of others by `!`, `&&`, `||`, `?:`.
template <class Leaf>
[[nodiscard]] Truth truth_of(const expression::Node& node, const Leaf& leaf) {
  using N = expression::Node::Kind;
  if (node.kind == N::literal && node.literal.is_bool()) return truth(node.literal.get_bool());
  if (node.kind == N::unary && node.op == expression::Operator::invert) {
    return opposite(truth_of(node.children[0], leaf));
  }
  if (node.kind == N::logical) {
    const Truth left = truth_of(node.children[0], leaf);
    const Truth right = truth_of(node.children[1], leaf);
    const Truth decides = node.op == expression::Operator::both ? Truth::no : Truth::yes;
    if (left == decides || right == decides) return decides;
    return left == right ? left : Truth::unknown;
  }
  if (node.kind == N::conditional) {
    const Truth which = truth_of(node.children[0], leaf);
    const Truth one = truth_of(node.children[1], leaf), other = truth_of(node.children[2], leaf);
    if (which == Truth::unknown) return one == other ? one : Truth::unknown;
    return which == Truth::yes ? one : other;
  }
  return leaf(node);
}

/// Calls `visit` for every such part.
template <class Visit>
void for_each_leaf(const expression::Node& node, const Visit& visit) {
  using N = expression::Node::Kind;
  const bool is_combined = node.kind == N::logical || node.kind == N::conditional ||
                           (node.kind == N::unary && node.op == expression::Operator::invert);
  if (!is_combined) return visit(node);
  for (const expression::Node& child : node.children) for_each_leaf(child, visit);
}

}  // namespace gavel::soundness
