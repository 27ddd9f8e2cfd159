#include "api/routes/lending.hpp"

#include <algorithm>
#include <memory>
#include <set>

#include "api/routes/input.hpp"
#include "api/routes/views.hpp"
#include "db/matter_store.hpp"
#include "db/procedure_store.hpp"
#include "db/roles.hpp"
#include "engine/procedure/lent_to.hpp"

namespace gavel::api {
namespace {

using Procedures = std::vector<std::shared_ptr<const procedure::Procedure>>;
using Roles = std::vector<std::string>;

bool contains(const Roles& roles, const std::string& role) {
  return std::ranges::find(roles, role) != roles.end();
}

Procedures procedures_for(Context& context, const std::string& matter) {
  if (!matter.empty()) {
    if (const auto loaded = context.services.matters.load(matter)) return {loaded->procedure};
  }
  Procedures out;
  for (const db::ProcedureRow& row : context.services.procedures.list()) {
    if (row.current) out.push_back(context.services.procedures.by_sha256(row.sha256));
  }
  return out;
}

/// What keeps whoever has the roles `held` from lending the act; empty: nothing.
std::string hindrance(const procedure::Procedure& procedure, const procedure::EventType& type,
                      const Roles& held) {
  Roles able = lendable(procedure, type.who);
  if (able.empty()) return "personal";
  std::erase_if(able, [&](const std::string& role) {
    return type.is_signed && (type.signers.empty() || contains(type.signers, role));
  });
  if (able.empty()) return "act-signed";
  const bool is_held =
      std::ranges::any_of(able, [&](const std::string& role) { return contains(held, role); });
  return is_held ? "" : "act-not-held";
}

/// The same over several procedures: one that lets it be lent is enough. "no-such-act" where none
/// knows it.
std::string hindrance(const Procedures& procedures, const std::string& act, const Roles& held) {
  std::string out = "no-such-act";
  for (const auto& procedure : procedures) {
    const auto type = procedure->events.find(act);
    if (type == procedure->events.end()) continue;
    out = hindrance(*procedure, type->second, held);
    if (out.empty()) break;
  }
  return out;
}

Json acts_to_lend(const Procedures& procedures, const Roles& held) {
  std::set<std::string> acts;
  for (const auto& procedure : procedures) {
    for (const auto& [name, type] : procedure->events) {
      if (hindrance(*procedure, type, held).empty()) acts.insert(name);
    }
  }
  if (acts.empty()) return JsonObject{{"zh", "（无）"}, {"en", "none"}};
  JsonArray out;
  for (const std::string& act : acts) out.emplace_back(act);
  return out;
}

/// By which of the roles `held` the delegation has its act done: the role that it lends, or those
/// that may do the act it lends.
Roles lent_by(const db::Delegation& delegation, const procedure::Procedure& procedure, Roles held) {
  if (!delegation.role.empty()) return {delegation.role};
  const auto type = procedure.events.find(delegation.act);
  if (type == procedure.events.end()) return {};
  std::erase_if(held, [&](const std::string& role) { return !contains(type->second.who, role); });
  return lendable(procedure, std::move(held));
}

/// What one of the procedures asks of whoever is lent the role, or an act that takes it.
void check_delegate(Context& context, Fields& fields, const db::Delegation& delegation,
                    const Procedures& procedures, const Roles& held, const Roles& own) {
  for (const auto& procedure : procedures) {
    const Roles lent = lent_by(delegation, *procedure, held);
    if (!is_of_lenders_organ(context, *procedure, delegation, lent))
      return fields.fault("delegate", "delegate-of-another-organ",
                          {{"given", delegation.delegate}});
    if (lent.empty() || !lendable_to(*procedure, own, lent).empty()) continue;
    const auto asked = procedure->roles.find(procedure::lent_to(*procedure, lent.front()));
    if (asked == procedure->roles.end()) continue;
    return fields.fault(
        "delegate", "not-lent-to",
        {{"given", delegation.delegate}, {"roles", JsonArray{view(asked->second.title)}}});
  }
}

}  // namespace

std::vector<std::string> lendable(const procedure::Procedure& procedure, Roles roles) {
  std::erase_if(roles, [&](const std::string& role) {
    const auto declared = procedure.roles.find(role);
    return declared != procedure.roles.end() && !declared->second.lend;
  });
  return roles;
}

Roles lendable_to(const procedure::Procedure& procedure, const Roles& own, Roles roles) {
  roles = lendable(procedure, std::move(roles));
  std::erase_if(roles, [&](const std::string& role) {
    const std::string asked = procedure::lent_to(procedure, role);
    return !asked.empty() && !contains(own, asked) && !contains(own, role);
  });
  return roles;
}

bool is_of_lenders_organ(Context& context, const procedure::Procedure& procedure,
                         const db::Delegation& delegation, const Roles& lent) {
  const bool is_of_leaders = std::ranges::any_of(
      lent, [&](const std::string& role) { return !procedure::lent_to(procedure, role).empty(); });
  if (!is_of_leaders) return true;
  const Day today = day_of(context.services.clock.now());
  const Roles of_principal = db::organs_of(context.services.pool, delegation.principal, today),
              of_delegate = db::organs_of(context.services.pool, delegation.delegate, today);
  return of_principal.empty() || of_delegate.empty() ||
         std::ranges::any_of(
             of_delegate, [&](const std::string& organ) { return contains(of_principal, organ); });
}

void check_can_be_lent(Context& context, Fields& fields, const db::Delegation& delegation,
                       const Roles& held, const Roles& own) {
  const Procedures procedures = procedures_for(context, delegation.matter);
  check_delegate(context, fields, delegation, procedures, held, own);
  if (!delegation.role.empty()) {
    if (!contains(held, delegation.role) || delegation.role == db::admin_role) {
      fields.fault("role", "not-held",
                   {{"given", delegation.role}, {"principal", delegation.principal}});
    }
    const bool is_personal = std::ranges::any_of(procedures, [&](const auto& procedure) {
      return lendable(*procedure, {delegation.role}).empty();
    });
    if (is_personal) fields.fault("role", "personal", {{"given", delegation.role}});
    return;
  }
  const std::string code = hindrance(procedures, delegation.act, held);
  if (code.empty()) return;
  fields.fault("act", code,
               {{"given", delegation.act},
                {"principal", delegation.principal},
                {"lendable", acts_to_lend(procedures, held)}});
}

}  // namespace gavel::api
