#pragma once
// Writing into a document: shared by locations and scripts.
#include "engine/expression/evaluate.hpp"

namespace gavel::expression {

/// The name a location begins with.
[[nodiscard]] const std::string& root_of(const Node& location);

/// Location::assign; throws Fault.
void assign(const Node& location, DataModel& data, Value value, const Scope& scope);

}  // namespace gavel::expression
