#pragma once
// Who somebody named as an expert is beyond the pool: their account, the roles they have and the
// units they belong to. Whoever drafts, decides or reviews does not argue independently of it
// (Decree 713 art. 19, 20), whatever they are called and whoever enters what they say.
#include <string>
#include <vector>

#include "db/people.hpp"

namespace gavel::db {

/// Of somebody whom a form names, or of an entry of the pool.
struct ExpertIdentity {
  struct Person {
    std::string account, name, unit;
    std::vector<std::string> roles;  ///< Own, of positions and lent, that day; sorted.
  };
  /// The account that the pool's entry gives, or else all whose holders are called so: of
  /// namesakes nobody knows which one it is.
  std::vector<Person> persons;
  std::vector<std::string> units;   ///< Ids of the units they work in.
  std::vector<std::string> itself;  ///< Id of the unit that is called so.
};

/// Of an entry of the pool.
[[nodiscard]] ExpertIdentity identity_of(Pool& pool, const Adviser& adviser,
                                         const std::string& matter, Day day);

/// What a step may know of an expert, as `_x.facts.registers` has it: {"found": the pool's entry or
/// null, "key", "persons": [{"account", "name", "unit"}], "roles": [{"account", "role"}], "units":
/// [ids], "itself": [ids]}. An account is an entry of the pool too, where that gives it. The key is
/// the entry's id, otherwise the only account, otherwise the name without blanks: one person has
/// one.
[[nodiscard]] JsonObject expert_named(Pool& pool, const std::string& named,
                                      const std::string& matter, Day day);
/// {"found": […], "missing": [names], "keys": […], "whom": […]} in the order given, and "persons",
/// "roles", "units", "itself" of all of them. A key is the id of one in the pool or the name
/// without blanks, as versions before knew it; in `whom` they have the keys of `expert_named`.
[[nodiscard]] JsonObject experts_named(Pool& pool, const JsonArray& named,
                                       const std::string& matter, Day day);
/// As `People::look_up_all` of those who argued, by their keys, and "out": those whose opinion does
/// not count that day, in their term or not: [{"id": key, "why": "direct_interest" or "breach"}].
[[nodiscard]] JsonObject experts_kept(Pool& pool, const JsonArray& keys, const std::string& matter,
                                      Day day);

}  // namespace gavel::db
