#include "tests/bench/course.hpp"

#include "engine/base/ensure.hpp"
#include "engine/matter/evolve.hpp"
#include "tests/law/course.hpp"
#include "tests/property/effects.hpp"

namespace gavel::bench {
namespace {

std::string event_of(const matter::What& what, const matter::Snapshot& before) {
  if (const auto* send = std::get_if<matter::Send>(&what)) return send->event;
  const auto& id = std::get<matter::Fire>(what).timer_id;
  for (const auto& timer : chart::timers(before.session))
    if (timer.id == id) return timer.event;
  return "";
}

std::vector<Step> record() {
  law::Course course;
  course.archived();
  std::vector<Step> steps;
  std::optional<matter::Snapshot> now;
  for (const matter::Event& event : course.given.events()) {
    const matter::Command command{matter::what_of(event), event.actor, event.at, event.facts,
                                  event.calendar_id};
    if (event.kind == "sent" || event.kind == "timer") {
      const std::string bytes = json_text(encode(major_decision(), *now));
      // As a server holds it that has just read it.
      auto before =
          matter::decode_snapshot(major_decision(), parse_json(bytes).value().get_object()).value();
      steps.push_back({std::move(before), command, event_of(command.what, *now), bytes.size()});
    }
    now = matter::replay(major_decision(), std::move(now), std::span(&event, 1),
                         course.given.calendars());
  }
  return steps;
}

}  // namespace

const procedure::Procedure& major_decision() {
  static const auto procedure = law::major_decision();
  return *procedure;
}

const calendar::Calendar& calendar() { return matter::real_calendar(); }

const std::vector<Step>& lawful_course() {
  static const std::vector<Step> steps = record();
  return steps;
}

const Step& step_of(const std::string& event) {
  for (const Step& step : lawful_course())
    if (step.event == event) return step;
  ensure(false, "the lawful course has the event");
  std::unreachable();
}

std::size_t decide_and_encode(const Step& step) {
  const auto accepted = decide(major_decision(), &step.before, step.command, calendar());
  ensure(accepted.has_value(), "a step of the lawful course is accepted");
  JsonArena arena;
  return json_text(encode(accepted->event, &arena)).size() +
         property::text_of(accepted->effects).size();
}

}  // namespace gavel::bench
