#include "db/search_words.hpp"

#include <algorithm>
#include <vector>

#include "db/grams.hpp"

namespace gavel::db {

std::string end_of_prefix(const std::string& prefix) { return prefix + "\xF4\x8F\xBF\xBF"; }

Words words_of(const std::optional<std::string>& q) {
  Words words;
  std::vector<std::string> all;
  for (const auto& part : q ? query_words(*q) : std::vector<std::string>{}) {
    if (words.first.empty()) words.first = part;
    words.parts.add(part);
    for (const auto& gram : grams(part)) all.push_back(gram);
  }
  // A pair of characters says more than each of them: only the pairs are asked for where there are
  // any.
  for (const auto& gram : all) {
    const bool inside = std::ranges::any_of(
        all, [&](const auto& other) { return other.size() > gram.size() && other.contains(gram); });
    if (!inside) words.grams.add(gram);
  }
  return words;
}

}  // namespace gavel::db
