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
      return false;
  }
  return false;
}

Text type_name(Field::Type type) {
  switch (type) {
    case Field::Type::integer:
      return {"整数", "a whole number"};
    case Field::Type::number:
      return {"数", "a number"};
    case Field::Type::boolean:
      return {"true 或者 false", "true or false"};
    case Field::Type::choice:
      return {"以下之一：", "one of"};
    case Field::Type::text:
    case Field::Type::date:
    case Field::Type::list:
    case Field::Type::object:
    case Field::Type::citation:
      return {"文字", "a text"};
  }
  return {};
}

}  // namespace

bool allows(const Parameter& parameter, const Json& value) {
  if (!fits_type(parameter, value)) return false;
  if (!value.is_number()) return true;
  const double number = value.to_number<double>();
  return (!parameter.min || number >= *parameter.min) &&
         (!parameter.max || number <= *parameter.max);
}

Text demands(const Parameter& parameter) {
  Text out = type_name(parameter.type);
  bool is_first = true;
  for (const std::string& value : parameter.values) {
    out.zh += (is_first ? "" : "、") + value;
    out.en += (is_first ? " " : ", ") + value;
    is_first = false;
  }
  const auto bound = [&](const std::optional<double>& limit, const char* zh, const char* en) {
    if (!limit) return;
    out.zh += zh + json_text(Json(*limit));
    out.en += en + json_text(Json(*limit));
  };
  bound(parameter.min, "，不小于", ", at least ");
  bound(parameter.max, "，不大于", ", at most ");
  for (const Citation& citation : parameter.citations) {
    out.zh += "（" + citation.label.zh + "）";
    out.en += " (" + citation.label.en + ")";
  }
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
  std::string zh, en;
  for (const Citation& citation : parameter.citations) {
    zh += "（" + citation.label.zh + "）";
    en += " (" + citation.label.en + ")";
  }
  const Text words = demands(parameter);
  return {{"expected_zh", words.zh}, {"expected_en", words.en}, {"cited_zh", zh}, {"cited_en", en}};
}

JsonObject no_such_parameter(const Procedure& procedure, const std::string& name) {
  const std::string first = name.substr(0, name.find('_'));
  std::string like;
  for (const Parameter& parameter : procedure.parameters) {
    if (parameter.name.starts_with(first)) like += (like.empty() ? "" : ", ") + parameter.name;
  }
  return {{"procedure", procedure.name}, {"like", like.empty() ? "-" : like}};
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
      wrong("not-allowed", wanted(*parameter));
    } else {
      out[given] = value;
    }
  }
  if (faults.empty()) faults = disagreements(*this, out);
  if (!faults.empty()) return std::unexpected(std::move(faults));
  return out;
}

}  // namespace gavel::procedure
