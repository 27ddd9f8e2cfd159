#pragma once
// Which steps an event says are not required, with its reasons: <event leaves-out="M2">. A step
// that was left out lawfully is not one that was performed, though the matter goes on after both.
// Of a step that may be taken in several ways, an article that asks for one of them
// (leaves-out="decree-713:15"), under which the event is told.
#include <string>
#include <string_view>
#include <vector>

#include "engine/procedure/procedure.hpp"

namespace gavel::procedure {

/// Ids of mandatory steps, and articles, in the file's order; none for an event that leaves none
/// out.
[[nodiscard]] std::vector<std::string> left_out_by(const Procedure& procedure,
                                                   std::string_view event);

/// The stages of the states in which the event is taken, each once: their own, or that of the
/// nearest state around them.
[[nodiscard]] std::vector<std::string> stages_of(const Procedure& procedure,
                                                 std::string_view event);

}  // namespace gavel::procedure
