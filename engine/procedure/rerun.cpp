#include "engine/procedure/rerun.hpp"

#include <algorithm>
#include <set>

#include "engine/procedure/functions.hpp"

namespace gavel::procedure {
namespace {

const Field* class_field(const Procedure& procedure, const Rerun& rerun) {
  const auto event = procedure.events.find(rerun.event);
  if (event == procedure.events.end()) return nullptr;
  const auto& form = event->second.form;
  const auto field = std::ranges::find(form, rerun.field, &Field::name);
  return field == form.end() || field->type != Field::Type::choice ? nullptr : &*field;
}

bool is_variable(const Procedure& procedure, const std::string& name) {
  return std::ranges::binary_search(procedure.chart->variables, name);
}

/// What is on file says nothing of what a change re-opens.
class EmptyDossier final : public Dossier {
 public:
  [[nodiscard]] bool has(std::string_view) const override { return false; }
  [[nodiscard]] std::size_t count() const override { return 0; }
  [[nodiscard]] std::vector<std::string> revised(std::size_t) const override { return {}; }
};

/// One decision tried: on a class, with each `when` answered.
class Trial {
 public:
  Trial(const Procedure& procedure, const Rerun& rerun, const std::string& value, unsigned answers)
      : procedure_(procedure),
        rerun_(rerun),
        functions_(procedure, calendar_, Instant{}, dossier_) {
    surroundings_.functions = &functions_;
    event_.name = rerun.event;
    event_.data = Json(JsonObject{{rerun.field, value}});
    for (const chart::DataDeclaration& data : procedure.chart->states[0].data) {
      const auto initial = data.value ? evaluate(*data.value) : std::nullopt;
      if (initial) session_.data.set(data.id, *initial);
    }
    for (std::size_t i = 0; i < rerun.whens.size(); ++i) {
      const Rerun::When& when = rerun.whens[i];
      const Json* before = session_.data.if_contains(when.variable);
      JsonObject changed =
          before != nullptr && before->is_object() ? before->get_object() : JsonObject();
      changed[when.member] = ((answers >> i) & 1u) != 0;
      session_.data.set(when.variable, std::move(changed));
    }
    session_.data.set(rerun.opens, JsonArray());
  }

  [[nodiscard]] bool takes(const chart::Transition& transition) const {
    return !transition.cond || holds(*transition.cond);
  }

  /// The states that the transition puts on the list.
  std::vector<std::string> opened_by(const chart::Transition& transition) {
    perform(transition.content);
    std::vector<std::string> out;
    for (const Json& state : session_.data.at(rerun_.opens).as_array()) {
      if (state.is_string()) out.emplace_back(state.get_string());
    }
    return out;
  }

 private:
  [[nodiscard]] std::optional<Json> evaluate(const expression::Expression& expression) const {
    const auto value =
        chart::evaluate(*procedure_.chart, session_, event_, surroundings_, expression);
    const Json* json = value ? std::get_if<Json>(&*value) : nullptr;
    return json == nullptr ? std::nullopt : std::optional(*json);
  }
  [[nodiscard]] bool holds(const expression::Expression& expression) const {
    const auto value =
        chart::evaluate(*procedure_.chart, session_, event_, surroundings_, expression);
    return value && expression::to_boolean(*value);
  }

  /// Only what changes the list; the rest of the decision is of no concern here.
  void perform(const chart::Block& block) {
    for (const chart::Action& action : block) {
      if (const auto* assign = std::get_if<chart::Assign>(&action.what)) {
        const bool is_list = assign->location.text() == rerun_.opens && assign->value;
        const auto value = is_list ? evaluate(*assign->value) : std::nullopt;
        if (value && value->is_array()) session_.data.set(rerun_.opens, *value);
      } else if (const auto* branches = std::get_if<chart::If>(&action.what)) {
        const auto taken = std::ranges::find_if(
            branches->branches,
            [&](const chart::Branch& branch) { return !branch.cond || holds(*branch.cond); });
        if (taken != branches->branches.end()) perform(taken->block);
      }
    }
  }

  const Procedure& procedure_;
  const Rerun& rerun_;
  calendar::Calendar calendar_;
  EmptyDossier dossier_;
  Functions functions_;
  chart::Surroundings surroundings_;
  chart::Event event_;
  chart::Session session_;
};

/// For each state that may be opened again: the combinations of answers with which it is.
using OpenWith = std::vector<std::pair<std::string, std::set<unsigned>>>;

void note(OpenWith& open, const std::string& state, unsigned answers) {
  auto known = std::ranges::find(open, state, &OpenWith::value_type::first);
  if (known == open.end()) known = open.insert(open.end(), {state, {}});
  known->second.insert(answers);
}

/// The answers on which it depends; empty where it does on none.
Text condition(const Rerun& rerun, const std::set<unsigned>& with) {
  const unsigned all = 1u << rerun.whens.size();
  Text out;
  for (std::size_t i = 0; i < rerun.whens.size(); ++i) {
    bool matters = false;
    for (unsigned answers = 0; answers < all; ++answers)
      matters = matters || with.contains(answers) != with.contains(answers ^ (1u << i));
    if (!matters) continue;
    const Text& says = rerun.whens[i].says;
    out.zh += (out.zh.empty() ? "" : "，或者") + says.zh;
    out.en += (out.en.empty() ? "" : " or ") + says.en;
  }
  return out;
}

ChangeClass class_of(const Procedure& procedure, const Rerun& rerun, const std::string& value) {
  ChangeClass out{.value = value, .title = {}, .reopens = {}, .leads_to = {}};
  const chart::Chart& chart = *procedure.chart;
  OpenWith open;
  for (const chart::Transition& transition : chart.transitions) {
    if (std::ranges::find(transition.events, rerun.event) == transition.events.end()) continue;
    for (unsigned answers = 0; answers < 1u << rerun.whens.size(); ++answers) {
      Trial trial(procedure, rerun, value, answers);
      if (!trial.takes(transition)) continue;
      for (const std::string& state : trial.opened_by(transition)) note(open, state, answers);
      if (answers != 0) continue;
      const auto& to = transition.targets;
      out.leads_to.push_back(
          {chart.states[transition.source].id, to.empty() ? "" : chart.states[to.front()].id});
    }
  }
  for (const auto& [state, with] : open) {
    const chart::State* known = chart.find(state);
    const auto title =
        known == nullptr ? procedure.state_titles.end() : procedure.state_titles.find(known->index);
    out.reopens.push_back({state, title == procedure.state_titles.end() ? Text{} : title->second,
                           condition(rerun, with)});
  }
  return out;
}

}  // namespace

std::optional<Rerun> read_rerun(const Procedure& procedure, Findings& findings) {
  for (const chart::Annotation& a : procedure.chart->annotations) {
    if (a.name != "rerun") continue;
    Element e(a, findings);
    Rerun out{.event = e.required("event"),
              .field = e.required("field"),
              .opens = e.required("opens"),
              .whens = {}};
    e.finish({"when"});
    for (const chart::Annotation& child : a.children) {
      Element w(child, findings);
      const std::string data = w.required("data");
      const std::size_t dot = data.find('.');
      out.whens.push_back(
          {data.substr(0, dot), dot == std::string::npos ? "" : data.substr(dot + 1), w.text()});
      w.finish();
      if (dot == std::string::npos || !is_variable(procedure, data.substr(0, dot)))
        w.error(Sentence{"unknown-name", "when", {{"given", data}}});
    }
    constexpr std::size_t most_whens = 6;  // each doubles what is tried
    if (out.whens.size() > most_whens)
      e.error(Sentence{"bad-attribute", "whens", {{"most", most_whens}}});
    if (class_field(procedure, out) == nullptr) {
      e.error(Sentence{"unknown-name", "choice", {{"event", out.event}, {"name", out.field}}});
    }
    if (!is_variable(procedure, out.opens))
      e.error(Sentence{"unknown-name", {{"name", out.opens}}});
    return out;
  }
  return std::nullopt;
}

std::vector<ChangeClass> change_classes(const Procedure& procedure) {
  Findings found_when_read;
  const auto rerun = read_rerun(procedure, found_when_read);
  std::vector<ChangeClass> out;
  if (!rerun) return out;
  const Field* field = class_field(procedure, *rerun);
  for (std::size_t i = 0; i < field->values.size(); ++i) {
    out.push_back(class_of(procedure, *rerun, field->values[i]));
    out.back().title = field->value_titles[i];
  }
  return out;
}

}  // namespace gavel::procedure
