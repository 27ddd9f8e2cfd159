#include <algorithm>

#include "engine/base/ensure.hpp"
#include "engine/chart/machine.hpp"

namespace gavel::chart {
namespace {

constexpr std::size_t actions_per_step = 100;

/// Runs `what` on a Machine over `outcome.next` and notes how it went.
template <class What>
Outcome run(const std::shared_ptr<const Chart>& chart, Session session,
            const Surroundings& surroundings, What what) {
  Outcome outcome;
  outcome.next = std::move(session);
  World world{.surroundings = surroundings,
              .effects = outcome.effects,
              .steps_left = surroundings.microstep_limit,
              .actions_left = surroundings.microstep_limit * actions_per_step,
              .bytes_left = surroundings.bytes_limit};
  {
    Machine machine(world, chart, outcome.next);
    what(machine);
    machine.run_all();
  }
  outcome.took_transition = world.took_transition;
  outcome.runaway = world.runaway;
  return outcome;
}

void collect(const Session& session, const std::string& path, std::vector<TimerArmed>& out) {
  for (const PendingSend& pending : session.pending)
    out.push_back({path + pending.timer, pending.event.name, pending.due});
  for (const Child& child : session.children)
    if (child.session != nullptr) collect(*child.session, path + child.invoke_id + "/", out);
}

}  // namespace

Outcome start(const std::shared_ptr<const Chart>& chart, std::string session_id,
              const Surroundings& surroundings) {
  Session session;
  session.id = std::move(session_id);
  return run(chart, std::move(session), surroundings,
             [](Machine& machine) { machine.start(Passed{}); });
}

Outcome step(const std::shared_ptr<const Chart>& chart, Session session, Event event,
             const Surroundings& surroundings) {
  return run(chart, std::move(session), surroundings,
             [&](Machine& machine) { machine.accept(std::move(event)); });
}

Outcome fire(const std::shared_ptr<const Chart>& chart, Session session, std::string_view timer_id,
             const Surroundings& surroundings) {
  return run(chart, std::move(session), surroundings, [&](Machine& machine) {
    ensure(machine.fire(timer_id), "a timer that fires is pending");
  });
}

std::vector<TimerArmed> timers(const Session& session) {
  std::vector<TimerArmed> found;
  collect(session, "", found);
  std::ranges::stable_sort(found, {}, &TimerArmed::due);
  return found;
}

}  // namespace gavel::chart
