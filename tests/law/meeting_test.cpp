// Decree 713, chapter 3, section 2: collective discussion, report, publication, file.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

TEST(Article29, ThePacketReachesTheOfficeAheadOfTheMeeting) {
  Course course;
  course.packed();
  const auto rule = course.unmet("meeting.open", Course::meeting);
  EXPECT_EQ(rule.id, "T09");
  EXPECT_EQ(rule.earliest, parse_day("2026-04-21"));
}

TEST(Article30, MoreThanHalfAttendAndTheChairDoesNotRecord) {
  Course course;
  course.packed().at("2026-04-21T09:00:00+08:00");
  EXPECT_EQ(course.refused("meeting.open", R"({"body":"executive","members":5,
    "attending":["zhao","qian"],"chair":"zhao","recorder":"ji"})"),
            "rules-unmet G21");
  EXPECT_EQ(course.refused("meeting.open", R"({"body":"executive","members":5,
    "attending":["zhao","qian","sun"],"chair":"zhao","recorder":"zhao"})"),
            "rules-unmet G21");
}

TEST(Article30, EachWhoAttendsCountsOnceAndTheChairIsAmongThem) {
  Course course;
  course.packed().at("2026-04-21T09:00:00+08:00");
  for (const char* attending :
       {R"(["zhao","zhao","zhao"])", R"(["qian","sun","li"])", R"(["zhao","a","b","c","d","e"])"}) {
    const std::string data = std::string(R"({"body":"executive","members":5,"chair":"zhao",
        "recorder":"ji","attending":)") +
                             attending + "}";
    EXPECT_EQ(course.refused("meeting.open", data), "rules-unmet G21") << attending;
  }
}

TEST(Article30, TheOfficeMeetingMayPrepareButNotDecide) {
  Course course;
  course.packed().by(office()).send("meeting.prepare",
                                    R"({"held_on":"2026-04-20","advice":"建议提请审议"})");
  course.in({"meeting_scheduled"}).at("2026-04-21T09:00:00+08:00");
  EXPECT_EQ(course.refused("meeting.open", R"({"body":"office_meeting","members":5,
    "attending":["zhao","qian","sun"],"chair":"zhao","recorder":"ji"})"),
            "rules-unmet G21B");
  course.send("meeting.open", Course::meeting).in({"deliberating"});
}

// A stance of the head entered early would stand for a member who has not spoken.
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
  EXPECT_EQ(course.refused("meeting.stance", R"({"member":"qian","stance":"oppose"})"),
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
  with.send("meeting.decide", R"({"outcome":"reject"})").in({"not_adopted"});
}

TEST(Article30, TheDiscussionIsRecordedTruthfully) {
  Course course;
  course.met().stances("agree", "oppose").by(head());
  EXPECT_EQ(course.refused("meeting.decide", R"({"outcome":"approve","reason":"r"})"),
            "rules-unmet G23");
  course.head_spoke();
  EXPECT_EQ(json_text(course.given.snapshot().session.data.at("meeting").at("stances")),
            R"([{"member":"qian","stance":"agree"},{"member":"sun","stance":"oppose"}])");
}

TEST(Article30, WhatIsToBeAmendedIsReviewedAgain) {
  Course course;
  course.met().stances().head_spoke();
  course.send("meeting.decide", R"({"outcome":"amend","reason":"补充条款"})").in({"consolidating"});
  course.by(drafter());
  EXPECT_EQ(course.refused("meeting.submit"), "rules-unmet G18");
}

TEST(Article30, WhatIsPutOffForAYearLapses) {
  Course course;
  course.met().stances().head_spoke();
  course.send("meeting.decide", R"({"outcome":"defer","reason":"条件不成熟"})").in({"deferred"});
  course.given.until("2027-04-21T23:59:59+08:00").in({"deferred"});
  course.given.until("2027-04-22T00:00:00+08:00").in({"lapsed"});
}

TEST(Article31, NothingIsIssuedBeforeThePartyCommitteeIsReportedTo) {
  Course course;
  course.decided().by(office()).add({"ISS-01", "ISS-02"});
  EXPECT_EQ(course.refused("publication.publish", R"({"channels":["网站"]})"),
            "rules-unmet G25 G27");
  course.by(head());
  EXPECT_EQ(course.refused("decision.sign", R"({"number":"1"})"), "not-now");
  course.by(party_group());
  EXPECT_EQ(course.refused("party.report", R"({"number":"1"})"), "rules-unmet G25D");
}

TEST(Article32, PublicationFollowsTheSecrecyCheckAndNamesItsChannels) {
  Course course;
  course.signed_off().by(office());
  const auto rule = course.unmet("publication.publish", R"({"channels":["网站"]})");
  EXPECT_EQ(rule.id, "G26");
  EXPECT_EQ(json_text(rule.seen.at("missing")), R"(["ISS-02"])");
  EXPECT_EQ(course.refused("publication.publish", R"({"channels":[]})"), "invalid-form /channels");
}

TEST(Article32, WhatIsNotPublishedInTimeIsKeptAsOverdue) {
  Course course;
  course.signed_off().given.until("2026-06-30T00:00:00+08:00").in({"publishing"});
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").at(0).at("clock"), "T11");
}

TEST(Article33, TheFileIsCompleteAndAnArchivistReceivesIt) {
  Course course;
  course.carried_out().by(office());
  EXPECT_EQ(course.refused("archive.collect", R"({"fonds":"X043","organisation":"BGS"})"),
            "not-permitted");
  course.by(archivist());
  course.send("archive.collect", R"({"fonds":"X043","organisation":"BGS"})").in({"building"});
}

TEST(Article33, APackageThatFailsItsTestIsNotArchived) {
  Course course;
  course.collected().by(matter::clock_actor());
  course.send("system.archive.built",
              R"({"archival_code":"","package_sha256":"","passed":false,"report":{}})");
  course.in({"completed"});
  course.by(archivist()).send("archive.collect", R"({"fonds":"X043","organisation":"BGS"})");
}

}  // namespace
}  // namespace gavel::law
