#include "engine/procedure/packs.hpp"

#include <algorithm>
#include <set>

#include "engine/procedure/reading.hpp"

namespace gavel::procedure {
namespace {

using Errors = std::vector<std::string>;

// ---- reading

class Reader {
 public:
  explicit Reader(Errors& errors) : errors_(errors) {}

  std::string text(const JsonObject& from, const std::string& at, std::string_view name,
                   bool is_required = true) {
    const Json* value = from.if_contains(name);
    if (value == nullptr && !is_required) return "";
    if (value != nullptr && value->is_string() && !value->get_string().empty())
      return std::string(value->get_string());
    fault(at, name, "a text");
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
    fault(at, name, "an object");
    return {};
  }
  void only(const JsonObject& given, const std::string& at,
            std::initializer_list<std::string_view> names) {
    for (const auto& [name, value] : given) {
      if (std::ranges::find(names, std::string_view(name)) == names.end())
        errors_.push_back(at + "/" + std::string(name) + ": no such member");
    }
  }
  void fault(const std::string& at, std::string_view name, std::string_view wanted) {
    errors_.push_back(at + "/" + std::string(name) + ": must be " + std::string(wanted));
  }

 private:
  Errors& errors_;
};

PackVersion read_version(Reader& reader, const Json& json, const std::string& at) {
  if (!json.is_object()) {
    reader.fault(at, "", "an object");
    return {};
  }
  const JsonObject& given = json.get_object();
  reader.only(given, at, {"version", "effective_from", "basis", "parameters"});
  const auto day = parse_day(reader.text(given, at, "effective_from"));
  if (!day) reader.fault(at, "effective_from", "a day such as 2026-01-01");
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

  void put(const JsonObject& parameters, const std::string& by, Errors& errors) {
    for (const auto& [name, value] : parameters) put_one(std::string(name), value, by, errors);
  }
  [[nodiscard]] JsonObject overrides() const {
    JsonObject out;
    for (const auto& [name, held] : held_) out[name] = held.value;
    return out;
  }

 private:
  void put_one(const std::string& name, const Json& value, const std::string& by, Errors& errors) {
    const std::string at = "/parameters/" + name + ": " + json_text(value);
    const auto parameter = std::ranges::find(procedure_.parameters, name, &Parameter::name);
    if (parameter == procedure_.parameters.end() || name == "pack") {
      errors.push_back("/parameters/" + name + ": the procedure has no such parameter");
      return;
    }
    if (!allows(*parameter, value)) {
      errors.push_back(at + " is not allowed; it must be " + demands(*parameter));
      return;
    }
    const auto held = held_.find(name);
    if (held != held_.end() && is_looser(*parameter, value, held->second.value)) {
      errors.push_back(at + " is looser than " + json_text(held->second.value) + " of " +
                       held->second.by + cited(*parameter));
      return;
    }
    held_[name] = {value, by};
  }

  static std::string cited(const Parameter& parameter) {
    std::string out;
    for (const Citation& citation : parameter.citations) out += " (" + citation.label.en + ")";
    return out;
  }

  const Procedure& procedure_;
  std::map<std::string, Held> held_;
};

const Pack* find(std::span<const Pack> packs, std::string_view id) {
  const auto found = std::ranges::find(packs, id, &Pack::id);
  return found == packs.end() ? nullptr : &*found;
}

/// From the top level down to `id`.
std::expected<std::vector<const Pack*>, Errors> chain(std::span<const Pack> packs,
                                                      std::string_view id) {
  std::vector<const Pack*> out;
  std::string next(id);
  while (!next.empty()) {
    const Pack* pack = find(packs, next);
    if (pack == nullptr)
      return std::unexpected(Errors{"/extends: there is no pack '" + next + "'"});
    if (std::ranges::find(out, pack) != out.end())
      return std::unexpected(Errors{"/extends: '" + next + "' extends itself"});
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

std::expected<Pack, std::vector<std::string>> read_pack(std::string_view json) {
  const auto parsed = parse_json(json);
  if (!parsed) return std::unexpected(Errors{parsed.error()});
  if (!parsed->is_object()) return std::unexpected(Errors{"a pack is an object"});
  const JsonObject& given = parsed->get_object();
  Errors errors;
  Reader reader(errors);
  reader.only(given, "", {"$schema", "id", "procedure", "organ", "level", "extends", "versions"});
  Pack pack;
  pack.id = reader.text(given, "", "id");
  pack.procedure = reader.text(given, "", "procedure");
  pack.organ = reader.both(given, "", "organ");
  pack.level = reader.text(given, "", "level");
  if (pack.level != "province" && pack.level != "city" && pack.level != "county")
    reader.fault("", "level", "province, city or county");
  pack.extends = reader.text(given, "", "extends", false);
  const Json* versions = given.if_contains("versions");
  if (versions == nullptr || !versions->is_array() || versions->get_array().empty()) {
    reader.fault("", "versions", "a list with a version");
  } else {
    for (const Json& version : versions->get_array()) {
      const std::string at = "/versions/" + std::to_string(pack.versions.size());
      pack.versions.push_back(read_version(reader, version, at));
    }
  }
  const auto later = [](const PackVersion& a, const PackVersion& b) {
    return a.effective_from >= b.effective_from;
  };
  if (std::ranges::adjacent_find(pack.versions, later) != pack.versions.end())
    reader.fault("", "versions", "in the order of the days they take effect");
  if (!errors.empty()) return std::unexpected(std::move(errors));
  return pack;
}

std::expected<JsonObject, std::vector<std::string>> resolve(const Procedure& procedure,
                                                            std::span<const Pack> packs,
                                                            std::string_view id, Day day,
                                                            const JsonObject& tighter) {
  const auto levels = chain(packs, id);
  if (!levels) return std::unexpected(levels.error());
  Errors errors;
  Overlay overlay(procedure);
  std::string named;
  for (const Pack* pack : *levels) {
    if (pack->procedure != procedure.name) {
      errors.push_back("/procedure: '" + pack->id + "' is for " + pack->procedure);
      continue;
    }
    const PackVersion* version = in_force(*pack, day);
    // The level above may not have set anything yet; the pack that was chosen must be in force.
    if (version == nullptr && pack == levels->back())
      errors.push_back("/versions: '" + pack->id + "' is not in force on " + to_string(day));
    if (version == nullptr) continue;
    overlay.put(version->parameters, pack->id + " " + version->version, errors);
    named = pack->id + "@" + version->version;
  }
  overlay.put(tighter, "the matter", errors);
  if (!errors.empty()) return std::unexpected(std::move(errors));
  JsonObject out = overlay.overrides();
  if (std::ranges::find(procedure.parameters, "pack", &Parameter::name) !=
      procedure.parameters.end())
    out["pack"] = named;
  return out;
}

std::vector<std::string> check_packs(const Procedure& procedure, std::span<const Pack> packs) {
  std::vector<std::string> errors;
  std::set<std::string> ids;
  for (const Pack& pack : packs) {
    if (!ids.insert(pack.id).second)
      errors.push_back(pack.id + ": /id: a second pack of this name");
    if (pack.procedure != procedure.name) continue;
    const auto levels = chain(packs, pack.id);
    if (!levels) {
      for (const std::string& error : levels.error()) errors.push_back(pack.id + ": " + error);
      continue;
    }
    // Every day on which something changes for this pack.
    std::set<Day> days;
    const Day first = pack.versions.front().effective_from;
    for (const Pack* level : *levels) {
      for (const PackVersion& version : level->versions)
        days.insert(std::max(first, version.effective_from));
    }
    std::set<std::string> told;
    for (const Day day : days) {
      const auto resolved = resolve(procedure, packs, pack.id, day);
      if (resolved) continue;
      for (const std::string& error : resolved.error()) {
        if (told.insert(error).second)
          errors.push_back(pack.id + " from " + to_string(day) + ": " + error);
      }
    }
  }
  return errors;
}

}  // namespace gavel::procedure
