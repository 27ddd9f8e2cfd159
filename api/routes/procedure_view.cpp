#include "api/routes/views.hpp"
#include "engine/procedure/concluded.hpp"

namespace gavel::api {
namespace {

std::string_view type_name(procedure::Field::Type type) {
  switch (type) {
    case procedure::Field::Type::text:
      return "text";
    case procedure::Field::Type::number:
      return "number";
    case procedure::Field::Type::integer:
      return "integer";
    case procedure::Field::Type::boolean:
      return "boolean";
    case procedure::Field::Type::date:
      return "date";
    case procedure::Field::Type::choice:
      return "choice";
    case procedure::Field::Type::list:
      return "list";
    case procedure::Field::Type::object:
      return "object";
    case procedure::Field::Type::citation:
      return "citation";
    case procedure::Field::Type::month:
      return "month";
    case procedure::Field::Type::time:
      return "time";
    case procedure::Field::Type::code:
      return "code";
    case procedure::Field::Type::instant:
      return "instant";
  }
  return "text";
}

Json bound(const std::optional<double>& value) { return value ? Json(*value) : Json(); }

JsonObject parameter_view(const procedure::Parameter& parameter) {
  return {{"name", parameter.name},
          {"title", view(parameter.title)},
          {"type", type_name(parameter.type)},
          {"standard", parameter.standard},
          {"min", bound(parameter.min)},
          {"max", bound(parameter.max)},
          {"values", array(parameter.values)},
          {"stricter", procedure::stricter_name(parameter.stricter)},
          {"of", parameter.of.empty() ? Json() : Json(parameter.of)},
          {"at_most", parameter.at_most.empty() ? Json() : Json(parameter.at_most)},
          {"by_level", parameter.by_level},
          {"value_titles", array(parameter.value_titles)},
          {"citations", view(parameter.citations)}};
}

JsonArray states_of(const procedure::Procedure& procedure) {
  std::vector<std::string> ids;
  for (const chart::State& state : procedure.chart->states) {
    if (procedure.state_titles.contains(state.index)) ids.push_back(state.id);
  }
  return states(procedure, ids);
}

JsonArray events_of(const procedure::Procedure& procedure) {
  JsonArray list;
  for (const auto& [name, event] : procedure.events) {
    list.push_back(JsonObject{{"name", name},
                              {"title", view(event.title)},
                              {"who", array(event.who)},
                              {"signed", event.is_signed},
                              {"signers", array(event.signers)},
                              {"covers", array(event.covers)},
                              {"form", view(event.form)},
                              {"rules", array(event.rules)},
                              {"produces", array(event.produces)}});
  }
  return list;
}

JsonArray rules_of(const procedure::Procedure& procedure) {
  JsonArray list;
  for (const auto& [id, rule] : procedure.rules) {
    list.push_back(JsonObject{{"id", id},
                              {"says", view(rule.says)},
                              {"remedy", view(rule.remedy)},
                              {"citations", view(rule.citations)}});
  }
  return list;
}

JsonArray clocks_of(const procedure::Procedure& procedure) {
  JsonArray list;
  for (const auto& [id, clock] : procedure.clocks) {
    const bool minimum = clock.kind == procedure::Clock::Kind::minimum;
    list.push_back(JsonObject{{"id", id},
                              {"title", view(clock.title)},
                              {"kind", minimum ? "minimum" : "maximum"},
                              {"roll", clock.roll},
                              {"citations", view(clock.citations)}});
  }
  return list;
}

JsonArray documents_of(const procedure::Procedure& procedure) {
  JsonArray list;
  for (const auto& [code, document] : procedure.documents) {
    list.push_back(JsonObject{{"code", code},
                              {"title", view(document.title)},
                              {"stage", document.stage},
                              {"mandatory", document.mandatory},
                              {"retention", document.retention},
                              {"who", array(document.who)},
                              {"written", document.written}});
  }
  return list;
}

JsonArray mandatory_of(const procedure::Procedure& procedure) {
  JsonArray list;
  for (const procedure::MandatoryStep& step : procedure.mandatory) {
    const std::string arises = procedure::arises_in(procedure, step.id);
    list.push_back(JsonObject{{"id", step.id},
                              {"title", view(step.title)},
                              {"before", step.before},
                              {"through", array(step.through)},
                              {"since", step.since ? Json(*step.since) : Json()},
                              {"acts", array(procedure::acts_of(procedure, step.id))},
                              {"arises", arises.empty() ? Json() : Json(arises)},
                              {"due", array(procedure::due_of(procedure, step.id))},
                              {"citations", view(step.citations)}});
  }
  return list;
}

}  // namespace

JsonArray view(const std::vector<procedure::Field>& form) {
  JsonArray list;
  for (const procedure::Field& field : form) {
    list.push_back(
        JsonObject{{"name", field.name},
                   {"title", view(field.title)},
                   {"type", type_name(field.type)},
                   {"required", field.required},
                   {"values", array(field.values)},
                   {"value_titles", array(field.value_titles)},
                   {"min", bound(field.min)},
                   {"max", bound(field.max)},
                   {"register", field.in_register.empty() ? Json() : Json(field.in_register)},
                   {"fields", view(field.fields)}});
  }
  return list;
}

JsonObject brief(const procedure::Procedure& procedure) {
  return {{"name", procedure.name},
          {"version", procedure.version},
          {"sha256", procedure.sha256},
          {"title", view(procedure.title)}};
}

JsonObject view(const procedure::Procedure& procedure) {
  JsonObject whole = brief(procedure);
  JsonArray stages;
  for (const auto& stage : procedure.stages) {
    stages.push_back(JsonObject{{"id", stage.id}, {"title", view(stage.title)}});
  }
  JsonArray roles;
  for (const auto& [id, role] : procedure.roles) {
    roles.push_back(JsonObject{{"id", id}, {"title", view(role.title)}});
  }
  JsonArray parameters;
  for (const auto& parameter : procedure.parameters)
    parameters.push_back(parameter_view(parameter));
  whole["stages"] = std::move(stages);
  whole["states"] = states_of(procedure);
  whole["roles"] = std::move(roles);
  whole["events"] = events_of(procedure);
  whole["rules"] = rules_of(procedure);
  whole["clocks"] = clocks_of(procedure);
  whole["documents"] = documents_of(procedure);
  whole["parameters"] = std::move(parameters);
  whole["mandatory"] = mandatory_of(procedure);
  return whole;
}

}  // namespace gavel::api
