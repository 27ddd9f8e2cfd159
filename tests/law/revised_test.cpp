// What was signed is of the papers as they were: once one of them is replaced the signature counts
// no more, and its gate is shut until it is signed again or the old text stands again. Decree 713
// articles 25, 28 to 30 and 32 bind each step to what it was made on.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

constexpr auto note = R"({"note":"不影响结论"})";

/// A paper that the opinion was given on, in another text.
Course& replaced(Course& course, const char* code = "EXP-03") {
  course.by(drafter()).file(code, std::string("another-") + code);
  return course;
}
Course& confirmed(Course& course) {
  course.by(justice()).sign().send("review.confirm", note);
  return course;
}

TEST(Article25, ThePapersSubmittedAreThePapersReviewed) {
  for (const char* code :
       {"DRF-05", "PUB-05", "EXP-03", "RSK-03", "FCR-01", "LEG-01", "LEG-03", "LEG-04"}) {
    Course course;
    course.reviewed().add({"LEG-05"});
    replaced(course, code);
    const auto rule = course.unmet("meeting.submit");
    EXPECT_EQ(rule.id, "G19V");
    EXPECT_EQ(json_text(rule.seen), std::string(R"({"revised":[")") + code + "\"]}");
    // The old text stands again.
    course.add({code}).send("meeting.submit").in({"packet_check"});
  }
}

/// The organ finds on the report that replaced the one before.
Course& found_again(Course& course) {
  course.by(head()).sign().send("risk.confirm", R"({"reason":"新报告结论相同"})");
  return course;
}

// Nobody types it: what is sent is what the record said as it was sent.
TEST(Article26, TheStatementOfProcedureIsTheSystemsAndOfTheRecordAsItIsSubmitted) {
  Course course;
  course.proceeded().changed("C1").by(drafter());
  Course typed = course;
  typed.given.add("LEG-01", "typed-by-hand");
  EXPECT_EQ(typed.refused("review.send"), "rules-unmet G15W");
  course.add({"LEG-01"});
  // Retyped over it, or with anything on record since: stale.
  Course retyped = course;
  retyped.given.add("LEG-01", "typed-by-hand");
  EXPECT_EQ(retyped.refused("review.send"), "rules-unmet G15W");
  Course later = course;
  later.knows("seq", entry_of(drafter(), "gavel.open"));
  later.send("record.correct", R"({"seq":1,"text":"更正","reason":"笔误"})");
  EXPECT_EQ(later.refused("review.send"), "rules-unmet G15W");
  later.add({"LEG-01"}).send("review.send").in({"legality_intake"});
  course.send("review.send").in({"legality_intake"});
  EXPECT_EQ(course.given.snapshot().session.data.at("statement").at("sha256"), "sha-of-LEG-01");
}

TEST(Article26, APacketThatChangedAfterItWasSubmittedIsNotAccepted) {
  for (const char* code : {"DRF-05", "LEG-01", "EXP-04"}) {
    Course course;
    course.sent_for_review();
    course.by(drafter()).given.add(code, "another-text");
    EXPECT_EQ(course.by(justice()).refused("review.accept"), "rules-unmet G15S") << code;
    Course again = course;
    again.send("review.return", R"({"reason":"材料有改动"})").by(drafter());
    EXPECT_EQ(again.refused("review.send"), "rules-unmet G15W");
    again.add({"LEG-01"}).send("review.send").by(justice()).send("review.accept");
    again.in({"legality_review"});
  }
}

// Long before the legality opinion: the finding falls at once, and nobody but the organ renews it.
TEST(Article24, AReportThatIsReplacedAfterTheFindingMakesItStaleAtOnce) {
  Course course;
  course.proceeded().changed("C1").add({"LEG-01"});
  replaced(course, "RSK-03").add({"LEG-01"});
  const auto rule = course.by(drafter()).unmet("review.send");
  EXPECT_EQ(rule.id, "G12V");
  EXPECT_EQ(json_text(rule.seen), R"({"revised":["RSK-03"],"found_by":"zhao"})");
  Course restored = course;
  restored.add({"RSK-03", "LEG-01"}).by(drafter()).send("review.send").in({"legality_intake"});
  EXPECT_EQ(course.by(justice()).sign().refused("risk.confirm", R"({"reason":"r"})"),
            "not-permitted");
  EXPECT_EQ(course.by(actor("zhu", {"organ_head"}, "risk-centre"))
                .sign()
                .refused("risk.confirm", R"({"reason":"r"})"),
            "rules-unmet G12A");
  EXPECT_EQ(course.by(head()).refused("risk.confirm", R"({"reason":"r"})"), "signature-required");
  found_again(course).add({"LEG-01"}).by(drafter()).send("review.send").in({"legality_intake"});
  EXPECT_EQ(course.by(head()).sign().refused("risk.confirm", R"({"reason":"r"})"),
            "rules-unmet G12W");
}

TEST(Article24, AStaleFindingShutsEveryGateUpToTheSignature) {
  Course intake, opinion, packet, open, decide, sign;
  intake.sent_for_review();
  EXPECT_EQ(replaced(intake, "RSK-03").by(justice()).refused("review.accept"),
            "rules-unmet G12V G15S");
  opinion.advised().by(justice()).add({"LEG-04"}).at("2026-04-15T09:00:00+08:00");
  EXPECT_EQ(
      replaced(opinion, "RSK-03").by(justice()).sign().refused("review.opinion", Course::lawful),
      "rules-unmet G15R G17 G12V");
  // The reviewer's confirmation is of the opinion; it does not stand in for the organ's finding.
  packet.submitted();
  confirmed(replaced(packet, "RSK-03"));
  EXPECT_EQ(packet.by(office()).refused("packet.accept"), "rules-unmet G12V");
  found_again(packet).by(office()).send("packet.accept");
  open.called().at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian", "sun"});
  confirmed(replaced(open, "RSK-03"));
  EXPECT_EQ(open.by(office()).refused("meeting.open"), "rules-unmet G12V");
  decide.met().stances().head_spoke();
  confirmed(replaced(decide, "RSK-03"));
  EXPECT_EQ(decide.by(head()).refused("meeting.decide", R"({"outcome":"approve"})"),
            "rules-unmet G12V");
  sign.reported().by(head()).add({"ISS-01"});
  confirmed(replaced(sign, "RSK-03"));
  EXPECT_EQ(sign.by(head()).sign().refused("decision.sign", R"({"number":"政发〔2026〕1号"})"),
            "rules-unmet G12V");
  found_again(sign).by(head()).sign().send("decision.sign", R"({"number":"政发〔2026〕1号"})");
}

TEST(Article25, APaperThatCameAfterTheOpinionDoesNotTouchIt) {
  Course course;
  course.reviewed().by(drafter()).add({"LEG-05", "DRF-01", "MTG-03"});
  // How the opinion was followed is told, and told better, after it.
  course.given.add("LEG-05", "told-better");
  course.by(drafter()).send("meeting.submit").in({"packet_check"});
}

TEST(Article25, AStaleOpinionShutsEveryGateOnTheWayToTheDecision) {
  Course packet;
  packet.submitted();
  EXPECT_EQ(replaced(packet).by(office()).refused("packet.accept"), "rules-unmet G19V");
  confirmed(packet).by(office()).send("packet.accept").in({"meeting_scheduled"});

  Course open;
  open.called().at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian", "sun"});
  EXPECT_EQ(replaced(open).by(office()).refused("meeting.open"), "rules-unmet G19V");
  confirmed(open).by(office()).send("meeting.open").in({"deliberating"});

  Course decide;
  decide.met().stances().head_spoke();
  const auto approve = R"({"outcome":"approve"})";
  EXPECT_EQ(replaced(decide).by(head()).refused("meeting.decide", approve), "rules-unmet G19V");
  confirmed(decide).by(head()).send("meeting.decide", approve).in({"decided"});

  Course resume;
  resume.met().stances().head_spoke();
  resume.send("meeting.decide", R"({"outcome":"defer","reason":"条件不成熟"})");
  EXPECT_EQ(replaced(resume).by(head()).refused("deferred.resume"), "rules-unmet G19V");
  confirmed(resume).by(head()).send("deferred.resume").in({"meeting_scheduled"});

  Course sign;
  sign.reported().by(head()).add({"ISS-01"});
  const auto number = R"({"number":"政发〔2026〕9号"})";
  EXPECT_EQ(replaced(sign).by(head()).sign().refused("decision.sign", number), "rules-unmet G19V");
  confirmed(sign).by(head()).sign().send("decision.sign", number).in({"publishing"});
}

TEST(Article28, TheReviewerAloneConfirmsTheOpinionOnTheChangedPapersAndSigns) {
  Course course;
  course.submitted();
  EXPECT_EQ(course.by(justice()).sign().refused("review.confirm", note), "rules-unmet G19C");
  replaced(course);
  EXPECT_EQ(course.refused("review.confirm", note), "not-permitted");
  EXPECT_EQ(course.by(justice()).refused("review.confirm", note), "signature-required");
  confirmed(course);
  EXPECT_EQ(course.sign().refused("review.confirm", note), "rules-unmet G19C");
  // A change after that needs it again.
  course.by(drafter()).given.add("EXP-03", "a-third-text");
  EXPECT_EQ(course.by(office()).refused("packet.accept"), "rules-unmet G19V");
}

// A changed draft goes the way of its class: no confirmation lifts it over that.
TEST(Article28, ADraftIsNotConfirmedInTheMeetingUnlessItsChangeWasClassed) {
  Course course;
  course.met();
  replaced(course, "DRF-04");
  EXPECT_EQ(course.by(justice()).sign().refused("review.confirm", note), "rules-unmet G34");
}

TEST(Article28, CounselsOpinionIsOfThePapersAsTheyAre) {
  Course course;
  course.advised().by(justice()).add({"LEG-04"}).at("2026-04-15T09:00:00+08:00");
  replaced(course, "EXP-03").by(justice()).sign();
  const Refusal refusal = course.given.refused("review.opinion", object(Course::lawful));
  ASSERT_EQ(refusal.rules.size(), 2u);
  EXPECT_EQ(refusal.rules.at(0).id, "G15R");  // the statement of procedure told of the other paper
  EXPECT_EQ(refusal.rules.at(1).id, "G17");
  EXPECT_EQ(refusal.rules.at(1).seen.at("counsel"), Json(1));
  EXPECT_EQ(refusal.rules.at(1).seen.at("standing"), Json(0));
  // It is written anew, and counsel signs again, over what is there now; so does the reviewer, who
  // has the whole time for it.
  course.by(drafter()).file("LEG-01", "written-anew").by(counsel()).add({"LEG-03"});
  const auto again = R"({"conclusion":"lawful","text":"仍然合法"})";
  course.sign().send("review.counsel", again).by(justice()).add({"LEG-04"});
  course.at("2026-04-25T09:00:00+08:00").sign();
  course.send("review.opinion", Course::lawful).in({"legality_responded"});
}

TEST(Article30, ARecordThatIsReplacedIsSignedAgain) {
  Course course;
  course.signed_off().by(office()).add({"ISS-02", "ISS-04"});
  course.by(recorder()).file("MTG-04", "a-smoother-record");
  const auto rule = course.by(office()).unmet("publication.publish", Course::channels);
  EXPECT_EQ(rule.id, "G23G");
  EXPECT_EQ(json_text(rule.seen.at("not_signed")), R"(["chair","recorder"])");
  course.by(head()).sign().send("record.sign");
  EXPECT_EQ(course.sign().refused("record.sign"), "rules-unmet G23S");
  EXPECT_EQ(course.by(office()).refused("publication.publish", Course::channels),
            "rules-unmet G23G");
  course.by(recorder()).sign().send("record.sign");
  course.by(office()).send("publication.publish", Course::channels).in({"published"});
}

TEST(Article30, MinutesThatAreReplacedAreSignedAgain) {
  Course course;
  course.decided().record_signed().add({"MTG-05"}).minutes_signed();
  course.file("MTG-05", "better-minutes");
  const auto issue = R"({"number":12,"signatory":"zhao"})";
  EXPECT_EQ(course.by(office()).refused("minutes.issue", issue), "rules-unmet G25R");
  course.minutes_signed().by(office()).send("minutes.issue", issue);
  // And when they come back with their number on them, before they are published.
  course.by(party_group()).add({"MTG-07"}).send("party.report", R"({"number":"1"})");
  course.by(head()).add({"ISS-01", "ISS-02", "ISS-04"}).sign();
  course.send("decision.sign", R"({"number":"政发〔2026〕1号"})")
      .file("MTG-05", "numbered-minutes");
  EXPECT_EQ(course.by(office()).refused("publication.publish", Course::channels),
            "rules-unmet G25U");
  course.minutes_signed().by(office()).send("publication.publish", Course::channels);
}

TEST(Article30, WhatWasNotAdoptedEndsWithTheRecordAsItIsNow) {
  Course course;
  course.met().stances("oppose", "oppose").head_spoke();
  course.send("meeting.decide", R"({"outcome":"reject"})").in({"rejected"});
  course.by(head()).sign().send("record.sign");
  course.by(recorder()).file("MTG-04", "another-record");
  course.by(recorder()).sign().send("record.sign").in({"rejected"});
  course.by(head()).sign().send("record.sign").in({"not_adopted"});
}

TEST(Article33, TheArchiveTakesMinutesAsTheyWereSigned) {
  Course course;
  course.carried_out().by(recorder()).file("MTG-05", "smoother-minutes");
  const auto place = R"({"fonds":"X043","organisation":"BGS"})";
  EXPECT_EQ(course.by(archivist()).refused("archive.collect", place), "rules-unmet G25U");
  course.minutes_signed().by(archivist()).send("archive.collect", place).in({"building"});
}

TEST(Article32, WhatIsPublishedIsWhatTheHeadSigned) {
  Course course;
  course.signed_off().by(office()).add({"ISS-02", "ISS-04"});
  course.given.add("ISS-01", "another-text");
  const auto rule = course.unmet("publication.publish", Course::channels);
  EXPECT_EQ(rule.id, "G25V");
  EXPECT_EQ(json_text(rule.seen), R"({"revised":["ISS-01"]})");
  Course kept;
  kept.restriction_confirmed().given.add("ISS-01", "another-text");
  EXPECT_EQ(kept.refused("publication.deliver", Course::recipients), "rules-unmet G25V");
  Course restored = course;
  restored.add({"ISS-01"}).send("publication.publish", Course::channels).in({"published"});
  course.by(head()).sign().send("decision.sign", R"({"number":"政发〔2026〕9号"})");
  course.by(office()).send("publication.publish", Course::channels).in({"published"});
}

TEST(Article32, TheHeadSignsATextThatIsThereAndOnce) {
  Course course;
  course.reported().by(head()).sign();
  const auto number = R"({"number":"政发〔2026〕9号"})";
  EXPECT_EQ(course.refused("decision.sign", number), "rules-unmet G25I");
  course.add({"ISS-01"}).sign().send("decision.sign", number).in({"publishing"});
  EXPECT_EQ(course.sign().refused("decision.sign", number), "rules-unmet G25T");
}

// What the signed decision rests on: the reviewer looks at it first, then the head.
TEST(Article32, APaperReplacedAfterTheSignatureIsConfirmedAndSignedAnew) {
  Course course;
  course.signed_off().by(office()).add({"ISS-02", "ISS-04"});
  replaced(course).by(office());
  EXPECT_EQ(course.refused("publication.publish", Course::channels), "rules-unmet G25V");
  const auto number = R"({"number":"政发〔2026〕9号"})";
  EXPECT_EQ(course.by(head()).sign().refused("decision.sign", number), "rules-unmet G19V");
  confirmed(course).by(head()).sign().send("decision.sign", number).by(office());
  course.send("publication.publish", Course::channels).in({"published"});
}

// Sent back by the people's congress, it is another decision that is signed.
TEST(Article32, ADecisionSentBackIsNoLongerSigned) {
  Course course;
  course.signed_off()
      .by(office())
      .send("npc.require", R"({"basis":"《组织法》第八条"})")
      .add({"MTG-08"});
  course.send("npc.outcome", R"({"outcome":"returned","number":"人发1号"})").in({"returned"});
  EXPECT_EQ(course.given.snapshot().session.data.at("signing").at("signed_on"), "");
}

}  // namespace
}  // namespace gavel::law
