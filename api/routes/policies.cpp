#include "api/routes/policies.hpp"

#include <algorithm>
#include <set>

#include "api/routes/calendar_changes.hpp"
#include "api/routes/for_roles.hpp"
#include "api/routes/policy_words.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/views.hpp"
#include "api/routes/visibility.hpp"
#include "db/calendar_store.hpp"
#include "db/matter_store.hpp"
#include "db/procedure_store.hpp"
#include "embedded/api_assets.hpp"
#include "engine/procedure/packs.hpp"

namespace gavel::api {
namespace {

using procedure::Pack;

[[noreturn]] void refuse_pack(const std::string& code, JsonObject values) {
  throw invalid_policy({{.pack = "",
                         .pointer = "/pack",
                         .code = code,
                         .values = std::move(values),
                         .from = std::nullopt}});
}

const Pack* pack_named(const Context& context, std::string_view id) {
  const auto& packs = context.services.packs;
  const auto found = std::ranges::find(packs, id, &Pack::id);
  return found == packs.end() ? nullptr : &*found;
}

std::string ids_of(const Context& context) {
  std::string ids;
  for (const Pack& pack : context.services.packs) ids += (ids.empty() ? "" : ", ") + pack.id;
  return ids.empty() ? "-" : ids;
}

/// The pack a matter of this procedure takes; empty: none.
std::string chosen(const Context& context, const std::string& procedure, const JsonObject& given) {
  const std::string& own = context.services.own_pack;
  const Pack* held = pack_named(context, own);
  const bool is_held = held != nullptr && held->procedure == procedure;
  const Json* asked = given.if_contains("pack");
  if (asked == nullptr) return is_held ? own : "";
  if (!asked->is_string()) refuse_pack("not-text", {});
  std::string id(asked->get_string());
  if (pack_named(context, id) == nullptr)
    refuse_pack("not-a-pack", {{"given", id}, {"expected", ids_of(context)}});
  if (is_held && id != own) refuse_pack("another-pack", {{"expected", own}});
  return id;
}

JsonArray days_view(const std::vector<calendar::LocalDay>& days) {
  JsonArray out;
  for (const calendar::LocalDay& each : days) {
    out.push_back(JsonObject{{"date", to_string(each.day)},
                             {"off", each.off},
                             {"name", each.name},
                             {"source", each.source}});
  }
  return out;
}

JsonArray consents_view(const std::vector<procedure::Consent>& consents) {
  JsonArray out;
  for (const procedure::Consent& each : consents) {
    out.push_back(JsonObject{{"parameter", each.parameter},
                             {"by", each.by},
                             {"number", each.number},
                             {"on", to_string(each.on)}});
  }
  return out;
}

JsonObject warning_view(const procedure::PolicyFault& told) {
  const std::string parameter = string_or(told.values, "field");
  return {{"pack", told.pack},
          {"pointer", told.pointer},
          {"parameter", parameter.empty() ? Json() : Json(parameter)},
          {"from", told.from ? Json(to_string(*told.from)) : Json()},
          {"says", api::view(words_meanwhile(told))}};
}

/// Those of `faults` that lag behind a pack above; whose is of interest.
template <class OfInterest>
JsonArray warnings(const procedure::PolicyFaults& faults, const OfInterest& is_asked) {
  JsonArray out;
  for (const procedure::PolicyFault& fault : faults) {
    if (fault.is_beside && is_asked(fault.pack)) out.push_back(warning_view(fault));
  }
  return out;
}

/// Of the packs as they are, for every procedure.
procedure::PolicyFaults told_of(const Context& context) {
  procedure::PolicyFaults out;
  std::set<std::string> names;
  for (const Pack& pack : context.services.packs) {
    const auto procedure = context.services.procedures.current(pack.procedure);
    if (procedure == nullptr || !names.insert(pack.procedure).second) continue;
    std::ranges::move(check_packs(*procedure, context.services.packs), std::back_inserter(out));
  }
  return out;
}

JsonObject pack_view(const Context& context, const Pack& pack, Day day,
                     const procedure::PolicyFaults& told) {
  JsonArray versions;
  for (const procedure::PackVersion& version : pack.versions) {
    versions.push_back(JsonObject{{"version", version.version},
                                  {"effective_from", to_string(version.effective_from)},
                                  {"basis", api::view(version.basis)},
                                  {"consents", consents_view(version.consents)}});
  }
  JsonObject out{{"id", pack.id},
                 {"procedure", pack.procedure},
                 {"organ", api::view(pack.organ)},
                 {"level", pack.level},
                 {"extends", pack.extends.empty() ? Json() : Json(pack.extends)},
                 {"local_days", days_view(procedure::local_days(context.services.packs, pack.id))},
                 {"versions", std::move(versions)},
                 {"in_force", nullptr},
                 {"warnings", warnings(told, [&](const auto& id) { return id == pack.id; })}};
  const auto procedure = context.services.procedures.current(pack.procedure);
  if (procedure == nullptr) return out;
  const auto overrides = resolve(*procedure, context.services.packs, pack.id, day);
  const auto whole =
      overrides
          ? procedure->policy(*overrides)
          : std::expected<JsonObject, procedure::PolicyFaults>(std::unexpected(overrides.error()));
  if (whole) out["in_force"] = *whole;
  return out;
}

http::Response list(Context& context, Call& call) {
  Query query = call.query();
  const auto asked = query.day("on");
  query.done();
  const Day day = asked.value_or(day_of(context.services.clock.now()));
  JsonArray packs;
  const procedure::PolicyFaults told = told_of(context);
  for (const Pack& pack : context.services.packs)
    packs.push_back(pack_view(context, pack, day, told));
  return json_response(200, JsonObject{{"on", to_string(day)},
                                       {"own", context.services.own_pack},
                                       {"packs", std::move(packs)}});
}

// ---- what a changed pack would mean

/// The packs with `changed` in the place of the one of its id, or added.
std::vector<Pack> packs_with(const Context& context, Pack changed) {
  std::vector<Pack> packs(context.services.packs.begin(), context.services.packs.end());
  const auto same = std::ranges::find(packs, changed.id, &Pack::id);
  if (same == packs.end()) {
    packs.push_back(std::move(changed));
  } else {
    *same = std::move(changed);
  }
  return packs;
}

std::string pack_id(const JsonObject& policy) {
  return std::string(procedure::pack_id(string_or(policy, "pack")));
}

/// Parameters a matter opened on that pack and day would have otherwise. The pack's own name and
/// version are told beside them.
JsonArray differences(const JsonObject& now, const JsonObject& then) {
  JsonArray out;
  for (const auto& [name, value] : then) {
    const Json* held = now.if_contains(name);
    if (name == "pack" || (held != nullptr && *held == value)) continue;
    out.push_back(JsonObject{
        {"parameter", name}, {"now", held == nullptr ? Json() : *held}, {"then", value}});
  }
  return out;
}

bool is_same(const procedure::PackVersion& one, const procedure::PackVersion& other) {
  return one.version == other.version && one.effective_from == other.effective_from &&
         json_text(one.parameters) == json_text(other.parameters);
}

/// The day on which the first version that is new or changed takes effect; not before today.
Day effect_day(const Context& context, const Pack& changed) {
  const Pack* held = pack_named(context, changed.id);
  const Day today = day_of(context.services.clock.now());
  for (const procedure::PackVersion& version : changed.versions) {
    const bool stands =
        held != nullptr && std::ranges::any_of(held->versions, [&](const auto& each) {
          return is_same(each, version);
        });
    if (!stands) return std::max(today, version.effective_from);
  }
  return today;
}

/// The pack that a matter is held against: its own, or where it was opened without one `changed`.
/// Empty: its procedure does not say which it took.
std::string pack_of(const JsonObject& policy, const std::string& changed) {
  const std::string id = pack_id(policy);
  return id == "none" ? changed : id;
}

/// The packs as they would be, and the day on which they are tried.
struct Trial {
  const Pack& changed;
  std::vector<Pack> packs;
  std::shared_ptr<const procedure::Procedure> procedure;
  Day day;
};

/// Clocks that would end on another day, counted by the local days of `pack` as it would be. They
/// count from then on for what runs as well.
JsonArray moved_clocks(Context& context, const Trial& trial, const db::MatterRow& row,
                       const desk::Loaded& loaded, const std::string& pack) {
  db::CalendarStore& calendars = context.services.calendars;
  const std::string now = string_or(loaded.snapshot.policy->as_object(), "pack");
  const auto then = calendars.with_days(calendars.current().id, local_days(trial.packs, pack));
  return changed_clocks(context, row, loaded, *calendars.in_force(now).calendar, *then).told;
}

/// What would be otherwise of one matter; nothing where all is the same.
std::optional<JsonObject> differing(Context& context, const Call& call, const Trial& trial,
                                    const db::MatterRow& row) {
  const auto loaded = context.services.matters.load(row.id);
  if (!loaded) return std::nullopt;
  const JsonObject& policy = loaded->snapshot.policy->get_object();
  JsonArray differences_found;
  std::string pack = trial.changed.id, pack_then = string_or(policy, "pack", "none");
  if (row.procedure == trial.procedure->name) {
    pack = pack_of(policy, trial.changed.id);
    if (pack.empty()) return std::nullopt;
    const auto resolved = resolve(*trial.procedure, trial.packs, pack, trial.day);
    if (!resolved) return std::nullopt;  // a pack that is not here, or not in force that day
    const auto whole = trial.procedure->policy(*resolved);
    if (!whole) return std::nullopt;
    differences_found = differences(policy, *whole);
    pack_then = string_or(*whole, "pack");
  }
  JsonArray clocks = moved_clocks(context, trial, row, *loaded, pack);
  if (differences_found.empty() && clocks.empty()) return std::nullopt;
  hide_kept_titles(context, call, clocks);
  return JsonObject{{"matter", row.id},
                    {"title", row.title},
                    {"pack", string_or(policy, "pack", "none")},
                    {"pack_then", pack_then},
                    {"differences", std::move(differences_found)},
                    {"clocks", std::move(clocks)}};
}

/// Throws Problem invalid-policy with what is wrong with the pack that was sent. What is wrong with
/// another by it is told of the whole; that the other lags behind is nothing wrong with this one.
void refuse_wrong(const Pack& changed, const procedure::PolicyFaults& faults) {
  procedure::PolicyFaults out;
  for (const procedure::PolicyFault& fault : faults) {
    if (fault.pack == changed.id) {
      out.push_back(fault);
    } else if (!fault.is_beside) {
      const Text words = words_of(fault);
      out.push_back({.pack = changed.id,
                     .pointer = "",
                     .code = "within",
                     .values = {{"pack", fault.pack + " " + fault.pointer},
                                {"says", JsonObject{{"zh", words.zh}, {"en", words.en}}}},
                     .from = {}});
    }
  }
  if (!out.empty()) throw invalid_policy(out, "");
}

/// Changes nothing: a matter keeps the policy it was opened with.
http::Response effect(Context& context, Call& call) {
  Query query = call.query();
  const auto asked = query.day("on");
  const std::string cursor = query.cursor();
  const int limit = query.limit();
  query.done();
  auto changed = procedure::read_pack(json_text(call.json()));
  if (!changed) throw invalid_policy(changed.error(), "");
  const auto procedure = context.services.procedures.current(changed->procedure);
  if (procedure == nullptr)
    throw Problem{.type = "no-such-procedure", .values = {{"name", changed->procedure}}};
  const Trial trial{.changed = *changed,
                    .packs = packs_with(context, *changed),
                    .procedure = procedure,
                    .day = asked.value_or(effect_day(context, *changed))};
  db::CalendarStore& calendars = context.services.calendars;
  const auto counted = calendars.with_days(calendars.current().id, changed->local_days);
  if (const auto worked = procedure::worked_holidays(*changed, *counted); !worked.empty())
    throw invalid_policy(worked, "");
  const auto faults = check_packs(*procedure, trial.packs);
  refuse_wrong(*changed, faults);
  const auto is_under = [&](const std::string& id) {
    return is_below(trial.packs, id, changed->id);
  };

  // By the local days of the pack that holds for all, all are counted, of whatever procedure.
  const bool is_for_all = changed->id == context.services.own_pack;
  const auto page = context.services.matters.list(
      {.procedure = is_for_all ? std::nullopt : std::optional(procedure->name),
       .finished = false,
       .cursor = cursor,
       .limit = limit});
  if (!page) throw Problem{.type = "bad-cursor"};
  JsonArray matters;
  for (const db::MatterRow& row : page->rows) {
    if (auto found = differing(context, call, trial, row)) matters.push_back(*std::move(found));
  }
  hide_kept_titles(context, call, matters);
  http::Response response =
      json_response(200, JsonObject{{"on", to_string(trial.day)},
                                    {"looked_at", page->rows.size()},
                                    {"matters", std::move(matters)},
                                    {"warnings", warnings(faults, is_under)}});
  link_next(response, call, page->next);
  return response;
}

/// What a pack's file may hold; the bounds of each parameter are the procedure's.
http::Response schema(Context& /*context*/, Call& call) {
  call.query().done();
  return text_response(std::string(asset::schema_json), "application/schema+json");
}

/// A matter sends its parameters as they are, and not under "parameters" as a pack has them.
procedure::PolicyFaults as_sent(procedure::PolicyFaults faults) {
  constexpr std::string_view in_pack = "/parameters/";
  for (procedure::PolicyFault& fault : faults) {
    if (fault.pack.empty() && fault.pointer.starts_with(in_pack))
      fault.pointer.erase(0, in_pack.size() - 1);
  }
  return faults;
}

const Access for_policy_makers = for_roles({db::admin_role, db::office_role, db::auditor_role});

}  // namespace

JsonObject policy_for(const Context& context, const std::string& procedure, JsonObject given) {
  const std::string id = chosen(context, procedure, given);
  const auto current = context.services.procedures.current(procedure);
  if (current == nullptr) return given;  // the desk says so
  given.erase("pack");
  auto resolved = id.empty() ? without_pack(*current, given)
                             : resolve(*current, context.services.packs, id,
                                       day_of(context.services.clock.now()), given);
  if (!resolved) throw invalid_policy(as_sent(std::move(resolved.error())));
  return *std::move(resolved);
}

JsonObject policy_on(const Context& context, Day day) {
  const Pack* own = pack_named(context, context.services.own_pack);
  const auto procedure =
      context.services.procedures.current(own == nullptr ? "major-decision" : own->procedure);
  if (procedure == nullptr) return {};
  if (own == nullptr) return procedure->standard_policy();
  const auto overrides = resolve(*procedure, context.services.packs, own->id, day);
  if (!overrides) return procedure->standard_policy();  // the pack was not in force yet
  return procedure->policy(*overrides).value_or(procedure->standard_policy());
}

void add_policies(Router& router) {
  router.add({"GET", "/v1/policies", for_accounts, list});
  router.add({"GET", "/v1/policies/schema", for_public, schema});
  router.add({"POST", "/v1/policies/effect", for_policy_makers, effect});
}

}  // namespace gavel::api
