#pragma once
// Numbers of minutes (会议纪要): a series for each body of an organ and year, in which one meeting,
// that of a body on a day, has one number, whatever matters it discussed. Practice, not law. A
// number is looked up when minutes are issued, and taken in the transaction that issues them: of
// two nodes that give two meetings the same, one is first, and the other is a conflict.
#include <cstdint>
#include <set>
#include <span>

#include "db/number_series.hpp"
#include "engine/desk/ports.hpp"

namespace pqxx {
class transaction_base;
}

namespace gavel::db {

class Pool;

/// What the register `minutes` says of a number. `meeting`: {"organ", "body", "on"}; null, or with
/// no day in it, where the procedure could not say which meeting it is; `series`: of its organ.
/// {"of": the meeting or null, its organ as the series has it, "found": the meeting of its series
/// that has the number or null, "own": the number that this meeting has or null, "next": the number
/// it gets next}.
[[nodiscard]] JsonObject minutes_numbered(Pool& pool, const Json* meeting, std::int64_t number,
                                          const NumberSeries& series);

/// Takes the numbers that the appends issue minutes under; the result are those that came too late:
/// another meeting has the number, or their meeting another.
[[nodiscard]] std::set<const desk::Append*> take_minutes_numbers(
    pqxx::transaction_base& tx, std::span<const desk::Append* const> appends);

}  // namespace gavel::db
