#pragma once
// The four-property test of what is handed over (移交接收, DA/T 70): ours before the list is made,
// the receiver's as they send it (db/handover_tests.hpp).
#include "api/routes/context.hpp"
#include "db/handover_tests.hpp"

namespace gavel::api {

/// Tests the volume of the act, on the thread of the request. Throws "handover-test-failed" with
/// each item that failed and what mends it; the report is kept either way. Where there is no
/// outcome: "test-under-way", "no-room-to-test", "server-stopping"; nothing is kept then.
[[nodiscard]] db::HandoverTest tested_for_handover(Context& context, const db::KeepingAct& act);

}  // namespace gavel::api
