#include <algorithm>

#include "engine/matter/context.hpp"

namespace gavel::matter {

JsonObject asked_of_registers(const procedure::Procedure& procedure, const Snapshot& snapshot,
                              const Send& send, const Actor& actor, Instant now,
                              const calendar::Calendar& calendar) {
  JsonObject out;
  const auto type = procedure.events.find(send.event);
  const bool asks = type != procedure.events.end() &&
                    std::ranges::any_of(type->second.form, [](const procedure::Field& field) {
                      return field.of.has_value();
                    });
  if (!asks) return out;
  const JsonObject no_facts;  // what they say is not yet known
  const Context context(procedure, snapshot, {actor, no_facts, now, calendar});
  const chart::Event event = external(send.event, send.data);
  const auto evaluate = context.evaluator(event);
  for (const procedure::Field& field : type->second.form) {
    if (!field.of) continue;
    const auto value = evaluate(*field.of);
    const Json* said = value ? std::get_if<Json>(&*value) : nullptr;
    if (said != nullptr) out[field.name] = *said;
  }
  return out;
}

}  // namespace gavel::matter
