#pragma once
// What people read for the values of a choice: <choice value zh en/>, once for the whole procedure
// or inside the element whose values they are, which goes before.
#include <map>
#include <string>
#include <vector>

#include "engine/procedure/annotations.hpp"

namespace gavel::procedure {

class ChoiceTitles {
 public:
  explicit ChoiceTitles(Findings& findings) : findings_(findings) {}

  /// A <choice> of the whole procedure.
  void read(const chart::Annotation& choice) { read_into(titles_, choice); }

  /// Of each of `values`, in their order; `element` may hold titles of its own. A value without a
  /// title has its code, and is only warned of: procedures of before there were titles still run.
  [[nodiscard]] std::vector<Text> of(const chart::Annotation& element,
                                     const std::vector<std::string>& values);

 private:
  using Titles = std::map<std::string, Text, std::less<>>;
  void read_into(Titles& titles, const chart::Annotation& choice);

  Findings& findings_;
  Titles titles_;
};

}  // namespace gavel::procedure
