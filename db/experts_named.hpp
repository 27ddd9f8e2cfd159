#pragma once
// Who somebody named as an expert is beyond the pool: their account, the roles they have and the
// units they belong to. Whoever drafts, decides or reviews does not argue independently of it
// (Decree 713 art. 19, 20), whatever they are called and whoever enters what they say.
#include <string>
#include <vector>

#include "db/people.hpp"
#include "db/recusals.hpp"

namespace gavel::db {

/// Of somebody whom a form names, or of an entry of the pool.
struct ExpertIdentity {
  struct Person {
    std::string account, name, unit;
    std::vector<std::string> roles;  ///< Own, of positions and lent, that day; sorted.
  };
  /// The account that the pool's entry gives, or else all whose holders are called so, be it
  /// spelled otherwise: of namesakes nobody knows which one it is.
  std::vector<Person> persons;
  std::vector<std::string> units;   ///< Ids of the units they work in.
  std::vector<std::string> itself;  ///< Id of the unit that is called so.
};

/// The registers as they are when they are read: asked of one matter on one day.
class ExpertsNamed {
 public:
  ExpertsNamed(Pool& pool, std::string matter, Day day);

  /// Of an entry of the pool.
  [[nodiscard]] ExpertIdentity identity_of(const Adviser& adviser) const;

  // ---- what a step may know, as `_x.facts.registers` has it
  /// {"found": the pool's entry or null, "key", "persons": [{"account", "name", "unit"}], "roles":
  /// [{"account", "role"}], "units": [ids], "itself": [ids]}. An account is an entry of the pool
  /// too, where that gives it. The key is the entry's id, otherwise the only account, otherwise the
  /// name without blanks: one person has one. And "keep_out": of the persons those who keep out of
  /// the matter by an order of recusal.
  [[nodiscard]] JsonObject one(const std::string& named) const;
  /// {"found": […], "missing": [names], "keys": […], "whom": […]} in the order given, and
  /// "persons", "roles", "units", "itself", "keep_out" of all of them. A key is the id of one in
  /// the pool or the name without blanks, as versions before knew it; in `whom` they have the keys
  /// of `one`.
  [[nodiscard]] JsonObject all(const JsonArray& named) const;
  /// As `People::look_up_all` of those who argued, by their keys, and "out": those whose opinion
  /// does not count that day, in their term or not: [{"id": key, "why": "direct_interest", "breach"
  /// or "recused"}]. Whom the pool expelled while the matter ran is out of it also when admitted
  /// anew: what was said before does not come to count again.
  [[nodiscard]] JsonObject who_argued(const JsonArray& keys) const;

 private:
  struct Known;
  /// Of an account or a unit, by its id and by what it is called.
  struct Called {
    std::string id, name, spelt;
  };

  [[nodiscard]] Known known(const std::string& named) const;
  [[nodiscard]] const Adviser* entry_of(const ExpertIdentity::Person& person) const;
  [[nodiscard]] std::vector<ExpertIdentity::Person> persons_called(const std::string& named) const;
  [[nodiscard]] std::vector<ExpertIdentity::Person> persons(const JsonArray& accounts) const;
  [[nodiscard]] std::string unit_called(const std::string& named) const;

  [[nodiscard]] bool keeps_out(const ExpertIdentity::Person& person) const;
  /// Of the persons whom `to` has.
  void add_who_keeps_out(JsonObject& to) const;

  Pool& pool_;
  std::string matter_;
  Day day_;
  std::vector<RecusalStep> recusals_;
  std::vector<Adviser> entries_;
  std::vector<Called> accounts_, units_;
};

}  // namespace gavel::db
