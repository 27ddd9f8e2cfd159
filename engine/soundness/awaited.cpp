#include "engine/soundness/awaited.hpp"

#include <algorithm>

namespace gavel::soundness {
namespace {

using chart::TransitionIndex;

Awaited::BySource grouped(const chart::Chart& chart, const std::vector<TransitionIndex>& all) {
  Awaited::BySource out;
  for (const TransitionIndex index : all) out[chart.transitions[index].source].push_back(index);
  return out;
}

}  // namespace

Awaited::Awaited(const chart::Chart& chart) : chart_(chart) {
  for (const chart::State& state : chart.states) {
    for (const TransitionIndex index : state.transitions) {
      const auto& descriptors = chart.transitions[index].events;
      for (const std::string& descriptor : descriptors) by_descriptor_[descriptor].push_back(index);
      if (descriptors.empty()) eventless_[state.index].push_back(index);
    }
  }
}

std::vector<TransitionIndex> Awaited::of(std::optional<std::string_view> event) const {
  std::vector<TransitionIndex> out;
  const auto add = [&](std::string_view descriptor) {
    const auto found = by_descriptor_.find(descriptor);
    if (found != by_descriptor_.end())
      out.insert(out.end(), found->second.begin(), found->second.end());
  };
  if (!event) {
    for (const auto& [state, own] : eventless_) out.insert(out.end(), own.begin(), own.end());
  } else {
    add("*");
    add(*event);
    for (auto dot = event->find('.'); dot != std::string_view::npos;
         dot = event->find('.', dot + 1))
      add(event->substr(0, dot));
  }
  std::ranges::sort(out);
  out.erase(std::ranges::unique(out).begin(), out.end());
  return out;
}

const Awaited::BySource& Awaited::by_source(std::optional<std::string_view> event) {
  if (!event) return eventless_;
  const auto known = found_.find(*event);
  if (known != found_.end()) return known->second;
  return found_.emplace(std::string(*event), grouped(chart_, of(event))).first->second;
}

}  // namespace gavel::soundness
