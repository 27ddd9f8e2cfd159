#include <algorithm>

#include "engine/procedure/reading.hpp"

namespace gavel::procedure {
namespace {

bool fits_type(const Parameter& parameter, const Json& value) {
  using enum Field::Type;
  switch (parameter.type) {
    case integer:
      return value.is_int64();
    case number:
      return value.is_number();
    case boolean:
      return value.is_bool();
    case text:
      return value.is_string();
    case choice:
      return value.is_string() &&
             std::ranges::find(parameter.values, std::string_view(value.get_string())) !=
                 parameter.values.end();
    case date:
    case list:
    case object:
    case citation:
    case month:
    case time:
    case code:
    case instant:
      return false;
  }
  return false;
}

/// What kind of value a parameter takes.
Sentence kind_of(const Parameter& parameter) {
  switch (parameter.type) {
    case Field::Type::integer:
      return Sentence{"kind", "integer", {}};
    case Field::Type::number:
      return Sentence{"kind", "number", {}};
    case Field::Type::boolean:
      return Sentence{"kind", "boolean", {}};
    case Field::Type::choice:
      return Sentence{"kind",
                      "choice",
                      {{"values", JsonArray(parameter.values.begin(), parameter.values.end())}}};
    case Field::Type::text:
    case Field::Type::date:
    case Field::Type::list:
    case Field::Type::object:
    case Field::Type::citation:
    case Field::Type::month:
    case Field::Type::time:
    case Field::Type::code:
    case Field::Type::instant:
      break;
  }
  return Sentence{"kind", "text", {}};
}

}  // namespace

bool allows(const Parameter& parameter, const Json& value) {
  if (!fits_type(parameter, value)) return false;
  if (!value.is_number()) return true;
  const double number = value.to_number<double>();
  return (!parameter.min || number >= *parameter.min) &&
         (!parameter.max || number <= *parameter.max);
}

Sentence demands(const Parameter& parameter) {
  Sentence out = kind_of(parameter);
  if (parameter.min)
    out = Sentence{"at-least", {{"what", as_value(out)}, {"limit", Json(*parameter.min)}}};
  if (parameter.max)
    out = Sentence{"at-most", {{"what", as_value(out)}, {"limit", Json(*parameter.max)}}};
  for (const Citation& citation : parameter.citations)
    out = Sentence{"cited", {{"what", as_value(out)}, {"label", as_value(citation.label)}}};
  return out;
}

std::string_view stricter_name(Parameter::Stricter stricter) {
  switch (stricter) {
    case Parameter::Stricter::neither:
      return "";
    case Parameter::Stricter::more:
      return "more";
    case Parameter::Stricter::less:
      return "less";
  }
  return "";
}

PolicyFaults disagreements(const Procedure& procedure, const JsonObject& whole) {
  PolicyFaults out;
  const auto number = [&](const std::string& name) {
    const Json* value = whole.if_contains(name);
    return value != nullptr && value->is_number() ? std::optional(value->to_number<double>())
                                                  : std::nullopt;
  };
  for (const Parameter& parameter : procedure.parameters) {
    for (const std::string& name : {parameter.of, parameter.at_most}) {
      const auto value = number(parameter.name), limit = number(name);
      if (!value || !limit || *value <= *limit) continue;
      out.push_back({.pack = "",
                     .pointer = "/" + pointer_part(parameter.name),
                     .code = "above-another",
                     .values = {{"field", parameter.name},
                                {"given", whole.at(parameter.name)},
                                {"other", name},
                                {"limit", json_text(whole.at(name))}},
                     .from = std::nullopt});
    }
  }
  return out;
}

JsonObject Procedure::standard_policy() const {
  JsonObject policy;
  for (const Parameter& parameter : parameters) policy[parameter.name] = parameter.standard;
  return policy;
}

JsonObject wanted(const Parameter& parameter) {
  const Text words = in_words(demands(parameter));
  Text articles;
  for (const Citation& citation : parameter.citations) {
    articles.zh += "（" + citation.label.zh + "）";
    articles.en += " (" + citation.label.en + ")";
  }
  return {{"expected_zh", words.zh},
          {"expected_en", words.en},
          {"cited_zh", articles.zh},
          {"cited_en", articles.en}};
}

PolicyFault not_fitting(const Parameter& parameter, const Json& value) {
  PolicyFault out = fault_at("", "not-allowed", wanted(parameter));
  out.values["given"] = value;
  using enum Field::Type;
  if (value.is_string() || (parameter.type != text && parameter.type != choice)) return out;
  out.code = "text-expected";
  std::string example = in_quotes(value);
  const bool is_one = std::ranges::any_of(
      parameter.values, [&](const std::string& each) { return in_quotes(Json(each)) == example; });
  if (!parameter.values.empty() && !is_one) example = in_quotes(Json(parameter.values.front()));
  out.values["example"] = example;
  return out;
}

JsonObject no_such_parameter(const Procedure& procedure, const std::string& name) {
  const std::string first = name.substr(0, name.find('_'));
  std::string like;
  for (const Parameter& parameter : procedure.parameters) {
    if (parameter.name.starts_with(first)) like += (like.empty() ? "" : ", ") + parameter.name;
  }
  return {{"procedure", procedure.name}, {"like", like.empty() ? "-" : like}};
}

std::string in_quotes(const Json& value) {
  const bool is_one = !value.is_object() && !value.is_array() && !value.is_null();
  return is_one && !value.is_string() ? '"' + json_text(value) + '"'
                                      : json_text(is_one ? value : Json("…"));
}

std::string pointer_part(std::string_view name) {
  std::string out;
  for (const char c : name) out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return out;
}

std::expected<JsonObject, PolicyFaults> Procedure::policy(const JsonObject& overrides) const {
  JsonObject out = standard_policy();
  PolicyFaults faults;
  for (const auto& [given, value] : overrides) {
    const std::string parameter_name(given);
    const auto wrong = [&](const char* code, JsonObject values) {
      values["field"] = parameter_name;
      values["given"] = value;
      faults.push_back({.pack = "",
                        .pointer = "/" + pointer_part(parameter_name),
                        .code = code,
                        .values = std::move(values),
                        .from = std::nullopt});
    };
    const auto parameter = std::ranges::find(parameters, parameter_name, &Parameter::name);
    if (parameter == parameters.end()) {
      wrong("no-such-parameter", no_such_parameter(*this, parameter_name));
    } else if (!allows(*parameter, value)) {
      PolicyFault fault = not_fitting(*parameter, value);
      wrong(fault.code.c_str(), std::move(fault.values));
    } else {
      out[given] = value;
    }
  }
  if (faults.empty()) faults = disagreements(*this, out);
  if (!faults.empty()) return std::unexpected(std::move(faults));
  return out;
}

}  // namespace gavel::procedure
