// The citation checker: which number belongs to which instrument.
#include "engine/procedure/instruments.hpp"

#include <gtest/gtest.h>

namespace gavel::procedure {
namespace {

constexpr const char* right = "《重大行政决策程序暂行条例》（国务院令第713号）";

TEST(Citation, OfTheRightNumberAndTitleIsVerified) {
  for (const char* text :
       {"《重大行政决策程序暂行条例》（国务院令第713号）", "国务院令第713号", "国令第 713 号",
        "重大行政决策程序暂行条例第十二条", "《中华人民共和国档案法》第十三条", "Decree 713",
        "国务院令第722号《优化营商环境条例》", "国务院令第713号、《优化营商环境条例》",
        "《优化营商环境条例》、国务院令第713号",
        "《重大行政决策程序暂行条例》第三条（国务院令第713号）", "国务院令第七一三号",
        "根据《重大行政决策程序暂行条例》（国务院令第713号）和《优化营商环境条例》（国务院令第722号"
        "）"}) {
    const auto finding = check_citation(text);
    EXPECT_EQ(finding.expected, "") << text;
    EXPECT_TRUE(finding.verified) << text;
  }
}

// As a published call for items had it in 2024.
TEST(Citation, OfAnotherInstrumentsNumberIsWrongAndSaysWhatIsRight) {
  for (const char* text :
       {"根据《重大行政决策程序暂行条例》（国务院令第722号）",
        "国务院令第722号《重大行政决策程序暂行条例》",
        "重大行政决策程序暂行条例（国务院令第七百二十二号）",
        "《优化营商环境条例》（国务院令第722号）、《重大行政决策程序暂行条例》（国务院令第722号）",
        "《重大行政决策程序暂行条例》（国务院令第999号）"}) {
    const auto finding = check_citation(text);
    EXPECT_EQ(finding.expected, right) << text;
    EXPECT_FALSE(finding.verified) << text;
  }
  EXPECT_EQ(check_citation("《优化营商环境条例》（国务院令第713号）").expected,
            "《优化营商环境条例》（国务院令第722号）");
  // A title that is not known cannot have a number that is another's.
  EXPECT_EQ(check_citation("《某某办法》（国务院令第713号）").expected, right);
  EXPECT_EQ(check_citation("《档案法》（国务院令第713号）").expected, right);
}

TEST(Citation, OfAnInstrumentThatIsNotKnownIsNotWrongButNotVerified) {
  for (const char* text :
       {"", "区规定", "江西省政府令第247号", "国务院令第999号", "发改振兴〔2021〕640号",
        "《某某办法》第三条", "《某某办法》（国务院令第999号）", "《没有写完"}) {
    const auto finding = check_citation(text);
    EXPECT_EQ(finding.expected, "") << text;
    EXPECT_FALSE(finding.verified) << text;
  }
}

TEST(Citation, OfAnArticleStaysWithinTheInstrument) {
  EXPECT_TRUE(check_citation("《重大行政决策程序暂行条例》第四十四条").verified);
  EXPECT_EQ(check_citation("《重大行政决策程序暂行条例》第四十五条").expected,
            std::string(right) + "第1条至第44条");
  EXPECT_EQ(check_citation("国务院令第713号第145条").expected,
            std::string(right) + "第1条至第44条");
  EXPECT_EQ(check_citation("《优化营商环境条例》第六十五条").expected, "");
}

TEST(Citation, TableHasEachNumberAndTitleOnce) {
  for (const Instrument& a : instruments()) {
    for (const Instrument& b : instruments()) {
      if (&a == &b) continue;
      EXPECT_NE(a.title, b.title);
      if (a.decree != 0) {
        EXPECT_NE(a.decree, b.decree);
      }
    }
  }
}

}  // namespace
}  // namespace gavel::procedure
