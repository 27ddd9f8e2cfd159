#include "engine/procedure/packs.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "engine/base/ensure.hpp"
#include "engine/procedure/overlay.hpp"
#include "engine/procedure/reading.hpp"

namespace gavel::procedure {
PolicyFault fault_at(std::string pointer, std::string code, JsonObject values) {
  return {.pack = "",
          .pointer = std::move(pointer),
          .code = std::move(code),
          .values = std::move(values),
          .from = std::nullopt};
}

bool is_level(std::string_view level) {
  // A department or township decides by reference to the decree (article 42), under its own pack.
  constexpr std::array<std::string_view, 5> levels{"province", "city", "county", "department",
                                                   "township"};
  return std::ranges::find(levels, level) != levels.end();
}

namespace {

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
    fault.is_beside = !pack->extends.empty();
    if (version != nullptr)
      fault.pointer = "/versions/" + std::to_string(version - pack->versions.data()) +
                      "/parameters" + fault.pointer;
  }
  return faults;
}

/// The parameters that were consented to; a consent on which nothing rests is told.
std::set<std::string> consented_in(const Procedure& procedure, const PackVersion& version,
                                   const std::string& level, const PolicyFault& place,
                                   PolicyFaults& errors) {
  std::set<std::string> out;
  for (const Consent& consent : version.consents) {
    const auto known = std::ranges::find(procedure.parameters, consent.parameter, &Parameter::name);
    const Json* given = version.parameters.if_contains(consent.parameter);
    const Json* of_law =
        known == procedure.parameters.end() ? nullptr : known->by_level.if_contains(level);
    if (given != nullptr && of_law != nullptr && *given != *of_law) {
      out.insert(consent.parameter);
      continue;
    }
    PolicyFault fault = place;
    fault.pointer +=
        "/consents/" + std::to_string(&consent - version.consents.data()) + "/parameter";
    fault.code = "needs-no-consent";
    fault.values = {{"given", consent.parameter}};
    errors.push_back(std::move(fault));
  }
  return out;
}

/// What the levels come to on a day.
struct Laid {
  Overlay overlay;
  std::string named = {};       ///< "id@version" of the lowest in force.
  PolicyFaults errors = {};     ///< They keep it from holding.
  PolicyFaults overruled = {};  ///< Looser than what holds all the same.
};

Laid laid(const Procedure& procedure, const std::vector<const Pack*>& levels, Day day) {
  Laid out{.overlay = Overlay(procedure)};
  auto& [overlay, named, errors, overruled] = out;
  std::string level;
  for (const Pack* pack : levels) {
    // A department is of the level of the government it extends.
    if (pack->level != "department") level = pack->level;
    if (pack->procedure != procedure.name) {
      errors.push_back(fault_at("/procedure", "other-procedure",
                                {{"given", pack->procedure}, {"procedure", procedure.name}}));
      errors.back().pack = pack->id;
      continue;
    }
    const PackVersion* version = in_force(*pack, day);
    // The level above may not have set anything yet; the pack that was chosen must be in force.
    if (version == nullptr && pack == levels.back()) {
      errors.push_back(fault_at("/versions", "not-in-force", {{"day", to_string(day)}}));
      errors.back().pack = pack->id;
    }
    if (version == nullptr) continue;
    PolicyFault place =
        fault_at("/versions/" + std::to_string(version - pack->versions.data()), "");
    place.pack = pack->id;
    auto consented = consented_in(procedure, *version, level, place, errors);
    place.pointer += "/parameters";
    overlay.put({.parameters = version->parameters,
                 .level = level,
                 .place = std::move(place),
                 .by = pack->id + " " + version->version,
                 .consented = std::move(consented)},
                errors, overruled);
    named = pack->id + "@" + version->version;
  }
  overlay.let_standards_hold();
  overlay.hold_by_level(level);
  return out;
}

}  // namespace

std::expected<JsonObject, PolicyFaults> resolve(const Procedure& procedure,
                                                std::span<const Pack> packs, std::string_view id,
                                                Day day, const JsonObject& tighter) {
  const auto levels = chain(packs, id);
  if (!levels) return std::unexpected(levels.error());
  auto [overlay, named, errors, overruled] = laid(procedure, *levels, day);
  overlay.tighten(tighter, fault_at("/parameters", ""), true, errors);
  if (errors.empty()) errors = disagreements_of(procedure, overlay, levels->back(), day, tighter);
  if (!errors.empty()) return std::unexpected(std::move(errors));
  JsonObject out = overlay.overrides();
  if (std::ranges::find(procedure.parameters, "pack", &Parameter::name) !=
      procedure.parameters.end())
    out["pack"] = named;
  return out;
}

bool is_below(std::span<const Pack> packs, std::string_view id, std::string_view above) {
  const auto levels = chain(packs, id);
  return levels && id != above && std::ranges::find(*levels, above, &Pack::id) != levels->end();
}

std::vector<calendar::LocalDay> local_days(std::span<const Pack> packs, std::string_view id) {
  std::vector<calendar::LocalDay> out;
  const auto levels = chain(packs, id);
  if (!levels) return out;
  for (const Pack* pack : *levels) {
    for (const calendar::LocalDay& day : pack->local_days) {
      if (std::ranges::find(out, day.day, &calendar::LocalDay::day) == out.end())
        out.push_back(day);
    }
  }
  return out;
}

std::string_view pack_id(std::string_view pack) { return pack.substr(0, pack.rfind('@')); }

PolicyFaults worked_holidays(const Pack& pack, const calendar::Calendar& counted) {
  PolicyFaults out;
  for (const calendar::LocalDay& each : pack.local_days) {
    const bool is_known = counted.first_known() <= each.day && each.day <= counted.last_known();
    if (each.off || !is_known || counted.is_workday(each.day)) continue;
    PolicyFault fault =
        fault_at("/local_days/" + std::to_string(&each - pack.local_days.data()) + "/date",
                 "worked-holiday", {{"day", to_string(each.day)}});
    fault.pack = pack.id;
    out.push_back(std::move(fault));
  }
  return out;
}

PolicyFaults days_not_known(std::span<const Pack> packs, const calendar::Calendar& calendar) {
  PolicyFaults out;
  for (const Pack& pack : packs) {
    for (const calendar::LocalDay& each : pack.local_days) {
      if (calendar.first_known() <= each.day && each.day <= calendar.last_known()) continue;
      PolicyFault fault =
          fault_at("/local_days/" + std::to_string(&each - pack.local_days.data()) + "/date",
                   "day-not-known",
                   {{"day", to_string(each.day)},
                    {"first", to_string(calendar.first_known()).substr(0, 4)},
                    {"last", to_string(calendar.last_known()).substr(0, 4)}});
      fault.pack = pack.id;
      out.push_back(std::move(fault));
    }
  }
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

namespace {

/// A day of the lowest pack that one above it has otherwise: whether it is worked is a fact, of
/// which neither answer is the stricter, and the higher level's is the one people go by.
PolicyFaults days_otherwise(const std::vector<const Pack*>& levels) {
  PolicyFaults out;
  const Pack& own = *levels.back();
  for (const calendar::LocalDay& each : own.local_days) {
    for (const Pack* above : levels) {
      const auto other = std::ranges::find(above->local_days, each.day, &calendar::LocalDay::day);
      if (other == above->local_days.end() || other->off == each.off) continue;
      PolicyFault fault =
          fault_at("/local_days/" + std::to_string(&each - own.local_days.data()) + "/off",
                   other->off ? "day-is-off-above" : "day-is-worked-above",
                   {{"day", to_string(each.day)}, {"by", above->id}, {"name", other->name}});
      fault.pack = own.id;
      fault.is_beside = true;
      out.push_back(std::move(fault));
    }
  }
  return out;
}

/// From the top down; who decides by reference is of no government's level, and below each.
int rank_of(std::string_view level) {
  if (level == "province") return 0;
  if (level == "city") return 1;
  return level == "county" ? 2 : 3;
}

/// Of the lowest pack, where it extends one of its own level or of a lower one.
PolicyFaults not_below(const std::vector<const Pack*>& levels) {
  if (levels.size() < 2) return {};
  const Pack& own = *levels.back();
  const Pack& above = **(levels.end() - 2);
  if (rank_of(above.level) < rank_of(own.level)) return {};
  PolicyFault fault = fault_at("/extends", "not-below",
                               {{"level", own.level}, {"given", above.id}, {"than", above.level}});
  fault.pack = own.id;
  return {std::move(fault)};
}

}  // namespace

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
    for (PolicyFault& fault : not_below(*levels)) tell(std::move(fault));
    for (PolicyFault& fault : days_otherwise(*levels)) tell(std::move(fault));
    // Every day on which something changes for this pack.
    std::set<Day> days;
    const Day first = pack.versions.front().effective_from;
    for (const Pack* level : *levels) {
      for (const PackVersion& version : level->versions)
        days.insert(std::max(first, version.effective_from));
    }
    for (const Day day : days) {
      auto [overlay, named, errors, overruled] = laid(procedure, *levels, day);
      if (errors.empty()) errors = disagreements_of(procedure, overlay, levels->back(), day, {});
      std::ranges::move(overruled, std::back_inserter(errors));
      for (PolicyFault& fault : errors) {
        fault.from = day;
        tell(std::move(fault));
      }
    }
  }
  return faults;
}

}  // namespace gavel::procedure
