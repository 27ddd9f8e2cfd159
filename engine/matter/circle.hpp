#pragma once
// What a procedure says of who reads a matter: whether it is for those alone who have a part in it,
// which of its papers the public has, and what of it is about persons.
#include <optional>
#include <span>

#include "engine/matter/matter.hpp"
#include "engine/procedure/circles.hpp"

namespace gavel::matter {

/// The circle it is kept to now; none: whoever works with matters sees it. A condition that cannot
/// be evaluated keeps it.
[[nodiscard]] std::optional<procedure::Circle> circle_of(const procedure::Procedure& procedure,
                                                         const Snapshot& snapshot);

/// Whether an expression of the matter's variables gives this account, within lists too and within
/// objects, there as the value of `as`, or of anything where that is empty; nothing where it cannot
/// be evaluated.
[[nodiscard]] std::optional<bool> lists(const procedure::Procedure& procedure,
                                        const Snapshot& snapshot,
                                        const expression::Expression& accounts,
                                        std::string_view account, std::string_view as = "");

/// Takes out of a matter's variables what stands at these paths; through lists, of every item.
void leave_out(JsonObject& data, std::span<const std::string> paths);

/// Whether documents of the code are published. Not where that cannot be evaluated.
[[nodiscard]] bool is_published(const procedure::Procedure& procedure, const Snapshot& snapshot,
                                const std::string& code);

}  // namespace gavel::matter
