#pragma once
// Which characters a text of the record may have, and how a text stands in what is written from the
// record. What was recorded before may have any, so that whoever writes replaces what cannot stand.
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace gavel {

/// Of texts that are typed: a title and a name are one line, a reason may have several.
enum class Lines { one, many };

struct Unfit {
  std::string character;     ///< "U+0001"
  std::size_t place = 0;     ///< Which character of the text it is, from 1.
  bool is_of_lines = false;  ///< A tab or line end, which a text of several lines may have.
};

/// The first character of `text` that no record takes: controls other than tab and line ends,
/// U+2028 and U+2029, what is no character (U+FFFE, U+FFFF and their like, malformed bytes), and
/// the marks that turn the direction of writing about, which make a text read as what it is not.
/// Of one line, tab and line ends too, and what takes no room and joins no letters (U+200B, U+2060,
/// U+FEFF): two names that look the same would be two.
[[nodiscard]] std::optional<Unfit> first_unfit(std::string_view text, Lines lines);

/// As XML 1.0 can hold it: U+FFFD in the place of what it cannot, every line end one line feed.
[[nodiscard]] std::string as_xml_holds(std::string_view text);

/// As one piece of a line that the system writes: the lines of the text joined by " ／ ", a run of
/// blanks as its first, U+FFFD in the place of what no record takes. So no text begins a line of
/// its own in a paper, where it would pass for one of the system's.
[[nodiscard]] std::string in_one_line(std::string_view text);

}  // namespace gavel
