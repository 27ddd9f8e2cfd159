// The changes of the draft: the office's decision on the class of each, and what it opened again.
#include <algorithm>
#include <map>

#include "engine/matter/deed.hpp"
#include "engine/procedure/rerun.hpp"

namespace gavel::matter {
namespace {

using procedure::Procedure;

std::optional<procedure::Rerun> rerun_of(const Procedure& procedure) {
  procedure::Findings found_when_read;
  return procedure::read_rerun(procedure, found_when_read);
}

/// A part of the procedure that the event entered and did not leave by its final state at once.
bool opened_again(const Procedure& procedure, const Event& event, const std::string& state) {
  const chart::State* known = procedure.chart->find(state);
  if (known == nullptr || std::ranges::find(event.entered, state) == event.entered.end())
    return false;
  return std::ranges::none_of(known->children, [&](chart::StateIndex child) {
    const chart::State& inner = procedure.chart->states[child];
    return inner.kind == chart::State::Kind::final &&
           std::ranges::find(event.entered, inner.id) != event.entered.end();
  });
}

}  // namespace

std::string decides_on_changes(const Procedure& procedure) {
  const auto rerun = rerun_of(procedure);
  return rerun ? rerun->event : "";
}

std::vector<ChangePerformed> changes_performed(const Procedure& procedure,
                                               std::span<const Event> events) {
  std::vector<ChangePerformed> out;
  const auto rerun = rerun_of(procedure);
  if (!rerun) return out;
  const auto classes = procedure::change_classes(procedure);
  std::map<std::string, Text> parts;  // whatever any class may open again
  for (const auto& each : classes)
    for (const auto& part : each.reopens) parts.emplace(part.state, part.title);
  for (const Event& event : events) {
    if (event.kind != "sent" || event.name != rerun->event) continue;
    ChangePerformed change{deed_of(procedure, event), "", {}, {}};
    if (const JsonObject* data = data_of(event)) change.value = string_or(*data, rerun->field);
    const auto known = std::ranges::find(classes, change.value, &procedure::ChangeClass::value);
    if (known != classes.end()) change.title = known->title;
    for (const auto& [state, title] : parts)
      if (opened_again(procedure, event, state)) change.reopened.push_back(title);
    out.push_back(std::move(change));
  }
  return out;
}

}  // namespace gavel::matter
