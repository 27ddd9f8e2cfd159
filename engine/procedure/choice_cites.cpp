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

}  // namespace

std::vector<std::string> choice_cites(const Procedure& procedure, std::string_view event,
                                      std::string_view field, std::string_view value) {
  const auto* type = child(procedure.chart->annotations, "event", "name", event);
  const auto* form = type == nullptr ? nullptr : child(type->children, "field", "name", field);
  const auto* choice = form == nullptr ? nullptr : child(form->children, "choice", "value", value);
  return choice == nullptr ? std::vector<std::string>() : words(attribute(*choice, "cite"));
}

}  // namespace gavel::procedure
