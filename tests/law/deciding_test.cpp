// Decree 713, article 30: what the members say of the draft, and how the head decides on it.
#include "tests/law/stances.hpp"
#include "tests/matter/next_year.hpp"

namespace gavel::law {
namespace {

TEST(Article30, TheHeadHasNoStanceBeforeTheOthers) {
  Course course;
  course.met().by(recorder());
  EXPECT_EQ(course.refused("meeting.stance", R"({"member":"zhao","stance":"agree"})"),
            "rules-unmet G23M");
}

TEST(Article30, TheDraftDecidedIsTheDraftReviewed) {
  Course course;
  course.met().stances().head_spoke().by(drafter()).given.add("DRF-04", "swapped-in-the-room");
  course.by(head());
  EXPECT_EQ(course.refused("meeting.decide", R"({"outcome":"approve"})"), "rules-unmet G19");
}

TEST(Article30, TheHeadSpeaksLast) {
  Course course;
  course.met().by(recorder()).stance("qian", "agree").by(head());
  const auto rule = course.unmet("meeting.head_statement", R"({"text":"同意"})");
  EXPECT_EQ(rule.id, "G22");
  EXPECT_EQ(json_text(rule.seen), R"({"not_spoken":["zhao","sun"]})");
  course.by(recorder()).stance("sun", "oppose").head_spoke();
  course.by(recorder());
  EXPECT_EQ(
      course.refused("meeting.stance", R"({"member":"qian","stance":"oppose","text":"不同意"})"),
      "rules-unmet G22L");
}

TEST(Article30, OnlyThoseWhoAttendTakeAStance) {
  Course course;
  course.met().by(recorder());
  EXPECT_EQ(course.refused("meeting.stance", R"({"member":"zhou","stance":"agree"})"),
            "rules-unmet G23M");
}

TEST(Article30, TheHeadAloneDecides) {
  Course course;
  course.met().stances().head_spoke();
  for (const Actor& other : {drafter(), office(), recorder()}) {
    EXPECT_EQ(course.by(other).refused("meeting.decide", R"({"outcome":"approve"})"),
              "not-permitted");
  }
}

TEST(Article30, DecidingAgainstTheMajorityNeedsTheReasonStated) {
  Course against;
  against.met().stances("oppose", "oppose").head_spoke();
  EXPECT_EQ(against.refused("meeting.decide", R"({"outcome":"approve"})"), "rules-unmet G24");
  against.send("meeting.decide", R"({"outcome":"approve","reason":"民生急需"})").in({"decided"});
  Course reject;
  reject.met().stances("agree", "agree").head_spoke();
  EXPECT_EQ(reject.refused("meeting.decide", R"({"outcome":"reject"})"), "rules-unmet G24");
  Course with;
  with.met().stances("oppose", "oppose").head_spoke();
  with.send("meeting.decide", R"({"outcome":"reject"})").in({"rejected"});
  with.record_signed().in({"not_adopted"});
}

/// Whether the head may decide so without giving reasons; with reasons it always may.
bool in_line(const Course& heard, const std::string& outcome) {
  Course with_reason = heard;
  with_reason.send("meeting.decide", R"({"reason":"民生急需","outcome":")" + outcome + "\"}");
  const std::string silent = R"({"reason":"","outcome":")" + outcome + "\"}";
  return heard.given.ask(matter::Send{"meeting.decide", object(silent), {}}).has_value();
}

TEST(Article30, WhatTheMajorityWantedIsAskedOfEveryOutcome) {
  Course met;
  met.met();
  struct Row {
    const char *first, *second, *in_line;
  };
  for (const Row& row :
       {Row{"agree", "agree", "approve approve_text "},
        Row{"agree", "agree_with_change", "approve approve_text amend "},
        Row{"agree_with_change", "agree_with_change", "approve_text amend "},
        Row{"agree", "oppose", "amend defer reject "},
        Row{"agree_with_change", "oppose", "amend defer reject "},
        Row{"oppose", "oppose", "reject "}, Row{"oppose", "abstain", "amend defer reject "},
        Row{"abstain", "abstain", "amend defer "}}) {
    Course heard = met;
    heard.stances(row.first, row.second).head_spoke();
    std::string passes;
    for (const char* outcome : {"approve", "approve_text", "amend", "defer", "reject"})
      if (in_line(heard, outcome)) passes += std::string(outcome) + " ";
    EXPECT_EQ(passes, row.in_line) << row.first << " " << row.second;
  }
}

TEST(Article30, TheDiscussionIsRecordedTruthfully) {
  Course course;
  course.met().stances("agree", "oppose").by(head());
  EXPECT_EQ(course.refused("meeting.decide", R"({"outcome":"approve","reason":"r"})"),
            "rules-unmet G23");
  course.head_spoke();
  EXPECT_EQ(stances_of(course), "qian agree entered; sun oppose entered; ");
}

TEST(Article30, WhatIsToBeAmendedIsReviewedAgain) {
  Course course;
  course.met().stances().head_spoke();
  course.send("meeting.decide", R"({"outcome":"amend","reason":"补充条款"})").in({"sent_back"});
  course.by(drafter());
  EXPECT_EQ(course.refused("meeting.submit"), "rules-unmet G18");
  course.send("draft.unchanged", R"({"reason":"会后核对，草案已含该条款"})").in({"unit_approval"});
  EXPECT_EQ(course.refused("meeting.submit"), "rules-unmet G18");
}

// Put off so that it is made better: its packet is returned, and what is changed is told and
// classed.
TEST(Article30, WhatIsPutOffIsReturnedToBeChanged) {
  Course course;
  course.met().stances().head_spoke();
  course.send("meeting.decide", R"({"outcome":"defer","reason":"再作论证"})").in({"deferred"});
  course.by(drafter()).file("DRF-04", "better").by(office());
  EXPECT_THAT(course.unmet("deferred.resume").remedy.zh, testing::HasSubstr("packet.return"));
  EXPECT_EQ(course.by(drafter()).refused("packet.return", R"({"reason":"r"})"), "not-permitted");
  course.by(office()).send("packet.return", R"({"reason":"修改后再议"})");
  course.in({"legality_responded"}).changed("C1").in({"legality_responded"});
  const auto clocks = course.given.clocks();
  EXPECT_EQ(std::ranges::find(clocks, std::string("T10"), &matter::ClockView::id), clocks.end());
}

TEST(Article30, WhatIsPutOffForAYearLapses) {
  Course course;
  course.met().stances().head_spoke();
  course.send("meeting.decide", R"({"outcome":"defer","reason":"条件不成熟"})").in({"deferred"});
  const auto clocks = course.given.clocks();
  EXPECT_NE(std::ranges::find(clocks, std::string("T10"), &matter::ClockView::id), clocks.end());
  course.given.calendar(matter::with_2027(), "2027");
  course.given.until("2027-04-21T23:59:59+08:00").in({"deferred"});
  course.given.until("2027-04-22T00:00:00+08:00").in({"lapsed"});
}

// Thirty-two days from 21 April end on a Saturday: it lapses when the Monday is over.
TEST(Article30, WhatIsPutOffDoesNotLapseOnADayOff) {
  Course course;
  course.policy = object(R"({"shelved_days":32})");
  course.met().stances().head_spoke();
  course.send("meeting.decide", R"({"outcome":"defer","reason":"条件不成熟"})");
  course.given.until("2026-05-25T23:59:59+08:00").in({"deferred"});
  course.given.until("2026-05-26T00:00:00+08:00").in({"lapsed"});
}

TEST(Article30, TheWholeBodyIsCalledOrTheRecordSaysWhyNot) {
  Course course;
  course.packed();
  const auto notice = [](const char* members, const char* more = "") {
    return std::string(R"({"body":"executive","held_on":"2026-04-21","place":"一","chair":"zhao",
      "recorder":"ji","members":)") +
           members + more + "}";
  };
  EXPECT_EQ(course.refused("meeting.notify", notice(R"(["zhao"])")), "rules-unmet G21M");
  course.knows("chair", seats({"zhao", "qian", "sun", "zhou"}));
  const auto few = notice(R"(["zhao","qian"])");
  EXPECT_EQ(json_text(course.unmet("meeting.notify", few).seen.at("left_out")),
            R"(["sun","zhou"])");
  EXPECT_EQ(
      course.refused("meeting.notify", notice(R"(["zhao","qian"])", R"(,"left_out_reason":" ")")),
      "invalid-form /left_out_reason");
  Course whole = course;
  whole.send("meeting.notify", notice(R"(["zhao","qian","sun","zhou"])"));
  EXPECT_EQ(whole.given.snapshot().session.data.at("exceptions").as_array().size(), 0u);
  course.send("meeting.notify", notice(R"(["zhao","qian"])", R"(,"left_out_reason":"在外学习")"));
  const auto& data = course.given.snapshot().session.data;
  EXPECT_EQ(json_text(data.at("meeting").at("left_out")), R"(["sun","zhou"])");
  EXPECT_EQ(data.at("meeting").at("left_out_reason"), "在外学习");
  EXPECT_EQ(data.at("exceptions").at(0).at("kind"), "members_left_out");
}

// With everybody else recused, the head in the chair is alone.
TEST(Article30, NobodyDecidesAlone) {
  Course course;
  course.packed().send("meeting.notify", R"({"body":"executive","held_on":"2026-04-21",
    "place":"一","members":["zhao","qian"],"chair":"zhao","recorder":"ji"})");
  course.at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian"}).by(member("qian"));
  course.send("meeting.recuse", R"({"member":"qian","reason":"亲属经营该项目"})").by(office());
  course.send("meeting.open").head_spoke();
  EXPECT_EQ(course.refused("meeting.decide", R"({"outcome":"approve","reason":"r"})"),
            "rules-unmet G23B");
  course.by(office()).send("meeting.adjourn", R"({"reason":"无人可议"})");
}

// Packed on Wednesday, 15 April.
TEST(Article30, AnOfficeMeetingThatAdvisedHasBeenHeld) {
  Course course;
  course.packed();
  const auto held = [](const char* day) {
    return std::string(R"({"advice":"提请常务会议","held_on":")") + day + "\"}";
  };
  for (const char* day : {"2026-03-01", "2026-04-16"}) {
    EXPECT_EQ(course.refused("meeting.prepare", held(day)), "rules-unmet G21O") << day;
  }
  course.send("meeting.prepare", held("2026-04-15"));
}

}  // namespace
}  // namespace gavel::law
