#include "engine/matter/judge.hpp"

#include <algorithm>
#include <set>

#include "engine/base/words.hpp"
#include "engine/matter/every_unit.hpp"

namespace gavel::matter {
namespace {

bool has_role(const Actor& actor, std::string_view role) {
  return std::ranges::find(actor.roles, role) != actor.roles.end();
}

UnmetRule describe(const procedure::Rule& rule, const Context& context, const chart::Event& event,
                   const Sentence& fault) {
  UnmetRule out{rule.id, rule.says, rule.remedy, rule.citations, {}, std::nullopt, false};
  const auto evaluate = context.evaluator(event);
  for (const procedure::SeenValue& seen : rule.seen) {
    const auto value = evaluate(seen.value);
    const Json* json = value ? std::get_if<Json>(&*value) : nullptr;
    out.seen[seen.name] = json == nullptr ? Json(nullptr) : *json;
  }
  out.remedy = {filled(rule.remedy.zh, out.seen, Language::zh),
                filled(rule.remedy.en, out.seen, Language::en)};
  if (!fault.empty()) out.seen["fault"] = as_value(in_words(fault));
  if (rule.until) {
    const auto state = procedure::clock_state(context.procedure().clocks.find(*rule.until)->second,
                                              context.calendar(), evaluate);
    if (state && *state && !procedure::is_reached((*state)->due, day_of(context.at()))) {
      out.earliest = (*state)->due.last + std::chrono::days{1};
      out.provisional = (*state)->due.provisional;
    }
  }
  return out;
}

/// A text is one unit, a list those of its items.
void add_units(const Json& named, std::set<std::string>& to) {
  if (named.is_string() && !named.get_string().empty()) to.emplace(named.get_string());
  if (!named.is_array()) return;
  for (const Json& each : named.get_array()) add_units(each, to);
}

/// Ids of units, or every_unit. Until one is named, the matter is in the hands of the one that
/// opened it.
std::set<std::string> units_of(const procedure::Procedure& procedure, const Snapshot& snapshot,
                               const expression::Expression& unit) {
  const chart::Event none;
  const MatterVariable x(snapshot);
  chart::Surroundings surroundings;
  surroundings.now = snapshot.opened_at;
  surroundings.x = &x;
  const auto value = chart::evaluate(*procedure.chart, snapshot.session, none, surroundings, unit);
  const Json* named = value ? std::get_if<Json>(&*value) : nullptr;
  std::set<std::string> out;
  if (named != nullptr) add_units(*named, out);
  if (out.empty()) out.insert(snapshot.unit);
  return out;
}

}  // namespace

bool holds(const procedure::Procedure& procedure, const Snapshot& snapshot, const Actor& actor,
           std::string_view role) {
  if (role == "anyone") return true;
  // Whatever roles accounts are given, only the system is the system.
  if (role == "clock") return actor == clock_actor();
  if (!has_role(actor, role)) return false;
  const auto declared = procedure.roles.find(role);
  if (declared == procedure.roles.end()) return false;
  if (!declared->second.lend && !actor.on_behalf_of.empty()) return false;
  if (!declared->second.unit) return true;
  const auto bound = units_of(procedure, snapshot, *declared->second.unit);
  return bound.contains(actor.unit) || bound.contains(every_unit);
}

std::vector<std::string> units(const procedure::Procedure& procedure, const Snapshot& snapshot) {
  std::set<std::string> out{snapshot.unit};
  for (const auto& [id, role] : procedure.roles) {
    if (role.unit) out.merge(units_of(procedure, snapshot, *role.unit));
  }
  return {out.begin(), out.end()};
}

bool signs(const procedure::Procedure& procedure, const Snapshot& snapshot, const Actor& actor,
           const procedure::EventType& type) {
  return type.is_signed &&
         (type.signers.empty() || holds_any(procedure, snapshot, actor, type.signers));
}

bool holds_any(const procedure::Procedure& procedure, const Snapshot& snapshot, const Actor& actor,
               std::span<const std::string> roles) {
  return std::ranges::any_of(
      roles, [&](const std::string& role) { return holds(procedure, snapshot, actor, role); });
}

std::vector<std::string> filers(const procedure::Procedure& procedure, std::string_view code) {
  const auto type = procedure.documents.find(code);
  if (type != procedure.documents.end() && !type->second.who.empty()) return type->second.who;
  std::vector<std::string> roles;
  for (const auto& [id, role] : procedure.roles) roles.push_back(id);
  return roles;
}

namespace {

const JsonArray& recused_in(const JsonObject& facts) {
  static const JsonArray none;
  const Json* recused = facts.if_contains("recused");
  return recused != nullptr && recused->is_array() ? recused->get_array() : none;
}

bool names_deputy(const JsonObject& recusal, const std::string& account) {
  return string_or(recusal, "step") == "order" && string_or(recusal, "deputy") == account;
}

}  // namespace

JsonObject recusal_of(const JsonObject& facts, const Actor& actor) {
  for (const Json& each : recused_in(facts)) {
    if (!each.is_object()) continue;
    const JsonObject& entry = each.get_object();
    const std::string account = string_or(entry, "account");
    if (account == actor.account) return entry;
    // Whoever keeps out does not choose who acts instead; the deputy that was ordered does act.
    if (account == actor.on_behalf_of && !names_deputy(entry, actor.account)) return entry;
  }
  return {};
}

Actor with_ordered_roles(const JsonObject& facts, Actor actor) {
  for (const Json& each : recused_in(facts)) {
    if (!each.is_object() || !names_deputy(each.get_object(), actor.account)) continue;
    const Json* given = each.get_object().if_contains("roles");
    if (given == nullptr || !given->is_array()) continue;
    for (const Json& role : given->get_array()) {
      if (role.is_string() && !has_role(actor, role.get_string()))
        actor.roles.emplace_back(role.get_string());
    }
  }
  return actor;
}

std::vector<UnmetRule> unmet(std::span<const std::string> rules, const Context& context,
                             const chart::Event& event) {
  std::vector<UnmetRule> out;
  std::set<std::string_view> seen;
  const auto evaluate = context.evaluator(event);
  for (const std::string& id : rules) {
    if (!seen.insert(id).second) continue;
    const procedure::Rule& rule = context.procedure().rules.find(id)->second;
    const auto value = evaluate(rule.test);
    if (value && expression::to_boolean(*value)) continue;
    out.push_back(describe(rule, context, event, value ? Sentence() : value.error().says));
  }
  return out;
}

std::vector<chart::TransitionIndex> possible(const Context& context, const chart::Event& event) {
  const chart::Chart& chart = *context.procedure().chart;
  auto transitions = chart::candidates(chart, context.snapshot().session, event.name);
  const auto evaluate = context.evaluator(event);
  std::erase_if(transitions, [&](chart::TransitionIndex index) {
    const auto& cond = chart.transitions[index].cond;
    if (!cond || procedure::reads_event(*cond)) return false;
    const auto value = evaluate(*cond);
    return !value || !expression::to_boolean(*value);
  });
  return transitions;
}

std::vector<std::string> rules_for(const procedure::Procedure& procedure,
                                   const procedure::EventType* type, Transitions transitions) {
  std::vector<std::string> rules;
  if (type != nullptr) rules = type->rules;
  for (const chart::TransitionIndex index : transitions) {
    const auto found = procedure.transition_rules.find(index);
    if (found != procedure.transition_rules.end())
      rules.insert(rules.end(), found->second.begin(), found->second.end());
  }
  return rules;
}

std::vector<std::string> certain_rules(const procedure::EventType* type, const Context& context,
                                       const chart::Event& event, Transitions possible) {
  const procedure::Procedure& procedure = context.procedure();
  const bool is_open = std::ranges::any_of(possible, [&](chart::TransitionIndex index) {
    const auto& cond = procedure.chart->transitions[index].cond;
    return cond && procedure::reads_event(*cond);
  });
  if (!is_open) {
    const auto taken =
        chart::enabled(*procedure.chart, context.snapshot().session, event, context.surroundings());
    return rules_for(procedure, type, taken);
  }
  std::vector<std::string> common = rules_for(procedure, nullptr, possible.first(1));
  for (const chart::TransitionIndex index : possible) {
    const auto here = rules_for(procedure, nullptr, std::span(&index, 1));
    std::erase_if(common, [&](const std::string& rule) {
      return std::ranges::find(here, rule) == here.end();
    });
  }
  std::vector<std::string> rules = rules_for(procedure, type, {});
  rules.insert(rules.end(), common.begin(), common.end());
  return rules;
}

}  // namespace gavel::matter
