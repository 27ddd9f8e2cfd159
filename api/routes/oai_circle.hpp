#pragma once
// What other archives' catalogues are told of volumes that hold what is kept to a circle
// (engine/procedure/circles.hpp).
#include "api/routes/call.hpp"
#include "api/routes/context.hpp"
#include "db/archive_harvest.hpp"

namespace gavel::api {

/// Of a matter that is kept from the caller: that there is a volume, unless the archive has opened
/// it; of papers that are: their kind. Whoever looks after the archive is told everything.
void hide_what_is_kept(Context& context, const Call& call, db::HarvestedVolume& harvested);

}  // namespace gavel::api
