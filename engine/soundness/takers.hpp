#pragma once
// Which transitions take which event by name.
#include <map>
#include <ranges>
#include <string>
#include <string_view>
#include <vector>

#include "engine/procedure/procedure.hpp"

namespace gavel::soundness {

class Takers {
 public:
  explicit Takers(const procedure::Procedure& procedure);
  /// Those that take the event, document order, whatever their conditions; of the events that come
  /// from outside.
  [[nodiscard]] const std::vector<chart::TransitionIndex>& of(std::string_view event) const;
  /// Names of the events that come from outside, sorted.
  [[nodiscard]] auto events() const { return std::views::keys(by_event_); }

 private:
  std::map<std::string, std::vector<chart::TransitionIndex>, std::less<>> by_event_;
};

/// False for a transition that neither leads anywhere nor does anything: it stands there for the
/// sake of its rules, so that a refusal can say why it is too early.
[[nodiscard]] inline bool acts(const chart::Transition& transition) {
  return !transition.targets.empty() || !transition.content.empty();
}

}  // namespace gavel::soundness
