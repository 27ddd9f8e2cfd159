#pragma once
// Words for searching, Chinese ones of one and two characters included. No dictionary: a run of
// ideographs gives each character, each pair and where asked each triple; any other run of letters
// and digits is one word.
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gavel::db {

/// What people regard as the same letters, made the same: full-width ASCII becomes ASCII, Kangxi
/// radicals that stand for an ideograph in extracted PDF text become it, ASCII capitals become
/// small. Malformed UTF-8 becomes spaces.
[[nodiscard]] std::string fold(std::string_view text);

/// What the titles of packages and what the texts of their documents are cut into. Few texts have
/// the same triple, so that a phrase of common pairs is found among many.
inline constexpr std::size_t package_gram_length = 2, record_gram_length = 3;

/// The words of folded text, sorted and distinct; of ideographs every run of 1 to `longest`.
[[nodiscard]] std::vector<std::string> grams(std::string_view folded, std::size_t longest);

/// The white-space separated parts of a query, folded; at most 16.
[[nodiscard]] std::vector<std::string> query_words(std::string_view query);

}  // namespace gavel::db
