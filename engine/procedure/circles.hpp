#pragma once
// Who reads what is not for everybody who works with the procedure: a matter that is kept to those
// with a part in it (<circle of="matter" when="..." roles="..." zh="..." en="..."/>), and papers
// that are state secrets (<circle of="classified" roles="..."/>). In both circles are whoever acted
// in the matter, is named in it or is waited for, and the units that have it in hand; besides them
// those of `roles`, whose task is the matter as a whole. What tells of persons, papers with the
// events and variables that say the same, is for those of `roles` alone
// (<circle of="MTG-04" events="meeting.stance" data="meeting.stances" titles="MTG-05" roles="..."
// named="..." out="..." zh="..." en="..."/>).
#include <optional>
#include <string>
#include <vector>

#include "engine/chart/session.hpp"
#include "engine/procedure/procedure.hpp"

namespace gavel::procedure {

class Findings;

struct Circle {
  std::optional<expression::Expression> when;  ///< Of the matter's variables; always where none.
  std::vector<std::string> roles;              ///< By the names they have on accounts.
  Text title;                                  ///< What is kept to it.
  Place place;
};
/// Of a matter that its readers otherwise see whole.
struct KeptPart {
  Circle circle;
  std::vector<std::string> documents;  ///< By their codes.
  std::vector<std::string> events;     ///< What was sent with them.
  std::vector<std::string> data;       ///< Paths into variables: `meetings.stances` of every item.
  /// Codes of what is written from it for everybody. Others read such papers, under the title of
  /// their kind: by titles of their own they would say what was put right from one to the next.
  std::vector<std::string> titles = {};
  /// Of the matter's variables, in lists or objects: the accounts that it names by those roles of
  /// the circle that it names (Circles::named). Not said, as in versions of before: whoever acted
  /// in it or is named by an event.
  std::optional<expression::Expression> named = {};
  /// Likewise, those who keep out of what it tells of: a list of whose items each is of a `member`.
  std::optional<expression::Expression> out = {};
};
struct Circles {
  std::vector<Circle> matter;  ///< One whose `when` holds keeps the matter to its circle.
  Circle classified;
  /// Read by those of the circle, and by whoever filed the paper or whom the event is of; by nobody
  /// else who has a part in the matter.
  std::vector<KeptPart> parts;
  /// <role named="true">: of any unit or none, or of several bodies. What waits for such a role
  /// waits for those of them whom the matter names.
  std::vector<std::string> named;
};
[[nodiscard]] Circles read_circles(const Procedure& procedure, Findings& findings);
/// Of a procedure that was read without faults; a thread reads them once, and has them as long as
/// the chart stands. One that says nothing of it, as those of before could not, has a circle of the
/// classified alone, with the roles that it had then.
[[nodiscard]] const Circles& circles_in(const Procedure& procedure);
/// What a circle's expressions may call, which are of no moment: the functions of lists.
[[nodiscard]] const chart::HostFunctions& circle_functions();
/// Whether papers of this kind are called by the kind's title outside of a narrower circle than
/// that of their matter.
[[nodiscard]] bool goes_by_kind(const Procedure& procedure, const std::string& code);

}  // namespace gavel::procedure
