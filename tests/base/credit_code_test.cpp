#include "engine/base/credit_code.hpp"

#include <gtest/gtest.h>

namespace gavel {
namespace {

using enum CreditCodeFault::Kind;

std::string brief(std::string_view code) {
  const auto checked = check_credit_code(code);
  if (checked) return "fits";
  const CreditCodeFault& fault = checked.error();
  if (fault.kind == length) return "length " + std::to_string(fault.length);
  if (fault.kind == check) return "check";
  return "character " + std::to_string(fault.place) + " " + fault.character;
}

// The first is the example of the standard itself.
TEST(CreditCode, EndsInTheCharacterThatTheOthersGive) {
  for (const char* code : {"91350100M000100Y43", "12150000460000000X", "521000005000000004"})
    EXPECT_EQ(brief(code), "fits") << code;
}

TEST(CreditCode, IsNotOneWithAnyCharacterMistyped) {
  const std::string code = "91350100M000100Y43";
  for (std::size_t at = 0; at < code.size(); ++at) {
    std::string mistyped = code;
    mistyped[at] = code[at] == '7' ? '8' : '7';
    EXPECT_EQ(brief(mistyped), "check") << mistyped;
  }
  EXPECT_EQ(brief("91350100M000100Y34"), "check");  // two changed places
}

TEST(CreditCode, HasEighteenCharacters) {
  EXPECT_EQ(brief("91350100M000100Y4"), "length 17");
  EXPECT_EQ(brief("91350100M000100Y433"), "length 19");
  EXPECT_EQ(brief(""), "length 0");
  EXPECT_EQ(brief("统一社会信用代码"), "length 8");  // counted as they are read
}

TEST(CreditCode, HasNoLetterThatIsTakenForADigit) {
  EXPECT_EQ(brief("9135O100M000100Y43"), "character 5 O");
  EXPECT_EQ(brief("91350100m000100Y43"), "character 9 m");
  EXPECT_EQ(brief("91350100M000100Y4三"), "character 18 三");
  EXPECT_EQ(brief("9135 100M000100Y43"), "character 5  ");
}

}  // namespace
}  // namespace gavel
