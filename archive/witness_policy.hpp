#pragma once
// Whose cosignatures make a checkpoint witnessed: a policy file (C2SP tlog-policy).
//   log     <verifier key> [<url>]
//   witness <name> <verifier key> [<url>]
//   group   <name> all|any|<number> <witness or group>...
//   quorum  <name>|none                    exactly once; names are defined before they are used
#include <expected>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace gavel::archive {

struct PolicyWitness {
  std::string name;          ///< In this file only.
  std::string verifier_key;  ///< Of type cosignature.
  std::string url;           ///< Where /add-checkpoint is added; may be empty.
};

class WitnessPolicy {
 public:
  /// The error is a sentence with the line's number.
  [[nodiscard]] static std::expected<WitnessPolicy, std::string> parse(std::string_view text);

  [[nodiscard]] const std::vector<std::string>& logs() const { return logs_; }
  [[nodiscard]] const std::vector<PolicyWitness>& witnesses() const { return witnesses_; }
  [[nodiscard]] const PolicyWitness* find(std::string_view verifier_key) const;
  /// True when the cosignatures of these witnesses (by name) are enough.
  [[nodiscard]] bool is_quorum(const std::set<std::string>& cosigned) const;
  [[nodiscard]] const std::string& quorum() const { return quorum_; }  ///< A name, or "none".

 private:
  struct Group {
    std::size_t needed = 0;
    std::vector<std::string> members;
  };
  [[nodiscard]] bool has(const std::string& name, const std::set<std::string>& cosigned) const;
  [[nodiscard]] bool is_known(const std::string& name) const;
  [[nodiscard]] std::string take(const std::vector<std::string>& words);
  [[nodiscard]] std::string take_witness(const std::vector<std::string>& words);
  [[nodiscard]] std::string take_group(const std::vector<std::string>& words);

  std::vector<std::string> logs_;
  std::vector<PolicyWitness> witnesses_;
  std::map<std::string, Group> groups_;
  std::string quorum_;
};

}  // namespace gavel::archive
