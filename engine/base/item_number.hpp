#pragma once
// Numbers of the items of a year's catalogue, as people write them.
#include <cstdint>
#include <string>
#include <string_view>

namespace gavel {

/// A bare 3, 03 or ３ of the year 2026 is "2026-3"; what says more is its own, without the blanks
/// around it and with its signs of full width as the usual ones.
[[nodiscard]] std::string item_number(std::int64_t year, std::string_view written);

}  // namespace gavel
