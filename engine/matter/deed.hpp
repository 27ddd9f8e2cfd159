#pragma once
// What of an event both deeds and whoever puts them under articles read; private to this room.
#include "engine/matter/performed.hpp"

namespace gavel::matter {

/// The data of what was sent, or opened with.
[[nodiscard]] const JsonObject* data_of(const Event& event);

/// Which event decides on the class of a change; empty: none does.
[[nodiscard]] std::string decides_on_changes(const procedure::Procedure& procedure);

}  // namespace gavel::matter
