// The citation checker: rules of local governments, whose numbers begin anew with each government.
#include <string>

#include <gtest/gtest.h>

#include "engine/procedure/instruments.hpp"

namespace gavel::procedure {
namespace {

constexpr const char* procedures =
    "《内蒙古自治区重大行政决策程序规定》（内蒙古自治区人民政府令第248号）";
constexpr const char* documents =
    "《内蒙古自治区行政规范性文件管理办法》（内蒙古自治区人民政府令第262号）";
const std::string either = std::string(procedures) + "，或者" + documents;

TEST(LocalCitation, OfTheRightNumberAndTitleIsVerified) {
  for (const char* text :
       {procedures, documents, "内蒙古自治区人民政府令第248号", "内蒙古自治区政府令第262号第三条",
        "《内蒙古自治区重大行政决策程序规定》第四十八条（自治区人民政府令第248号）",
        "内蒙古自治区重大行政决策程序规定（政府令第248号）第三条",
        "《内蒙古自治区重大行政决策程序规定》（第248号）",
        "《内蒙古自治区重大行政决策程序规定》（内蒙古自治区人民政府第248号令）",
        "《内蒙古自治区重大行政决策程序规定》，内蒙古自治区人民政府令第248号",
        "根据内蒙古自治区人民政府令第248号《内蒙古自治区重大行政决策程序规定》",
        "《内蒙古自治区行政规范性文件管理办法》（2023年10月23日内蒙古自治区人民政府令第262号公布）",
        "《內蒙古自治區行政規範性文件管理辦法》（內蒙古自治區人民政府令第262號）",
        "《重大行政决策程序暂行条例》（国务院令第713号）、《内蒙古自治区重大行政决策程序规定》（"
        "自治区政府令第248号）"}) {
    const auto finding = check_citation(text);
    EXPECT_EQ(finding.expected, "") << text;
    EXPECT_TRUE(finding.verified) << text;
  }
}

TEST(LocalCitation, OfAnotherNumberOrTitleIsWrongAndSaysWhatIsRight) {
  for (const char* number : {"内蒙古自治区人民政府令第262号", "自治区人民政府令第262号",
                             "自治区政府令262号", "内蒙古自治区政府第262号令", "政府令第262号",
                             "第262号", "令第二百六十二号", "内蒙古政府令第262号"}) {
    for (const std::string& text :
         {"《内蒙古自治区重大行政决策程序规定》（" + std::string(number) + "）",
          "根据内蒙古自治区重大行政决策程序规定第三条（" + std::string(number) + "）办理"}) {
      EXPECT_EQ(check_citation(text).expected, either) << text;
      EXPECT_FALSE(check_citation(text).verified) << text;
    }
  }
  for (const char* text :
       {"《内蒙古自治区重大行政决策程序规定》（内蒙古自治区人民政府令第284号）",
        "《内蒙古自治区重大行政决策程序规定》，内蒙古自治区人民政府令第284号",
        // The number of its own, of another government.
        "《内蒙古自治区重大行政决策程序规定》（江西省人民政府令第248号）",
        "《内蒙古自治区重大行政决策程序规定》（广西壮族自治区人民政府令第248号）",
        "《内蒙古自治区重大行政决策程序规定》（省政府令第248号）",
        "《内蒙古自治区重大行政决策程序规定》（国务院令第248号）",
        // A title that is not known cannot have a number that is another's.
        "《内蒙古自治区某某办法》（内蒙古自治区人民政府令第248号）",
        "内蒙古自治区人民政府令第248号《内蒙古自治区某某办法》"}) {
    EXPECT_EQ(check_citation(text).expected, procedures) << text;
    EXPECT_FALSE(check_citation(text).verified) << text;
  }
  const std::string decree = "《重大行政决策程序暂行条例》（国务院令第713号）";
  EXPECT_EQ(
      check_citation("《重大行政决策程序暂行条例》（内蒙古自治区人民政府令第248号）").expected,
      decree + "，或者" + procedures);
  EXPECT_EQ(check_citation("《内蒙古自治区重大行政决策程序规定》（国务院令第713号）").expected,
            std::string(procedures) + "，或者" + decree);
  EXPECT_EQ(check_citation("《重大行政决策程序暂行条例》（政府令第713号）").expected, decree);
}

// Of other governments nothing is known here, and a short title at home is no other.
TEST(LocalCitation, OfWhatIsNotKnownIsNotWrongButNotVerified) {
  for (const char* text :
       {"江西省人民政府令第248号", "《江西省重大行政决策程序规定》（江西省人民政府令第248号）",
        "《某市重大行政决策程序规定》（市政府令第248号）", "政府令第248号", "自治区政府令第248号",
        "《某某办法》（自治区人民政府令第248号）", "内蒙古自治区人民政府令第999号",
        "《内蒙古自治区某某办法》（内蒙古自治区人民政府令第999号）",
        "《广西壮族自治区某某办法》（广西壮族自治区人民政府令第248号）",
        "《重大行政决策程序规定》（内蒙古自治区人民政府令第248号）",
        "《自治区重大行政决策程序规定》（内蒙古自治区人民政府令第248号）",
        "《重大行政决策程序暂行条例》，内蒙古自治区人民政府令第248号",
        "《重大行政决策程序暂行条例》和自治区政府令第248号",
        "《内蒙古自治区重大行政决策程序规定》，国务院令第722号",
        "《内蒙古自治区重大行政决策程序规定》第四十九条",
        "Inner Mongolia Provisions on Procedures for Major Administrative Decisions (Order 248)"}) {
    const auto finding = check_citation(text);
    EXPECT_EQ(finding.expected, "") << text;
    EXPECT_FALSE(finding.verified) << text;
  }
}

}  // namespace
}  // namespace gavel::procedure
