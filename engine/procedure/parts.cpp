#include "engine/procedure/parts.hpp"

#include <algorithm>
#include <array>

#include "engine/procedure/concluded.hpp"
#include "engine/procedure/content_text.hpp"
#include "engine/procedure/separation.hpp"

namespace gavel::procedure {
namespace {

using Kind = chart::State::Kind;

JsonArray list(const std::vector<std::string>& texts) {
  return JsonArray(texts.begin(), texts.end());
}
JsonObject both(const Text& text) { return {{"zh", text.zh}, {"en", text.en}}; }

JsonArray cited(const std::vector<Citation>& citations) {
  JsonArray out;
  for (const Citation& citation : citations) {
    out.emplace_back(citation.source + (citation.article.empty() ? "" : ":" + citation.article));
  }
  return out;
}
Json maybe(const std::optional<double>& number) {
  return number ? parse_json(json_text(Json(*number))).value() : Json();
}
template <class Written>
Json written(const std::optional<Written>& expression) {
  return expression ? Json(expression->text()) : Json();
}

std::string_view name_of(Field::Type type) {
  constexpr std::array<std::string_view, 13> names{
      "text",   "number",   "integer", "boolean", "date", "choice", "list",
      "object", "citation", "month",   "time",    "code", "instant"};
  return names.at(static_cast<std::size_t>(type));
}
std::string_view name_of(Kind kind) {
  constexpr std::array<std::string_view, 7> names{
      "root", "atomic", "compound", "parallel", "final", "shallow history", "deep history"};
  return names.at(static_cast<std::size_t>(kind));
}

std::string text_of(const std::vector<chart::Block>& blocks) {
  std::string out;
  for (const chart::Block& block : blocks) out += (out.empty() ? "" : " | ") + content_text(block);
  return out;
}

std::vector<std::string> ids(const chart::Chart& chart,
                             const std::vector<chart::StateIndex>& states) {
  std::vector<std::string> out;
  for (const chart::StateIndex state : states) out.push_back(chart.states[state].id);
  return out;
}

Text title_of(const Procedure& procedure, chart::StateIndex state) {
  const auto found = procedure.state_titles.find(state);
  return found == procedure.state_titles.end() ? Text{} : found->second;
}

std::string invoked(const std::vector<chart::Invoke>& invokes) {
  std::string out;
  for (const chart::Invoke& invoke : invokes) {
    out += (out.empty() ? "" : " | ") + invoke.id + " " + invoke.type.literal + " " +
           invoke.src.literal + (invoke.child == nullptr ? "" : " (inline)");
  }
  return out;
}

Items head(const Procedure& procedure) {
  return {{procedure.name,
           procedure.title,
           {{"name", procedure.name},
            {"title", both(procedure.title)},
            {"initial",
             procedure.chart->states[0].initial
                 ? Json(list(ids(
                       *procedure.chart,
                       procedure.chart->transitions[*procedure.chart->states[0].initial].targets)))
                 : Json()}}}};
}

Items states(const Procedure& procedure) {
  const chart::Chart& chart = *procedure.chart;
  Items out;
  for (const chart::State& state : chart.states) {
    if (state.index == 0) continue;
    const auto stage = procedure.state_stages.find(state.index);
    const Text title = title_of(procedure, state.index);
    JsonObject properties{
        {"title", both(title)},
        {"stage", stage == procedure.state_stages.end() ? Json() : Json(stage->second)},
        {"kind", name_of(state.kind)},
        {"inside", state.parent == 0 ? Json() : Json(chart.states[state.parent].id)},
        {"initial", state.initial
                        ? Json(list(ids(chart, chart.transitions[*state.initial].targets)))
                        : Json()},
        {"onentry", text_of(state.onentry)},
        {"onexit", text_of(state.onexit)},
        {"invokes", invoked(state.invokes)}};
    out.push_back({state.id, title, std::move(properties)});
  }
  return out;
}

JsonObject property(const Field& field) {
  JsonObject out{{"title", both(field.title)}, {"type", name_of(field.type)},
                 {"required", field.required}, {"values", list(field.values)},
                 {"min", maybe(field.min)},    {"max", maybe(field.max)}};
  if (!field.in_register.empty()) out["register"] = field.in_register;
  if (field.of) out["of"] = field.of->text();
  if (!field.shows.empty()) out["shows"] = list(field.shows);
  if (field.refuses_personal) out["personal"] = "refused";
  JsonObject inner;
  for (const Field& each : field.fields) inner[each.name] = property(each);
  if (!inner.empty()) out["fields"] = std::move(inner);
  return out;
}

Items events(const Procedure& procedure) {
  Items out;
  for (const auto& [id, event] : procedure.events) {
    JsonObject properties{
        {"title", both(event.title)},
        {"who", list(event.who)},
        {"signed", event.signers.empty() ? Json(event.is_signed) : Json(list(event.signers))},
        {"rules", list(event.rules)},
        {"produces", list(event.produces)}};
    for (const RegisterAsked& asked : event.registers)
      properties["register " + asked.name] = asked.of ? asked.of->text() : "";
    if (event.waits) properties["waits"] = event.waits->text();
    if (!event.covers.empty()) properties["covers"] = list(event.covers);
    for (const Field& field : event.form) properties["field " + field.name] = property(field);
    out.push_back({id, event.title, std::move(properties)});
  }
  return out;
}

Items rules(const Procedure& procedure) {
  Items out;
  for (const auto& [id, rule] : procedure.rules) {
    JsonObject seen;
    for (const SeenValue& each : rule.seen) seen[each.name] = each.value.text();
    out.push_back({id,
                   rule.says,
                   {{"says", both(rule.says)},
                    {"remedy", both(rule.remedy)},
                    {"cite", cited(rule.citations)},
                    {"test", rule.test.text()},
                    {"until", rule.until ? Json(*rule.until) : Json()},
                    {"seen", std::move(seen)}}});
  }
  return out;
}

Items mandatory(const Procedure& procedure) {
  Items out;
  for (const MandatoryStep& step : procedure.mandatory) {
    out.push_back({step.id,
                   step.title,
                   {{"title", both(step.title)},
                    {"before", step.before},
                    {"through", list(step.through)},
                    {"since", step.since ? Json(*step.since) : Json()},
                    {"act", list(acts_of(procedure, step.id))},
                    {"due", list(due_of(procedure, step.id))},
                    {"arises", arises_in(procedure, step.id)},
                    {"cite", cited(step.citations)}}});
  }
  return out;
}

Items clocks(const Procedure& procedure) {
  Items out;
  for (const auto& [id, clock] : procedure.clocks) {
    out.push_back({id,
                   clock.title,
                   {{"title", both(clock.title)},
                    {"kind", clock.kind == Clock::Kind::minimum ? "minimum" : "maximum"},
                    {"from", clock.from.text()},
                    {"count", clock.count.text()},
                    {"unit", clock.unit.text()},
                    {"roll", clock.roll},
                    {"cite", cited(clock.citations)}}});
  }
  return out;
}

Items parameters(const Procedure& procedure) {
  Items out;
  for (const Parameter& parameter : procedure.parameters) {
    out.push_back({parameter.name,
                   parameter.title,
                   {{"title", both(parameter.title)},
                    {"type", name_of(parameter.type)},
                    {"standard", parameter.standard},
                    {"min", maybe(parameter.min)},
                    {"max", maybe(parameter.max)},
                    {"values", list(parameter.values)},
                    {"stricter", stricter_name(parameter.stricter)},
                    {"of", parameter.of},
                    {"at_most", parameter.at_most},
                    {"by_level", parameter.by_level},
                    {"cite", cited(parameter.citations)}}});
  }
  return out;
}

Items documents(const Procedure& procedure) {
  Items out;
  for (const auto& [code, document] : procedure.documents) {
    out.push_back({code,
                   document.title,
                   {{"title", both(document.title)},
                    {"stage", document.stage},
                    {"required", document.mandatory},
                    {"retention", document.retention},
                    {"who", list(document.who)},
                    {"written", document.written}}});
  }
  return out;
}

Items roles(const Procedure& procedure) {
  Items out;
  for (const auto& [id, role] : procedure.roles) {
    out.push_back(
        {id,
         role.title,
         {{"title", both(role.title)}, {"unit", written(role.unit)}, {"lend", role.lend}}});
  }
  return out;
}

Items stages(const Procedure& procedure) {
  Items out;
  for (const Stage& stage : procedure.stages) {
    out.push_back({stage.id, stage.title, {{"title", both(stage.title)}}});
  }
  return out;
}

Items data(const Procedure& procedure) {
  Items out;
  for (const chart::State& state : procedure.chart->states) {
    for (const chart::DataDeclaration& each : state.data) {
      out.push_back({each.id, {}, {{"value", value_text(each)}}});
    }
  }
  return out;
}

Items definitions(const Procedure& procedure) {
  Items out;
  for (const expression::Definition& each : procedure.chart->definitions.all())
    out.push_back({each.name, {}, {{"of", list(each.parameters)}, {"value", each.text}}});
  return out;
}

/// "noticed/notice.close": what a transition is known by, though several may be.
Item transition_item(const Procedure& procedure, const chart::Transition& transition) {
  const chart::Chart& chart = *procedure.chart;
  std::string id = chart.states[transition.source].id + "/";
  for (const std::string& event : transition.events) {
    id += (id.ends_with('/') ? "" : " ") + event;
  }
  const auto rules = procedure.transition_rules.find(transition.index);
  return {std::move(id),
          title_of(procedure, transition.source),
          {{"target", list(ids(chart, transition.targets))},
           {"cond", written(transition.cond)},
           {"rules", list(rules == procedure.transition_rules.end() ? std::vector<std::string>{}
                                                                    : rules->second)},
           {"internal", transition.internal},
           {"content", content_text(transition.content)}}};
}

Items separation(const Procedure& procedure) {
  Items out;
  for (const Separation& each : separations(procedure)) {
    std::vector<std::string> apart;
    for (const auto& [one, other] : each.apart) apart.push_back(one + ":" + other);
    out.push_back({each.number,
                   each.says,
                   {{"title", both(each.says)},
                    {"cite", cited(each.citations)},
                    {"rules", list(each.rules)},
                    {"apart", list(apart)},
                    {"constraints", list(each.constraints)}}});
  }
  return out;
}

constexpr std::array<Part, 13> all{{{"procedure", head},
                                    {"state", states},
                                    {"event", events},
                                    {"rule", rules},
                                    {"mandatory", mandatory},
                                    {"clock", clocks},
                                    {"parameter", parameters},
                                    {"document", documents},
                                    {"role", roles},
                                    {"stage", stages},
                                    {"separation", separation},
                                    {"definition", definitions},
                                    {"data", data}}};

}  // namespace

std::span<const Part> parts() { return all; }

Items transitions_of(const Procedure& procedure) {
  Items out;
  for (const chart::State& state : procedure.chart->states) {
    const bool is_history = state.kind == Kind::shallow_history || state.kind == Kind::deep_history;
    if (is_history) continue;
    for (const chart::TransitionIndex index : state.transitions) {
      out.push_back(transition_item(procedure, procedure.chart->transitions[index]));
    }
  }
  return out;
}

}  // namespace gavel::procedure
