#include "engine/procedure/choice_cites.hpp"

#include <algorithm>

#include "engine/procedure/annotations.hpp"

namespace gavel::procedure {
namespace {

std::string attribute(const chart::Annotation& annotation, const std::string& name) {
  const auto found = annotation.attributes.find(name);
  return found == annotation.attributes.end() ? "" : found->second;
}

/// The first child of that name whose `key` is `value`; null where there is none.
const chart::Annotation* child(const std::vector<chart::Annotation>& among, std::string_view name,
                               const std::string& key, std::string_view value) {
  const auto found = std::ranges::find_if(among, [&](const chart::Annotation& each) {
    return each.name == name && attribute(each, key) == value;
  });
  return found == among.end() ? nullptr : &*found;
}

/// Under the article that was chosen, where all the field's values are articles that the event
/// cites.
std::vector<std::string> chosen_article(const Procedure& procedure, std::string_view event,
                                        std::string_view field, std::string_view value) {
  const auto type = procedure.events.find(event);
  if (type == procedure.events.end()) return {};
  const auto form = std::ranges::find(type->second.form, field, &Field::name);
  if (form == type->second.form.end() || form->type != Field::Type::choice) return {};
  const auto cited = [&](std::string_view article) {
    return std::ranges::find(type->second.citations, article, &Citation::article);
  };
  const auto none = type->second.citations.end();
  const bool chooses =
      !form->values.empty() &&
      std::ranges::none_of(form->values, [&](const auto& each) { return cited(each) == none; });
  const auto said = cited(value);
  if (!chooses || said == none) return {};
  return {said->source + ":" + said->article};
}

}  // namespace

std::vector<std::string> choice_cites(const Procedure& procedure, std::string_view event,
                                      std::string_view field, std::string_view value) {
  const auto* type = child(procedure.chart->annotations, "event", "name", event);
  const auto* form = type == nullptr ? nullptr : child(type->children, "field", "name", field);
  const auto* choice = form == nullptr ? nullptr : child(form->children, "choice", "value", value);
  return choice == nullptr ? chosen_article(procedure, event, field, value)
                           : words(attribute(*choice, "cite"));
}

}  // namespace gavel::procedure
