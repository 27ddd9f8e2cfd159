// A step that is done again is done with papers of its own: what an earlier round left on file
// opens no gate of a later one. Articles 18 to 37 of Decree 713, wherever the course may come by a
// second time.
#include "tests/law/carrying_out.hpp"

namespace gavel::law {
namespace {

/// The four steps were done on one draft; the next day the office decides that its change is of
/// `kind`.
Course reopened(const char* kind) {
  Course course;
  course.proceeded().by(drafter()).add({"DRF-03"}).file("DRF-04", "rewritten");
  course.at("2026-04-03T09:00:00+08:00").changed(kind).by(drafter());
  return std::string_view(kind) == "C5" ? course.consulted_again() : course;
}

TEST(SecondRound, TheReportOnAdoptionIsOfTheNoticeThatHasClosed) {
  Course course = reopened("C5").in({"pp_planning"}).checked_for_secrets();
  course.send("notice.open", R"({"title":"再次征求意见","how":"信函"})");
  course.given.until("2026-05-08T00:00:00+08:00");
  course.in({"pp_collating"});
  EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G10 G10P");
  course.add({"PUB-03", "PUB-05"}).send("participation.feedback").in({"pp_done"});
}

TEST(SecondRound, AReportOnAdoptionIsNotWrittenWhileCommentsComeIn) {
  Course course;
  course.noticed().by(drafter()).add({"PUB-05"}).notice_over();
  EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G10");
  course.add({"PUB-03", "PUB-05"}).send("participation.feedback").in({"pp_done"});
}

TEST(SecondRound, ExpertsPapersAreOfThisArgument) {
  Course course = reopened("C3").in({"ex_planning"});
  course.send("experts.invite", Course::invitation);
  const auto opinion = [](const char* expert, int paper) {
    return std::string(
               R"({"unit":"大学","conclusion":"support","text":"可行","direct_interest":false,)") +
           R"("expert":")" + expert + R"(","paper":)" + std::to_string(paper) + "}";
  };
  const auto rule = course.unmet("experts.opinion", opinion("a", 1));
  EXPECT_EQ(rule.id, "G11W");
  EXPECT_EQ(rule.seen.at("of_earlier_argument"), Json(1));
  course.add({"EXP-03"});
  for (const char* expert : {"a", "b", "c", "d", "e"})
    course.send("experts.opinion", opinion(expert, 2));
  EXPECT_EQ(course.refused("experts.conclude"), "rules-unmet G11");
  course.add({"EXP-04"}).send("experts.conclude").in({"consolidating"});
}

// What experts wrote of the changed text before they were asked for it formally is of that text.
TEST(SecondRound, ExpertsPapersOfTheTextThatWasClassedServeWhenTheyWereFiledBeforeTheInvitation) {
  Course course = reopened("C3");
  course.at("2026-04-04T09:00:00+08:00").by(drafter()).add({"EXP-03"});
  course.at("2026-04-05T09:00:00+08:00").send("experts.invite", Course::invitation);
  for (const char* expert : {"a", "b", "c", "d", "e"})
    course.send("experts.opinion",
                std::string(R"({"unit":"大学","conclusion":"support","text":"可行",
        "direct_interest":false,"paper":2,"expert":")") +
                    expert + "\"}");
  course.add({"EXP-04"}).send("experts.conclude").in({"consolidating"});
}

TEST(SecondRound, ExpertsPapersOfADraftThatWasDraftedAgainDoNotServe) {
  Course course;
  course.coordinated().argued().by(drafter()).send("draft.redraft", R"({"reason":"重写"})");
  course.file("DRF-04", "rewritten").at("2026-03-09T09:00:00+08:00");
  course.send("draft.freeze", R"({"legal_basis":[{"title":"义务教育法第12条","in_force":true}]})");
  course.send("coordination.reply", R"({"unit":"finance","opinion":"agree"})");
  course.send("coordination.reply", R"({"unit":"land","opinion":"agree"})").add({"DRF-07"});
  course.send("coordination.conclude").send("experts.invite", Course::invitation);
  const auto rule = course.unmet("experts.opinion", R"({"unit":"大学","conclusion":"support",
      "text":"可行","direct_interest":false,"paper":1,"expert":"a"})");
  EXPECT_EQ(rule.id, "G11W");
  EXPECT_EQ(rule.seen.at("of_earlier_argument"), Json(1));
}

TEST(SecondRound, TheRiskReportIsANewOne) {
  Course course = reopened("C5").in({"ra_planning"});
  course.risk_judged();
  EXPECT_EQ(course.refused("risk.report", Course::risk), "rules-unmet G12P");
  course.add({"RSK-03"}).send("risk.report", Course::risk).assessed_as_reported();
}

TEST(SecondRound, TheCompetitionReviewIsANewOne) {
  Course course = reopened("C5").in({"fc_planning"});
  course.by(market_regulator());
  EXPECT_EQ(course.refused("competition.conclude", R"({"conclusion":"passed"})"),
            "rules-unmet G13");
  course.reviewed_for_competition().in({"fc_done"});
}

// Once found technical, or of the market, it is not found otherwise by whoever drafts it.
TEST(SecondRound, WhatExpertsArguedIsNotSaidToNeedNone) {
  for (const char* kind : {"C3", "C4", "C5"}) {
    Course course = reopened(kind).in({"ex_planning"});
    EXPECT_EQ(course.refused("experts.not_required", R"({"reason":"r","approver":"zhao"})"),
              "rules-unmet G11T")
        << kind;
  }
  Course never;
  never.heard().assessed().reviewed_for_competition().by(drafter());
  never.send("experts.not_required", R"({"reason":"r","approver":"zhao"})").in({"consolidating"});
  never.changed("C3").in({"ex_planning"}).by(drafter());
  EXPECT_EQ(never.refused("experts.not_required", R"({"reason":"r","approver":"zhao"})"),
            "rules-unmet G11T");
}

TEST(SecondRound, WhatTheRegulatorDidNotPassIsNotSaidToTouchNoMarket) {
  const char* none = R"({"reason":"不涉及","approver":"zhao"})";
  Course course;
  course.coordinated().by(market_regulator()).add({"FCR-01"});
  course.send("competition.conclude", R"({"conclusion":"failed"})").in({"fc_planning"});
  EXPECT_EQ(course.by(drafter()).refused("competition.not_market", none), "rules-unmet G13M");
  course.by(market_regulator())
      .send("competition.not_market", R"({"reason":"已删去补贴条款"})")
      .in({"fc_done"});
  Course again = reopened("C2").in({"fc_planning"});
  EXPECT_EQ(again.refused("competition.not_market", none), "rules-unmet G13M");
}

// What its own unit told of a change is not denied afterwards: the regulator, or the assessment,
// says.
TEST(SecondRound, WhatAChangeWasToldToTouchIsNotSaidToBeUntouchedByTheDraftingUnit) {
  const char* none = R"({"reason":"不涉及","approver":"zhao"})";
  Course course;
  course.heard().argued().by(drafter());
  course.send("risk.trigger",
              R"({"stability":false,"security":false,"listed":false,"reason":"无"})");
  course.send("risk.not_required", none).send("competition.not_market", none);
  course.in({"consolidating"}).given.add("DRF-04", "wider");
  course.send("draft.revise", R"({"change":"C2","explanation":"扩大范围","scope":true,
                                  "market_touched":true,"risk_touched":true})");
  course.by(office())
      .send("change.decide", R"({"change":"C2"})")
      .in({"fc_planning", "ra_planning"});
  course.by(drafter());
  EXPECT_EQ(course.refused("competition.not_market", none), "rules-unmet G13M");
  course.send("risk.trigger",
              R"({"stability":false,"security":false,"listed":false,"reason":"无"})");
  EXPECT_EQ(course.refused("risk.not_required", none), "rules-unmet G12U");
  course.by(market_regulator()).send("competition.not_market", R"({"reason":"未限制竞争"})");
  course.in({"fc_done"}).by(drafter()).assessed().in({"ra_done"});
}

// A slip is told otherwise until the office has decided the class of the change; then it stands.
TEST(SecondRound, WhatAChangeTouchesIsWhatStoodWhenItsClassWasDecided) {
  const char* none = R"({"reason":"不涉及","approver":"zhao"})";
  const auto told = [](bool touched) {
    JsonObject said = object(R"({"change":"C2","explanation":"扩大范围","scope":true})");
    said["market_touched"] = said["risk_touched"] = touched;
    return json_text(said);
  };
  const auto judged = [](Course& course) {
    course.by(drafter()).send(
        "risk.trigger", R"({"stability":false,"security":false,"listed":false,"reason":"无"})");
  };
  Course course;
  judged(course.heard().argued());
  course.send("risk.not_required", none).send("competition.not_market", none);
  course.in({"consolidating"}).given.add("DRF-04", "wider");
  course.send("draft.revise", told(true)).send("draft.revise", told(false));
  Course decided = course;
  decided.by(office()).send("change.decide", R"({"change":"C2"})").in({"ra_planning"});
  judged(decided);
  decided.send("risk.not_required", none);
  // Told so when it was decided, it is not untold by what is told of the next change.
  course.send("draft.revise", told(true)).by(office());
  course.send("change.decide", R"({"change":"C2"})").by(drafter());
  course.given.add("DRF-04", "wider still");
  course.send("draft.revise", told(false)).by(office());
  course.send("change.decide", R"({"change":"C2"})").in({"ra_planning"});
  judged(course);
  EXPECT_EQ(course.refused("risk.not_required", none), "rules-unmet G12U");
}

/// Sent back for its procedure, and accepted again on Wednesday, 15 April.
Course reviewed_again() {
  Course course;
  course.advised()
      .by(drafter())
      .add({"LEG-05"})
      .by(justice())
      .add({"LEG-04"})
      .at("2026-04-15T09:00:00+08:00")
      .sign();
  course.send("review.opinion",
              Course::opinion("return_procedure", "conforms", "with_problems", "conforms"));
  // The text is as it was: with its papers completed it is sent again, and nothing is classed.
  course.in({"unit_approval"}).by(drafter()).add({"LEG-01"}).send("review.send");
  course.by(justice()).send("review.accept").by(counsel()).add({"LEG-03"}).sign();
  course.send("review.counsel", R"({"conclusion":"lawful","text":"合法"})").by(justice());
  return course.at("2026-04-25T09:00:00+08:00");
}

TEST(SecondRound, TheLegalityOpinionAndItsResponseAreOfThisReview) {
  Course course = reviewed_again();
  EXPECT_EQ(course.sign().refused("review.opinion", Course::lawful), "rules-unmet G17");
  course.add({"LEG-04"})
      .sign()
      .send("review.opinion", Course::lawful)
      .in({"legality_responded"})
      .by(drafter());
  EXPECT_EQ(course.refused("meeting.submit"), "rules-unmet G19R");
  course.add({"LEG-05"}).send("meeting.submit").in({"packet_check"});
}

// The packet was supplemented: what was performed is told of the papers as they are, and counsel
// signs on that.
TEST(SecondRound, TheStatementOfProcedureIsOfThePapersThatWereSupplemented) {
  Course course;
  course.advised().by(justice()).send("review.pause", R"({"cause":"supplement"})").by(drafter());
  course.file("PUB-05", "supplemented")
      .at("2026-04-08T09:00:00+08:00")
      .by(justice())
      .send("review.resume");
  course.by(counsel())
      .add({"LEG-03"})
      .sign()
      .send("review.counsel", R"({"conclusion":"lawful","text":"合法"})")
      .by(justice());
  course.at("2026-04-18T09:00:00+08:00").add({"LEG-04"});
  const auto rule = course.sign().unmet("review.opinion", Course::lawful);
  EXPECT_EQ(rule.id, "G15R");
  EXPECT_EQ(json_text(rule.seen.at("revised")), R"(["PUB-05"])");
  course.by(drafter()).file("LEG-01", "written-anew").by(justice());
  EXPECT_EQ(course.sign().refused("review.opinion", Course::lawful), "rules-unmet G17");
  course.by(counsel())
      .sign()
      .send("review.counsel", R"({"conclusion":"lawful","text":"合法"})")
      .by(justice());
  course.sign().send("review.opinion", Course::lawful).in({"legality_responded"});
}

/// Revised since 22 April, it was decided again on Friday, 15 May.
void decide_again(Course& course) {
  course.at("2026-04-22T09:00:00+08:00")
      .changed("C1")
      .by(drafter())
      .add({"LEG-01"})
      .send("review.send");
  course.by(justice()).send("review.accept").by(counsel()).add({"LEG-03"}).sign();
  course.send("review.counsel", R"({"conclusion":"lawful","text":"合法"})")
      .by(justice())
      .add({"LEG-04"});
  course.at("2026-05-08T09:00:00+08:00")
      .sign()
      .send("review.opinion", Course::lawful)
      .by(drafter());
  course.add({"LEG-05"}).send("meeting.submit").approved_for_the_agenda();
  course.accepted_for_the_meeting();
  course.send("meeting.notify",
              R"({"body":"executive","held_on":"2026-05-15","place":"第一会议室","chair":"zhao",
      "members":["zhao","qian","sun","zhou","wu"],"recorder":"ji"})");
  course.at("2026-05-15T09:00:00+08:00")
      .arrive({"zhao", "qian", "sun"})
      .send("meeting.open")
      .stances()
      .head_spoke();
  course.send("meeting.decide", R"({"outcome":"approve"})")
      .knows("number", unnumbered("2026-05-15"));
  course.record_and_minutes().in({"decided"});
}

/// The Party committee objected to what was decided; revised, it was decided again.
Course decided_again() {
  Course course;
  course.minuted().by(office()).add({"MTG-07", "MTG-08", "MTG-09", "ISS-01"});
  course.send("npc.require", R"({"basis":"《组织法》"})")
      .send("upper.require", R"({"basis":"《城乡规划法》"})");
  course.send("npc.outcome", R"({"outcome":"resolved","number":"1"})");
  course.send("upper.outcome", R"({"outcome":"approved","number":"1"})");
  course.at("2026-04-21T15:00:00+08:00");
  course.by(party_group())
      .send("party.report", R"({"number":"1","reply":"object"})")
      .in({"consolidating"});
  decide_again(course);
  return course;
}

// What the congress and the upper organ said was of the decision that was given up.
TEST(SecondRound, ADecisionMadeAgainIsReportedApprovedAndSignedAgain) {
  Course course = decided_again();
  EXPECT_EQ(data(course, "npc").at("outcome"), "");
  EXPECT_EQ(data(course, "upper").at("outcome"), "");
  course.by(party_group());
  EXPECT_EQ(course.refused("party.report", R"({"number":"2"})"), "rules-unmet G25D");
  course.add({"MTG-07"}).send("party.report", R"({"number":"2"})").in({"signing"}).by(head());
  const char* number = R"({"number":"政发〔2026〕9号"})";
  EXPECT_EQ(course.sign().refused("decision.sign", number), "rules-unmet G14 G14U G25I");
  course.by(office());
  EXPECT_EQ(course.refused("npc.outcome", R"({"outcome":"resolved","number":"1"})"),
            "rules-unmet G14D G43S");
  EXPECT_EQ(course.refused("upper.outcome", R"({"outcome":"approved","number":"1"})"),
            "rules-unmet G14UD G44S");
  course.add({"MTG-08", "MTG-09", "ISS-01"});
  // Uploaded again, what was resolved on the draft before is not of this one.
  course.send("npc.require", R"({"basis":"《监督法》第八条"})");
  EXPECT_EQ(course.refused("npc.outcome", R"({"outcome":"resolved","number":"1"})"),
            "rules-unmet G43S");
  EXPECT_EQ(course.refused("upper.outcome", R"({"outcome":"approved","number":"1"})"),
            "rules-unmet G44S");
  course.send("npc.outcome", R"({"outcome":"resolved","number":"2"})");
  course.send("upper.outcome", R"({"outcome":"approved","number":"2"})").by(head()).sign();
  course.send("decision.sign", number).in({"publishing"});
}

// 上级机关退回修改: neither approved nor refused for good.
TEST(SecondRound, WhatTheUpperOrganSendsBackToBeAmendedIsDecidedAndApprovedAgain) {
  Course course;
  course.minuted().by(office()).add({"MTG-09"});
  course.send("upper.require", R"({"basis":"《城乡规划法》"})").at("2026-04-21T15:00:00+08:00");
  course.send("upper.outcome", R"({"outcome":"returned","number":"1"})").in({"returned"});
  // It has dealt with it: that it goes there is taken back no more.
  EXPECT_EQ(course.refused("upper.release", R"({"reason":"误报","approver":"zhao"})"),
            "rules-unmet G14UB");
  decide_again(course);
  course.by(party_group()).add({"MTG-07"});
  course.send("party.report", R"({"number":"2"})").by(head()).add({"ISS-01"});
  const char* number = R"({"number":"政发〔2026〕9号"})";
  EXPECT_EQ(course.sign().refused("decision.sign", number), "rules-unmet G14U");
  const char* approved = R"({"outcome":"approved","number":"2"})";
  EXPECT_EQ(course.by(office()).refused("upper.outcome", approved), "rules-unmet G14UD");
  course.add({"MTG-09"}).send("upper.outcome", approved).by(head()).sign();
  course.send("decision.sign", number).in({"publishing"});
}

TEST(SecondRound, AnEvaluationHasItsOwnReport) {
  Course course;
  const char* start = R"({"trigger":"organ_decided","plan":"p","evaluator":"institute"})";
  const char* go_on = R"({"outcome":"continue","reason":"r","left_out":"r",
      "heard":[{"who":"public","how":"问卷"},{"who":"grassroots","how":"走访"}]})";
  course.executed().by(office()).add({"EVA-01"}).given.later(std::chrono::hours(1));
  course.send("evaluation.start", start).add({"EVA-02", "EVA-03"});
  course.send("evaluation.conclude", go_on).in({"executing"}).at("2026-04-22T09:00:00+08:00");
  EXPECT_EQ(course.refused("evaluation.start", start), "rules-unmet G32P");
  course.add({"EVA-01"}).send("evaluation.start", start);
  EXPECT_EQ(course.refused("evaluation.conclude", go_on), "rules-unmet G32D");
  course.add({"EVA-02"});
  EXPECT_EQ(course.refused("evaluation.conclude", go_on), "rules-unmet G32D");
  course.add({"EVA-03"}).send("evaluation.conclude", go_on).in({"executing"});
}

TEST(SecondRound, ASuspensionHasItsOwnOrder) {
  Course course;
  resumed(confirmed(course)).in({"executing"});
  EXPECT_EQ(course.refused("execution.suspend", by_a_meeting), "rules-unmet G30");
  course.add({"EXE-05"}).send("execution.suspend", by_a_meeting).in({"suspended"});
  // And so has the decision to resume it.
  EXPECT_EQ(course.refused("execution.resume", resume), "rules-unmet G30R");
  resumed(course).in({"executing"});
}

}  // namespace
}  // namespace gavel::law
