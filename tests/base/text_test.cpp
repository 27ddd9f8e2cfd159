#include "engine/base/text.hpp"

#include "engine/base/ensure.hpp"

namespace gavel {
namespace {

TEST(Excerpt, PointsAtTheColumn) {
  const std::string text = "<a>\n  <b c='1'/>\n</a>";
  EXPECT_EQ(excerpt(text, {"f", 2, 6}), "  2 |   <b c='1'/>\n    |      ^\n");
  EXPECT_EQ(excerpt(text, {"f", 3, 1}), "  3 | </a>\n    | ^\n");
}

TEST(Excerpt, CountsChineseCharactersAsTwo) {
  EXPECT_EQ(excerpt("审查<b/>", {"f", 1, 7}), "  1 | 审查<b/>\n    |     ^\n");
}

TEST(Excerpt, OfALongLineShowsWhatStandsAround) {
  const std::string line = std::string(200, 'a') + "X" + std::string(200, 'b');
  EXPECT_EQ(excerpt(line, {"f", 1, 201}), "  1 | …" + std::string(30, 'a') + "X" +
                                              std::string(59, 'b') + "…\n    | " +
                                              std::string(31, ' ') + "^\n");
  std::string chinese;
  for (int i = 0; i < 100; ++i) chinese += "审";
  EXPECT_TRUE(excerpt(chinese, {"f", 1, 151}).starts_with("  1 | …审审"));
}

TEST(Excerpt, OfAPlaceThatIsNotThereIsNothing) {
  for (const Place& place :
       {Place{"f", 0, 0}, Place{"f", 9, 1}, Place{"f", 1, 99}, Place{"f", 2, 1}})
    EXPECT_EQ(excerpt("<a>\n", place), "") << place.line << ":" << place.column;
  EXPECT_EQ(excerpt("\xFF\xFE", {"f", 1, 1}), "");
}

TEST(Ensure, ThrowsNamingThePlaceOnlyWhenBroken) {
  EXPECT_NO_THROW(ensure(true, "holds"));
  try {
    ensure(false, "one is two");
    FAIL();
  } catch (const BrokenInvariant& broken) {
    EXPECT_TRUE(std::string(broken.what()).contains("text_test.cpp:"));
    EXPECT_TRUE(std::string(broken.what()).ends_with("one is two"));
  }
}

}  // namespace
}  // namespace gavel
