#include "engine/matter/clock_run.hpp"

#include <algorithm>
#include <map>

#include "engine/expression/node.hpp"

namespace gavel::matter {
namespace {

using expression::Node;

/// "review.accepted_on"; nothing where it is no chain of members.
std::string chain(const Node& node) {
  if (node.kind == Node::Kind::name) return node.name;
  if (node.kind != Node::Kind::member) return {};
  const std::string above = chain(node.children[0]);
  return above.empty() ? above : above + "." + node.name;
}

/// What the expression reads, each by its whole chain.
void add_places(const Node& node, std::vector<std::string>& places) {
  if (std::string place = chain(node); !place.empty()) return places.push_back(std::move(place));
  for (const Node& child : node.children) add_places(child, places);
}

/// Whether `value`, put where `place` leads into it, may be a day there: {accepted_on: ''} is none,
/// {...item} may have one.
bool may_be_day(const Node& value, std::string_view place) {
  if (place.empty()) return value.kind != Node::Kind::literal;
  if (value.kind != Node::Kind::object) return value.kind != Node::Kind::literal;
  const std::size_t dot = place.find('.');
  const std::string_view member = place.substr(0, dot);
  const auto rest = dot == std::string_view::npos ? std::string_view() : place.substr(dot + 1);
  for (std::size_t i = value.children.size(); i-- > 0;) {  // the last of a name counts
    const Node& child = value.children[i];
    if (child.kind == Node::Kind::spread) return true;
    if (value.keys[i] == member) return may_be_day(child, rest);
  }
  return false;
}

/// "review.accepted_on" is set by a day that is assigned to it or, within it, to `review`.
bool sets(const chart::Block& block, std::string_view place) {
  return std::ranges::any_of(block, [&](const chart::Action& action) {
    if (const auto* assign = std::get_if<chart::Assign>(&action.what)) {
      const std::string& location = assign->location.text();
      const bool is_above = place.starts_with(location) && place[location.size()] == '.';
      if (!assign->value || (place != location && !is_above)) return false;
      return may_be_day(assign->value->root(),
                        is_above ? place.substr(location.size() + 1) : std::string_view());
    }
    if (const auto* branches = std::get_if<chart::If>(&action.what)) {
      return std::ranges::any_of(branches->branches, [&](const chart::Branch& branch) {
        return sets(branch.block, place);
      });
    }
    return false;
  });
}

/// The states that were active as each event came, by what was entered and left before.
class Active {
 public:
  explicit Active(const procedure::Procedure& procedure) : procedure_(procedure) {}
  void follow(const Event& event) {
    for (const std::string& state : event.entered) ++times_[state];
    for (const std::string& state : event.exited) --times_[state];
  }
  [[nodiscard]] bool has(chart::StateIndex state) const {
    const auto found = times_.find(procedure_.chart->states[state].id);
    return found != times_.end() && found->second > 0;
  }

 private:
  const procedure::Procedure& procedure_;
  std::map<std::string, int> times_;
};

/// By a transition out of a state that was active: of an event that comes in many, none else.
bool may_set(const procedure::Procedure& procedure, const Active& active, const std::string& event,
             const std::vector<std::string>& places) {
  return std::ranges::any_of(procedure.chart->transitions, [&](const chart::Transition& each) {
    return std::ranges::find(each.events, event) != each.events.end() && active.has(each.source) &&
           std::ranges::any_of(places,
                               [&](const std::string& place) { return sets(each.content, place); });
  });
}

/// States with a transition on the clock's end.
std::vector<chart::StateIndex> waiting_in(const procedure::Procedure& procedure,
                                          const std::string& clock) {
  std::vector<chart::StateIndex> out;
  for (const chart::Transition& each : procedure.chart->transitions)
    if (chart::matches(each.events, "clock." + clock)) out.push_back(each.source);
  return out;
}

bool leaves(const Event& event, const std::string& state) {
  return std::ranges::find(event.exited, state) != event.exited.end() &&
         std::ranges::find(event.entered, state) == event.entered.end();
}

/// In the order of noting.
std::vector<Overrun> overruns(const Snapshot& snapshot, const std::string& id) {
  std::vector<Overrun> out;
  const Json* const noted = snapshot.session.data.if_contains("overdue");
  if (noted == nullptr || !noted->is_array()) return out;
  for (const Json& each : noted->get_array()) {
    if (!each.is_object() || string_or(each.get_object(), "clock") != id) continue;
    const auto on = parse_day(string_or(each.get_object(), "on"));
    if (on) out.push_back({*on, parse_day(string_or(each.get_object(), "due"))});
  }
  return out;
}

}  // namespace

std::int64_t started_by(const procedure::Procedure& procedure, const ClockView& clock,
                        std::span<const Event> events) {
  std::vector<std::string> places;
  add_places(procedure.clocks.find(clock.id)->second.from.root(), places);
  std::int64_t last = 0;
  Active active(procedure);
  for (const Event& event : events) {
    if (event.kind == "sent" && day_of(event.at) == clock.from &&
        may_set(procedure, active, event.name, places))
      last = event.seq;
    active.follow(event);
  }
  return last;
}

bool waits_for(const procedure::Procedure& procedure, const Event& event,
               const std::string& clock) {
  return std::ranges::any_of(procedure.rules, [&](const auto& each) {
    const procedure::Rule& rule = each.second;
    return rule.until == clock && std::ranges::any_of(rule.guards, [&](const auto& guard) {
             return guard.event == event.name;
           });
  });
}

const Event* settled_by(const procedure::Procedure& procedure, const Snapshot& snapshot,
                        const ClockView& clock, std::span<const Event> events) {
  const auto waiting = waiting_in(procedure, clock.id);
  const auto& active = snapshot.session.configuration;
  const auto is_active = [&](chart::StateIndex state) {
    return std::ranges::find(active, state) != active.end();
  };
  if (std::ranges::any_of(waiting, is_active)) return nullptr;
  const std::int64_t start = started_by(procedure, clock, events);
  const Event* last = nullptr;
  for (const Event& event : events) {
    if (event.seq <= start || day_of(event.at) < clock.from) continue;
    const bool asks = event.kind == "sent" && waits_for(procedure, event, clock.id);
    if (asks || std::ranges::any_of(waiting, [&](chart::StateIndex state) {
          return leaves(event, procedure.chart->states[state].id);
        }))
      last = &event;
  }
  return last;
}

std::vector<ClockView> clocks_told(const procedure::Procedure& procedure, const Snapshot& snapshot,
                                   std::span<const Event> events, const JsonObject& facts,
                                   Instant now, const calendar::Calendar& calendar,
                                   const CalendarById& calendars) {
  auto out = clocks(procedure, snapshot, facts, now, calendar);
  std::map<std::string, std::vector<ClockView>> by_table;
  for (ClockView& clock : out) {
    const Event* const settled = settled_by(procedure, snapshot, clock, events);
    if (settled == nullptr) continue;
    const auto [table, is_new] = by_table.try_emplace(settled->calendar_id);
    if (is_new)
      table->second = clocks(procedure, snapshot, facts, now, calendars(settled->calendar_id));
    const auto then = std::ranges::find(table->second, clock.id, &ClockView::id);
    if (then != table->second.end() && !then->due.provisional) clock = *then;
  }
  return out;
}

bool ran_out(const Snapshot& snapshot, const ClockView& clock) {
  return std::ranges::any_of(overruns(snapshot, clock.id),
                             [&](const Overrun& each) { return each.on > clock.due.last; });
}

std::vector<Overrun> overruns_before(const Snapshot& snapshot, const std::string& id,
                                     const ClockView* clock) {
  auto out = overruns(snapshot, id);
  if (clock != nullptr)
    std::erase_if(out, [&](const Overrun& each) { return each.on > clock->due.last; });
  return out;
}

}  // namespace gavel::matter
