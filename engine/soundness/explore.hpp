#pragma once
// Every moment a procedure can be in, found breadth first, so that the first way found to any of
// them is a shortest one: the counter-example a person is shown.
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/soundness/abstract.hpp"

namespace gavel::soundness {

struct Step {
  std::size_t from = 0, to = 0;  ///< Indexes into Graph::moments.
  std::size_t event = 0;         ///< Index into Graph::events.
};

/// An obligation broken on some path, with the events of a shortest one.
struct Breach {
  std::size_t obligation = 0;
  std::vector<std::string> path;
};

struct Graph {
  std::vector<std::string> events;  ///< As given.
  std::vector<Moment> moments;      ///< The first ones are where a matter begins.
  std::vector<Step> steps;
  std::vector<bool> state_reached, transition_taken, event_taken;  ///< By index.
  std::vector<Breach> breaches;  ///< At most one an obligation, a shortest.
  /// A shortest course by which the chart goes on by itself and never comes to rest.
  std::optional<std::vector<std::string>> restless;
  bool complete = true;  ///< False: a limit was met and nothing is proved.

  /// Events of a shortest way to `moment`.
  [[nodiscard]] std::vector<std::string> way_to(std::size_t moment) const;
  /// The step by which each moment was first found; `beginning` where a matter begins.
  std::vector<std::size_t> found_by;
  static constexpr std::size_t beginning = static_cast<std::size_t>(-1);
};

/// How far to look; `work` counts states looked at.
struct Bounds {
  std::size_t moments = 50'000, steps = 1'000'000, work = 5'000'000;
};

/// `events` are what can come from outside: names, not descriptors.
[[nodiscard]] Graph explore(const chart::Chart& chart, std::vector<std::string> events,
                            const std::vector<Obligation>& obligations, Bounds bounds = {});
/// The same from the midst of a course.
[[nodiscard]] Graph explore_from(const Moment& moment, const chart::Chart& chart,
                                 std::vector<std::string> events,
                                 const std::vector<Obligation>& obligations, Bounds bounds = {});

}  // namespace gavel::soundness
