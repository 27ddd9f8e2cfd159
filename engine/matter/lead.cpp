#include "engine/matter/lead.hpp"

#include "engine/matter/context.hpp"
#include "engine/matter/every_unit.hpp"

namespace gavel::matter {
namespace {

/// The first name in a text, or in a list of texts and lists; empty: there is none.
std::string first_in(const Json& named) {
  if (named.is_string()) return std::string(named.get_string());
  if (!named.is_array()) return "";
  for (const Json& each : named.get_array()) {
    if (std::string found = first_in(each); !found.empty()) return found;
  }
  return "";
}

}  // namespace

std::string lead(const procedure::Procedure& procedure, const Snapshot& snapshot) {
  const auto role = procedure.roles.find("drafter");
  if (role == procedure.roles.end() || !role->second.unit) return snapshot.unit;
  const chart::Event none;
  const MatterVariable x(snapshot);
  chart::Surroundings surroundings;
  surroundings.now = snapshot.opened_at;
  surroundings.x = &x;
  const auto value =
      chart::evaluate(*procedure.chart, snapshot.session, none, surroundings, *role->second.unit);
  const Json* named = value ? std::get_if<Json>(&*value) : nullptr;
  const std::string found = named == nullptr ? "" : first_in(*named);
  return found.empty() || found == every_unit ? snapshot.unit : found;
}

}  // namespace gavel::matter
