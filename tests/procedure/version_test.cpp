#include "engine/procedure/version.hpp"

#include <gtest/gtest.h>

namespace gavel::procedure {
namespace {

TEST(Versions, CountAsPeopleCount) {
  // Each is newer than the one before it.
  const std::string_view in_order[] = {"",       "draft", "0.9",  "1",         "1.0",
                                       "1.2",    "1.9",   "1.10", "1.10.0-rc", "1.10.0",
                                       "1.10.1", "2",     "10",   "2026.1",    "20260101"};
  for (const auto& a : in_order) {
    for (const auto& b : in_order) {
      EXPECT_EQ(compare_versions(a, b) < 0, &a < &b) << a << " and " << b;
      EXPECT_EQ(compare_versions(a, b) == 0, &a == &b) << a << " and " << b;
    }
  }
}

TEST(Versions, HaveNumbersOfAnyLengthAndLeadingZeros) {
  EXPECT_TRUE(compare_versions("1.007", "1.7") == 0);
  EXPECT_TRUE(compare_versions("99999999999999999999999", "100000000000000000000000") < 0);
}

}  // namespace
}  // namespace gavel::procedure
