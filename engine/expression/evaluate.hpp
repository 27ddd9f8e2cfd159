#pragma once
// The walk of a tree in a scope. Left to right, as ECMAScript has it; no document is copied unless
// it becomes part of a value made.
#include <string>

#include "engine/expression/budget.hpp"
#include "engine/expression/node.hpp"
#include "engine/expression/operand.hpp"

namespace gavel::expression {

/// One evaluation. Operands may refer into the tree and into what the scope shows; they end before
/// either changes.
struct Evaluation {
  explicit Evaluation(const Scope& in) : scope(in), budget(in.allowance()) {}
  const Scope& scope;
  Budget budget;
};

// Throw Fault.
[[nodiscard]] Operand evaluate(const Node& node, Evaluation& in);
[[nodiscard]] Operand apply(Operator op, const Operand& left, const Operand& right,
                            std::size_t offset, Evaluation& in);
[[nodiscard]] Operand call_builtin(const Node& node, std::span<Operand> arguments, Evaluation& in);

/// What `base[key]` names: an element of an array, a member of an object.
struct Key {
  std::string_view name;  ///< Valid as long as what it was made from.
  std::size_t index = 0;
  bool is_index = false;  ///< `index` holds: the key is the text of an integer.
};
/// `room` keeps the text where the key is no string yet.
[[nodiscard]] Key key_of(const Operand& key, std::string& room);
[[nodiscard]] Key key_of(std::string_view name);

}  // namespace gavel::expression
