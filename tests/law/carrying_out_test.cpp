// Decree 713, articles 34 to 37: a decision that is evaluated or adjusted is in force meanwhile,
// and what is asked of its execution goes on.
#include "tests/law/carrying_out.hpp"

namespace gavel::law {
namespace {

constexpr const char* evaluation =
    R"({"trigger":"organ_decided","plan":"p","evaluator":"institute"})";
constexpr const char* adjust = R"({"reason":"改线"})";
constexpr const char* progress = R"({"task":"施工","percent":10,"text":"开工"})";

std::string concluded(const char* outcome) {
  return std::string(R"({"reason":"r","left_out":"r","heard":[{"who":"public","how":"问卷"},
      {"who":"grassroots","how":"走访"}],"outcome":")") +
         outcome + "\"}";
}
Course& evaluated(Course& course) {
  return course.by(head()).add({"EVA-01"}).send("evaluation.start", evaluation).in({"evaluating"});
}
Course& adjusted(Course& course) {
  return course.by(head()).send("adjustment.major", adjust).in({"adjusting"});
}
/// How often that clock was found over.
std::int64_t times_over(Course& course, std::string_view clock) {
  const auto& overdue = course.given.snapshot().session.data.at("overdue").as_array();
  return std::ranges::count_if(overdue,
                               [&](const Json& each) { return each.at("clock") == Json(clock); });
}
/// A decision that is being evaluated and one that is being adjusted.
std::vector<Course> under_review() {
  Course evaluating, adjusting;
  evaluated(handed_over(evaluating.executed()));
  adjusted(handed_over(adjusting.executed()));
  return {evaluating, adjusting};
}

// 92 days from Tuesday, 21 April end on Wednesday, 22 July, wherever the decision is parked.
TEST(Article34, AReportIsDueWhileADecisionIsEvaluatedOrAdjusted) {
  for (Course& course : under_review()) {
    course.given.until("2026-07-22T23:59:59+08:00");
    Course reported = course;
    course.given.until("2026-07-23T00:00:00+08:00");
    EXPECT_EQ(times_over(course, "T19"), 1);
    reported.by(executor()).send("execution.progress", progress);
    reported.given.until("2026-10-22T00:00:00+08:00");
    EXPECT_EQ(times_over(reported, "T19"), 0);
    reported.given.until("2026-10-23T00:00:00+08:00");
    EXPECT_EQ(times_over(reported, "T19"), 1);
  }
}

TEST(Article34, WhatGoesOnWhileADecisionIsEvaluatedOrAdjusted) {
  for (Course& course : under_review()) {
    const auto state = matter::configuration(course.given.procedure(), course.given.snapshot());
    course.by(executor()).send("execution.progress", progress).send("execution.problem", problem);
    course.by(inspector()).send("execution.inspect", R"({"text":"t","rectify_by":"2026-05-30"})");
    course.by(executor()).send("execution.rectify", R"({"no":1,"text":"已改"})");
    course.by(head()).add({"EXE-06"});
    course.send("adjustment.minor", R"({"explanation":"勘误","change":"C0"})").in(state);
    EXPECT_EQ(course.refused("adjustment.minor", R"({"explanation":"扩围","change":"C2"})"),
              "rules-unmet G31");
    EXPECT_EQ(course.by(executor()).refused("execution.finish", R"({"text":"t"})"), "not-now");
  }
}

TEST(Article34, NothingIsCarriedForwardWhileItIsSuspended) {
  Course course, adjusting;
  suspended(course).by(executor());
  EXPECT_EQ(course.refused("execution.progress", progress), "rules-unmet G29S");
  adjusted(suspended(adjusting)).by(executor());
  EXPECT_EQ(adjusting.refused("execution.progress", progress), "rules-unmet G29S");
  resumed(adjusting).in({"adjusting"}).by(executor()).send("execution.progress", progress);
}

// Every task has its day: the last day is in time, the next morning it is told, once for each day.
TEST(Article34, ATaskThatIsNotDoneOnItsDayIsTold) {
  Course course;
  course.published().add({"EXE-01"}).knows("unit", unit("works"));
  course.send("execution.assign", R"({"unit":"works","tasks":[{"task":"绿化","due":"2026-06-10"},
      {"task":"征地","due":"2026-05-08"},{"task":"清表","due":"2026-05-08"}]})");
  handed_over(course.forgets("unit")).by(executor());
  course.send("execution.progress", R"({"task":"征地","percent":100,"text":"完成"})");
  course.given.until("2026-05-08T23:59:59+08:00");
  EXPECT_EQ(times_over(course, "T21"), 0);
  Course in_time = course;
  in_time.send("execution.progress", R"({"task":"清表","percent":100,"text":"完成"})");
  in_time.given.until("2026-06-10T23:59:59+08:00");
  EXPECT_EQ(times_over(in_time, "T21"), 0);
  course.given.until("2026-05-09T00:00:00+08:00");
  EXPECT_EQ(times_over(course, "T21"), 1);
  EXPECT_EQ(data(course, "execution").at("tasks").at(2).at("late"), Json(true));
  // What is late stays the day of T21 until it is done; T22 is the day of the next.
  EXPECT_EQ(data(course, "execution").at("behind"), "2026-05-08");
  EXPECT_EQ(data(course, "execution").at("due"), "2026-06-10");
  Course done = course;
  done.by(executor()).send("execution.progress", R"({"task":"清表","percent":100,"text":"完成"})");
  EXPECT_EQ(data(done, "execution").at("behind"), "");
  done.given.until("2026-06-11T00:00:00+08:00");
  EXPECT_EQ(times_over(done, "T21"), 2);
  EXPECT_EQ(data(done, "execution").at("behind"), "2026-06-10");
  evaluated(course).given.until("2026-06-11T00:00:00+08:00");
  EXPECT_EQ(times_over(course, "T21"), 2);
  course.given.until("2027-01-01T00:00:00+08:00");
  EXPECT_EQ(times_over(course, "T21"), 2);
}

// Several units may carry it out; the one that was named reports on the tasks of all of them.
TEST(Article34, ATaskMayHaveAUnitOfItsOwn) {
  Course course;
  course.published().add({"EXE-01"}).knows("unit", unit("works"));
  course.knows("tasks.unit",
               matter::object(R"({"found":[{"id":"land","name":"国土局"}],"missing":[],
      "keys":["","land"]})"));
  course.send("execution.assign", R"({"unit":"works","tasks":[{"task":"施工","due":"2026-12-31"},
      {"task":"征地","unit":"国土局","due":"2026-05-08"}]})");
  course.forgets("unit").by(executor()).add({"EXE-02"});
  course.send("execution.progress", R"({"task":"征地","percent":50,"text":"已签约"})");
  const auto& now = data(course, "execution");
  EXPECT_EQ(now.at("tasks").at(0).at("unit"), "works");
  EXPECT_EQ(now.at("tasks").at(1).at("unit"), "land");
  EXPECT_EQ(now.at("tasks").at(1).at("unit_name"), "国土局");
  EXPECT_EQ(now.at("tasks").at(1).at("percent"), Json(50));
  EXPECT_EQ(now.at("reports").at(0).at("paper"), Json(1));  // the report it rests on
}

TEST(Article34, NoTaskFallsDueWhileItIsSuspended) {
  Course course;
  course.published().add({"EXE-01"}).knows("unit", unit("works"));
  course.send("execution.assign",
              R"({"unit":"works","tasks":[{"task":"施工","due":"2026-05-08"}]})");
  handed_over(course.forgets("unit")).by(executor()).add({"EXE-03"});
  course.send("execution.problem", problem).by(head()).add({"EXE-05"});
  course.send("execution.suspend", urgent).given.until("2026-06-01T00:00:00+08:00");
  EXPECT_EQ(times_over(course, "T21"), 0);
  resumed(course).given.until("2026-06-02T00:00:00+08:00");
  EXPECT_EQ(times_over(course, "T21"), 1);
}

TEST(Article34, UnitTasksAndDaysAreChangedOnAPaperAndNoTaskIsDropped) {
  Course course;
  course.executed().by(executor()).send("execution.progress", progress).by(office());
  const auto changed = [](const char* tasks) {
    return std::string(R"({"unit":"transport","reason":"机构改革","tasks":[)") + tasks + "]}";
  };
  const auto later = changed(R"({"task":"施工","due":"2027-06-30"},
                                {"task":"验收","due":"2027-09-30"})");
  course.knows("unit", unit("transport"));
  EXPECT_EQ(course.refused("execution.reassign", later), "rules-unmet G29V");  // on the same paper
  course.add({"EXE-01"});
  EXPECT_EQ(course.refused("execution.reassign", changed(R"({"task":"验收","due":"2027-09-30"})")),
            "rules-unmet G29V");
  EXPECT_EQ(course.by(executor()).refused("execution.reassign", later), "not-permitted");
  Course unknown = course;
  unknown.by(office()).knows("unit", {{"found", nullptr}});
  EXPECT_EQ(unknown.refused("execution.reassign", later), "rules-unmet G29");
  course.by(office()).send("execution.reassign", later).in({"executing"}).forgets("unit");
  const auto& tasks = data(course, "execution").at("tasks");
  EXPECT_EQ(tasks.at(0).at("percent"), Json(10));
  EXPECT_EQ(tasks.at(0).at("due"), "2027-06-30");
  EXPECT_EQ(tasks.as_array().size(), 2U);
  EXPECT_EQ(course.given.snapshot().session.data.at("reassigned").at(0).at("unit"), "works");
  // From now on the other unit reports.
  EXPECT_EQ(course.by(executor()).refused("execution.progress", progress), "not-permitted");
  course.by(actor("lu", {"executor"}, "transport")).send("execution.progress", progress);
  Course while_suspended;
  suspended(while_suspended).by(office()).add({"EXE-01"}).knows("unit", unit("transport"));
  while_suspended.send("execution.reassign", later).in({"suspended"});
  Course before;
  before.published().by(office()).add({"EXE-01"}).knows("unit", unit("transport"));
  EXPECT_EQ(before.refused("execution.reassign", later), "rules-unmet G29V");
}

// Past when it is given: only one that is late already is listed again so.
TEST(Article34, NoTaskThatIsNewIsDueBeforeItIsGiven) {
  Course course;
  course.executed().by(office()).add({"EXE-01"}).knows("unit", unit("transport"));
  const auto with = [](const char* due, const char* new_due) {
    return std::string(
               R"({"unit":"transport","reason":"机构改革","tasks":[{"task":"施工","due":")") +
           due + R"("},{"task":"验收","due":")" + new_due + "\"}]}";
  };
  EXPECT_EQ(course.refused("execution.reassign", with("2026-12-31", "2020-01-01")),
            "rules-unmet G29Y");
  // A task that is left has the day it had, and no other that is past.
  EXPECT_EQ(course.refused("execution.reassign", with("2026-04-01", "2026-12-31")),
            "rules-unmet G29Y");
  course.at("2027-02-01T09:00:00+08:00");
  course.send("execution.reassign", with("2026-12-31", "2027-03-31")).in({"executing"});
}

// In urgency the head does not wait until an evaluation or an adjustment is over.
TEST(Article37, WhatIsEvaluatedOrAdjustedIsSuspendedInUrgencyAndResumed) {
  for (Course& course : under_review()) {
    const auto state = matter::configuration(course.given.procedure(), course.given.snapshot());
    EXPECT_EQ(course.by(head()).refused("execution.suspend", urgent), "rules-unmet G30");
    course.by(executor()).add({"EXE-03"}).send("execution.problem", problem).by(head());
    course.add({"EXE-05"});
    EXPECT_EQ(course.refused("execution.resume", resume), "rules-unmet G30R");
    course.send("execution.suspend", urgent).in(state);
    EXPECT_THAT(course.add({"EXE-05"}).refused("execution.suspend", by_a_meeting),
                testing::HasSubstr("G30S"));
    course.given.until("2026-05-22T00:00:00+08:00");
    EXPECT_TRUE(t14_is_overdue(course));
    course.given.until("2026-08-22T00:00:00+08:00");
    EXPECT_EQ(times_over(course, "T19"), 0);  // nothing to report of what stands still
    Course lifted = course;
    resumed(course).in(state).given.until("2026-11-23T23:59:59+08:00");
    EXPECT_EQ(times_over(course, "T19"), 0);  // 92 days from the resumption end on a Monday
    course.given.until("2026-11-24T00:00:00+08:00");
    EXPECT_EQ(times_over(course, "T19"), 1);
    lifted.by(office()).add({"EXE-07"}).send("suspension.lift", minuted).in(state);
    lifted.by(executor()).send("execution.progress", progress);
  }
}

// What citizens tell is reason enough before a unit is named to carry it out.
TEST(Article37, WhatIsNotYetAssignedIsSuspendedAndAssignedAllTheSame) {
  Course course;
  course.published().by(office());
  course.send("execution.suggestion",
              R"({"channel":"phone","found_on":"2026-04-21","text":"塌方","problem":true})");
  course.by(head()).add({"EXE-05"}).send("execution.suspend", urgent).in({"published"});
  course.by(office()).add({"EXE-01"}).knows("unit", unit("works"));
  course.send("execution.assign", Course::tasks).forgets("unit").in({"suspended"});
  handed_over(course).given.until("2026-09-01T00:00:00+08:00");
  EXPECT_EQ(times_over(course, "T19"), 0);
  resumed(course).in({"executing"}).given.until("2026-12-03T00:00:00+08:00");
  EXPECT_EQ(times_over(course, "T19"), 1);
}

// Neither the end of an evaluation nor an adjustment that is dropped resumes what was suspended.
TEST(Article37, WhatWasSuspendedIsEvaluatedAndSuspendedStill) {
  for (const char* outcome : {"continue", "terminate"}) {
    Course course;
    evaluated(confirmed(course)).add({"EVA-02", "EVA-03"});
    EXPECT_THAT(course.refused("evaluation.conclude", concluded("suspend")),
                testing::HasSubstr("G30S"));
    course.send("evaluation.conclude", concluded(outcome)).in({"suspended"});
    EXPECT_EQ(course.given.snapshot().session.data.at("evaluated").at(0).at("outcome"), outcome);
    resumed(course).in({"executing"});
  }
  Course course;
  evaluated(confirmed(course)).add({"EVA-02", "EVA-03"});
  course.send("evaluation.conclude", concluded("adjust")).in({"adjusting"});
  course.send("adjustment.drop", R"({"reason":"不改"})").in({"suspended"});
}

}  // namespace
}  // namespace gavel::law
