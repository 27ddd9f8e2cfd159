// Decree 713, article 11: the drafting unit, which a reorganisation may change after the start.
#include "engine/matter/lead.hpp"
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

constexpr const char* to_sports =
    R"({"drafting_unit":"sports","reason":"机构改革，职责划转市体育局"})";
Actor of_sports() { return actor("ti", {"drafter"}, "sports"); }

TEST(Article11, AnotherUnitTakesTheDraftOverOnANewPaperThatNamesIt) {
  Course course;
  course.together().drafted().forgets("co_units");
  EXPECT_EQ(course.by(of_sports()).refused("draft.redraft"), "not-permitted");
  EXPECT_EQ(course.by(drafter()).refused("initiation.reassign", to_sports), "not-permitted");
  course.by(head());
  EXPECT_EQ(course.refused("initiation.reassign", R"({"drafting_unit":"sports"})"),
            "invalid-form /reason");
  // The paper on file names the unit that has it.
  EXPECT_EQ(course.refused("initiation.reassign", to_sports), "rules-unmet G03D");
  course.file("INI-04", "names-sports").knows("drafting_unit", object(R"({"found":null})"));
  EXPECT_EQ(course.refused("initiation.reassign", to_sports), "rules-unmet G03U");
  course.knows("drafting_unit", unit("sports")).send("initiation.reassign", to_sports);
  course.forgets("drafting_unit").in({"coordinating"});
  EXPECT_EQ(course.by(drafter()).refused("draft.redraft"), "not-permitted");
  EXPECT_EQ(course.by(actor("cai", {"drafter"}, "finance")).refused("draft.redraft"),
            "not-permitted");
  course.by(of_sports()).send("draft.redraft", R"({"reason":"按新职责修改"})").in({"drafting"});
  const auto& data = course.given.snapshot().session.data;
  EXPECT_EQ(data.at("drafting_unit"), "sports");
  const Json& before = data.at("initiation").at("reassigned").at(0);
  EXPECT_EQ(before.at("unit"), "education");
  EXPECT_EQ(json_text(before.at("co_units")), R"(["finance"])");
  EXPECT_EQ(before.at("reason"), "机构改革，职责划转市体育局");
  // Once more needs one more paper.
  EXPECT_EQ(course.by(head()).refused("initiation.reassign", to_sports), "rules-unmet G03D");
}

// Under it the matter is counted: until one is named, under whoever opened it.
TEST(Article11, TheLeadingUnitIsTheOneTheMatterIsCountedUnder) {
  const auto counted = [](const Course& course) {
    return matter::lead(course.given.procedure(), course.given.snapshot());
  };
  Course course;
  course.together().studied();
  EXPECT_EQ(counted(course), drafter().unit);
  course.start["drafting_unit"] = course.start["lead"] = "sports";
  course.knows("drafting_unit", unit("sports")).by(head()).add({"INI-03", "INI-04"});
  course.given.send("initiation.start", course.start);
  EXPECT_EQ(counted(course), "sports");
}

TEST(Article11, NobodyTakesADraftOverBeforeTheStartOrWhileAMeetingDiscussesIt) {
  Course before;
  before.studied().by(head()).add({"INI-03", "INI-04"});
  EXPECT_EQ(before.refused("initiation.reassign", to_sports), "rules-unmet G03D");
  Course course;
  course.met().by(head()).file("INI-04", "names-sports");
  EXPECT_EQ(course.refused("initiation.reassign", to_sports), "rules-unmet G03D");
}

// Whoever drafted for the unit that lost it does not review what they drafted.
TEST(Article11, WhoDraftedStaysADrafterThoughTheirUnitDraftsNoMore) {
  Course course;
  course.sent_for_review().by(head()).file("INI-04", "names-sports");
  course.send("initiation.reassign", to_sports);
  // What was sent for review is another packet now: it is returned, and the new unit sends it.
  EXPECT_EQ(course.by(justice()).refused("review.accept"), "rules-unmet G15S");
  course.send("review.return", R"({"reason":"承办单位变更"})");
  course.by(of_sports()).add({"LEG-01"}).send("review.send");
  for (const Actor& barred :
       {actor("wang", {"justice"}, "justice"), actor("ti", {"justice"}, "sports")})
    EXPECT_EQ(course.by(barred).refused("review.accept"), "rules-unmet G15U") << barred.unit;
  course.by(justice()).send("review.accept").in({"legality_review"});
}

// The unit that wrote the draft does not pass it because another has it now: none of its people.
TEST(Article25, AUnitThatDraftedBeforeDoesNotReview) {
  Course course;
  course.sent_for_review().by(head()).file("INI-04", "names-sports");
  course.send("initiation.reassign", to_sports);
  course.by(justice()).send("review.return", R"({"reason":"承办单位变更"})");
  course.by(of_sports()).add({"LEG-01"}).send("review.send");
  course.by(actor("liu2", {"justice"}, "education"));
  EXPECT_EQ(course.refused("review.accept"), "rules-unmet G15U");
}

TEST(Article24, AUnitThatDraftedBeforeDoesNotFindTheRiskControllable) {
  Course course;
  course.coordinated().risk_reported().by(head()).file("INI-04", "names-sports");
  course.send("initiation.reassign", to_sports).by(actor("gao", {"organ_head"}, "education"));
  EXPECT_EQ(course.sign().refused("risk.finding", R"({"controllable":true})"), "rules-unmet G12A");
}

TEST(FairCompetitionArticle18, AUnitThatDraftedBeforeDoesNotReviewCompetition) {
  Course course;
  course.coordinated().by(head()).file("INI-04", "names-sports");
  course.send("initiation.reassign", to_sports).by(market_regulator()).add({"FCR-01"});
  const char* passed = R"({"conclusion":"passed"})";
  EXPECT_EQ(course.by(actor("gu", {"market_regulator"}, "education"))
                .refused("competition.conclude", passed),
            "rules-unmet G13U");
  course.by(market_regulator()).send("competition.conclude", passed);
}

// A unit that lost the matter before there was a draft has drafted nothing.
TEST(Article25, AUnitThatNeverDraftedMayReview) {
  Course course;
  course.started().by(head()).file("INI-04", "names-sports");
  course.send("initiation.reassign", to_sports);
  EXPECT_EQ(json_text(course.given.snapshot().session.data.at("former_units")), "[]");
}

// What the finance bureau said of the draft is no other unit's opinion once the draft is its own.
TEST(Article13, TheOnlyUnitThatWasConsultedDoesNotTakeTheDraftOver) {
  Course course;
  course.drafted().send("coordination.ask", R"({"units":["finance"]})");
  course.send("coordination.reply", R"({"unit":"finance","opinion":"agree"})")
      .add({"DRF-07", "PUB-01"});
  course.send("coordination.conclude").by(head()).file("INI-04", "names-finance");
  const char* to_finance = R"({"drafting_unit":"finance","reason":"职责划转"})";
  course.knows("drafting_unit", unit("finance"));
  EXPECT_EQ(course.refused("initiation.reassign", to_finance), "rules-unmet G03C");
  // While units are consulted it does, and others are asked in its place.
  course.forgets("drafting_unit").checked_for_secrets();
  course.send("notice.open", R"({"title":"征求意见","how":"信函"})").notice_over().heard_out();
  course.argued().assessed().reviewed_for_competition();
  course.by(head()).send("step.reopen", R"({"step":"coordinating","reason":"机构改革"})");
  course.knows("drafting_unit", unit("finance")).send("initiation.reassign", to_finance);
  course.forgets("drafting_unit").by(actor("cai", {"drafter"}, "finance"));
  EXPECT_EQ(course.refused("coordination.conclude"), "rules-unmet G05 G05B");
  course.send("coordination.ask", R"({"units":["land"]})");
  course.send("coordination.reply", R"({"unit":"land","opinion":"agree"})");
  course.file("DRF-07", "asks-land").send("coordination.conclude").in({"consolidating"});
}

TEST(Article13, WhatAUnitAnsweredCountsNoMoreOnceItDrafts) {
  Course course;
  course.coordinated().by(head()).file("INI-04", "names-finance");
  course.knows("drafting_unit", unit("finance"))
      .send("initiation.reassign", R"({"drafting_unit":"finance","reason":"职责划转"})");
  const Json& coordination = course.given.snapshot().session.data.at("coordination");
  EXPECT_EQ(json_text(coordination.at("units")), R"(["land"])");
  EXPECT_EQ(coordination.at("replies").as_array().size(), 2u);
}

// Whoever passed the draft does not become its author while that stands.
TEST(Article25, AUnitThatReviewedDoesNotTakeTheDraftOver) {
  Course course;
  course.reviewed().by(head()).file("INI-04", "names-justice");
  for (const char* reviewer : {"justice", "market"}) {
    const std::string to =
        R"({"reason":"职责划转","drafting_unit":")" + std::string(reviewer) + "\"}";
    course.knows("drafting_unit", unit(reviewer));
    EXPECT_EQ(course.refused("initiation.reassign", to), "rules-unmet G03J") << reviewer;
  }
  course.forgets("drafting_unit").send("step.reopen", R"({"step":"fc","reason":"职责划转"})");
  course.knows("drafting_unit", unit("justice"))
      .send("initiation.reassign", R"({"drafting_unit":"justice","reason":"职责划转"})");
}

// The reviewing department was named by mistake, which is put right at once: it drafted nothing.
TEST(Article25, ASlipThatIsPutRightAtOnceBarsNobodyFromReviewing) {
  const char* to_justice = R"({"drafting_unit":"justice","reason":"误选"})";
  const char* back = R"({"drafting_unit":"education","reason":"更正"})";
  Course slip;
  slip.sent_for_review().by(head()).file("INI-04", "names-justice");
  slip.send("initiation.reassign", to_justice).file("INI-04", "names-education");
  Course drafted = slip, later = slip;
  slip.send("initiation.reassign", back).by(justice()).send("review.return", R"({"reason":"r"})");
  slip.by(drafter()).add({"LEG-01"}).send("review.send").by(justice()).send("review.accept");
  slip.in({"legality_review"});
  // Once it filed something of the matter, or had it overnight, it drafted.
  drafted.by(actor("lü", {"drafter"}, "justice")).add({"DRF-05"}).by(head());
  later.at("2026-04-03T09:00:00+08:00");
  for (Course* course : {&drafted, &later}) {
    course->send("initiation.reassign", back).by(justice());
    // The packet is sent back all the same, and goes to a department that did not draft.
    course->send("review.return", R"({"reason":"r"})").by(drafter()).add({"LEG-01"});
    course->send("review.send").by(justice());
    EXPECT_EQ(course->refused("review.accept"), "rules-unmet G15U");
  }
}

// Nor does it judge, later, what came of its draft.
TEST(Article36, AUnitThatDraftedBeforeDoesNotEvaluate) {
  Course course;
  course.coordinated().by(head()).file("INI-04", "names-sports");
  course.send("initiation.reassign", to_sports).by(of_sports()).add({"DRF-03"}).by(head());
  course.file("INI-04", "names-education");
  course.send("initiation.reassign", R"({"drafting_unit":"education","reason":"职责划回"})");
  course.checked_for_secrets().send("notice.open", R"({"title":"征求意见","how":"信函"})");
  course.notice_over().heard_out().argued().assessed().reviewed_for_competition();
  course.to_the_meeting().stances().head_spoke();
  course.send("meeting.decide", R"({"outcome":"approve"})").issued_to_be_signed();
  course.sign().send("decision.sign", R"({"number":"政发〔2026〕9号"})").by(office());
  course.add({"ISS-02", "ISS-04"}).send("publication.publish", Course::channels);
  course.add({"EXE-01"}).knows("unit", unit("works")).send("execution.assign", Course::tasks);
  course.forgets("unit").by(head()).add({"EVA-01"});
  const std::string start = R"({"trigger":"organ_decided","plan":"p","evaluator":"评估单位")";
  course.knows("evaluator", unit("sports"));
  EXPECT_EQ(course.refused("evaluation.start", start + "}"), "rules-unmet G32U");
  course.knows("evaluator", unit("institute"));
  course.knows("people", {{"found", JsonArray{JsonObject{{"account", "ti"}, {"unit", "sports"}}}},
                          {"missing", JsonArray{}}});
  EXPECT_EQ(course.refused("evaluation.start", start + R"(,"people":["ti"]})"), "rules-unmet G32U");
  course.send("evaluation.start", start + "}").in({"evaluating"});
}

}  // namespace
}  // namespace gavel::law
