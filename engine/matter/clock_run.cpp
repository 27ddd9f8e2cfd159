#include "engine/matter/clock_run.hpp"

#include <algorithm>

namespace gavel::matter {
namespace {

/// "review.accepted_on" is set by whatever is assigned to it or to `review`.
bool sets(const chart::Block& block, std::string_view place) {
  return std::ranges::any_of(block, [&](const chart::Action& action) {
    if (const auto* assign = std::get_if<chart::Assign>(&action.what)) {
      const std::string& location = assign->location.text();
      return place == location || (place.starts_with(location) && place[location.size()] == '.');
    }
    if (const auto* branches = std::get_if<chart::If>(&action.what)) {
      return std::ranges::any_of(branches->branches, [&](const chart::Branch& branch) {
        return sets(branch.block, place);
      });
    }
    return false;
  });
}

bool may_set(const procedure::Procedure& procedure, const std::string& event,
             std::string_view place) {
  return std::ranges::any_of(procedure.chart->transitions, [&](const chart::Transition& each) {
    return std::ranges::find(each.events, event) != each.events.end() && sets(each.content, place);
  });
}

}  // namespace

std::int64_t started_by(const procedure::Procedure& procedure, const ClockView& clock,
                        std::span<const Event> events) {
  const std::string& from = procedure.clocks.find(clock.id)->second.from.text();
  std::int64_t last = 0;
  for (const Event& event : events) {
    if (event.kind == "sent" && day_of(event.at) == clock.from &&
        may_set(procedure, event.name, from))
      last = event.seq;
  }
  return last;
}

bool ran_out(const Snapshot& snapshot, const ClockView& clock) {
  const Json* const overdue = snapshot.session.data.if_contains("overdue");
  if (overdue == nullptr || !overdue->is_array()) return false;
  return std::ranges::any_of(overdue->get_array(), [&](const Json& each) {
    if (!each.is_object() || string_or(each.get_object(), "clock") != clock.id) return false;
    const auto on = parse_day(string_or(each.get_object(), "on"));
    return on && *on > clock.due.last;
  });
}

}  // namespace gavel::matter
