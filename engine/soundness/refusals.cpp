#include "engine/soundness/refusals.hpp"

#include <algorithm>

#include "engine/soundness/assumed.hpp"
#include "engine/soundness/say.hpp"
#include "engine/soundness/written.hpp"

namespace gavel::soundness {
namespace {

using chart::Transition;
using expression::Node;
using expression::Operator;
using procedure::EventType;
using procedure::Procedure;
using procedure::Rule;

/// `x == 'y'` with its two sides; null where it is something else, or `!=`.
const Node* equated(const Node& leaf) {
  const bool is = leaf.kind == Node::Kind::binary &&
                  (leaf.op == Operator::equal || leaf.op == Operator::same ||
                   leaf.op == Operator::not_equal || leaf.op == Operator::not_same) &&
                  leaf.children[1].kind == Node::Kind::literal;
  return is ? &leaf : nullptr;
}

/// Calls `visit` with each way the parts of `condition` may be true or false, and what that says of
/// the values in it; with nothing assumed where there is no condition.
template <class Visit>
void for_each_way(const Transition& transition, const Visit& visit) {
  if (!transition.cond) return visit(Assumed{});
  Questions questions;
  std::map<std::string, const Node*> leaves;
  for_each_leaf(transition.cond->root(), [&](const Node& leaf) {
    questions.emplace(question_of(leaf), std::vector<expression::Value>{Json(true), Json(false)});
    leaves.emplace(question_of(leaf), &leaf);
  });
  (void)for_each_combination(questions, [&](Assumed assumed) {
    for (const auto& [question, leaf] : leaves) {
      const Node* equation = equated(*leaf);
      if (equation == nullptr || !std::get<Json>(assumed.at(question)).get_bool()) continue;
      const std::string what = written(equation->children[0]);
      const expression::Value value = equation->children[1].literal;
      if (!assumed.emplace(what, value).second && assumed.at(what) != value) return true;
    }
    visit(assumed);
    return true;
  });
}

class Refusals {
 public:
  Refusals(const Procedure& procedure, const Takers& takers)
      : procedure_(procedure), takers_(takers) {}

  std::vector<Diagnostic> check() {
    for (const auto& [name, type] : procedure_.events) {
      bool is_done_somewhere = takers_.of(name).empty();  // that is told elsewhere
      for (const chart::TransitionIndex index : takers_.of(name)) {
        const Transition& transition = procedure_.chart->transitions[index];
        check_asked_twice(type, transition);
        if (acts(transition)) {
          is_done_somewhere = true;
        } else {
          check_refuses(type, transition);
        }
      }
      if (!is_done_somewhere) {
        say(found_, type.place, Sentence{"event-only-refused", {{"event", name}}});
      }
    }
    return std::move(found_);
  }

 private:
  [[nodiscard]] const std::vector<std::string>& rules_on(const Transition& transition) const {
    static const std::vector<std::string> none;
    const auto found = procedure_.transition_rules.find(transition.index);
    return found == procedure_.transition_rules.end() ? none : found->second;
  }

  void check_asked_twice(const EventType& type, const Transition& transition) {
    for (const std::string& rule : rules_on(transition)) {
      if (std::ranges::find(type.rules, rule) == type.rules.end()) continue;
      say(found_, transition.place,
          Sentence{"asked-twice", {{"rule", rule}, {"event", type.name}}});
    }
  }

  void check_refuses(const EventType& type, const Transition& transition) {
    std::vector<const Rule*> rules;
    for (const auto* ids : {&type.rules, &rules_on(transition)}) {
      for (const std::string& id : *ids) {
        if (const auto rule = procedure_.rules.find(id); rule != procedure_.rules.end())
          rules.push_back(&rule->second);
      }
    }
    if (rules.empty()) {
      say(found_, transition.place, Sentence{"refuses-nothing", {{"event", type.name}}});
      return;
    }
    bool is_told = false;
    for_each_way(transition, [&](const Assumed& assumed) {
      const bool may_hold =
          !transition.cond || truth_under(transition.cond->root(), assumed) == Truth::yes;
      const bool is_refused = std::ranges::any_of(rules, [&](const Rule* rule) {
        return truth_under(rule->test.root(), assumed) == Truth::no;
      });
      if (!may_hold || is_refused || is_told) return;
      is_told = true;
      if (assumed.empty()) {
        say(found_, transition.place, Sentence{"refusal-lets-through", {{"event", type.name}}});
      } else {
        say(found_, transition.place,
            Sentence{
                "refusal-lets-through", "where", {{"event", type.name}, {"where", told(assumed)}}});
      }
    });
  }

  const Procedure& procedure_;
  const Takers& takers_;
  std::vector<Diagnostic> found_;
};

}  // namespace

std::vector<Diagnostic> check_refusals(const Procedure& procedure, const Takers& takers) {
  return Refusals(procedure, takers).check();
}

}  // namespace gavel::soundness
