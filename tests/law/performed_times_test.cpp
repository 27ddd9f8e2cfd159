// The times of the statement of procedure performed (art. 26): what stopped them, cut them short or
// overran them.
#include "tests/law/statement.hpp"

namespace gavel::law {
namespace {

using testing::Contains;
using testing::ElementsAre;

const matter::ClockPerformed& clock_of(const Statement& statement, const std::string& article,
                                       const std::string& id) {
  for (const auto& clock : statement.article(article).clocks)
    if (clock.id == id) return clock;
  throw std::runtime_error("no clock " + id);
}

TEST(Article26, StatementTellsWhatStoppedTheReviewsTime) {
  Course course;
  course.advised().by(justice()).add({"LEG-04"}).at("2026-04-07T09:00:00+08:00");
  course.send("review.pause", R"({"cause":"comments"})").at("2026-04-10T09:00:00+08:00");
  course.send("review.resume").send("review.extend", R"({"reason":"案情复杂"})");
  EXPECT_THAT(Statement(course).deeds("26"),
              ElementsAre("review.send", "review.accept", "review.pause", "review.resume"));
  EXPECT_THAT(Statement(course).deeds("28"), Contains("review.extend"));
}

// Of a review that by consent had less time the statement does not say that it had it all.
TEST(Article26, StatementTellsATimeThatWasNotRunInFull) {
  Course course;
  course.advised().by(justice()).add({"LEG-04"});
  course.send("review.consent", R"({"reason":"材料齐全"})").sign();
  course.send("review.opinion", Course::lawful).at("2026-05-20T09:00:00+08:00");
  const auto cut = clock_of(Statement(course), "26", "T07");
  ASSERT_TRUE(cut.cut_short.has_value());
  EXPECT_EQ(cut.cut_short->event, "review.opinion");
  EXPECT_THAT(Statement(course).deeds("26"), Contains("review.consent"));
  Course whole;
  whole.reviewed();
  EXPECT_FALSE(clock_of(Statement(whole), "26", "T07").cut_short.has_value());
  EXPECT_FALSE(clock_of(Statement(whole), "15", "T02").cut_short.has_value());
}

/// "T08 by 2026-04-24 noted 2026-04-25; ".
std::string overruns_of(Course& course, const std::string& article) {
  std::string out;
  const Statement statement(course);
  for (const auto& each : statement.article(article).overruns)
    out += each.id + " by " + (each.due ? to_string(*each.due) : "?") + " noted " +
           to_string(each.on) + "; ";
  return out;
}

// Returned and accepted anew it has its time from there; that it was overdue is not gone with that.
TEST(Article38, StatementTellsAReviewThatWasOverdueBeforeItsPacketWasSentAnew) {
  Course course;
  course.advised().by(justice()).given.until("2026-04-28T09:00:00+08:00");
  EXPECT_TRUE(matter::ran_out(course.given.snapshot(), clock_of(Statement(course), "28", "T08")));
  EXPECT_EQ(overruns_of(course, "28"), "");
  course.send("review.return", R"({"reason":"缺依据"})").by(drafter()).add({"LEG-01"});
  course.send("review.send").by(justice()).send("review.accept");
  const auto now = clock_of(Statement(course), "28", "T08");
  EXPECT_EQ(to_string(now.due.last), "2026-05-21");
  EXPECT_FALSE(now.ran_out);
  EXPECT_EQ(overruns_of(course, "28"), "T08 by 2026-04-24 noted 2026-04-25; ");
  // Overdue once more, both are told.
  course.given.until("2026-05-25T09:00:00+08:00");
  EXPECT_TRUE(clock_of(Statement(course), "28", "T08").ran_out);
  EXPECT_EQ(overruns_of(course, "28"), "T08 by 2026-04-24 noted 2026-04-25; ");
}

// Where the step is given up, no run stands beside which it could be told.
TEST(Article38, StatementTellsAnOverdueReviewWhoseStepWasTakenBack) {
  Course course;
  course.advised().by(justice()).given.until("2026-04-28T09:00:00+08:00");
  course.add({"LEG-04"}).sign().send("review.opinion", Course::lawful).by(office());
  course.given.later(std::chrono::minutes(1));
  course.send("step.reopen", R"({"step":"pp","reason":"公告遗漏"})");
  EXPECT_EQ(overruns_of(course, "28"), "T08 by 2026-04-24 noted 2026-04-25; ");
}

// What came after it on that day, a change of the draft, did not begin the time: the worst case
// would be told as the best.
TEST(Article26, StatementTellsAReviewOfNoDaysAtAllWhateverFollowedThatDay) {
  Course course;
  course.advised().by(justice()).add({"LEG-04"});
  course.send("review.consent", R"({"reason":"材料齐全"})").sign();
  course.send("review.opinion", Course::lawful).given.later(std::chrono::hours(1));
  course.changed("C1").at("2026-05-20T09:00:00+08:00");
  const auto cut = clock_of(Statement(course), "26", "T07");
  ASSERT_TRUE(cut.cut_short.has_value());
  EXPECT_EQ(cut.cut_short->event, "review.opinion");
}

// Papers that came while it stood still begin it anew, and an opinion of that day cuts it short.
TEST(Article26, StatementMeasuresATimeThatBeganAnewFromThere) {
  Course course;
  course.advised().by(justice()).at("2026-04-07T09:00:00+08:00");
  course.send("review.pause", R"({"cause":"supplement"})").by(drafter()).file("PUB-05", "other");
  course.file("LEG-01", "anew").at("2026-04-08T09:00:00+08:00").by(justice());
  course.send("review.resume").send("review.consent", R"({"reason":"补充材料简单"})");
  course.by(counsel()).add({"LEG-03"}).sign();
  course.send("review.counsel", R"({"conclusion":"lawful","text":"合法"})").by(justice());
  course.add({"LEG-04"}).sign().send("review.opinion", Course::lawful);
  course.given.later(std::chrono::hours(1));
  course.changed("C1").at("2026-05-20T09:00:00+08:00");
  EXPECT_TRUE(clock_of(Statement(course), "26", "T07").cut_short.has_value());
}

// The second review of a day has its own time: what ended the first one cut nothing short.
TEST(Article26, StatementMeasuresATimeFromTheActThatStartedIt) {
  Course course;
  course.advised().by(justice()).add({"LEG-04"}).at("2026-04-15T09:00:00+08:00").sign();
  course.send("review.opinion",
              Course::opinion("return_procedure", "conforms", "with_problems", "conforms"));
  course.by(drafter()).add({"LEG-01"}).send("review.send");
  course.by(justice()).send("review.accept").at("2026-05-20T09:00:00+08:00");
  EXPECT_FALSE(clock_of(Statement(course), "26", "T07").cut_short.has_value());
}

}  // namespace
}  // namespace gavel::law
