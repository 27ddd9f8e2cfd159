#pragma once
// Which transitions wait for which event, found by name instead of by going through all of them: a
// chart may have as many of both as fit into the file.
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/chart/definition.hpp"

namespace gavel::soundness {

class Awaited {
 public:
  using BySource = std::map<chart::StateIndex, std::vector<chart::TransitionIndex>>;

  explicit Awaited(const chart::Chart& chart);
  /// Those that take the event, document order; without an event, those that wait for none.
  [[nodiscard]] std::vector<chart::TransitionIndex> of(std::optional<std::string_view> event) const;
  /// The same, by the state they leave from; remembered.
  [[nodiscard]] const BySource& by_source(std::optional<std::string_view> event);

 private:
  const chart::Chart& chart_;
  /// A descriptor takes every event that it is, or is the beginning of, up to a dot.
  std::map<std::string, std::vector<chart::TransitionIndex>, std::less<>> by_descriptor_;
  std::map<std::string, BySource, std::less<>> found_;
  BySource eventless_;
};

}  // namespace gavel::soundness
