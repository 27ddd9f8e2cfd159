#include "engine/soundness/obligations.hpp"

#include "engine/procedure/concluded.hpp"

namespace gavel::soundness {

std::vector<Obligation> obligations_of(const procedure::Procedure& procedure) {
  std::vector<Obligation> out;
  for (const procedure::MandatoryStep& step : procedure.mandatory) {
    Obligation obligation;
    for (const std::string& state : step.through)
      obligation.by_states.push_back(procedure.chart->find(state)->index);
    for (const std::string& state : procedure::since_of(procedure, step.id))
      obligation.since.push_back(procedure.chart->find(state)->index);
    obligation.before = procedure.chart->find(step.before)->index;
    obligation.acts = procedure::acts_of(procedure, step.id);
    out.push_back(std::move(obligation));
  }
  return out;
}

}  // namespace gavel::soundness
