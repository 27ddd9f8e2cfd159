#include "engine/procedure/left_out.hpp"

#include <algorithm>

#include "engine/procedure/annotations.hpp"

namespace gavel::procedure {
namespace {

std::string attribute(const chart::Annotation& annotation, const std::string& name) {
  const auto found = annotation.attributes.find(name);
  return found == annotation.attributes.end() ? "" : found->second;
}

/// Empty where neither the state nor any around it names one.
std::string stage_of(const Procedure& procedure, chart::StateIndex state) {
  while (true) {
    const auto named = procedure.state_stages.find(state);
    if (named != procedure.state_stages.end()) return named->second;
    if (state == 0) return "";
    state = procedure.chart->states[state].parent;
  }
}

}  // namespace

std::vector<std::string> left_out_by(const Procedure& procedure, std::string_view event) {
  for (const chart::Annotation& each : procedure.chart->annotations) {
    if (each.name == "event" && attribute(each, "name") == event)
      return words(attribute(each, "leaves-out"));
  }
  return {};
}

std::vector<std::string> stages_of(const Procedure& procedure, std::string_view event) {
  std::vector<std::string> out;
  for (const chart::Transition& transition : procedure.chart->transitions) {
    if (std::ranges::find(transition.events, event) == transition.events.end()) continue;
    const std::string stage = stage_of(procedure, transition.source);
    if (!stage.empty() && std::ranges::find(out, stage) == out.end()) out.push_back(stage);
  }
  return out;
}

}  // namespace gavel::procedure
