#pragma once
// The two signatures of a hand-over: the receiving archives sign the list for the receipt, with a
// key that was registered before the list was made; who answers for the side that hands over signs
// it with their own. Both are judged as any signature that comes in (archive/key_register.hpp).
#include <string>
#include <vector>

#include "api/routes/context.hpp"
#include "api/routes/input.hpp"
#include "db/keeping.hpp"
#include "db/outside_keys.hpp"

namespace gavel::api {

/// Keys of the organisation that were registered by `beforehand` and are in force now.
[[nodiscard]] std::vector<db::OutsideKey> receiver_keys(Context& context,
                                                        const std::string& organisation,
                                                        Instant beforehand);

/// Says what is wrong with the signatures; otherwise completes the answer with the keys.
void check_signatures(Context& context, Fields& fields, const db::KeepingAct& act,
                      db::KeepingAct::Answer& answer);

}  // namespace gavel::api
