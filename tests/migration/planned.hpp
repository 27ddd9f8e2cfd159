#pragma once
// What becomes of a matter that is moved to another version of its procedure.
#include "engine/migration/plan.hpp"
#include "tests/matter/moves.hpp"

namespace gavel::migration {

/// The plan of the move now, with all the states that the matter ever entered.
inline Plan planned(const matter::Given& given, const procedure::Procedure& today) {
  std::vector<std::string> entered;
  for (const matter::Event& event : given.events())
    entered.insert(entered.end(), event.entered.begin(), event.entered.end());
  return plan({given.procedure(), given.snapshot(), today, matter::asks(given, today),
               matter::real_calendar(), entered});
}

}  // namespace gavel::migration
