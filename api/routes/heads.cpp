#include "api/routes/heads.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "api/routes/sentences.hpp"
#include "api/routes/views.hpp"
#include "db/deciding_organ.hpp"
#include "db/matter_store.hpp"
#include "db/named.hpp"
#include "db/roles.hpp"

namespace gavel::api {
namespace {

Day today_in(Context& context) { return day_of(context.services.clock.now()); }

/// Whom the register of positions has for the head, and that this account is none.
Text says_of(Context& context, const std::string& account) {
  const Names names(context);
  JsonArray heads;
  for (const std::string& head : db::heads_on(context.services.pool, today_in(context)))
    heads.emplace_back(names.name(head));
  JsonObject values{{"account", names.name(account)}};
  if (heads.empty()) return sentence("no-head-by-position", values);
  values["heads"] = std::move(heads);
  return sentence("not-head-by-position", values);
}

db::DecidingOrgan deciding_organ(Context& context) {
  return {context.services.pool, context.services.packs, context.services.own_pack};
}

/// In which organs this account has posts, and which other decides the matter.
Text says_elsewhere(Context& context, const std::string& account,
                    const std::vector<std::string>& deciding) {
  const auto organs = db::organs_of(context.services.pool, account, today_in(context));
  return sentence("of-another-organ", {{"account", Names(context).name(account)},
                                       {"organs", JsonArray(organs.begin(), organs.end())},
                                       {"deciding", JsonArray(deciding.begin(), deciding.end())}});
}

/// Whoever has one of these roles could do or read it: of an event the roles stand by their ids in
/// its refusal alone.
bool asks_for(const Problem& problem, std::span<const std::string_view> wanted) {
  if (problem.type == "not-your-matter") return true;
  const Json* const refusal = problem.members.if_contains("refusal");
  const bool is_of_event = problem.type == "not-permitted" && refusal != nullptr &&
                           !refusal->as_object().contains("recused");
  const Json* const roles =
      is_of_event ? &refusal->at("roles") : problem.values.if_contains("roles");
  return roles != nullptr && roles->is_array() &&
         std::ranges::any_of(wanted, [&](std::string_view role) {
           return std::ranges::find(roles->get_array(), Json(role)) != roles->get_array().end();
         });
}

/// Whom the rules that are not met saw named and would have counted as a head.
std::set<std::string> named_in_rules(Context& context, const Problem& problem,
                                     const std::vector<std::string>& not_heads) {
  std::set<std::string> out;
  const Json* const refusal = problem.members.if_contains("refusal");
  if (problem.type != "rules-unmet" || refusal == nullptr) return out;
  // Of nobody, as a rule: then what the rules saw is looked up nowhere.
  if (not_heads.empty()) return out;
  for (const Json& rule : refusal->at("rules").as_array()) {
    for (const auto& [name, seen] : rule.at("seen").as_object()) {
      if (!seen.is_string() || seen.get_string().empty()) continue;
      const JsonObject said = db::account_named(context.services.pool,
                                                std::string(seen.get_string()), today_in(context));
      if (said.at("found").is_object())
        out.insert(string_or(said.at("found").get_object(), "account"));
    }
  }
  std::erase_if(out, [&](const std::string& account) {
    return std::ranges::find(not_heads, account) == not_heads.end();
  });
  return out;
}

void add(Problem& problem, const Text& more) {
  if (!problem.detail) problem.detail = find_problem_type(problem.type)->detail;
  problem.detail->zh += more.zh;
  problem.detail->en += " " + more.en;
}

/// Whose own role of a member does not count is told so.
void tell_no_member(Context& context, const Call& call, Problem& problem) {
  constexpr std::array member{db::member_role};
  const bool is_set_aside =
      std::ranges::find(call.not_counted, db::member_role) != call.not_counted.end();
  if (!is_set_aside || !asks_for(problem, member)) return;
  add(problem,
      sentence("no-member-by-position", {{"account", Names(context).name(call.account->account)}}));
}

}  // namespace

std::vector<std::string> organs_deciding(Context& context, const desk::Loaded& loaded) {
  return deciding_organ(context).titles(loaded.snapshot, today_in(context));
}

std::vector<db::SetAside> of_other_organs(Context& context, const desk::Loaded& loaded) {
  return deciding_organ(context).of_other_organs(loaded.snapshot, today_in(context));
}

void tell_not_counted(Context& context, const Call& call, Problem& problem) {
  if (!call.account || (problem.type != "rules-unmet" && !asks_for(problem, db::organ_roles)))
    return;
  const std::string matter = call.parameters.empty() ? "" : call.parameter();
  const auto loaded = context.services.matters.load(matter);
  std::vector<std::string> elsewhere, deciding;
  if (loaded) {
    deciding = deciding_organ(context).presumed(loaded->snapshot, today_in(context));
    for (db::SetAside& each : of_other_organs(context, *loaded))
      elsewhere.push_back(std::move(each.account));
  }
  auto not_heads = db::not_heads_on(context.services.pool, today_in(context));
  not_heads.insert(not_heads.end(), elsewhere.begin(), elsewhere.end());
  std::set<std::string> accounts = named_in_rules(context, problem, not_heads);
  const auto is_of = [](const std::vector<std::string>& list, const std::string& account) {
    return std::ranges::find(list, account) != list.end();
  };
  const std::string& sender = call.account->account;
  constexpr std::array head{db::head_role};
  if (is_of(elsewhere, sender) ? asks_for(problem, db::organ_roles)
                               : is_of(not_heads, sender) && asks_for(problem, head))
    accounts.insert(sender);
  for (const std::string& account : accounts) {
    const Text more = is_of(elsewhere, account) ? says_elsewhere(context, account, deciding)
                                                : says_of(context, account);
    add(problem, more);
  }
  tell_no_member(context, call, problem);
}

JsonArray roles_not_counted(Context& context) {
  JsonArray out;
  for (const std::string& account : db::not_heads_on(context.services.pool, today_in(context))) {
    out.push_back(JsonObject{
        {"account", account}, {"role", db::head_role}, {"says", view(says_of(context, account))}});
  }
  return out;
}

}  // namespace gavel::api
