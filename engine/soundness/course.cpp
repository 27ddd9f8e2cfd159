#include "engine/soundness/course.hpp"

namespace gavel::soundness {
namespace {

using procedure::Procedure;

Json titled(const std::string& name, const Text& title) {
  return as_value(Sentence{"titled", {{"name", name}, {"title", as_value(title)}}});
}

/// Events are told by their titles, and those of clocks by the clocks'.
Json event_in(const Procedure& procedure, const std::string& name) {
  const auto type = procedure.events.find(name);
  if (type != procedure.events.end()) return titled(name, type->second.title);
  constexpr std::string_view of_clock = "clock.";
  if (!name.starts_with(of_clock)) return Json(name);
  const auto clock = procedure.clocks.find(std::string_view(name).substr(of_clock.size()));
  return clock == procedure.clocks.end() ? Json(name) : titled(name, clock->second.title);
}

}  // namespace

Json course_of(const Procedure& procedure, const std::vector<std::string>& events) {
  if (events.empty()) return as_value(Sentence{"course", "begins", {}});
  Json course = event_in(procedure, events.front());
  for (std::size_t i = 1; i < events.size(); ++i) {
    Json next = event_in(procedure, events[i]);
    course =
        as_value(Sentence{"course", {{"before", std::move(course)}, {"next", std::move(next)}}});
  }
  return course;
}

Json states_in(const Procedure& procedure, const Moment& moment) {
  JsonArray out;
  for (const chart::StateIndex index : moment.configuration) {
    const chart::State& state = procedure.chart->states[index];
    if (index == 0 || !state.children.empty()) continue;
    const auto title = procedure.state_titles.find(index);
    out.push_back(title == procedure.state_titles.end() ? Json(state.id)
                                                        : titled(state.id, title->second));
  }
  return out;
}

}  // namespace gavel::soundness
