// Matters that began on a version of the major decision that has landed, moved to the one of today
// by the recorded migration: from wherever they stand, and what is asked of them next.
#include "tests/migration/stages.hpp"

namespace gavel::migration {
namespace {

class FromVersion160 : public ::testing::TestWithParam<std::size_t> {
 protected:
  [[nodiscard]] static const Stage& stage() { return stages().at(GetParam()); }
};

TEST_P(FromVersion160, MovesWhereItStandsAndGoesOn) {
  Course course(landed("1.6.0"));
  stage().reach(course);
  const Plan plan = moved(course);
  for (const Obstacle& obstacle : plan.obstacles)
    ADD_FAILURE() << obstacle.code << " " << obstacle.state;
  EXPECT_EQ(plan.states_before, plan.states_after);
  ASSERT_TRUE(plan.accepted.has_value());
  EXPECT_EQ(answered(course, plan.accepted->next, stage().next), stage().answer);
}

INSTANTIATE_TEST_SUITE_P(EveryStage, FromVersion160,
                         ::testing::Range<std::size_t>(0, stages().size()),
                         [](const auto& row) { return std::string(stages().at(row.param).name); });

// What is asked for anew stands for what comes after the move; an organ's quorum is half.
TEST(Landed, GoesOnFromEveryStageOfTheVersionsBeforeThis) {
  for (const std::string version : {"1.9.0", "1.10.0", "1.11.0", "1.12.0", "1.13.0", "1.14.0",
                                    "1.15.0", "1.16.0", "1.17.0", "1.18.0", "1.19.0"}) {
    for (const Stage& stage : stages()) {
      Course course(landed(version));
      stage.reach(course);
      const Plan plan = moved(course);
      const std::string where = version + " " + stage.name;
      for (const Obstacle& obstacle : plan.obstacles)
        ADD_FAILURE() << where << ": " << obstacle.code << " " << obstacle.state;
      ASSERT_TRUE(plan.accepted.has_value()) << where;
      EXPECT_EQ(plan.states_before, plan.states_after) << where;
      // Refused only for what the stage itself still lacks under either version.
      const std::string said = answered(course, plan.accepted->next, stage.next);
      EXPECT_TRUE(said.empty() || said == stage.answer) << where << " " << said;
    }
  }
}

TEST(FromVersion160Ended, IsNotMoved) {
  Course course(landed("1.6.0"));
  course.archived();
  const Plan plan = moved(course);
  ASSERT_EQ(plan.obstacles.size(), 1u);
  EXPECT_EQ(plan.obstacles.front().code, "finished");
}

}  // namespace
}  // namespace gavel::migration
