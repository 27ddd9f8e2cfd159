#include "archive/agents.hpp"

namespace gavel::archive {
namespace {

constexpr std::string_view clock_account = "clock";  // matter::clock_actor(): timers, the packager

}  // namespace

std::string_view name_of(AgentKind kind) {
  switch (kind) {
    case AgentKind::organ:
      return "单位";
    case AgentKind::unit:
      return "部门";
    case AgentKind::person:
      return "个人";
    case AgentKind::software:
      break;
  }
  return "系统";
}

Agents::Agents(const PackageInput& input) {
  const auto unit_name = [&](const std::string& id) {
    const auto named = input.unit_names.find(id);
    return named == input.unit_names.end() ? id : named->second;
  };
  for (const PackageEvent& event : input.events)
    person(event.account, event.actor, event.unit, event.offices);
  for (const PackageStatement& statement : input.statements)
    person(statement.account, statement.signer, "", {});
  for (const PackageDocument& document : input.documents) person(document.by, "", "", {});

  const auto add = [this](Agent agent) {
    agent.id = "A" + std::to_string(all_.size() + 1);
    all_.push_back(std::move(agent));
  };
  if (!input.organ.empty()) add({.kind = AgentKind::organ, .name = input.organ});
  std::set<std::string> units;
  units.insert(input.unit);
  for (const auto& [code, one] : persons_) units.insert(one.belongs_to);
  units.erase("");
  units.erase(input.organ);
  for (const std::string& unit : units) {
    if (unit_name(unit) == input.organ) continue;  // it is the organ itself
    add({.kind = AgentKind::unit,
         .name = unit_name(unit),
         .code = unit,
         // Of others that had part, which is whose is not on record.
         .belongs_to = unit == input.unit ? input.organ : ""});
  }
  for (const auto& [code, one] : persons_) {
    place_.emplace(code, all_.size());
    place_.emplace(one.name, all_.size());
    add(one);
    all_.back().belongs_to = unit_name(one.belongs_to);
  }
}

void Agents::person(const std::string& account, const std::string& name, const std::string& unit,
                    const std::vector<std::string>& offices) {
  const std::string& code = account.empty() ? name : account;
  if (code.empty()) return;
  Agent& one = persons_[code];
  one.code = account;
  if (code == clock_account) one.kind = AgentKind::software;
  // A name may have changed on the way: the last one stands, as in a personnel file.
  if (!name.empty() || one.name.empty()) one.name = name.empty() ? code : name;
  if (!unit.empty()) one.belongs_to = unit;
  one.offices.insert(offices.begin(), offices.end());
}

const Agent* Agents::find(const std::string& account_or_name) const {
  const auto found = place_.find(account_or_name);
  return found == place_.end() ? nullptr : &all_[found->second];
}

std::string Agents::name_of(const std::string& account_or_name) const {
  const Agent* const found = find(account_or_name);
  return found == nullptr ? account_or_name : found->name;
}

std::string Agents::id_of(const std::string& account_or_name) const {
  const Agent* const found = find(account_or_name);
  return found == nullptr ? "" : found->id;
}

}  // namespace gavel::archive
