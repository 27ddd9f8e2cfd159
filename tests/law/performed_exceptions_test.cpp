// What the statement of procedure performed (art. 26) tells of exceptions, of what was left out and
// of steps that were passed over.
#include "tests/law/statement.hpp"

namespace gavel::law {
namespace {

using matter::Outcome;
using testing::Contains;
using testing::Field;

TEST(Article26, StatementGivesTheReasonOfWhatWasLeftOut) {
  Course course;
  course.coordinated();
  course.by(drafter())
      .add({"PUB-10"})
      .send("participation.not_required",
            R"({"basis":"《保守国家秘密法》第九条","approver":"zhao"})");
  const Statement statement(course);
  // Left out is not performed: neither the step nor the articles on how it would have been.
  EXPECT_EQ(steps_of(statement, "14"), "M2 not_required participation.not_required by wang; ");
  EXPECT_EQ(statement.article("14").outcome, Outcome::not_required);
  for (const char* number : {"15", "16", "17"}) {
    const auto& article = statement.article(number);
    EXPECT_EQ(article.outcome, Outcome::not_required) << number;
    ASSERT_TRUE(article.left_out_by.has_value()) << number;
    EXPECT_EQ(article.left_out_by->event, "participation.not_required") << number;
  }
  EXPECT_EQ(statement.article("19").outcome, Outcome::open);
  const auto& deeds = statement.article("14").deeds;
  ASSERT_THAT(deeds, Contains(Field(&matter::Deed::event, "participation.not_required")));
  for (const auto& deed : deeds) {
    if (deed.event != "participation.not_required") continue;
    EXPECT_EQ(deed.said.at(0).value, Json("《保守国家秘密法》第九条"));
    EXPECT_EQ(deed.said.at(1).value, Json("zhao"));
  }
}

// One event more than the lawful course has: a move by which somebody answers for a step.
TEST(Article26, StatementSaysWhichStepWasPassedOverAndWhy) {
  Course course;
  course.heard();
  std::vector<matter::Event> events = course.given.events();
  matter::Event passed = events.back();
  ++passed.seq;
  passed.kind = "sent", passed.name = "somehow", passed.entered = {"consolidating"};
  events.push_back(passed);
  const auto step_19 = [&](const std::vector<matter::Event>& all) {
    const auto sources =
        matter::performed(matter::Articles(major_decision()), course.given.snapshot(), all, {});
    for (const auto& article : sources.at(0).articles)
      if (article.article.number == "19") return article;
    throw std::runtime_error("no article 19");
  };
  EXPECT_EQ(step_19(events).outcome, Outcome::skipped);
  EXPECT_EQ(step_19(events).steps.at(0).reason, "");
  events.back().kind = "migrated", events.back().name = "gavel.migrate";
  events.back().data = object(R"({"reason":"旧版程序没有此步骤","accepted":["M3"]})");
  EXPECT_EQ(step_19(events).outcome, Outcome::skipped);
  EXPECT_EQ(step_19(events).steps.at(0).reason, "旧版程序没有此步骤");
}

TEST(Article26, StatementListsTheExceptionsWithReasonArticleAndWhoAllowedThem) {
  Course course;
  EXPECT_EQ(exceptions_of(course.coordinated()), "");
  course.by(drafter())
      .add({"PUB-10"})
      .send("participation.not_required",
            R"({"basis":"《保守国家秘密法》第九条","approver":"zhao"})");
  const auto used =
      matter::exceptions_used(*major_decision(), course.given.snapshot(), course.given.events());
  ASSERT_EQ(used.size(), 1U);
  EXPECT_EQ(used.front().reason, "《保守国家秘密法》第九条");
  EXPECT_EQ(used.front().on, "2026-03-02");
  EXPECT_EQ(matter::approval_of(course.given.snapshot(), 1).approver, "zhao");
  EXPECT_EQ(matter::approval_of(course.given.snapshot(), 2).approver, "");
  EXPECT_EQ(matter::approval_of(course.given.snapshot(), 0).approver, "");
  EXPECT_THAT(exceptions_of(course),
              testing::StartsWith(
                  "non_public by participation.not_required of wang allowed by zhao [decree-713:"));
}

// Two of one kind on one day by one person are two entries of the record.
TEST(Article26, StatementTellsExceptionsOfOneKindApart) {
  Course course;
  course.packed().knows("chair", seats({"zhao", "qian", "sun"}));
  const char* notice = R"({"body":"executive","held_on":"2026-04-21","place":"一",
      "members":["zhao","qian"],"chair":"zhao","recorder":"ji","left_out_reason":"在外学习"})";
  course.send("meeting.notify", notice).send("meeting.notify", notice);
  std::vector<std::int64_t> entries;
  for (const auto& used :
       matter::exceptions_used(*major_decision(), course.given.snapshot(), course.given.events()))
    if (used.kind == "members_left_out" && used.deed) entries.push_back(used.deed->seq);
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[1], entries[0] + 1);
}

}  // namespace
}  // namespace gavel::law
