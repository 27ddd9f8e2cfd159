// Decree 713, articles 34 and 35: a decision is carried out, and problems are reported.
#include <gmock/gmock.h>

#include "tests/law/carrying_out.hpp"

namespace gavel::law {
namespace {

TEST(Article34, ExecutionHasItsUnitAndTasks) {
  Course course;
  course.published().knows("unit", unit("works"));
  EXPECT_EQ(course.refused("execution.assign", Course::tasks), "rules-unmet G29");
  course.add({"EXE-01"});
  EXPECT_EQ(course.refused("execution.assign", R"({"unit":"works","tasks":[]})"),
            "invalid-form /tasks");
  course.send("execution.assign", Course::tasks).in({"executing"});
}

// Tuesday, 21 April 2026.
TEST(Article34, NoTaskIsDueBeforeItIsGiven) {
  Course course;
  course.published().add({"EXE-01"}).knows("unit", unit("works"));
  const auto due = [](const char* day) {
    return std::string(R"({"unit":"works","tasks":[{"task":"设计","due":"2026-12-31"},
        {"task":"施工","due":")") +
           day + "\"}]}";
  };
  const auto rule = course.unmet("execution.assign", due("2025-12-31"));
  EXPECT_EQ(rule.id, "G29Y");
  EXPECT_EQ(json_text(rule.seen.at("past")), R"([{"task":"施工","due":"2025-12-31"}])");
  EXPECT_EQ(course.refused("execution.assign", due("2026-04-20")), "rules-unmet G29Y");
  course.send("execution.assign", due("2026-04-21")).in({"executing"});
}

TEST(Article34, TheExecutingUnitIsOneOfTheRegister) {
  Course course;
  course.published().add({"EXE-01"}).knows("unit", {{"found", nullptr}});
  const char* mistyped = R"({"unit":"住建句","tasks":[{"task":"施工","due":"2026-12-31"}]})";
  EXPECT_EQ(course.refused("execution.assign", mistyped), "rules-unmet G29");
  // Named by what it is called, it is known by its id.
  course.knows("unit", {{"found", JsonObject{{"id", "works"}, {"name", "住建局"}}}});
  course.send("execution.assign",
              R"({"unit":"住建局","tasks":[{"task":"施工","due":"2026-12-31"}]})");
  EXPECT_EQ(data(course, "execution").at("unit"), "works");
}

TEST(Article34, ProgressFallsBackOnlyWithAReason) {
  Course course;
  course.executed().by(executor());
  const auto progress = [](int percent, const char* more = "") {
    return R"({"task":"施工","text":"t","percent":)" + std::to_string(percent) + more + "}";
  };
  course.send("execution.progress", progress(60)).send("execution.progress", progress(60));
  EXPECT_EQ(course.refused("execution.progress", progress(59)), "rules-unmet G29B");
  EXPECT_EQ(course.refused("execution.progress", progress(59, R"(,"reason":"　")")),
            "invalid-form /reason");
  course.send("execution.progress", progress(40, R"(,"reason":"返工")"));
  EXPECT_EQ(data(course, "execution").at("reports").as_array().back().at("reason"), "返工");
}

TEST(Article34, OnlyTheUnitThatWasNamedReports) {
  Course course;
  course.executed().by(actor("li", {"executor"}, "water"));
  const char* progress = R"({"task":"施工","percent":40,"text":"完成基础"})";
  EXPECT_EQ(course.refused("execution.progress", progress), "not-permitted");
  course.by(executor()).send("execution.progress", progress);
  EXPECT_EQ(data(course, "execution").at("percent"), Json(40));
}

/// The road by the works, the trees by the parks, as the register of units knows them.
Course& shared(Course& course) {
  course.published().add({"EXE-01"}).knows("unit", unit("works"));
  course.knows("tasks.unit",
               matter::object(R"({"found":[{"id":"parks","name":"园林局"}],"missing":[],
      "keys":["","parks"]})"));
  course.send("execution.assign", R"({"unit":"works","tasks":[
    {"task":"施工","due":"2026-12-31"},{"task":"绿化","unit":"园林局","due":"2027-04-30"}]})");
  return course.forgets("unit").forgets("tasks.unit").add({"EXE-02", "EXE-03"});
}
Actor parks() { return actor("lin", {"executor"}, "parks"); }
constexpr const char* road = R"({"task":"施工","percent":100,"text":"竣工"})";
constexpr const char* trees = R"({"task":"绿化","percent":100,"text":"已栽植"})";

TEST(Article34, AUnitThatDoesATaskIsOneOfTheRegister) {
  Course course;
  course.published().add({"EXE-01"}).knows("unit", unit("works"));
  course.knows("tasks.unit",
               matter::object(R"({"found":[],"missing":["园林句"],"keys":["园林句"]})"));
  EXPECT_EQ(course.refused("execution.assign", R"({"unit":"works","tasks":[
    {"task":"绿化","unit":"园林句","due":"2027-04-30"}]})"),
            "rules-unmet G29U");
}

TEST(Article34, AUnitThatDoesATaskSeesTheMatterAndReportsOnItsOwn) {
  Course course;
  shared(course);
  EXPECT_EQ(data(course, "execution").at("tasks").at(1).at("unit"), "parks");
  EXPECT_EQ(data(course, "execution").at("tasks").at(1).at("unit_name"), "园林局");
  EXPECT_EQ(data(course, "execution").at("tasks").at(0).at("unit_name"), "works");
  EXPECT_THAT(matter::units(course.given.procedure(), course.given.snapshot()),
              testing::IsSupersetOf({std::string("parks"), std::string("works")}));
  course.by(parks());
  EXPECT_EQ(course.refused("execution.progress", road), "rules-unmet G29T");
  course.send("execution.progress", trees);
  course.send("execution.problem", problem);
  EXPECT_EQ(course.refused("execution.finish", R"({"text":"完成"})"), "rules-unmet G29E G29F");
  // The lead answers for all of it.
  course.by(executor()).send("execution.progress", road).send("execution.progress", trees);
  EXPECT_EQ(course.by(parks()).refused("execution.finish", R"({"text":"完成"})"),
            "rules-unmet G29E");
  course.by(executor()).send("execution.finish", R"({"text":"完成"})").in({"completed"});
}

TEST(Article34, WhatAnInspectionDemandsIsPutRightByTheLead) {
  Course course;
  shared(course).by(inspector());
  course.send("execution.inspect", R"({"text":"围挡缺失","rectify_by":"2026-04-30"})");
  EXPECT_EQ(course.by(parks()).refused("execution.rectify", R"({"no":1,"text":"已改"})"),
            "rules-unmet G29E");
  course.by(executor()).send("execution.rectify", R"({"no":1,"text":"已改"})");
}

TEST(Article34, AUnitWhoseTaskWasGivenToAnotherReportsNoMore) {
  Course course;
  shared(course).by(office()).add({"EXE-01"}).knows("unit", unit("works"));
  course.send("execution.reassign", R"({"unit":"works","reason":"机构改革","tasks":[
    {"task":"施工","due":"2026-12-31"},{"task":"绿化","due":"2027-04-30"}]})");
  EXPECT_EQ(data(course, "execution").at("tasks").at(1).at("unit"), "works");
  EXPECT_EQ(course.by(parks()).refused("execution.progress", trees), "not-permitted");
}

// A task that is late keeps its day; a later one that it was given since is not taken back.
TEST(Article34, ATaskIsNotPutBackToADayThatIsPast) {
  Course course;
  shared(course).by(office()).knows("unit", unit("works"));
  const auto reassign = [](const char* due) {
    return std::string(R"({"unit":"works","reason":"延期","tasks":[{"task":"施工","due":")") + due +
           R"("},{"task":"绿化","due":"2027-04-30"}]})";
  };
  course.at("2027-01-20T09:00:00+08:00").add({"EXE-01"});
  EXPECT_EQ(course.refused("execution.reassign", reassign("2027-01-19")), "rules-unmet G29Y");
  course.send("execution.reassign", reassign("2026-12-31"));
  course.add({"EXE-01"}).send("execution.reassign", reassign("2027-06-30"));
  course.add({"EXE-01"});
  EXPECT_EQ(course.refused("execution.reassign", reassign("2026-12-31")), "rules-unmet G29Y");
}

TEST(Article34, TheEndIsReported) {
  Course course;
  course.executed().by(executor());
  EXPECT_EQ(course.refused("execution.finish", R"({"text":"完成"})"), "rules-unmet G29F G29Z");
  course.add({"EXE-02"});
  EXPECT_EQ(course.refused("execution.finish", R"({"text":"完成"})"), "rules-unmet G29F G29Z");
  const auto done = [](const char* task, int percent) {
    return std::string(R"({"text":"t","task":")") + task + R"(","percent":)" +
           std::to_string(percent) + "}";
  };
  EXPECT_EQ(course.refused("execution.progress", done("绿化", 100)), "rules-unmet G29P");
  course.send("execution.progress", done("施工", 99));
  EXPECT_EQ(course.refused("execution.finish", R"({"text":"完成"})"), "rules-unmet G29F");
  course.send("execution.progress", done("施工", 100));
  course.send("execution.finish", R"({"text":"完成"})").in({"completed"});
}

TEST(Article34, TasksHaveNamesOfTheirOwn) {
  Course course;
  course.published().add({"EXE-01"}).knows("unit", unit("works"));
  EXPECT_EQ(course.refused("execution.assign", R"({"unit":"works","tasks":[
    {"task":"施工","due":"2026-12-31"},{"task":"施工","due":"2027-12-31"}]})"),
            "rules-unmet G29");
}

// 92 days from Tuesday, 21 April end on Wednesday, 22 July.
TEST(Article34, AReportIsDueAtLeastEveryQuarter) {
  Course course;
  handed_over(course.executed()).given.until("2026-07-22T23:59:59+08:00");
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").as_array().size(), 0u);
  Course reported = course;
  reported.by(executor())
      .send("execution.progress", R"({"task":"施工","percent":10,"text":"开工"})");
  reported.given.until("2026-10-22T00:00:00+08:00");
  EXPECT_EQ(reported.given.snapshot().session.data.at("overdue").as_array().size(), 0u);
  course.given.until("2026-07-23T00:00:00+08:00");
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").at(0).at("clock"), "T19");
}

TEST(Article34, WhatAnInspectionDemandsIsPutRightBeforeTheEnd) {
  Course course;
  course.executed().by(inspector()).send("execution.inspect", R"({"text":"进度正常"})");
  course.send("execution.inspect", R"({"text":"围挡缺失","rectify_by":"2026-04-30"})");
  course.by(executor()).add({"EXE-02"});
  course.send("execution.progress", R"({"task":"施工","percent":100,"text":"竣工"})");
  EXPECT_EQ(course.refused("execution.finish", R"({"text":"t"})"), "rules-unmet G29O");
  EXPECT_EQ(course.refused("execution.rectify", R"({"no":1,"text":"已改"})"), "rules-unmet G29R");
  EXPECT_EQ(course.refused("execution.rectify", R"({"no":3,"text":"已改"})"), "rules-unmet G29R");
  course.at("2026-04-30T23:59:59+08:00").send("execution.rectify", R"({"no":2,"text":"已改"})");
  EXPECT_EQ(data(course, "execution").at("inspections").at(1).at("late"), Json(false));
  EXPECT_EQ(course.refused("execution.rectify", R"({"no":2,"text":"再改"})"), "rules-unmet G29R");
  course.send("execution.finish", R"({"text":"t"})").in({"completed"});
}

TEST(Article34, AnInspectionDemandsNothingForADayThatIsOver) {
  Course course;
  course.executed().by(inspector());
  EXPECT_EQ(course.refused("execution.inspect", R"({"text":"围挡缺失","rectify_by":"2026-04-20"})"),
            "rules-unmet G29I");
  course.send("execution.inspect", R"({"text":"围挡缺失","rectify_by":"2026-04-21"})");
}

// What is carried out is inspected from outside, and a demand is taken back by whoever made it.
TEST(Article34, NobodyInspectsTheirOwnUnitOrWithdrawsAnothersDemand) {
  const char* demand = R"({"text":"围挡缺失","rectify_by":"2026-04-30"})";
  const char* withdrawn = R"({"no":1,"reason":"误记"})";
  const Actor own = actor("ei", {"executor", "inspector"}, executor().unit);
  Course course;
  course.executed().by(own);
  EXPECT_EQ(course.refused("execution.inspect", demand), "rules-unmet G34I");
  course.by(inspector()).send("execution.inspect", demand);
  EXPECT_EQ(course.by(own).refused("inspection.withdraw", withdrawn), "rules-unmet G34I G34W");
  course.by(actor("shen", {"inspector"}, "audit"));
  EXPECT_EQ(course.refused("inspection.withdraw", withdrawn), "rules-unmet G34W");
  course.by(actor("lu", {"inspector"}, inspector().unit)).send("inspection.withdraw", withdrawn);
}

TEST(Article34, ADemandEnteredByMistakeIsWithdrawnByTheInspectionWithItsReason) {
  Course course;
  course.executed().by(inspector());
  course.send("execution.inspect", R"({"text":"围挡缺失","rectify_by":"2026-04-30"})");
  const char* withdrawn = R"({"no":1,"reason":"误记，属另一工地"})";
  EXPECT_EQ(course.by(executor()).refused("inspection.withdraw", withdrawn), "not-permitted");
  course.by(inspector());
  EXPECT_EQ(course.refused("inspection.withdraw", R"({"no":1})"), "invalid-form /reason");
  EXPECT_EQ(course.refused("inspection.withdraw", R"({"no":2,"reason":"r"})"), "rules-unmet G29R");
  course.send("inspection.withdraw", withdrawn);
  const Json& kept = data(course, "execution").at("inspections").at(0);
  EXPECT_EQ(kept.at("state"), "withdrawn");
  EXPECT_EQ(kept.at("text"), "围挡缺失");
  EXPECT_EQ(course.refused("inspection.withdraw", withdrawn), "rules-unmet G29R");
  course.by(executor()).add({"EXE-02"});
  EXPECT_EQ(course.refused("execution.rectify", R"({"no":1,"text":"已改"})"), "rules-unmet G29R");
  course.send("execution.progress", R"({"task":"施工","percent":100,"text":"竣工"})");
  course.send("execution.finish", R"({"text":"t"})").in({"completed"});
}

TEST(Article34, NothingIsArchivedBeforeItIsCarriedOut) {
  Course course;
  course.executed().by(archivist());
  EXPECT_EQ(course.refused("archive.collect", R"({"fonds":"X043","organisation":"BGS"})"),
            "not-now");
}

// Three working days from Tuesday, 21 April end on Friday the 24th: in time until then.
TEST(Article35, AProblemReportedLateIsKeptAsLate) {
  // T13 gives three working days from the day it was found.
  Course in_time, late;
  in_time.executed().by(executor()).at("2026-04-24T23:59:59+08:00");
  in_time.send("execution.problem", problem);
  EXPECT_EQ(data(in_time, "execution").at("problems").at(0).at("late"), Json(false));
  late.executed().by(executor()).at("2026-04-25T00:00:00+08:00");
  late.send("execution.problem", problem);
  EXPECT_EQ(data(late, "execution").at("problems").at(0).at("late"), Json(true));
}

TEST(Article35, WhatWasFoundWasFoundSinceTheMatterWasOpenedAndIsNotAhead) {
  Course course;
  course.executed();
  const auto found = [](const char* what, const char* day) {
    return std::string(R"({"text":"t",)") + what + R"(,"found_on":")" + day + "\"}";
  };
  for (const char* day : {"2026-03-01", "2026-04-22"}) {
    EXPECT_EQ(course.by(executor()).refused("execution.problem", found(R"("kind":"problem")", day)),
              "rules-unmet G35D");
    EXPECT_EQ(
        course.by(office()).refused("execution.suggestion", found(R"("channel":"mail")", day)),
        "rules-unmet G35D");
  }
  course.send("execution.suggestion", found(R"("channel":"mail")", "2026-04-21"));
  // Decided on the 21st: a letter may be older, a problem of its execution is not.
  course.send("execution.suggestion", found(R"("channel":"mail")", "2026-04-20"));
  EXPECT_EQ(course.by(executor())
                .refused("execution.problem", found(R"("kind":"problem")", "2026-04-20")),
            "rules-unmet G35D");
}

TEST(Article35, WhatThePublicTellsIsRecordedAndAnsweredByTheExecutor) {
  Course course;
  course.executed().by(office());
  course.send("execution.suggestion",
              R"({"channel":"mail","from":"村民","found_on":"2026-04-21","text":"夜间施工扰民"})");
  course.given.until("2026-04-24T23:59:59+08:00");
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").as_array().size(), 0u);
  course.given.until("2026-04-25T00:00:00+08:00");
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").at(0).at("clock"), "T13");
}

TEST(Article35, AReportInTimeStopsItsClock) {
  Course course;
  // A report stops T13.
  handed_over(course.executed()).by(office());
  course.send("execution.suggestion",
              R"({"channel":"inspection","found_on":"2026-04-21","text":"进度滞后"})");
  course.by(executor()).send("execution.problem", R"({"kind":"problem","found_on":"2026-04-21",
      "text":"征地受阻","suggestion":1})");
  course.given.until("2026-05-25T00:00:00+08:00");
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").as_array().size(), 0u);
}

}  // namespace
}  // namespace gavel::law
