// The statement of procedure performed (art. 26), read off the lawful course.
#include "engine/matter/performed.hpp"

#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::Not;

struct Statement {
  explicit Statement(Course& course)
      : sources(
            matter::performed(*major_decision(), course.given.snapshot(), course.given.events(),
                              matter::clocks(*major_decision(), course.given.snapshot(), facts(),
                                             course.given.now(), matter::real_calendar()))) {}
  const matter::PerformedArticle& article(const std::string& number) const {
    for (const auto& article : sources.at(0).articles)
      if (article.article.number == number) return article;
    throw std::runtime_error("no article " + number);
  }
  std::vector<std::string> deeds(const std::string& number) const {
    std::vector<std::string> out;
    for (const auto& deed : article(number).deeds) out.push_back(deed.event);
    return out;
  }
  std::vector<matter::PerformedSource> sources;
};

TEST(Article26, StatementSaysArticleByArticleWhatWasDone) {
  Course course;
  course.published();
  const Statement statement(course);
  EXPECT_EQ(statement.sources.at(0).id, "decree-713");
  EXPECT_THAT(statement.deeds("10"), Contains("gavel.open"));
  EXPECT_THAT(statement.deeds("15"), ElementsAre("notice.open"));
  EXPECT_EQ(statement.article("15").deeds[0].by.account, "wang");
  EXPECT_THAT(statement.article("15").clocks, Contains(Field(&matter::ClockView::id, "T02")));
  EXPECT_THAT(statement.deeds("32"), Contains("publication.publish"));
  EXPECT_THAT(statement.article("14").steps, Not(IsEmpty()));
  EXPECT_THAT(statement.article("14").steps, Each(Field(&matter::StepPerformed::done, true)));
  EXPECT_TRUE(statement.article("36").is_blank());  // nothing evaluated yet
}

TEST(Article26, StatementGivesTheReasonOfWhatWasLeftOut) {
  Course course;
  course.coordinated();
  course.by(drafter())
      .add({"PUB-10"})
      .send("participation.not_required",
            R"({"basis":"《保守国家秘密法》第九条","approver":"zhao"})");
  const Statement statement(course);
  const auto& deeds = statement.article("14").deeds;
  ASSERT_THAT(deeds, Contains(Field(&matter::Deed::event, "participation.not_required")));
  for (const auto& deed : deeds) {
    if (deed.event != "participation.not_required") continue;
    EXPECT_EQ(deed.said.at(0).value, Json("《保守国家秘密法》第九条"));
    EXPECT_EQ(deed.said.at(1).value, Json("zhao"));
  }
}

TEST(Article26, StatementShowsAStepAsOpenUntilItIsDone) {
  Course course;
  course.noticed();
  const Statement statement(course);
  EXPECT_THAT(statement.article("25").steps, Each(Field(&matter::StepPerformed::done, false)));
  EXPECT_TRUE(statement.article("28").is_blank());
}

}  // namespace
}  // namespace gavel::law
