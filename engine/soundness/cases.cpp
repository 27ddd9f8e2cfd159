#include "engine/soundness/cases.hpp"

#include <algorithm>

#include "engine/soundness/asked.hpp"
#include "engine/soundness/say.hpp"

namespace gavel::soundness {
namespace {

using chart::StateIndex;
using chart::Transition;
using expression::Node;
using procedure::EventType;
using procedure::Procedure;

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
      check_overlap(event, source, group, found);
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
    const EventType* form = form_of(procedure_, event);
    Questions questions;
    for (const Transition* transition : by_source.at(source)) {
      for_each_leaf(transition->cond->root(),
                    [&](const Node& leaf) { ask_of_event(leaf, form, questions); });
    }
    if (questions.empty()) return;
    const bool looked = for_each_combination(questions, [&](const Assumed& assumed) {
      const bool is_taken = std::ranges::any_of(inner_to_outer, [&](const Transition* t) {
        return !t->cond || truth_under(t->cond->root(), assumed) != Truth::no;
      });
      if (is_taken || is_refused(form, assumed)) return true;
      say(found, by_source.at(source)[0]->place,
          Sentence{
              "case-not-taken",
              {{"state", chart_.states[source].id}, {"event", event}, {"where", told(assumed)}}});
      return false;
    });
    static_cast<void>(looked);  // too many combinations: nothing is claimed
  }

  /// Two transitions of a state that both hold for the same values: the first one is taken, and
  /// which one that is, nobody should have to find out from the order of lines. A value that is
  /// added to the form later would go to whatever stands last.
  void check_overlap(const std::string& event, StateIndex source,
                     const std::vector<const Transition*>& group, std::vector<Diagnostic>& found) {
    const EventType* form = form_of(procedure_, event);
    Questions questions;
    for (const Transition* transition : group) {
      if (!transition->cond || !acts(*transition)) continue;
      for_each_leaf(transition->cond->root(),
                    [&](const Node& leaf) { ask_of_event(leaf, form, questions); });
    }
    if (questions.empty()) return;
    for_each_combination(questions, [&](const Assumed& assumed) {
      // Of two conditions, what no form bounds may well exclude the other: only fields are counted.
      const Assumed of_fields = only_fields(assumed, form);
      const Transition* first = nullptr;
      for (const Transition* t : group) {
        const auto holds = [&](const Transition* one, const Assumed& under) {
          return !one->cond || truth_under(one->cond->root(), under) == Truth::yes;
        };
        if (!acts(*t) || !holds(t, assumed)) continue;
        if (first == nullptr) {
          first = t;
          continue;
        }
        if (t->cond && !(holds(t, of_fields) && holds(first, of_fields))) continue;
        say(found, t->place,
            Sentence{"overlapping-cases",
                     {{"state", chart_.states[source].id},
                      {"event", event},
                      {"where", told(assumed)},
                      {"line", first->place.line}}});
        return false;
      }
      return true;
    });
  }

  static Assumed only_fields(const Assumed& assumed, const EventType* form) {
    Assumed out = assumed;
    std::erase_if(out, [&](const auto& entry) {
      return form == nullptr ||
             std::ranges::none_of(form->form, [&](const procedure::Field& field) {
               return entry.first == "_event.data." + field.name;
             });
    });
    return out;
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
