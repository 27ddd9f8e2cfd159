#include "engine/procedure/concluded.hpp"

#include <algorithm>

#include "engine/procedure/annotations.hpp"

namespace gavel::procedure {
namespace {

std::string attribute(const chart::Annotation* annotation, const std::string& name) {
  if (annotation == nullptr) return "";
  const auto found = annotation->attributes.find(name);
  return found == annotation->attributes.end() ? "" : found->second;
}

/// The first of that name whose `key` is `value`; null where there is none.
const chart::Annotation* one(const std::vector<chart::Annotation>& among, std::string_view name,
                             const std::string& key, std::string_view value) {
  const auto found = std::ranges::find_if(among, [&](const chart::Annotation& each) {
    return each.name == name && attribute(&each, key) == value;
  });
  return found == among.end() ? nullptr : &*found;
}

}  // namespace

std::vector<std::string> acts_of(const Procedure& procedure, std::string_view step) {
  return words(attribute(one(procedure.chart->annotations, "mandatory", "id", step), "act"));
}

std::vector<std::string> since_of(const Procedure& procedure, std::string_view step) {
  return words(attribute(one(procedure.chart->annotations, "mandatory", "id", step), "since"));
}

std::vector<std::string> due_of(const Procedure& procedure, std::string_view step) {
  return words(attribute(one(procedure.chart->annotations, "mandatory", "id", step), "due"));
}

std::string arises_in(const Procedure& procedure, std::string_view step) {
  return attribute(one(procedure.chart->annotations, "mandatory", "id", step), "arises");
}

std::vector<Ending> endings_of(const Procedure& procedure) {
  std::vector<Ending> out;
  for (const chart::Annotation& each : procedure.chart->annotations) {
    if (each.name != "ending") continue;
    out.push_back(
        {attribute(&each, "state"), {attribute(&each, "zh"), attribute(&each, "en")}, each.place});
  }
  return out;
}

std::string document_of(const Procedure& procedure, std::string_view event,
                        std::string_view field) {
  const auto* type = one(procedure.chart->annotations, "event", "name", event);
  return type == nullptr ? "" : attribute(one(type->children, "field", "name", field), "document");
}

}  // namespace gavel::procedure
