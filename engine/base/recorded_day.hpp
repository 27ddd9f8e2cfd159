#pragma once
// Days as records take them: a slip in the year would set a clock, or keep a post, for hundreds of
// years.
#include <optional>
#include <string_view>

#include "engine/base/time.hpp"

namespace gavel {

/// "2026-01-30", from 1900 to 2199; nothing where it is no such day.
[[nodiscard]] std::optional<Day> recorded_day(std::string_view text);

}  // namespace gavel
