#pragma once
// All that has happened in a matter.
#include <vector>

#include "api/routes/context.hpp"
#include "engine/matter/matter.hpp"

namespace gavel::api {

/// Every event up to the snapshot's version, in order.
[[nodiscard]] std::vector<matter::Event> events_of(Context& context,
                                                   const matter::Snapshot& snapshot);

}  // namespace gavel::api
