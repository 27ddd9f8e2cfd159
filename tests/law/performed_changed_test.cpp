// The statement of procedure performed (art. 26) of a draft that was changed: what each change
// re-opened, and what was made of an older text.
#include "tests/law/statement.hpp"

namespace gavel::law {
namespace {

using matter::Outcome;
using testing::Contains;
using testing::Not;

std::string changes_of(const Course& course) {
  std::string out;
  for (const auto& change : matter::changes_performed(*major_decision(), course.given.events())) {
    out += change.value + " by " + change.deed.by.account + ":";
    for (const Text& part : change.reopened) out += " " + part.en + ",";
    out += " ";
  }
  return out;
}

// A change that does not re-open a step leaves standing when and by whom it was done.
TEST(Article26, StatementTellsEachChangeItsClassAndWhatItReopened) {
  Course course;
  course.proceeded().changed("C1");
  EXPECT_EQ(changes_of(course), "C1 by chen: ");
  Course wider;
  wider.proceeded().changed("C3").in({"ex_planning"});
  EXPECT_EQ(changes_of(wider), "C3 by chen: Expert argument, ");
  const Statement statement(wider);
  EXPECT_EQ(steps_of(statement, "14"), "M2 done participation.feedback by wang; ");
  EXPECT_EQ(steps_of(statement, "19"), "M3 reopened change.decide by chen; ");
  EXPECT_EQ(statement.article("19").outcome, Outcome::reopened);
}

// Of five steps one is done again: it alone is told as not done, and under its own article.
TEST(Article26, StatementTellsAStepThatIsDoneAgainUntilItIsDone) {
  Course course;
  course.proceeded().at("2026-04-03T09:00:00+08:00").by(office());
  course.send("step.reopen", R"({"step":"ra","reason":"结论登记有误"})").in({"ra_planning"});
  const Statement again(course);
  EXPECT_EQ(steps_of(again, "22"), "M4 reopened step.reopen by chen; ");
  EXPECT_EQ(again.article("22").outcome, Outcome::reopened);
  EXPECT_EQ(again.deeds("22").back(), "step.reopen");
  EXPECT_EQ(steps_of(again, "14"), "M2 done participation.feedback by wang; ");
  EXPECT_EQ(steps_of(again, "19"), "M3 done experts.conclude by wang; ");
  for (const char* other : {"13", "14", "19", "29"})
    EXPECT_THAT(again.deeds(other), Not(Contains("step.reopen"))) << other;
  course.risk_judged().file("RSK-03", "assessed-again").send("risk.report", Course::risk);
  course.by(head()).sign().send("risk.finding", R"({"controllable":true})");
  course.in({"consolidating"});
  EXPECT_EQ(steps_of(Statement(course), "22"), "M4 done risk.finding by zhao; ");
  EXPECT_THAT(Statement(course).deeds("22"), Contains("step.reopen"));
}

TEST(Article26, StatementTellsAStepThatWasNotDoneAgainBeforeTheMatterEnded) {
  Course course;
  course.heard().in({"pp_done", "ex_planning"}).by(office());
  course.send("step.reopen", R"({"step":"pp","reason":"结论登记有误"})").in({"pp_planning"});
  course.by(head()).send("matter.withdraw", R"({"reason":"另行研究"})");
  EXPECT_EQ(steps_of(Statement(course), "14"), "M2 not_again step.reopen by chen; ");
}

// The opinion before stays on record, and is told as what no longer stands.
TEST(Article25, StatementTellsThatTheOpinionBeforeNoLongerStands) {
  Course course;
  course.reviewed().by(office()).given.later(std::chrono::minutes(1));
  EXPECT_EQ(steps_of(Statement(course), "25"), "M1 done review.opinion by fa; ");
  course.send("step.reopen", R"({"step":"legality","reason":"审查人员应当回避"})");
  const Statement statement(course);
  EXPECT_EQ(steps_of(statement, "25"), "M1 reopened step.reopen by chen; ");
  EXPECT_THAT(statement.deeds("25"), Contains("step.reopen"));
  const auto standings =
      matter::standings(matter::Articles(major_decision()), course.given.snapshot(),
                        course.given.events(), matter::real_calendar());
  ASSERT_EQ(standings.size(), 1u);
  EXPECT_EQ(standings.begin()->second.zh, "该意见不再有效，须重新审查或者已经重新审查");
  Course whole;
  whole.submitted();
  EXPECT_TRUE(matter::standings(matter::Articles(major_decision()), whole.given.snapshot(),
                                whole.given.events(), matter::real_calendar())
                  .empty());
}

// What was made on an older text shows as such, until the change is classed.
TEST(Article25, StatementTellsWhichStepsWereTakenOnAnEarlierText) {
  Course course;
  course.reviewed().by(drafter());
  const auto told = [&] {
    std::string out;
    for (const auto& [seq, text] :
         matter::standings(matter::Articles(major_decision()), course.given.snapshot(),
                           course.given.events(), matter::real_calendar()))
      out += course.given.events().at(static_cast<std::size_t>(seq) - 1).name + "; ";
    return out;
  };
  EXPECT_EQ(told(), "");
  course.given.add("DRF-04", "another-text");
  EXPECT_EQ(told(),
            "participation.feedback; experts.conclude; risk.finding; competition.conclude; "
            "review.opinion; ");
}

}  // namespace
}  // namespace gavel::law
