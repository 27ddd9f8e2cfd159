#include <algorithm>

#include "engine/matter/context.hpp"

namespace gavel::matter {

JsonObject asked_of_registers(const procedure::Procedure& procedure, const Snapshot& snapshot,
                              const Send& send, const Actor& actor, Instant now,
                              const calendar::Calendar& calendar) {
  JsonObject out;
  const auto type = procedure.events.find(send.event);
  const auto has_question = [](const auto& of) { return of.has_value(); };
  const bool asks =
      type != procedure.events.end() &&
      (std::ranges::any_of(type->second.registers, has_question, &procedure::RegisterAsked::of) ||
       std::ranges::any_of(type->second.form, has_question, &procedure::Field::of));
  if (!asks) return out;
  const JsonObject no_facts;  // what they say is not yet known
  const Context context(procedure, snapshot, {actor, no_facts, now, calendar});
  const chart::Event event = external(send.event, send.data);
  const auto evaluate = context.evaluator(event);
  const auto ask = [&](std::string_view of_what, const expression::Expression& question) {
    const auto value = evaluate(question);
    const Json* said = value ? std::get_if<Json>(&*value) : nullptr;
    if (said != nullptr) out[of_what] = *said;
  };
  for (const procedure::RegisterAsked& asked : type->second.registers) {
    if (asked.of) ask(asked.name, *asked.of);
  }
  for (const procedure::Field& field : type->second.form) {
    if (field.of) ask(field.name, *field.of);
  }
  return out;
}

}  // namespace gavel::matter
