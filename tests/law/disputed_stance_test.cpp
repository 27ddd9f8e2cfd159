// Decree 713 art. 30 and 38(3): what a member disputes of the meeting after it ended.
#include "tests/law/course.hpp"
#include "tests/law/stances.hpp"

namespace gavel::law {
namespace {

constexpr const char* number = R"({"number":"政发〔2026〕9号"})";

/// Approved, as the recorder entered two for it; one of them signs that it was otherwise.
Course disputed() {
  Course course;
  course.decided().at("2026-04-21T11:00:00+08:00").by(member("qian")).sign();
  return course.send("stance.dispute", R"({"member":"qian","text":"我当时不同意"})");
}

TEST(Article30, ADisputeThatMayTurnTheMajorityWaitsForReasonsBeforeTheRecordIsSigned) {
  Course course = disputed();
  EXPECT_EQ(stances_of(course), "qian agree disputed; sun agree entered; ");
  EXPECT_EQ(course.by(head()).sign().refused("record.sign"), "rules-unmet G24D G23E");
  EXPECT_EQ(course.refused("decision.reason", "{}"), "invalid-form /reason");
  // A record that tells the dispute alone does not tell yet why it was decided so all the same.
  course.by(recorder()).file("MTG-04", "with-the-dispute").by(head());
  course.at("2026-04-21T11:30:00+08:00").send("decision.reason", R"({"reason":"学位缺口紧迫"})");
  EXPECT_EQ(course.sign().refused("record.sign"), "rules-unmet G23E");
  course.by(recorder()).file("MTG-04", "with-the-reasons").record_signed();
  const Json& since = course.given.snapshot().session.data.at("meeting").at("reason_since");
  EXPECT_EQ(since.at("text"), "学位缺口紧迫");
  EXPECT_EQ(since.at("by"), "zhao");
}

TEST(Article30, ADisputeAfterTheRecordIsSignedHoldsTheSignatureOfTheDecision) {
  Course course;
  course.reported().at("2026-04-22T11:00:00+08:00").by(member("qian")).sign();
  course.send("stance.dispute", R"({"member":"qian","text":"我当时不同意"})");
  course.by(head()).add({"ISS-01"});
  EXPECT_EQ(course.sign().refused("decision.sign", number), "rules-unmet G24D G23E");
  course.send("decision.reason", R"({"reason":"学位缺口紧迫"})");
  course.by(recorder()).file("MTG-04", "with-the-dispute").record_signed().by(head()).sign();
  course.send("decision.sign", number).in({"publishing"});
}

TEST(Article30, WhatIsPutRightAfterTheMeetingIsHeldAgainstTheMajorityAsItIsThen) {
  const char* agrees = R"({"member":"qian","stance":"agree"})";
  const char* opposes = R"({"member":"qian","stance":"oppose","text":"不同意"})";
  Course course = disputed();
  // The recorder entered what is disputed: it is not put right, nor upheld, by another entry of
  // theirs.
  EXPECT_EQ(course.by(recorder()).refused("stance.correct", agrees), "not-permitted");
  EXPECT_EQ(course.by(member("sun")).sign().refused("stance.correct", agrees), "rules-unmet G23R");
  EXPECT_EQ(course.sign().refused("stance.correct", R"({"member":"sun","stance":"agree"})"),
            "rules-unmet G23R");
  Course against = course;
  against.by(member("qian")).sign().send("stance.correct", opposes);
  against.by(recorder()).file("MTG-04", "put-right").by(head());
  EXPECT_EQ(against.sign().refused("record.sign"), "rules-unmet G24D");
  // It was for it after all, and says so: nothing differs from the majority.
  course.by(member("qian"));
  EXPECT_EQ(course.refused("stance.correct", agrees), "signature-required");
  course.sign().send("stance.correct", agrees);
  EXPECT_EQ(stances_of(course), "qian agree own; sun agree entered; ");
  const Json& meeting = course.given.snapshot().session.data.at("meeting");
  EXPECT_EQ(meeting.at("corrections").at(0).at("dispute"), "我当时不同意");
  course.by(recorder()).file("MTG-04", "put-right").record_signed();
}

TEST(Article30, ADisputeThatCannotTurnTheMajorityAsksForNoReasons) {
  Course course;
  course.called().at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian", "sun", "zhou", "wu"});
  course.send("meeting.open").stances().stance("zhou", "agree").stance("wu", "agree");
  course.head_spoke().send("meeting.decide", R"({"outcome":"approve"})");
  course.by(member("qian")).sign();
  course.send("stance.dispute", R"({"member":"qian","text":"我当时不同意"})").record_signed();
}

TEST(Article30, ReasonsWithoutADisputeBelongIntoTheMeeting) {
  Course course;
  course.decided().by(head());
  EXPECT_EQ(course.refused("decision.reason", R"({"reason":"r"})"), "rules-unmet G24R");
}

TEST(Article30, WhatWasNotAdoptedOrPutOffIsHeldAgainstTheMajorityToo) {
  for (const auto& [outcome, state] : {std::pair{"reject", "not_adopted"}, {"defer", "deferred"}}) {
    Course course;
    course.met().stances("oppose", "agree").head_spoke();
    course.send("meeting.decide", std::string(R"({"outcome":")") + outcome + "\"}");
    course.by(member("qian")).sign();
    course.send("stance.dispute", R"({"member":"qian","text":"我当时同意"})").by(head());
    EXPECT_EQ(course.sign().refused("record.sign"), "rules-unmet G24D") << outcome;
    course.send("decision.reason", R"({"reason":"资金没有落实"})").record_signed().in({state});
  }
}

TEST(Article30, AMemberWhoOpposesIsSetDownWithWhatTheySaid) {
  const char* silent = R"({"member":"qian","stance":"oppose","text":" "})";
  Course course;
  course.met().by(recorder());
  EXPECT_EQ(course.refused("meeting.stance", R"({"member":"qian","stance":"oppose"})"),
            "rules-unmet G23T");
  EXPECT_EQ(course.refused("meeting.stance", silent), "invalid-form /text");
  course.send("meeting.stance", R"({"member":"qian","stance":"abstain"})");
}

}  // namespace
}  // namespace gavel::law
