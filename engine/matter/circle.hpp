#pragma once
// What a procedure says of a matter's papers by how far it came: whether they are for those alone
// who have a part in it, and which of them the public has.
#include <optional>

#include "engine/matter/matter.hpp"
#include "engine/procedure/circles.hpp"

namespace gavel::matter {

/// The circle it is kept to now; none: whoever works with matters sees it. A condition that cannot
/// be evaluated keeps it.
[[nodiscard]] std::optional<procedure::Circle> circle_of(const procedure::Procedure& procedure,
                                                         const Snapshot& snapshot);

/// Whether documents of the code are published. Not where that cannot be evaluated.
[[nodiscard]] bool is_published(const procedure::Procedure& procedure, const Snapshot& snapshot,
                                const std::string& code);

}  // namespace gavel::matter
