#pragma once
// A role whose `unit` is this is held by people of any unit, and each unit has a part in the
// matter: any may propose an item for the year's catalogue. No unit is registered under such an id.

namespace gavel::matter {

inline constexpr const char* every_unit = "*";

}  // namespace gavel::matter
