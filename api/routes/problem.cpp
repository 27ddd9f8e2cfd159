#include "api/routes/problem.hpp"

#include "embedded/api_assets.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::api {
namespace {

Text text_of(const Json& value) {
  const JsonObject& object = value.as_object();
  return {.zh = string_or(object, "zh"), .en = string_or(object, "en")};
}

using Texts = std::map<std::string, Text, std::less<>>;

struct Catalogue {
  std::vector<ProblemType> types;
  Texts errors;
  Texts roles;  ///< As they are called where no procedure is at hand.
};

Texts texts_of(const Json& section) {
  Texts out;
  for (const auto& [name, entry] : section.as_object()) out.emplace(name, text_of(entry));
  return out;
}

Catalogue read_catalogue() {
  const auto json = parse_json(asset::problems_json);
  ensure(json.has_value(), "messages/problems.json is JSON");
  const JsonObject& root = json->as_object();
  Catalogue catalogue;
  for (const auto& [type, entry] : root.at("problems").as_object()) {
    const JsonObject& fields = entry.as_object();
    catalogue.types.push_back({.type = std::string(type),
                               .status = static_cast<int>(fields.at("status").as_int64()),
                               .title = text_of(fields.at("title")),
                               .detail = text_of(fields.at("detail"))});
  }
  catalogue.errors = texts_of(root.at("errors"));
  catalogue.roles = texts_of(root.at("roles"));
  return catalogue;
}

const Catalogue& catalogue() {
  static const Catalogue read = read_catalogue();
  return read;
}

/// What would be right, and not only that it is wrong: the kind of value in words, the limits that
/// were passed.
Text told(const InputError& error) {
  JsonObject values = error.values;
  if (error.code == "too-few-experts" && values.contains("odd") && values.at("odd") == Json(true))
    return sentence("too-few-experts-odd", values);
  if (error.code == "wrong-type") {
    const auto kind = catalogue().errors.find("type-" + string_or(values, "expected"));
    if (kind != catalogue().errors.end())
      values["expected"] = JsonObject{{"zh", kind->second.zh}, {"en", kind->second.en}};
    return sentence(error.code, values);
  }
  const Json* const known = values.if_contains("known");
  if (error.code.starts_with("unknown-") && known != nullptr && !known->as_array().empty())
    return sentence(error.code + "-known", values);
  if (error.code != "out-of-range") return sentence(error.code, values);
  const bool has_min = values.contains("min"), has_max = values.contains("max");
  const std::string limits = has_min && has_max ? "between" : has_min ? "least" : "most";
  return sentence("out-of-range-" + string_or(values, "counted", "number") + "-" + limits, values);
}

/// Roles by their ids, as people call them; what has a title already, or none, stays as it is.
JsonObject with_titled_roles(JsonObject values) {
  Json* const roles = values.if_contains("roles");
  if (roles == nullptr || !roles->is_array()) return values;
  for (Json& role : roles->get_array()) {
    if (!role.is_string()) continue;
    const auto known = catalogue().roles.find(std::string_view(role.get_string()));
    if (known != catalogue().roles.end())
      role = JsonObject{{"zh", known->second.zh}, {"en", known->second.en}};
  }
  return values;
}

JsonArray encode(const std::vector<InputError>& errors, Language language) {
  JsonArray list;
  for (const InputError& error : errors) {
    const bool is_query = error.in == InputError::In::query;
    list.push_back(JsonObject{{is_query ? "parameter" : "pointer", error.where},
                              {"code", error.code},
                              {"detail", in(language, told(error))}});
  }
  return list;
}

}  // namespace

const std::vector<ProblemType>& problem_types() { return catalogue().types; }

const ProblemType* find_problem_type(std::string_view type) {
  const auto& types = catalogue().types;
  const auto found = std::ranges::find(types, type, &ProblemType::type);
  return found == types.end() ? nullptr : &*found;
}

Text sentence(std::string_view code, const JsonObject& values) {
  const auto found = catalogue().errors.find(code);
  // The engine may know a code before the catalogue does: its name is still better than nothing.
  if (found == catalogue().errors.end()) return {std::string(code), std::string(code)};
  return {.zh = filled(found->second.zh, values, Language::zh),
          .en = filled(found->second.en, values, Language::en)};
}

std::string problem_path(std::string_view type) { return "/problems/" + std::string(type); }

http::Response answer(const Problem& problem, Language language) {
  const ProblemType* const type = find_problem_type(problem.type);
  ensure(type != nullptr, "every problem type stands in the catalogue");
  const Text detail = problem.detail.value_or(type->detail);
  JsonObject body{
      {"type", problem_path(problem.type)},
      {"title", in(language, type->title)},
      {"status", type->status},
      {"detail", filled(in(language, detail), with_titled_roles(problem.values), language)}};
  if (!problem.errors.empty()) body["errors"] = encode(problem.errors, language);
  for (const auto& [name, value] : problem.members) body[name] = value;
  http::Response response{
      .status = type->status, .headers = problem.headers, .body = json_text(body)};
  response.headers.set("Content-Type", "application/problem+json");
  response.headers.set("Content-Language", std::string(tag(language)));
  response.headers.set("Vary", "Accept-Language");
  return response;
}

}  // namespace gavel::api
