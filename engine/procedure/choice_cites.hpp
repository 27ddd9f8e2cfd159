#pragma once
// Under which of the articles that an event cites it is where a choice of its form has a value:
// <field><choice value="pp" cite="decree-713:14"/></field>. A step that is done again is under the
// article of that step alone. A field whose values are articles that its event cites (38 to 41 of
// a paper of liability) says so by its value.
#include <string>
#include <string_view>
#include <vector>

#include "engine/procedure/procedure.hpp"

namespace gavel::procedure {

/// {"decree-713:14"}; none where the file does not say, and the event is under all that it cites.
[[nodiscard]] std::vector<std::string> choice_cites(const Procedure& procedure,
                                                    std::string_view event, std::string_view field,
                                                    std::string_view value);

}  // namespace gavel::procedure
