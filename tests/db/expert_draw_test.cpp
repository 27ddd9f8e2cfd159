// The draw of experts, which can be done again from its seed.
#include "db/expert_draw.hpp"

#include "tests/db/domain.hpp"

namespace gavel::db {
namespace {

std::vector<Candidate> candidates(int independent, int department, int subordinate) {
  std::vector<Candidate> out;
  const auto add = [&](int count, const char* kind) {
    for (int i = 0; i < count; ++i) out.push_back({"E-" + std::to_string(out.size() + 1), kind});
  };
  add(independent, "independent"), add(department, "department"), add(subordinate, "subordinate");
  return out;
}

TEST(ExpertDraw, IsTheSameForTheSameSeedAndAnotherForAnother) {
  DrawAsked asked{.seed = "00",
                  .limits = {},
                  .candidates = candidates(40, 0, 0),
                  .kept = {},
                  .different_views = {}};
  const auto first = draw_experts(asked);
  ASSERT_TRUE(first);
  std::ranges::reverse(asked.candidates);
  EXPECT_EQ(draw_experts(asked), first);
  asked.seed = "01";
  EXPECT_NE(draw_experts(asked), first);
}

TEST(ExpertDraw, KeepsTheSharesWhateverTheSeed) {
  for (int seed = 0; seed < 50; ++seed) {
    const auto drawn =
        draw_experts({.seed = std::to_string(seed),
                      .limits = {.number = 5, .department_most = 1, .subordinate_most = 2},
                      .candidates = candidates(2, 20, 20),
                      .kept = {},
                      .different_views = {}});
    ASSERT_TRUE(drawn);
    EXPECT_EQ(drawn->size(), 5u);
  }
  const auto short_of = draw_experts({.seed = "0",
                                      .limits = {},
                                      .candidates = candidates(1, 20, 20),
                                      .kept = {},
                                      .different_views = {}});
  ASSERT_FALSE(short_of);
  EXPECT_EQ(short_of.error().department, 20u);
}

TEST(ExpertDraw, HearsADifferentViewAndKeepsThoseThatStay) {
  for (int seed = 0; seed < 20; ++seed) {
    const auto drawn = draw_experts({.seed = std::to_string(seed),
                                     .limits = {},
                                     .candidates = candidates(30, 0, 0),
                                     .kept = {"E-7", "E-8"},
                                     .different_views = {"E-3"}});
    ASSERT_TRUE(drawn);
    for (const char* id : {"E-7", "E-8", "E-3"})
      EXPECT_NE(std::ranges::find(*drawn, id), drawn->end());
  }
}

// What a reader types: printf '%s\n%s' 00 E-1 | sha256sum
TEST(ExpertDraw, SortsByADigestThatAShellComputesToo) {
  EXPECT_EQ(draw_key("00", "E-1"), archive::sha256_hex("00\nE-1"));
}

}  // namespace
}  // namespace gavel::db
