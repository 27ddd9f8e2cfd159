// Decree 713, chapter 3, section 1: legality review.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

TEST(Article25, NoDraftReachesTheMeetingWithoutLegalityReview) {
  for (auto stage : {&Course::noticed, &Course::proceeded, &Course::sent_for_review,
                     &Course::accepted_for_review}) {
    Course course;
    (course.*stage)().by(drafter());
    EXPECT_EQ(course.refused("meeting.submit"), "rules-unmet G18");
    EXPECT_EQ(course.by(office()).refused("meeting.open"), "not-now");
  }
}

TEST(Article25, AnUnlawfulDraftGoesBackAndNotToTheMeeting) {
  Course course;
  course.advised().by(justice()).add({"LEG-04"}).at("2026-04-15T09:00:00+08:00").sign();
  course.send("review.opinion",
              Course::opinion("unlawful", "not_conforms", "conforms", "with_problems"));
  course.in({"consolidating"}).by(drafter());
  EXPECT_EQ(course.refused("meeting.submit"), "rules-unmet G18");
}

TEST(Article25, TheDraftingUnitDoesNotReviewItsOwnDraft) {
  Course course;
  course.sent_for_review().by(actor("wang", {"justice"}, "education"));
  EXPECT_EQ(course.refused("review.accept"), "rules-unmet G15U");
}

TEST(Article25, TheDraftSubmittedIsTheDraftReviewed) {
  Course course;
  course.reviewed().by(drafter()).add({"LEG-05"}).given.add("DRF-04", "changed-after-review");
  const auto rule = course.unmet("meeting.submit");
  EXPECT_EQ(rule.id, "G19");
  EXPECT_EQ(json_text(rule.seen),
            R"({"reviewed":"sha-of-DRF-04","current":"changed-after-review"})");
  // Unless the office finds that it answers the opinion, and the reviewer confirms it.
  EXPECT_EQ(course.by(justice()).refused("review.confirm", R"({"note":"系落实意见"})"),
            "rules-unmet G34");
  course.changed("C1").by(justice()).sign().send("review.confirm", R"({"note":"系落实意见"})");
  course.by(drafter()).send("meeting.submit").in({"packet_check"});
}

TEST(Article26, ThePacketForReviewIsComplete) {
  Course course;
  course.proceeded().changed("C0").by(drafter());
  const auto rule = course.unmet("review.send");
  EXPECT_EQ(rule.id, "G15");
  EXPECT_EQ(json_text(rule.seen.at("missing")), R"(["LEG-01"])");
}

// What each step left behind is read by the reviewer as well; a step that was not due leaves
// nothing, and nothing of it is asked for.
TEST(Article26, ThePacketHoldsNoPapersOfStepsThatWereNotDue) {
  Course course;
  course.coordinated().add({"PUB-10"});
  course.send("participation.not_required",
              R"({"basis":"《保守国家秘密法》第十三条","approver":"zhao"})");
  course.send("experts.not_required", R"({"reason":"r","approver":"zhao"})");
  course.by(assessor()).send("risk.trigger", R"({"stability":false,"security":false,
    "listed":false,"reason":"r"})");
  course.by(drafter()).send("risk.not_required", R"({"reason":"r","approver":"zhao"})");
  course.send("competition.not_market", R"({"reason":"r","approver":"zhao"})");
  course.changed("C0").by(drafter());
  const auto rule = course.unmet("review.send");
  EXPECT_EQ(rule.id, "G15");
  EXPECT_EQ(json_text(rule.seen.at("not_on_file")), R"(["PUB-05","EXP-04","RSK-03","FCR-01"])");
  course.add({"LEG-01"}).send("review.send").in({"legality_intake"});
}

// The record of a hearing, say.
TEST(Article26, AnotherPaperThatTheSystemWritesIsNotTakenForTheStatement) {
  Course course;
  course.sent_for_review().by(drafter()).file("PUB-09", "record-of-a-hearing");
  course.by(justice()).send("review.accept").in({"legality_review"});
}

TEST(Article26, TheReviewHasItsSevenWorkingDays) {
  Course course;
  // T07 counts them from the day after it was accepted.
  course.advised().by(justice()).add({"LEG-04"}).at("2026-04-14T23:59:59+08:00");
  const auto rule = course.unmet("review.opinion", Course::lawful);
  EXPECT_EQ(rule.id, "G16");
  EXPECT_EQ(rule.earliest, parse_day("2026-04-15"));
  course.at("2026-04-15T00:00:00+08:00").sign().send("review.opinion", Course::lawful);
}

TEST(Article26, OnlyTheReviewerConsentsToLess) {
  Course course;
  course.advised().by(drafter());
  EXPECT_EQ(course.refused("review.consent", R"({"reason":"紧急"})"), "not-permitted");
  course.by(justice()).add({"LEG-04"}).send("review.consent", R"({"reason":"材料齐全"})");
  course.sign().send("review.opinion", Course::lawful).in({"legality_responded"});
}

TEST(Article27, TheOpinionCoversPowerProcedureAndContent) {
  Course course;
  course.advised().by(justice());
  EXPECT_EQ(course.refused("review.opinion", R"({"conclusion":"lawful"})"),
            "invalid-form /power_result /power /procedure_result /procedure /content_result "
            "/content");
}

/// What is to be amended, point by point.
std::string with_points(const std::string& opinion) {
  JsonObject out = object(opinion);
  out["points"] = JsonArray{"第三条删除"};
  return json_text(out);
}
std::string to_be_amended() {
  return with_points(
      Course::opinion("lawful_after_amendment", "conforms", "conforms", "with_problems"));
}

// Each line: the conclusion, the results, whether they agree.
TEST(Article27, TheConclusionFitsTheResultsOnPowerProcedureAndContent) {
  constexpr const char *yes = "conforms", *some = "with_problems", *no = "not_conforms";
  struct Line {
    const char *conclusion, *power, *procedure, *content;
    bool agrees;
  };
  const std::vector<Line> lines{{"lawful", yes, yes, yes, true},
                                {"lawful", no, yes, yes, false},
                                {"lawful", yes, some, yes, false},
                                {"lawful", yes, yes, some, false},
                                {"lawful_after_amendment", yes, yes, some, true},
                                {"lawful_after_amendment", yes, yes, yes, false},
                                {"lawful_after_amendment", no, yes, some, false},
                                {"lawful_after_amendment", some, no, some, false},
                                {"return_procedure", yes, some, yes, true},
                                {"return_procedure", yes, no, yes, true},
                                {"return_procedure", yes, yes, no, false},
                                {"unlawful", yes, yes, no, true},
                                {"unlawful", no, no, no, true},
                                {"unlawful", some, yes, yes, false}};
  Course ready;
  ready.advised().by(justice()).add({"LEG-04"}).at("2026-04-15T09:00:00+08:00");
  for (const Line& line : lines) {
    Course course = ready;
    const auto given =
        with_points(Course::opinion(line.conclusion, line.power, line.procedure, line.content));
    if (line.agrees) {
      course.sign().send("review.opinion", given);
    } else {
      EXPECT_EQ(course.refused("review.opinion", given), "rules-unmet G17R") << given;
    }
  }
}

TEST(Article25, WhatDoesNotConformIsNoExploratoryReform) {
  Course course;
  course.advised().by(justice()).add({"LEG-04"}).at("2026-04-15T09:00:00+08:00");
  JsonObject exploring =
      object(Course::opinion("exploratory_risk", "conforms", "conforms", "not_conforms"));
  for (const char* name : {"risk_note", "no_rule_finding", "approver"}) exploring[name] = "另一人";
  EXPECT_EQ(course.refused("review.opinion", json_text(exploring)), "rules-unmet G17R");
}

TEST(Article25, WhatSimplyConformsIsNoExploratoryReform) {
  Course ready;
  ready.advised().by(justice()).add({"LEG-04"}).at("2026-04-15T09:00:00+08:00");
  ready.knows("approver", law::account("zhao", "organ_head"));
  struct Line {
    const char *power, *procedure, *content;
    bool explores;
  };
  const Line lines[] = {{"conforms", "conforms", "conforms", false},
                        {"conforms", "with_problems", "conforms", false},
                        {"conforms", "conforms", "with_problems", true},
                        {"with_problems", "conforms", "conforms", true}};
  for (const Line& line : lines) {
    Course course = ready;
    JsonObject given =
        object(Course::opinion("exploratory_risk", line.power, line.procedure, line.content));
    for (const char* name : {"risk_note", "no_rule_finding", "departure"}) given[name] = "经检索";
    given["approver"] = "赵某";
    if (line.explores) {
      course.sign().send("review.opinion", json_text(given));
    } else {
      EXPECT_EQ(course.refused("review.opinion", json_text(given)), "rules-unmet G17R");
    }
  }
}

// Its risk is told to the meeting; where it lists nothing to be amended there is nothing to answer.
TEST(Article28, AnExplorationWithoutPointsAsksForNoAnswers) {
  Course course;
  course.advised().by(justice()).add({"LEG-04"}).at("2026-04-15T09:00:00+08:00");
  course.knows("approver", law::account("zhao", "organ_head"));
  JsonObject given =
      object(Course::opinion("exploratory_risk", "conforms", "conforms", "with_problems"));
  for (const char* name : {"risk_note", "no_rule_finding", "departure"}) given[name] = "经检索";
  given["approver"] = "赵某";
  course.sign().send("review.opinion", json_text(given));
  course.by(drafter()).add({"LEG-05"}).send("meeting.submit").in({"packet_check"});
}

TEST(Article28, CounselIsHeardFirst) {
  Course course;
  course.accepted_for_review().by(justice()).add({"LEG-03", "LEG-04"});
  course.at("2026-04-15T09:00:00+08:00");
  EXPECT_EQ(course.refused("review.opinion", Course::lawful), "rules-unmet G17");
}

TEST(Article28, TheDraftingUnitAccountsForHowItFollowedTheOpinion) {
  Course course;
  course.reviewed().by(drafter());
  EXPECT_EQ(course.refused("meeting.submit"), "rules-unmet G19R");
}

constexpr const char* answers =
    R"({"responses":[{"point":"第三条删除","taken":true,"reason":"已删除"},
                     {"point":"增加过渡期","taken":false,"reason":"即日实施更有利"}]})";

TEST(Article28, WhatIsLawfulAfterAmendmentIsAmendedAndConfirmedFirst) {
  Course course;
  course.advised().by(justice()).add({"LEG-04"}).at("2026-04-15T09:00:00+08:00").sign();
  course.send("review.opinion", to_be_amended());
  course.by(drafter()).add({"LEG-05"});
  EXPECT_EQ(course.refused("meeting.submit", answers), "rules-unmet G18A");
  // The unamended draft is nothing to confirm, whatever the office finds.
  course.changed("C1").by(justice());
  EXPECT_EQ(course.refused("review.confirm", R"({"note":"已改"})"), "rules-unmet G18C G19C");
  course.by(drafter()).given.add("DRF-04", "amended");
  course.changed("C0").by(drafter());
  EXPECT_EQ(course.refused("meeting.submit", answers), "rules-unmet G18A");
  course.by(justice()).sign().send("review.confirm", R"({"note":"已按意见修改"})").by(drafter());
  course.send("meeting.submit", answers).in({"packet_check"});
  EXPECT_EQ(course.given.snapshot().session.data.at("review").at("responses").as_array().size(),
            2U);
}

// Confirmed once, and then the old text again: it is not the amended one.
TEST(Article28, TheDraftOfTheOpinionIsNotSubmittedAfterItsAmendmentWasConfirmed) {
  Course course;
  course.advised().by(justice()).add({"LEG-04"}).at("2026-04-15T09:00:00+08:00").sign();
  course.send("review.opinion", to_be_amended());
  course.by(drafter()).add({"LEG-05"}).given.add("DRF-04", "amended");
  course.changed("C1").by(justice()).sign().send("review.confirm", R"({"note":"已按意见修改"})");
  course.by(drafter()).add({"DRF-04"}).changed("C0").by(drafter());
  EXPECT_EQ(course.refused("meeting.submit", answers), "rules-unmet G18A");
}

// Without a point there would be nothing to answer, and anything would answer it.
TEST(Article28, AnOpinionThatAsksForAmendmentsListsThem) {
  Course course;
  course.advised().by(justice()).add({"LEG-04"}).at("2026-04-15T09:00:00+08:00").sign();
  JsonObject opinion = object(to_be_amended());
  opinion["points"] = JsonArray{};
  EXPECT_EQ(course.refused("review.opinion", json_text(opinion)), "rules-unmet G17P");
  opinion.erase("points");
  EXPECT_EQ(course.refused("review.opinion", json_text(opinion)), "rules-unmet G17P");
  course.sign().send("review.opinion", to_be_amended()).in({"legality_responded"});
}

TEST(Article28, EachPointOfTheOpinionIsAnsweredWithItsReason) {
  Course course;
  course.advised().by(justice()).add({"LEG-04"}).at("2026-04-15T09:00:00+08:00").sign();
  course.send("review.opinion", to_be_amended());
  course.by(drafter()).add({"LEG-05"}).given.add("DRF-04", "amended");
  course.changed("C1")
      .by(justice())
      .sign()
      .send("review.confirm", R"({"note":"已改"})")
      .by(drafter());
  EXPECT_EQ(course.refused("meeting.submit"), "rules-unmet G19A");
  EXPECT_EQ(course.refused("meeting.submit", R"({"responses":[]})"), "rules-unmet G19A");
  EXPECT_EQ(course.refused("meeting.submit", R"({"responses":[{"point":"p","taken":false}]})"),
            "invalid-form /responses/0/reason");
  course.send("meeting.submit", answers).in({"packet_check"});
}

// What the reviewer set down is answered, all of it; the drafting unit does not choose its points.
TEST(Article28, EveryPointThatTheOpinionListsIsAnswered) {
  Course course;
  course.advised().by(justice()).add({"LEG-04"}).at("2026-04-15T09:00:00+08:00").sign();
  JsonObject opinion = object(to_be_amended());
  opinion["points"] = JsonArray{"第三条的处罚没有依据", "第七条与预算法不一致"};
  course.given.send("review.opinion", opinion);
  course.by(drafter()).add({"LEG-05"}).given.add("DRF-04", "amended");
  course.changed("C1").by(justice()).sign().send("review.confirm", R"({"note":"已改"})");
  course.by(drafter());
  const auto rule = course.unmet("meeting.submit", answers);
  EXPECT_EQ(rule.id, "G19A");
  EXPECT_EQ(json_text(rule.seen.at("not_answered")),
            R"(["第三条的处罚没有依据","第七条与预算法不一致"])");
  const std::string one = R"({"point":"第三条的处罚没有依据","taken":true,"reason":"已删去"})";
  const std::string other =
      R"({"point":"第七条与预算法不一致","taken":false,"reason":"依据为新预算法"})";
  EXPECT_EQ(course.refused("meeting.submit", R"({"responses":[)" + one + "]}"), "rules-unmet G19A");
  course.send("meeting.submit", R"({"responses":[)" + one + "," + other + "]}")
      .in({"packet_check"});
}

TEST(Article28, CounselAndReviewerSign) {
  Course course;
  course.accepted_for_review().by(counsel());
  EXPECT_EQ(course.refused("review.counsel", R"({"conclusion":"lawful","text":"合法"})"),
            "signature-required");
  course.add({"LEG-03"}).sign().send("review.counsel", R"({"conclusion":"lawful","text":"合法"})");
  course.by(justice()).add({"LEG-04"}).at("2026-04-15T09:00:00+08:00");
  EXPECT_EQ(course.refused("review.opinion", Course::lawful), "signature-required");
}

TEST(Article28, CounselDoesNotGiveTheLegalityOpinionToo) {
  Course course;
  course.accepted_for_review().by(actor("fa", {"justice", "counsel"}, "justice"));
  course.add({"LEG-03"}).sign().send("review.counsel", R"({"conclusion":"lawful","text":"合法"})");
  course.add({"LEG-04"}).at("2026-04-15T09:00:00+08:00").sign();
  EXPECT_EQ(course.refused("review.opinion", Course::lawful), "rules-unmet G17S");
  course.by(actor("yuan", {"justice"}, "justice")).sign().send("review.opinion", Course::lawful);
  course.changed("C1").by(justice());
  EXPECT_EQ(course.refused("review.confirm", R"({"note":"n"})"), "rules-unmet G17S G19C");
}

TEST(Article28, AnOpinionThatDepartsFromCounselsHasItsReasons) {
  for (const auto& given :
       {Course::opinion("unlawful", "conforms", "conforms", "not_conforms"),
        Course::opinion("return_procedure", "conforms", "not_conforms", "conforms"),
        to_be_amended()}) {
    Course course;
    course.advised().by(justice()).add({"LEG-04"}).at("2026-04-15T09:00:00+08:00");
    JsonObject silent = object(given);
    silent.erase("departure");
    EXPECT_EQ(course.refused("review.opinion", json_text(silent)), "rules-unmet G17D");
    course.sign().send("review.opinion", given);
  }
}

// Who may write which paper: the opinions are their signers' own.
TEST(Article28, NobodyFilesTheOpinionForTheReviewerNorTheDraftForTheDraftingUnit) {
  Course course;
  course.reviewed();
  const auto refused = [&](const Actor& who, const char* code) {
    course.by(who);
    return matter::reason(matter::Given::refusal_of(
        course.given.ask(matter::AddDocument{matter::Given::document(code)})));
  };
  EXPECT_EQ(refused(drafter(), "LEG-04"), "not-permitted");
  EXPECT_EQ(refused(drafter(), "LEG-03"), "not-permitted");
  EXPECT_EQ(refused(counsel(), "DRF-04"), "not-permitted");
  EXPECT_EQ(refused(office(), "LEG-05"), "not-permitted");
  course.by(justice()).add({"LEG-04"}).by(drafter()).add({"DRF-04", "LEG-05"});
}

// A text that changed after counsel signed is found by the signature's own step.
TEST(Article28, CounselSignsTheDraftUnderReview) {
  Course course;
  course.accepted_for_review().by(drafter()).given.add("DRF-04", "swapped");
  course.by(counsel());
  EXPECT_EQ(course.refused("review.counsel", R"({"conclusion":"lawful","text":"合法"})"),
            "rules-unmet G19");
}

// Another paper under the same code is not the opinion that was given.
TEST(Article28, ThePaperBeforeTheMeetingIsTheOneThatWasGiven) {
  Course course;
  course.submitted().by(office()).file("LEG-04", "rewritten-opinion");
  EXPECT_EQ(course.refused("packet.accept"), "rules-unmet G19V");
  course.add({"LEG-04"}).send("packet.accept").in({"meeting_scheduled"});
  Course meeting;
  meeting.met().stances().head_spoke().file("LEG-04", "rewritten-opinion");
  EXPECT_EQ(meeting.refused("meeting.decide", R"({"outcome":"approve"})"), "rules-unmet G19V");
  meeting.add({"LEG-04"}).send("meeting.decide", R"({"outcome":"approve"})").in({"decided"});
}

}  // namespace
}  // namespace gavel::law
