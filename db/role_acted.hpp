#pragma once
// By what somebody has a role of an organ in a matter: by a position, or, where the account alone
// gives it, by being of a unit that acts by that role there.
#include <string>
#include <vector>

#include "engine/base/time.hpp"

namespace gavel::db {

class Pool;

/// A position gives the account the role that day, in whatever organ.
[[nodiscard]] bool has_by_post(Pool& pool, const std::string& account, const std::string& role,
                               Day day);

/// The units whose people sent one of these events in the matter while they had the role; of what
/// was done for another, that one's unit. "" is that of whoever has none.
[[nodiscard]] std::vector<std::string> units_that_acted(Pool& pool, const std::string& matter,
                                                        const std::string& role,
                                                        const std::vector<std::string>& events);

}  // namespace gavel::db
