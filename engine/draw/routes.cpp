#include "engine/draw/routes.hpp"

#include <algorithm>
#include <ranges>
#include <tuple>
#include <utility>

namespace gavel::draw {
namespace {

using chart::Chart;
using chart::State;
using chart::StateIndex;

/// First and last state, in document order, that a bus goes along. What stands inside a parallel
/// state may stand beside anything else of it, so there the whole parallel state counts.
using Stretch = std::pair<StateIndex, StateIndex>;

bool holds(const Chart& chart, StateIndex outer, StateIndex inner) {
  return outer == inner || chart.is_descendant(inner, outer);
}

StateIndex container_of(const Chart& chart, StateIndex source, StateIndex target) {
  if (chart.is_descendant(target, source)) return source;
  StateIndex container = chart.states[target].parent;
  while (!holds(chart, container, source)) container = chart.states[container].parent;
  return container;
}

bool is_next_sibling(const Chart& chart, StateIndex source, StateIndex target) {
  const State& parent = chart.states[chart.states[source].parent];
  if (parent.kind == State::Kind::parallel) return false;
  const auto at = std::ranges::find(parent.children, source);
  return at != parent.children.end() && std::next(at) != parent.children.end() &&
         *std::next(at) == target;
}

Way way_of(const Chart& chart, const chart::Transition& transition) {
  if (transition.targets.empty()) return Way::within;
  const StateIndex source = transition.source, target = transition.targets.front();
  if (transition.targets.size() == 1 && target == source) return Way::within;
  if (transition.targets.size() == 1 && is_next_sibling(chart, source, target)) return Way::next;
  return target > source ? Way::forward : Way::back;
}

Stretch stretch_of(const Chart& chart, StateIndex container, StateIndex state) {
  Stretch out{state, state};
  for (StateIndex at = chart.states[state].parent; at > container; at = chart.states[at].parent)
    if (chart.states[at].kind == State::Kind::parallel)
      out = {at, chart.states[at].last_descendant};
  return out;
}

Stretch stretch_of(const Chart& chart, const Bus& bus) {
  Stretch out = stretch_of(chart, bus.container, bus.target);
  for (const auto index : bus.transitions) {
    const StateIndex source = chart.transitions[index].source;
    const Stretch one = source == bus.container ? Stretch{source, source}
                                                : stretch_of(chart, bus.container, source);
    out = {std::min(out.first, one.first), std::max(out.second, one.second)};
  }
  return out;
}

/// Short ways keep near the boxes, long ones go round them.
void give_lanes(const Chart& chart, Routes& routes) {
  std::vector<std::pair<Stretch, Bus*>> order;
  for (Bus& bus : routes.buses) order.emplace_back(stretch_of(chart, bus), &bus);
  std::ranges::stable_sort(order, {},
                           [](const auto& each) { return each.first.second - each.first.first; });
  std::map<std::tuple<StateIndex, bool, std::size_t>, std::vector<Stretch>> taken;
  for (auto& [stretch, bus] : order) {
    const auto clashes = [&](const Stretch& other) {
      return stretch.first <= other.second && other.first <= stretch.second;
    };
    while (std::ranges::any_of(taken[{bus->container, bus->back, bus->lane}], clashes)) ++bus->lane;
    taken[{bus->container, bus->back, bus->lane}].push_back(stretch);
    std::size_t& needed = (bus->back ? routes.left : routes.right)[bus->container];
    needed = std::max(needed, bus->lane + 1);
  }
}

}  // namespace

Routes route(const Chart& chart) {
  Routes routes;
  routes.ways.resize(chart.transitions.size(), Way::within);
  routes.left.resize(chart.states.size());
  routes.right.resize(chart.states.size());
  std::map<std::tuple<StateIndex, StateIndex, bool>, std::size_t> known;
  for (const State& state : chart.states) {
    for (const auto index : state.transitions) {
      const chart::Transition& transition = chart.transitions[index];
      const Way way = routes.ways[index] = way_of(chart, transition);
      if (way != Way::forward && way != Way::back) continue;
      for (const StateIndex target : transition.targets) {
        const StateIndex container = container_of(chart, state.index, target);
        const auto [at, fresh] =
            known.try_emplace({container, target, way == Way::back}, routes.buses.size());
        if (fresh) routes.buses.push_back({container, target, way == Way::back, {}, 0});
        routes.buses[at->second].transitions.push_back(index);
      }
    }
  }
  give_lanes(chart, routes);
  return routes;
}

}  // namespace gavel::draw
