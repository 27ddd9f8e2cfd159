#pragma once
// What people read, and where in a file something stands.
#include <string>
#include <string_view>
#include <vector>

namespace gavel {

/// One sentence or name in both languages of the house.
struct Text {
  std::string zh, en;
  bool operator==(const Text&) const = default;
};

/// A place in a source file; line and column count from 1, column in bytes. Line 0: the whole file.
struct Place {
  std::string file;
  int line = 0, column = 0;
  bool operator==(const Place&) const = default;
};

/// The line of `text` that `place` names, with its number, and a caret below the column; of a long
/// line what stands around it. Ends with a line feed; empty where the place names no line of it.
[[nodiscard]] std::string excerpt(std::string_view text, const Place& place);

/// As text or attribute of XML and HTML, without the characters that XML 1.0 has no place for.
[[nodiscard]] std::string markup(std::string_view text);

}  // namespace gavel
