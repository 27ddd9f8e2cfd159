#include "engine/soundness/types.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "engine/expression/node.hpp"
#include "engine/soundness/asked.hpp"
#include "engine/soundness/say.hpp"
#include "engine/soundness/written.hpp"

namespace gavel::soundness {
namespace {

using expression::Node;
using expression::Operator;
using procedure::EventType;
using procedure::Field;
using procedure::Procedure;
using Kind = Node::Kind;

/// What a part of an expression gives, as far as the file says so.
struct Type {
  enum class Of { unknown, text, number, boolean, list, object } of = Of::unknown;
  const std::vector<std::string>* values = nullptr;  ///< Of a choice.
};

/// For sentences.
Json name(Type::Of of) {
  switch (of) {
    case Type::Of::text:
      return as_value(Sentence{"type", "text", {}});
    case Type::Of::number:
      return as_value(Sentence{"type", "number", {}});
    case Type::Of::boolean:
      return as_value(Sentence{"type", "boolean", {}});
    case Type::Of::list:
      return as_value(Sentence{"type", "list", {}});
    case Type::Of::object:
      return as_value(Sentence{"type", "object", {}});
    case Type::Of::unknown:
      break;
  }
  return as_value(Sentence{"type", "unknown", {}});
}

Type type_of(Field::Type type, const std::vector<std::string>& values) {
  switch (type) {
    case Field::Type::number:
    case Field::Type::integer:
      return {Type::Of::number};
    case Field::Type::boolean:
      return {Type::Of::boolean};
    case Field::Type::list:
      return {Type::Of::list};
    case Field::Type::object:
      return {Type::Of::object};
    case Field::Type::choice:
      return {Type::Of::text, &values};
    default:
      return {Type::Of::text};  // days and the like are texts in an expression
  }
}

struct Function {
  std::string_view name;
  Type::Of gives;
};
constexpr std::array<Function, 24> functions{{
    {"filed", Type::Of::number},
    {"revised", Type::Of::list},
    {"standing", Type::Of::list},
    {"count", Type::Of::number},
    {"distinct", Type::Of::number},
    {"workdays_between", Type::Of::number},
    {"today", Type::Of::text},
    {"now", Type::Of::text},
    {"day", Type::Of::text},
    {"days", Type::Of::text},
    {"plain_days", Type::Of::text},
    {"unspaced", Type::Of::text},
    {"joined", Type::Of::list},
    {"without", Type::Of::list},
    {"workdays", Type::Of::text},
    {"due", Type::Of::text},
    {"names_law", Type::Of::boolean},
    {"has", Type::Of::boolean},
    {"contains", Type::Of::boolean},
    {"reached", Type::Of::boolean},
    {"provisional", Type::Of::boolean},
    {"In", Type::Of::boolean},
    {"total", Type::Of::number},
    {"numbered", Type::Of::text},
}};

class Types {
 public:
  explicit Types(const Procedure& procedure) : procedure_(procedure) {}

  std::vector<Diagnostic> check() {
    for (const chart::Transition& transition : procedure_.chart->transitions) {
      if (!transition.cond) continue;
      if (transition.events.empty()) check(transition.cond->root(), nullptr, transition.place);
      for (const std::string& event : transition.events)
        check(transition.cond->root(), form_of(procedure_, event), transition.place);
    }
    for (const auto& [id, rule] : procedure_.rules) {
      const std::vector<const EventType*> askers = askers_of(id);
      if (askers.empty()) check(rule.test.root(), nullptr, rule.place);
      for (const EventType* asker : askers) check(rule.test.root(), asker, rule.place);
      check_fields(rule, askers);
    }
    return std::move(found_);
  }

 private:
  /// The events whose senders the rule is asked of.
  [[nodiscard]] std::vector<const EventType*> askers_of(const std::string& rule) const {
    std::set<const EventType*> askers;
    for (const auto& [name, type] : procedure_.events) {
      if (std::ranges::find(type.rules, rule) != type.rules.end()) askers.insert(&type);
    }
    for (const auto& [index, rules] : procedure_.transition_rules) {
      if (std::ranges::find(rules, rule) == rules.end()) continue;
      for (const std::string& event : procedure_.chart->transitions[index].events) {
        if (const EventType* type = form_of(procedure_, event)) askers.insert(type);
      }
    }
    return {askers.begin(), askers.end()};
  }

  void check_fields(const procedure::Rule& rule, const std::vector<const EventType*>& askers) {
    expression::walk(rule.test.root(), [&](const Node& node) {
      const bool is_field = node.kind == Kind::member && written(node.children[0]) == "_event.data";
      if (!is_field || askers.empty()) return;
      const bool is_known = std::ranges::any_of(askers, [&](const EventType* type) {
        return type->name == "gavel.migrate" || field_of(node, type) != nullptr;
      });
      if (is_known) return;
      say(found_, rule.place,
          Sentence{"unknown-name", "field-of-rule", {{"rule", rule.id}, {"name", node.name}}});
    });
  }

  void check(const Node& whole, const EventType* form, const Place& place) {
    expression::walk(whole, [&](const Node& node) {
      if (node.kind != Kind::binary || node.children.size() != 2) return;
      const bool is_order = node.op == Operator::less || node.op == Operator::greater ||
                            node.op == Operator::less_equal || node.op == Operator::greater_equal;
      const bool is_equality = node.op == Operator::equal || node.op == Operator::not_equal ||
                               node.op == Operator::same || node.op == Operator::not_same;
      if (!is_order && !is_equality) return;
      const Type left = type_of(node.children[0], form), right = type_of(node.children[1], form);
      check_pair(node, left, right, place);
      check_value(node.children[0], left, node.children[1], place);
      check_value(node.children[1], right, node.children[0], place);
      if (is_order) check_order(node, left, place);
    });
  }

  void check_pair(const Node& node, const Type& left, const Type& right, const Place& place) {
    const bool is_known = left.of != Type::Of::unknown && right.of != Type::Of::unknown;
    if (!is_known || left.of == right.of) return;
    tell(place,
         Sentence{"types-differ",
                  {{"text", written(node)}, {"left", name(left.of)}, {"right", name(right.of)}}});
  }

  void check_order(const Node& node, const Type& left, const Place& place) {
    if (left.of != Type::Of::boolean && left.of != Type::Of::list && left.of != Type::Of::object)
      return;
    tell(place,
         Sentence{"types-differ", "order", {{"text", written(node)}, {"type", name(left.of)}}});
  }

  void check_value(const Node& choice, const Type& type, const Node& value, const Place& place) {
    const bool is_text = value.kind == Kind::literal && value.literal.is_string();
    if (type.values == nullptr || !is_text) return;
    const std::string text(value.literal.get_string());
    if (std::ranges::find(*type.values, text) != type.values->end()) return;
    tell(place, Sentence{"value-not-possible",
                         {{"text", written(choice)},
                          {"value", text},
                          {"values", JsonArray(type.values->begin(), type.values->end())}}});
  }

  [[nodiscard]] Type type_of(const Node& node, const EventType* form) const {
    if (node.kind == Kind::literal) {
      if (node.literal.is_string()) return {Type::Of::text};
      if (node.literal.is_number()) return {Type::Of::number};
      if (node.literal.is_bool()) return {Type::Of::boolean};
    }
    if (node.kind == Kind::call) {
      const auto known = std::ranges::find(functions, node.name, &Function::name);
      if (known != functions.end()) return {known->gives};
    }
    if (node.kind == Kind::unary && node.op == Operator::invert) return {Type::Of::boolean};
    if (const Field* field = field_of(node, form))
      return soundness::type_of(field->type, field->values);
    if (node.kind == Kind::member && written(node.children[0]) == "_x.policy") {
      const auto found =
          std::ranges::find(procedure_.parameters, node.name, &procedure::Parameter::name);
      if (found != procedure_.parameters.end())
        return soundness::type_of(found->type, found->values);
    }
    return {};
  }

  /// Once, where several events ask the same.
  void tell(const Place& place, Sentence says) {
    const std::string what = says.key() + json_text(says.values);
    if (told_.emplace(place.line, place.column, what).second) say(found_, place, std::move(says));
  }

  const Procedure& procedure_;
  std::vector<Diagnostic> found_;
  std::set<std::tuple<int, int, std::string>> told_;
};

}  // namespace

std::vector<Diagnostic> check_types(const Procedure& procedure) { return Types(procedure).check(); }

}  // namespace gavel::soundness
