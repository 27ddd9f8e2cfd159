#pragma once
// Document numbers of decisions (发文字号): of one organ no two matters have the same. A number is
// looked up when a decision is signed or its number corrected, and taken in the transaction that
// does it: of two nodes that give it to two matters one is first, and the other is a conflict. A
// matter has one number, the last it took; one that was wrong belongs to no decision any more.
#include <set>
#include <span>

#include "db/number_series.hpp"
#include "engine/desk/ports.hpp"

namespace pqxx {
class transaction_base;
}

namespace gavel::db {

class Pool;

/// What the register `document_number` says. `asked`: {"organ", "number"}, the number without its
/// spelling (spelling.hpp); null, or with no number in it, where nothing was asked; `series`: of
/// its organ. {"of": what was asked or null, its organ as the series has it, "found": {"number",
/// "matter", "title", "on"} or null}: the matter that has it, `matter` itself before any other.
[[nodiscard]] JsonObject document_number_held(Pool& pool, const Json* asked,
                                              const std::string& matter,
                                              const NumberSeries& series);

/// Takes the numbers that the appends give; the result are those that came too late: another matter
/// has the number.
[[nodiscard]] std::set<const desk::Append*> take_document_numbers(
    pqxx::transaction_base& tx, std::span<const desk::Append* const> appends);

}  // namespace gavel::db
