#pragma once
// The organs that a matter notes itself as whose it is: for which it was opened, or whose head had
// it begun.
#include <string>
#include <vector>

#include "engine/matter/matter.hpp"

namespace gavel::db {

/// As they stand in it; empty: it notes none.
[[nodiscard]] std::vector<std::string> organs_noted(const matter::Snapshot& snapshot);

}  // namespace gavel::db
