#include "engine/procedure/choice_titles.hpp"

#include <algorithm>

#include "engine/procedure/procedure.hpp"

namespace gavel::procedure {

void ChoiceTitles::read_into(Titles& titles, const chart::Annotation& choice) {
  Element e(choice, findings_);
  const std::string value = e.required("value");
  const Text title = e.text();
  (void)e.optional("cite");  // choice_cites.hpp reads it
  e.finish();
  if (!value.empty() && !titles.emplace(value, title).second)
    e.error(Sentence{"duplicate-id", "choice", {{"id", value}}});
}

std::vector<Text> ChoiceTitles::of(const chart::Annotation& element,
                                   const std::vector<std::string>& values) {
  Titles own;
  for (const chart::Annotation& child : element.children) {
    if (child.name == "choice") read_into(own, child);
  }
  for (const auto& [value, title] : own) {
    if (std::ranges::find(values, value) == values.end()) {
      findings_.error(element.place, Sentence{"unknown-choice", {{"value", value}}});
    }
  }
  own.insert(titles_.begin(), titles_.end());
  std::vector<Text> out;
  for (const std::string& value : values) {
    const auto found = own.find(value);
    if (found == own.end()) {
      findings_.warning(element.place, Sentence{"untitled-choice", {{"value", value}}});
    }
    out.push_back(found == own.end() ? Text{value, value} : found->second);
  }
  return out;
}

Text Field::title_of(const Json& value) const {
  if (!value.is_string()) return {};
  const auto found = std::ranges::find(values, std::string_view(value.get_string()));
  if (found == values.end()) return {};
  return value_titles.at(static_cast<std::size_t>(found - values.begin()));
}

}  // namespace gavel::procedure
