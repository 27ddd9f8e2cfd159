#pragma once
// Private to this room.
#include <chrono>
#include <optional>
#include <string_view>

namespace gavel::chart {

/// The standard's duration ("1.5s", ".5s", "10ms", "1m", "2h", "3d"); at most a thousand years.
[[nodiscard]] std::optional<std::chrono::milliseconds> parse_delay(std::string_view text);

}  // namespace gavel::chart
