#pragma once
#include <string>

#include "tests/law/course.hpp"

namespace gavel::law {

/// What the task list of whoever asks says waits for them of that event; "no task": it is not in
/// it.
inline std::string waits(Course& course, const Actor& who, const char* event) {
  const auto tasks = course.by(who).given.tasks();
  const auto found = std::ranges::find(tasks, event, &matter::Task::event);
  if (found == tasks.end()) return "no task";
  std::string out;
  for (const Text& item : found->waits) out += item.en;
  return out;
}

}  // namespace gavel::law
