// Decree 713 art. 30 and 38(3): what was entered for a member at a meeting that another one
// followed is put right by that member, and the record of the last meeting tells both.
#include "tests/law/course.hpp"
#include "tests/law/stances.hpp"

namespace gavel::law {
namespace {

constexpr const char* disputes = R"({"member":"qian","text":"我弃权","sitting":1})";
constexpr const char* corrects = R"({"member":"qian","stance":"abstain","sitting":1})";

/// Adjourned after qian was entered as opposing, and called again.
Course called_again() {
  Course course;
  course.met().stances("oppose").by(head()).send("meeting.adjourn", R"({"reason":"人数不足"})");
  course.by(recorder()).add({"MTG-04"}).record_and_minutes();
  course.by(office()).send("meeting.notify", Course::notice_for("2026-04-24"));
  return course;
}

Course met_again() {
  Course course = called_again();
  course.at("2026-04-24T09:00:00+08:00").arrive({"zhao", "qian", "sun"}).send("meeting.open");
  return course;
}

Course& member_signs(Course& course) { return course.by(member("qian")).sign(); }

const Json& value_of(const Course& course, const char* name) {
  return course.given.snapshot().session.data.at(name);
}

TEST(Article30, AStanceOfAnEarlierMeetingIsPutRightByItsMember) {
  Course course = met_again();
  EXPECT_EQ(member_signs(course).refused("stance.correct", corrects), "rules-unmet G23R");
  course.sign().send("stance.dispute", disputes).sign();
  // It is the earlier entry that is disputed, not one of the meeting that sits.
  EXPECT_EQ(course.refused("stance.correct", R"({"member":"qian","stance":"abstain"})"),
            "rules-unmet G23R");
  EXPECT_EQ(course.by(member("sun")).sign().refused("stance.correct", corrects),
            "rules-unmet G23R");
  member_signs(course).send("stance.correct", corrects);
  const Json& first = value_of(course, "meetings").at(0);
  EXPECT_EQ(first.at("stances").at(0).at("stance"), "abstain");
  EXPECT_EQ(first.at("stances").at(0).at("status"), "own");
  EXPECT_EQ(first.at("corrections").at(0).at("stance"), "oppose");
  EXPECT_EQ(first.at("corrections").at(0).at("dispute"), "我弃权");
  EXPECT_EQ(stances_of(course), "");
  const Json& told = value_of(course, "meeting").at("earlier");
  EXPECT_EQ(told.as_array().size(), 2u);
  EXPECT_EQ(told.at(0).at("said"), "");
  EXPECT_EQ(told.at(1).at("said"), "abstain");
  EXPECT_EQ(told.at(1).at("on"), "2026-04-21");
  EXPECT_EQ(course.sign().refused("stance.correct", corrects), "rules-unmet G23R");
}

TEST(Article30, AMeetingThatHasNotEndedTakesNoCorrectionAfterIt) {
  Course course;
  course.met().stances("oppose").by(member("qian")).sign();
  course.send("stance.dispute", R"({"member":"qian","text":"我弃权"})").sign();
  EXPECT_EQ(course.refused("stance.correct", R"({"member":"qian","stance":"abstain"})"),
            "rules-unmet G23R");
}

TEST(Article30, TheRecordOfTheLastMeetingTellsWhatWasSaidOfAnEarlierOne) {
  Course course = met_again();
  course.stances().head_spoke().send("meeting.decide", R"({"outcome":"approve"})");
  Course told = course;
  told.record_signed();
  course.at("2026-04-24T11:00:00+08:00");
  member_signs(course).send("stance.dispute", disputes);
  EXPECT_EQ(course.by(head()).sign().refused("record.sign"), "rules-unmet G23E");
  course.by(recorder()).file("MTG-04", "with-the-dispute");
  course.at("2026-04-24T12:00:00+08:00");
  member_signs(course).send("stance.correct", corrects);
  EXPECT_EQ(course.by(head()).sign().refused("record.sign"), "rules-unmet G23E");
  course.by(recorder()).file("MTG-04", "with-both").record_signed();
}

// Nothing is asked for a record that nobody can write: the one called was not held.
TEST(Article33, AMatterThatEndsBeforeTheNextMeetingIsArchivedAllTheSame) {
  Course course;
  course.met().stances("oppose", "agree").head_spoke();
  course.send("meeting.decide", R"({"outcome":"defer"})").record_and_minutes();
  course.by(office()).send("deferred.resume");
  course.send("meeting.notify", Course::notice_for("2026-04-24"));
  member_signs(course).send("stance.dispute", disputes).sign().send("stance.correct", corrects);
  course.by(head()).send("matter.withdraw", R"({"reason":"不再需要"})");
  course.in({"withdrawn_discussed"}).by(archivist());
  course.send("archive.collect", R"({"fonds":"X043","organisation":"BGS"})").in({"building"});
}

}  // namespace
}  // namespace gavel::law
