#include "engine/soundness/outside.hpp"

#include <algorithm>
#include <set>

#include "engine/soundness/raised.hpp"

namespace gavel::soundness {
namespace {

bool comes_from_inside(std::string_view descriptor) {
  return descriptor.starts_with("done.state.") || descriptor.starts_with("error.");
}

/// Every event that some transition waits for by name and that the chart does not make itself.
std::set<std::string> awaited(const chart::Chart& chart) {
  std::set<std::string> events;
  for (const chart::Transition& transition : chart.transitions) {
    for (const std::string& descriptor : transition.events) {
      if (descriptor != "*" && !comes_from_inside(descriptor)) events.insert(descriptor);
    }
  }
  return events;
}

/// False where an event's name is known only when it is sent, or another session sends it.
bool names_are_known(const chart::Chart& chart) {
  bool known = std::ranges::all_of(chart.states,
                                   [](const chart::State& state) { return state.invokes.empty(); });
  for_each_action(chart, [&](const chart::Action& action) {
    const auto* send = std::get_if<chart::Send>(&action.what);
    if (send != nullptr && send->delay.present && send->event.value) known = false;
  });
  return known;
}

}  // namespace

std::vector<std::string> outside_events(const procedure::Procedure& procedure) {
  const chart::Chart& chart = *procedure.chart;
  std::set<std::string> events;
  for (const auto& [name, type] : procedure.events) events.insert(name);
  const bool takes_any = events.empty() || !names_are_known(chart);
  for (const std::string& event : awaited(chart)) {
    const bool is_systems = event == "system" || event.starts_with("system.");
    if (takes_any || is_systems) events.insert(event);
  }
  for_each_action(chart, [&](const chart::Action& action) {
    const auto* send = std::get_if<chart::Send>(&action.what);
    if (send != nullptr && send->delay.present && !send->event.value) {
      events.insert(send->event.literal);
    }
  });
  events.erase("gavel.open");
  return {events.begin(), events.end()};
}

}  // namespace gavel::soundness
