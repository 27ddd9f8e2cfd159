#pragma once
// Organs and their policy packs, for the tests of whose a matter is.
#include "engine/procedure/packs.hpp"
#include "tests/db/days.hpp"
#include "tests/db/domain.hpp"

namespace gavel::db {

inline const Day today = on("2026-03-01");

inline procedure::Pack pack_of(const char* id, const char* organ) {
  procedure::Pack pack;
  pack.id = id;
  pack.organ.zh = organ;
  return pack;
}

}  // namespace gavel::db
