#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

TEST(MajorDecision, ReadsWithoutAnyComplaint) {
  const auto read = procedure::read(matter::file_text("workflows/major-decision.scxml"),
                                    "workflows/major-decision.scxml", "");
  EXPECT_EQ(matter::written(read.diagnostics), "");
}

// Proposal to permanent record, lawfully, in fifty days.
TEST(MajorDecision, GoesFromProposalToPermanentRecord) {
  Course course;
  course.archived();
  EXPECT_TRUE(matter::finished(course.given.snapshot()));
  EXPECT_TRUE(chart::timers(course.given.snapshot().session).empty());
}

TEST(MajorDecision, TellsTheSponsorAtEveryStageWhatCanBeDone) {
  const auto mine = [](Course& course) {
    std::vector<std::string> out;
    for (const matter::Task& task : course.by(drafter()).given.tasks()) {
      if (task.mine) out.push_back(task.event + (task.allowed ? "" : " blocked"));
    }
    return out;
  };
  Course course;
  EXPECT_THAT(mine(course.noticed()),
              ::testing::IsSupersetOf({"notice.close blocked", "experts.invite"}));
  Course later;
  EXPECT_THAT(mine(later.reviewed()), ::testing::Contains("meeting.submit blocked"));
}

TEST(MajorDecision, CanBeWithdrawnBeforeItIsDecidedAndNotAfter) {
  Course before;
  before.noticed().by(head()).send("matter.withdraw", R"({"reason":"条件变化"})").in({"withdrawn"});
  Course after;
  EXPECT_EQ(after.decided().by(head()).refused("matter.withdraw", R"({"reason":"x"})"), "not-now");
}

}  // namespace
}  // namespace gavel::law
