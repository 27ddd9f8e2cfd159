#pragma once
// Whether a matter is for those alone who have a part in it, as its procedure says.
#include <optional>

#include "engine/matter/matter.hpp"
#include "engine/procedure/circles.hpp"

namespace gavel::matter {

/// The circle it is kept to now; none: whoever works with matters sees it. A condition that cannot
/// be evaluated keeps it.
[[nodiscard]] std::optional<procedure::Circle> circle_of(const procedure::Procedure& procedure,
                                                         const Snapshot& snapshot);

}  // namespace gavel::matter
