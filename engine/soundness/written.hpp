#pragma once
#include <string>

#include "engine/expression/node.hpp"

namespace gavel::soundness {

/// An expression as text again, for messages and to know two equal ones by; of a long one, only the
/// beginning is for reading.
[[nodiscard]] std::string written(const expression::Node& node);

}  // namespace gavel::soundness
