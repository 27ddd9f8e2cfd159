#pragma once
// Work done again and again in the background, on a thread of its own.
#include <chrono>
#include <functional>
#include <string>
#include <thread>

namespace gavel::db {

/// Calls `work` at once and then every `interval`, until destroyed; a call that is under way ends
/// first. `work` gives true when there is more to do now, and is then called again without waiting.
/// What it throws is logged under `name`, and tried again after the interval.
class Loop {
 public:
  Loop(std::string name, std::chrono::milliseconds interval, std::function<bool()> work);

 private:
  std::jthread thread_;
};

}  // namespace gavel::db
