#pragma once
// What may still come of a session, whatever its conditions and its data say.
#include <vector>

#include "engine/chart/session.hpp"

namespace gavel::chart {

/// By index: whether the state may still be entered. Every transition is taken for one that can be
/// taken, so a state that is not ahead will never be entered again, but by one that is marked
/// `g:back`: that a slip may be taken back is nothing to wait for. Of a session that has ended:
/// none.
[[nodiscard]] std::vector<bool> ahead(const Chart& chart, const Session& session);

}  // namespace gavel::chart
