#pragma once
// What stands of a meeting, for the tests of Article 30.
#include <string>

#include "tests/law/course.hpp"

namespace gavel::law {

/// "qian oppose confirmed; sun agree entered; ".
inline std::string stances_of(const Course& course) {
  std::string out;
  for (const Json& each :
       course.given.snapshot().session.data.at("meeting").at("stances").as_array())
    out += std::string(each.at("member").as_string()) + " " +
           std::string(each.at("stance").as_string()) + " " +
           std::string(each.at("status").as_string()) + "; ";
  return out;
}

}  // namespace gavel::law
