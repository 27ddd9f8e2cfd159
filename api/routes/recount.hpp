#pragma once
// Counting running matters anew once other days count: what ends earlier by them is due earlier.
#include "api/routes/services.hpp"

namespace gavel::api {

/// A page of the oldest recount; false where there is none. Clocks that its days end earlier, and
/// those that are over by them, have their timers come now. Doing it again changes nothing.
bool recount_once(const Services& services);

}  // namespace gavel::api
