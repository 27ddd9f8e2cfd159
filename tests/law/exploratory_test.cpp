// Decree 713, article 25: an exploratory reform that no national rule covers yet goes to the
// meeting with its risks stated.
#include "tests/law/statement.hpp"

namespace gavel::law {
namespace {

Course& ready(Course& course) { return course.advised().by(justice()).add({"LEG-04"}); }

TEST(Article25, ExploratoryReformStatesItsRisksAndIsApprovedByAnother) {
  const auto opinion = [](const char* more) {
    return std::string(
               R"({"conclusion":"exploratory_risk","power":"p","procedure":"p","content":"c",
                  "power_result":"conforms","procedure_result":"conforms",
                  "content_result":"with_problems","departure":"顾问意见所附条件不成立")") +
           more + "}";
  };
  Course course;
  ready(course).at("2026-04-15T09:00:00+08:00").knows("approver", account("fa", "organ_head"));
  for (const char* more : {"", R"(,"risk_note":"r")", R"(,"risk_note":"r","no_rule_finding":"n")",
                           R"(,"risk_note":"r","no_rule_finding":"n","approver":"fa")"}) {
    EXPECT_EQ(course.refused("review.opinion", opinion(more)), "rules-unmet G18X") << more;
  }
  course.knows("approver", account("zhao", "organ_head"));
  for (const char* part :
       {R"(,"risk_note":"r","approver":"zhao")", R"(,"no_rule_finding":"n","approver":"zhao")"}) {
    EXPECT_EQ(course.sign().refused("review.opinion", opinion(part)), "rules-unmet G18X") << part;
  }
  course.sign().send("review.opinion",
                     opinion(R"(,"risk_note":"r","no_rule_finding":"n","approver":"zhao")"));
  course.by(drafter()).add({"LEG-05"});
  course.send("meeting.submit").in({"packet_check"});
}

// That it may go to the meeting is by article 25, and told there; any other opinion is of 27
// and 28.
TEST(Article25, ExploratoryReformIsToldUnderTheArticleThatAllowsIt) {
  Course lawful, exploring;
  ready(lawful).at("2026-04-15T09:00:00+08:00").sign().send("review.opinion", Course::lawful);
  ready(exploring).at("2026-04-15T09:00:00+08:00").sign();
  exploring.send("review.opinion", R"({"conclusion":"exploratory_risk","power":"p","procedure":"p",
      "content":"c","power_result":"conforms","procedure_result":"conforms",
      "content_result":"with_problems","departure":"d","risk_note":"r","no_rule_finding":"n",
      "approver":"zhao"})");
  for (const char* article : {"25", "27", "28"})
    EXPECT_THAT(Statement(exploring).deeds(article), testing::Contains("review.opinion"))
        << article;
  EXPECT_THAT(exceptions_of(exploring),
              testing::HasSubstr("exploratory_reform by review.opinion "
                                 "of fa allowed by zhao [decree-713:25]"));
  EXPECT_THAT(Statement(lawful).deeds("25"), testing::Not(testing::Contains("review.opinion")));
  EXPECT_THAT(Statement(lawful).deeds("28"), testing::Contains("review.opinion"));
}

}  // namespace
}  // namespace gavel::law
