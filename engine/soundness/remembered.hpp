#pragma once
// What a history keeps matters only as long as it may be asked for before it is kept anew: moments
// that differ in nothing else lead to the same, and are looked at as one.
#include <map>
#include <vector>

#include "engine/soundness/abstract.hpp"

namespace gavel::soundness {

class Remembered {
 public:
  explicit Remembered(const chart::Chart& chart);
  /// Without what no course from here asks for.
  void forget(Moment& moment) const;

 private:
  /// By history: from which innermost states it may be asked for before it is kept anew.
  std::map<chart::StateIndex, std::vector<bool>> asked_;
};

}  // namespace gavel::soundness
