#pragma once
// Which way each transition is drawn, before anything has a place.
#include <map>
#include <vector>

#include "engine/chart/definition.hpp"

namespace gavel::draw {

enum class Way : std::uint8_t { within, next, forward, back };

/// The transitions that lead to one state along one side of the box that holds both ends.
struct Bus {
  chart::StateIndex container = 0, target = 0;
  bool back = false;
  std::vector<chart::TransitionIndex> transitions;
  std::size_t lane = 0;  ///< 0 is nearest to the boxes.
};

struct Routes {
  std::vector<Way> ways;  ///< By transition; the initial ones have none.
  std::vector<Bus> buses;
  /// Lanes needed at the left and at the right of what a state holds.
  std::vector<std::size_t> left, right;
};

[[nodiscard]] Routes route(const chart::Chart& chart);

}  // namespace gavel::draw
