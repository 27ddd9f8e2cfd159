#include "engine/soundness/takers.hpp"

#include "engine/soundness/awaited.hpp"
#include "engine/soundness/outside.hpp"

namespace gavel::soundness {

Takers::Takers(const procedure::Procedure& procedure) {
  const Awaited awaited(*procedure.chart);
  for (std::string& event : outside_events(procedure)) {
    std::vector<chart::TransitionIndex> takers = awaited.of(event);
    by_event_.emplace(std::move(event), std::move(takers));
  }
}

const std::vector<chart::TransitionIndex>& Takers::of(std::string_view event) const {
  static const std::vector<chart::TransitionIndex> none;
  const auto found = by_event_.find(event);
  return found == by_event_.end() ? none : found->second;
}

}  // namespace gavel::soundness
