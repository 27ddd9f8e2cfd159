#pragma once
// What holds while the levels of policy are laid one over the other: packs from the top level down,
// then what one matter asks of itself. Each may only be stricter than what those above it said:
// what a pack has looser does not come to hold, and is told; what a matter has looser is refused.
// What nobody said is the standard, which no law and no level set: it binds matters, and no pack.
#include <map>
#include <optional>
#include <set>
#include <string>

#include "engine/procedure/procedure.hpp"

namespace gavel::procedure {

class Overlay {
 public:
  explicit Overlay(const Procedure& procedure) : procedure_(procedure) {}

  /// Once all packs are laid: the standards hold where nobody has set anything.
  void let_standards_hold();

  /// One version of a pack.
  struct Layer {
    const JsonObject& parameters;
    std::string level;  ///< Of its organ.
    PolicyFault place;  ///< Its pack, and the pointer to the parameters.
    std::string by;     ///< Names it to those it binds: "inner-mongolia 2021.1".
    /// Of what the law gives to each level, those that an authority let its organ have longer.
    std::set<std::string> consented = {};
  };
  /// What is wrong with it goes to `errors`. Of what is looser than what holds already the stricter
  /// goes on holding: that goes to `overruled`.
  void put(const Layer& layer, PolicyFaults& errors, PolicyFaults& overruled);

  /// What the law gives to each level holds as it is for that of `level`, but for what the lowest
  /// layer was let have longer.
  void hold_by_level(const std::string& level);

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
  /// A value on its scale, and as it is told: of a share "2/3", by the quotient.
  struct Weighed {
    double place = 0;
    Json told;
    std::string by;
  };

  /// Sets what fits.
  void set(const JsonObject& parameters, const PolicyFault& place, const std::string& by,
           PolicyFaults& errors);
  bool fits(const std::string& name, const Json& value, const PolicyFault& place,
            PolicyFaults& errors) const;
  /// Nothing of what is not set.
  [[nodiscard]] std::optional<Weighed> weighed(const Parameter& parameter, const All& all) const;
  /// What holds now and is looser than `before`.
  [[nodiscard]] PolicyFaults looser_than(const All& before, const PolicyFault& place) const;
  /// As it was before.
  void keep(const All& before, const std::string& name);
  void refuse_other_level(const Layer& layer, PolicyFaults& errors) const;
  [[nodiscard]] bool is_let(const Layer& layer, const Parameter& parameter,
                            const Json& given) const;
  [[nodiscard]] bool has_direction(const Parameter& parameter) const;

  const Procedure& procedure_;
  All held_;
  std::set<std::string> let_ = {};  ///< What the lowest layer was let have longer.
};

}  // namespace gavel::procedure
