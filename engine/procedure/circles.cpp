#include "engine/procedure/circles.hpp"

#include "engine/procedure/annotations.hpp"

namespace gavel::procedure {
namespace {

void read_circle(const Procedure& procedure, const chart::Annotation& annotation,
                 Findings& findings, Circles& out) {
  Element e(annotation, findings);
  const std::string of = e.required("of");
  Circle circle{.when = {},
                .roles = words(e.required("roles")),
                .title = e.text(),
                .place = annotation.place};
  if (of == "matter") circle.when = e.expression("when", true);
  e.finish();
  if (of == "matter") {
    out.matter.push_back(std::move(circle));
  } else if (of == "classified") {
    out.classified = std::move(circle);
  } else if (procedure.documents.contains(of)) {
    out.papers.insert_or_assign(of, std::move(circle));
  } else {
    e.error(Sentence{"bad-attribute", "circle", {{"given", of}}});
  }
}

void add_named(const chart::Annotation& role, Circles& out) {
  const auto named = role.attributes.find("named");
  const auto id = role.attributes.find("id");
  if (named != role.attributes.end() && named->second == "true" && id != role.attributes.end())
    out.named.push_back(id->second);
}

}  // namespace

Circles read_circles(const Procedure& procedure, Findings& findings) {
  Circles out;
  out.classified.roles = {"office", "organ_head", "archivist", "auditor"};
  for (const chart::Annotation& each : procedure.chart->annotations) {
    if (each.name == "circle") read_circle(procedure, each, findings, out);
    if (each.name == "role") add_named(each, out);
  }
  if (out.named.empty()) out.named = {"expert", "consulted"};
  return out;
}

Circles circles_in(const Procedure& procedure) {
  Findings found_when_read;
  found_when_read.definitions = procedure.chart->definitions;
  return read_circles(procedure, found_when_read);
}

}  // namespace gavel::procedure
