#pragma once
// What holds while the levels of policy are laid one over the other: packs from the top level down,
// then what one matter asks of itself. Each may only be stricter than what holds already.
#include <map>
#include <string>

#include "engine/procedure/procedure.hpp"

namespace gavel::procedure {

class Overlay {
 public:
  explicit Overlay(const Procedure& procedure) : procedure_(procedure) {}

  /// From here on the standards hold where nobody has set anything: until then only the bounds.
  void let_standards_hold();

  /// What `place` (its pack and pointer) sets; `by` names it to those it binds.
  void put(const JsonObject& parameters, const PolicyFault& place, const std::string& by,
           PolicyFaults& errors);

  /// What a matter sets. Where a pack holds, parameters of which no way is stricter are the pack's.
  void tighten(const JsonObject& parameters, const PolicyFault& place, bool has_pack,
               PolicyFaults& errors);

  /// Everything that was set, without the standards.
  [[nodiscard]] JsonObject overrides() const;

 private:
  struct Held {
    Json value;
    std::string by;            ///< "inner-mongolia 2021.1".
    bool is_standard = false;  ///< Nobody set it.
  };
  using All = std::map<std::string, Held>;

  bool fits(const std::string& name, const Json& value, const PolicyFault& place,
            PolicyFaults& errors) const;
  void compare(const All& before, const PolicyFault& place, PolicyFaults& errors) const;
  [[nodiscard]] bool has_direction(const Parameter& parameter) const;

  const Procedure& procedure_;
  All held_;
};

}  // namespace gavel::procedure
