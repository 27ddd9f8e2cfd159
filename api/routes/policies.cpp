#include "api/routes/policies.hpp"

#include <algorithm>

#include "api/routes/policy_words.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/views.hpp"
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

JsonObject pack_view(const Context& context, const Pack& pack, Day day) {
  JsonArray versions;
  for (const procedure::PackVersion& version : pack.versions) {
    versions.push_back(JsonObject{{"version", version.version},
                                  {"effective_from", to_string(version.effective_from)},
                                  {"basis", view(version.basis)}});
  }
  JsonObject out{{"id", pack.id},
                 {"procedure", pack.procedure},
                 {"organ", view(pack.organ)},
                 {"level", pack.level},
                 {"extends", pack.extends.empty() ? Json() : Json(pack.extends)},
                 {"versions", std::move(versions)},
                 {"in_force", nullptr}};
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
  for (const Pack& pack : context.services.packs) packs.push_back(pack_view(context, pack, day));
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

/// The id in "arxan@2021.1".
std::string pack_id(const JsonObject& policy) {
  const std::string pack = string_or(policy, "pack");
  return pack.substr(0, pack.rfind('@'));
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
  const std::vector<Pack> packs = packs_with(context, *changed);
  if (const auto wrong = check_packs(*procedure, packs); !wrong.empty())
    throw invalid_policy(wrong, "");

  const auto page = context.services.matters.list(
      {.procedure = procedure->name, .finished = false, .cursor = cursor, .limit = limit});
  if (!page) throw Problem{.type = "bad-cursor"};
  const Day day = asked.value_or(effect_day(context, *changed));
  JsonArray matters;
  for (const db::MatterRow& row : page->rows) {
    const auto loaded = context.services.matters.load(row.id);
    if (!loaded) continue;
    const JsonObject& policy = loaded->snapshot.policy->get_object();
    const std::string pack = pack_of(policy, changed->id);
    if (pack.empty()) continue;
    const auto resolved = resolve(*procedure, packs, pack, day);
    if (!resolved) continue;  // on a pack that is not here, or not in force that day
    const auto whole = procedure->policy(*resolved);
    if (!whole) continue;
    JsonArray found = differences(policy, *whole);
    if (found.empty()) continue;
    matters.push_back(JsonObject{{"matter", row.id},
                                 {"title", row.title},
                                 {"pack", string_or(policy, "pack")},
                                 {"pack_then", string_or(*whole, "pack")},
                                 {"differences", std::move(found)}});
  }
  http::Response response = json_response(200, JsonObject{{"on", to_string(day)},
                                                          {"looked_at", page->rows.size()},
                                                          {"matters", std::move(matters)}});
  link_next(response, call, page->next);
  return response;
}

/// What a pack's file may hold; the bounds of each parameter are the procedure's.
http::Response schema(Context& /*context*/, Call& call) {
  call.query().done();
  return text_response(std::string(asset::schema_json), "application/schema+json");
}

const Access for_policy_makers{.roles = {"admin", "office", "auditor"}};

}  // namespace

JsonObject policy_for(const Context& context, const std::string& procedure, JsonObject given) {
  const std::string id = chosen(context, procedure, given);
  const auto current = context.services.procedures.current(procedure);
  if (current == nullptr) return given;  // the desk says so
  given.erase("pack");
  auto resolved = id.empty() ? without_pack(*current, given)
                             : resolve(*current, context.services.packs, id,
                                       day_of(context.services.clock.now()), given);
  if (!resolved) throw invalid_policy(resolved.error());
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
