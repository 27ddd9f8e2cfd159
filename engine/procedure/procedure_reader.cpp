#include <algorithm>

#include "engine/procedure/circles.hpp"
#include "engine/procedure/published.hpp"
#include "engine/procedure/reading.hpp"
#include "engine/procedure/rerun.hpp"
#include "engine/procedure/separation.hpp"
#include "engine/procedure/told.hpp"

namespace gavel::procedure {
namespace {

std::string note(const std::map<std::string, std::string>& notes, const std::string& name) {
  const auto found = notes.find(name);
  return found == notes.end() ? "" : found->second;
}

void unknown_notes(const std::map<std::string, std::string>& notes,
                   std::initializer_list<std::string_view> known, const Place& place,
                   const std::string& element, Findings& findings) {
  for (const auto& [name, value] : notes) {
    if (std::ranges::find(known, name) != known.end()) continue;
    findings.error(
        place, Sentence{"unknown-attribute", "ours", {{"element", element}, {"attribute", name}}});
  }
}

void no_elements(const std::vector<chart::Annotation>& annotations, const std::string& element,
                 Findings& findings) {
  for (const chart::Annotation& a : annotations) {
    findings.error(
        a.place,
        Sentence{"unknown-element", "misplaced", {{"element", a.name}, {"parent", element}}});
  }
}

void read_head(const chart::Chart& chart, Procedure& procedure, Findings& findings) {
  procedure.name = chart.name;
  procedure.version = note(chart.notes, "version");
  procedure.title = {note(chart.notes, "zh"), note(chart.notes, "en")};
  const Place& place = chart.states[0].place;
  unknown_notes(chart.notes, {"version", "zh", "en"}, place, "scxml", findings);
  if (chart.annotations.empty()) return;  // a plain statechart
  if (chart.name.empty()) {
    findings.error(place, Sentence{"missing-attribute", "name", {}});
  }
  for (const char* name : {"version", "zh", "en"}) {
    if (!note(chart.notes, name).empty()) continue;
    findings.error(place, Sentence{"missing-attribute", "ours", {{"attribute", name}}});
  }
}

void read_states(const chart::Chart& chart, Procedure& procedure, Findings& findings) {
  for (const chart::State& state : chart.states) {
    if (state.index == 0) continue;  // the root: read_head
    unknown_notes(state.notes, {"zh", "en", "stage"}, state.place, "state", findings);
    no_elements(state.annotations, "state", findings);
    const Text title{note(state.notes, "zh"), note(state.notes, "en")};
    if (title.zh.empty() != title.en.empty()) {
      findings.error(state.place, Sentence{"missing-attribute", "title", {{"state", state.id}}});
    }
    if (!title.zh.empty()) procedure.state_titles[state.index] = title;
    const std::string stage = note(state.notes, "stage");
    if (!stage.empty()) procedure.state_stages[state.index] = stage;
  }
}

void read_transitions(const chart::Chart& chart, Procedure& procedure, Findings& findings) {
  for (const chart::Transition& transition : chart.transitions) {
    unknown_notes(transition.notes, {"rules", "back"}, transition.place, "transition", findings);
    no_elements(transition.annotations, "transition", findings);
    auto rules = words(note(transition.notes, "rules"));
    if (!rules.empty()) procedure.transition_rules[transition.index] = std::move(rules);
  }
}

void check_definitions(Findings& findings, const Place& place) {
  for (const expression::Definition& each : findings.definitions.all()) {
    if (each.uses > 0) continue;
    findings.error(place, Sentence{"bad-definition", "unused", {{"name", each.name}}});
  }
}

}  // namespace

ReadResult read(std::string_view xml, std::string_view file, std::string sha256) {
  chart::ReadResult chart = chart::read(xml, file);
  ReadResult result{nullptr, std::move(chart.diagnostics)};
  if (chart.chart == nullptr) return result;
  Findings findings;
  auto procedure = std::make_shared<Procedure>();
  procedure->chart = std::move(chart.chart);
  procedure->sha256 = std::move(sha256);
  findings.definitions = procedure->chart->definitions;
  read_head(*procedure->chart, *procedure, findings);
  read_annotations(*procedure->chart, *procedure, findings);
  read_states(*procedure->chart, *procedure, findings);
  read_transitions(*procedure->chart, *procedure, findings);
  check_references(*procedure, findings);
  (void)read_separations(*procedure, findings);
  (void)read_rerun(*procedure, findings);
  (void)read_standings(*procedure, findings);
  (void)read_circles(*procedure, findings);
  (void)read_published(*procedure, findings);
  check_definitions(findings, procedure->chart->states[0].place);
  if (!findings.any_error()) result.procedure = std::move(procedure);
  result.diagnostics.insert(result.diagnostics.end(), findings.list.begin(), findings.list.end());
  std::ranges::stable_sort(result.diagnostics, {}, [](const Diagnostic& d) {
    return std::pair(d.place.line, d.place.column);
  });
  return result;
}

}  // namespace gavel::procedure
