#include "engine/soundness/takers.hpp"

#include <algorithm>

#include "engine/soundness/outside.hpp"

namespace gavel::soundness {

Takers::Takers(const procedure::Procedure& procedure) {
  for (std::string& event : outside_events(procedure)) by_event_.try_emplace(std::move(event));
  std::vector<chart::TransitionIndex> all;
  for (const chart::State& state : procedure.chart->states) {
    for (const chart::TransitionIndex index : state.transitions) {
      for (const std::string& descriptor : procedure.chart->transitions[index].events) {
        if (descriptor == "*") all.push_back(index);
        // An event that a descriptor matches begins with it, so these stand together in the map.
        for (auto it = by_event_.lower_bound(descriptor);
             it != by_event_.end() && it->first.starts_with(descriptor); ++it) {
          if (chart::matches({descriptor}, it->first)) it->second.push_back(index);
        }
      }
    }
  }
  for (auto& [event, takers] : by_event_) {
    takers.insert(takers.end(), all.begin(), all.end());
    std::ranges::sort(takers);
    takers.erase(std::ranges::unique(takers).begin(), takers.end());
  }
}

const std::vector<chart::TransitionIndex>& Takers::of(std::string_view event) const {
  static const std::vector<chart::TransitionIndex> none;
  const auto found = by_event_.find(event);
  return found == by_event_.end() ? none : found->second;
}

}  // namespace gavel::soundness
