// Decree 713 art. 34: what the organ has set the executing unit does not drop by itself. It asks,
// task by task and with reasons; the head answers; then the end is reported.
#include "tests/law/carrying_out.hpp"

namespace gavel::law {
namespace {

constexpr const char* finish = R"({"text":"完成"})";
constexpr const char* denied = R"({"no":1,"reason":"应当继续执行"})";
constexpr const char* dropped = R"({"no":1,"reason":"已完成"})";
constexpr const char* collect = R"({"fonds":"J001","organisation":"BGS"})";
const std::string road = R"({"task":"施工","reason":"缺资金"})";
const std::string trees = R"({"task":"绿化","reason":"待春季"})";

std::string leaving(const std::string& left, const char* more = R"(,"approver":"zhao")") {
  return R"({"unfinished":[)" + left + "]" + more + "}";
}
std::string progress(const char* task, int percent) {
  return std::string(R"({"text":"t","task":")") + task + R"(","percent":)" +
         std::to_string(percent) + "}";
}
std::string confirming(int number) { return R"({"no":)" + std::to_string(number) + "}"; }

/// Two tasks, the road at 80 percent.
Course& under_way(Course& course) {
  course.published().proved().add({"EXE-01"}).knows("unit", unit("works"));
  course.send("execution.assign", R"({"unit":"works","tasks":[
    {"task":"施工","due":"2026-12-31"},{"task":"绿化","due":"2027-04-30"}]})");
  course.forgets("unit").by(executor()).add({"EXE-02"});
  return course.send("execution.progress", progress("施工", 80));
}
Course& asked(Course& course) {
  return under_way(course).send("execution.leave", leaving(road + "," + trees)).in({"executing"});
}
Course& confirmed_as(Course& course, int number) {
  return course.by(head()).send("exception.confirm", confirming(number)).by(executor());
}

TEST(Article34, WhatIsLeftUndoneIsAskedTaskByTask) {
  Course course;
  under_way(course);
  for (const std::string& wrong :
       {trees + "," + trees, trees + R"(,{"task":"别的","reason":"r"})"}) {
    const auto rule = course.unmet("execution.leave", leaving(wrong));
    EXPECT_EQ(rule.id, "G29K") << wrong;
    EXPECT_THAT(rule.remedy.zh, testing::HasSubstr("未完成的任务：施工、绿化。"));
  }
  EXPECT_EQ(course.refused("execution.leave", leaving(R"({"task":"施工"})")),
            "invalid-form /unfinished/0/reason");
  EXPECT_EQ(course.refused("execution.leave", leaving("")), "invalid-form /unfinished");
  EXPECT_EQ(course.refused("execution.leave", leaving(road, "")), "invalid-form /approver");
  course.knows("approver", account("chen", "office"));
  EXPECT_EQ(course.refused("execution.leave", leaving(road)), "rules-unmet G29L");
  course.knows("approver", account("zhao", "organ_head"));
  EXPECT_EQ(
      course.by(actor("lin", {"executor"}, "parks")).refused("execution.leave", leaving(road)),
      "not-permitted");
  course.by(executor()).send("execution.leave", leaving(road)).in({"executing"});
  const Json& used = course.given.snapshot().session.data.at("exceptions").as_array().back();
  EXPECT_EQ(used.at("kind"), "tasks_left");
  EXPECT_EQ(used.at("approval"), "waiting");
  EXPECT_EQ(used.at("zh"), "1 搁置未完成的任务：施工等1项（zhao）");
}

TEST(Article34, TheEndIsReportedOnceTheHeadHasConfirmedWhatIsLeft) {
  Course course;
  asked(course);
  const auto unmet = course.unmet("execution.finish", finish);
  EXPECT_EQ(unmet.id, "G29F");
  EXPECT_THAT(unmet.remedy.zh, testing::HasSubstr("待确认：1 搁置未完成的任务：施工等2项（zhao）"));
  confirmed_as(course, 1).send("execution.finish", finish).in({"completed"});
  EXPECT_EQ(data(course, "execution").at("unfinished").as_array().size(), 2u);
  EXPECT_EQ(data(course, "execution").at("percent"), Json(80));  // and not all of it
  course.by(archivist()).send("archive.collect", collect).in({"building"});
}

TEST(Article34, WhatIsDeniedIsCarriedOutFurtherOrAskedAnew) {
  Course course;
  asked(course).by(head()).send("exception.dispute", denied).by(executor());
  EXPECT_EQ(course.refused("execution.finish", finish), "rules-unmet G29F");
  Course anew = course;
  course.send("execution.progress", progress("施工", 100));
  course.send("execution.progress", progress("绿化", 100));
  course.send("execution.finish", finish).in({"completed"}).by(archivist());
  EXPECT_EQ(course.refused("archive.collect", collect), "rules-unmet G39S");
  course.by(office()).send("exception.drop", dropped).by(archivist());
  course.send("archive.collect", collect).in({"building"});

  anew.send("execution.progress", progress("施工", 100)).send("execution.leave", leaving(trees));
  confirmed_as(anew, 2).send("execution.finish", finish).in({"completed"});
  EXPECT_EQ(data(anew, "execution").at("unfinished").as_array().size(), 1u);
  anew.by(office()).send("exception.drop", dropped).by(archivist());
  anew.send("archive.collect", collect).in({"building"});
}

// Since then a task was done: that is as it should be. Another was added: the head has not seen it.
TEST(Article34, WhatIsConfirmedCoversTheTasksItNames) {
  Course course;
  confirmed_as(asked(course), 1);
  Course more = course;
  course.send("execution.progress", progress("施工", 100));
  course.send("execution.finish", finish).in({"completed"});
  EXPECT_EQ(data(course, "execution").at("unfinished").as_array().size(), 1u);
  EXPECT_EQ(data(course, "execution").at("unfinished").at(0).at("task"), "绿化");
  more.by(office()).add({"EXE-01"}).knows("unit", unit("works"));
  more.send("execution.reassign", R"({"unit":"works","reason":"增加任务","tasks":[
    {"task":"施工","due":"2026-12-31"},{"task":"绿化","due":"2027-04-30"},
    {"task":"照明","due":"2027-04-30"}]})");
  more.forgets("unit").by(executor());
  EXPECT_EQ(more.refused("execution.finish", finish), "rules-unmet G29F");
  more.send("execution.progress", progress("照明", 100)).send("execution.finish", finish);
  more.in({"completed"});
}

TEST(Article34, TheLastRequestThatWasConfirmedCounts) {
  Course course;
  confirmed_as(asked(course), 1).send("execution.leave", leaving(trees));
  // The later one still waits: what the head confirmed before stands, and the later rests on none.
  Course waiting = course;
  waiting.send("execution.finish", finish).in({"completed"}).by(office());
  waiting.send("exception.drop", R"({"no":2,"reason":"不再报请"})").by(archivist());
  waiting.send("archive.collect", collect).in({"building"});
  confirmed_as(course, 2);
  EXPECT_EQ(course.refused("execution.finish", finish), "rules-unmet G29F");
}

TEST(Article34, ARequestThatNothingRestsOnIsDroppedAndNoOther) {
  Course course;
  asked(course).by(office()).send("exception.drop", dropped);  // by mistake, while it waited
  course.by(executor());
  EXPECT_EQ(course.refused("execution.finish", finish), "rules-unmet G29F");
}

TEST(Article34, WhatWasNotBegunIsNoEndWhateverIsConfirmed) {
  Course course;
  course.published().proved().add({"EXE-01"}).knows("unit", unit("works"));
  course.send("execution.assign", Course::tasks).forgets("unit").by(executor()).add({"EXE-02"});
  confirmed_as(course.send("execution.leave", leaving(road)), 1);
  EXPECT_EQ(course.refused("execution.finish", finish), "rules-unmet G29Z");
}

TEST(Article34, NothingIsLeftWhileTheExecutionIsSuspended) {
  Course course;
  suspended(course).by(executor());
  EXPECT_EQ(course.refused("execution.leave", leaving(road)), "not-now");
}

}  // namespace
}  // namespace gavel::law
