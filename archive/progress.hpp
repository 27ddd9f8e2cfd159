#pragma once
// Long readings, told of to whoever waits for them.
#include <cstddef>
#include <functional>

namespace gavel::archive {

/// Called with so many bytes as they are read. What it throws ends the reading and passes through:
/// so a test of gigabytes can be ended. Empty: nobody is told.
using Progress = std::function<void(std::size_t bytes)>;

}  // namespace gavel::archive
