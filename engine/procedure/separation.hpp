#pragma once
// Who may not do both, as the procedure says it: the rules of its model on the separation of
// duties, each with what enforces it. What a rule of the procedure enforces is checked here; what
// pairs of roles and constraints of the database do is held against them by the tests of those
// rooms.
#include <string>
#include <utility>
#include <vector>

#include "engine/procedure/annotations.hpp"
#include "engine/procedure/procedure.hpp"

namespace gavel::procedure {

struct Separation {
  std::string number;  ///< "01": tests are named after it.
  Text says;
  std::vector<Citation> citations;
  std::vector<std::string> rules;  ///< Ids of rules of the procedure.
  /// Roles that no one person holds together; the second may be "*", every other.
  std::vector<std::pair<std::string, std::string>> apart;
  std::vector<std::string> constraints;  ///< Names of constraints and triggers of the database.
};

/// The elements <separation> of the file, in its order; what is wrong with them goes to `findings`:
/// unknown rules and sources, a number given twice, nothing that enforces it.
[[nodiscard]] std::vector<Separation> read_separations(const Procedure& procedure,
                                                       Findings& findings);
/// Of a procedure that was read without errors.
[[nodiscard]] std::vector<Separation> separations(const Procedure& procedure);

}  // namespace gavel::procedure
