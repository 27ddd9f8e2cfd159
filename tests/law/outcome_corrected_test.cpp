// Decree 713 art. 30 and 33: an outcome of the meeting that was entered by a slip is put right by
// an event that says what was entered and what is right, as long as it is not signed.
#include "tests/law/statement.hpp"
#include "tests/matter/next_year.hpp"

namespace gavel::law {
namespace {

std::string corrected(const char* outcome, const char* more = "") {
  return std::string(R"({"correction":"误选","outcome":")") + outcome + "\"" + more + "}";
}

/// Two spoke so, and the head entered `outcome`.
Course entered(const char* outcome, const char* first = "agree", const char* second = "agree") {
  Course course;
  course.met().stances(first, second).head_spoke();
  course.send("meeting.decide",
              std::string(R"({"reason":"会上说明","outcome":")") + outcome + "\"}");
  return course.at("2026-04-21T10:00:00+08:00").by(head()).sign();
}

/// The same of two who were for it, in line with them and so without a reason.
Course unreasoned(const char* outcome) {
  Course course;
  course.met().stances().head_spoke().given.send("meeting.decide", {{"outcome", outcome}});
  return course.at("2026-04-21T10:00:00+08:00").by(head()).sign();
}

Course put_right(const char* from, const char* to) {
  Course course = entered(from);
  return course.send("outcome.correct", corrected(to, R"(,"reason":"会上说明")"));
}

const Json& meeting_of(const Course& course) {
  return course.given.snapshot().session.data.at("meeting");
}

TEST(Article30, AnOutcomeEnteredByASlipIsPutRightAndTheMatterGoesWhereTheRightOneLeads) {
  struct Row {
    const char *from, *to, *state;
  };
  for (const Row& row :
       {Row{"approve", "reject", "rejected"}, Row{"approve", "defer", "deferred"},
        Row{"approve", "amend", "sent_back"}, Row{"approve", "approve_text", "decided"},
        Row{"approve_text", "approve", "decided"}, Row{"reject", "approve", "decided"},
        Row{"reject", "approve_text", "decided"}, Row{"reject", "defer", "deferred"},
        Row{"reject", "amend", "sent_back"}, Row{"defer", "approve", "decided"},
        Row{"defer", "approve_text", "decided"}, Row{"defer", "reject", "rejected"},
        Row{"defer", "amend", "sent_back"}, Row{"amend", "approve", "decided"},
        Row{"amend", "approve_text", "decided"}, Row{"amend", "reject", "rejected"},
        Row{"amend", "defer", "deferred"}}) {
    SCOPED_TRACE(std::string(row.from) + " " + row.to);
    const Course course = put_right(row.from, row.to);
    Course(course).in({row.state});
    const Json& meeting = meeting_of(course);
    EXPECT_EQ(meeting.at("outcome"), row.to);
    EXPECT_EQ(meeting.at("reason"), "会上说明");
    EXPECT_EQ(meeting.at("decided_at"), "2026-04-21T09:00:00.000+08:00");
    const Json& before = meeting.at("outcomes_before").at(0);
    EXPECT_EQ(before.at("outcome"), row.from);
    EXPECT_EQ(before.at("correction"), "误选");
    EXPECT_EQ(before.at("by"), "zhao");
    EXPECT_EQ(before.at("at"), "2026-04-21T10:00:00.000+08:00");
  }
}

// It is the chair's own word, whoever lent them the chair.
TEST(Article30, AnOutcomeIsPutRightByWhoeverDecidedWithTheirOwnSignature) {
  Course course = put_right("reject", "approve");
  const std::string again = corrected("reject", R"(,"reason":"会上说明")");
  EXPECT_EQ(course.refused("outcome.correct", again), "signature-required");
  EXPECT_EQ(course.by(member("qian")).sign().refused("outcome.correct", again), "rules-unmet G22O");
  // The chair by a delegation, who holds no role of the head.
  course.by(actor("zhao", {"member"}, "government")).sign().send("outcome.correct", again);
}

// What was sent back is no longer reviewed as it stood once somebody works on it: no correction
// brings the review back.
TEST(Article30, WhatWasSentBackByASlipIsReviewedAndDiscussedAgainOnceItIsWorkedOn) {
  for (const char* to : {"approve", "approve_text", "defer", "reject"}) {
    Course course = entered("amend");
    course.by(drafter()).send("draft.revise", R"({"explanation":"补充条款","change":"C1"})");
    course.in({"consolidating"}).by(head()).sign();
    EXPECT_EQ(course.refused("outcome.correct", corrected(to, R"(,"reason":"r")")),
              "rules-unmet G23Q");
  }
  Course unchanged = entered("amend");
  unchanged.by(drafter()).send("draft.unchanged", R"({"reason":"核对无误"})").by(head()).sign();
  EXPECT_EQ(unchanged.refused("outcome.correct", corrected("approve")), "not-now");
  // Sent back by the people's congress it is not the meeting's outcome that led here.
  Course returned = entered("approve");
  returned.by(office()).send("npc.require", R"({"basis":"《监督法》"})").add({"MTG-08"});
  returned.send("npc.outcome", R"({"outcome":"returned","number":"1"})").in({"returned"});
  EXPECT_EQ(returned.by(head()).sign().refused("outcome.correct", corrected("reject")), "not-now");
}

// A draft that was exchanged meanwhile is another than was reviewed, whoever told of it.
TEST(Article25, WhatWasSentBackByASlipIsAdoptedOnlyAsItWasReviewed) {
  Course course = entered("amend");
  course.by(drafter()).file("DRF-04", "another").by(head()).sign();
  EXPECT_EQ(course.refused("outcome.correct", corrected("approve", R"(,"reason":"r")")),
            "rules-unmet G19");
  // Whatever is done with what was sent back, the review before it opens no meeting any more.
  for (const char* step : {"coordinating", "pp", "ex", "ra", "fc"}) {
    Course reopened = entered("amend");
    reopened.by(office()).given.later(std::chrono::minutes(1));
    reopened.send("step.reopen", std::string(R"({"reason":"结论有误","step":")") + step + "\"}");
    EXPECT_EQ(reopened.given.snapshot().session.data.at("review").at("conclusion"), "") << step;
  }
}

TEST(Article30, AnotherOutcomeIsEnteredAndByWhoeverDecided) {
  Course course = entered("approve");
  EXPECT_EQ(course.refused("outcome.correct", corrected("approve")), "rules-unmet G23J");
  EXPECT_EQ(course.refused("outcome.correct", R"({"outcome":"defer","reason":"r"})"),
            "invalid-form /correction");
  EXPECT_EQ(course.by(office()).refused("outcome.correct", corrected("reject")), "not-permitted");
  EXPECT_EQ(course.by(recorder()).refused("outcome.correct", corrected("reject")), "not-permitted");
  const std::string reasoned = corrected("reject", R"(,"reason":"r")");
  EXPECT_EQ(course.by(member("qian")).sign().refused("outcome.correct", reasoned),
            "rules-unmet G22O");
  Actor another = head();
  another.account = "another";
  EXPECT_EQ(course.by(another).sign().refused("outcome.correct", reasoned), "rules-unmet G22O");
  EXPECT_EQ(course.by(head()).refused("outcome.correct", reasoned), "signature-required");
}

/// Each confirms with the own signature what the recorder entered; the head's next, "next", acts
/// then.
Course& confirmed_and_chair_gone(Course& course, bool confirmed = true) {
  if (confirmed) {
    for (const char* each : {"qian", "sun"})
      course.by(member(each)).sign().given.send("stance.confirm", {{"member", each}});
  }
  JsonObject known = facts();
  known["recused"] = JsonArray{
      JsonObject{{"account", "zhao"}, {"step", "order"}, {"deputy", "next"}, {"is_head", true}}};
  course.given.facts(known);
  Actor next = head();
  next.account = "next";
  return course.by(next).sign();
}

// What was entered by a slip does not stay because whoever decided keeps out since, or has left.
TEST(Article30, WhereTheChairIsGoneTheHeadPutsTheOutcomeRight) {
  const std::string right = corrected("approve_text");
  Course recused = unreasoned("approve");
  confirmed_and_chair_gone(recused).send("outcome.correct", right).in({"decided"});
  Course left = unreasoned("approve");
  const auto seat = [](bool is_head, JsonArray posts) {
    return JsonObject{
        {"found", JsonArray{JsonObject{
                      {"account", "zhao"}, {"is_head", is_head}, {"posts", std::move(posts)}}}},
        {"missing", JsonArray{}}};
  };
  confirmed_and_chair_gone(left);
  left.knows("seats", seat(true, {})).sign();  // Where nobody keeps out.
  EXPECT_EQ(left.refused("outcome.correct", right), "rules-unmet G22O");
  left.knows("seats", seat(false, {JsonObject{{"organ", "市政府"}}}));
  EXPECT_EQ(left.refused("outcome.correct", right), "rules-unmet G22O");
  left.knows("seats", seat(false, {})).sign().send("outcome.correct", right).in({"decided"});
}

// The deputy of a chair who keeps out does not turn what the chair decided into its opposite.
TEST(Article30, WhatAnotherThanTheChairPutsRightIsBorneOutByTheStancesOfTheMembers) {
  const std::string reject = corrected("reject", R"(,"reason":"会上说明")");
  // The members were for it: neither with reasons nor without is it turned into a rejection.
  Course approved = unreasoned("approve");
  confirmed_and_chair_gone(approved);
  EXPECT_EQ(approved.refused("outcome.correct", reject), "rules-unmet G22P");
  EXPECT_EQ(approved.refused("outcome.correct", corrected("defer", R"(,"reason":"r")")),
            "rules-unmet G22P");
  // What the chair decided against the majority is not adjusted to it either.
  Course against = entered("approve", "oppose", "oppose");
  confirmed_and_chair_gone(against);
  EXPECT_EQ(against.refused("outcome.correct", corrected("reject")), "rules-unmet G22P");
  // What the recorder entered bears nothing out until the member confirmed it.
  Course unconfirmed = unreasoned("approve");
  confirmed_and_chair_gone(unconfirmed, false);
  EXPECT_EQ(unconfirmed.refused("outcome.correct", corrected("approve_text")), "rules-unmet G22P");
  // It is discussed anew instead.
  unconfirmed.given.later(std::chrono::minutes(1));
  unconfirmed.send("step.reopen", R"({"step":"meeting","reason":"主持人应当回避"})");
  unconfirmed.in({"meeting_scheduled"});
}

// As when it is decided: what differs from the majority has reasons that were given in the meeting.
TEST(Article30, ACorrectedOutcomeIsHeldAgainstTheMajorityToo) {
  Course course = entered("approve");
  EXPECT_EQ(course.refused("outcome.correct", corrected("reject")), "rules-unmet G24");
  Course in_line = entered("approve", "oppose", "oppose");
  in_line.send("outcome.correct", corrected("reject")).in({"rejected"});
  EXPECT_EQ(meeting_of(in_line).at("reason"), "");
}

TEST(Article30, WhatBothSignedIsNotPutRightByAnEntry) {
  const std::string right = corrected("reject", R"(,"reason":"r")");
  Course course = entered("approve");
  Course one = course;
  one.by(recorder()).system_files("MTG-04").sign().send("record.sign").by(head()).sign();
  Course(one).send("outcome.correct", right).in({"rejected"});
  one.send("record.sign").sign();
  EXPECT_EQ(one.refused("outcome.correct", right), "rules-unmet G23J");
  // Minutes that both signed tell the outcome as well.
  course.by(recorder()).add({"MTG-05"}).minutes_signed().by(head()).sign();
  EXPECT_EQ(course.refused("outcome.correct", right), "rules-unmet G23J");
}

TEST(Article30, WhatTheUpperOrganRefusedHasItsOutcome) {
  Course course = entered("approve");
  course.by(office()).send("upper.require", R"({"basis":"《土地管理法》"})").add({"MTG-09"});
  course.send("upper.outcome", R"({"outcome":"refused","number":"1"})").in({"refused"});
  EXPECT_EQ(course.by(head()).sign().refused("outcome.correct", corrected("approve_text")),
            "not-now");
}

TEST(Article30, RecordAndMinutesTellTheCorrectionBeforeTheyAreSigned) {
  Course course = entered("reject");
  course.by(recorder()).add({"MTG-05"}).by(head()).sign();
  course.at("2026-04-21T10:30:00.000+08:00");
  course.send("outcome.correct", corrected("approve", R"(,"reason":"")")).in({"decided"});
  EXPECT_EQ(course.sign().refused("record.sign"), "rules-unmet G23E");
  EXPECT_EQ(course.by(office()).refused("record.refuse", R"({"part":"recorder","reason":"r"})"),
            "rules-unmet G23E");
  EXPECT_EQ(course.by(head()).sign().refused("minutes.sign"), "rules-unmet G25G");
  EXPECT_EQ(course.by(office()).refused("minutes.refuse", R"({"part":"recorder","reason":"r"})"),
            "rules-unmet G25G");
  course.by(recorder()).file("MTG-04", "with-both").file("MTG-05", "with-the-right-one");
  course.record_signed().minutes_signed();
}

// The recorder signs that it was so said: without that the decision is not signed.
TEST(Article30, ADecisionThatRestsOnACorrectionWaitsForTheRecordOfBoth) {
  Course course = entered("reject");
  course.send("outcome.correct", corrected("approve", R"(,"reason":"")"));
  course.by(recorder()).file("MTG-04", "with-both").add({"MTG-05"}).minutes_signed();
  course.by(office()).send("minutes.issue", R"({"number":12,"signatory":"zhao"})");
  course.by(party_group()).add({"MTG-07"}).send("party.report", R"({"number":"1"})");
  course.by(head()).add({"ISS-01"}).sign();
  constexpr const char* number = R"({"number":"政发〔2026〕9号"})";
  EXPECT_EQ(course.refused("decision.sign", number), "rules-unmet G23L");
  course.record_signed().by(head()).sign().send("decision.sign", number).in({"publishing"});
}

// What holds of every decision holds of one that is entered as such only now.
TEST(Article30, WhatIsEnteredAsAdoptedHasWhatItTakes) {
  Course course = entered("defer");
  course.by(drafter()).file("DRF-04", "another").by(head()).sign();
  EXPECT_EQ(course.refused("outcome.correct", corrected("approve", R"(,"reason":"r")")),
            "rules-unmet G19");
}

// A year from the meeting, whenever it was entered right.
TEST(Article30, WhatWasPutOffLapsesAYearFromItsMeeting) {
  Course course = entered("approve");
  course.at("2026-04-23T10:00:00+08:00").sign();
  course.send("outcome.correct", corrected("defer", R"(,"reason":"r")")).in({"deferred"});
  course.given.calendar(matter::with_2027(), "2027");
  course.given.until("2027-04-21T23:59:59+08:00").in({"deferred"});
  course.given.until("2027-04-22T00:00:00+08:00").in({"lapsed"});
}

TEST(Article26, TheStatementMarksTheDecisionThatWasCorrected) {
  Course course = put_right("approve", "reject");
  std::string marked;
  for (const auto& [entry, standing] :
       matter::standings(matter::Articles(major_decision()), course.given.snapshot(),
                         course.given.events(), matter::real_calendar()))
    marked += standing.en + "; ";
  EXPECT_EQ(marked, "entered wrongly, and put right since; ");
  EXPECT_EQ(Statement(course).deeds("30").back(), "outcome.correct");
}

}  // namespace
}  // namespace gavel::law
