#pragma once
// RFC 8785 (JCS): one JSON value, one sequence of bytes. Everything that is signed or hashed goes
// through here.
#include <string>

#include "engine/base/json.hpp"

namespace gavel::archive {

/// The canonical bytes: keys in UTF-16 code unit order, numbers as ECMAScript prints them, no white
/// space, no trailing newline. Integers count as IEEE doubles, as JCS has it: beyond 2^53 they are
/// rounded. Throws BrokenInvariant on NaN, infinity and strings that are not UTF-8: no JSON text
/// can hold them, so they are never a user's mistake.
[[nodiscard]] std::string canonical(const Json& value);

}  // namespace gavel::archive
