// A paper that a gate asks for is of the round, the hearing, the adjustment or the finding it is
// asked of: what an earlier one left on file does not stand in for it.
#include "tests/law/carrying_out.hpp"

namespace gavel::law {
namespace {

/// The four steps were done on one draft; on 3 April the office decides that its change is of
/// `kind`.
Course reopened(const char* kind) {
  Course course;
  course.policy = object(R"({"hearing_min_participants":2})");
  course.noticed().add({"PUB-06", "PUB-07", "PUB-08", "PUB-09", "PUB-10", "PUB-11"}).notice_over();
  course.heard_out().argued().assessed().reviewed_for_competition().by(drafter());
  course.add({"DRF-03"}).file("DRF-04", "rewritten").at("2026-04-03T09:00:00+08:00").changed(kind);
  return course.by(drafter());
}
constexpr const char* notice_again = R"({"title":"再次征求意见","how":"信函"})";

TEST(Article14, WhatWasHeardIsOnFileAsItWasHeardThisTime) {
  Course course = reopened("C2");
  course.checked_for_secrets().send("notice.open", notice_again).at("2026-04-10T09:00:00+08:00");
  const auto heard = [](const char* on) {
    return std::string(R"({"form":"seminar","with":"商户","summary":"s","on":")") + on + "\"}";
  };
  EXPECT_EQ(course.refused("participation.form", heard("2026-04-10")), "rules-unmet G06F");
  course.add({"PUB-06"});
  EXPECT_EQ(course.refused("participation.form", heard("2026-03-10")), "rules-unmet G06D");
  course.send("participation.form", heard("2026-04-03"));
}

TEST(Article14, ThatItIsNotPublicIsFoundAgainOfTheChangedDraft) {
  Course course = reopened("C2");
  const char* secret = R"({"basis":"《保守国家秘密法》第十三条","approver":"zhao"})";
  EXPECT_EQ(course.refused("participation.not_required", secret), "rules-unmet G06");
  course.add({"PUB-10"}).send("participation.not_required", secret).in({"pp_done"});
}

TEST(Article16, AHearingHasItsOwnListReceiptsAndReport) {
  Course course = reopened("C2");
  course.checked_for_secrets()
      .send("notice.open", notice_again)
      .send("hearing.announce", R"({"date":"2026-04-20","time":"9:00",
      "place":"礼堂","chair":"刘主持","presenter":"教育局","recorder":"wang","selection":"公开报名",
      "quotas":[{"group":"商户","seats":1,"stakeholders":true},
                {"group":"居民","seats":1,"stakeholders":false}]})");
  course.send("hearing.participant", R"({"name":"张","group":"商户","official":false})");
  course.send("hearing.participant", R"({"name":"李","group":"居民","official":false})");
  EXPECT_EQ(course.refused("hearing.list"), "rules-unmet G09L");
  course.add({"PUB-07"}).send("hearing.list");
  course.send("hearing.papers", R"({"participant":"张","receipt":"1"})");
  course.send("hearing.papers", R"({"participant":"李","receipt":"2"})");
  Course late = course;
  late.at("2026-04-20T09:00:00+08:00");
  EXPECT_EQ(late.refused("hearing.open", R"({"attending":["张","李"]})"), "rules-unmet G09");
  course.add({"PUB-08"}).at("2026-04-20T09:00:00+08:00");
  course.send("hearing.open", R"({"attending":["张","李"]})");
  course.send("hearing.speak", R"({"speaker":"教育局","part":"present","text":"t"})");
  course.send("hearing.speak", R"({"speaker":"张","part":"state","text":"t"})").add({"PUB-09"});
  course.send("hearing.confirm", R"({"participant":"张","signed":true})");
  course.send("hearing.confirm", R"({"participant":"李","signed":true})").sign();
  course.send("hearing.hold");
  EXPECT_EQ(course.refused("hearing.report", R"({"summary":"s"})"), "rules-unmet G09Y");
  // Another hearing does not make this one forgotten: it is reported first.
  const char* another = R"({"date":"2026-06-01","time":"9:00","place":"礼堂","chair":"刘主持",
      "presenter":"教育局","recorder":"wang","selection":"公开报名",
      "quotas":[{"group":"商户","seats":1,"stakeholders":true},
                {"group":"居民","seats":1,"stakeholders":false}]})";
  EXPECT_EQ(course.refused("hearing.announce", another), "rules-unmet G09A");
  course.add({"PUB-11"}).send("hearing.report", R"({"summary":"s"})");
  course.send("hearing.announce", another);
}

TEST(Article10, AStudyThatWasSentBackIsMadeAnew) {
  Course course;
  course.studied().by(head()).add({"INI-03", "INI-04"});
  course.at("2026-03-05T09:00:00+08:00");
  course.send("initiation.return", R"({"reason":"补充论证"})").in({"study"});
  course.at("2026-03-09T09:00:00+08:00").by(study_unit());
  const char* done = R"({"summary":"可行"})";
  EXPECT_EQ(course.refused("study.done", done), "rules-unmet G03Z");
  course.add({"INI-02"}).send("study.done", done).by(head());
  course.send("initiation.start", R"({"drafting_unit":"education","catalogue_no":"2026-3"})");
  course.in({"drafting"});
}

TEST(Article13, ALetterOfAUnitIsOfTheDraftAsItWasSettled) {
  Course course;
  course.coordinated().at("2026-03-09T09:00:00+08:00").by(drafter());
  course.send("draft.redraft", R"({"reason":"重写"})").file("DRF-04", "rewritten");
  course.send("draft.freeze", R"({"legal_basis":[{"title":"义务教育法第12条","in_force":true}]})");
  course.send("coordination.reply", R"({"unit":"finance","opinion":"agree"})");
  course.send("coordination.reply", R"({"unit":"land","opinion":"agree"})");
  EXPECT_EQ(course.refused("coordination.conclude"), "rules-unmet G05P");
  course.add({"DRF-07"}).send("coordination.conclude").in({"pp_planning"});
}

TEST(ChangeC4, HasACostBenefitAnalysisOfThisChange) {
  Course course = reopened("C4");
  course.send("experts.invite", Course::invitation).add({"EXP-03", "EXP-04"});
  for (const char* expert : {"a", "b", "c", "d", "e"})
    course.send("experts.opinion",
                std::string(R"({"unit":"大学","conclusion":"support","text":"可行",
        "direct_interest":false,"paper":2,"expert":")") +
                    expert + "\"}");
  course.at("2026-04-07T09:00:00+08:00").send("experts.conclude").in({"consolidating"});
  course.send("draft.revise", R"({"change":"C4","explanation":"再增资"})").by(office());
  EXPECT_EQ(course.refused("change.decide", R"({"change":"C4"})"), "rules-unmet G33M");
  course.add({"DRF-03"}).at("2026-04-07T10:00:00+08:00");
  course.send("change.decide", R"({"change":"C4"})").in({"ex_planning"});
  // Nor does it serve for a change within the round.
  course.at("2026-04-08T09:00:00+08:00").by(drafter()).file("DRF-04", "more-money");
  course.send("draft.revise", R"({"change":"C4","explanation":"又增资"})").by(office());
  EXPECT_EQ(course.refused("change.decide", R"({"change":"C4"})"), "rules-unmet G33M");
  course.add({"DRF-03"}).send("change.decide", R"({"change":"C4"})").in({"ex_planning"});
}

TEST(Article32, TheExplanationIsOfThisDecision) {
  Course course;
  course.submitted().by(office()).add({"ISS-04"}).send("packet.accept");
  course.send("meeting.notify", Course::notice_of_meeting).at("2026-04-21T09:00:00+08:00");
  course.arrive({"zhao", "qian", "sun"}).send("meeting.open").stances().head_spoke();
  course.send("meeting.decide", R"({"outcome":"approve"})").issued_to_be_signed().sign();
  course.send("decision.sign", R"({"number":"政发〔2026〕9号"})").by(office()).add({"ISS-02"});
  EXPECT_EQ(course.refused("publication.publish", Course::channels), "rules-unmet G27");
  course.add({"ISS-04"}).send("publication.publish", Course::channels).in({"published"});
}

TEST(Article37, EachAdjustmentAndEndHasItsOwnPaper) {
  Course course;
  course.executed().by(head()).add({"EXE-06"});
  const char* wording = R"({"explanation":"勘误","change":"C0"})";
  course.send("adjustment.minor", wording);
  EXPECT_EQ(course.refused("adjustment.minor", wording), "rules-unmet G31");
  course.add({"EXE-07"});
  EXPECT_EQ(course.refused("execution.terminate", end), "rules-unmet G31T");
  Course ended = course, replaced = course;
  ended.add({"EXE-06"}).send("execution.terminate", end).in({"terminated"});
  replaced.send("adjustment.major", R"({"reason":"改线"})");
  replaced.knows("successor", successor("carrying_out"));
  const char* by_another = R"({"successor":"m2","number":"政发〔2026〕30号"})";
  EXPECT_EQ(replaced.refused("adjustment.succeed", by_another), "rules-unmet G31S");
  replaced.add({"EXE-06"}).send("adjustment.succeed", by_another).in({"superseded"});
  course.add({"EXE-06"}).send("adjustment.minor", wording);
}

// One paper may be about several; what bears another number is another paper.
TEST(Article38, APaperOfLiabilityServesForAllItNamesAndForNoOther) {
  Course course;
  course.executed().by(inspector()).add({"LIA-01"});
  const auto liable = [](const char* unit, const char* number) {
    return std::string(R"({"article":"39","unit":")") + unit + R"(","number":")" + number + "\"}";
  };
  course.send("liability.record", liable("教育局", "1"))
      .send("liability.record", liable("王", "1"));
  EXPECT_EQ(course.refused("liability.record", liable("王", "2")), "rules-unmet G35");
  const char* annulled = R"({"by":"court","number":"行初1号","reason":"程序违法"})";
  EXPECT_EQ(course.by(office()).refused("decision.annul", annulled), "rules-unmet G35");
  course.file("LIA-01", "judgment").send("decision.annul", annulled).in({"invalidated"});
  course.by(inspector());
  EXPECT_EQ(course.refused("liability.record", liable("王", "3")), "rules-unmet G35");
  course.send("liability.record", liable("王", "行初1号"));
  course.file("LIA-01", "third").send("liability.record", liable("王", "3"));
}

// What is entered twice is counted twice.
TEST(Article38, OnePaperIsEnteredOnceOfOnePersonAndArticle) {
  Course course;
  course.executed().by(inspector()).add({"LIA-01"});
  const auto liable = [](const char* article, const char* unit, const char* number) {
    return std::string(R"({"article":")") + article + R"(","unit":")" + unit + R"(","number":")" +
           number + "\"}";
  };
  course.send("liability.record", liable("39", "王", "责〔2026〕1号"));
  course.file("LIA-01", "a scan");
  for (const auto& [unit, number] :
       {std::pair{"王", "责〔2026〕1号"}, std::pair{"王", "责[2026]1号"},
        std::pair{" 王", "责 2026 1号"}, std::pair{"王", "责（２０２６）01号"}}) {
    const auto rule = course.unmet("liability.record", liable("39", unit, number));
    EXPECT_EQ(rule.id, "G35T") << number;
    EXPECT_EQ(rule.seen.at("entered").at(0).at("number"), "责〔2026〕1号");
  }
  // Nor is the same file another paper, because it was uploaded again.
  course.add({"LIA-01"});
  EXPECT_EQ(course.refused("liability.record", liable("39", "王", "责〔2026〕2号")),
            "rules-unmet G35T");
  Course another = course;
  another.file("LIA-01", "second").send("liability.record", liable("39", "王", "责〔2026〕2号"));
  // It may name several, and be under several articles.
  course.send("liability.record", liable("39", "李", "责[2026]01号"));
  course.send("liability.record", liable("40", "王", "责〔2026〕1号"));
  EXPECT_EQ(course.refused("liability.record", liable("39", "赵", "责〔2026〕10号")),
            "rules-unmet G35");
}

// By a slip the wrong person is entered, or under the wrong article: once that is corrected the
// paper is entered anew under its number, and what was entered stays on record.
TEST(Article38, AnEntryOfLiabilityThatWasCorrectedIsEnteredAnew) {
  const char* liable = R"({"article":"39","unit":"王","number":"责〔2026〕1号"})";
  for (auto stage : {&Course::reviewed, &Course::executed}) {
    Course course;
    (course.*stage)().by(inspector()).add({"LIA-01"}).send("liability.record", liable);
    const auto entered = course.given.snapshot().version;
    const auto correct = [&](std::int64_t seq, bool anew) {
      course.knows("seq", {{"found", JsonObject{{"event", "liability.record"},
                                                {"account", course.given.acting().account},
                                                {"unit", ""},
                                                {"signed", false}}}});
      course.send("record.correct",
                  json_text(JsonObject{
                      {"seq", seq}, {"text", "登记有误"}, {"reason", "笔误"}, {"anew", anew}}));
    };
    EXPECT_EQ(course.refused("record.correct", json_text(JsonObject{{"seq", entered - 1},
                                                                    {"text", "登记有误"},
                                                                    {"reason", "笔误"},
                                                                    {"anew", true}})),
              "rules-unmet G37A G37W");
    EXPECT_EQ(course.refused("liability.record", liable), "rules-unmet G35T");
    correct(entered, false);
    EXPECT_EQ(course.unmet("liability.record", liable).seen.at("entered").at(0).at("entry"),
              entered);
    correct(entered, true);
    course.send("liability.record", liable);
    EXPECT_EQ(course.refused("liability.record", liable), "rules-unmet G35T");
    EXPECT_EQ(course.given.snapshot().session.data.at("liability").as_array().size(), 1u);
    EXPECT_EQ(course.given.snapshot().session.data.at("corrections").as_array().size(), 2u);
  }
}

}  // namespace
}  // namespace gavel::law
