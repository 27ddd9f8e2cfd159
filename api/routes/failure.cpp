#include "api/routes/failure.hpp"

#include "api/routes/policy_words.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/views.hpp"

namespace gavel::api {
namespace {

/// The sentence without its full stop, to be set into a longer one.
std::string open_ended(std::string text) {
  for (const std::string_view stop : {"。", "."}) {
    if (text.ends_with(stop)) text.erase(text.size() - stop.size());
  }
  return text;
}

JsonArray labels(const std::vector<procedure::Citation>& citations) {
  JsonArray list;
  for (const auto& citation : citations) list.push_back(view(citation.label));
  return list;
}

Text rule_sentence(const matter::UnmetRule& rule) {
  JsonObject values{{"says", view(Text{open_ended(rule.says.zh), open_ended(rule.says.en)})},
                    {"remedy", view(Text{open_ended(rule.remedy.zh), open_ended(rule.remedy.en)})},
                    {"citation", labels(rule.citations)}};
  if (!rule.earliest) return sentence("rule-unmet", values);
  values["earliest"] = to_string(*rule.earliest);
  return sentence(rule.provisional ? "rule-unmet-provisional" : "rule-unmet-until", values);
}

JsonArray role_titles(const procedure::Procedure& procedure,
                      const std::vector<std::string>& roles) {
  JsonArray list;
  for (const std::string& id : roles) {
    const auto role = procedure.roles.find(id);
    list.push_back(role == procedure.roles.end() ? Json(id) : Json(view(role->second.title)));
  }
  return list;
}

JsonArray state_titles(const procedure::Procedure& procedure, const std::vector<std::string>& ids) {
  JsonArray list;
  for (const Json& state : states(procedure, ids)) {
    const JsonObject& fields = state.get_object();
    list.push_back(fields.at("title").is_null() ? fields.at("id") : fields.at("title"));
  }
  return list;
}

/// Of an event, or of a document by its code.
Json event_title(const procedure::Procedure& procedure, const std::string& event) {
  const auto type = procedure.events.find(event);
  if (type != procedure.events.end()) return view(type->second.title);
  const auto document = procedure.documents.find(event);
  if (document == procedure.documents.end()) return Json(event);
  const Text& title = document->second.title;
  return view(Text{event + " " + title.zh, event + " " + title.en});
}

/// The engine names a field with its titles; people are told the title of their language.
JsonObject values_of(const matter::FormError& error) {
  JsonObject values = error.values;
  const std::string zh = string_or(values, "title_zh");
  if (!zh.empty()) values["field"] = JsonObject{{"zh", zh}, {"en", string_or(values, "title_en")}};
  if (const Json* choices = values.if_contains("values")) values["expected"] = *choices;
  return values;
}

std::vector<InputError> errors_of(const matter::Refusal& refusal) {
  std::vector<InputError> errors;
  errors.reserve(refusal.form.size());
  for (const matter::FormError& error : refusal.form) {
    errors.push_back(
        {.where = "/data" + error.pointer, .code = error.code, .values = values_of(error)});
  }
  return errors;
}

/// Events of the procedure with the same subject, or that do the same: for `execution.suspnd` those
/// of the execution, for `suspend` whatever is suspended.
std::string called_alike(const procedure::Procedure& procedure, const std::string& name) {
  const std::size_t dot = name.find('.');
  const std::string subject = name.substr(0, dot) + ".";
  const std::string act = dot == std::string::npos ? "." + name : name.substr(dot);
  std::string out;
  for (const auto& [id, type] : procedure.events) {
    if (id.starts_with("gavel.") || !(id.starts_with(subject) || id.ends_with(act))) continue;
    out += (out.empty() ? "" : ", ") + id;
  }
  return out;
}

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};

}  // namespace

Text rule_sentences(const std::vector<matter::UnmetRule>& rules) {
  // One after the other: nobody should mend one to meet the next.
  Text all;
  for (const matter::UnmetRule& rule : rules) {
    const Text next = rule_sentence(rule);
    all.zh += next.zh;
    all.en += (all.en.empty() ? "" : " ") + next.en;
  }
  return all;
}

Problem problem_of(const matter::Refusal& refusal, const procedure::Procedure& procedure) {
  Problem problem{.type = std::string(name(refusal.reason)),
                  .values = {{"event", event_title(procedure, refusal.event)},
                             {"name", refusal.event},
                             {"roles", role_titles(procedure, refusal.roles)},
                             {"states", state_titles(procedure, refusal.taken_in)},
                             {"reason", view(in_words(refusal.detail))}},
                  .errors = errors_of(refusal),
                  .members = {{"refusal", view(refusal)}}};
  if (!refusal.rules.empty()) problem.detail = rule_sentences(refusal.rules);
  if (refusal.reason == matter::Refusal::Reason::unknown_event) {
    const std::string near = called_alike(procedure, refusal.event);
    if (!near.empty())
      problem.detail = sentence("unknown-event-near", {{"name", refusal.event}, {"near", near}});
  }
  if (refusal.reason == matter::Refusal::Reason::not_now && refusal.taken_in.empty()) {
    const bool is_paper = procedure.documents.contains(refusal.event);
    problem.detail = is_paper ? sentence("not-while-archived", {{"code", refusal.event}})
                              : sentence("not-now-nor-later",
                                         {{"event", event_title(procedure, refusal.event)}});
  }
  if (!refusal.recused.empty()) {
    JsonObject said = refusal.recused;
    // To people by their names. What was refused by an earlier version has none.
    for (const auto& [of, name] :
         {std::pair("account", "name"), std::pair("deputy", "deputy_name")})
      said[of] = string_or(said, name, string_or(said, of));
    const bool has_deputy = !string_or(refusal.recused, "deputy").empty();
    const bool is_head = refusal.recused.contains("is_head");  // decided on by the Party group
    problem.detail = sentence(has_deputy ? "recused-with-deputy"
                              : is_head  ? "recused-head"
                                         : "recused",
                              said);
  }
  return problem;
}

Problem problem_of(const desk::Failure& failure, const procedure::Procedure* procedure) {
  static const procedure::Procedure unknown = [] {
    procedure::Procedure made;
    made.chart = std::make_shared<chart::Chart>();
    return made;
  }();
  return std::visit(
      Overloaded{[&](const matter::Refusal& refusal) {
                   return problem_of(refusal, procedure != nullptr ? *procedure : unknown);
                 },
                 [](const desk::NoSuchMatter&) { return Problem{.type = "no-such-matter"}; },
                 [](const desk::NoSuchProcedure& none) {
                   return Problem{.type = "no-such-procedure", .values = {{"name", none.name}}};
                 },
                 [](const desk::StaleVersion& stale) {
                   return Problem{.type = "version-conflict",
                                  .values = {{"current", stale.current}},
                                  .members = {{"current_version", stale.current}},
                                  .headers = {{"ETag", etag_of(stale.current)}}};
                 },
                 [](const desk::TooBusy&) {
                   return Problem{.type = "too-busy", .headers = {{"Retry-After", "1"}}};
                 },
                 [](const desk::NotInForce& other) {
                   return Problem{.type = "not-in-force",
                                  .values = {{"name", other.name},
                                             {"asked", other.asked},
                                             {"in_force", other.in_force}}};
                 },
                 // With both procedures at hand the route that moves matters says more.
                 [](const desk::NotMoved&) { return Problem{.type = "cannot-migrate"}; },
                 [](const desk::InvalidPolicy& policy) { return invalid_policy(policy.faults); }},
      failure);
}

}  // namespace gavel::api
