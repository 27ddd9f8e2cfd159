#include "engine/expression/node.hpp"

namespace gavel::expression {

void walk(const Node& node, const std::function<void(const Node&)>& visit) {
  visit(node);
  for (const Node& child : node.children) walk(child, visit);
}

}  // namespace gavel::expression
