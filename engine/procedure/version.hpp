#pragma once
#include <compare>
#include <string_view>

namespace gavel::procedure {

/// Versions as people count them: parts between dots, numbers by their value, anything else as
/// text and before any number; of two that agree so far the longer is the newer. "1.9" < "1.10",
/// "2.0-draft" < "2.0".
[[nodiscard]] std::strong_ordering compare_versions(std::string_view a, std::string_view b);

}  // namespace gavel::procedure
