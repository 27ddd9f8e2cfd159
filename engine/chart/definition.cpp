#include "engine/chart/definition.hpp"

namespace gavel::chart {

const State* Chart::find(std::string_view id) const {
  const auto found = by_id.find(id);
  return found == by_id.end() ? nullptr : &states[found->second];
}

bool matches(const std::vector<std::string>& descriptors, std::string_view event) {
  for (const std::string& descriptor : descriptors) {
    if (descriptor == "*") return true;
    if (!event.starts_with(descriptor)) continue;
    if (event.size() == descriptor.size() || event[descriptor.size()] == '.') return true;
  }
  return false;
}

}  // namespace gavel::chart
