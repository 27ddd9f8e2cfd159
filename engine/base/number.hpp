#pragma once
// Numbers as ECMAScript 5 and RFC 8785 write and read them.
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/json.hpp"

namespace gavel {

/// ES5 9.8.1: the shortest text that reads back as `number`: "1", "0.1", "1e+21", "NaN",
/// "Infinity", "0" for -0.
[[nodiscard]] std::string number_text(double number);

/// A decimal literal without sign or blanks: "12", "1.5", ".5", "5.", "1e3"; nothing else. Past the
/// range: infinity or zero.
[[nodiscard]] std::optional<double> parse_decimal(std::string_view text);

/// An integer where it is one and exact (|number| <= 2^53), else a double: so a value has one form
/// in every document. -0 becomes 0.
[[nodiscard]] Json json_number(double number);

}  // namespace gavel
