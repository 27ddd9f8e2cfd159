#include "engine/procedure/overlay.hpp"

#include <algorithm>

#include "engine/procedure/reading.hpp"

namespace gavel::procedure {
namespace {

/// How far along its scale a value is; a choice's scale is the order of its values.
double place_of(const Parameter& parameter, const Json& value) {
  if (value.is_bool()) return value.get_bool() ? 1 : 0;
  if (value.is_number()) return value.to_number<double>();
  const auto found = std::ranges::find(parameter.values, std::string_view(value.get_string()));
  return static_cast<double>(found - parameter.values.begin());
}

bool is_looser(const Parameter& parameter, double given, double floor) {
  if (parameter.stricter == Parameter::Stricter::neither) return false;
  constexpr double alike = 1e-9;  // 4/6 is 2/3
  return parameter.stricter == Parameter::Stricter::more ? given < floor - alike
                                                         : given > floor + alike;
}

PolicyFault fault_of(const PolicyFault& place, const std::string& name, const char* code,
                     JsonObject values) {
  PolicyFault fault = place;
  fault.pointer += "/" + pointer_part(name);
  fault.code = code;
  values["field"] = name;
  fault.values = std::move(values);
  return fault;
}

}  // namespace

void Overlay::let_standards_hold() {
  for (const Parameter& parameter : procedure_.parameters) {
    if (parameter.name == "pack") continue;
    held_.try_emplace(parameter.name,
                      Held{parameter.standard, procedure_.name + " " + procedure_.version, true});
  }
}

bool Overlay::fits(const std::string& name, const Json& value, const PolicyFault& place,
                   PolicyFaults& errors) const {
  const auto wrong = [&](const char* code, JsonObject values) {
    values["given"] = value;
    errors.push_back(fault_of(place, name, code, std::move(values)));
    return false;
  };
  const auto parameter = std::ranges::find(procedure_.parameters, name, &Parameter::name);
  if (parameter == procedure_.parameters.end() || name == "pack")
    return wrong("no-such-parameter", no_such_parameter(procedure_, name));
  if (!allows(*parameter, value)) {
    PolicyFault fault = not_fitting(*parameter, value);
    return wrong(fault.code.c_str(), std::move(fault.values));
  }
  return true;
}

/// Of a share whose one number is set the other is the standard.
std::optional<Overlay::Weighed> Overlay::weighed(const Parameter& parameter, const All& all) const {
  const auto number = all.find(parameter.name), whole = all.find(parameter.of);
  if (number == all.end() && whole == all.end()) return std::nullopt;
  const Json& value = number == all.end() ? parameter.standard : number->second.value;
  Weighed out{.place = place_of(parameter, value),
              .told = value,
              .by = (number == all.end() ? whole : number)->second.by};
  if (parameter.of.empty()) return out;
  const auto of = std::ranges::find(procedure_.parameters, parameter.of, &Parameter::name);
  const Json& parts = whole == all.end() ? of->standard : whole->second.value;
  out.place /= std::max(parts.to_number<double>(), 1e-9);
  out.told = json_text(value) + "/" + json_text(parts);
  return out;
}

/// Of a share both its numbers are weighed at once: 3 of 4 is stricter than 2 of 3.
PolicyFaults Overlay::looser_than(const All& before, const PolicyFault& place) const {
  PolicyFaults out;
  for (const Parameter& parameter : procedure_.parameters) {
    const auto was = weighed(parameter, before), is = weighed(parameter, held_);
    if (!was || !is || !is_looser(parameter, is->place, was->place)) continue;
    JsonObject values = wanted(parameter);
    values["given"] = is->told;
    values["than"] = was->told;
    values["by"] = was->by;
    out.push_back(fault_of(place, parameter.name, "looser", std::move(values)));
  }
  return out;
}

void Overlay::set(const JsonObject& parameters, const PolicyFault& place, const std::string& by,
                  PolicyFaults& errors) {
  for (const auto& [name, value] : parameters) {
    if (fits(std::string(name), value, place, errors))
      held_[std::string(name)] = {value, by, false};
  }
}

void Overlay::keep(const All& before, const std::string& name) {
  held_.erase(name);
  if (const auto held = before.find(name); held != before.end()) held_.insert(*held);
}

void Overlay::put(const Layer& layer, PolicyFaults& errors, PolicyFaults& overruled) {
  const All before = held_;
  let_ = layer.consented;
  set(layer.parameters, layer.place, layer.by, errors);
  for (PolicyFault& fault : looser_than(before, layer.place)) {
    const std::string name = string_or(fault.values, "field");
    keep(before, name);
    // Of a share both numbers, which no one set beside each other otherwise.
    keep(before, std::ranges::find(procedure_.parameters, name, &Parameter::name)->of);
    fault.is_beside = true;
    overruled.push_back(std::move(fault));
  }
  refuse_other_level(layer, errors);
}

/// Longer than the law gives to the level, with the consent of whom it names.
bool Overlay::is_let(const Layer& layer, const Parameter& parameter, const Json& given) const {
  const Json& of_law = parameter.by_level.at(layer.level);
  return layer.consented.contains(parameter.name) && allows(parameter, given) &&
         place_of(parameter, given) > place_of(parameter, of_law);
}

void Overlay::refuse_other_level(const Layer& layer, PolicyFaults& errors) const {
  for (const Parameter& parameter : procedure_.parameters) {
    const Json* given = layer.parameters.if_contains(parameter.name);
    const Json* of_law = parameter.by_level.if_contains(layer.level);
    // What is no value of it at all was told as that.
    if (given == nullptr || of_law == nullptr || *given == *of_law || !allows(parameter, *given) ||
        is_let(layer, parameter, *given))
      continue;
    JsonObject values = wanted(parameter);
    values["given"] = *given;
    values["level"] = layer.level;
    values["than"] = *of_law;
    errors.push_back(fault_of(layer.place, parameter.name, "not-of-level", std::move(values)));
  }
}

void Overlay::hold_by_level(const std::string& level) {
  for (const Parameter& parameter : procedure_.parameters) {
    const Json* of_law = parameter.by_level.if_contains(level);
    if (of_law != nullptr && !let_.contains(parameter.name))
      held_[parameter.name] = {*of_law, level, false};
  }
}

bool Overlay::has_direction(const Parameter& parameter) const {
  return parameter.stricter != Parameter::Stricter::neither ||
         std::ranges::find(procedure_.parameters, parameter.name, &Parameter::of) !=
             procedure_.parameters.end();
}

void Overlay::tighten(const JsonObject& parameters, const PolicyFault& place, bool has_pack,
                      PolicyFaults& errors) {
  JsonObject own;
  for (const auto& [name, value] : parameters) {
    const auto parameter =
        std::ranges::find(procedure_.parameters, std::string_view(name), &Parameter::name);
    const bool is_the_packs = has_pack && parameter != procedure_.parameters.end() &&
                              name != "pack" && !has_direction(*parameter) &&
                              held_.at(std::string(name)).value != value;
    if (is_the_packs) {
      errors.push_back(fault_of(place, std::string(name), "not-per-matter", {{"given", value}}));
    } else {
      own[name] = value;
    }
  }
  const All before = held_;
  set(own, place, "", errors);
  std::ranges::move(looser_than(before, place), std::back_inserter(errors));
}

JsonObject Overlay::overrides() const {
  JsonObject out;
  for (const auto& [name, held] : held_) {
    if (!held.is_standard) out[name] = held.value;
  }
  return out;
}

}  // namespace gavel::procedure
