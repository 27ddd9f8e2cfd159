#include "engine/soundness/clocks.hpp"

#include <algorithm>

#include "engine/soundness/assumed.hpp"
#include "engine/soundness/raised.hpp"
#include "engine/soundness/say.hpp"

namespace gavel::soundness {
namespace {

using chart::StateIndex;
using chart::Transition;
using expression::Node;
using expression::Value;
using procedure::Procedure;

bool sends(const chart::Block& block, const std::string& event) {
  bool found = false;
  for_each_action(block, [&](const chart::Action& action) {
    const auto* send = std::get_if<chart::Send>(&action.what);
    found = found || (send != nullptr && send->delay.present && send->event.literal == event);
  });
  return found;
}

class Clocks {
 public:
  Clocks(const Procedure& procedure, const Takers& takers)
      : chart_(*procedure.chart), takers_(takers) {}

  std::vector<Diagnostic> check(const Procedure& procedure) {
    for (const auto& [id, clock] : procedure.clocks) check_clock(id);
    for (const chart::State& state : chart_.states) {
      for (const chart::Block& block : state.onentry) check_heard(block, state.index);
      for (const chart::TransitionIndex index : state.transitions) {
        const Transition& transition = chart_.transitions[index];
        if (transition.targets.empty()) check_heard(transition.content, state.index);
      }
    }
    return std::move(found_);
  }

 private:
  void check_clock(const std::string& id) {
    const std::string event = "clock." + id;
    std::map<StateIndex, std::vector<const Transition*>> by_source;
    for (const chart::TransitionIndex index : takers_.of(event)) {
      const Transition& transition = chart_.transitions[index];
      by_source[transition.source].push_back(&transition);
    }
    for (const auto& [source, group] : by_source) check_group(id, event, group);
  }

  /// Which of a state's transitions takes the event, whatever the data, on either side of the end.
  void check_group(const std::string& id, const std::string& event,
                   const std::vector<const Transition*>& group) {
    const std::string reached = "reached('" + id + "')";
    const std::vector<Value> either{Json(true), Json(false)};
    Questions questions{{reached, either}};
    for (const Transition* transition : group) {
      if (!transition->cond) continue;
      for_each_leaf(transition->cond->root(),
                    [&](const Node& leaf) { questions.emplace(question_of(leaf), either); });
    }
    (void)for_each_combination(questions, [&](const Assumed& assumed) {
      const auto taken = std::ranges::find_if(group, [&](const Transition* t) {
        return !t->cond || truth_under(t->cond->root(), assumed) == Truth::yes;
      });
      if (taken == group.end()) {
        say(found_, group[0]->place,
            Sentence{"clock-unheard", {{"event", event}, {"where", told(assumed)}}});
        return false;
      }
      const bool is_over = std::get<Json>(assumed.at(reached)).get_bool();
      if (is_over && (*taken)->targets.empty() && sends((*taken)->content, event)) {
        say(found_, (*taken)->place, Sentence{"clock-never-over", {{"event", event}}});
        return false;
      }
      if (is_over || !acts(**taken) || sends((*taken)->content, event)) return true;
      say(found_, (*taken)->place,
          Sentence{"clock-not-over", {{"event", event}, {"reached", reached}}});
      return false;
    });
  }

  /// What a state sends itself for later, the state or one around or within it takes.
  void check_heard(const chart::Block& block, StateIndex state) {
    for_each_action(block, [&](const chart::Action& action) {
      const auto* send = std::get_if<chart::Send>(&action.what);
      if (send == nullptr || !send->delay.present || send->event.value) return;
      const bool is_heard =
          std::ranges::any_of(takers_.of(send->event.literal), [&](chart::TransitionIndex index) {
            const StateIndex source = chart_.transitions[index].source;
            return source == state || chart_.is_descendant(source, state) ||
                   chart_.is_descendant(state, source);
          });
      if (is_heard) return;
      say(found_, action.place,
          Sentence{"clock-unheard",
                   "later",
                   {{"event", send->event.literal}, {"state", chart_.states[state].id}}});
    });
  }

  const chart::Chart& chart_;
  const Takers& takers_;
  std::vector<Diagnostic> found_;
};

}  // namespace

std::vector<Diagnostic> check_clocks(const Procedure& procedure, const Takers& takers) {
  return Clocks(procedure, takers).check(procedure);
}

}  // namespace gavel::soundness
