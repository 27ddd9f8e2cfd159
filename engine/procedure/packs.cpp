#include "engine/procedure/packs.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "engine/base/ensure.hpp"
#include "engine/procedure/instruments.hpp"
#include "engine/procedure/overlay.hpp"
#include "engine/procedure/reading.hpp"

namespace gavel::procedure {
namespace {

PolicyFault fault_at(std::string pointer, std::string code, JsonObject values = {}) {
  return {.pack = "",
          .pointer = std::move(pointer),
          .code = std::move(code),
          .values = std::move(values),
          .from = std::nullopt};
}

// ---- reading

class Reader {
 public:
  explicit Reader(PolicyFaults& errors) : errors_(errors) {}

  std::string text(const JsonObject& from, const std::string& at, std::string_view name,
                   bool is_required = true) {
    const Json* value = from.if_contains(name);
    if (value == nullptr && !is_required) return "";
    if (value != nullptr && value->is_string() && !value->get_string().empty())
      return std::string(value->get_string());
    fault(at, name, "not-text");
    return "";
  }
  /// As `both`; a decree number under another's title is a fault.
  Text cited(const JsonObject& from, const std::string& at, std::string_view name) {
    Text out = both(from, at, name);
    const auto check = [&](const std::string& text, const char* language) {
      const std::string expected = check_citation(text).expected;
      if (expected.empty()) return;
      errors_.push_back(fault_at(at + "/" + std::string(name) + "/" + language, "wrong-citation",
                                 {{"given", text}, {"expected", expected}}));
    };
    check(out.zh, "zh");
    check(out.en, "en");
    return out;
  }
  Text both(const JsonObject& from, const std::string& at, std::string_view name) {
    const JsonObject words = object(from, at, name);
    const std::string inner = at + "/" + std::string(name);
    only(words, inner, {"zh", "en"});
    return {text(words, inner, "zh"), text(words, inner, "en")};
  }
  JsonObject object(const JsonObject& from, const std::string& at, std::string_view name) {
    const Json* value = from.if_contains(name);
    if (value != nullptr && value->is_object()) return value->get_object();
    fault(at, name, "not-object");
    return {};
  }
  void only(const JsonObject& given, const std::string& at,
            std::initializer_list<std::string_view> names) {
    std::string known;
    for (const std::string_view name : names)
      known += (known.empty() ? "" : ", ") + std::string(name);
    for (const auto& [name, value] : given) {
      if (std::ranges::find(names, std::string_view(name)) != names.end()) continue;
      errors_.push_back(
          fault_at(at + "/" + pointer_part(name), "no-such-member", {{"expected", known}}));
    }
  }
  void fault(const std::string& at, std::string_view name, std::string code) {
    errors_.push_back(
        fault_at(at + (name.empty() ? "" : "/" + std::string(name)), std::move(code)));
  }

 private:
  PolicyFaults& errors_;
};

PackVersion read_version(Reader& reader, const Json& json, const std::string& at) {
  if (!json.is_object()) {
    reader.fault(at, "", "not-object");
    return {};
  }
  const JsonObject& given = json.get_object();
  reader.only(given, at, {"version", "effective_from", "basis", "parameters"});
  const std::string from = reader.text(given, at, "effective_from");
  const auto day = parse_day(from);
  if (!day && !from.empty()) reader.fault(at, "effective_from", "not-day");
  return {reader.text(given, at, "version"), day.value_or(Day{}), reader.cited(given, at, "basis"),
          reader.object(given, at, "parameters")};
}

const Pack* find(std::span<const Pack> packs, std::string_view id) {
  const auto found = std::ranges::find(packs, id, &Pack::id);
  return found == packs.end() ? nullptr : &*found;
}

/// A fault of the uppermost pack found so far.
PolicyFault fault_in(const std::vector<const Pack*>& found, std::string pointer, std::string code,
                     const std::string& given) {
  PolicyFault fault = fault_at(std::move(pointer), std::move(code), {{"given", given}});
  if (!found.empty()) fault.pack = found.front()->id;
  return fault;
}

/// From the top level down to `id`.
std::expected<std::vector<const Pack*>, PolicyFaults> chain(std::span<const Pack> packs,
                                                            std::string_view id) {
  std::vector<const Pack*> out;
  std::string next(id);
  while (!next.empty()) {
    const Pack* pack = find(packs, next);
    if (pack == nullptr)
      return std::unexpected(PolicyFaults{fault_in(out, "/extends", "no-such-pack", next)});
    if (std::ranges::find(out, pack) != out.end())
      return std::unexpected(PolicyFaults{fault_in(out, "/extends", "extends-itself", next)});
    out.insert(out.begin(), pack);
    next = pack->extends;
  }
  return out;
}

const PackVersion* in_force(const Pack& pack, Day day) {
  const PackVersion* found = nullptr;
  for (const PackVersion& version : pack.versions) {
    if (version.effective_from <= day) found = &version;
  }
  return found;
}

/// Numbers that do not go together, told of the matter where it set one of them, or of the pack.
PolicyFaults disagreements_of(const Procedure& procedure, const Overlay& overlay, const Pack* pack,
                              Day day, const JsonObject& tighter) {
  JsonObject whole = procedure.standard_policy();
  for (const auto& [name, value] : overlay.overrides()) whole[name] = value;
  PolicyFaults faults = disagreements(procedure, whole);
  for (PolicyFault& fault : faults) {
    const bool is_the_matters = tighter.contains(string_or(fault.values, "field")) ||
                                tighter.contains(string_or(fault.values, "other"));
    if (pack == nullptr) continue;
    if (is_the_matters) {
      fault.pointer = "/parameters" + fault.pointer;
      continue;
    }
    const PackVersion* version = in_force(*pack, day);
    fault.pack = pack->id;
    if (version != nullptr)
      fault.pointer = "/versions/" + std::to_string(version - pack->versions.data()) +
                      "/parameters" + fault.pointer;
  }
  return faults;
}

}  // namespace

std::expected<Pack, PolicyFaults> read_pack(std::string_view json) {
  const auto parsed = parse_json(json);
  if (!parsed) {
    return std::unexpected(PolicyFaults{fault_at("", "not-json", {{"reason", parsed.error()}})});
  }
  if (!parsed->is_object()) return std::unexpected(PolicyFaults{fault_at("", "not-object")});
  const JsonObject& given = parsed->get_object();
  PolicyFaults errors;
  Reader reader(errors);
  reader.only(given, "", {"$schema", "id", "procedure", "organ", "level", "extends", "versions"});
  Pack pack;
  pack.id = reader.text(given, "", "id");
  pack.procedure = reader.text(given, "", "procedure");
  pack.organ = reader.both(given, "", "organ");
  pack.level = reader.text(given, "", "level");
  // A department or township decides by reference to the decree (article 42), under its own pack.
  constexpr std::array<std::string_view, 5> levels{"province", "city", "county", "department",
                                                   "township"};
  if (!pack.level.empty() && std::ranges::find(levels, pack.level) == levels.end())
    reader.fault("", "level", "not-level");
  pack.extends = reader.text(given, "", "extends", false);
  const Json* versions = given.if_contains("versions");
  if (versions == nullptr || !versions->is_array() || versions->get_array().empty()) {
    reader.fault("", "versions", "no-versions");
  } else {
    for (const Json& version : versions->get_array()) {
      const std::string at = "/versions/" + std::to_string(pack.versions.size());
      pack.versions.push_back(read_version(reader, version, at));
    }
  }
  const auto later = [](const PackVersion& a, const PackVersion& b) {
    const bool are_read = a.effective_from != Day{} && b.effective_from != Day{};
    return are_read && a.effective_from >= b.effective_from;
  };
  if (std::ranges::adjacent_find(pack.versions, later) != pack.versions.end())
    reader.fault("", "versions", "disorder");
  if (!errors.empty()) return std::unexpected(std::move(errors));
  return pack;
}

std::expected<JsonObject, PolicyFaults> resolve(const Procedure& procedure,
                                                std::span<const Pack> packs, std::string_view id,
                                                Day day, const JsonObject& tighter) {
  const auto levels = chain(packs, id);
  if (!levels) return std::unexpected(levels.error());
  PolicyFaults errors;
  Overlay overlay(procedure);
  std::string named;
  for (const Pack* pack : *levels) {
    if (pack->procedure != procedure.name) {
      errors.push_back(fault_at("/procedure", "other-procedure",
                                {{"given", pack->procedure}, {"procedure", procedure.name}}));
      errors.back().pack = pack->id;
      continue;
    }
    if (pack != levels->front()) overlay.let_standards_hold();
    const PackVersion* version = in_force(*pack, day);
    // The level above may not have set anything yet; the pack that was chosen must be in force.
    if (version == nullptr && pack == levels->back()) {
      errors.push_back(fault_at("/versions", "not-in-force", {{"day", to_string(day)}}));
      errors.back().pack = pack->id;
    }
    if (version == nullptr) continue;
    PolicyFault place = fault_at(
        "/versions/" + std::to_string(version - pack->versions.data()) + "/parameters", "");
    place.pack = pack->id;
    overlay.put(version->parameters, place, pack->id + " " + version->version, errors);
    named = pack->id + "@" + version->version;
  }
  overlay.let_standards_hold();
  overlay.tighten(tighter, fault_at("/parameters", ""), true, errors);
  if (errors.empty()) errors = disagreements_of(procedure, overlay, levels->back(), day, tighter);
  if (!errors.empty()) return std::unexpected(std::move(errors));
  JsonObject out = overlay.overrides();
  if (std::ranges::find(procedure.parameters, "pack", &Parameter::name) !=
      procedure.parameters.end())
    out["pack"] = named;
  return out;
}

std::expected<JsonObject, PolicyFaults> without_pack(const Procedure& procedure,
                                                     const JsonObject& tighter) {
  PolicyFaults errors;
  Overlay overlay(procedure);
  overlay.let_standards_hold();
  overlay.tighten(tighter, fault_at("", ""), false, errors);
  if (errors.empty()) errors = disagreements_of(procedure, overlay, nullptr, Day{}, tighter);
  if (!errors.empty()) return std::unexpected(std::move(errors));
  return overlay.overrides();
}

PolicyFaults check_packs(const Procedure& procedure, std::span<const Pack> packs) {
  PolicyFaults faults;
  std::set<std::string> ids, told;
  const auto tell = [&](PolicyFault fault) {
    const std::string once = fault.pack + fault.pointer + fault.code + json_text(fault.values);
    if (told.insert(once).second) faults.push_back(std::move(fault));
  };
  for (const Pack& pack : packs) {
    if (!ids.insert(pack.id).second) {
      tell({.pack = pack.id, .pointer = "/id", .code = "second", .values = {}, .from = {}});
    }
    if (pack.procedure != procedure.name) continue;
    const auto levels = chain(packs, pack.id);
    if (!levels) {
      for (const PolicyFault& fault : levels.error()) tell(fault);
      continue;
    }
    // Every day on which something changes for this pack.
    std::set<Day> days;
    const Day first = pack.versions.front().effective_from;
    for (const Pack* level : *levels) {
      for (const PackVersion& version : level->versions)
        days.insert(std::max(first, version.effective_from));
    }
    for (const Day day : days) {
      const auto resolved = resolve(procedure, packs, pack.id, day, {});
      if (resolved) continue;
      for (PolicyFault fault : resolved.error()) {
        fault.from = day;
        tell(std::move(fault));
      }
    }
  }
  return faults;
}

}  // namespace gavel::procedure
