#include <algorithm>
#include <set>

#include "engine/procedure/reading.hpp"

namespace gavel::procedure {
namespace {

class References {
 public:
  References(const Procedure& procedure, Findings& findings)
      : procedure_(procedure), chart_(*procedure.chart), findings_(findings) {}

  void check() {
    check_stages();
    for (const auto& [id, rule] : procedure_.rules) {
      if (rule.until) known(procedure_.clocks, *rule.until, rule.place, "clock");
      for (const Guard& guard : rule.guards) {
        known(procedure_.events, guard.event, rule.place, "event");
        if (guard.state) check_state(*guard.state, rule.place);
      }
    }
    for (const auto& [name, type] : procedure_.events) check_event(type);
    for (const auto& [code, document] : procedure_.documents) {
      for (const std::string& role : document.who)
        known(procedure_.roles, role, document.place, "role");
    }
    for (const auto& [index, rules] : procedure_.transition_rules) check_rules_of(index, rules);
    for (const MandatoryStep& step : procedure_.mandatory) {
      check_state(step.before, step.place);
      for (const std::string& state : step.through) check_state(state, step.place);
      if (step.since) check_state(*step.since, step.place);
    }
    check_parameters();
    // A chart without events of ours is a plain statechart; one with them declares all it takes.
    if (!procedure_.events.empty()) check_declared();
  }

 private:
  template <class Known>
  void known(const Known& all, const std::string& id, const Place& place, const std::string& what) {
    if (all.contains(id)) return;
    findings_.error(place, ("unknown-" + what).c_str(), "no <" + what + "> is called '" + id + "'");
  }

  void check_stages() {
    std::set<std::string, std::less<>> stages;
    for (const Stage& stage : procedure_.stages) stages.insert(stage.id);
    for (const auto& [index, stage] : procedure_.state_stages) {
      known(stages, stage, chart_.states[index].place, "stage");
    }
    for (const chart::Annotation& a : chart_.annotations) {
      const auto stage = a.attributes.find("stage");
      if (a.name != "document" || stage == a.attributes.end()) continue;
      known(stages, stage->second, a.place, "stage");
    }
  }

  /// Another parameter that one is compared with is a number too, and the standards agree.
  void check_parameters() {
    for (const Parameter& parameter : procedure_.parameters) {
      for (const std::string& name : {parameter.of, parameter.at_most}) {
        const auto other = std::ranges::find(procedure_.parameters, name, &Parameter::name);
        const bool is_number = other != procedure_.parameters.end() &&
                               other->standard.is_number() && parameter.standard.is_number();
        if (!name.empty() && !is_number) {
          findings_.error({}, "unknown-parameter",
                          "'" + parameter.name + "' names '" + name + "', which is no number");
        }
      }
    }
    for (const PolicyFault& fault : disagreements(procedure_, procedure_.standard_policy()))
      findings_.error({}, "bad-attribute",
                      "the standards of '" + string_or(fault.values, "field") + "' and '" +
                          string_or(fault.values, "other") + "' do not agree");
  }

  void check_state(const std::string& id, const Place& place) {
    if (chart_.find(id) != nullptr) return;
    findings_.error(place, "unknown-state", "no state has the id '" + id + "'");
  }

  void check_event(const EventType& type) {
    for (const std::string& state : type.during) check_state(state, type.place);
    for (const std::string& role : type.who) {
      if (role != "anyone" && role != "clock") known(procedure_.roles, role, type.place, "role");
    }
    for (const std::string& rule : type.rules) known(procedure_.rules, rule, type.place, "rule");
    for (const std::string& code : type.produces) {
      known(procedure_.documents, code, type.place, "document");
    }
    for (const std::string& word : type.covers) {
      const bool is_stage =
          std::ranges::find(procedure_.stages, word, &Stage::id) != procedure_.stages.end();
      if (!is_stage) known(procedure_.documents, word, type.place, "document");
    }
  }

  /// Rules are asked when someone sends an event. On a transition the chart takes by itself they
  /// would never be asked, and a step of the law would be lost in silence.
  void check_rules_of(chart::TransitionIndex index, const std::vector<std::string>& rules) {
    const chart::Transition& transition = chart_.transitions[index];
    for (const std::string& rule : rules) known(procedure_.rules, rule, transition.place, "rule");
    const bool is_sent = !transition.events.empty() &&
                         std::ranges::all_of(transition.events, [&](const std::string& descriptor) {
                           return descriptor.starts_with("system.") || declares(descriptor);
                         });
    if (is_sent) return;
    findings_.error(transition.place, "rules-unjudged",
                    "rules are asked of events that someone sends; for what the chart does by "
                    "itself, put the condition into cond");
  }

  /// Some declared event matches the descriptor: it is that, or begins with it up to a dot.
  [[nodiscard]] bool declares(const std::string& descriptor) const {
    if (descriptor == "*" || procedure_.events.contains(descriptor))
      return !procedure_.events.empty();
    const auto next = procedure_.events.lower_bound(descriptor + ".");
    return next != procedure_.events.end() && next->first.starts_with(descriptor + ".");
  }

  [[nodiscard]] bool raises(const std::string& descriptor) const {
    if (raised_.contains(descriptor)) return true;
    const auto next = raised_.lower_bound(descriptor + ".");
    return next != raised_.end() && next->starts_with(descriptor + ".");
  }

  void collect_raised(const chart::Block& block) {
    for (const chart::Action& action : block) {
      if (const auto* raise = std::get_if<chart::Raise>(&action.what)) raised_.insert(raise->event);
      if (const auto* send = std::get_if<chart::Send>(&action.what)) {
        raised_.insert(send->event.literal);
      }
      if (const auto* branches = std::get_if<chart::If>(&action.what)) {
        for (const chart::Branch& branch : branches->branches) collect_raised(branch.block);
      }
      if (const auto* loop = std::get_if<chart::Foreach>(&action.what)) collect_raised(loop->block);
    }
  }

  void check_declared() {
    for (const chart::State& state : chart_.states) {
      for (const chart::Block& block : state.onentry) collect_raised(block);
      for (const chart::Block& block : state.onexit) collect_raised(block);
    }
    for (const chart::Transition& transition : chart_.transitions) {
      collect_raised(transition.content);
    }
    for (const chart::Transition& transition : chart_.transitions) {
      for (const std::string& descriptor : transition.events) {
        const bool is_inner = is_platform_event(descriptor) || descriptor == "*" ||
                              descriptor == "system" || descriptor.starts_with("system.") ||
                              raises(descriptor);
        if (is_inner || declares(descriptor)) continue;
        findings_.warning(transition.place, "undeclared-event",
                          "no <event> declares '" + descriptor + "', so no one may send it");
      }
    }
  }

  const Procedure& procedure_;
  const chart::Chart& chart_;
  Findings& findings_;
  std::set<std::string> raised_;
};

}  // namespace

void check_references(const Procedure& procedure, Findings& findings) {
  References(procedure, findings).check();
}

}  // namespace gavel::procedure
