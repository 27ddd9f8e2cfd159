#include "engine/soundness/assumed.hpp"

#include "engine/soundness/written.hpp"

namespace gavel::soundness {
namespace {

using expression::Node;
using expression::Operator;
using expression::Undefined;
using expression::Value;

/// Twelve conditions that are independent of one another.
constexpr std::size_t combinations_limit = 4096;

std::optional<Value> known(const Node& node, const Assumed& assumed) {
  if (node.kind == Node::Kind::literal) return node.literal;
  if (node.kind == Node::Kind::undefined) return Undefined{};
  if (assumed.empty()) return std::nullopt;
  const auto found = assumed.find(written(node));
  return found == assumed.end() ? std::nullopt : std::optional(found->second);
}

bool is_nothing(const Value& value) {
  return std::holds_alternative<Undefined>(value) || std::get<Json>(value).is_null();
}

/// Equality as far as values of a form go: none of them converts into another.
Truth compared(const Node& node, const Assumed& assumed) {
  const auto left = known(node.children[0], assumed), right = known(node.children[1], assumed);
  if (!left || !right) return Truth::unknown;
  const bool is_equal = is_nothing(*left) || is_nothing(*right)
                            ? is_nothing(*left) == is_nothing(*right)
                            : *left == *right;
  return truth(is_equal);
}

/// `!=` as `==`, so that a condition and its opposite ask the same thing.
std::optional<Node> positive(const Node& leaf) {
  if (leaf.op != Operator::not_equal && leaf.op != Operator::not_same) return std::nullopt;
  Node out = leaf;
  out.op = leaf.op == Operator::not_equal ? Operator::equal : Operator::same;
  return out;
}

}  // namespace

Truth truth_under(const Node& condition, const Assumed& assumed) {
  return truth_of(condition, [&](const Node& leaf) {
    if (const auto opposed = positive(leaf)) return opposite(truth_under(*opposed, assumed));
    if (const auto value = known(leaf, assumed)) return truth(expression::to_boolean(*value));
    const bool is_equality = leaf.kind == Node::Kind::binary &&
                             (leaf.op == Operator::equal || leaf.op == Operator::same);
    return is_equality ? compared(leaf, assumed) : Truth::unknown;
  });
}

std::string question_of(const Node& leaf) {
  const auto opposed = positive(leaf);
  return written(opposed ? *opposed : leaf);
}

bool for_each_combination(const Questions& questions,
                          const std::function<bool(const Assumed&)>& visit) {
  std::size_t count = 1;
  for (const auto& [text, values] : questions) {
    count *= values.size();
    if (count > combinations_limit) return false;
  }
  for (std::size_t number = 0; number < count; ++number) {
    Assumed assumed;
    std::size_t rest = number;
    for (const auto& [text, values] : questions) {
      assumed.emplace(text, values[rest % values.size()]);
      rest /= values.size();
    }
    if (!visit(assumed)) break;
  }
  return true;
}

Json told(const Assumed& assumed) {
  JsonArray out;
  for (const auto& [text, value] : assumed) {
    const auto* json = std::get_if<Json>(&value);
    if (json == nullptr) {
      out.push_back(as_value(Sentence{"assumed", "absent", {{"what", text}}}));
    } else if (json->is_string()) {
      out.push_back(as_value(Sentence{"assumed", "text", {{"what", text}, {"value", *json}}}));
    } else {
      out.push_back(as_value(Sentence{"assumed", {{"what", text}, {"value", json_text(*json)}}}));
    }
  }
  return out;
}

}  // namespace gavel::soundness
