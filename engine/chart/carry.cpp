#include "engine/chart/carry.hpp"

#include <algorithm>
#include <set>

#include "engine/chart/delay.hpp"
#include "engine/chart/scope.hpp"

namespace gavel::chart {
namespace {

using Kind = State::Kind;
using Why = NoCounterpart::Why;
using Sends = std::vector<const Send*>;

bool is_history(const State& state) {
  return state.kind == Kind::shallow_history || state.kind == Kind::deep_history;
}

bool declares(const Chart& chart, std::string_view variable) {
  return std::ranges::binary_search(chart.variables, variable);
}

/// Active states by their index in the other chart, and whether they can be active there together.
class Configuration {
 public:
  Configuration(const Chart& from, const Chart& to) : from_(from), to_(to) {}

  std::vector<StateIndex> taken_over(const std::vector<StateIndex>& active) {
    for (const StateIndex index : active) find(from_.states[index]);
    for (const StateIndex index : there_) check_parent(to_.states[index]);
    for (const StateIndex index : there_) check(to_.states[index]);
    check_inner(to_.states[0]);
    return {there_.begin(), there_.end()};
  }
  std::vector<NoCounterpart> against;

 private:
  void find(const State& state) {
    // Generated ids count states from the top of the file: the same id may be another state.
    const State* there = to_.find(state.id);
    if (state.id.starts_with('#')) {
      lose(Why::unnamed, state);
    } else if (there == nullptr || is_history(*there)) {
      lose(Why::gone, state);
    } else if (there->kind == Kind::final && state.kind != Kind::final) {
      lose(Why::ended, state);
    } else {
      there_.insert(there->index);
    }
  }

  void check_parent(const State& there) {
    const State* parent = &to_.states[there.parent];
    if (parent->index == 0 || there_.contains(parent->index)) return;
    say(Why::nested, there, parent->id);
    // Whoever holds the new parent lacks it for this reason.
    while (parent->index != 0 && !there_.contains(parent->index))
      parent = &to_.states[parent->parent];
    lost_one_.insert(parent->id);
  }

  void check(const State& there) {
    if (there.kind == Kind::compound) check_inner(there);
    if (there.kind != Kind::parallel) return;
    for (const StateIndex child : there.children) {
      const State& region = to_.states[child];
      if (!is_history(region) && !there_.contains(child)) say(Why::region, there, region.id);
    }
  }

  void check_inner(const State& compound) {
    const auto inside = std::ranges::count_if(
        compound.children, [&](StateIndex child) { return there_.contains(child); });
    // Where its inner state is gone, that was said.
    if (inside == 0 && !lost_one_.contains(compound.id)) say(Why::divided, compound);
    if (inside > 1) say(Why::merged, compound);
  }

  void lose(Why why, const State& state) {
    say(why, state);
    lost_one_.insert(from_.states[state.parent].id);
  }

  void say(Why why, const State& state, std::string other = "") {
    against.push_back({why, state.id, std::move(other)});
  }

  const Chart& from_;
  const Chart& to_;
  std::set<StateIndex> there_;
  std::set<std::string> lost_one_;  ///< Ids of states with an active inner one that is lost.
};

// ---- data and histories

void carry_histories(const Chart& from, const Session& session, const Chart& to, Carried& out) {
  for (const auto& [index, states] : session.history) {
    const State* history = to.find(from.states[index].id);
    std::vector<StateIndex> there;
    for (const StateIndex state : states) {
      const State* found = to.find(from.states[state].id);
      if (found != nullptr) there.push_back(found->index);
    }
    const bool is_whole =
        history != nullptr && is_history(*history) && there.size() == states.size() &&
        std::ranges::all_of(there, [&](StateIndex state) {
          return to.is_descendant(state, history->parent) && !is_history(to.states[state]);
        });
    if (is_whole) {
      std::ranges::sort(there);
      out.session.history[history->index] = std::move(there);
    } else {
      out.forgotten.push_back(from.states[index].id);
    }
  }
}

/// What is declared anew begins as if the session had begun here.
void add_data(const Chart& from, const Side& to, const State& state, Carried& out) {
  const SessionScope scope(to.chart, out.session, nullptr, to.surroundings);
  for (const DataDeclaration& data : state.data) {
    if (declares(from, data.id)) continue;
    Json value;
    if (data.has_literal) value = data.literal;
    const auto evaluated =
        data.value ? data.value->evaluate(scope)
                   : std::expected<expression::Value, expression::Error>(expression::Undefined{});
    if (const Json* given = evaluated ? std::get_if<Json>(&*evaluated) : nullptr) value = *given;
    const bool has_value = data.has_literal || (evaluated && evaluated->index() == 1);
    if (has_value) out.session.data.set(data.id, value);
    out.added.push_back({data.id, std::move(value)});
  }
}

void carry_data(const Side& from, const Session& session, const Side& to, Carried& out) {
  for (const auto& [name, value] : session.data.all()) {
    if (declares(to.chart, name)) {
      out.session.data.set(name, value);
    } else {
      out.dropped.push_back({name, value});
    }
  }
  for (const StateIndex index : session.entered_before) {
    const State* there = to.chart.find(from.chart.states[index].id);
    if (there != nullptr) out.session.entered_before.push_back(there->index);
  }
  std::ranges::sort(out.session.entered_before);
  for (const State& state : to.chart.states) {
    const bool has_begun = !to.chart.late_binding || state.index == 0 ||
                           std::ranges::binary_search(out.session.entered_before, state.index);
    if (has_begun) add_data(from.chart, to, state, out);
  }
}

// ---- pending sends

void collect(const Block& block, Sends& out) {
  for (const Action& action : block) {
    if (const auto* send = std::get_if<Send>(&action.what)) out.push_back(send);
    if (const auto* loop = std::get_if<Foreach>(&action.what)) collect(loop->block, out);
    if (const auto* branches = std::get_if<If>(&action.what)) {
      for (const Branch& branch : branches->branches) collect(branch.block, out);
    }
  }
}

Sends sends_of(const Chart& chart) {
  Sends out;
  for (const State& state : chart.states) {
    for (const Block& block : state.onentry) collect(block, out);
    for (const Block& block : state.onexit) collect(block, out);
  }
  for (const Transition& transition : chart.transitions) collect(transition.content, out);
  return out;
}

const Send* maker_of(const PendingSend& pending, const Sends& sends) {
  const auto found = std::ranges::find_if(sends, [&](const Send* send) {
    const bool has_id = !send->id.empty();
    return send->delay.present && !send->event.value && send->event.literal == pending.event.name &&
           (has_id ? send->id == pending.id : pending.id.starts_with("send."));
  });
  return found == sends.end() ? nullptr : *found;
}

std::optional<std::chrono::milliseconds> delay_of(const Send& send, const Side& side,
                                                  const Session& session) {
  if (!send.delay.value) return parse_delay(send.delay.literal);
  const SessionScope scope(side.chart, session, nullptr, side.surroundings);
  const auto value = send.delay.value->evaluate(scope);
  return value ? parse_delay(expression::to_string(*value)) : std::nullopt;
}

class Timers {
 public:
  Timers(const Side& from, const Session& session, const Side& to, Carried& out)
      : from_(from), session_(session), to_(to), out_(out) {}

  void carry() {
    const Sends here = sends_of(from_.chart), there = sends_of(to_.chart);
    for (const PendingSend& pending : session_.pending) {
      const Send* maker = maker_of(pending, there);
      maker != nullptr ? keep(pending, maker_of(pending, here), *maker) : drop(pending);
    }
    for (const StateIndex index : out_.session.configuration) {
      const State& state = to_.chart.states[index];
      const Sends before = on_entering(from_.chart.find(state.id));
      for (const Block& block : state.onentry) arm_new(block, before);
    }
    std::ranges::stable_sort(out_.session.pending, {}, &PendingSend::due);
  }

 private:
  static Sends on_entering(const State* state) {
    Sends out;
    if (state != nullptr) {
      for (const Block& block : state->onentry) collect(block, out);
    }
    return out;
  }

  void drop(const PendingSend& pending) {
    out_.effects.emplace_back(TimerCancelled{pending.timer});
    out_.timers.push_back(
        {CarriedTimer::How::dropped, pending.timer, pending.event.name, pending.due, std::nullopt});
  }

  void keep(const PendingSend& pending, const Send* here, const Send& there) {
    PendingSend kept = pending;
    const auto before = here == nullptr ? std::nullopt : delay_of(*here, from_, session_);
    const auto after = delay_of(there, to_, out_.session);
    if (before && after && *before != *after) {
      kept.due = std::max(pending.due + (*after - *before), to_.surroundings.now);
    }
    const bool is_moved = kept.due != pending.due;
    if (is_moved) out_.effects.emplace_back(TimerArmed{kept.timer, kept.event.name, kept.due});
    out_.timers.push_back({is_moved ? CarriedTimer::How::moved : CarriedTimer::How::kept,
                           kept.timer, kept.event.name, pending.due, kept.due});
    out_.session.pending.push_back(std::move(kept));
  }

  /// The branches that would be taken now.
  void arm_new(const Block& block, const Sends& before) {
    for (const Action& action : block) {
      if (const auto* send = std::get_if<Send>(&action.what)) arm_new(*send, before);
      const auto* branches = std::get_if<If>(&action.what);
      if (branches == nullptr) continue;
      const auto taken = std::ranges::find_if(branches->branches, [&](const Branch& branch) {
        const SessionScope scope(to_.chart, out_.session, nullptr, to_.surroundings);
        return !branch.cond || branch.cond->test(scope).value_or(false);
      });
      if (taken != branches->branches.end()) arm_new(taken->block, before);
    }
  }

  void arm_new(const Send& send, const Sends& before) {
    const bool is_plain = !send.id.empty() && !send.event.value && !send.target.present &&
                          !send.type.present && send.namelist.empty() && send.params.empty() &&
                          !send.content;
    const auto is_same = [&](const Send* other) { return other->id == send.id; };
    const auto is_pending = [&](const PendingSend& other) { return other.id == send.id; };
    if (!is_plain || !send.delay.present || std::ranges::any_of(before, is_same) ||
        std::ranges::any_of(out_.session.pending, is_pending)) {
      return;
    }
    const auto delay = delay_of(send, to_, out_.session);
    if (!delay || delay->count() == 0) return;  // its clock does not run
    PendingSend made{.timer = send.id,
                     .id = send.id,
                     .due = to_.surroundings.now + *delay,
                     .event = {},
                     .target = "",
                     .type = ""};
    made.event.name = send.event.literal;
    made.event.send_id = send.id;
    made.event.origin = address_of(out_.session);
    made.event.origin_type = scxml_processor;
    out_.effects.emplace_back(TimerArmed{made.timer, made.event.name, made.due});
    out_.timers.push_back(
        {CarriedTimer::How::armed, made.timer, made.event.name, std::nullopt, made.due});
    out_.session.pending.push_back(std::move(made));
  }

  const Side& from_;
  const Session& session_;
  const Side& to_;
  Carried& out_;
};

}  // namespace

std::string_view name(NoCounterpart::Why why) {
  switch (why) {
    case Why::gone:
      return "state-gone";
    case Why::unnamed:
      return "state-unnamed";
    case Why::nested:
      return "state-nested";
    case Why::divided:
      return "state-divided";
    case Why::merged:
      return "state-merged";
    case Why::region:
      return "region-added";
    case Why::ended:
      return "state-ended";
    case Why::invoked:
      return "chart-invoked";
  }
  return "";
}

std::expected<Carried, std::vector<NoCounterpart>> carry(const Side& from, const Session& session,
                                                         const Side& to) {
  Configuration configuration(from.chart, to.chart);
  Carried out;
  out.session.configuration = configuration.taken_over(session.configuration);
  for (const Child& child : session.children) {
    configuration.against.push_back({Why::invoked, from.chart.states[child.state].id, ""});
  }
  if (!configuration.against.empty()) return std::unexpected(std::move(configuration.against));
  out.session.id = session.id;
  out.session.running = session.running;
  out.session.next_id = session.next_id;
  out.session.done_data = session.done_data;
  carry_histories(from.chart, session, to.chart, out);
  carry_data(from, session, to, out);
  Timers(from, session, to, out).carry();
  return out;
}

}  // namespace gavel::chart
