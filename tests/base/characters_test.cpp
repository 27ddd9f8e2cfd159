// What no text of the record may have, and what a text becomes in a paper and in XML.
#include "engine/base/characters.hpp"

#include <gtest/gtest.h>

#include "engine/base/hidden.hpp"
#include "engine/base/utf8.hpp"

namespace gavel {
namespace {

std::string text_of(char32_t point) {
  std::string out = "甲";
  append_utf8(out, point);
  return out + "乙";
}

std::string unfit(std::string_view text, Lines lines = Lines::many) {
  const auto found = first_unfit(text, lines);
  return found ? found->character + " " + std::to_string(found->place) : "";
}

TEST(Characters, ThatNoRecordTakesAreNamedWithTheirPlace) {
  for (const auto& [point, name] : std::initializer_list<std::pair<char32_t, const char*>>{
           {0x00, "U+0000 2"},     {0x01, "U+0001 2"},      {0x0B, "U+000B 2"},
           {0x1B, "U+001B 2"},     {0x1F, "U+001F 2"},      {0x7F, "U+007F 2"},
           {0x85, "U+0085 2"},     {0x9F, "U+009F 2"},      {0x2028, "U+2028 2"},
           {0x2029, "U+2029 2"},   {0x202A, "U+202A 2"},    {0x202E, "U+202E 2"},
           {0x2066, "U+2066 2"},   {0x2069, "U+2069 2"},    {0xFDD0, "U+FDD0 2"},
           {0xFFFE, "U+FFFE 2"},   {0xFFFF, "U+FFFF 2"},    {0x1FFFE, "U+1FFFE 2"},
           {0x1FFFF, "U+1FFFF 2"}, {0x10FFFF, "U+10FFFF 2"}})
    EXPECT_EQ(unfit(text_of(point)), name);
  EXPECT_EQ(unfit("甲\xED\xA0\x80"), "U+FFFD 2");  // a lone surrogate
}

TEST(Characters, ThatPeopleWriteAreTaken) {
  EXPECT_EQ(unfit("第一条\r\n\t第二条　“甲·乙”—— 𠀀😀 ئۇيغۇر\u200Cچە"), "");
  for (const char32_t point :
       {0x20U, 0x7EU, 0xA0U, 0x2027U, 0x202FU, 0x2065U, 0x206AU, 0xFFFDU, 0x10000U})
    EXPECT_EQ(unfit(text_of(point)), "") << static_cast<unsigned>(point);
}

TEST(Characters, OfOneLineAreNeitherTabsNorLineEnds) {
  EXPECT_EQ(unfit("某方案\n结束情况：已公布", Lines::one), "U+000A 4");
  EXPECT_EQ(unfit("某\t方案", Lines::one), "U+0009 2");
  EXPECT_EQ(unfit("某\r", Lines::one), "U+000D 2");
  EXPECT_EQ(unfit("某 方案", Lines::one), "");
}

// Two names that look the same are one; what a script needs within a word stays.
TEST(Characters, OfOneLineHideNothing) {
  for (const auto& [point, name] :
       std::initializer_list<std::pair<char32_t, const char*>>{{0xAD, "U+00AD 2"},
                                                               {0x180B, "U+180B 2"},
                                                               {0x180E, "U+180E 2"},
                                                               {0x180F, "U+180F 2"},
                                                               {0x200B, "U+200B 2"},
                                                               {0x200E, "U+200E 2"},
                                                               {0x200F, "U+200F 2"},
                                                               {0x2060, "U+2060 2"},
                                                               {0x2064, "U+2064 2"},
                                                               {0x17B4, "U+17B4 2"},
                                                               {0x2800, "U+2800 2"},
                                                               {0x3164, "U+3164 2"},
                                                               {0xFE0F, "U+FE0F 2"},
                                                               {0xE0100, "U+E0100 2"},
                                                               {0xFEFF, "U+FEFF 2"},
                                                               {0xE007F, "U+E007F 2"}}) {
    EXPECT_EQ(unfit(text_of(point), Lines::one), name);
    const auto hidden = first_hidden("一\n" + text_of(point));  // of lines it says nothing
    ASSERT_TRUE(hidden.has_value()) << name;
    EXPECT_EQ(hidden->character + " " + std::to_string(hidden->place - 2), name);
    EXPECT_EQ(unfit(text_of(point)), "") << "of several lines, as it is pasted";
    EXPECT_EQ(in_one_line(text_of(point)), text_of(point)) << "what was recorded stays as it was";
  }
  EXPECT_EQ(unfit("ئۇيغۇر\u200Cچە", Lines::one), "");
  EXPECT_EQ(unfit("a\u200Db", Lines::one), "");
  EXPECT_EQ(unfit("ᠮᠣᠩᠭᠣᠯ\u180E", Lines::one), "");
}

// What chooses the form of a Mongolian letter, or sets a vowel apart from it, is seen there alone.
TEST(Characters, OfMongolianWordsHideWhereverElseTheyStand) {
  EXPECT_EQ(unfit("ᠨ\u180B\u180Eᠠ", Lines::one), "");
  EXPECT_EQ(unfit("ᠨ\u180B\u180Bᠠ", Lines::one), "U+180B 3");
  EXPECT_EQ(unfit("ᠨ\u180E\u180Eᠠ", Lines::one), "U+180E 3");
  EXPECT_EQ(unfit("ᠨ\u180E\u180Bᠠ", Lines::one), "U+180B 3");
  EXPECT_EQ(unfit("\u180Bᠨ", Lines::one), "U+180B 1");
  EXPECT_EQ(unfit("丁\u180E（副区长）", Lines::one), "U+180E 2");
  EXPECT_FALSE(first_hidden("ᠨ\u180B\u180Eᠠ").has_value());
}

TEST(Characters, ThatXmlCannotHoldAreReplaced) {
  EXPECT_EQ(as_xml_holds("甲\x01乙\uFFFF丙\uFFFE\x0B"), "甲\uFFFD乙\uFFFD丙\uFFFD\uFFFD");
  EXPECT_EQ(as_xml_holds("甲\xED\xA0\x80"), "甲\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(as_xml_holds("甲\t乙\r\n丙\r\u202E 𠀀<&"), "甲\t乙\n丙\n\u202E 𠀀<&");
}

TEST(InOneLine, JoinsTheLinesOfATextByAMark) {
  EXPECT_EQ(in_one_line("我支持\n  2027年3月18日 09:00 居民0：支持\n\n笔录确认\n  居民0：已签字"),
            "我支持 ／ 2027年3月18日 09:00 居民0：支持 ／ 笔录确认 ／ 居民0：已签字");
  EXPECT_EQ(in_one_line("必要\r\n\r\n适用的例外情形"), "必要 ／ 适用的例外情形");
}

TEST(InOneLine, KnowsWhateverBreaksALine) {
  for (const char* mark : {"\n", "\r", "\r\n", "\v", "\f", "\u0085", "\u2028", "\u2029"})
    EXPECT_EQ(in_one_line(std::string("甲") + mark + "乙"), "甲 ／ 乙");
}

TEST(InOneLine, LeavesNoLineEndAtTheEndsAndNoRoomToPushTextAway) {
  EXPECT_EQ(in_one_line("\n　甲\n"), "甲");
  EXPECT_EQ(in_one_line("\n \n"), "");
  EXPECT_EQ(in_one_line(""), "");
  EXPECT_EQ(in_one_line("甲" + std::string(80, ' ') + "乙：不同意"), "甲 乙：不同意");
  EXPECT_EQ(in_one_line("甲　　乙\t丙 "), "甲　乙 丙 ");
}

TEST(InOneLine, LeavesATextOfOneLineAsItIsAndIsItsOwn) {
  const std::string plain = "2026年1月5日，王区长：同意。理由：“甲、乙” ok: 1, 2";
  EXPECT_EQ(in_one_line(plain), plain);
  const std::string once = in_one_line("甲\n乙\x01\u202E丙");
  EXPECT_EQ(once, "甲 ／ 乙\uFFFD\uFFFD丙");
  EXPECT_EQ(in_one_line(once), once);
}

}  // namespace
}  // namespace gavel
