#pragma once
// What the file says of a mandatory step beside the states it goes through: <mandatory act="..."
// arises="..." due="...">; and of a number in a form that is the version of a paper: <field
// document="...">.
#include <string>
#include <string_view>
#include <vector>

#include "engine/procedure/procedure.hpp"

namespace gavel::procedure {

/// The events that conclude the step: it is taken as one of them leaves a state it goes through,
/// and not yet as that is entered. None: it is taken by coming there.
[[nodiscard]] std::vector<std::string> acts_of(const Procedure& procedure, std::string_view step);

/// The states that make the step due again as they are entered (<mandatory since="...">).
[[nodiscard]] std::vector<std::string> since_of(const Procedure& procedure, std::string_view step);

/// The clocks by which the step is to be done, where they run (<mandatory due="...">).
[[nodiscard]] std::vector<std::string> due_of(const Procedure& procedure, std::string_view step);

/// The state that a matter has to come to for the step to be asked of it; empty: asked of each.
[[nodiscard]] std::string arises_in(const Procedure& procedure, std::string_view step);

/// A state with which a matter ends, and what is said of that: <ending state="..." zh en/>.
struct Ending {
  std::string state;
  Text title;
  Place place;
};
[[nodiscard]] std::vector<Ending> endings_of(const Procedure& procedure);

/// The code of the document whose version a field of the event's form names; empty: of none.
[[nodiscard]] std::string document_of(const Procedure& procedure, std::string_view event,
                                      std::string_view field);

}  // namespace gavel::procedure
