#include "engine/procedure/told.hpp"

#include "engine/procedure/annotations.hpp"

namespace gavel::procedure {
namespace {

std::string attribute(const chart::Annotation& annotation, const std::string& name) {
  const auto found = annotation.attributes.find(name);
  return found == annotation.attributes.end() ? "" : found->second;
}

void add_statements(const chart::Annotation& event, ToldUnder& out) {
  for (const chart::Annotation& field : event.children) {
    for (const chart::Annotation& each : field.children) {
      if (field.name != "field" || each.name != "told") continue;
      const Text says{attribute(each, "zh"), attribute(each, "en")};
      out[attribute(each, "under")].statements.push_back(
          {attribute(event, "name"), attribute(field, "name"), says});
    }
  }
}

std::vector<SeenValue> read_seen(const chart::Annotation& of, Findings& findings) {
  std::vector<SeenValue> out;
  for (const chart::Annotation& child : of.children) {
    if (child.name != "seen") continue;
    Element e(child, findings);
    const std::string name = e.required("name");
    if (auto value = e.expression("value", true)) out.push_back({name, *value});
    e.finish();
  }
  return out;
}

}  // namespace

ToldUnder told_in(const Procedure& procedure) {
  ToldUnder out;
  for (const chart::Annotation& each : procedure.chart->annotations) {
    const std::vector<std::string> under = words(attribute(each, "told"));
    if (each.name == "event") {
      for (const std::string& article : under) out[article].events.insert(attribute(each, "name"));
      add_statements(each, out);
    }
    if (each.name == "document")
      for (const std::string& article : under)
        out[article].documents.insert(attribute(each, "code"));
    if (each.name == "clock")
      for (const std::string& article : under) out[article].clocks.insert(attribute(each, "id"));
  }
  return out;
}

Standings read_standings(const Procedure& procedure, Findings& findings) {
  Standings out;
  for (const chart::Annotation& event : procedure.chart->annotations) {
    for (const chart::Annotation& child : event.children) {
      if (event.name != "event" || child.name != "standing") continue;
      Element e(child, findings);
      const Text says = e.text();
      auto when = e.expression("when", true);
      e.finish({"seen"});
      std::vector<SeenValue> seen = read_seen(child, findings);
      if (when) out[attribute(event, "name")].push_back({*when, says, std::move(seen)});
    }
  }
  return out;
}

Standings standings_in(const Procedure& procedure) {
  Findings found_when_read;
  found_when_read.definitions = procedure.chart->definitions;
  return read_standings(procedure, found_when_read);
}

}  // namespace gavel::procedure
