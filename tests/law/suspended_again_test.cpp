// Decree 713, article 37: what was suspended in urgency before, and when it may be so again.
#include "tests/law/carrying_out.hpp"

namespace gavel::law {
namespace {

/// Suspended in urgency once more, on another problem that the inspection has checked.
const char* const on_the_flood = R"({"reason":"洪水","urgent":true,"cause":"洪水",
    "difference":"前次系征地受阻","checked_by":"du"})";
/// Suspended and resumed; on 11 May the executing unit enters that it found `text` the day before.
Course resumed_then_found(const char* text) {
  Course course;
  resumed(suspended(course)).at("2026-05-11T09:00:00+08:00");
  course.by(executor())
      .send("execution.problem",
            std::string(R"({"kind":"changed","found_on":"2026-05-10","text":")") + text + "\"}");
  course.by(head()).add({"EXE-05"}).knows("checked_by", account("du", "inspector"));
  return course;
}

TEST(Article37, TheSameProblemDoesNotSuspendInUrgencyASecondTime) {
  Course course = resumed_then_found("征地 受阻");
  EXPECT_EQ(course.refused("execution.suspend", urgent), "rules-unmet G30U G30Q G30O");
  // Neither the report of before, nor the same words with a later day, nor what is not entered.
  for (const char* cause : {"征地受阻", "征地 受 阻", "洪水"}) {
    EXPECT_EQ(course.refused("execution.suspend",
                             std::string(R"({"reason":"r","urgent":true,"difference":"d",
                                 "checked_by":"du","cause":")") +
                                 cause + "\"}"),
              "rules-unmet G30U")
        << cause;
  }
  Course decided = course, evaluated = course;
  decided.add({"EXE-07"}).send("execution.suspend", by_a_meeting).in({"suspended"});
  // An evaluation is no way round it.
  evaluated.add({"EVA-01"})
      .send("evaluation.start",
            R"({"trigger":"organ_decided","plan":"p","evaluator":"institute"})");
  evaluated.add({"EVA-02", "EVA-03"});
  EXPECT_EQ(evaluated.refused("evaluation.conclude", R"({"outcome":"suspend","reason":"r",
              "urgent":true,"left_out":"r","heard":[{"who":"public","how":"问卷"},{"who":"grassroots","how":"走访"}]})"),
            "rules-unmet G30U G30O");
}

// A meeting has looked at it, or let it lapse: neither makes it urgent anew.
TEST(Article37, WhatAMeetingConfirmedLiftedOrNeverSawIsNotUrgentAgain) {
  Course confirmed_, lifted, lapsed;
  resumed(confirmed(confirmed_));
  suspended(lifted).by(office()).add({"EXE-07"}).send("suspension.lift", minuted).by(head());
  resumed(suspended(lapsed)).given.until("2026-05-22T00:00:00+08:00");
  for (Course* each : {&confirmed_, &lifted, &lapsed}) {
    each->add({"EXE-05", "EXE-07"});
    EXPECT_EQ(each->refused("execution.suspend", urgent), "rules-unmet G30U G30Q G30O");
    each->send("execution.suspend", by_a_meeting).in({"suspended"});
  }
}

// What lapsed without a meeting is not ordered again on its own ground, be another report of it
// entered meanwhile; nor does a full stop make another one of the same report.
TEST(Article37, WhatNoMeetingConfirmedIsNotOrderedAgainOnTheSameGround) {
  Course course = resumed_then_found("山体塌方，道路中断");
  const auto again = [](const char* reason, const char* cause) {
    return json_text(JsonObject{{"reason", reason},
                                {"urgent", true},
                                {"cause", cause},
                                {"difference", "另一处"},
                                {"checked_by", "du"}});
  };
  for (const char* same : {"塌方", "塌 方。"})
    EXPECT_EQ(course.refused("execution.suspend", again(same, "山体塌方，道路中断")),
              "rules-unmet G30Q")
        << same;
  EXPECT_THAT(course.unmet("execution.suspend", again("塌方", "山体塌方，道路中断")).remedy.zh,
              testing::HasSubstr("塌方"));
  // Nor on the ground before the last one.
  Course twice = course;
  twice.send("execution.suspend", again("洪水", "山体塌方，道路中断"));
  resumed(twice)
      .by(executor())
      .send("execution.problem", R"({"kind":"changed","found_on":"2026-05-11","text":"桥面沉降"})");
  twice.by(head()).add({"EXE-05"}).knows("checked_by", account("du", "inspector"));
  for (const char* before : {"塌方", "洪水"})
    EXPECT_EQ(twice.refused("execution.suspend", again(before, "桥面沉降")), "rules-unmet G30Q");
  twice.send("execution.suspend", again("桥面沉降", "桥面沉降")).in({"suspended"});
  Course by_meeting = course;
  by_meeting.add({"EXE-07"}).send("execution.suspend", by_a_meeting).in({"suspended"});
  Course full_stop = resumed_then_found("征地受阻。");
  EXPECT_EQ(full_stop.refused("execution.suspend", again("征地再度受阻", "征地受阻。")),
            "rules-unmet G30U");
}

// The text of a report that is the ground of before in other hands.
TEST(Article37, AReportInTheWordsOfTheGroundBeforeIsNoOtherProblem) {
  Course course = resumed_then_found("塌方");
  EXPECT_EQ(course.refused("execution.suspend", R"({"reason":"道路中断","urgent":true,
                "cause":"塌方","difference":"另一处","checked_by":"du"})"),
            "rules-unmet G30Q");
}

TEST(Article37, OtherWordsOrALaterDateAreNoOtherProblem) {
  Course course = resumed_then_found("村民阻止施工队进场");
  const auto again = [](const char* more) {
    return std::string(R"({"reason":"r","urgent":true,"cause":"村民阻止施工队进场")") + more + "}";
  };
  EXPECT_EQ(course.refused("execution.suspend", again("")), "rules-unmet G30O");
  EXPECT_EQ(course.refused("execution.suspend", again(R"(,"difference":"　","checked_by":"du")")),
            "invalid-form /difference");
  const auto checked = again(R"(,"difference":"d","checked_by":"du")");
  JsonObject of_the_executor = account("gong", "inspector");
  of_the_executor["found"].as_object()["unit"] = "works";
  for (const JsonObject& nobody :
       {JsonObject{{"found", nullptr}}, account("zhao", "inspector"), account("gong", "executor"),
        account("wang", "drafter"), of_the_executor}) {
    course.knows("checked_by", nobody);
    EXPECT_EQ(course.refused("execution.suspend", checked), "rules-unmet G30O");
  }
  Actor deputy = head();
  deputy.account = "qian", deputy.on_behalf_of = "du";
  course.knows("checked_by", account("du", "inspector")).by(deputy);
  EXPECT_EQ(course.refused("execution.suspend", checked), "rules-unmet G30O");
}

// The day alone does not tell which came first.
TEST(Article37, AnotherProblemOfTheSameDaySuspendsInUrgency) {
  Course course;
  resumed(suspended(course)).by(executor());
  course.send("execution.problem",
              R"({"kind":"force_majeure","found_on":"2026-04-21","text":"洪水"})");
  course.by(head()).add({"EXE-05"}).knows("checked_by", account("du", "inspector"));
  EXPECT_EQ(course.refused("execution.suspend", R"({"reason":"r","urgent":true,"difference":"d",
              "checked_by":"du","cause":"征地受阻"})"),
            "rules-unmet G30U");
  course.send("execution.suspend", on_the_flood).in({"suspended"});
}

// Another problem is another urgency; the first one's clock goes on.
TEST(Article37, AnotherProblemThatWasCheckedSuspendsInUrgency) {
  Course course = resumed_then_found("洪水");
  for (const char* role : {"inspector", "office"}) {
    Course checked = course;
    checked.knows("checked_by", account("du", role)).send("execution.suspend", on_the_flood);
    checked.in({"suspended"});
    const Json& used = checked.given.snapshot().session.data.at("exceptions");
    EXPECT_EQ(used.at(used.as_array().size() - 1).at("kind"), "suspended_again");
    EXPECT_EQ(used.at(used.as_array().size() - 1).at("approver"), "du");
    checked.given.until("2026-05-22T00:00:00+08:00");
    EXPECT_TRUE(t14_is_overdue(checked));
  }
  Course suggested;
  resumed(confirmed(suggested));
  suggested.at("2026-05-11T09:00:00+08:00").by(office());
  suggested.send("execution.suggestion",
                 R"({"channel":"in_person","found_on":"2026-05-10","text":"洪水","problem":true})");
  suggested.by(head()).add({"EXE-05"}).knows("checked_by", account("du", "inspector"));
  suggested.send("execution.suspend", on_the_flood).in({"suspended"});
}

}  // namespace
}  // namespace gavel::law
