#pragma once
// What a change of the draft re-opens, by its class: found out from the transitions that take the
// decision on the class, not written down a second time.
#include <optional>
#include <string>
#include <vector>

#include "engine/procedure/annotations.hpp"
#include "engine/procedure/procedure.hpp"

namespace gavel::procedure {

/// Where a procedure decides what is done again: <rerun event field opens>, with its <when>s.
struct Rerun {
  std::string event, field;  ///< The event that decides, and the choice in its form: the class.
  std::string opens;         ///< The variable that lists the states to be entered again.
  /// Yes or no, in a member of a variable, on which it may depend.
  struct When {
    std::string variable, member;
    Text says;
  };
  std::vector<When> whens;
};

struct Reopened {
  std::string state;
  Text title;
  Text when;  ///< Empty: always.
};
/// From a state to another; the second is empty where the matter stays.
struct LeadsTo {
  std::string from, to;
};
struct ChangeClass {
  std::string value;  ///< "C2".
  Text title;
  std::vector<Reopened> reopens;
  std::vector<LeadsTo> leads_to;
};

/// The element <rerun> of the file; what is wrong with it goes to `findings`.
[[nodiscard]] std::optional<Rerun> read_rerun(const Procedure& procedure, Findings& findings);

/// Every class, in the order of its choice; none where the file has no <rerun>. `procedure` was
/// read without errors.
[[nodiscard]] std::vector<ChangeClass> change_classes(const Procedure& procedure);

}  // namespace gavel::procedure
