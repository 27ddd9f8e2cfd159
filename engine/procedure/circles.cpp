#include "engine/procedure/circles.hpp"

#include <algorithm>
#include <map>

#include "engine/procedure/annotations.hpp"
#include "engine/procedure/lists.hpp"

namespace gavel::procedure {
namespace {

bool is_variable(const Procedure& procedure, std::string_view name) {
  return std::ranges::any_of(procedure.chart->states, [&](const chart::State& state) {
    return std::ranges::find(state.data, name, &chart::DataDeclaration::id) != state.data.end();
  });
}

void check_part(const Procedure& procedure, const KeptPart& part, Element& e) {
  for (const auto* codes : {&part.documents, &part.titles}) {
    for (const std::string& code : *codes)
      if (!procedure.documents.contains(code))
        e.error(Sentence{"bad-attribute", "circle", {{"given", code}}});
  }
  for (const std::string& event : part.events)
    if (!procedure.events.contains(event)) e.error(Sentence{"unknown-event", {{"id", event}}});
  for (const std::string& path : part.data)
    if (!is_variable(procedure, path.substr(0, path.find('.'))))
      e.error(Sentence{"unknown-name", {{"name", path}}});
}

void read_circle(const Procedure& procedure, const chart::Annotation& annotation,
                 Findings& findings, Circles& out) {
  Element e(annotation, findings);
  const std::vector<std::string> of = words(e.required("of"));
  const bool is_whole = of == std::vector<std::string>{"matter"};
  const bool is_classified = of == std::vector<std::string>{"classified"};
  Circle circle{.when = {},
                .roles = words(e.required("roles")),
                .title = e.text(),
                .place = annotation.place};
  KeptPart part{{}, of, words(e.optional("events")), words(e.optional("data"))};
  if (is_whole) {
    circle.when = e.expression("when", true);
  } else if (!is_classified) {
    part.titles = words(e.optional("titles"));
    part.named = e.expression("named", false);
    part.out = e.expression("out", false);
  }
  e.finish();
  if (is_whole) {
    out.matter.push_back(std::move(circle));
  } else if (is_classified) {
    out.classified = std::move(circle);
  } else {
    check_part(procedure, part, e);
    part.circle = std::move(circle);
    out.parts.push_back(std::move(part));
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

const Circles& circles_in(const Procedure& procedure) {
  struct Read {
    std::weak_ptr<const chart::Chart> of;
    std::unique_ptr<const Circles> circles;
  };
  // Of each thread its own: the engine has no locks.
  static thread_local std::map<const chart::Chart*, Read> known;
  const auto found = known.find(procedure.chart.get());
  // Where a chart is gone, another may come to stand in its place.
  if (found != known.end() && !found->second.of.expired()) return *found->second.circles;
  std::erase_if(known, [](const auto& each) { return each.second.of.expired(); });
  Findings found_when_read;
  found_when_read.definitions = procedure.chart->definitions;
  auto read = std::make_unique<const Circles>(read_circles(procedure, found_when_read));
  return *known.emplace(procedure.chart.get(), Read{procedure.chart, std::move(read)})
              .first->second.circles;
}

const chart::HostFunctions& circle_functions() {
  struct OfLists final : chart::HostFunctions {
    [[nodiscard]] std::expected<expression::Value, expression::Error> call(
        std::string_view name, expression::Arguments arguments,
        const expression::Scope& /*scope*/) const override {
      if (auto said = list_function(name, arguments)) return *std::move(said);
      return std::unexpected(expression::Error{expression::Error::Kind::reference,
                                               Sentence{"unknown-function", {{"function", name}}}});
    }
  };
  static const OfLists functions;
  return functions;
}

bool goes_by_kind(const Procedure& procedure, const std::string& code) {
  return std::ranges::any_of(circles_in(procedure).parts, [&](const KeptPart& part) {
    return std::ranges::find(part.documents, code) != part.documents.end() ||
           std::ranges::find(part.titles, code) != part.titles.end();
  });
}

}  // namespace gavel::procedure
