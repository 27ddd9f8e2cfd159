#pragma once
// Registers of those who advise: the pool of experts and professional institutions (Decree 713
// art. 20, 21) and legal counsel with public lawyers (art. 28). A person or an institution is the
// facts entered about them; where they stand on a day is computed from these.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/desk/ports.hpp"

namespace gavel::db {

class Pool;

enum class Register : std::uint8_t { expert, counsel };
[[nodiscard]] std::string_view name(Register which);  ///< "expert".

struct AdviserFact {
  int seq = 0;  ///< From 1, within the person.
  std::string kind;
  Day day;  ///< On which it took effect.
  JsonObject body;
  std::string by;  ///< Account.
  Instant at;
};

/// From the first to the last day, both included.
struct Term {
  Day since, until;
};

struct Adviser {
  std::string id;  ///< "E-0001".
  std::vector<AdviserFact> facts;

  /// Facts that no later one strikes.
  [[nodiscard]] std::vector<const AdviserFact*> standing() const;
  /// Name, unit and all else that was entered with a term; what came later goes before.
  [[nodiscard]] JsonObject details() const;
  /// The same, with the contract of the term that `day` lies in: one entered ahead is not yet in
  /// force.
  [[nodiscard]] JsonObject details_on(Day day) const;
  /// Terms as they were entered, cut short by an exit.
  [[nodiscard]] std::vector<Term> terms() const;
  /// The term that `day` lies in.
  [[nodiscard]] std::optional<Term> term_on(Day day) const;
  /// What they declared last of that matter: "direct", "none", or "" for nothing.
  [[nodiscard]] std::string interest_in(std::string_view matter) const;
  /// They left the pool for a breach of ethics (art. 41), and have not been admitted anew since.
  [[nodiscard]] bool is_expelled_on(Day day) const;
  /// They left it so on one of these days, admitted anew since or not.
  [[nodiscard]] bool was_expelled_between(Day since, Day until) const;
  /// The result of the latest year they were assessed for; empty: none.
  [[nodiscard]] std::string assessed() const;
};

/// "institution" or "person", which is what those are of whom nothing is said.
[[nodiscard]] std::string type_of(const Adviser& adviser);

/// The one of that id, or of that name where only one has it, among people in their term on the
/// day.
[[nodiscard]] const Adviser* named_in(const std::vector<Adviser>& people, const std::string& named,
                                      Day day);
/// What a step is told of an entry of a register; in their term on the day.
[[nodiscard]] JsonObject said_of(Register which, const Adviser& person, const std::string& matter,
                                 Day day);

/// Somebody's part in a matter, by one event.
struct AdviserUse {
  std::string matter, title, event;
  std::int64_t seq = 0;
  Instant at;
};

struct ExpertDraw {
  std::string id, matter;
  int number = 0;  ///< Of the matter's draws, from 1.
  JsonObject body;
  std::string by;
  Instant at;
};

class People {
 public:
  explicit People(Pool& pool) : pool_(pool) {}

  /// A new person with a first fact; `fact.seq` is set.
  [[nodiscard]] Adviser enter(Register which, AdviserFact fact);
  /// Nothing when there is no such person.
  [[nodiscard]] std::optional<AdviserFact> add(Register which, const std::string& person,
                                               AdviserFact fact);
  [[nodiscard]] std::optional<Adviser> find(Register which, const std::string& id);
  [[nodiscard]] std::vector<Adviser> all(Register which);  ///< By id.
  /// Newest first; at most `most`.
  [[nodiscard]] std::vector<AdviserUse> uses(Register which, const std::string& id, int most);

  /// Adds `draw` as the matter's next one; id and number are set. Nothing when its `number` is no
  /// longer the next.
  [[nodiscard]] std::optional<ExpertDraw> add_draw(ExpertDraw draw);
  [[nodiscard]] std::vector<ExpertDraw> draws_of(const std::string& matter);  ///< Ascending.
  [[nodiscard]] std::optional<ExpertDraw> draw(const std::string& id);

  // ---- what a step may know, as `_x.facts.registers` has it
  /// The person of that id, or of that name where only one in their term has it: {"found": {…} or
  /// null}. Out of their term on `day` they are not found. "unit" is as it was typed, "unit_id"
  /// that of the register of units, where it has it.
  [[nodiscard]] JsonObject look_up(Register which, const std::string& named,
                                   const std::string& matter, Day day);
  /// {"found": […], "missing": [names], "keys": […]}, in the order given; a key is the id of one
  /// who was found, otherwise the name without its blanks.
  [[nodiscard]] JsonObject look_up_all(Register which, const JsonArray& named,
                                       const std::string& matter, Day day);
  /// The person whose account it is.
  [[nodiscard]] JsonObject holder(Register which, const std::string& account,
                                  const std::string& matter, Day day);
  /// {"missing": […], "interested": […]}: of `signatures`, each {"by": account, "on": day, …},
  /// those whose account is nobody's who was in their term on that day, as the register has it now;
  /// and those of whom a direct interest in the matter stands there, whoever entered it and when.
  [[nodiscard]] JsonObject doubts_of(Register which, const JsonArray& signatures,
                                     const std::string& matter);

 private:
  Pool& pool_;
};

}  // namespace gavel::db
