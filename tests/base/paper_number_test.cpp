// Papers are known by their number, however it is written.
#include <gtest/gtest.h>

#include "engine/base/spelling.hpp"

namespace gavel {
namespace {

TEST(PaperNumber, IsOneHoweverItIsWritten) {
  const std::string number = paper_number("区委〔2026〕12号");
  EXPECT_EQ(number, "区委202612号");
  for (const char* written :
       {"区委〔二〇二六〕十二号", "区委〔二零二六〕一二号", "区委〔贰零贰陆〕拾贰号",
        "区委（2026）第12号", "区委[2026] 012 号", "区委﹝2026﹞12号",
        "区委【２０２６】第（１２）号", "区委2026年第12号", "区委2026年12号",
        "区委二○二六年第十二号", "区委二〇二六十二号", "区委 2026 12 号", "区委2026 012号",
        "区委〔2026〕1 2号", "区委〔2026〕12號", "区委⟦2026⟧第0012号", "区委2026-12号",
        "区委︹2026︺12号"})
    EXPECT_EQ(paper_number(written), number) << written;
  EXPECT_EQ(paper_number("中发一号"), paper_number("中发第1号"));
  EXPECT_EQ(paper_number("〔2026〕一百零五号"), paper_number("〔2026〕105号"));
  EXPECT_EQ(paper_number("〔2026〕一百一十号"), paper_number("〔2026〕一一〇号"));
  EXPECT_EQ(paper_number("〔2026〕二千号"), paper_number("〔2026〕2000号"));
  EXPECT_EQ(paper_number("会议纪要〔2026〕第三期"), paper_number("会议纪要2026年03期"));
  // Of a paper that bears no number its title and day.
  EXPECT_EQ(paper_number("《批复》（二〇二六年三月二十一日）"),
            paper_number("《批复》2026年03月21日"));
}

TEST(PaperNumber, OfAnotherPaperIsAnother) {
  const std::string number = paper_number("区委〔2026〕12号");
  for (const char* other :
       {"区委〔2026〕1号", "区委〔2026〕2号", "区委〔2026〕十号", "区委〔2026〕二号",
        "区委〔2026〕二十号", "区委〔2026〕一百二十号", "区委〔2026〕120号",
        "区委〔2026〕一百一十二号", "区委〔2025〕12号", "区委〔二〇二五〕十二号", "区委12号",
        "区委办〔2026〕12号", "区政〔2026〕12号", "区委〔2026〕12号之一", "区委〔2026〕1-2号",
        "区委〔2026〕12-1号", "区委〔2026〕十二期", "区委〔2026〕二十十二号"})
    EXPECT_NE(paper_number(other), number) << other;
  EXPECT_NE(paper_number("〔2026〕12-1号"), paper_number("〔2026〕121号"));
  EXPECT_NE(paper_number("〔2026〕12（1）号"), paper_number("〔2026〕121号"));
  EXPECT_NE(paper_number("12号之一"), paper_number("12号之二"));
  EXPECT_NE(paper_number("《批复》（2026年3月2日）"), paper_number("《批复》（2026年3月12日）"));
  EXPECT_NE(paper_number("《批复》（2026年1月12日）"), paper_number("《批复》（2026年11月2日）"));
}

TEST(PaperNumber, LeavesFiguresThatNumberNoPaper) {
  EXPECT_EQ(paper_number("三亚府〔2026〕三号"), "三亚府20263号");
  EXPECT_EQ(paper_number("三重一大〔2026〕0号"), "三重一大20260号");
  EXPECT_EQ(paper_number("第09次会议"), "第09次会议");
  EXPECT_EQ(paper_number("（2026）湘01行初07号"), "2026湘01行初7号");
  EXPECT_EQ(paper_number("二十十"), "二十十");
  EXPECT_EQ(paper_number(""), "");
  EXPECT_EQ(paper_number("\xFF第九号"), "\xFF第九号") << "malformed: as a name";
}

}  // namespace
}  // namespace gavel
