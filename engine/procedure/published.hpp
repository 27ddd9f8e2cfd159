#pragma once
// Which papers the public has once a matter came so far: <published documents="ISS-01"
// when="...">. What is a state secret is said of them by those alone whose task is the matter as a
// whole, not by the units that draft it or carry it out.
#include <string>
#include <vector>

#include "engine/procedure/procedure.hpp"

namespace gavel::procedure {

class Findings;

struct Published {
  std::vector<std::string> documents;  ///< By their codes.
  expression::Expression when;         ///< Of the matter's variables.
  Place place;
};
[[nodiscard]] std::vector<Published> read_published(const Procedure& procedure, Findings& findings);
/// Of a procedure that was read without faults.
[[nodiscard]] std::vector<Published> published_in(const Procedure& procedure);

}  // namespace gavel::procedure
