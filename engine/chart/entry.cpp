// Entering and leaving states: exitStates, enterStates, computeEntrySet and their kin of SCXML
// appendix D.
#include <algorithm>

#include "engine/chart/machine.hpp"

namespace gavel::chart {

void Machine::exit_states(const std::vector<Taken>& taken) {
  std::vector<StateIndex> leaving;
  for (const Taken& each : taken)
    if (each.domain)
      for (const StateIndex state : below(*chart_, session_, *each.domain))
        insert_sorted(leaving, state);
  record_history(leaving);
  for (const StateIndex state : leaving) std::erase(to_invoke_, state);
  for (auto it = leaving.rbegin(); it != leaving.rend(); ++it) {
    const State& state = chart_->states[*it];
    for (const Block& block : state.onexit) perform(block);
    cancel_invokes(state.index);
    std::erase(session_.configuration, state.index);
    if (parent_ == nullptr) world_.effects.emplace_back(Exited{state.id});
  }
}

void Machine::record_history(std::span<const StateIndex> leaving) {
  for (const StateIndex left : leaving)
    for (const StateIndex history : chart_->states[left].histories) {
      const bool deep = chart_->states[history].kind == State::Kind::deep_history;
      std::vector<StateIndex>& remembered = session_.history[history];
      remembered.clear();
      for (const StateIndex inner : below(*chart_, session_, left)) {
        const State& state = chart_->states[inner];
        if (deep ? is_atomic(state) : state.parent == left) remembered.push_back(inner);
      }
    }
}

void Machine::enter_states(const std::vector<Taken>& taken) {
  EntrySet entry;
  for (const auto& [transition, domain] : taken) {
    if (!domain) continue;
    for (const StateIndex target : transition->targets) add_descendants(target, entry);
    for (const StateIndex target : effective_targets(*chart_, session_, *transition))
      add_ancestors(target, *domain, entry);
  }
  for (const StateIndex index : entry.states) enter(index, entry);
}

void Machine::add_descendants(StateIndex index, EntrySet& entry) const {
  const State& state = chart_->states[index];
  const auto add_all = [&](const std::vector<StateIndex>& targets, StateIndex ancestor) {
    for (const StateIndex target : targets) add_descendants(target, entry);
    for (const StateIndex target : targets) add_ancestors(target, ancestor, entry);
  };
  if (is_history(state)) {
    const auto remembered = session_.history.find(index);
    if (remembered != session_.history.end()) return add_all(remembered->second, state.parent);
    entry.default_histories[state.parent] = *state.initial;
    return add_all(chart_->transitions[*state.initial].targets, state.parent);
  }
  insert_sorted(entry.states, index);
  if (state.kind == State::Kind::compound) {
    insert_sorted(entry.default_entries, index);
    add_all(chart_->transitions[*state.initial].targets, index);
  } else if (state.kind == State::Kind::parallel) {
    add_missing_regions(state, entry);
  }
}

void Machine::add_ancestors(StateIndex index, StateIndex ancestor, EntrySet& entry) const {
  for (StateIndex at = chart_->states[index].parent; at != ancestor && at != 0;
       at = chart_->states[at].parent) {
    insert_sorted(entry.states, at);
    if (chart_->states[at].kind == State::Kind::parallel)
      add_missing_regions(chart_->states[at], entry);
  }
}

void Machine::add_missing_regions(const State& parallel, EntrySet& entry) const {
  for (const StateIndex region : parallel.children) {
    if (is_history(chart_->states[region])) continue;
    const auto first = std::ranges::upper_bound(entry.states, region);
    const bool entered = first != entry.states.end() && chart_->is_descendant(*first, region);
    if (!entered) add_descendants(region, entry);
  }
}

void Machine::enter(StateIndex index, const EntrySet& entry) {
  const State& state = chart_->states[index];
  insert_sorted(session_.configuration, index);
  if (!state.invokes.empty()) insert_sorted(to_invoke_, index);
  if (parent_ == nullptr) world_.effects.emplace_back(Entered{state.id});
  if (chart_->late_binding && !state.data.empty() && insert_sorted(session_.entered_before, index))
    initialise_data(state, nullptr);
  for (const Block& block : state.onentry) perform(block);
  if (contains(entry.default_entries, index)) perform(chart_->transitions[*state.initial].content);
  if (const auto history = entry.default_histories.find(index);
      history != entry.default_histories.end())
    perform(chart_->transitions[history->second].content);
  if (state.kind == State::Kind::final) enter_final(state);
}

void Machine::enter_final(const State& final) {
  if (final.parent == 0) {
    session_.running = false;
    return;
  }
  const State& parent = chart_->states[final.parent];
  const State& grandparent = chart_->states[parent.parent];
  expression::Value data = done_data(final);
  raise(
      {.name = "done.state." + parent.id, .type = Event::Type::platform, .data = std::move(data)});
  if (grandparent.kind != State::Kind::parallel) return;
  const bool all_done = std::ranges::all_of(grandparent.children, [&](StateIndex child) {
    return is_history(chart_->states[child]) || in_final_state(child);
  });
  if (all_done)
    raise({.name = "done.state." + grandparent.id, .type = Event::Type::platform, .data = {}});
}

bool Machine::in_final_state(StateIndex index) const {
  const State& state = chart_->states[index];
  const auto& children = state.children;
  if (state.kind == State::Kind::compound)
    return std::ranges::any_of(children, [&](StateIndex child) {
      return chart_->states[child].kind == State::Kind::final &&
             contains(session_.configuration, child);
    });
  if (state.kind == State::Kind::parallel)
    return std::ranges::all_of(children, [&](StateIndex child) {
      return is_history(chart_->states[child]) || in_final_state(child);
    });
  return false;
}

expression::Value Machine::done_data(const State& final) {
  if (final.donedata_content) {
    auto value = value_of(*final.donedata_content);
    if (value) return std::move(*value);
    fail(value.error(), "content", final.donedata_content->place);
    return {};
  }
  JsonObject data;
  for (const Param& param : final.donedata) {
    auto value = value_of(param);
    if (!value) {
      fail(value.error(), "param", param.place);
    } else if (Json* json = std::get_if<Json>(&*value)) {
      data[param.name] = std::move(*json);
    }
  }
  if (data.empty()) return {};
  return Json(std::move(data));
}

}  // namespace gavel::chart
