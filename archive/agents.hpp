#pragma once
// Who had part in a matter, for the descriptions of its package: 机构人员实体 (DA/T 46, DA/T 48),
// agents (PREMIS). Each once, whatever it is called by: events tell an account's name, documents
// name accounts alone.
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "archive/package.hpp"

namespace gavel::archive {

/// The values are those of 机构人员类型, but for the last: a clock is no person.
enum class AgentKind : std::uint8_t { organ, unit, person, software };
/// "单位", "部门", "个人", "系统".
[[nodiscard]] std::string_view name_of(AgentKind kind);

struct Agent {
  std::string id = {};  ///< "A1", as the XML documents refer to it.
  AgentKind kind = AgentKind::person;
  std::string name = {}, code = {};    ///< code: the account, or the unit's id; may be empty.
  std::string belongs_to = {};         ///< The unit or organ; empty: not known, or of nothing.
  std::set<std::string> offices = {};  ///< Roles in which a person acted.
};

class Agents {
 public:
  explicit Agents(const PackageInput& input);

  /// The organ, its units, persons: each group in the order of the codes.
  [[nodiscard]] const std::vector<Agent>& all() const { return all_; }
  /// By account or name; nullptr: nobody of the record.
  [[nodiscard]] const Agent* find(const std::string& account_or_name) const;
  /// What people call whoever has this account; as given when nobody of the record has it.
  [[nodiscard]] std::string name_of(const std::string& account_or_name) const;
  /// "" when nobody of the record has it.
  [[nodiscard]] std::string id_of(const std::string& account_or_name) const;

 private:
  void person(const std::string& account, const std::string& name, const std::string& unit,
              const std::vector<std::string>& offices);

  std::map<std::string, Agent> persons_;  ///< By account, or by name where there is none.
  std::vector<Agent> all_;
  std::map<std::string, std::size_t> place_;  ///< In all_, of codes and names of persons.
};

}  // namespace gavel::archive
