#include "api/routes/call.hpp"

#include <algorithm>
#include <cctype>

namespace gavel::api {

std::string_view Call::token() const {
  static constexpr std::string_view scheme = "bearer ";
  const std::string_view field = request.headers.get("Authorization");
  const auto lower = [](unsigned char c) { return std::tolower(c); };
  if (!std::ranges::equal(field.substr(0, scheme.size()), scheme, {}, lower)) return {};
  return field.substr(scheme.size());
}

}  // namespace gavel::api
