#pragma once
// Every moment a procedure can be in, found breadth first, so that the first way found to any of them is
// a shortest one: the counter-example a person is shown.
#include <cstddef>
#include <string>
#include <vector>

#include "engine/soundness/abstract.hpp"

namespace gavel::soundness {

struct Step {
  std::size_t from = 0, to = 0;  ///< Indexes into Graph::moments.
  std::string event;
};

/// An obligation broken on some path, with the events of a shortest one.
struct Breach {
  std::size_t obligation = 0;
  std::vector<std::string> path;
};

struct Graph {
  std::vector<Moment> moments;           ///< The first ones are where a matter begins.
  std::size_t beginnings = 0;
  std::vector<Step> steps;
  std::vector<bool> state_reached, transition_taken;  ///< By index.
  std::vector<std::string> events_taken;              ///< Sorted.
  std::vector<Breach> breaches;                       ///< At most one an obligation, a shortest.
  bool complete = true;                               ///< False: `limit` was met and nothing is proved.

  /// Events of a shortest way to `moment`.
  [[nodiscard]] std::vector<std::string> way_to(std::size_t moment) const;
  std::vector<std::size_t> found_by;  ///< The step by which each moment was first found; npos at beginnings.
};

/// `events` are what can come from outside: names, not descriptors.
[[nodiscard]] Graph explore(const chart::Chart& chart, const std::vector<std::string>& events,
                            const std::vector<Obligation>& obligations, std::size_t limit = 200'000);

}  // namespace gavel::soundness
