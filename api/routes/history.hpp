#pragma once
// All that has happened in a matter.
#include <vector>

#include "api/routes/context.hpp"
#include "engine/matter/matter.hpp"

namespace gavel::api {

/// Every event up to the snapshot's version, in order.
[[nodiscard]] std::vector<matter::Event> events_of(Context& context,
                                                   const matter::Snapshot& snapshot);
[[nodiscard]] std::vector<matter::Event> events_up_to(Context& context, const std::string& matter,
                                                      std::int64_t version);

}  // namespace gavel::api
