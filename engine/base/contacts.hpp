#pragma once
// Numbers and addresses by which a person is found: of a comment that is published nobody reads
// them (Personal Information Protection Law art. 25: no publication without a consent of its own),
// and into a record that keeps everything they are not written.
#include <string>
#include <string_view>

namespace gavel {

/// The text with `*` for each character of a citizen's number (17 digits and a digit or X), of a
/// card's (16 to 19 digits), of a mobile number (11 digits from 13 on, after +86 or not), of a
/// fixed line with its area code (0755-83010000) and of an address of e-mail before its @; in full
/// width too, and in groups with blanks or hyphens between them. Other numbers stay: amounts and
/// dates are read.
[[nodiscard]] std::string without_contacts(std::string_view text);

/// The first of them, with `*` for each of its characters, and what stands around it; empty where
/// the text has none.
[[nodiscard]] std::string contact_in(std::string_view text);

}  // namespace gavel
