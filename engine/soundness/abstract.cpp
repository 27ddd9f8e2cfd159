#include "engine/soundness/abstract.hpp"

#include <algorithm>
#include <ranges>
#include <utility>

#include "engine/soundness/select.hpp"
#include "engine/soundness/structure.hpp"

namespace gavel::soundness {
namespace {

using chart::State;
using chart::StateIndex;
using chart::TransitionIndex;
using Kind = State::Kind;

/// The first waiting event, taken off; internal ones come first.
std::string next_of(Raised& raised) {
  auto& queue = raised.internal.empty() ? raised.external : raised.internal;
  std::string event = std::move(queue.front());
  queue.erase(queue.begin());
  return event;
}

}  // namespace

Abstract::Abstract(const chart::Chart& chart, std::vector<Obligation> obligations)
    : chart_(chart), obligations_(std::move(obligations)), unforeseen_(chart) {}

std::set<Moment> Abstract::start(Trace& trace) const {
  Run run;
  run.moment.duties.assign(obligations_.size(), Duty::due);
  run.moment.configuration = {0};
  if (!chart_.states[0].initial) return {};
  return settle(microstep(run, {*chart_.states[0].initial}, trace), trace);
}

std::set<Moment> Abstract::after(const Moment& moment, std::string_view event, Trace& trace) const {
  Moment here = moment;
  here.duties.assign(obligations_.size(), Duty::as_before);
  auto& known = trace.known[here];
  auto found = known.find(event);
  if (found == known.end()) found = known.emplace(event, follow(here, event, trace)).first;
  const Leads& leads = found->second;
  for (const std::size_t i : leads.asked) {
    if (moment.duties[i] == Duty::due) trace.broken.insert(i);
  }
  std::set<Moment> reached;
  if (!trace.spend(leads.to.size())) return reached;
  for (Moment next : leads.to) {
    for (std::size_t i = 0; i < next.duties.size(); ++i) {
      if (next.duties[i] == Duty::as_before) next.duties[i] = moment.duties[i];
    }
    reached.insert(std::move(next));
  }
  return reached;
}

Leads Abstract::follow(const Moment& here, std::string_view event, Trace& trace) const {
  trace.asked.clear();
  std::vector<Run> open;
  bool may_rest = false;
  const Run now{here, {}};
  for (const Taken& taken : choices(chart_, here, event, trace)) {
    if (taken.empty()) continue;
    for (Run& run : microstep(now, taken, trace)) {
      if (run == now) {
        may_rest = true;
      } else {
        open.push_back(std::move(run));
      }
    }
  }
  Leads leads{settle(std::move(open), trace), {}};
  leads.asked = std::exchange(trace.asked, {});
  if (may_rest) {
    const Leads& rest = resting(now, trace);
    leads.to.insert(rest.to.begin(), rest.to.end());
    leads.asked.insert(rest.asked.begin(), rest.asked.end());
  }
  return leads;
}

const Leads& Abstract::resting(const Run& here, Trace& trace) const {
  if (!trace.rested || trace.rested->first != here.moment) {
    Leads leads{settle({here}, trace), {}};
    leads.asked = std::exchange(trace.asked, {});
    trace.rested.emplace(here.moment, std::move(leads));
  }
  return trace.rested->second;
}

std::set<Moment> Abstract::settle(std::vector<Run> open, Trace& trace) const {
  std::set<Moment> stable;
  std::set<Run> seen;
  const bool has_begun = !open.empty();
  const auto go = [&](const Run& from, const Taken& taken) {
    std::ranges::move(microstep(from, taken, trace), std::back_inserter(open));
  };
  const auto process = [&](const Run& from, const std::string& event, bool may_be_lost) {
    for (const Taken& taken : choices(chart_, from.moment, event, trace)) {
      if (may_be_lost || !taken.empty()) go(from, taken);
    }
  };
  while (!open.empty()) {
    const Run now = std::move(open.back());
    open.pop_back();
    if (!seen.insert(now).second) continue;
    if (!trace.spend(1 + now.moment.configuration.size())) break;
    if (!now.moment.running) {
      stable.insert(now.moment);
      continue;
    }
    for (const std::string& event : now.raised.loose) process(now, event, false);
    for (const std::string& event : unforeseen_.errors) process(now, event, false);
    for (const Taken& taken : choices(chart_, now.moment, std::nullopt, trace)) {
      if (!taken.empty()) {
        go(now, taken);
      } else if (now.raised.internal.empty() && now.raised.external.empty()) {
        stable.insert(now.moment);
      } else {
        Run rest = now;
        const std::string event = next_of(rest.raised);
        process(rest, event, true);
      }
    }
  }
  if (has_begun && stable.empty() && trace.complete) trace.is_restless = true;
  return stable;
}

void Abstract::add(std::vector<Raised>& ways, const std::vector<chart::Block>& blocks) const {
  for (const chart::Block& block : blocks) {
    ways = followed_by(std::move(ways), block, unforeseen_);
  }
}

std::vector<Abstract::Run> Abstract::microstep(const Run& from, const Taken& taken,
                                               Trace& trace) const {
  if (taken.empty()) return {from};
  Moment moment = from.moment;
  std::vector<Raised> ways = leave(moment, taken, {from.raised});
  for (const TransitionIndex index : taken) {
    trace.taken[index] = true;
    ways = followed_by(std::move(ways), chart_.transitions[index].content, unforeseen_);
  }
  const EntrySet entry = entered_by(chart_, from.moment, moment, taken);
  for (const StateIndex index : entry.states) {
    enter(moment, index, trace);
    add(ways, chart_.states[index].onentry);
    if (const auto initials = entry.initials.find(index); initials != entry.initials.end()) {
      for (const TransitionIndex initial : initials->second) {
        ways = followed_by(std::move(ways), chart_.transitions[initial].content, unforeseen_);
      }
    }
    if (chart_.states[index].kind == Kind::final) announce_done(moment, index, ways);
  }
  std::vector<Run> out;
  for (Raised& way : bounded(std::move(ways))) out.push_back({moment, std::move(way)});
  return out;
}

/// Innermost states first; a state's history is kept before any is left.
std::vector<Raised> Abstract::leave(Moment& moment, const Taken& taken,
                                    std::vector<Raised> ways) const {
  const Configuration before = moment.configuration;
  std::set<StateIndex> leaving;
  for (const TransitionIndex index : taken) {
    for (const StateIndex s : left_by(chart_, moment, chart_.transitions[index])) leaving.insert(s);
  }
  for (const StateIndex state : leaving) {
    for (const StateIndex history : chart_.states[state].histories) {
      const bool is_deep = chart_.states[history].kind == Kind::deep_history;
      auto& kept = moment.history[history];
      kept.clear();
      std::ranges::copy_if(before, std::back_inserter(kept), [&](StateIndex active) {
        if (!chart_.is_descendant(active, state)) return false;
        return is_deep ? chart_.states[active].children.empty()
                       : chart_.states[active].parent == state;
      });
    }
  }
  for (const StateIndex state : std::views::reverse(leaving)) {
    add(ways, chart_.states[state].onexit);
  }
  std::erase_if(moment.configuration, [&](StateIndex s) { return leaving.contains(s); });
  acquit(moment, taken, leaving);
  return ways;
}

void Abstract::acquit(Moment& moment, const Taken& taken,
                      const std::set<StateIndex>& leaving) const {
  for (std::size_t i = 0; i < obligations_.size(); ++i) {
    const Obligation& obligation = obligations_[i];
    const bool is_act = std::ranges::any_of(taken, [&](const TransitionIndex index) {
      return obligation.is_act(chart_.transitions[index]);
    });
    if (is_act && std::ranges::any_of(leaving, [&](StateIndex s) { return obligation.is_by(s); }))
      moment.duties[i] = Duty::done;
  }
}

void Abstract::enter(Moment& moment, StateIndex index, Trace& trace) const {
  auto& active = moment.configuration;
  if (!is_active(active, index)) active.insert(std::ranges::upper_bound(active, index), index);
  trace.entered[index] = true;
  for (std::size_t i = 0; i < obligations_.size(); ++i) {
    const Obligation& obligation = obligations_[i];
    const bool fulfils = obligation.acts.empty() && obligation.is_by(index);
    Duty& duty = moment.duties[i];
    if (obligation.is_due_from(index)) duty = Duty::due;
    if (fulfils) duty = Duty::done;
    if (obligation.before != index || duty == Duty::done) continue;
    (duty == Duty::due ? trace.broken : trace.asked).insert(i);
  }
}

void Abstract::announce_done(Moment& moment, StateIndex final, std::vector<Raised>& ways) const {
  const StateIndex parent = chart_.states[final].parent;
  if (parent == 0) {
    moment.running = false;
    return;
  }
  const StateIndex outer = chart_.states[parent].parent;
  const bool all_done =
      chart_.states[outer].kind == Kind::parallel && is_done(chart_, moment.configuration, outer);
  for (Raised& way : ways) {
    way.internal.push_back("done.state." + chart_.states[parent].id);
    if (all_done) way.internal.push_back("done.state." + chart_.states[outer].id);
  }
}

}  // namespace gavel::soundness
