// Decree 713, article 37: a decision is suspended, adjusted, ended.
#include "tests/law/carrying_out.hpp"

namespace gavel::law {
namespace {

// What an evaluation finds does not suspend by itself: as elsewhere, a cause, the order, the head.
TEST(Article37, AnEvaluationSuspendsAsTheHeadAndAMeetingWould) {
  Course course;
  course.executed()
      .by(head())
      .add({"EVA-01"})
      .send("evaluation.start",
            R"({"trigger":"organ_decided","plan":"p","evaluator":"institute"})");
  course.add({"EVA-02", "EVA-03"});
  const auto suspend = [](const char* how) {
    return std::string(R"({"outcome":"suspend","reason":"评估结果",
                           "left_out":"r","heard":[{"who":"public","how":"问卷"},{"who":"grassroots","how":"走访"}])") +
           how + "}";
  };
  const auto in_urgency = suspend(R"(,"urgent":true)");
  EXPECT_EQ(course.refused("evaluation.conclude", in_urgency), "rules-unmet G30");  // no cause
  course.by(office()).send(
      "execution.suggestion",
      R"({"channel":"phone","found_on":"2026-04-21","text":"扰民","problem":true})");
  EXPECT_EQ(course.by(head()).refused("evaluation.conclude", in_urgency), "rules-unmet G30");
  course.add({"EXE-05"});
  EXPECT_EQ(course.refused("evaluation.conclude", suspend("")), "rules-unmet G30");
  EXPECT_EQ(course.by(office()).refused("evaluation.conclude", in_urgency), "rules-unmet G30");
  const auto by_it = suspend(R"(,"body":"plenary","held_on":"2026-04-21","minutes":9)");
  EXPECT_EQ(course.by(head()).refused("evaluation.conclude", by_it), "rules-unmet G30P");
  course.add({"EXE-07"}).send("evaluation.conclude", by_it).in({"suspended"});
  EXPECT_EQ(data(course, "suspension").at("confirmed"), "2026-04-21");
}

// Article 35: an opinion that something is wrong, not every call; nor one that was found baseless.
TEST(Article37, AThankYouCallIsNoCauseForASuspension) {
  Course course;
  course.executed().by(office());
  course.send("execution.suggestion",
              R"({"channel":"phone","found_on":"2026-04-21","text":"谢谢政府"})");
  course.by(head()).add({"EXE-05"});
  EXPECT_EQ(course.refused("execution.suspend", urgent), "rules-unmet G30");
  Course answered = course, inspected = course;
  const char* crack = R"({"channel":"mail","found_on":"2026-04-21","text":"墙裂","problem":true})";
  const auto outcome = [&](const char* found) {
    Course each = course;
    each.by(office()).send("execution.suggestion", crack);
    each.send("suggestion.answer",
              std::string(R"({"suggestion":2,"text":"经查","outcome":")") + found + "\"}");
    return each.by(head());
  };
  for (const char* baseless : {"explained", "declined"})
    EXPECT_EQ(outcome(baseless).refused("execution.suspend", urgent), "rules-unmet G30");
  outcome("accepted").send("execution.suspend", urgent).in({"suspended"});
  answered.by(office()).send("execution.suggestion", crack).by(head());
  answered.send("execution.suspend", urgent).in({"suspended"});
  inspected.by(inspector());
  inspected.send("execution.suggestion",
                 R"({"channel":"inspection","found_on":"2026-04-21","text":"塌方"})");
  inspected.by(head()).send("execution.suspend", urgent).in({"suspended"});
}

TEST(Article37, SuspensionHasACauseAndIsUrgentOrAMeetings) {
  Course without;
  without.executed().by(head()).add({"EXE-05"});
  EXPECT_EQ(without.refused("execution.suspend", urgent), "rules-unmet G30");
  Course course;
  with_problem(course).by(head()).add({"EXE-05"});
  EXPECT_EQ(course.refused("execution.suspend", R"({"reason":"不想做"})"), "rules-unmet G30");
  EXPECT_EQ(course.by(office()).refused("execution.suspend", urgent), "not-permitted");
  course.by(head()).send("execution.suspend", urgent).in({"suspended"});
  Course by_meeting;
  handed_over(with_problem(by_meeting)).by(head()).add({"EXE-05", "EXE-07"});
  by_meeting.send("execution.suspend", by_a_meeting);
  by_meeting.given.until("2026-08-01T00:00:00+08:00").in({"suspended"});
  EXPECT_EQ(by_meeting.given.snapshot().session.data.at("overdue").as_array().size(), 0u);
}

// 30 days from 21 April end on Thursday, 21 May.
TEST(Article37, AnUrgentSuspensionIsConfirmedByAMeeting) {
  Course never;
  handed_over(suspended(never)).given.until("2026-05-21T23:59:59+08:00");
  EXPECT_EQ(never.given.snapshot().session.data.at("overdue").as_array().size(), 0u);
  never.given.until("2026-05-22T00:00:00+08:00").in({"suspended"});
  EXPECT_EQ(never.given.snapshot().session.data.at("overdue").at(0).at("clock"), "T14");
  Course confirmed;
  handed_over(suspended(confirmed)).by(office());
  EXPECT_EQ(confirmed.refused("suspension.confirm",
                              R"({"body":"office","held_on":"2026-04-21","minutes":9})"),
            "invalid-form /body");
  confirmed.add({"EXE-07"}).send("suspension.confirm", minuted);
  EXPECT_EQ(confirmed.refused("suspension.confirm", minuted), "rules-unmet G30C");
  confirmed.given.until("2026-08-01T00:00:00+08:00").in({"suspended"});
  EXPECT_EQ(confirmed.given.snapshot().session.data.at("overdue").as_array().size(), 0u);
  resumed(confirmed).in({"executing"});
}

// The clock of 30 days goes on wherever the decision goes, and so does the duty.
TEST(Article37, AnUrgentSuspensionGoesBeforeAMeetingWhereverTheDecisionHasGone) {
  Course adjusting, going_on, evaluated, ended;
  suspended(adjusting).send("adjustment.major", R"({"reason":"改线"})").in({"adjusting"});
  resumed(suspended(going_on)).in({"executing"});
  resumed(suspended(evaluated));
  evaluated.add({"EVA-01"})
      .send("evaluation.start",
            R"({"trigger":"organ_decided","plan":"p","evaluator":"institute"})");
  suspended(ended).add({"EXE-06"}).knows("successor", successor("carrying_out"));
  ended.send("execution.terminate", by_another_decision);
  ended.in({"terminated"});
  for (Course* each : {&adjusting, &going_on, &evaluated, &ended}) {
    Course in_time = *each;
    each->given.until("2026-05-21T23:59:59+08:00");
    EXPECT_FALSE(t14_is_overdue(*each));
    each->given.until("2026-05-22T00:00:00+08:00");
    EXPECT_TRUE(t14_is_overdue(*each));
    in_time.by(office()).add({"EXE-07"}).send("suspension.confirm", minuted);
    EXPECT_EQ(in_time.refused("suspension.confirm", minuted), "rules-unmet G30C");
    in_time.given.until("2026-08-01T00:00:00+08:00");
    EXPECT_FALSE(t14_is_overdue(in_time));
  }
}

TEST(Article37, AMeetingMayLiftWhatTheHeadSuspended) {
  Course course;
  suspended(course).by(office()).add({"EXE-07"}).send("suspension.lift", minuted);
  course.in({"executing"});
  course.given.until("2026-08-01T00:00:00+08:00");
  EXPECT_FALSE(t14_is_overdue(course));
  Course by_then_confirmed;
  confirmed(by_then_confirmed);
  EXPECT_EQ(by_then_confirmed.refused("suspension.lift", minuted), "rules-unmet G30C");
}

TEST(Article37, AMeetingIsOfferedToLookAtASuspensionWhileOneWaitsForIt) {
  const auto offers = [](Course& course) {
    int count = 0;
    for (const matter::Task& task : course.by(office()).given.tasks())
      count += task.event.starts_with("suspension.") ? 1 : 0;
    return count;
  };
  Course decided, executing, waiting, looked_at, ended;
  EXPECT_EQ(offers(decided.minuted()), 0);
  EXPECT_EQ(offers(executing.executed()), 0);
  EXPECT_EQ(offers(suspended(waiting)), 2);
  EXPECT_EQ(offers(confirmed(looked_at)), 0);
  EXPECT_EQ(offers(ended.carried_out()), 0);
}

TEST(Article37, AnAdjustmentThatIsDroppedResumesNothing) {
  Course course;
  confirmed(course).by(head()).send("adjustment.major", R"({"reason":"改线"})");
  course.send("adjustment.drop", R"({"reason":"不改"})").in({"suspended"});
  resumed(course).send("adjustment.major", R"({"reason":"改线"})");
  course.send("adjustment.drop", R"({"reason":"不改"})").in({"executing"});
}

TEST(Article37, NoFileIsClosedOverAnUrgentSuspensionThatNoMeetingConfirmed) {
  Course course;
  resumed(suspended(course)).proved();
  course.by(executor()).add({"EXE-02"});
  course.send("execution.progress", R"({"task":"施工","percent":100,"text":"竣工"})");
  course.send("execution.finish", R"({"text":"全部完成"})").by(archivist());
  const char* collect = R"({"fonds":"X043","organisation":"BGS"})";
  EXPECT_EQ(course.refused("archive.collect", collect), "rules-unmet G30A");
  course.by(office()).add({"EXE-07"}).send("suspension.confirm", minuted).by(archivist());
  course.send("archive.collect", collect).in({"building"});
}

TEST(Article37, OnlyWhatLeavesTheSubstanceAloneIsAdjustedDirectly) {
  Course course;
  course.executed().by(head()).add({"EXE-06"});
  for (const char* change : {"C2", "C3", "C4", "C5"}) {
    const std::string adjustment =
        std::string(R"({"explanation":"调整","change":")") + change + "\"}";
    EXPECT_EQ(course.refused("adjustment.minor", adjustment), "rules-unmet G31") << change;
  }
  course.send("adjustment.minor", R"({"explanation":"勘误","change":"C0"})").in({"executing"});
  EXPECT_EQ(course.given.snapshot().session.data.at("adjustments").as_array().size(), 1u);
}

TEST(Article37, AMajorAdjustmentGoesThroughTheProcedureAsAMatterOfItsOwn) {
  Course course;
  course.executed().by(head());
  EXPECT_EQ(course.refused("adjustment.succeed", R"({"successor":"m2","number":"1"})"), "not-now");
  course.send("adjustment.major", R"({"reason":"改线"})").in({"adjusting"});
  EXPECT_EQ(course.refused("adjustment.succeed", R"({"successor":"m2","number":"1"})"),
            "rules-unmet G31S");
  course.add({"EXE-06"});
  EXPECT_EQ(course.refused("adjustment.succeed", R"({"successor":"m1","number":"1"})"),
            "rules-unmet G31S");  // a decision does not replace itself
  const char* replaced = R"({"successor":"m2","number":"政发〔2026〕30号"})";
  for (const JsonObject& not_decided :
       {successor("signing"), successor("invalidated"), successor("carrying_out", "letters"),
        JsonObject{{"found", nullptr}}}) {
    course.knows("successor", not_decided);
    EXPECT_EQ(course.refused("adjustment.succeed", replaced), "rules-unmet G31S");
  }
  // One that is signed may still fall before it is published.
  course.knows("successor", successor("publishing"));
  EXPECT_EQ(course.refused("adjustment.succeed", replaced), "rules-unmet G31S");
  course.knows("successor", successor("carrying_out")).send("adjustment.succeed", replaced);
  course.in({"superseded"});
  Course dropped;
  dropped.executed().by(head()).send("adjustment.major", R"({"reason":"改线"})");
  dropped.send("adjustment.drop", R"({"reason":"论证后不改"})").in({"executing"});
}

TEST(Article37, ExecutionEndsOnlyByADecisionMadeInProcedure) {
  for (const bool is_suspended : {false, true}) {
    Course course;
    is_suspended ? suspended(course) : course.executed();
    course.by(head());
    EXPECT_EQ(course.refused("execution.terminate", end), "rules-unmet G31T G30P");
    course.add({"EXE-06"});
    EXPECT_EQ(course.refused("execution.terminate", end), "rules-unmet G30P");
    // A number alone is nobody's decision.
    EXPECT_EQ(
        course.refused("execution.terminate", R"({"decision":"政发〔2026〕1号","reason":"r"})"),
        "rules-unmet G31T");
    EXPECT_EQ(course.refused("execution.terminate",
                             R"({"decision":"政发〔2026〕1号","reason":"r","body":"plenary"})"),
              "rules-unmet G31T G30M");
    const char* by_another = R"({"decision":"政发〔2026〕30号","reason":"r","successor":"m2"})";
    course.knows("successor", successor("signing"));
    EXPECT_EQ(course.refused("execution.terminate", by_another), "rules-unmet G31T");
    Course replaced = course;
    replaced.knows("successor", successor("carrying_out"));
    replaced.send("execution.terminate", by_another).in({"terminated"});
    EXPECT_EQ(course.refused("execution.terminate", R"({"reason":"不再需要"})"),
              "invalid-form /decision");
    course.add({"EXE-07"}).send("execution.terminate", end).in({"terminated"});
  }
}

TEST(Article37, TheEndOfAPublishedDecisionIsMadePublicBeforeTheFileIsClosed) {
  Course course;
  confirmed(course).proved().by(head()).add({"EXE-06"});
  EXPECT_THAT(course.refused("execution.announce_end", announced("政府网站", course)),
              testing::StartsWith("not-now"));
  course.send("execution.terminate", end).by(archivist());
  const char* collect = R"({"fonds":"X043","organisation":"BGS"})";
  EXPECT_EQ(course.refused("archive.collect", collect), "rules-unmet G31A");
  EXPECT_EQ(course.refused("execution.announce_end", announced("政府网站", course)),
            "not-permitted");
  course.by(office());
  for (const int days : {-1, 1}) {  // the day before the end was decided, and tomorrow
    EXPECT_EQ(course.refused("execution.announce_end", announced("政府网站", course, days)),
              "rules-unmet G31E");
  }
  course.send("execution.announce_end", announced("政府网站", course));
  EXPECT_EQ(course.refused("execution.announce_end", announced("政府网站", course)),
            "rules-unmet G31E");
  course.send("execution.announce_end", announced("政府公报", course)).by(archivist());
  course.send("archive.collect", collect);
}

}  // namespace
}  // namespace gavel::law
