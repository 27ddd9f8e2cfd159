#pragma once
// Of a meeting that was called and not opened yet: whose seats in it end, and when. Whoever has
// none on the day of the meeting is of its body no more, whether anybody enters something that day
// or not.
#include "engine/base/json.hpp"
#include "engine/matter/matter.hpp"

namespace pqxx {
class transaction_base;
}

namespace gavel::db {

/// Of those who had a seat when the meeting was called (`meeting.seated`), whoever has none in that
/// meeting (`meeting.body`: of the plenary or else of the executive meeting) for good: [{"account",
/// "since"}], the first day without one. Somebody who goes from one seat to the next is not among
/// them. Empty where no meeting waits to be opened.
[[nodiscard]] JsonArray seats_over(pqxx::transaction_base& tx, const matter::Snapshot& snapshot);

}  // namespace gavel::db
