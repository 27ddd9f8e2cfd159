#pragma once
// Whose matter it is of which an event names another, and for which organ its sender has an office:
// an organ and those that it took over are one (db/successions.hpp).
#include "db/deciding_organ.hpp"
#include "engine/desk/ports.hpp"

namespace gavel::db {

/// {"organs": the organ that the matter notes, or is opened for, or whose pack it is on, and all
/// that are one with it on that day; "packs": the ids of their policy packs}. Empty: not known.
[[nodiscard]] JsonObject own_organ(const DecidingOrgan& organ, const desk::Naming& naming);

/// The organs in which a position gives the sender the role of the office that day, and all that
/// are one with them.
[[nodiscard]] JsonArray organs_of_office(Pool& pool, const DecidingOrgan& organ,
                                         const desk::Naming& naming);

}  // namespace gavel::db
