#pragma once
// A request target taken apart: path segments and query parameters, decoded and checked once.
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gavel::api {

struct Target {
  std::vector<std::string> segments;  ///< "/v1/matters/a%2Fb" -> "v1", "matters", "a/b".
  std::vector<std::pair<std::string, std::string>> query;
};

/// Empty unless it is an origin-form target whose parts are UTF-8 without NUL.
[[nodiscard]] std::optional<Target> parse_target(std::string_view target);

/// One path segment or query value, percent-encoded.
[[nodiscard]] std::string encoded(std::string_view part);

}  // namespace gavel::api
