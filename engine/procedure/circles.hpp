#pragma once
// Who reads what is not for everybody who works with the procedure: a matter that is kept to those
// with a part in it (<circle of="matter" when="..." roles="..." zh="..." en="..."/>), and papers
// that are state secrets (<circle of="classified" roles="..."/>). In both circles are whoever acted
// in the matter, is named in it or is waited for, and the units that have it in hand; besides them
// those of `roles`, whose task is the matter as a whole. Papers about persons are for those of
// `roles` alone (<circle of="LIA-01" roles="..." zh="..." en="..."/>).
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/procedure/procedure.hpp"

namespace gavel::procedure {

class Findings;

struct Circle {
  std::optional<expression::Expression> when;  ///< Of the matter's variables; always where none.
  std::vector<std::string> roles;              ///< By the names they have on accounts.
  Text title;                                  ///< What is kept to it.
  Place place;
};
struct Circles {
  std::vector<Circle> matter;  ///< One whose `when` holds keeps the matter to its circle.
  Circle classified;
  /// By the codes of papers: who reads these, and whoever filed them; nobody else who has a part in
  /// the matter.
  std::map<std::string, Circle> papers;
  /// <role named="true">: of any unit or none, or of several bodies. What waits for such a role
  /// waits for those of them whom the matter names.
  std::vector<std::string> named;
};
[[nodiscard]] Circles read_circles(const Procedure& procedure, Findings& findings);
/// Of a procedure that was read without faults. One that says nothing of it, as those of before
/// could not, has a circle of the classified alone, with the roles that it had then.
[[nodiscard]] Circles circles_in(const Procedure& procedure);

}  // namespace gavel::procedure
