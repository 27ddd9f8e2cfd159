#pragma once
#include <string>

namespace gavel::api {

/// 20 characters of Crockford's base32: 100 random bits, safe in a path and easy to copy.
[[nodiscard]] std::string new_id();

}  // namespace gavel::api
