#pragma once
// A change of the draft, told by the drafting unit.
#include <string_view>

#include "tests/law/course.hpp"

namespace gavel::law {

/// The course before its revision, with the draft changed to another text.
inline Course& rewritten(Course& course) {
  course.proceeded().by(drafter()).given.add("DRF-04", "rewritten");
  return course;
}
inline Course& told(Course& course, std::string_view facts) {
  course.by(drafter()).send("draft.revise", facts);
  return course;
}

}  // namespace gavel::law
