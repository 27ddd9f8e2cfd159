#include "api/routes/part_readers.hpp"

#include <algorithm>

#include "api/routes/acting.hpp"
#include "api/routes/circle.hpp"
#include "db/offices.hpp"
#include "db/role_acted.hpp"
#include "db/roles.hpp"
#include "engine/matter/circle.hpp"

namespace gavel::api {
namespace {

bool contains(const std::vector<std::string>& list, const std::string& item) {
  return std::ranges::find(list, item) != list.end();
}

}  // namespace

PartReader::PartReader(Context& context, const Call& call, const desk::Loaded& loaded)
    : context_(context),
      call_(call),
      loaded_(loaded),
      recusals_(db::Offices(context.services.pool).recusals(loaded.snapshot.id)) {}

bool PartReader::reads(const procedure::KeptPart& part) const {
  const std::string& account = call_.account->account;
  if (db::recused(recusals_, account) != nullptr) return false;
  // What cannot be told keeps it, as the condition of a circle does.
  const auto lists_out = [&](const expression::Expression& out) {
    return matter::lists(*loaded_.procedure, loaded_.snapshot, out, account, "member");
  };
  if (part.out && lists_out(*part.out).value_or(true)) return false;
  return std::ranges::any_of(part.circle.roles,
                             [&](const std::string& role) { return has(part, role); }) ||
         is_deputy_of_reader(part);
}

bool PartReader::has(const procedure::KeptPart& part, const std::string& role) const {
  if (!has_role_in(context_, call_, loaded_, role)) return false;
  if (has_by_post(role)) return true;
  if (contains(procedure::circles_in(*loaded_.procedure).named, role)) return is_named(part);
  return !db::is_of_organ(role) || is_of_a_unit_that_acts(role) || is_named(part);
}

/// In the organ that decides the matter, as far as that is known: has_role_in left it.
bool PartReader::has_by_post(const std::string& role) const {
  return call_.of_organ_by_post && db::is_of_organ(role) &&
         db::has_by_post(context_.services.pool, call_.account->account, role,
                         day_of(context_.services.clock.now()));
}

bool PartReader::is_named(const procedure::KeptPart& part) const {
  if (!part.named) return acted_or_is_named_in_person(context_, call_, loaded_);
  return matter::lists(*loaded_.procedure, loaded_.snapshot, *part.named, call_.account->account)
      .value_or(false);
}

/// Where nobody acted by the role yet, whose it is here is not known.
bool PartReader::is_of_a_unit_that_acts(const std::string& role) const {
  std::vector<std::string> events;
  for (const auto& [name, type] : loaded_.procedure->events)
    if (contains(type.who, role)) events.push_back(name);
  const auto units =
      db::units_that_acted(context_.services.pool, loaded_.snapshot.id, role, events);
  return units.empty() || contains(units, call_.account->unit);
}

bool PartReader::is_deputy_of_reader(const procedure::KeptPart& part) const {
  const auto& named = procedure::circles_in(*loaded_.procedure).named;
  return std::ranges::any_of(recusals_, [&](const db::RecusalStep& step) {
    if (step.step != "order" || step.deputy != call_.account->account ||
        db::recused(recusals_, step.account) != &step)
      return false;
    const auto roles = roles_in(context_, loaded_, step.account);
    return std::ranges::any_of(part.circle.roles, [&](const std::string& role) {
      return contains(roles, role) && !contains(named, role);
    });
  });
}

}  // namespace gavel::api
