#include "engine/matter/circle.hpp"

#include "engine/matter/context.hpp"

namespace gavel::matter {

std::optional<procedure::Circle> circle_of(const procedure::Procedure& procedure,
                                           const Snapshot& snapshot) {
  const chart::Event none;
  const MatterVariable x(snapshot);
  chart::Surroundings surroundings;
  surroundings.now = snapshot.opened_at;
  surroundings.x = &x;
  for (procedure::Circle& each : procedure::circles_in(procedure).matter) {
    const auto value =
        chart::evaluate(*procedure.chart, snapshot.session, none, surroundings, *each.when);
    if (!value || expression::to_boolean(*value)) return std::move(each);
  }
  return std::nullopt;
}

}  // namespace gavel::matter
