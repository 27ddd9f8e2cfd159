#pragma once
// The lists that persons agree to when a volume leaves the archive: of a hand-over (移交目录),
// which both sides sign, and of a destruction (销毁清册). Their bytes are those of their canonical
// form.
#include <string>

#include "api/routes/context.hpp"
#include "db/keeping.hpp"

namespace gavel::api {

/// Of one volume, with the digests of its entry test's report, of the newest test's in the store,
/// and of the test of the hand-over itself, made here and now. A volume that fails its test comes
/// onto no list.
[[nodiscard]] std::string handover_list(Context& context, const db::KeptVolume& volume,
                                        const db::KeepingAct& act);

/// What goes, file by file.
[[nodiscard]] std::string destruction_list(Context& context, const db::KeptVolume& volume,
                                           const db::KeepingAct& act);

}  // namespace gavel::api
