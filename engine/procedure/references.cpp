#include <algorithm>
#include <set>

#include "engine/procedure/concluded.hpp"
#include "engine/procedure/left_out.hpp"
#include "engine/procedure/reading.hpp"
#include "engine/procedure/told.hpp"

namespace gavel::procedure {
namespace {

class References {
 public:
  References(const Procedure& procedure, Findings& findings)
      : procedure_(procedure), chart_(*procedure.chart), findings_(findings) {}

  void check() {
    check_stages();
    for (const auto& [id, rule] : procedure_.rules) {
      if (rule.until && !procedure_.clocks.contains(*rule.until)) {
        findings_.error(rule.place, Sentence{"unknown-clock", {{"id", *rule.until}}});
      }
      for (const Guard& guard : rule.guards) {
        if (!procedure_.events.contains(guard.event)) {
          findings_.error(rule.place, Sentence{"unknown-event", {{"id", guard.event}}});
        }
        if (guard.state) check_state(*guard.state, rule.place);
      }
    }
    for (const auto& [name, type] : procedure_.events) check_event(type);
    for (const auto& [code, document] : procedure_.documents) {
      for (const std::string& role : document.who)
        if (!procedure_.roles.contains(role))
          findings_.error(document.place, Sentence{"unknown-role", {{"id", role}}});
    }
    for (const chart::Annotation& each : chart_.annotations) check_lent_to(each);
    for (const auto& [index, rules] : procedure_.transition_rules) check_rules_of(index, rules);
    for (const MandatoryStep& step : procedure_.mandatory) {
      check_state(step.before, step.place);
      for (const std::string& state : step.through) check_state(state, step.place);
      for (const std::string& state : since_of(procedure_, step.id)) check_state(state, step.place);
      const std::string arises = arises_in(procedure_, step.id);
      if (!arises.empty()) check_state(arises, step.place);
      for (const std::string& clock : due_of(procedure_, step.id)) {
        if (!procedure_.clocks.contains(clock))
          findings_.error(step.place, Sentence{"unknown-clock", {{"id", clock}}});
      }
      for (const std::string& act : acts_of(procedure_, step.id)) {
        if (!procedure_.events.contains(act))
          findings_.error(step.place, Sentence{"unknown-event", {{"id", act}}});
      }
    }
    for (const Ending& ending : endings_of(procedure_)) check_state(ending.state, ending.place);
    check_parameters();
    check_told();
    // A chart without events of ours is a plain statechart; one with them declares all it takes.
    if (!procedure_.events.empty()) check_declared();
  }

 private:
  void check_stages() {
    std::set<std::string, std::less<>> stages;
    for (const Stage& stage : procedure_.stages) stages.insert(stage.id);
    const auto check_stage = [&](const std::string& stage, const Place& place) {
      if (!stages.contains(stage))
        findings_.error(place, Sentence{"unknown-stage", {{"id", stage}}});
    };
    for (const auto& [index, stage] : procedure_.state_stages) {
      check_stage(stage, chart_.states[index].place);
    }
    for (const chart::Annotation& a : chart_.annotations) {
      const auto stage = a.attributes.find("stage");
      if (a.name != "document" || stage == a.attributes.end()) continue;
      check_stage(stage->second, a.place);
    }
  }

  /// What is told under an article is told where the file lists the article as one that binds.
  void check_told() {
    for (const chart::Annotation& each : chart_.annotations) {
      check_told_under(each, "told");
      for (const chart::Annotation& field : each.children) {
        for (const chart::Annotation& child : field.children)
          if (child.name == "told") check_told_under(child, "under");
      }
    }
  }

  void check_told_under(const chart::Annotation& annotation, const std::string& attribute) {
    const auto told = annotation.attributes.find(attribute);
    if (told == annotation.attributes.end()) return;
    for (const std::string& under : words(told->second)) {
      const std::size_t colon = under.find(':');
      const auto source =
          std::ranges::find(procedure_.sources, under.substr(0, colon), &Source::id);
      const bool is_listed = colon != std::string::npos && source != procedure_.sources.end() &&
                             std::ranges::any_of(source->articles, [&](const Article& each) {
                               return each.binds && each.number == under.substr(colon + 1);
                             });
      if (!is_listed)
        findings_.error(annotation.place, Sentence{"bad-attribute", "told", {{"given", under}}});
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
          findings_.error(
              {},
              Sentence{"unknown-parameter", "number", {{"by", parameter.name}, {"name", name}}});
        }
      }
    }
    for (const PolicyFault& fault : disagreements(procedure_, procedure_.standard_policy()))
      findings_.error({}, Sentence{"bad-attribute",
                                   "standards",
                                   {{"one", string_or(fault.values, "field")},
                                    {"other", string_or(fault.values, "other")}}});
  }

  void check_state(const std::string& id, const Place& place) {
    if (chart_.find(id) != nullptr) return;
    findings_.error(place, Sentence{"unknown-state", {{"state", id}}});
  }

  void check_document(const std::string& code, const Place& place) {
    if (!procedure_.documents.contains(code))
      findings_.error(place, Sentence{"unknown-document", {{"id", code}}});
  }

  void check_rule(const std::string& id, const Place& place) {
    if (!procedure_.rules.contains(id))
      findings_.error(place, Sentence{"unknown-rule", {{"id", id}}});
  }

  [[nodiscard]] bool is_told_under(const std::string& article, const std::string& event) const {
    const ToldUnder told = told_in(procedure_);
    const auto found = told.find(article);
    return found != told.end() && found->second.events.contains(event);
  }

  /// Else nobody could be lent the role.
  void check_lent_to(const chart::Annotation& role) {
    const auto asked = role.attributes.find("lent-to");
    if (role.name == "role" && asked != role.attributes.end() &&
        !procedure_.roles.contains(asked->second))
      findings_.error(role.place, Sentence{"unknown-role", {{"id", asked->second}}});
  }

  void check_event(const EventType& type) {
    for (const std::string& state : type.during) check_state(state, type.place);
    for (const std::string& role : type.who) {
      if (role != "anyone" && role != "clock" && !procedure_.roles.contains(role))
        findings_.error(type.place, Sentence{"unknown-role", {{"id", role}}});
    }
    for (const std::string& rule : type.rules) check_rule(rule, type.place);
    for (const std::string& code : type.produces) check_document(code, type.place);
    for (const Field& field : type.form) {
      const std::string code = document_of(procedure_, type.name, field.name);
      if (!code.empty()) check_document(code, type.place);
    }
    for (const std::string& step : left_out_by(procedure_, type.name)) {
      const auto known = std::ranges::find(procedure_.mandatory, step, &MandatoryStep::id);
      if (known == procedure_.mandatory.end() && !is_told_under(step, type.name))
        findings_.error(type.place, Sentence{"unknown-step", {{"id", step}}});
    }
    for (const std::string& word : type.covers) {
      const bool is_stage =
          std::ranges::find(procedure_.stages, word, &Stage::id) != procedure_.stages.end();
      if (!is_stage && !procedure_.documents.contains(word))
        findings_.error(type.place, Sentence{"unknown-document", {{"id", word}}});
    }
  }

  /// Rules are asked when someone sends an event. On a transition the chart takes by itself they
  /// would never be asked, and a step of the law would be lost in silence.
  void check_rules_of(chart::TransitionIndex index, const std::vector<std::string>& rules) {
    const chart::Transition& transition = chart_.transitions[index];
    for (const std::string& rule : rules) check_rule(rule, transition.place);
    const bool is_sent = !transition.events.empty() &&
                         std::ranges::all_of(transition.events, [&](const std::string& descriptor) {
                           return descriptor.starts_with("system.") || declares(descriptor);
                         });
    if (is_sent) return;
    findings_.error(transition.place, Sentence{"rules-unjudged"});
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
        findings_.warning(transition.place, Sentence{"undeclared-event", {{"event", descriptor}}});
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
