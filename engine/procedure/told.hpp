#pragma once
// Where the statement of procedure performed tells what no article of its own asks for: an act that
// takes back or ends what was done under an article (<event told="decree-713:37">), a period or a
// paper that is the organ's own (<clock told="...">, <document told="...">); and what an entry of a
// form says of the matter under an article (<field><told under="decree-713:37" zh="..."
// en="..."/></field>). It is told there and cites nothing: the article does not become done by it.
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/procedure/procedure.hpp"

namespace gavel::procedure {

class Findings;

/// What is told under one article.
struct Told {
  struct Statement {
    std::string event, field;
    Text says;  ///< With the place {value}.
  };
  std::set<std::string> events, clocks, documents;
  std::vector<Statement> statements;
};
/// By article, "decree-713:37".
using ToldUnder = std::map<std::string, Told, std::less<>>;
[[nodiscard]] ToldUnder told_in(const Procedure& procedure);

/// How things stand with what an event did, as long as `when` holds: told beside it (<event>
/// <standing when="..." zh="..." en="..."/></event>). `when` is of the variables as they are now,
/// with `_event` and the time as they were then.
struct Standing {
  expression::Expression when;
  Text says;
  std::vector<SeenValue> seen;  ///< Values of the same moment, for the places {name} of the text.
};
/// By event, in the file's order: the first that holds is told.
using Standings = std::map<std::string, std::vector<Standing>, std::less<>>;
[[nodiscard]] Standings read_standings(const Procedure& procedure, Findings& findings);
/// Of a procedure that was read without faults.
[[nodiscard]] Standings standings_in(const Procedure& procedure);

}  // namespace gavel::procedure
