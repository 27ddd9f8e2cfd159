#pragma once
// The last day of a notice: the day that the public was told, and the day as it was counted at the
// end.
#include <string>

#include "api/routes/context.hpp"
#include "db/participation.hpp"

namespace gavel::api {

struct Closing {
  std::string day;   ///< The last day to comment; may be empty.
  std::string told;  ///< What the notice said, when it was opened or extended last.
  std::string counted =
      {};  ///< What its clock comes to, by the table that closes it; empty: `told`.
  bool provisional = false;
  JsonObject ended = {};  ///< As of the notice, where it closed before `day`.
};

/// The notice keeps the day it was opened with; it may have been extended since, a table of
/// holidays that came later may move the day, and the clock is what closes it.
[[nodiscard]] Closing closing_of(Context& context, const db::Notice& notice);

}  // namespace gavel::api
