#include "engine/matter/circle.hpp"

#include <algorithm>

#include "engine/matter/context.hpp"
#include "engine/procedure/published.hpp"

namespace gavel::matter {

namespace {

/// Of the matter's variables; nothing where it cannot be evaluated.
std::optional<bool> holds(const procedure::Procedure& procedure, const Snapshot& snapshot,
                          const expression::Expression& when) {
  const chart::Event none;
  const MatterVariable x(snapshot);
  chart::Surroundings surroundings;
  surroundings.now = snapshot.opened_at;
  surroundings.x = &x;
  const auto value = chart::evaluate(*procedure.chart, snapshot.session, none, surroundings, when);
  if (!value) return std::nullopt;
  return expression::to_boolean(*value);
}

}  // namespace

std::optional<procedure::Circle> circle_of(const procedure::Procedure& procedure,
                                           const Snapshot& snapshot) {
  for (procedure::Circle& each : procedure::circles_in(procedure).matter)
    if (holds(procedure, snapshot, *each.when).value_or(true)) return std::move(each);
  return std::nullopt;
}

bool is_published(const procedure::Procedure& procedure, const Snapshot& snapshot,
                  const std::string& code) {
  return std::ranges::any_of(
      procedure::published_in(procedure), [&](const procedure::Published& each) {
        return std::ranges::find(each.documents, code) != each.documents.end() &&
               holds(procedure, snapshot, each.when).value_or(false);
      });
}

}  // namespace gavel::matter
