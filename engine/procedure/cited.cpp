// What an element cites: "decree-713:26(2)", read against the sources that the file declares.
#include <algorithm>

#include "engine/procedure/reading.hpp"

namespace gavel::procedure {
namespace {

/// "26(2)" is 第26条第2款 / art. 26(2); "26(2)(1)" adds 第1项. An article that does not begin with
/// a digit stands as it is written.
Text article_label(const Text& source, const std::string& article) {
  if (article.empty()) return source;
  const bool is_numbered = article[0] >= '0' && article[0] <= '9';
  if (!is_numbered) return {source.zh + article, source.en + " " + article};
  constexpr std::string_view parts[]{"款", "项", "目"};
  std::size_t open = article.find('(');
  std::string zh = "第" + article.substr(0, open) + "条";
  for (const std::string_view part : parts) {
    if (open == std::string::npos) break;
    const std::size_t close = article.find(')', open);
    zh += "第" + article.substr(open + 1, close - open - 1);
    zh += part;
    open = article.find('(', open + 1);
  }
  return {source.zh + zh, source.en + " art. " + article};
}

}  // namespace

std::vector<Citation> cited_by(Element& element, std::span<const Source> sources,
                               bool is_required) {
  std::vector<Citation> out;
  const std::string text = is_required ? element.required("cite") : element.optional("cite");
  for (const std::string& word : words(text)) {
    const std::size_t colon = word.find(':');
    const std::string name = word.substr(0, colon);
    const std::string article = colon == std::string::npos ? "" : word.substr(colon + 1);
    const auto source = std::ranges::find(sources, name, &Source::id);
    if (source == sources.end()) {
      element.error(Sentence{"unknown-source", {{"id", name}}});
    } else {
      out.push_back({name, article, article_label(source->title, article)});
    }
  }
  return out;
}

}  // namespace gavel::procedure
