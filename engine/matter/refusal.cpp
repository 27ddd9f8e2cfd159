#include "engine/matter/refusal.hpp"

namespace gavel::matter {
namespace {

JsonObject encode(const Text& text) { return {{"zh", text.zh}, {"en", text.en}}; }

JsonArray encode(const std::vector<std::string>& list) {
  JsonArray out;
  for (const std::string& item : list) out.emplace_back(item);
  return out;
}

JsonObject encode(const UnmetRule& rule) {
  JsonArray citations;
  for (const procedure::Citation& citation : rule.citations) {
    citations.push_back(JsonObject{{"source", citation.source},
                                   {"article", citation.article},
                                   {"label", encode(citation.label)}});
  }
  JsonObject out{{"id", rule.id},
                 {"says", encode(rule.says)},
                 {"remedy", encode(rule.remedy)},
                 {"citations", std::move(citations)},
                 {"seen", rule.seen}};
  if (rule.earliest) {
    out["earliest"] = to_string(*rule.earliest);
    out["provisional"] = rule.provisional;
  }
  return out;
}

}  // namespace

std::string_view name(Refusal::Reason reason) {
  using enum Refusal::Reason;
  switch (reason) {
    case unknown_event:
      return "unknown-event";
    case finished:
      return "finished";
    case not_now:
      return "not-now";
    case not_permitted:
      return "not-permitted";
    case invalid_form:
      return "invalid-form";
    case rules_unmet:
      return "rules-unmet";
    case signature_required:
      return "signature-required";
    case execution_error:
      return "execution-error";
  }
  return "";
}

JsonObject encode(const Refusal& refusal) {
  JsonObject out{{"reason", name(refusal.reason)}, {"event", refusal.event}};
  if (!refusal.detail.empty()) out["detail"] = as_value(refusal.detail);
  JsonArray rules;
  for (const UnmetRule& rule : refusal.rules) rules.push_back(encode(rule));
  out["rules"] = std::move(rules);
  JsonArray form;
  for (const FormError& fault : refusal.form) {
    form.push_back(
        JsonObject{{"pointer", fault.pointer}, {"code", fault.code}, {"values", fault.values}});
  }
  out["form"] = std::move(form);
  out["taken_in"] = encode(refusal.taken_in);
  out["roles"] = encode(refusal.roles);
  if (!refusal.recused.empty()) out["recused"] = refusal.recused;
  return out;
}

}  // namespace gavel::matter
