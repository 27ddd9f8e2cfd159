#include "db/grams.hpp"

#include <gmock/gmock.h>

namespace gavel::db {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

TEST(Grams, OfChineseAreCharactersAndPairs) {
  EXPECT_THAT(grams("决策草案", 2),
              UnorderedElementsAre("决", "决策", "策", "策草", "草", "草案", "案"));
}

TEST(Grams, MayGoToThreeCharacters) {
  EXPECT_THAT(grams("决策草案", 3), UnorderedElementsAre("决", "决策", "决策草", "策", "策草",
                                                         "策草案", "草", "草案", "案"));
}

TEST(Grams, OfLettersAndDigitsAreWholeWords) {
  EXPECT_THAT(grams("drf-04 第12号", 3), UnorderedElementsAre("drf", "04", "第", "12", "号"));
}

TEST(Grams, StopAtPunctuation) {
  EXPECT_THAT(grams("学区，划分", 3), UnorderedElementsAre("学", "学区", "区", "划", "划分", "分"));
}

TEST(Fold, MakesTheSameLettersTheSame) {
  EXPECT_EQ(fold("ＡＢＣ１２"), "abc12");
  EXPECT_EQ(fold("\u2F2D\u2EA0\u2EC5"), "山民见");  // as Chrome prints them
  EXPECT_EQ(fold("Hello"), "hello");
}

TEST(Fold, SurvivesAnyBytes) {
  EXPECT_EQ(fold(std::string("\xFF\xC0\x80\xED\xA0\x80\xF4\x90\x80\x80 a\0b", 14)).back(), 'b');
  EXPECT_EQ(fold("\xE5\xAD"), "  ");
}

TEST(QueryWords, AreSeparatedBySpaceOfEitherWidth) {
  EXPECT_THAT(query_words(" 学区　校车 Bus "), ElementsAre("学区", "校车", "bus"));
}

}  // namespace
}  // namespace gavel::db
