#pragma once
// From tokens to the tree. Recursive descent, with precedence climbing for binary operators; the
// depth of the recursion and the height of the tree are both bounded, so that neither this nor any
// later walk of the tree can exhaust the stack.
#include <string>
#include <string_view>
#include <vector>

#include "engine/expression/node.hpp"

namespace gavel::expression {

/// The functions of this header throw Fault.
[[nodiscard]] Node parse_expression(std::string_view text);
/// A name followed by members and indexes.
[[nodiscard]] Node parse_location(std::string_view text);
/// A block; `declared` receives the names of its `var` statements.
[[nodiscard]] Node parse_script(std::string_view text, std::vector<std::string>& declared);

}  // namespace gavel::expression
