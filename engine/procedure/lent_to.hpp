#pragma once
// To whom a role may be lent: <role lent-to="member"> of the head of an organ, for whom one of the
// other leaders acts and nobody else (Organic Law art. 77, 78).
#include <string>
#include <string_view>

#include "engine/procedure/procedure.hpp"

namespace gavel::procedure {

/// The role that whoever acts by the other for somebody has of their own; empty: none is asked.
[[nodiscard]] std::string lent_to(const Procedure& procedure, std::string_view role);

}  // namespace gavel::procedure
