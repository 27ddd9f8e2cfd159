#pragma once
// Which unit a matter is counted under.
#include <string>

#include "engine/matter/matter.hpp"

namespace gavel::matter {

/// The unit that drafts it, of several the lead, which the role `drafter` names first; until one is
/// named, and where any unit may draft, the one that opened it.
[[nodiscard]] std::string lead(const procedure::Procedure& procedure, const Snapshot& snapshot);

}  // namespace gavel::matter
