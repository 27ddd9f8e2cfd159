// A policy pack as it is written: strictly, every fault with its place.
#include <algorithm>
#include <set>

#include "engine/procedure/citation_parts.hpp"
#include "engine/procedure/instruments.hpp"
#include "engine/procedure/packs.hpp"
#include "engine/procedure/reading.hpp"

namespace gavel::procedure {
namespace {

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
    if (value != nullptr && !value->is_string())
      errors_.back().values = {{"given", *value}, {"example", in_quotes(*value)}};
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
  bool yes_or_no(const JsonObject& from, const std::string& at, std::string_view name) {
    const Json* value = from.if_contains(name);
    if (value != nullptr && value->is_bool()) return value->get_bool();
    fault(at, name, "not-yes-or-no");
    return false;
  }
  /// Nothing where it is missing or no day.
  std::optional<Day> day(const JsonObject& from, const std::string& at, std::string_view name) {
    const Json* value = from.if_contains(name);
    if (value != nullptr && !value->is_string()) {
      fault(at, name, "not-day");
      return std::nullopt;
    }
    const std::string given = text(from, at, name);
    const auto day = parse_day(given);
    if (!day && !given.empty()) fault(at, name, "not-day");
    return day;
  }
  void fault(const std::string& at, std::string_view name, std::string code) {
    errors_.push_back(
        fault_at(at + (name.empty() ? "" : "/" + std::string(name)), std::move(code)));
  }

 private:
  PolicyFaults& errors_;
};

Consent read_consent(Reader& reader, const Json& json, const std::string& at) {
  if (!json.is_object()) {
    reader.fault(at, "", "not-object");
    return {};
  }
  const JsonObject& given = json.get_object();
  reader.only(given, at, {"parameter", "by", "number", "on"});
  Consent out{.parameter = reader.text(given, at, "parameter"),
              .by = reader.text(given, at, "by"),
              .number = reader.text(given, at, "number"),
              .on = reader.day(given, at, "on").value_or(Day{})};
  // What is kept as its reference has to lead to the paper.
  if (!out.number.empty() && !has_document_number(out.number))
    reader.fault(at, "number", "no-document-number");
  return out;
}

std::vector<Consent> read_consents(Reader& reader, const JsonObject& given, const std::string& at,
                                   std::optional<Day> effective) {
  std::vector<Consent> out;
  const Json* list = given.if_contains("consents");
  if (list == nullptr) return out;
  if (!list->is_array()) {
    reader.fault(at, "consents", "not-list");
    return out;
  }
  for (const Json& each : list->get_array()) {
    const std::string place = at + "/consents/" + std::to_string(out.size());
    out.push_back(read_consent(reader, each, place));
    if (effective && out.back().on > *effective) reader.fault(place, "on", "consent-after");
  }
  return out;
}

PackVersion read_version(Reader& reader, const Json& json, const std::string& at) {
  if (!json.is_object()) {
    reader.fault(at, "", "not-object");
    return {};
  }
  const JsonObject& given = json.get_object();
  reader.only(given, at, {"version", "effective_from", "basis", "parameters", "consents"});
  const auto day = reader.day(given, at, "effective_from");
  return {reader.text(given, at, "version"), day.value_or(Day{}), reader.cited(given, at, "basis"),
          reader.object(given, at, "parameters"), read_consents(reader, given, at, day)};
}

std::vector<PackVersion> read_versions(Reader& reader, const JsonObject& given) {
  std::vector<PackVersion> out;
  const Json* versions = given.if_contains("versions");
  if (versions == nullptr || !versions->is_array() || versions->get_array().empty()) {
    reader.fault("", "versions", "no-versions");
    return out;
  }
  std::set<std::string> names;
  for (const Json& version : versions->get_array()) {
    const std::string at = "/versions/" + std::to_string(out.size());
    out.push_back(read_version(reader, version, at));
    // A matter keeps the name of its version alone, and no two sets of numbers go by one.
    const std::string& name = out.back().version;
    if (!name.empty() && !names.insert(name).second) reader.fault(at, "version", "version-twice");
  }
  return out;
}

/// Of a line of the organ's table.
bool is_one_line(std::string_view text, std::string_view but) {
  return text.find_first_of("\r\n") == std::string_view::npos &&
         text.find_first_of(but) == std::string_view::npos;
}

calendar::LocalDay read_local_day(Reader& reader, const Json& json, const std::string& at) {
  if (!json.is_object()) {
    reader.fault(at, "", "not-object");
    return {};
  }
  const JsonObject& given = json.get_object();
  reader.only(given, at, {"date", "off", "name", "source"});
  const auto day = reader.day(given, at, "date");
  calendar::LocalDay out{.day = day.value_or(Day{}),
                         .off = reader.yes_or_no(given, at, "off"),
                         .name = reader.text(given, at, "name"),
                         .source = reader.text(given, at, "source")};
  if (!is_one_line(out.name, ",")) reader.fault(at, "name", "not-one-line");
  if (!is_one_line(out.source, "")) reader.fault(at, "source", "not-one-line");
  // So that a slip of one day in a date is found, as in the table of the notices.
  const Json* off = given.if_contains("off");
  const bool is_worked = off != nullptr && *off == Json(false);
  if (day && is_worked && !calendar::is_weekend(*day))
    reader.fault(at, "date", "makeup-not-on-weekend");
  return out;
}

std::vector<calendar::LocalDay> read_local_days(Reader& reader, const JsonObject& given) {
  std::vector<calendar::LocalDay> days;
  const Json* list = given.if_contains("local_days");
  if (list == nullptr) return days;
  if (!list->is_array()) {
    reader.fault("", "local_days", "not-list");
    return days;
  }
  std::set<Day> seen;
  for (const Json& each : list->get_array()) {
    const std::string at = "/local_days/" + std::to_string(days.size());
    days.push_back(read_local_day(reader, each, at));
    if (days.back().day != Day{} && !seen.insert(days.back().day).second)
      reader.fault(at, "date", "day-twice");
  }
  return days;
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
  reader.only(
      given, "",
      {"$schema", "id", "procedure", "organ", "level", "extends", "local_days", "versions"});
  Pack pack;
  pack.id = reader.text(given, "", "id");
  pack.procedure = reader.text(given, "", "procedure");
  pack.organ = reader.both(given, "", "organ");
  pack.level = reader.text(given, "", "level");
  if (!pack.level.empty() && !is_level(pack.level)) reader.fault("", "level", "not-level");
  pack.extends = reader.text(given, "", "extends", false);
  pack.local_days = read_local_days(reader, given);
  pack.versions = read_versions(reader, given);
  const auto later = [](const PackVersion& a, const PackVersion& b) {
    const bool are_read = a.effective_from != Day{} && b.effective_from != Day{};
    return are_read && a.effective_from >= b.effective_from;
  };
  if (std::ranges::adjacent_find(pack.versions, later) != pack.versions.end())
    reader.fault("", "versions", "disorder");
  if (!errors.empty()) return std::unexpected(std::move(errors));
  return pack;
}

}  // namespace gavel::procedure
