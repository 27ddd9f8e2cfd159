// Decree 713 article 26: the time of legality review, what is taken off it, and what never is.
#include "engine/matter/clock_run.hpp"
#include "engine/matter/performed.hpp"
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

Course& ready(Course& course) {
  course.advised().by(justice()).add({"LEG-04"});
  return course;
}
Day due(Course& course, std::string_view clock) {
  const auto clocks = course.given.clocks();
  const auto found = std::ranges::find(clocks, std::string(clock), &matter::ClockView::id);
  return found == clocks.end() ? Day{} : found->due.last;
}

// Accepted on Thursday, 2 April: seven working days end on the 14th, fifteen on the 24th. Paused
// on Tuesday the 7th, resumed on Friday the 10th: three working days more.
TEST(Article26, APauseIsTakenOffInWorkingDays) {
  Course course;
  ready(course);
  EXPECT_EQ(to_string(due(course, "T08")), "2026-04-24");
  course.at("2026-04-07T09:00:00+08:00");
  course.send("review.pause", R"({"cause":"argument","note":"补充论证"})");
  EXPECT_EQ(due(course, "T07"), Day{});
  EXPECT_EQ(due(course, "T08"), Day{});
  course.at("2026-04-10T09:00:00+08:00").send("review.resume");
  EXPECT_EQ(to_string(due(course, "T07")), "2026-04-17");
  EXPECT_EQ(to_string(due(course, "T08")), "2026-04-29");
  course.at("2026-04-17T23:59:59+08:00");
  EXPECT_EQ(course.refused("review.opinion", Course::lawful), "rules-unmet G16");
  course.at("2026-04-18T00:00:00+08:00").sign().send("review.opinion", Course::lawful);
}

// A supplemented packet is another one: from Friday, 10 April seven working days end on the 21st,
// fifteen, over the holidays of May, on the 6th.
TEST(Article26, ASupplementBeginsTheTimeAnewWhenThePacketIsComplete) {
  Course course;
  ready(course).at("2026-04-07T09:00:00+08:00");
  course.send("review.pause", R"({"cause":"supplement","note":"补测绘图"})");
  EXPECT_EQ(due(course, "T07"), Day{});
  course.at("2026-04-10T09:00:00+08:00").by(drafter()).add({"PUB-05"});
  course.by(justice()).send("review.resume");
  EXPECT_EQ(to_string(due(course, "T07")), "2026-04-21");
  EXPECT_EQ(to_string(due(course, "T08")), "2026-05-06");
  // The opinion that lay ready was of the packet before.
  course.at("2026-04-21T23:59:59+08:00");
  EXPECT_EQ(course.refused("review.opinion", Course::lawful), "rules-unmet G16 G17");
  course.add({"LEG-03", "LEG-04"});
  EXPECT_EQ(course.refused("review.opinion", Course::lawful), "rules-unmet G16");
}

// Nobody gets more time by asking for papers that never come: it stood still for three days, no
// more.
TEST(Article26, ASupplementThatDidNotComeBeginsNothingAnew) {
  Course asked;
  Course argued;
  for (Course* course : {&asked, &argued}) {
    ready(*course).at("2026-04-07T09:00:00+08:00");
    course->send("review.pause",
                 course == &asked ? R"({"cause":"supplement"})" : R"({"cause":"argument"})");
    course->at("2026-04-10T09:00:00+08:00").send("review.resume");
  }
  EXPECT_EQ(due(asked, "T07"), due(argued, "T07"));
  EXPECT_EQ(due(asked, "T08"), due(argued, "T08"));
}

TEST(Article26, OnlySupplementCommentsAndArgumentPauseIt) {
  Course course;
  ready(course);
  for (const char* cause : {"holiday", "busy", ""}) {
    const std::string data = std::string(R"({"cause":")") + cause + "\"}";
    EXPECT_EQ(course.refused("review.pause", data), "invalid-form /cause") << cause;
  }
  for (const char* cause : {"supplement", "comments", "argument"}) {
    const std::string data = std::string(R"({"cause":")") + cause + "\"}";
    course.send("review.pause", data).send("review.resume");
  }
}

TEST(Article26, APausedReviewGivesNoOpinionAndIsPausedOnce) {
  Course course;
  ready(course).at("2026-04-20T09:00:00+08:00");
  EXPECT_EQ(course.refused("review.resume"), "rules-unmet G16R");
  course.send("review.pause", R"({"cause":"argument"})");
  EXPECT_EQ(course.refused("review.pause", R"({"cause":"argument"})"), "rules-unmet G16P");
  EXPECT_EQ(course.refused("review.opinion", Course::lawful), "rules-unmet G16");
  course.send("review.resume").sign().send("review.opinion", Course::lawful);
  Course other;
  EXPECT_EQ(ready(other).by(drafter()).refused("review.pause", R"({"cause":"comments"})"),
            "not-permitted");
}

TEST(Article26, APausedReviewIsNotOverdue) {
  Course course;
  ready(course).send("review.pause", R"({"cause":"comments"})");
  course.given.until("2026-07-01T00:00:00+08:00").in({"legality_review"});
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").as_array().size(), 0u);
  course.by(justice()).send("review.resume");
  course.given.until("2026-09-01T00:00:00+08:00");
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").at(0).at("clock"), "T08");
}

TEST(Article26, TheReviewIsExtendedOnce) {
  Course course;
  ready(course).send("review.extend", R"({"reason":"案情复杂"})");
  EXPECT_EQ(to_string(due(course, "T08")), "2026-05-12");
  EXPECT_EQ(course.refused("review.extend", R"({"reason":"仍复杂"})"), "rules-unmet G16E");
  course.given.until("2026-05-12T23:59:59+08:00");
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").as_array().size(), 0u);
  course.given.until("2026-05-13T00:00:00+08:00");
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").at(0).at("clock"), "T08");
}

// What is overdue is not made punctual afterwards.
TEST(Article28, AReviewThatIsOverdueIsNeitherExtendedNorPaused) {
  Course course;
  ready(course).given.until("2026-04-24T23:59:59+08:00");
  Course extended = course, paused = course;
  extended.send("review.extend", R"({"reason":"案情复杂"})");
  paused.send("review.pause", R"({"cause":"argument"})");
  course.given.until("2026-04-25T00:00:00+08:00");
  EXPECT_EQ(course.refused("review.extend", R"({"reason":"复杂"})"), "rules-unmet G16T");
  for (const char* cause : {"supplement", "comments", "argument"}) {
    EXPECT_EQ(course.refused("review.pause", std::string(R"({"cause":")") + cause + "\"}"),
              "rules-unmet G16T");
  }
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").at(0).at("clock"), "T08");
  course.sign().send("review.opinion", Course::lawful).in({"legality_responded"});
}

/// A paper of the packet is another one, and the statement of procedure says so.
Course& replaced(Course& course, const char* code) {
  course.by(drafter()).file(code, "another").file("LEG-01", std::string("of-another-") + code);
  return course.by(justice());
}

// Replaced while the time stands still: what was paused before belongs to the packet before. Of
// the seven working days from the 15th none has run by the 17th: they end on the 28th.
TEST(Article26, APacketThatIsReplacedDuringAPauseCountsThePauseFromThereAlone) {
  Course course;
  ready(course).at("2026-04-10T09:00:00+08:00").send("review.pause", R"({"cause":"comments"})");
  course.at("2026-04-15T09:00:00+08:00");
  replaced(course, "DRF-02");
  course.at("2026-04-17T09:00:00+08:00").send("review.resume");
  EXPECT_EQ(to_string(due(course, "T07")), "2026-04-28");
}

// Replaced in time the packet has its whole time; replaced again when that is over, it is late by
// that, and not by what was set for the packet before.
TEST(Article28, ASecondReplacementThatComesTooLateLeavesTheTimeOfTheFirst) {
  Course course;
  ready(course).at("2026-04-15T09:00:00+08:00");
  replaced(course, "DRF-02");
  course.given.until("2026-05-11T09:00:00+08:00");
  replaced(course, "DRF-05");
  EXPECT_EQ(to_string(due(course, "T08")), "2026-05-09");
  EXPECT_EQ(course.refused("review.extend", R"({"reason":"复杂"})"), "rules-unmet G16T");
}

// Accepted on 2 April; on the 15th, when its time was over, the bases of the draft were replaced:
// seven working days from there end on the 24th, and fifteen, of which the 9th of May is made up
// for the holidays, on that day: the reviewer has both of the packet as it is.
TEST(Article26, APacketThatIsReplacedDuringTheReviewHasItsWholeTime) {
  Course course;
  ready(course).at("2026-04-15T09:00:00+08:00");
  replaced(course, "DRF-02");
  EXPECT_EQ(to_string(due(course, "T07")), "2026-04-24");
  EXPECT_EQ(to_string(due(course, "T08")), "2026-05-09");
  // Counsel's opinion and the opinion that lay ready are of the packet before.
  EXPECT_EQ(course.sign().refused("review.opinion", Course::lawful), "rules-unmet G16 G17");
  course.by(counsel()).add({"LEG-03"}).sign();
  course.send("review.counsel", R"({"conclusion":"lawful","text":"合法"})").by(justice());
  course.add({"LEG-04"});
  Course consented = course;
  EXPECT_EQ(course.sign().refused("review.opinion", Course::lawful), "rules-unmet G16");
  consented.send("review.consent", R"({"reason":"只补充了依据文本"})");
  consented.sign().send("review.opinion", Course::lawful).in({"legality_responded"});
  course.at("2026-04-25T00:00:00+08:00").sign().send("review.opinion", Course::lawful);
}

// A consent to less time was of the packet that the reviewer had before them.
TEST(Article26, AConsentToLessIsOfThePacketItWasGivenFor) {
  Course course;
  ready(course).send("review.consent", R"({"reason":"材料齐全"})");
  course.at("2026-04-07T09:00:00+08:00");
  replaced(course, "DRF-02").by(counsel()).add({"LEG-03"}).sign();
  course.send("review.counsel", R"({"conclusion":"lawful","text":"合法"})").by(justice());
  course.add({"LEG-04"});
  EXPECT_EQ(course.sign().refused("review.opinion", Course::lawful), "rules-unmet G16");
}

// Days on which the clock stood still before are not added once more.
TEST(Article26, APauseBeforeThePacketWasReplacedIsNotCountedTwice) {
  Course course;
  ready(course).at("2026-04-07T09:00:00+08:00");
  course.send("review.pause", R"({"cause":"argument"})").at("2026-04-10T09:00:00+08:00");
  course.send("review.resume").at("2026-04-15T09:00:00+08:00");
  replaced(course, "DRF-02");
  EXPECT_EQ(to_string(due(course, "T07")), "2026-04-24");
  EXPECT_EQ(to_string(due(course, "T08")), "2026-05-09");
}

// Written anew over the same papers, or what the review itself files, begins nothing.
TEST(Article26, AStatementWrittenAnewOverTheSamePapersBeginsNothing) {
  Course course;
  ready(course).at("2026-04-15T09:00:00+08:00").by(drafter()).file("LEG-01", "once-more");
  EXPECT_EQ(to_string(due(course, "T07")), "2026-04-14");
}

TEST(Article26, AReturnedPacketBeginsTheReviewAnew) {
  Course course;
  ready(course).at("2026-04-10T09:00:00+08:00");
  course.send("review.return", R"({"reason":"缺依据"})").in({"unit_approval"}).by(drafter());
  course.add({"LEG-01"}).send("review.send").by(justice()).send("review.accept");
  EXPECT_EQ(to_string(due(course, "T07")), "2026-04-21");
}

// Nothing pauses a notice.
TEST(Article15, ANoticeIsNeverPaused) {
  Course course;
  // Only the review's clock pauses, T02 never.
  course.noticed().by(justice());
  EXPECT_EQ(course.refused("review.pause", R"({"cause":"comments"})"), "not-now");
}

/// Which clocks the last event ended, as the list of deadlines shows them.
std::vector<std::string> ended_now(Course& course) {
  std::vector<std::string> out;
  for (const matter::ClockView& clock : course.given.clocks()) {
    const auto* by = matter::settled_by(*major_decision(), course.given.snapshot(), clock,
                                        course.given.events());
    if (by != nullptr && by->seq == course.given.events().back().seq) out.push_back(clock.id);
  }
  return out;
}

// The opinion that was signed ends the least time of the review and the most, and the list of
// deadlines shows it; of a draft that was turned down there is nothing left to be late with.
TEST(Article26, TheSignedOpinionEndsTheTimeOfTheReview) {
  Course lawful;
  ready(lawful).at("2026-04-15T09:00:00+08:00");
  Course returned = lawful, unlawful = lawful;
  EXPECT_THAT(ended_now(lawful), testing::IsEmpty());
  lawful.sign().send("review.opinion", Course::lawful);
  EXPECT_THAT(ended_now(lawful), testing::UnorderedElementsAre("T07", "T08"));
  returned.sign().send("review.opinion",
                       Course::opinion("return_procedure", "conforms", "not_conforms", "conforms"));
  EXPECT_THAT(ended_now(returned), testing::UnorderedElementsAre("T07", "T08"));
  unlawful.sign().send("review.opinion",
                       Course::opinion("unlawful", "conforms", "conforms", "not_conforms"));
  EXPECT_EQ(due(unlawful, "T07"), Day{});
  EXPECT_EQ(due(unlawful, "T08"), Day{});
}

// Of one day with the acceptance, by the reviewer's consent, too: what the system writes of the
// matter after the opinion begins no review.
TEST(Article26, AnOpinionOfTheDayOfAcceptanceEndsTheTimeOfTheReviewToo) {
  Course course;
  ready(course).send("review.consent", R"({"reason":"材料齐全"})").sign();
  course.send("review.opinion", Course::lawful);
  const auto opinion = course.given.events().back().seq;
  course.by(drafter()).add({"LEG-05"}).send("meeting.submit").approved_for_the_agenda();
  course.accepted_for_the_meeting();
  for (const matter::ClockView& clock : course.given.clocks()) {
    if (clock.id != "T07" && clock.id != "T08") continue;
    const auto* by = matter::settled_by(*major_decision(), course.given.snapshot(), clock,
                                        course.given.events());
    ASSERT_NE(by, nullptr) << clock.id;
    EXPECT_EQ(by->seq, opinion) << clock.id;
  }
  // A packet that is replaced is another one, though it is of the day on which one was returned.
  Course again;
  ready(again).send("review.consent", R"({"reason":"材料齐全"})").sign();
  again.send("review.opinion",
             Course::opinion("return_procedure", "conforms", "not_conforms", "conforms"));
  again.by(drafter()).add({"LEG-01"}).send("review.send").by(justice()).send("review.accept");
  replaced(again, "DRF-02");
  for (const matter::ClockView& clock : again.given.clocks()) {
    if (clock.id != "T07" && clock.id != "T08") continue;
    EXPECT_EQ(
        matter::settled_by(*major_decision(), again.given.snapshot(), clock, again.given.events()),
        nullptr)
        << clock.id;
  }
}

// A pause that runs into a year without a holiday notice has no number of working days yet: it
// ended in a fault of the engine once.
TEST(Article26, APauseIntoAnUnknownYearIsResumedOnceItsHolidaysAreKnown) {
  Course course;
  course.sent_for_review().by(justice()).at("2026-12-24T09:00:00+08:00").send("review.accept");
  course.at("2026-12-30T09:00:00+08:00");
  course.send("review.pause", R"({"cause":"argument"})").at("2027-01-05T09:00:00+08:00");
  EXPECT_EQ(course.refused("review.resume"), "rules-unmet G16Y");
  const auto longer =
      calendar::Calendar::from_csv(matter::file_text("workflows/calendar/prc-2019-2026.csv") +
                                   "2027-01-01,HOLIDAY,元旦\n2027-10-01,HOLIDAY,国庆节\n")
          .value();
  course.given.calendar(longer, "with 2027");
  course.send("review.resume");
  EXPECT_EQ(course.refused("review.resume"), "rules-unmet G16R");
}

// ---- a table of holidays that comes later

/// Tuesday, 14 April, is a day off by it.
const calendar::Calendar& later_table() {
  static const auto table =
      calendar::Calendar::from_csv(shipped_calendar() + "2026-04-14,HOLIDAY,补充通知\n");
  return table.value();
}

std::vector<matter::ClockView> told(Course& course) {
  return matter::clocks_told(*major_decision(), course.given.snapshot(), course.given.events(),
                             facts(), course.given.now(), later_table(), course.given.calendars());
}

std::string due_in(const std::vector<matter::ClockView>& clocks, std::string_view clock) {
  const auto found = std::ranges::find(clocks, std::string(clock), &matter::ClockView::id);
  return found == clocks.end() ? "" : to_string(found->due.last);
}

/// Whether art. 26 is told to have been cut short by the opinion.
bool is_cut_short(Course& course, const std::vector<matter::ClockView>& clocks) {
  const auto sources = matter::performed(matter::Articles(major_decision()),
                                         course.given.snapshot(), course.given.events(), clocks);
  for (const auto& article : sources.at(0).articles) {
    for (const auto& clock : article.clocks)
      if (article.article.number == "26" && clock.id == "T07") return clock.cut_short.has_value();
  }
  throw std::runtime_error("no T07 under art. 26");
}

TEST(Article26, AReviewThatRunsIsCountedByTheTableThatCameLater) {
  Course course;
  ready(course).at("2026-04-10T09:00:00+08:00");
  EXPECT_EQ(due_in(told(course), "T07"), "2026-04-15");
  EXPECT_EQ(due_in(told(course), "T08"), "2026-04-27");
}

TEST(Article26, AReviewThatIsOverStaysAsItWasCounted) {
  Course course;
  ready(course).at("2026-04-15T09:00:00+08:00").sign().send("review.opinion", Course::lawful);
  EXPECT_EQ(due_in(told(course), "T07"), "2026-04-14");
  EXPECT_EQ(due_in(told(course), "T08"), "2026-04-24");
  EXPECT_FALSE(is_cut_short(course, told(course)));
  // As the table of now alone would have it.
  EXPECT_TRUE(is_cut_short(course, matter::clocks(*major_decision(), course.given.snapshot(),
                                                  facts(), course.given.now(), later_table())));
}

}  // namespace
}  // namespace gavel::law
