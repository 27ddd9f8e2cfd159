#include "engine/soundness/cases.hpp"

#include <algorithm>
#include <array>

#include "engine/soundness/assumed.hpp"
#include "engine/soundness/say.hpp"
#include "engine/soundness/written.hpp"

namespace gavel::soundness {
namespace {

using chart::StateIndex;
using chart::Transition;
using expression::Node;
using expression::Undefined;
using expression::Value;
using procedure::EventType;
using procedure::Field;
using procedure::Procedure;

/// Functions whose answer depends on their arguments alone.
constexpr std::array<std::string_view, 7> pure{"count",  "find",    "contains", "distinct",
                                               "append", "replace", "lacking"};

/// True where the expression asks for nothing but what was sent.
bool is_of_the_event(const Node& node) {
  bool is = true;
  expression::walk(node, [&](const Node& part) {
    if (part.kind == Node::Kind::name) is = is && part.name == "_event";
    if (part.kind == Node::Kind::call) is = is && std::ranges::find(pure, part.name) != pure.end();
  });
  return is;
}

/// Every value a field of the form may have; empty where there are too many to name.
std::vector<Value> values_of(const Field& field) {
  std::vector<Value> out;
  if (field.type == Field::Type::boolean) out = {Json(true), Json(false)};
  if (field.type == Field::Type::choice) {
    for (const std::string& value : field.values) out.emplace_back(Json(value));
  }
  if (!out.empty() && !field.required) out.emplace_back(Undefined{});
  return out;
}

class Cases {
 public:
  Cases(const Procedure& procedure, const Takers& takers)
      : procedure_(procedure), chart_(*procedure.chart), takers_(takers) {}

  std::vector<Diagnostic> check(const std::string& event) {
    std::map<StateIndex, std::vector<const Transition*>> by_source;
    for (const chart::TransitionIndex index : takers_.of(event)) {
      const Transition& transition = chart_.transitions[index];
      by_source[transition.source].push_back(&transition);
    }
    std::vector<Diagnostic> found;
    for (const auto& [source, group] : by_source) {
      if (std::ranges::all_of(group, [](const Transition* t) { return t->cond.has_value(); }) &&
          !others_may_take_it(source, by_source)) {
        check(event, source, by_source, found);
      }
    }
    return found;
  }

 private:
  using BySource = std::map<StateIndex, std::vector<const Transition*>>;

  /// States within, which come first, or beside, in another region.
  [[nodiscard]] bool others_may_take_it(StateIndex source, const BySource& by_source) const {
    return std::ranges::any_of(by_source, [&](const auto& entry) {
      const StateIndex other = entry.first;
      if (other == source || chart_.is_descendant(source, other)) return false;
      if (chart_.is_descendant(other, source)) return true;
      StateIndex common = source;
      while (!chart_.is_descendant(other, common)) common = chart_.states[common].parent;
      return chart_.states[common].kind == chart::State::Kind::parallel;
    });
  }

  void check(const std::string& event, StateIndex source, const BySource& by_source,
             std::vector<Diagnostic>& found) {
    std::vector<const Transition*> inner_to_outer;
    for (StateIndex up = source;; up = chart_.states[up].parent) {
      if (const auto own = by_source.find(up); own != by_source.end()) {
        inner_to_outer.insert(inner_to_outer.end(), own->second.begin(), own->second.end());
      }
      if (up == 0) break;
    }
    const auto type = procedure_.events.find(event);
    const EventType* form = type == procedure_.events.end() ? nullptr : &type->second;
    Questions questions;
    for (const Transition* transition : by_source.at(source)) {
      for_each_leaf(transition->cond->root(),
                    [&](const Node& leaf) { ask(leaf, form, questions); });
    }
    if (questions.empty()) return;
    const bool looked = for_each_combination(questions, [&](const Assumed& assumed) {
      const bool is_taken = std::ranges::any_of(inner_to_outer, [&](const Transition* t) {
        return !t->cond || truth_under(t->cond->root(), assumed) != Truth::no;
      });
      if (is_taken || is_refused(form, assumed)) return true;
      say(found, by_source.at(source)[0]->place, "case-not-taken",
          "in '" + chart_.states[source].id + "' nothing takes '" + event + "' where " +
              told(assumed));
      return false;
    });
    static_cast<void>(looked);  // too many combinations: nothing is claimed
  }

  /// Adds what the leaf asks of the event: a field with all its values, or itself, true or false.
  static void ask(const Node& leaf, const EventType* type, Questions& into) {
    bool is_of_fields = false;
    expression::walk(leaf, [&](const Node& part) {
      const auto* field = field_of(part, type);
      if (field == nullptr) return;
      if (auto values = values_of(*field); !values.empty()) {
        is_of_fields = true;
        into.emplace(written(part), std::move(values));
      }
    });
    const bool is_comparison = leaf.kind == Node::Kind::binary || leaf.kind == Node::Kind::member;
    if (is_of_fields && is_comparison) return;
    if (is_of_the_event(leaf))
      into.emplace(question_of(leaf), std::vector<Value>{Json(true), Json(false)});
  }

  static const Field* field_of(const Node& node, const EventType* type) {
    const bool is_field = type != nullptr && node.kind == Node::Kind::member &&
                          written(node.children[0]) == "_event.data";
    if (!is_field) return nullptr;
    const auto found = std::ranges::find(type->form, node.name, &Field::name);
    return found == type->form.end() ? nullptr : &*found;
  }

  /// A rule of the event turns these values down anyway, and says why.
  [[nodiscard]] bool is_refused(const EventType* type, const Assumed& assumed) const {
    return type != nullptr && std::ranges::any_of(type->rules, [&](const std::string& id) {
             const auto rule = procedure_.rules.find(id);
             return rule != procedure_.rules.end() &&
                    truth_under(rule->second.test.root(), assumed) == Truth::no;
           });
  }

  const Procedure& procedure_;
  const chart::Chart& chart_;
  const Takers& takers_;
};

}  // namespace

std::vector<Diagnostic> check_cases(const Procedure& procedure, const Takers& takers) {
  std::vector<Diagnostic> out;
  Cases cases(procedure, takers);
  std::ranges::for_each(takers.events(), [&](const std::string& event) {
    if (event.starts_with("clock.")) return;  // see clocks.hpp
    std::ranges::move(cases.check(event), std::back_inserter(out));
  });
  return out;
}

}  // namespace gavel::soundness
