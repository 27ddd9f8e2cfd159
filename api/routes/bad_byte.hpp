#pragma once
// Where a body stops being text.
#include <cstddef>
#include <string_view>

namespace gavel::api {

/// Counted from 0, of the first byte that is not UTF-8; the size where all is.
[[nodiscard]] std::size_t first_bad_byte(std::string_view text);

}  // namespace gavel::api
