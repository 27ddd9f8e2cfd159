#pragma once
// The engine's one data type for documents: Boost.JSON's value. No parsing from outside happens in
// the engine except of text the engine itself wrote.
#include <string>
#include <string_view>

#include <boost/json.hpp>

namespace gavel {

using Json = boost::json::value;
using JsonObject = boost::json::object;
using JsonArray = boost::json::array;

/// `object[key]` as a string, or `fallback` where it is absent or no string.
[[nodiscard]] std::string string_or(const JsonObject& object, std::string_view key,
                                    std::string_view fallback = "");

}  // namespace gavel
