#include "engine/matter/judge.hpp"

#include <algorithm>
#include <set>

namespace gavel::matter {
namespace {

bool has_role(const Actor& actor, std::string_view role) {
  return std::ranges::find(actor.roles, role) != actor.roles.end();
}

UnmetRule describe(const procedure::Rule& rule, const Context& context, const chart::Event& event, const std::string& fault) {
  UnmetRule out{rule.id, rule.says, rule.remedy, rule.citations, {}, std::nullopt, false};
  const auto evaluate = context.evaluator(event);
  for (const procedure::SeenValue& seen : rule.seen) {
    const auto value = evaluate(seen.value);
    const Json* json = value ? std::get_if<Json>(&*value) : nullptr;
    out.seen[seen.name] = json == nullptr ? Json(nullptr) : *json;
  }
  if (!fault.empty()) out.seen["fault"] = fault;
  if (rule.until) {
    const auto state = procedure::clock_state(context.procedure().clocks.find(*rule.until)->second, context.calendar(), evaluate);
    if (state && *state) {
      out.earliest = (*state)->due.last + std::chrono::days{1};
      out.provisional = (*state)->due.provisional;
    }
  }
  return out;
}

}  // namespace

bool holds(const procedure::Procedure& procedure, const Snapshot& snapshot, const Actor& actor, std::string_view role) {
  if (role == "anyone") return true;
  if (!has_role(actor, role)) return false;
  const auto declared = procedure.roles.find(role);
  if (declared == procedure.roles.end() || !declared->second.unit) return true;
  const chart::Event none;
  chart::Surroundings surroundings;
  surroundings.now = snapshot.opened_at;
  const auto unit = chart::evaluate(*procedure.chart, snapshot.session, none, surroundings, *declared->second.unit);
  const Json* value = unit ? std::get_if<Json>(&*unit) : nullptr;
  // Until a unit is named, the matter is in the hands of the one that opened it.
  const bool named = value != nullptr && value->is_string() && !value->get_string().empty();
  return actor.unit == (named ? std::string_view(value->get_string()) : std::string_view(snapshot.unit));
}

bool holds_any(const procedure::Procedure& procedure, const Snapshot& snapshot, const Actor& actor,
               std::span<const std::string> roles) {
  return std::ranges::any_of(roles, [&](const std::string& role) { return holds(procedure, snapshot, actor, role); });
}

std::vector<UnmetRule> unmet(std::span<const std::string> rules, const Context& context, const chart::Event& event) {
  std::vector<UnmetRule> out;
  std::set<std::string_view> seen;
  const auto evaluate = context.evaluator(event);
  for (const std::string& id : rules) {
    if (!seen.insert(id).second) continue;
    const procedure::Rule& rule = context.procedure().rules.find(id)->second;
    const auto value = evaluate(rule.test);
    if (value && expression::to_boolean(*value)) continue;
    out.push_back(describe(rule, context, event, value ? "" : value.error().message));
  }
  return out;
}

std::vector<std::string> rules_for(const procedure::Procedure& procedure, const procedure::EventType* type,
                                   std::span<const chart::TransitionIndex> transitions) {
  std::vector<std::string> rules;
  if (type != nullptr) rules = type->rules;
  for (const chart::TransitionIndex index : transitions) {
    const auto found = procedure.transition_rules.find(index);
    if (found != procedure.transition_rules.end()) rules.insert(rules.end(), found->second.begin(), found->second.end());
  }
  return rules;
}

}  // namespace gavel::matter
