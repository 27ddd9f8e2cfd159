#pragma once
// The engine's one data type for documents: Boost.JSON's value, with exact reading and one way of
// writing, so that text -> value -> text gives the same bytes.
#include <cstddef>
#include <expected>
#include <string>
#include <string_view>

#include <boost/json.hpp>

namespace gavel {

using Json = boost::json::value;
using JsonObject = boost::json::object;
using JsonArray = boost::json::array;
/// Where a value keeps its parts: by default the heap, each on its own.
using JsonStorage = boost::json::storage_ptr;
/// Memory for values that live no longer than it: given out in pieces, given back all at once. A
/// copy of a value keeps its storage, so what may be copied further must not lie in one.
using JsonArena = boost::json::monotonic_resource;

/// Levels of containers that `parse_json` reads.
inline constexpr std::size_t json_depth_limit = 512;

/// Reads one JSON text (RFC 8259, no extensions, valid UTF-8). Unlike Boost.JSON 1.81's own parser,
/// which is off by one bit in up to a quarter of numbers with 17 digits, every number is the double
/// nearest to its text; integers of 64 bits stay integers. Two members of one
/// name are refused: readers disagree on which of them counts (RFC 7493, section 2.3). The error
/// says what is wrong and at which byte.
[[nodiscard]] std::expected<Json, std::string> parse_json(std::string_view text);

/// Compact JSON, members in their order, numbers as ECMAScript writes them (so 1.0 becomes 1, and
/// what JSON cannot hold becomes null).
[[nodiscard]] std::string json_text(const Json& value);

/// `object[key]` as a string, or `fallback` where it is absent or no string.
[[nodiscard]] std::string string_or(const JsonObject& object, std::string_view key,
                                    std::string_view fallback = "");
/// `object[key]` as an object, empty where it is absent or none.
[[nodiscard]] JsonObject object_in(const JsonObject& object, std::string_view key);

}  // namespace gavel
