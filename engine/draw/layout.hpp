#pragma once
// Where everything of a drawing stands, in pixels from the top left corner. The painter (svg.cpp)
// decides nothing about places, this nothing about looks.
#include <map>
#include <optional>
#include <vector>

#include "engine/draw/label.hpp"

namespace gavel::draw {

struct Point {
  double x = 0, y = 0;
};

/// Lines of text below each other; `at` is the baseline of the first.
struct Block {
  enum class Kind : std::uint8_t {
    title,
    detail,
    mandatory,
    only_after,
    within,
    forward,
    back,
    next
  };
  Kind kind = Kind::title;
  Point at;          ///< The left end of the lines; of `forward` the right end.
  double width = 0;  ///< Of the widest line.
  std::vector<Label> lines;
  std::optional<chart::TransitionIndex> transition;
};

struct Box {
  chart::StateIndex state = 0;
  double x = 0, y = 0, width = 0, height = 0;
  std::vector<Block> blocks;
};

/// A line between boxes. Ways to the same state from the same side share one, with several tails.
struct Wire {
  enum class Kind : std::uint8_t { start, next, forward, back };
  Kind kind = Kind::next;
  std::vector<std::vector<Point>>
      paths;  ///< The first ends at the arrow's tip, others where they join.
  chart::StateIndex target = 0;
};

struct Layout {
  std::vector<Box> boxes;   ///< By state index; that of the root is the whole drawing.
  std::vector<Block> next;  ///< Beside the arrows of the main line.
  std::vector<Wire> wires;
};

[[nodiscard]] double text_size(Block::Kind kind);
[[nodiscard]] double line_height(Block::Kind kind);

/// Lays the states out with the top left corner of the outermost ones at `origin`.
[[nodiscard]] Layout lay_out(const procedure::Procedure& procedure, const Labels& labels,
                             Point origin);

}  // namespace gavel::draw
