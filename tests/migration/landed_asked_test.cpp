// What later versions ask anew of a matter that began on one that has landed: at the steps ahead of
// it, and not of those that are past.
#include "tests/migration/stages.hpp"

namespace gavel::migration {
namespace {

// Only one that is still to be opened waits for its check.
TEST(FromVersion180, ANoticeThatIsOpenOrPastStandsWithoutACheckForSecrets) {
  for (const std::string_view name :
       {"Notice", "NoticeStands", "Feedback", "Revision", "Response", "Publishing"}) {
    const Stage& stage = *std::ranges::find(stages(), name, &Stage::name);
    Course course(landed("1.8.0"));
    stage.reach(course);
    const Plan plan = moved(course);
    for (const Obstacle& obstacle : plan.obstacles)
      ADD_FAILURE() << name << ": " << obstacle.code << " " << obstacle.state;
    ASSERT_TRUE(plan.accepted.has_value()) << name;
    EXPECT_EQ(answered(course, plan.accepted->next, stage.next), stage.answer) << name;
  }
}

// From 1.14.0 on the public may be heard without an open call: also of a matter that had not begun,
// and not where a notice is out.
TEST(FromVersion1130, ThePublicOfAMatterThatWasMovedMayBeHeardInOtherWays) {
  const Next forgo{"notice.forgo", law::drafter(), R"({"reason":"逐户走访","approver":"zhao"})"};
  Course course(landed("1.13.0"));
  course.coordinated().checked_for_secrets();
  const Plan plan = moved(course);
  ASSERT_TRUE(plan.accepted.has_value());
  EXPECT_EQ(answered(course, plan.accepted->next, forgo), "");
  Course asked(landed("1.13.0"));
  asked.noticed();
  const Plan out = moved(asked);
  ASSERT_TRUE(out.accepted.has_value());
  EXPECT_EQ(answered(asked, out.accepted->next, forgo), "not-now");
}

// Noted since 1.12.0 when a matter starts: of one that came here later it is read from its item.
TEST(FromVersion1110, AStepThatTheCatalogueListsIsStillNotLeftOut) {
  Course course(landed("1.11.0"));
  JsonObject item = law::catalogued("2026-3");
  item.at("found").as_object()["procedures"] = JsonArray{"公众参与、专家 论证"};
  course.knows("catalogue_no", std::move(item)).coordinated();
  const Plan plan = moved(course);
  ASSERT_TRUE(plan.accepted.has_value());
  EXPECT_EQ(
      answered(course, plan.accepted->next,
               {"experts.not_required", law::drafter(), R"({"reason":"r","approver":"zhao"})"}),
      "rules-unmet G02E");
}

// From 1.12.0 on the research report, the plan of participation and the proof of the notice are on
// file at their steps: asked of a matter that has the step before it, not of one past it.
TEST(FromVersion1110, APaperIsAskedForAtTheStepAheadAndNotOfAStepThatIsPast) {
  const auto said = [](const char* withheld, std::string_view name) {
    const Stage& stage = *std::ranges::find(stages(), name, &Stage::name);
    Course course(landed("1.11.0"));
    course.withheld = withheld;
    stage.reach(course);
    Next next = stage.next;
    next.adds.clear();
    return answered(course, moved(course).accepted.value().next, next);
  };
  EXPECT_EQ(said("DRF-01", "Drafting"), "rules-unmet G04R");
  EXPECT_EQ(said("DRF-01", "Feedback"), "");
  EXPECT_EQ(said("PUB-01", "Notice"), "rules-unmet G07P G07S");
  EXPECT_EQ(said("PUB-01", "Feedback"), "");
  EXPECT_EQ(said("PUB-03", "Feedback"), "rules-unmet G10P");
  for (const char* withheld : {"DRF-01", "PUB-01", "PUB-03"}) {
    EXPECT_EQ(said(withheld, "Revision"), "");
    EXPECT_EQ(said(withheld, "Publishing"), "");
  }
}

// From 1.13.0 on: the approval for the agenda of a packet that is still to be accepted; the list of
// the papers and the notice before the archive, which the system files once the matter has moved.
TEST(FromVersion1120, ThePapersOfTheMeetingAreAskedForAtTheStepsAhead) {
  const auto said = [](std::string_view name, std::vector<const char*> adds) {
    const Stage& stage = *std::ranges::find(stages(), name, &Stage::name);
    Course course(landed("1.12.0"));
    stage.reach(course);
    Next next = stage.next;
    next.adds = std::move(adds);
    return answered(course, moved(course).accepted.value().next, next);
  };
  EXPECT_EQ(said("Packet", {}), "rules-unmet G20M");
  EXPECT_EQ(said("Packet", {"MTG-02"}), "");
  EXPECT_EQ(said("Agenda", {}), "");
  EXPECT_EQ(said("Archive", {"MTG-01"}), "rules-unmet G28");
  EXPECT_EQ(said("Archive", {"MTG-01", "MTG-03"}), "");
}

TEST(FromVersion190Meeting, OpensWithMoreThanHalf) {
  Course course(landed("1.9.0"));
  course.called().at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian", "sun"});
  const Plan plan = moved(course);
  ASSERT_TRUE(plan.accepted.has_value());
  EXPECT_EQ(answered(course, plan.accepted->next, {"meeting.open", law::office()}), "");
}

TEST(FromVersion160Notice, OpensOnceTheOfficeHasCheckedForSecrets) {
  Course course(landed("1.6.0"));
  course.coordinated();
  const Plan plan = moved(course);
  ASSERT_TRUE(plan.accepted.has_value());
  matter::Snapshot at = plan.accepted->next;
  const auto then = [&](const matter::Actor& by, matter::What what) {
    const matter::Command command{std::move(what), by, course.given.now(), law::facts(), "real"};
    const auto out = matter::decide(*law::major_decision(), &at, command, matter::real_calendar());
    ASSERT_TRUE(out.has_value()) << matter::reason(out.error());
    at = out->next;
  };
  then(law::drafter(), matter::AddDocument{matter::Given::document("PUB-01")});
  then(law::office(), matter::AddDocument{matter::Given::document("PUB-12")});
  then(law::office(), matter::Send{"notice.check", matter::object(Course::publishable), {}});
  then(law::drafter(),
       matter::Send{"notice.open", matter::object(R"({"title":"征求意见","how":"信函"})"), {}});
  EXPECT_THAT(matter::configuration(*law::major_decision(), at), testing::Contains("pp_open"));
}

}  // namespace
}  // namespace gavel::migration
