#pragma once
// What came of each mandatory step, and what may still come of a matter.
#include "engine/matter/performed.hpp"

namespace gavel::matter {

/// What may still happen in a matter, whatever its rules say.
class Future {
 public:
  Future(const procedure::Procedure& procedure, const Snapshot& snapshot);
  /// Whether the state may still be entered.
  [[nodiscard]] bool leads_to(const std::string& state) const;
  /// Whether the matter is in the state, or may still come there.
  [[nodiscard]] bool may_be_in(const std::string& state) const;
  /// Whether the event may still be taken, where the matter is or where it may come.
  [[nodiscard]] bool takes(const std::string& event) const;

 private:
  const procedure::Procedure& procedure_;
  std::vector<bool> may_be_in_;  ///< By state: now or later.
  std::vector<bool> ahead_;      ///< By state: still to be entered.
};

/// In the file's order. `rerun`: the event that decides on the class of a change, which goes past
/// what it does not open again; empty: there is none.
[[nodiscard]] std::vector<StepPerformed> steps_of(const procedure::Procedure& procedure,
                                                  const Future& future, const std::string& rerun,
                                                  std::span<const Event> events);

}  // namespace gavel::matter
