#include "engine/procedure/published.hpp"

#include "engine/procedure/annotations.hpp"

namespace gavel::procedure {

std::vector<Published> read_published(const Procedure& procedure, Findings& findings) {
  std::vector<Published> out;
  for (const chart::Annotation& each : procedure.chart->annotations) {
    if (each.name != "published") continue;
    Element e(each, findings);
    std::vector<std::string> documents = words(e.required("documents"));
    const auto when = e.expression("when", true);
    e.finish();
    for (const std::string& code : documents)
      if (!procedure.documents.contains(code))
        e.error(Sentence{"unknown-document", {{"id", code}}});
    if (when) out.push_back({std::move(documents), *when, each.place});
  }
  return out;
}

std::vector<Published> published_in(const Procedure& procedure) {
  Findings found_when_read;
  found_when_read.definitions = procedure.chart->definitions;
  return read_published(procedure, found_when_read);
}

}  // namespace gavel::procedure
