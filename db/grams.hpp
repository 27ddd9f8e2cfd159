#pragma once
// Words for searching, Chinese ones of one and two characters included. No dictionary: a run of
// ideographs gives each character and each pair, any other run of letters and digits is one word.
#include <string>
#include <string_view>
#include <vector>

namespace gavel::db {

/// What people regard as the same letters, made the same: full-width ASCII becomes ASCII, Kangxi
/// radicals that stand for an ideograph in extracted PDF text become it, ASCII capitals become
/// small. Malformed UTF-8 becomes spaces.
[[nodiscard]] std::string fold(std::string_view text);

/// The words of folded text, sorted and distinct.
[[nodiscard]] std::vector<std::string> grams(std::string_view folded);

/// The white-space separated parts of a query, folded; at most 16.
[[nodiscard]] std::vector<std::string> query_words(std::string_view query);

}  // namespace gavel::db
