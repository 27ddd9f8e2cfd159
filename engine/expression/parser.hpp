#pragma once
// From tokens to the tree. Recursive descent, with precedence climbing for binary operators; the
// depth of the recursion and the height of the tree are both bounded, so that neither this nor any
// later walk of the tree can exhaust the stack.
#include <string>
#include <string_view>
#include <vector>

#include "engine/expression/definitions.hpp"
#include "engine/expression/node.hpp"

namespace gavel::expression {

/// The functions of this header throw Fault.
[[nodiscard]] Node parse_expression(std::string_view text, Definitions* definitions);
/// A name followed by members and indexes.
[[nodiscard]] Node parse_location(std::string_view text, Definitions* definitions);
/// A block; `declared` receives the names of its `var` statements.
[[nodiscard]] Node parse_script(std::string_view text, std::vector<std::string>& declared,
                                Definitions* definitions);

// ---- of a node whose children are there
/// Node::path.
[[nodiscard]] std::uint8_t path_of(const Node& node);
/// Node::height over children of `height` levels.
[[nodiscard]] std::uint16_t height_above(std::size_t height, std::size_t offset);
/// A text with one blank for each run of blanks and breaks, but inside a string as it is written.
[[nodiscard]] std::string on_one_line(std::string_view text);

}  // namespace gavel::expression
