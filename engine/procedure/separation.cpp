#include "engine/procedure/separation.hpp"

#include <algorithm>
#include <set>

#include "engine/procedure/reading.hpp"

namespace gavel::procedure {
namespace {

Separation read_one(const Procedure& procedure, const chart::Annotation& a, Findings& findings) {
  Element e(a, findings);
  Separation out{.number = e.required("number"),
                 .says = e.text(),
                 .citations = cited_by(e, procedure.sources, true),
                 .rules = words(e.optional("rules")),
                 .apart = {},
                 .constraints = words(e.optional("constraints"))};
  for (const std::string& word : words(e.optional("apart"))) {
    const std::size_t colon = word.find(':');
    if (colon == std::string::npos) {
      e.error(Sentence{"bad-attribute", "apart", {{"given", word}}});
    } else {
      out.apart.emplace_back(word.substr(0, colon), word.substr(colon + 1));
    }
  }
  e.finish();
  for (const std::string& rule : out.rules) {
    if (!procedure.rules.contains(rule)) e.error(Sentence{"unknown-rule", {{"id", rule}}});
  }
  if (out.rules.empty() && out.apart.empty() && out.constraints.empty())
    e.error(Sentence{"unenforced", {{"number", out.number}}});
  return out;
}

}  // namespace

std::vector<Separation> read_separations(const Procedure& procedure, Findings& findings) {
  std::vector<Separation> out;
  std::set<std::string> numbers;
  for (const chart::Annotation& a : procedure.chart->annotations) {
    if (a.name != "separation") continue;
    Separation read = read_one(procedure, a, findings);
    if (!numbers.insert(read.number).second) {
      findings.error(a.place, Sentence{"duplicate-id", "separation", {{"id", read.number}}});
    }
    out.push_back(std::move(read));
  }
  return out;
}

std::vector<Separation> separations(const Procedure& procedure) {
  Findings found_when_read;
  return read_separations(procedure, found_when_read);
}

}  // namespace gavel::procedure
