#include "api/routes/duties.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "api/routes/input.hpp"
#include "db/accounts.hpp"
#include "db/offices.hpp"
#include "db/procedure_store.hpp"
#include "db/roles.hpp"

namespace gavel::api {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;
constexpr std::array pairs{Pair{db::drafter_role, db::archivist_role},
                           Pair{db::office_role, db::head_role},
                           Pair{db::office_role, db::justice_role}};

/// Of which the server asks by itself, whatever procedures are installed.
constexpr std::array servers_own{db::admin_role,       db::archivist_role, db::auditor_role,
                                 db::drafter_role,     db::harvester_role, db::inspector_role,
                                 db::justice_role,     db::office_role,    db::head_role,
                                 db::party_group_role, db::reader_role};

/// Roles that only read: what an auditor may be besides.
bool only_reads(std::string_view role) {
  return role == db::reader_role || role == db::harvester_role;
}

bool are_apart(std::string_view one, std::string_view other) {
  if (one == other) return false;
  if (one == db::admin_role || one == db::auditor_role) return !only_reads(other);
  return std::ranges::find(pairs, Pair{one, other}) != pairs.end();
}

}  // namespace

std::optional<std::pair<std::string, std::string>> clash(const std::vector<std::string>& held,
                                                         const std::vector<std::string>& more) {
  for (const std::string& one : more) {
    for (const auto* others : {&held, &more}) {
      for (const std::string& other : *others) {
        if (are_apart(one, other) || are_apart(other, one)) return std::pair(other, one);
      }
    }
  }
  return std::nullopt;
}

std::vector<std::string> roles_of_positions(Context& context, const std::string& account) {
  std::vector<std::string> out;
  const Day today = day_of(context.services.clock.now());
  for (const db::PositionHeld& each : db::Offices(context.services.pool).held_by(account)) {
    const bool is_over = (each.tenure.until && *each.tenure.until < today) ||
                         (each.tenure.ended && *each.tenure.ended <= today);
    if (!is_over) out.insert(out.end(), each.position.roles.begin(), each.position.roles.end());
  }
  return out;
}

std::vector<std::string> roles_ever(Context& context, const std::string& account) {
  const auto found = context.services.accounts.find(account);
  if (!found) return {};
  std::vector<std::string> out = roles_of_positions(context, account);
  out.insert(out.end(), found->roles.begin(), found->roles.end());
  return out;
}

void check_known(Context& context, Fields& fields, const std::string& where,
                 const std::vector<std::string>& roles, const std::vector<std::string>& held) {
  std::set<std::string> known(servers_own.begin(), servers_own.end());
  for (const db::ProcedureRow& row : context.services.procedures.list()) {
    const auto procedure = context.services.procedures.by_sha256(row.sha256);
    if (procedure == nullptr) continue;
    for (const auto& [id, role] : procedure->roles) known.insert(id);
  }
  known.erase("clock");
  known.erase("anyone");
  for (std::size_t i = 0; i < roles.size(); ++i) {
    if (known.contains(roles[i]) || std::ranges::find(held, roles[i]) != held.end()) continue;
    fields.fault(where + "/" + std::to_string(i), "no-such-role",
                 {{"given", roles[i]}, {"expected", JsonArray(known.begin(), known.end())}});
  }
}

void check_duties(Fields& fields, const std::string& where, const std::vector<std::string>& held,
                  const std::vector<std::string>& more) {
  const auto both = clash(held, more);
  if (both) fields.fault(where, "duties-apart", {{"one", both->first}, {"other", both->second}});
}

}  // namespace gavel::api
