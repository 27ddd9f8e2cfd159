#pragma once
// Reading the forms of events; private to this room.
#include <optional>
#include <string_view>
#include <vector>

#include "engine/procedure/choice_titles.hpp"
#include "engine/procedure/procedure.hpp"

namespace gavel::procedure {

/// "text", "choice", "citation"…; nothing where no type has the name.
[[nodiscard]] std::optional<Field::Type> type_named(std::string_view name);

/// The <field> children of the element, in their order, each with those in it.
[[nodiscard]] std::vector<Field> read_fields(const chart::Annotation& element,
                                             ChoiceTitles& choices, Findings& findings);

}  // namespace gavel::procedure
