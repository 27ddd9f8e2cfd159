#pragma once
// What a condition asks of the event that was sent, and what the answers can be.
#include "engine/procedure/procedure.hpp"
#include "engine/soundness/assumed.hpp"

namespace gavel::soundness {

/// Adds what `leaf` asks of the event: a field of its form with all its values, or, where these are
/// too many to name, the leaf itself, true or false. Nothing for what asks the matter.
void ask_of_event(const expression::Node& leaf, const procedure::EventType* type, Questions& into);

/// The field that `_event.data.x` names; null where it names none of this form.
[[nodiscard]] const procedure::Field* field_of(const expression::Node& node,
                                               const procedure::EventType* type);

/// The form of the event; null for one that is not declared, as those of clocks and the system.
[[nodiscard]] const procedure::EventType* form_of(const procedure::Procedure& procedure,
                                                  std::string_view event);

}  // namespace gavel::soundness
