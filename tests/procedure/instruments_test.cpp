// The citation checker: which number belongs to which instrument.
#include "engine/procedure/instruments.hpp"

#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace gavel::procedure {
namespace {

constexpr const char* right = "《重大行政决策程序暂行条例》（国务院令第713号）";
/// Where the number is that of the business environment.
constexpr const char* either =
    "《重大行政决策程序暂行条例》（国务院令第713号），或者《优化营商环境条例》（国务院令第722号）";

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

TEST(Citation, NamesAnInstrumentByATitleOrANumber) {
  for (const char* text :
       {"《保守国家秘密法》第十三条", "《××市公开办法》", "政府信息公开条例第十四条",
        "国务院令第711号", "国办发〔2019〕27号", "府发（2026）第5号", "Decree 713"})
    EXPECT_TRUE(names_instrument(text)) << text;
  for (const char* text : {"此事无法公开", "依法不公开", "办法", "《办法》", "《》", "1号楼",
                           "（2026）年", "内部规定", "国务院令第号", ""})
    EXPECT_FALSE(names_instrument(text)) << text;
}

// As a published call for items had it in 2024.
TEST(Citation, OfAnotherInstrumentsNumberIsWrongAndSaysWhatIsRight) {
  for (const char* text : {"根据《重大行政决策程序暂行条例》（国务院令第722号）",
                           "国务院令第722号《重大行政决策程序暂行条例》",
                           "重大行政决策程序暂行条例（国务院令第七百二十二号）",
                           "《优化营商环境条例》（国务院令第722号）、《重大行政决策程序暂行条例》（"
                           "国务院令第722号）"}) {
    const auto finding = check_citation(text);
    EXPECT_EQ(finding.expected, either) << text;
    EXPECT_FALSE(finding.verified) << text;
  }
  // A number that is nobody's here: the title's own.
  EXPECT_EQ(check_citation("《重大行政决策程序暂行条例》（国务院令第999号）").expected, right);
  EXPECT_EQ(check_citation("《公平竞争审查条例》（国务院令第738号）").expected,
            "《公平竞争审查条例》（国务院令第783号）");
  EXPECT_EQ(check_citation("《公平竞争审查条例》（国务院令第713号）").expected,
            "《公平竞争审查条例》（国务院令第783号），或者" + std::string(right));
  // A title that is not known cannot have a number that is another's.
  EXPECT_EQ(check_citation("《某某办法》（国务院令第713号）").expected, right);
  EXPECT_EQ(check_citation("《档案法》（国务院令第713号）").expected,
            "《档案法》，或者" + std::string(right));
}

// The ways in which offices write a decree's number, each with the one next door.
TEST(Citation, OfAnotherNumberIsWrongInWhateverSpelling) {
  for (const char* number : {"国务院第722号令",
                             "国务院令722号",
                             "国务院722号令",
                             "国务院令第７２２号",
                             "国务院令〔2019〕第722号",
                             "国务院令（第722号）",
                             "〈重大行政决策程序暂行条例〉（国务院令第722号）",
                             "第722号国务院令",
                             "722号令",
                             "第722号令",
                             "令第722号",
                             "第722号",
                             "国令〔2019〕722号",
                             "国务院令：第722号",
                             "国务院令2019年第722号",
                             "国务院令第722",
                             "国务院令第 722 号",
                             "中华人民共和国国务院令第722号",
                             "2019年10月22日国务院令第722号公布",
                             "国务院第七百二十二号令",
                             "国务院令第七二二号",
                             "七百二十二号令",
                             "国务院令第柒佰贰拾贰号",
                             "以下简称《条例》，国务院令第722号",
                             "Decree 722",
                             "Decree No. 722",
                             "Order No. 722",
                             "ORDER 722",
                             "Order of the State Council No. 722",
                             "No. 722 Decree",
                             "State Council Decree 722",
                             "State Council Decree No. 722",
                             "State Council Order No.722",
                             "Decree of the State Council No. 722",
                             "Decree No. 722 of the State Council",
                             "No. 722 Order of the State Council",
                             "DECREE No．７２２",
                             "Decree Number 722",
                             "Decree No. seven hundred and twenty-two",
                             "Decree seven two two",
                             "國務院令第722號",
                             "國務院令第七百二十二號",
                             "國務院令第柒佰貳拾貳號",
                             "中華人民共和國國務院令第７２２號",
                             "國務院第722號令"}) {
    const std::string title = "《重大行政决策程序暂行条例》";
    for (const std::string& text :
         {title + "（" + number + "）", title + "(" + number + ")", title + number,
          "重大行政决策程序暂行条例（" + std::string(number) + "）",
          title + "第三条、第四条（" + number + "）",
          "根据" + title + "（以下简称《条例》）（" + number + "）制定。",
          "《重大行政決策程序暫行條例》（" + std::string(number) + "）",
          "根據重大行政決策程序暫行條例（以下簡稱《條例》）（" + std::string(number) +
              "）制定。"}) {
      const auto finding = check_citation(text);
      EXPECT_EQ(finding.expected, either) << text;
      EXPECT_FALSE(finding.verified) << text;
    }
  }
  for (const char* text : {"根据《重大行政决策程序暂行条例》，国务院令第722号",
                           "《重大行政决策程序暂行条例》\u3000（国务院令\u00a0第722号）",
                           "国务院令第722号公布的《重大行政决策程序暂行条例》",
                           "《重大行政决策程序暂行条例（2019）》（722号令）",
                           "《优化营商环境条例》和《重大行政决策程序暂行条例》（国务院令第713号、第"
                           "722号）",
                           "《重大行政决策程序暂行条例》（省政府令第247号）"}) {
    EXPECT_FALSE(check_citation(text).expected.empty()) << text;
  }
}

TEST(Citation, OfTheRightNumberIsVerifiedInWhateverSpelling) {
  for (const char* text :
       {"《重大行政决策程序暂行条例》（国务院第713号令）",
        "《重大行政决策程序暂行条例》（713号令）",
        "《重大行政决策程序暂行条例》（第７１３号国务院令）",
        "《重大行政决策程序暂行条例》（国务院令〔2019〕第713号）",
        "《重大行政决策程序暂行条例》（以下简称《条例》，国务院令第713号）第三条",
        "根据《优化营商环境条例》，国务院令第713号《重大行政决策程序暂行条例》",
        "国务院令第713号《重大行政决策程序暂行条例》国务院令第722号《优化营商环境条例》",
        "《重大行政决策程序暂行条例》和《优化营商环境条例》（国务院令第713号、国务院令第722号）",
        "《重大行政决策程序暂行条例》（Order No. 713）",
        "《重大行政决策程序暂行条例》（Order of the State Council No. 713）",
        "State Council Decree 713", "State Council Order No. 713",
        "Decree No. seven hundred and thirteen of the State Council", "國務院令第七百一十三號",
        "《重大行政決策程序暫行條例》（國務院令第713號）第十二條",
        "《中華人民共和國檔案法》第十三條", "《優化營商環境條例》（國務院令第722號）",
        "《重大行政决策程序暂行条例》（2019年4月20日中华人民共和国国务院令第713号公布）"}) {
    const auto finding = check_citation(text);
    EXPECT_EQ(finding.expected, "") << text;
    EXPECT_TRUE(finding.verified) << text;
  }
}

// English texts seldom give the title in 《》: what the instrument is about stands beside its
// number.
TEST(Citation, InEnglishHoldsTheNumberAgainstWhatItIsAbout) {
  for (const char* text :
       {"State Council Decree No. 722, Provisional Regulations on Procedures for Major "
        "Administrative Decisions",
        "Decree 722 art. 3 (major administrative decisions)",
        "Provisional Regulations on Procedures for Major Administrative Decisions (Decree No. 722)",
        "a major administrative decision under Decree 722"}) {
    EXPECT_EQ(check_citation(text).expected, either) << text;
    EXPECT_FALSE(check_citation(text).verified) << text;
  }
  for (const char* text :
       {"State Council Decree No. 713, Provisional Regulations on Procedures for Major "
        "Administrative Decisions",
        "Decree 713 art. 3 (major administrative decisions)"}) {
    EXPECT_EQ(check_citation(text).expected, "") << text;
    EXPECT_TRUE(check_citation(text).verified) << text;
  }
  for (const char* text :
       {"Inner Mongolia Provisions on Procedures for Major Administrative Decisions (Order 248)",
        "Decree 722 (business environment) and Decree 713 (major administrative decisions)",
        "This is a major administrative decision. Decree 722 is kept to as well.",
        "as for major administrative decisions", "fair competition review"}) {
    EXPECT_EQ(check_citation(text).expected, "") << text;
  }
  EXPECT_FALSE(check_citation("Procedures for Major Administrative Decisions").verified);
}

// Reasons and opinions are running text: what stands apart there is not held together.
TEST(Citation, InRunningTextIsRefusedOnlyWhereTitleAndNumberStandTogether) {
  for (const char* text :
       {"《优化营商环境条例》未作规定的，适用国务院令第713号。",
        "本事项依《重大行政决策程序暂行条例》办理。国务院令第722号另有规定。",
        "《重大行政决策程序暂行条例》第三条、江西省规定第九十九条",
        "《重大行政决策程序暂行条例》，省政府令第247号",
        "已按条例办理，会议纪要〔2026〕722号，文号国发〔2019〕8号",
        "《重大行政决策程序暂行条例》规定的事项（第2号议题）和区规定第三条",
        "《重大行政决策程序暂行条例》和江西省规定（247号令）", "江西省优化营商环境条例第九十九条",
        "《档案法》（主席令第722号）", "不涉及市场主体。"}) {
    const auto finding = check_citation(text);
    EXPECT_EQ(finding.expected, "") << text;
    EXPECT_FALSE(finding.verified) << text;
  }
}

TEST(Citation, WithANumberNobodyCanReadIsNotVerified) {
  for (const char* number : {"国务院令第某号", "国务院令第7 1 3号", "国务院令", "第□号令",
                             "令第X号", "国务院令第713 1号"}) {
    const std::string text = "《重大行政决策程序暂行条例》（" + std::string(number) + "）";
    EXPECT_FALSE(check_citation(text).verified) << text;
  }
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
  EXPECT_EQ(check_citation("《优化营商环境条例》第九十九条").expected,
            "《优化营商环境条例》（国务院令第722号）第1条至第72条");
  // Where the number of articles is not known, one that nobody read is not verified.
  EXPECT_TRUE(check_citation("《行政处罚法》第五十七条").verified);
  EXPECT_FALSE(check_citation("《行政处罚法》第五百条").verified);
  EXPECT_EQ(check_citation("《行政处罚法》第五百条").expected, "");
  EXPECT_FALSE(check_citation("区规定第三条").verified);
}

// What was replaced or amended since is no basis any more.
TEST(Citation, OfAnOlderEditionIsWrongAndSaysWhichIsRight) {
  for (const char* text : {"《政府信息公开条例（2007）》", "《政府信息公开条例》（2007年）第十五条",
                           "政府信息公开条例（2007年版）", "《政府信息公开条例（二〇〇七年修订）》",
                           "《政府資訊公开条例》和《政府信息公開條例（２００７）》"}) {
    const auto finding = check_citation(text);
    EXPECT_EQ(finding.expected, "《政府信息公开条例》（2019年）") << text;
    EXPECT_FALSE(finding.verified) << text;
  }
  EXPECT_EQ(check_citation("《中华人民共和国档案法（2016修正）》第十条").expected,
            "《档案法》（2020年）");
  for (const char* text :
       {"《政府信息公开条例（2019修订）》第二十条", "《中华人民共和国档案法》（2020年修订）",
        "《重大行政决策程序暂行条例》（2019年4月20日中华人民共和国国务院令第713号公布）"}) {
    EXPECT_EQ(check_citation(text).expected, "") << text;
    EXPECT_TRUE(check_citation(text).verified) << text;
  }
  // One of later years may be newer than the table; when a law was adopted is not its edition.
  EXPECT_EQ(check_citation("《档案法（2030修正）》").expected, "");
  EXPECT_FALSE(check_citation("《档案法（2030修正）》").verified);
  EXPECT_EQ(check_citation("《档案法》（1987年9月5日通过，2020年6月20日修订）").expected, "");
}

TEST(Citation, TableHasEachNumberAndTitleOnce) {
  for (const Instrument& a : instruments()) {
    for (const Instrument& b : instruments()) {
      if (&a == &b) continue;
      EXPECT_NE(a.title, b.title);
      if (a.decree != 0) {
        EXPECT_NE(std::pair(a.region, a.decree), std::pair(b.region, b.decree));
      }
    }
  }
}

}  // namespace
}  // namespace gavel::procedure
