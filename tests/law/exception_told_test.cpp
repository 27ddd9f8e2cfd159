// The statement of procedure performed (art. 26) puts each exception with the act that used it: an
// event that may use one need not have.
#include "tests/law/carrying_out.hpp"
#include "tests/law/statement.hpp"

namespace gavel::law {
namespace {

using namespace std::chrono_literals;

/// Entry of the event that used the exception of that kind; 0: none was found.
std::int64_t used_by(const Course& course, std::string_view kind) {
  for (const auto& used :
       matter::exceptions_used(*major_decision(), course.given.snapshot(), course.given.events()))
    if (used.kind == kind && used.deed) return used.deed->seq;
  return 0;
}

// Five who were invited and one who was not gave their opinions on one day, entered by one person.
TEST(Article26, StatementPutsAnExceptionWithTheActThatUsedIt) {
  Course course;
  course.coordinated().by(drafter()).send("experts.invite", Course::invitation).add({"EXP-03"});
  for (const char* expert : {"a", "b", "c", "d", "e"}) {
    course.given.later(1min);
    course.opinion_of(expert);
  }
  course.given.later(1min);
  course.knows("outside_approver", account("zhao", "organ_head"));
  course.send("experts.opinion",
              R"({"expert":"f","unit":"大学","conclusion":"support","text":"可行",
      "direct_interest":false,"paper":1,"outside_reason":"补充论证","outside_approver":"zhao"})");
  EXPECT_EQ(used_by(course, "expert_not_invited"), course.given.events().back().seq);
}

// Suspended twice on a day: the first time in urgency alone, the second time again.
TEST(Article26, StatementPutsASecondSuspensionWithTheSecondSuspension) {
  Course course;
  resumed(suspended(course));
  course.given.later(1min);
  course.by(executor())
      .add({"EXE-03"})
      .send("execution.problem", R"({"kind":"problem","found_on":"2026-04-21","text":"洪水"})");
  course.given.later(1min);
  course.by(head()).add({"EXE-05"}).knows("checked_by", account("gu", "inspector"));
  course.send("execution.suspend", R"({"reason":"洪水","urgent":true,"cause":"洪水",
      "difference":"与塌方无关","checked_by":"gu"})");
  EXPECT_EQ(used_by(course, "suspended_again"), course.given.events().back().seq);
}

// What has no moment of its own, of versions before 1.14.0, is told by person and day.
TEST(Article26, StatementPutsAnExceptionWithoutAMomentWithAnActOfThatDay) {
  Course course;
  course.coordinated()
      .by(drafter())
      .add({"PUB-10"})
      .send("participation.not_required",
            R"({"basis":"《保守国家秘密法》第九条","approver":"zhao"})");
  matter::Snapshot snapshot = course.given.snapshot();
  snapshot.session.data.change("exceptions")->as_array()[0].as_object().erase("at");
  const auto used = matter::exceptions_used(*major_decision(), snapshot, course.given.events());
  ASSERT_TRUE(used.at(0).deed.has_value());
  EXPECT_EQ(used.at(0).deed->event, "participation.not_required");
}

}  // namespace
}  // namespace gavel::law
