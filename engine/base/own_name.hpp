#pragma once
// The name that somebody gave with what they wrote, where it stands in a text that is published:
// whoever agrees that the text is shown did not agree to be named (Personal Information Protection
// Law art. 25).
#include <string>
#include <string_view>

namespace gavel {

/// The text with "××" for each name in `given`: that of one person or office, or several with marks
/// between them, such as a letter of many has. Blanks within a name and small or capital letters
/// make no difference; a form of address behind it is none of the name. One character is no name
/// that could be found again, nor is what people put who give none (市民, 匿名).
[[nodiscard]] std::string without_names(std::string_view text, std::string_view given);

/// Whether the text has one of them.
[[nodiscard]] bool has_names(std::string_view text, std::string_view given);

}  // namespace gavel
