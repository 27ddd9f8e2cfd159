#pragma once
// Numbers of the items of a year's catalogue, as people write them.
#include <cstdint>
#include <string>
#include <string_view>

namespace gavel {

/// A bare 3 or 03 of the year 2026 is "2026-3"; what says more is its own, without the blanks
/// around it.
[[nodiscard]] std::string item_number(std::int64_t year, std::string_view written);

}  // namespace gavel
