// Decree 713, articles 30 and 37: which meeting suspended a decision, looked at its suspension or
// ended it is no phrase but a meeting of the organ that is known, with its minutes on file.
#include "tests/law/carrying_out.hpp"

namespace gavel::law {
namespace {

std::string held(const char* day, const char* more = R"("body":"executive","minutes":9)") {
  return std::string("{") + more + R"(,"held_on":")" + day + "\"}";
}

TEST(Article37, TheMeetingThatConfirmsIsKnownAndItsMinutesAreOnFile) {
  Course course;
  suspended(course).by(office());
  for (const char* phrase : {R"({"body":"executive","number":"〔2026〕9号"})",
                             R"({"body":"plenary","held_on":"2026-04-21","minutes":"九"})"}) {
    EXPECT_THAT(course.refused("suspension.confirm", phrase), testing::StartsWith("invalid-form"));
  }
  EXPECT_EQ(course.refused("suspension.confirm", minuted), "rules-unmet G30P");
  course.add({"EXE-07"}).send("suspension.confirm", minuted).in({"suspended"});
  const Json& meeting = course.given.snapshot().session.data.at("meetings_since").at(0);
  EXPECT_EQ(json_text(meeting),
            R"({"did":"confirm","body":"plenary","on":"2026-04-21","minutes":9,"paper":1})");
}

TEST(Article37, TheRegisterIsAskedForTheMeetingThatWasNamed) {
  Course course;
  suspended(course);
  const auto asked = [&](const char* event, const char* data) {
    return json_text(matter::asked_of_registers(course.given.procedure(), course.given.snapshot(),
                                                matter::Send{event, object(data), {}}, office(),
                                                course.given.now(), matter::real_calendar()));
  };
  const char* of_the_day = R"({"minutes":{"organ":"none","body":"plenary","on":"2026-04-21"}})";
  EXPECT_EQ(asked("suspension.confirm", minuted), of_the_day);
  EXPECT_THAT(asked("execution.terminate", end), testing::HasSubstr(&of_the_day[1]));
  EXPECT_EQ(asked("execution.suspend", by_a_meeting), of_the_day);
}

// The register knows the meetings of every matter: one meeting has one number.
TEST(Article37, ANumberIsThatOfOneMeeting) {
  Course course;
  suspended(course).by(office()).add({"EXE-07"}).knows("minutes", numbered_for("2026-03-03"));
  const auto rule = course.unmet("suspension.confirm", minuted);
  EXPECT_EQ(rule.id, "G30M");
  EXPECT_EQ(rule.seen.at("held_by").at("on"), "2026-03-03");
  JsonObject numbered = unnumbered();
  numbered["own"] = 8;
  course.knows("minutes", numbered);
  EXPECT_EQ(course.refused("suspension.confirm", minuted), "rules-unmet G30M");
  numbered["own"] = 9;
  numbered["found"] = JsonObject{{"on", "2026-04-21"}, {"number", 9}};
  course.knows("minutes", numbered).send("suspension.confirm", minuted);
}

TEST(Article37, NoNumberOfMinutesIsPassedOverWithoutAWord) {
  Course course;
  suspended(course).by(office()).add({"EXE-07"});
  const auto numbered = [](int number, const char* more = "") {
    return std::string(R"({"body":"plenary","held_on":"2026-04-21","minutes":)") +
           std::to_string(number) + more + "}";
  };
  EXPECT_EQ(course.refused("suspension.confirm", numbered(13)), "rules-unmet G30J");
  Course next = course;
  next.send("suspension.confirm", numbered(12));
  course.send("suspension.confirm", numbered(55, R"(,"gap_reason":"13至54号为系统启用前的会议")"));
}

TEST(Article37, MinutesAreNotFromBeforeTheirMeeting) {
  Course course;
  suspended(course).by(office()).add({"EXE-07"}).at("2026-04-22T09:00:00+08:00");
  const char* next_day = R"({"body":"plenary","held_on":"2026-04-22","minutes":9})";
  EXPECT_EQ(course.refused("suspension.confirm", next_day), "rules-unmet G30P");
  course.add({"EXE-07"}).send("suspension.confirm", next_day);
}

// Suspended on Tuesday, 21 April: a meeting of that day or later confirms it, none of before, none
// that is still to be held.
TEST(Article37, AMeetingConfirmsWhatWasSuspendedBeforeIt) {
  Course course;
  course.executed().at("2026-04-28T09:00:00+08:00").by(executor());
  course.add({"EXE-03"}).send("execution.problem", problem).by(head()).add({"EXE-05"});
  course.send("execution.suspend", urgent).by(office()).add({"EXE-07"});
  for (const char* event : {"suspension.confirm", "suspension.lift"}) {
    EXPECT_EQ(course.refused(event, held("2026-04-27")), "rules-unmet G30C");
    EXPECT_EQ(course.refused(event, held("2026-04-20")), "rules-unmet G30C G30M");
    EXPECT_EQ(course.refused(event, held("2026-04-29")), "rules-unmet G30M G30P");
    Course done = course;
    done.send(event, held("2026-04-28"));
  }
}

TEST(Article37, AMeetingThatSuspendsOrEndsIsNamedWholeOrNotAtAll) {
  Course course;
  with_problem(course).by(head()).add({"EXE-05", "EXE-06", "EXE-07"});
  const auto suspend = [](const char* meeting) {
    return std::string(R"({"reason":"r")") + meeting + "}";
  };
  EXPECT_EQ(course.refused("execution.suspend", suspend(R"(,"meeting":"常务会议")")),
            "invalid-form /meeting");
  EXPECT_EQ(course.refused("execution.suspend", suspend(R"(,"urgent":true,"body":"plenary")")),
            "rules-unmet G30M");
  EXPECT_EQ(
      course.refused("execution.suspend", suspend(R"(,"held_on":"2026-04-21","body":"plenary")")),
      "rules-unmet G30 G30M");
  EXPECT_EQ(course.refused(
                "execution.terminate",
                R"({"decision":"政发〔2026〕1号","reason":"r","minutes":9,"body":"executive"})"),
            "rules-unmet G30M");
  Course ended = course;
  ended.send("execution.terminate", end).in({"terminated"});
  course.send("execution.suspend", by_a_meeting).in({"suspended"});
  EXPECT_EQ(course.given.snapshot().session.data.at("meetings_since").at(0).at("did"), "suspend");
}

// The meeting that adopted it did not suspend or end it, nor did one that met before the problem
// was found: that on 24 April, the executive meeting of the 21st and the plenary of the 23rd.
TEST(Article37, AMeetingSuspendsWhatWasFoundBeforeIt) {
  Course course;
  course.executed().at("2026-04-28T09:00:00+08:00").by(executor()).add({"EXE-03"});
  course.send("execution.problem", R"({"kind":"problem","found_on":"2026-04-24","text":"塌方"})");
  course.by(head()).add({"EXE-05", "EXE-06", "EXE-07"});
  const auto suspend = [](const char* meeting) {
    return std::string(R"({"reason":"塌方","minutes":9,)") + meeting + "}";
  };
  EXPECT_EQ(
      course.refused("execution.suspend", suspend(R"("body":"executive","held_on":"2026-04-21")")),
      "rules-unmet G30 G30M");
  EXPECT_EQ(
      course.refused("execution.suspend", suspend(R"("body":"plenary","held_on":"2026-04-23")")),
      "rules-unmet G30");
  EXPECT_EQ(course.refused("execution.terminate",
                           R"({"decision":"政发〔2026〕1号","reason":"r","body":"executive",
                               "held_on":"2026-04-21","minutes":12})"),
            "rules-unmet G30M");
  course.send("execution.suspend", suspend(R"("body":"executive","held_on":"2026-04-24")"));
  course.in({"suspended"});
}

// Another meeting has minutes of its own; one that did two things has them once.
TEST(Article37, EachMeetingHasItsOwnMinutes) {
  Course course;
  confirmed(course).by(head()).add({"EXE-06"}).at("2026-05-12T09:00:00+08:00");
  Course the_same = course;
  the_same.send("execution.terminate", end).in({"terminated"});
  const char* another = R"({"decision":"政发〔2026〕31号","body":"plenary","held_on":"2026-05-11",
                            "minutes":2,"reason":"不再需要"})";
  EXPECT_EQ(course.refused("execution.terminate", another), "rules-unmet G30P");
  course.add({"EXE-07"}).send("execution.terminate", another).in({"terminated"});
}

// The head resumed it before a meeting had looked at it: the meeting may still find that it should
// not have been suspended, while it is carried out and once it has ended.
TEST(Article37, AMeetingMayDisapproveOfWhatWasResumedBefore) {
  Course course;
  resumed(suspended(course)).by(office()).add({"EXE-07"});
  Course ended = course;
  course.send("suspension.lift", minuted).in({"executing"});
  EXPECT_EQ(course.refused("suspension.lift", minuted), "rules-unmet G30C");
  course.given.until("2026-08-01T00:00:00+08:00");
  EXPECT_FALSE(t14_is_overdue(course));
  ended.by(executor()).add({"EXE-02"});
  ended.send("execution.progress", R"({"task":"施工","percent":100,"text":"竣工"})");
  ended.send("execution.finish", R"({"text":"全部完成"})").by(office());
  ended.send("suspension.lift", minuted).in({"completed"});
}

// Signed on 21 April: the bus fares of February are no successor of the waste plant.
TEST(Article37, WhatReplacesOrEndsADecisionCameAfterIt) {
  Course course;
  course.executed().by(head()).add({"EXE-06"});
  const auto of = [](const char* proposed_on, const char* signed_on) {
    return successor("carrying_out", "major-decision", proposed_on, signed_on);
  };
  course.knows("successor", of("2026-01-05", "2026-02-27"));
  EXPECT_EQ(course.refused("execution.terminate", by_another_decision), "rules-unmet G31P");
  Course ended = course;
  ended.knows("successor", of("2026-01-05", "2026-07-15"));
  ended.send("execution.terminate", by_another_decision).in({"terminated"});

  course.at("2026-06-01T09:00:00+08:00").send("adjustment.major", R"({"reason":"改线"})");
  const char* replaced = R"({"successor":"m2","number":"政发〔2026〕30号"})";
  for (const JsonObject& stood_already :
       {of("2026-01-05", "2026-02-27"), of("2026-01-05", "2026-07-15"),
        of("2026-04-22", "2026-05-29")}) {
    course.knows("successor", stood_already);
    EXPECT_EQ(course.refused("adjustment.succeed", replaced), "rules-unmet G31P");
  }
  course.knows("successor", of("2026-04-22", "2026-07-15"));
  course.send("adjustment.succeed", replaced).in({"superseded"});
}

TEST(Article37, WhatReplacesADecisionIsNamedByTheNumberItWasSignedUnder) {
  Course course;
  course.executed().by(head()).add({"EXE-06"}).knows("successor", successor("carrying_out"));
  EXPECT_EQ(course.refused("execution.terminate",
                           R"({"decision":"政发〔2026〕3号","successor":"m2","reason":"r"})"),
            "rules-unmet G31N");
  course.send("adjustment.major", R"({"reason":"改线"})");
  EXPECT_EQ(course.refused("adjustment.succeed", R"({"successor":"m2","number":"30"})"),
            "rules-unmet G31N");
  Course respelled = course;
  respelled.send("adjustment.succeed", R"({"successor":"m2","number":"政发[2026]030号"})");
  course.send("adjustment.succeed", R"({"successor":"m2","number":"政发 〔2026〕30号"})");
  course.in({"superseded"});
}

}  // namespace
}  // namespace gavel::law
