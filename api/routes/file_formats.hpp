#pragma once
// What comes in as a file is of the format that it says: an entry test years later must not be the
// first to find that a "PDF" is none, when nobody has the right one any more.
#include <string>
#include <string_view>

namespace gavel::api {

/// Throws "wrong-format" where the bytes are told not to be of `media_type`, or to be a program;
/// says what they are, and what would be right. What cannot be told is taken as it is. The same
/// judgement as the four-property test's (archive/file_format.hpp).
void check_format(const std::string& media_type, std::string_view bytes);

}  // namespace gavel::api
