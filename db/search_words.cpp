#include "db/search_words.hpp"

#include <algorithm>
#include <vector>

#include "db/grams.hpp"

namespace gavel::db {

std::string end_of_prefix(const std::string& prefix) { return prefix + "\xF4\x8F\xBF\xBF"; }

Words words_of(const std::optional<std::string>& q, std::size_t longest) {
  Words words;
  std::vector<std::string> all;
  for (const auto& part : q ? query_words(*q) : std::vector<std::string>{}) {
    if (words.first.empty()) words.first = part;
    words.parts.add(part);
    const std::vector<std::string> of_part = grams(part, longest);
    if (std::ranges::find(of_part, part) == of_part.end()) words.inexact.add(part);
    all.insert(all.end(), of_part.begin(), of_part.end());
  }
  // More characters say more than each of them: only the longest are asked for.
  for (const auto& gram : all) {
    const bool inside = std::ranges::any_of(
        all, [&](const auto& other) { return other.size() > gram.size() && other.contains(gram); });
    if (!inside) words.grams.add(gram);
  }
  return words;
}

}  // namespace gavel::db
