#include "engine/soundness/declared.hpp"

#include <algorithm>
#include <set>

#include "engine/soundness/say.hpp"

namespace gavel::soundness {
namespace {

using chart::StateIndex;
using chart::Transition;
using procedure::EventType;
using procedure::Guard;
using procedure::Procedure;
using procedure::Rule;

bool has(const std::vector<std::string>& all, const std::string& one) {
  return std::ranges::find(all, one) != all.end();
}

class Declared {
 public:
  Declared(const Procedure& procedure, const Takers& takers)
      : procedure_(procedure), chart_(*procedure.chart), takers_(takers) {}

  std::vector<Diagnostic> check() {
    for (const auto& [id, rule] : procedure_.rules) {
      if (rule.guards.empty()) continue;
      for (const Guard& guard : rule.guards) check_stands(rule, guard);
      check_named(rule);
    }
    for (const auto& [name, type] : procedure_.events) {
      if (type.during.empty()) continue;
      for (const std::string& state : type.during) check_taken_in(type, state);
      check_taken_only_there(type);
    }
    check_steps();
    return std::move(found_);
  }

 private:
  [[nodiscard]] bool is_within(StateIndex inner, const std::string& outer) const {
    const chart::State* state = chart_.find(outer);
    return state != nullptr && (inner == state->index || chart_.is_descendant(inner, state->index));
  }

  [[nodiscard]] bool leads_into(const Transition& transition, const std::string& state) const {
    return std::ranges::any_of(transition.targets,
                               [&](StateIndex target) { return is_within(target, state); });
  }

  [[nodiscard]] const std::vector<std::string>* rules_on(const Transition& transition) const {
    const auto found = procedure_.transition_rules.find(transition.index);
    return found == procedure_.transition_rules.end() ? nullptr : &found->second;
  }

  /// What a rule stands before, for sentences.
  static Json guarded(const Guard& guard) {
    return as_value(
        guard.state ? Sentence{"guarded", "into", {{"event", guard.event}, {"state", *guard.state}}}
                    : Sentence{"guarded", {{"event", guard.event}}});
  }

  /// Every transition that the guard speaks of is judged by the rule.
  void check_stands(const Rule& rule, const Guard& guard) {
    const auto type = procedure_.events.find(guard.event);
    if (type == procedure_.events.end()) return;  // the reader has said so
    if (!guard.state && has(type->second.rules, rule.id)) return;
    const Json what = guarded(guard);
    bool stands = false;
    for (const chart::TransitionIndex index : takers_.of(guard.event)) {
      const Transition& transition = chart_.transitions[index];
      if (!acts(transition) || (guard.state && !leads_into(transition, *guard.state))) continue;
      stands = true;
      const auto* own = rules_on(transition);
      if (has(type->second.rules, rule.id) || (own != nullptr && has(*own, rule.id))) continue;
      say(found_, transition.place, Sentence{"unguarded", {{"rule", rule.id}, {"what", what}}});
    }
    // An event with rules and no transition, such as the one that opens a matter.
    if (!stands && (guard.state || takers_.of(guard.event).empty())) {
      say(found_, rule.place,
          Sentence{"unguarded", "nothing", {{"rule", rule.id}, {"what", what}}});
    }
  }

  /// And wherever it is asked, it says so.
  void check_named(const Rule& rule) {
    const auto names = [&](const std::string& event, const Transition* transition) {
      return std::ranges::any_of(rule.guards, [&](const Guard& guard) {
        if (guard.event != event) return false;
        if (transition == nullptr) return !guard.state;
        return !guard.state || !acts(*transition) || leads_into(*transition, *guard.state);
      });
    };
    for (const auto& [name, type] : procedure_.events) {
      if (has(type.rules, rule.id) && !names(name, nullptr)) not_named(rule, name, type.place);
    }
    for (const auto& [index, rules] : procedure_.transition_rules) {
      if (!has(rules, rule.id)) continue;
      const Transition& transition = chart_.transitions[index];
      for (const std::string& event : transition.events) {
        if (procedure_.events.contains(event) && !names(event, &transition)) {
          not_named(rule, event, transition.place);
        }
      }
    }
  }

  void not_named(const Rule& rule, const std::string& event, const Place& place) {
    say(found_, place, Sentence{"guard-not-declared", {{"rule", rule.id}, {"event", event}}});
  }

  void check_taken_in(const EventType& type, const std::string& state) {
    const chart::State* within = chart_.find(state);
    if (within == nullptr) return;
    const bool is_taken = std::ranges::any_of(takers_.of(type.name), [&](auto index) {
      const Transition& transition = chart_.transitions[index];
      return acts(transition) && (is_within(transition.source, state) ||
                                  chart_.is_descendant(within->index, transition.source));
    });
    if (is_taken) return;
    say(found_, within->place,
        Sentence{"event-not-taken", {{"event", type.name}, {"state", state}}});
  }

  void check_taken_only_there(const EventType& type) {
    for (const chart::TransitionIndex index : takers_.of(type.name)) {
      const Transition& transition = chart_.transitions[index];
      const bool is_named = std::ranges::any_of(type.during, [&](const std::string& state) {
        return is_within(transition.source, state);
      });
      if (is_named || !acts(transition)) continue;
      say(found_, transition.place,
          Sentence{"event-taken-elsewhere",
                   {{"event", type.name}, {"state", chart_.states[transition.source].id}}});
    }
  }

  void check_steps() {
    std::set<std::pair<std::string, std::string>> cited;
    for (const procedure::MandatoryStep& step : procedure_.mandatory) {
      for (const procedure::Citation& citation : step.citations) {
        cited.emplace(citation.source, citation.article.substr(0, citation.article.find('(')));
      }
    }
    const auto demand = [&](const std::string& source, const std::string& article,
                            const Place& place) {
      if (cited.contains({source, article})) return;
      say(found_, place,
          Sentence{"step-not-declared",
                   {{"cited", source + (article.empty() ? "" : ":" + article)}}});
    };
    for (const procedure::Source& source : procedure_.sources) {
      if (source.is_step) demand(source.id, "", source.place);
      for (const procedure::Article& article : source.articles) {
        if (article.is_step) demand(source.id, article.number, article.place);
      }
    }
  }

  const Procedure& procedure_;
  const chart::Chart& chart_;
  const Takers& takers_;
  std::vector<Diagnostic> found_;
};

}  // namespace

std::vector<Diagnostic> check_declared(const Procedure& procedure, const Takers& takers) {
  return Declared(procedure, takers).check();
}

}  // namespace gavel::soundness
