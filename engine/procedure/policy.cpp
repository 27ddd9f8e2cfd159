#include <algorithm>

#include "engine/procedure/procedure.hpp"

namespace gavel::procedure {
namespace {

bool fits_type(const Parameter& parameter, const Json& value) {
  using enum Field::Type;
  switch (parameter.type) {
    case integer: return value.is_int64();
    case number: return value.is_number();
    case boolean: return value.is_bool();
    case text: return value.is_string();
    case choice:
      return value.is_string() && std::ranges::find(parameter.values, std::string_view(value.get_string())) != parameter.values.end();
    case date: case list: case object: return false;
  }
  return false;
}

std::string bounds(const Parameter& parameter) {
  std::string out;
  for (const std::string& value : parameter.values) out += (out.empty() ? "one of " : ", ") + value;
  if (parameter.min) out += "at least " + json_text(Json(*parameter.min));
  if (parameter.max) out += (out.empty() ? "" : " and ") + ("at most " + json_text(Json(*parameter.max)));
  for (const Citation& citation : parameter.citations) out += " (" + citation.label.en + ")";
  return out;
}

}  // namespace

JsonObject Procedure::standard_policy() const {
  JsonObject policy;
  for (const Parameter& parameter : parameters) policy[parameter.name] = parameter.standard;
  return policy;
}

std::expected<JsonObject, std::vector<std::string>> Procedure::policy(const JsonObject& overrides) const {
  JsonObject out = standard_policy();
  std::vector<std::string> errors;
  for (const auto& [given, value] : overrides) {
    const auto parameter = std::ranges::find(parameters, std::string_view(given), &Parameter::name);
    if (parameter == parameters.end()) {
      errors.push_back("/" + std::string(given) + ": the procedure has no such parameter");
      continue;
    }
    const bool in_bounds = !value.is_number() || ((!parameter->min || value.to_number<double>() >= *parameter->min) &&
                                                  (!parameter->max || value.to_number<double>() <= *parameter->max));
    if (!fits_type(*parameter, value) || !in_bounds) {
      errors.push_back("/" + std::string(given) + ": " + json_text(value) + " is not allowed; it must be " + bounds(*parameter));
      continue;
    }
    out[given] = value;
  }
  if (!errors.empty()) return std::unexpected(std::move(errors));
  return out;
}

}  // namespace gavel::procedure
