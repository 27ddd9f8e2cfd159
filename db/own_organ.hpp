#pragma once
// Whose matter it is of which an event names another: an organ and those that it took over are one
// (db/successions.hpp).
#include "db/deciding_organ.hpp"
#include "engine/desk/ports.hpp"

namespace gavel::db {

/// {"organs": the organ that the matter notes, or is opened for, or whose pack it is on, and all
/// that are one with it on that day; "packs": the ids of their policy packs}. Empty: not known.
[[nodiscard]] JsonObject own_organ(const DecidingOrgan& organ, const desk::Naming& naming);

}  // namespace gavel::db
