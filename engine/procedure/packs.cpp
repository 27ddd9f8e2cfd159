#include <algorithm>
#include <set>

#include "engine/base/ensure.hpp"
#include "engine/procedure/pack_faults.hpp"
#include "engine/procedure/reading.hpp"

namespace gavel::procedure {
namespace {

PackFault fault_at(std::string pointer, std::string code, JsonObject values = {}) {
  return {.pack = "",
          .pointer = std::move(pointer),
          .code = std::move(code),
          .values = std::move(values),
          .from = std::nullopt};
}

/// A name as a part of a JSON pointer (RFC 6901).
std::string escaped(std::string_view name) {
  std::string out;
  for (const char c : name) out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return out;
}

// ---- reading

class Reader {
 public:
  explicit Reader(PackFaults& errors) : errors_(errors) {}

  std::string text(const JsonObject& from, const std::string& at, std::string_view name,
                   bool is_required = true) {
    const Json* value = from.if_contains(name);
    if (value == nullptr && !is_required) return "";
    if (value != nullptr && value->is_string() && !value->get_string().empty())
      return std::string(value->get_string());
    fault(at, name, "not-text");
    return "";
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
          fault_at(at + "/" + escaped(name), "no-such-member", {{"expected", known}}));
    }
  }
  void fault(const std::string& at, std::string_view name, std::string code) {
    errors_.push_back(
        fault_at(at + (name.empty() ? "" : "/" + std::string(name)), std::move(code)));
  }

 private:
  PackFaults& errors_;
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
  return {reader.text(given, at, "version"), day.value_or(Day{}), reader.both(given, at, "basis"),
          reader.object(given, at, "parameters")};
}

// ---- strictness

/// How far along its scale a value is; a choice's scale is the order of its values.
double place_of(const Parameter& parameter, const Json& value) {
  if (value.is_bool()) return value.get_bool() ? 1 : 0;
  if (value.is_number()) return value.to_number<double>();
  const auto found = std::ranges::find(parameter.values, std::string_view(value.get_string()));
  return static_cast<double>(found - parameter.values.begin());
}

bool is_looser(const Parameter& parameter, const Json& value, const Json& than) {
  if (value == than || parameter.stricter == Parameter::Stricter::neither) return false;
  const double given = place_of(parameter, value), floor = place_of(parameter, than);
  return parameter.stricter == Parameter::Stricter::more ? given < floor : given > floor;
}

/// What holds so far, and who said so.
struct Held {
  Json value;
  std::string by;  ///< "inner-mongolia 2021.1".
};

class Overlay {
 public:
  explicit Overlay(const Procedure& procedure) : procedure_(procedure) {}

  /// What `place` (its pack and pointer) sets; `by` names it to those it binds.
  void put(const JsonObject& parameters, const PackFault& place, const std::string& by,
           PackFaults& errors) {
    for (const auto& [name, value] : parameters)
      put_one(std::string(name), value, place, by, errors);
  }
  [[nodiscard]] JsonObject overrides() const {
    JsonObject out;
    for (const auto& [name, held] : held_) out[name] = held.value;
    return out;
  }

 private:
  void put_one(const std::string& name, const Json& value, const PackFault& place,
               const std::string& by, PackFaults& errors) {
    const auto wrong = [&](const char* code, JsonObject values) {
      values["field"] = name;
      values["given"] = value;
      PackFault fault = place;
      fault.pointer += "/" + escaped(name);
      fault.code = code;
      fault.values = std::move(values);
      errors.push_back(std::move(fault));
    };
    const auto parameter = std::ranges::find(procedure_.parameters, name, &Parameter::name);
    if (parameter == procedure_.parameters.end() || name == "pack")
      return wrong("no-such-parameter", {{"procedure", procedure_.name}, {"like", like(name)}});
    if (!allows(*parameter, value)) return wrong("not-allowed", wanted(*parameter));
    const auto held = held_.find(name);
    if (held != held_.end() && is_looser(*parameter, value, held->second.value)) {
      JsonObject values = wanted(*parameter);
      values["than"] = held->second.value;
      values["by"] = held->second.by;
      return wrong("looser", std::move(values));
    }
    held_[name] = {value, by};
  }

  /// What would be right, in both languages, and the articles that say so.
  static JsonObject wanted(const Parameter& parameter) {
    std::string zh, en;
    for (const Citation& citation : parameter.citations) {
      zh += "（" + citation.label.zh + "）";
      en += " (" + citation.label.en + ")";
    }
    const Text words = demands(parameter);
    return {
        {"expected_zh", words.zh}, {"expected_en", words.en}, {"cited_zh", zh}, {"cited_en", en}};
  }

  /// Parameters of which a part is written alike, for one that does not exist.
  [[nodiscard]] std::string like(const std::string& name) const {
    const std::string first = name.substr(0, name.find('_'));
    std::string out;
    for (const Parameter& parameter : procedure_.parameters) {
      if (parameter.name.starts_with(first)) out += (out.empty() ? "" : ", ") + parameter.name;
    }
    return out.empty() ? "-" : out;
  }

  const Procedure& procedure_;
  std::map<std::string, Held> held_;
};

const Pack* find(std::span<const Pack> packs, std::string_view id) {
  const auto found = std::ranges::find(packs, id, &Pack::id);
  return found == packs.end() ? nullptr : &*found;
}

/// A fault of the uppermost pack found so far.
PackFault fault_in(const std::vector<const Pack*>& found, std::string pointer, std::string code,
                   const std::string& given) {
  PackFault fault = fault_at(std::move(pointer), std::move(code), {{"given", given}});
  if (!found.empty()) fault.pack = found.front()->id;
  return fault;
}

/// From the top level down to `id`.
std::expected<std::vector<const Pack*>, PackFaults> chain(std::span<const Pack> packs,
                                                          std::string_view id) {
  std::vector<const Pack*> out;
  std::string next(id);
  while (!next.empty()) {
    const Pack* pack = find(packs, next);
    if (pack == nullptr)
      return std::unexpected(PackFaults{fault_in(out, "/extends", "no-such-pack", next)});
    if (std::ranges::find(out, pack) != out.end())
      return std::unexpected(PackFaults{fault_in(out, "/extends", "extends-itself", next)});
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

}  // namespace

namespace {

/// What is wrong, after the pointer.
std::string reason_of(const PackFault& fault) {
  const auto value = [&](std::string_view name) {
    const Json* found = fault.values.if_contains(name);
    if (found == nullptr) return std::string();
    return found->is_string() ? std::string(found->get_string()) : json_text(*found);
  };
  const auto given = [&] { return json_text(fault.values.at("given")); };
  if (fault.code == "no-such-member") return "no such member";
  if (fault.code == "not-text") return "must be a text";
  if (fault.code == "not-object") return "must be an object";
  if (fault.code == "not-day") return "must be a day such as 2026-01-01";
  if (fault.code == "not-level") return "must be province, city or county";
  if (fault.code == "no-versions") return "must be a list with a version";
  if (fault.code == "disorder") return "must be in the order of the days they take effect";
  if (fault.code == "second") return "a second pack of this name";
  if (fault.code == "no-such-pack") return "there is no pack '" + value("given") + "'";
  if (fault.code == "extends-itself") return "'" + value("given") + "' extends itself";
  if (fault.code == "other-procedure") return "'" + fault.pack + "' is for " + value("given");
  if (fault.code == "no-such-parameter") return "the procedure has no such parameter";
  if (fault.code == "not-in-force")
    return "'" + fault.pack + "' is not in force on " + value("day");
  if (fault.code == "not-allowed")
    return given() + " is not allowed; it must be " + value("expected_en");
  ensure(fault.code == "looser", "every fault of a pack has its words");
  return given() + " is looser than " + json_text(fault.values.at("than")) + " of " + value("by") +
         value("cited_en");
}

std::vector<std::string> texts_of(const PackFaults& faults) {
  std::vector<std::string> out;
  for (const PackFault& fault : faults) out.push_back(text_of(fault));
  return out;
}

}  // namespace

std::string text_of(const PackFault& fault) {
  if (fault.code == "not-json") return string_or(fault.values, "reason");
  if (fault.pointer.empty()) return "a pack is an object";
  // Which version it is, the day says.
  const std::size_t parameters = fault.pointer.find("/parameters/");
  std::string out =
      parameters == std::string::npos ? fault.pointer : fault.pointer.substr(parameters);
  return out + ": " + reason_of(fault);
}

std::expected<Pack, PackFaults> pack_or_faults(std::string_view json) {
  const auto parsed = parse_json(json);
  if (!parsed) {
    return std::unexpected(PackFaults{fault_at("", "not-json", {{"reason", parsed.error()}})});
  }
  if (!parsed->is_object()) return std::unexpected(PackFaults{fault_at("", "not-object")});
  const JsonObject& given = parsed->get_object();
  PackFaults errors;
  Reader reader(errors);
  reader.only(given, "", {"$schema", "id", "procedure", "organ", "level", "extends", "versions"});
  Pack pack;
  pack.id = reader.text(given, "", "id");
  pack.procedure = reader.text(given, "", "procedure");
  pack.organ = reader.both(given, "", "organ");
  pack.level = reader.text(given, "", "level");
  if (!pack.level.empty() && pack.level != "province" && pack.level != "city" &&
      pack.level != "county")
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

std::expected<JsonObject, PackFaults> overrides_or_faults(const Procedure& procedure,
                                                          std::span<const Pack> packs,
                                                          std::string_view id, Day day,
                                                          const JsonObject& tighter) {
  const auto levels = chain(packs, id);
  if (!levels) return std::unexpected(levels.error());
  PackFaults errors;
  Overlay overlay(procedure);
  std::string named;
  for (const Pack* pack : *levels) {
    if (pack->procedure != procedure.name) {
      errors.push_back(fault_at("/procedure", "other-procedure",
                                {{"given", pack->procedure}, {"procedure", procedure.name}}));
      errors.back().pack = pack->id;
      continue;
    }
    const PackVersion* version = in_force(*pack, day);
    // The level above may not have set anything yet; the pack that was chosen must be in force.
    if (version == nullptr && pack == levels->back()) {
      errors.push_back(fault_at("/versions", "not-in-force", {{"day", to_string(day)}}));
      errors.back().pack = pack->id;
    }
    if (version == nullptr) continue;
    PackFault place = fault_at(
        "/versions/" + std::to_string(version - pack->versions.data()) + "/parameters", "");
    place.pack = pack->id;
    overlay.put(version->parameters, place, pack->id + " " + version->version, errors);
    named = pack->id + "@" + version->version;
  }
  overlay.put(tighter, fault_at("/parameters", ""), "the matter", errors);
  if (!errors.empty()) return std::unexpected(std::move(errors));
  JsonObject out = overlay.overrides();
  if (std::ranges::find(procedure.parameters, "pack", &Parameter::name) !=
      procedure.parameters.end())
    out["pack"] = named;
  return out;
}

PackFaults pack_faults(const Procedure& procedure, std::span<const Pack> packs) {
  PackFaults faults;
  std::set<std::string> ids, told;
  const auto tell = [&](PackFault fault) {
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
      for (const PackFault& fault : levels.error()) tell(fault);
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
      const auto resolved = overrides_or_faults(procedure, packs, pack.id, day, {});
      if (resolved) continue;
      for (PackFault fault : resolved.error()) {
        fault.from = day;
        tell(std::move(fault));
      }
    }
  }
  return faults;
}

// ---- in words, for logs and for answers that have one text

std::expected<Pack, std::vector<std::string>> read_pack(std::string_view json) {
  auto pack = pack_or_faults(json);
  if (!pack) return std::unexpected(texts_of(pack.error()));
  return *std::move(pack);
}

std::expected<JsonObject, std::vector<std::string>> resolve(const Procedure& procedure,
                                                            std::span<const Pack> packs,
                                                            std::string_view id, Day day,
                                                            const JsonObject& tighter) {
  auto overrides = overrides_or_faults(procedure, packs, id, day, tighter);
  if (!overrides) return std::unexpected(texts_of(overrides.error()));
  return *std::move(overrides);
}

std::vector<std::string> check_packs(const Procedure& procedure, std::span<const Pack> packs) {
  std::vector<std::string> out;
  for (const PackFault& fault : pack_faults(procedure, packs)) {
    out.push_back(fault.pack + (fault.from ? " from " + to_string(*fault.from) : std::string()) +
                  ": " + text_of(fault));
  }
  return out;
}

}  // namespace gavel::procedure
