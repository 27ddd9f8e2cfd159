#include "api/routes/policy_words.hpp"

namespace gavel::api {
namespace {

/// What was given: a number, a list.
Json kind_of(const Json& given) {
  const char* const kind = given.is_number()   ? "number"
                           : given.is_bool()   ? "boolean"
                           : given.is_array()  ? "list"
                           : given.is_object() ? "object"
                                               : "null";
  const Text words = sentence(std::string("pack-got-") + kind, {});
  return JsonObject{{"zh", words.zh}, {"en", words.en}};
}

Json both(const JsonObject& values, const std::string& name) {
  return JsonObject{{"zh", string_or(values, name + "_zh")},
                    {"en", string_or(values, name + "_en")}};
}

Text said(const std::string& key, const procedure::PolicyFault& fault) {
  JsonObject values = fault.values;
  if (values.contains("expected_zh")) values["expected"] = both(fault.values, "expected");
  if (values.contains("cited_zh")) values["cited"] = both(fault.values, "cited");
  const Json* const no_text = values.if_contains("example");
  if (no_text != nullptr) values["got"] = kind_of(values.at("given"));
  // "30" where 30 is asked for: the quotes are the fault.
  if (const Json* given = values.if_contains("given");
      given != nullptr && (!given->is_string() || fault.code == "not-allowed"))
    values["given"] = json_text(*given);
  if (const Json* than = values.if_contains("than"); than != nullptr && !than->is_string())
    values["than"] = json_text(*than);
  const bool has_none_alike = key == "no-such-parameter" && string_or(values, "like") == "-";
  const bool is_given_otherwise = key == "not-text" && no_text != nullptr;
  Text words = sentence(
      "pack-" + key + (has_none_alike ? "-at-all" : "") + (is_given_otherwise ? "-but" : ""),
      values);
  if (fault.from) {
    words.zh = "自" + to_string(*fault.from) + "起，" + words.zh;
    words.en = "From " + to_string(*fault.from) + " on: " + words.en;
  }
  return words;
}

}  // namespace

Text words_of(const procedure::PolicyFault& fault) { return said(fault.code, fault); }

Text words_meanwhile(const procedure::PolicyFault& fault) {
  if (fault.code == "looser") return said("overruled", fault);
  if (fault.code == "above-another") return said("contradicts", fault);
  return words_of(fault);
}

Problem invalid_policy(const procedure::PolicyFaults& faults, const std::string& within) {
  std::vector<InputError> errors;
  for (const procedure::PolicyFault& fault : faults) {
    const Text words = words_of(fault);
    errors.push_back({.where = within + fault.pointer,
                      .code = "policy",
                      .values = {{"reason", JsonObject{{"zh", words.zh}, {"en", words.en}}}}});
  }
  return {.type = "invalid-policy", .errors = std::move(errors)};
}

}  // namespace gavel::api
