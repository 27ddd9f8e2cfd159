// What was performed and has to be performed again is neither denied nor told as if it stood
// (art. 26): after the draft went back, and after the matter ended without it.
#include "tests/law/statement.hpp"

namespace gavel::law {
namespace {

/// "M1 reopened meeting.decide was review.opinion; ".
std::string again(Course& course, const std::string& article) {
  std::string out;
  const Statement statement(course);
  for (const auto& step : statement.article(article).steps) {
    out += step.id + " " + std::string(matter::name(step.outcome));
    if (step.by) out += " " + step.by->event;
    if (step.was) out += " was " + step.was->event;
    out += "; ";
  }
  return out;
}
Course& discussed(Course& course, const char* outcome) {
  course.met().stances().head_spoke();
  return course.send("meeting.decide",
                     std::string(R"({"reason":"资金来源须落实","outcome":")") + outcome + "\"}");
}
constexpr const char* withdraw = R"({"reason":"另行研究"})";

// Until somebody works on what was sent back, the review is of this draft still.
TEST(Article26, StatementTellsAReviewThatMustBeTakenAgainOnceWhatWasSentBackIsWorkedOn) {
  Course course;
  discussed(course, "amend").in({"sent_back"});
  EXPECT_EQ(again(course, "25"), "M1 done review.opinion; ");
  EXPECT_EQ(again(course, "29"), "M12 done packet.accept; ");
  EXPECT_EQ(again(course, "30"), "M6 reopened meeting.decide was meeting.decide; ");
  // Done again, it stands.
  course.changed("C1");
  EXPECT_EQ(again(course, "25"), "M1 reopened draft.revise was review.opinion; ");
  EXPECT_EQ(again(course, "29"), "M12 reopened draft.revise was packet.accept; ");
  course.by(drafter()).add({"LEG-01"}).send("review.send");
  course.by(justice()).send("review.accept").by(counsel()).add({"LEG-03"}).sign();
  course.send("review.counsel", R"({"conclusion":"lawful","text":"合法"})").by(justice());
  EXPECT_EQ(again(course, "25"), "M1 reopened draft.revise was review.opinion; ");
  course.add({"LEG-04"}).at("2026-05-06T09:00:00+08:00").sign();
  course.send("review.opinion", Course::lawful).in({"legality_responded"});
  EXPECT_EQ(again(course, "25"), "M1 done review.opinion; ");
  EXPECT_EQ(again(course, "29"), "M12 reopened draft.revise was packet.accept; ");
}

TEST(Article26, StatementTellsAReviewThatWasNotTakenAgainBeforeTheMatterEnded) {
  Course course, untouched;
  discussed(course, "amend").changed("C1").record_and_minutes();
  course.by(head()).send("matter.withdraw", withdraw);
  EXPECT_EQ(again(course, "25"), "M1 not_again draft.revise was review.opinion; ");
  EXPECT_EQ(again(course, "29"), "M12 not_again draft.revise was packet.accept; ");
  EXPECT_EQ(again(course, "30"), "M6 not_again meeting.decide was meeting.decide; ");
  EXPECT_EQ(Statement(course).article("25").outcome, matter::Outcome::not_again);
  discussed(untouched, "amend").record_and_minutes();
  untouched.by(head()).send("matter.withdraw", withdraw);
  EXPECT_EQ(again(untouched, "30"), "M6 not_again meeting.decide was meeting.decide; ");
}

TEST(Article26, StatementTellsAnUnlawfulReviewAsTakenAndToBeTakenAgain) {
  Course course;
  course.advised().by(justice()).add({"LEG-04"}).at("2026-04-15T09:00:00+08:00").sign();
  EXPECT_EQ(again(course, "25"), "M1 under_way review.accept; ");
  course.send("review.opinion",
              Course::opinion("unlawful", "not_conforms", "conforms", "conforms"));
  course.in({"consolidating"});
  EXPECT_EQ(again(course, "25"), "M1 reopened review.opinion was review.opinion; ");
}

TEST(Article26, StatementTellsADeferredMatterAsToBeDiscussedAgain) {
  Course course;
  discussed(course, "defer").in({"deferred"});
  EXPECT_EQ(again(course, "30"), "M6 reopened meeting.decide was meeting.decide; ");
  EXPECT_EQ(again(course, "25"), "M1 done review.opinion; ");
  EXPECT_EQ(again(course, "29"), "M12 done packet.accept; ");
}

// The text that the people's congress returns: report and signature are taken back by the system as
// soon as the drafting unit takes it up; until then it may have been a slip, and is told by itself.
TEST(Article31, StatementTellsWhatFollowedTheDecisionAsToBeDoneAgain) {
  Course course;
  course.signed_off().by(office()).send("npc.require", R"({"basis":"《监督法》第八条"})");
  EXPECT_EQ(again(course, "31"), "M7 done party.report; ");
  course.add({"MTG-08"})
      .send("npc.outcome", R"({"outcome":"returned","number":"1"})")
      .in({"returned"});
  EXPECT_EQ(again(course, "31"), "M7 done party.report; ");
  course.by(drafter())
      .send("draft.revise", R"({"change":"C0","explanation":"文字"})")
      .in({"consolidating"});
  EXPECT_EQ(again(course, "31"), "M7 reopened draft.revise was party.report; ");
  EXPECT_EQ(again(course, "30"), "M6 reopened draft.revise was meeting.decide; ");
  EXPECT_EQ(again(course, "25"), "M1 reopened draft.revise was review.opinion; ");
  course.by(head()).send("matter.withdraw", withdraw);
  EXPECT_EQ(again(course, "31"), "M7 not_again draft.revise was party.report; ");
}

}  // namespace
}  // namespace gavel::law
