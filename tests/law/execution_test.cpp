// Decree 713, chapter 4: a decision is carried out, looked at again, suspended, adjusted, ended.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

constexpr const char* problem = R"({"kind":"problem","found_on":"2026-04-20","text":"征地受阻"})";
constexpr const char* end =
    R"({"decision":"政发〔2026〕31号","body":"executive","minutes":"〔2026〕9号","reason":"不再需要"})";
constexpr const char* urgent = R"({"reason":"塌方","urgent":true})";

Course& with_problem(Course& course) {
  course.executed().by(executor()).add({"EXE-03"});
  return course.send("execution.problem", problem);
}
Course& suspended(Course& course) {
  with_problem(course).by(head()).add({"EXE-05"});
  return course.send("execution.suspend", urgent).in({"suspended"});
}
constexpr const char* minuted = R"({"body":"executive","number":"〔2026〕9号"})";
Course& confirmed(Course& course) {
  return suspended(course).by(office()).send("suspension.confirm", minuted);
}
constexpr const char* resume = R"({"reason":"排险完成"})";
bool t14_is_overdue(Course& course) {
  const auto& overdue = course.given.snapshot().session.data.at("overdue").as_array();
  return std::ranges::any_of(overdue,
                             [](const Json& each) { return each.at("clock") == Json("T14"); });
}
/// What is known of the matter m2.
JsonObject successor(const char* state, const char* procedure = "major-decision") {
  return {{"found", JsonObject{{"id", "m2"},
                               {"title", "改线"},
                               {"procedure", procedure},
                               {"states", JsonArray{"after_decision", state}}}}};
}
std::string announced(const char* channel, Course& course, int days = 0) {
  const Day on = day_of(course.given.now()) + std::chrono::days{days};
  return std::string(R"({"reference":"第3期","channel":")") + channel + R"(","on":")" +
         to_string(on) + "\"}";
}
/// With the papers of the decision handed over, nothing but the execution can be late.
Course& handed_over(Course& course) {
  const Actor before = course.given.acting();
  return course.by(archivist()).send("archive.receive").by(before);
}
const JsonObject& data(Course& course, std::string_view name) {
  return course.given.snapshot().session.data.at(name).as_object();
}

TEST(Article34, ExecutionHasItsUnitAndTasks) {
  Course course;
  course.published().knows("unit", unit("works"));
  EXPECT_EQ(course.refused("execution.assign", Course::tasks), "rules-unmet G29");
  course.add({"EXE-01"});
  EXPECT_EQ(course.refused("execution.assign", R"({"unit":"works","tasks":[]})"),
            "invalid-form /tasks");
  course.send("execution.assign", Course::tasks).in({"executing"});
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
            "rules-unmet G29B");
  course.send("execution.progress", progress(40, R"(,"reason":"返工")"));
  EXPECT_EQ(data(course, "execution").at("reports").as_array().back().at("reason"), "返工");
}

// Each task that is left is named with its reason; one phrase does not stand for all of them.
TEST(Article34, WhatIsLeftUndoneIsToldTaskByTask) {
  Course course;
  course.published().add({"EXE-01"}).knows("unit", unit("works"));
  course.send("execution.assign", R"({"unit":"works","tasks":[
    {"task":"施工","due":"2026-12-31"},{"task":"绿化","due":"2027-04-30"}]})");
  course.forgets("unit").by(executor()).add({"EXE-02"});
  const auto finish = [](const char* left) {
    return std::string(R"({"text":"完成","unfinished":[)") + left + "]}";
  };
  const std::string road = R"({"task":"施工","reason":"缺资金"})";
  const std::string trees = R"({"task":"绿化","reason":"待春季"})";
  // Nothing was begun: that is no end, whatever the reasons.
  EXPECT_EQ(course.refused("execution.finish", finish((road + "," + trees).c_str())),
            "rules-unmet G29Z");
  course.send("execution.progress", R"({"task":"施工","percent":80,"text":"t"})");
  for (const std::string& left :
       {trees, road, trees + "," + trees, trees + R"(,{"task":"别的","reason":"r"})"}) {
    EXPECT_EQ(course.refused("execution.finish", finish(left.c_str())), "rules-unmet G29F") << left;
  }
  EXPECT_EQ(course.refused("execution.finish", finish(R"({"task":"施工"})")),
            "invalid-form /unfinished/0/reason");
  course.send("execution.finish", finish((road + "," + trees).c_str())).in({"completed"});
  EXPECT_EQ(data(course, "execution").at("unfinished").as_array().size(), 2u);
  EXPECT_EQ(data(course, "execution").at("percent"), Json(80));  // and not all of it
}

TEST(Article34, OnlyTheUnitThatWasNamedReports) {
  Course course;
  course.executed().by(actor("li", {"executor"}, "water"));
  const char* progress = R"({"task":"施工","percent":40,"text":"完成基础"})";
  EXPECT_EQ(course.refused("execution.progress", progress), "not-permitted");
  course.by(executor()).send("execution.progress", progress);
  EXPECT_EQ(data(course, "execution").at("percent"), Json(40));
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

TEST(Article34, NothingIsArchivedBeforeItIsCarriedOut) {
  Course course;
  course.executed().by(archivist());
  EXPECT_EQ(course.refused("archive.collect", R"({"fonds":"X043","organisation":"BGS"})"),
            "not-now");
}

// Three working days from Monday, 20 April end on Thursday the 23rd: in time until then.
TEST(Article35, AProblemReportedLateIsKeptAsLate) {
  Course in_time, late;
  in_time.executed().by(executor()).at("2026-04-23T23:59:59+08:00");
  in_time.send("execution.problem", problem);
  EXPECT_EQ(data(in_time, "execution").at("problems").at(0).at("late"), Json(false));
  late.executed().by(executor()).at("2026-04-24T00:00:00+08:00");
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
    EXPECT_EQ(course.by(office()).refused("execution.suggestion", found(R"("from":"市民")", day)),
              "rules-unmet G35D");
  }
  course.send("execution.suggestion", found(R"("from":"市民")", "2026-04-21"));
}

TEST(Article35, WhatThePublicTellsIsRecordedAndAnsweredByTheExecutor) {
  Course course;
  course.executed().by(office());
  course.send("execution.suggestion",
              R"({"from":"市民来信","found_on":"2026-04-21","text":"夜间施工扰民"})");
  course.given.until("2026-04-24T23:59:59+08:00");
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").as_array().size(), 0u);
  course.given.until("2026-04-25T00:00:00+08:00");
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").at(0).at("clock"), "T13");
}

TEST(Article35, AReportInTimeStopsItsClock) {
  Course course;
  handed_over(course.executed()).by(office());
  course.send("execution.suggestion",
              R"({"from":"督查","found_on":"2026-04-21","text":"进度滞后"})");
  course.by(executor()).send("execution.problem", problem);
  course.given.until("2026-05-25T00:00:00+08:00");
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").as_array().size(), 0u);
}

TEST(Article36, WhoAssessedBeforeTheDecisionDoesNotEvaluateIt) {
  Course course;
  course.executed().by(head());
  const auto by = [](const char* unit) {
    return std::string(R"({"trigger":"missed_effect","plan":"问卷","evaluator":")") + unit + "\"}";
  };
  EXPECT_EQ(course.refused("evaluation.start", by("risk-centre")), "rules-unmet G32");
  EXPECT_EQ(course.refused("evaluation.start", by("大学")), "rules-unmet G32");
  course.send("evaluation.start", by("independent-institute")).in({"evaluating"});
}

// However its name is written, and whoever of its people takes part.
TEST(Article36, NobodyWhoAssessedComesBackUnderAnotherSpelling) {
  Course course;
  course.executed().by(head());
  const auto by = [](const char* unit, const char* more = "") {
    return std::string(R"({"trigger":"missed_effect","plan":"p","evaluator":")") + unit + "\"" +
           more + "}";
  };
  for (const char* spelled : {"大 学", "（大学）", "ＲＩＳＫ－centre", "Risk Centre", "he", "a"})
    EXPECT_EQ(course.refused("evaluation.start", by(spelled)), "rules-unmet G32") << spelled;
  // The register knows them by another name.
  course.knows("evaluator",
               {{"found", JsonObject{{"id", "risk-centre"}, {"name", "市风险评估中心"}}}});
  EXPECT_EQ(course.refused("evaluation.start", by("市风险评估中心")), "rules-unmet G32");
  course.knows("evaluator", {{"found", JsonObject{{"id", "u9"}, {"name", "大学"}}}});
  EXPECT_EQ(course.refused("evaluation.start", by("u9")), "rules-unmet G32");
  course.forgets("evaluator");
  // An expert who argued, an account that assessed, somebody of its unit, somebody unknown.
  course.knows("experts", experts_named({"x", "b"}));
  EXPECT_EQ(course.refused("evaluation.start", by("institute", R"(,"experts":["x","b"])")),
            "rules-unmet G32");
  const auto people = [](const char* account, const char* unit) -> JsonObject {
    return {{"found", JsonArray{JsonObject{{"account", account}, {"unit", unit}}}},
            {"missing", JsonArray{}}};
  };
  const auto with_people = by("institute", R"(,"people":["某人"])");
  for (const JsonObject& said :
       {people("he", "elsewhere"), people("ming", "risk-centre"),
        JsonObject{{"found", JsonArray{}}, {"missing", JsonArray{"某人"}}}}) {
    course.knows("people", said);
    EXPECT_EQ(course.refused("evaluation.start", with_people), "rules-unmet G32");
  }
  course.knows("people", people("ming", "institute")).knows("experts", experts_named({"x"}));
  course.send("evaluation.start", by("institute", R"(,"experts":["x"],"people":["某人"])"))
      .in({"evaluating"});
}

TEST(Article36, OnlyItsOwnGroundsBeginAnEvaluation) {
  Course course;
  course.executed().by(head());
  EXPECT_EQ(course.refused("evaluation.start",
                           R"({"trigger":"routine","plan":"p","evaluator":"institute"})"),
            "invalid-form /trigger");
}

TEST(Article36, TheResultIsOnFileAndLeadsSomewhere) {
  for (const auto& [outcome, state] : std::vector<std::pair<const char*, const char*>>{
           {"continue", "executing"}, {"adjust", "adjusting"}, {"terminate", "executing"}}) {
    Course course;
    course.executed().by(head()).send(
        "evaluation.start", R"({"trigger":"many_opinions","plan":"p","evaluator":"institute"})");
    const std::string conclusion =
        std::string(
            R"({"reason":"评估结果","left_out":"r","heard":[{"who":"public","how":"问卷"},{"who":"grassroots","how":"走访"}],"outcome":")") +
        outcome + "\"}";
    EXPECT_EQ(course.refused("evaluation.conclude", conclusion), "rules-unmet G32D");
    course.add({"EVA-02", "EVA-03"}).send("evaluation.conclude", conclusion).in({state});
  }
}

// What an evaluation finds does not suspend by itself: as elsewhere, a cause, the order, the head.
TEST(Article37, AnEvaluationSuspendsAsTheHeadAndAMeetingWould) {
  Course course;
  course.executed().by(head()).send(
      "evaluation.start", R"({"trigger":"many_opinions","plan":"p","evaluator":"institute"})");
  course.add({"EVA-02", "EVA-03"});
  const auto suspend = [](const char* how) {
    return std::string(R"({"outcome":"suspend","reason":"评估结果",
                           "left_out":"r","heard":[{"who":"public","how":"问卷"},{"who":"grassroots","how":"走访"}])") +
           how + "}";
  };
  const auto in_urgency = suspend(R"(,"urgent":true)");
  EXPECT_EQ(course.refused("evaluation.conclude", in_urgency), "rules-unmet G30");  // no cause
  course.by(office()).send("execution.suggestion",
                           R"({"from":"评估","found_on":"2026-04-21","text":"扰民"})");
  EXPECT_EQ(course.by(head()).refused("evaluation.conclude", in_urgency), "rules-unmet G30");
  course.add({"EXE-05"});
  EXPECT_EQ(course.refused("evaluation.conclude", suspend("")), "rules-unmet G30");
  EXPECT_EQ(course.by(office()).refused("evaluation.conclude", in_urgency), "rules-unmet G30");
  course.by(head()).send("evaluation.conclude", suspend(R"(,"meeting":"常务会议〔2026〕8号")"));
  course.in({"suspended"});
  EXPECT_EQ(data(course, "suspension").at("confirmed"), "常务会议〔2026〕8号");
}

TEST(Article36, TheEvaluationHearsThePublic) {
  Course course;
  course.executed().by(head()).send(
      "evaluation.start", R"({"trigger":"situation_changed","plan":"p","evaluator":"institute"})");
  course.add({"EVA-02", "EVA-03"});
  const auto conclusion = [](std::initializer_list<const char*> heard, const char* left_out = "") {
    JsonArray who;
    for (const char* each : heard) who.push_back(JsonObject{{"who", each}, {"how", "座谈"}});
    return json_text(JsonObject{{"reason", "r"},
                                {"outcome", "continue"},
                                {"heard", std::move(who)},
                                {"left_out", left_out}});
  };
  EXPECT_EQ(course.refused("evaluation.conclude", R"({"reason":"r","outcome":"continue"})"),
            "invalid-form /heard");
  const auto refuses = [&](const std::string& data) {
    EXPECT_EQ(course.refused("evaluation.conclude", data), "rules-unmet G32H") << data;
  };
  refuses(conclusion({"experts"}));
  refuses(conclusion({"public"}));
  refuses(conclusion({"public", "experts"}, "无"));
  refuses(conclusion({"deputies", "cppcc", "grassroots"}, "无"));  // and the public?
  refuses(conclusion({"public", "deputies", "cppcc"}));
  refuses(conclusion({"public", "deputies", "grassroots"}));
  refuses(conclusion({"public", "cppcc", "grassroots"}));
  Course left_out = course;
  left_out.send("evaluation.conclude", conclusion({"public", "grassroots"}, "换届"))
      .in({"executing"});
  course.send("evaluation.conclude", conclusion({"public", "deputies", "cppcc", "grassroots"}));
  course.in({"executing"});
}

// An assessor of an earlier draft is one of those who argued before the decision.
TEST(Article36, WhoAssessedAnEarlierDraftDoesNotEvaluateEither) {
  Course course;
  course.coordinated().by(actor("lao", {"assessor"}, "first-assessor"));
  course.send("risk.trigger", R"({"stability":true,"security":false,"listed":false,"reason":"r"})");
  course.send("risk.report", Course::risk).by(head());
  course.sign()
      .send("risk.finding", R"({"controllable":false,"reason":"补偿无着落"})")
      .by(drafter());
  course.given.add("DRF-04", "second");
  course.risk_reported();
  EXPECT_EQ(json_text(course.given.snapshot().session.data.at("main_assessors")),
            R"(["first-assessor","risk-centre"])");
}

// Published on Tuesday, 21 April 2026; a year later the organ is reminded.
TEST(Article36, TheOrganIsRemindedAfterAYear) {
  Course course;
  course.executed().given.until("2027-04-21T23:59:59+08:00");
  EXPECT_EQ(course.given.snapshot().session.data.at("reminders").as_array().size(), 0u);
  Course evaluated = course;
  course.given.until("2027-04-22T00:00:00+08:00");
  EXPECT_EQ(course.given.snapshot().session.data.at("reminders").at(0).at("clock"), "T15");
  // Once it is evaluated, nothing is left to be reminded of.
  evaluated.by(head()).send("evaluation.start",
                            R"({"trigger":"organ_decided","plan":"p","evaluator":"institute"})");
  const auto clocks = evaluated.given.clocks();
  EXPECT_EQ(std::ranges::find(clocks, std::string("T15"), &matter::ClockView::id), clocks.end());
  evaluated.given.until("2027-04-22T00:00:00+08:00");
  EXPECT_EQ(evaluated.given.snapshot().session.data.at("reminders").as_array().size(), 0u);
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
  handed_over(with_problem(by_meeting)).by(head()).add({"EXE-05"});
  by_meeting.send("execution.suspend", R"({"reason":"r","meeting":"常务会议纪要〔2026〕8号"})");
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
  EXPECT_EQ(confirmed.refused("suspension.confirm", R"({"body":"office","number":"1"})"),
            "invalid-form /body");
  confirmed.send("suspension.confirm", R"({"body":"executive","number":"〔2026〕9号"})");
  EXPECT_EQ(confirmed.refused("suspension.confirm", R"({"body":"executive","number":"2"})"),
            "rules-unmet G30C");
  confirmed.given.until("2026-08-01T00:00:00+08:00").in({"suspended"});
  EXPECT_EQ(confirmed.given.snapshot().session.data.at("overdue").as_array().size(), 0u);
  confirmed.by(head()).send("execution.resume", R"({"reason":"排险完成"})").in({"executing"});
}

// The clock of 30 days goes on wherever the decision goes, and so does the duty.
TEST(Article37, AnUrgentSuspensionGoesBeforeAMeetingWhereverTheDecisionHasGone) {
  Course adjusting, resumed, evaluated, ended;
  suspended(adjusting).send("adjustment.major", R"({"reason":"改线"})").in({"adjusting"});
  suspended(resumed).send("execution.resume", resume).in({"executing"});
  suspended(evaluated).send("execution.resume", resume);
  evaluated.send("evaluation.start",
                 R"({"trigger":"many_opinions","plan":"p","evaluator":"institute"})");
  suspended(ended).add({"EXE-06"}).send("execution.terminate", end).in({"terminated"});
  for (Course* each : {&adjusting, &resumed, &evaluated, &ended}) {
    Course in_time = *each;
    each->given.until("2026-05-21T23:59:59+08:00");
    EXPECT_FALSE(t14_is_overdue(*each));
    each->given.until("2026-05-22T00:00:00+08:00");
    EXPECT_TRUE(t14_is_overdue(*each));
    in_time.by(office()).send("suspension.confirm", minuted);
    EXPECT_EQ(in_time.refused("suspension.confirm", minuted), "rules-unmet G30C");
    in_time.given.until("2026-08-01T00:00:00+08:00");
    EXPECT_FALSE(t14_is_overdue(in_time));
  }
}

TEST(Article37, TheSameProblemDoesNotSuspendInUrgencyTwiceBeforeAMeetingConfirms) {
  Course course;
  suspended(course).send("execution.resume", resume);
  EXPECT_EQ(course.refused("execution.suspend", urgent), "rules-unmet G30U");
  course.by(executor())
      .send("execution.problem",
            R"({"kind":"changed","found_on":"2026-04-21","text":"征地 受阻"})");
  EXPECT_EQ(course.by(head()).refused("execution.suspend", urgent), "rules-unmet G30U");
  Course other = course, by_a_meeting = course, evaluated = course, once_confirmed = course;
  by_a_meeting.send("execution.suspend", R"({"reason":"r","meeting":"〔2026〕8号"})");
  by_a_meeting.in({"suspended"});
  once_confirmed.by(office()).send("suspension.confirm", minuted).by(head());
  once_confirmed.send("execution.suspend", urgent).in({"suspended"});
  // An evaluation is no way round it.
  evaluated.send("evaluation.start",
                 R"({"trigger":"many_opinions","plan":"p","evaluator":"institute"})");
  evaluated.add({"EVA-02", "EVA-03"});
  EXPECT_EQ(evaluated.refused("evaluation.conclude", R"({"outcome":"suspend","reason":"r",
              "urgent":true,"left_out":"r","heard":[{"who":"public","how":"问卷"},{"who":"grassroots","how":"走访"}]})"),
            "rules-unmet G30U");
  // Another problem is another urgency; the first one's clock goes on.
  other.by(executor()).at("2026-05-11T09:00:00+08:00");
  other.send("execution.problem",
             R"({"kind":"force_majeure","found_on":"2026-05-10","text":"洪水"})");
  other.by(head()).send("execution.suspend", urgent).in({"suspended"});
  other.given.until("2026-05-22T00:00:00+08:00");
  EXPECT_TRUE(t14_is_overdue(other));
}

TEST(Article37, AMeetingMayLiftWhatTheHeadSuspended) {
  Course course;
  suspended(course).by(office()).send("suspension.lift", minuted).in({"executing"});
  course.given.until("2026-08-01T00:00:00+08:00");
  EXPECT_FALSE(t14_is_overdue(course));
  Course by_then_confirmed;
  confirmed(by_then_confirmed);
  EXPECT_EQ(by_then_confirmed.refused("suspension.lift", minuted), "rules-unmet G30C");
}

TEST(Article37, AnAdjustmentThatIsDroppedResumesNothing) {
  Course course;
  confirmed(course).by(head()).send("adjustment.major", R"({"reason":"改线"})");
  course.send("adjustment.drop", R"({"reason":"不改"})").in({"suspended"});
  course.send("execution.resume", resume).send("adjustment.major", R"({"reason":"改线"})");
  course.send("adjustment.drop", R"({"reason":"不改"})").in({"executing"});
}

TEST(Article37, NoFileIsClosedOverAnUrgentSuspensionThatNoMeetingConfirmed) {
  Course course;
  suspended(course).send("execution.resume", resume).proved();
  course.by(executor()).add({"EXE-02"});
  course.send("execution.progress", R"({"task":"施工","percent":100,"text":"竣工"})");
  course.send("execution.finish", R"({"text":"全部完成"})").by(archivist());
  const char* collect = R"({"fonds":"X043","organisation":"BGS"})";
  EXPECT_EQ(course.refused("archive.collect", collect), "rules-unmet G30A");
  course.by(office()).send("suspension.confirm", minuted).by(archivist());
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
  course.knows("successor", successor("publishing")).send("adjustment.succeed", replaced);
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
    EXPECT_EQ(course.refused("execution.terminate", end), "rules-unmet G31T");
    course.add({"EXE-06"});
    // A number alone is nobody's decision.
    EXPECT_EQ(course.refused("execution.terminate", R"({"decision":"1","reason":"r"})"),
              "rules-unmet G31T");
    EXPECT_EQ(course.refused("execution.terminate",
                             R"({"decision":"1","reason":"r","body":"plenary","minutes":"　"})"),
              "rules-unmet G31T");
    const char* by_another = R"({"decision":"1","reason":"r","successor":"m2"})";
    course.knows("successor", successor("signing"));
    EXPECT_EQ(course.refused("execution.terminate", by_another), "rules-unmet G31T");
    Course replaced = course;
    replaced.knows("successor", successor("carrying_out"));
    replaced.send("execution.terminate", by_another).in({"terminated"});
    EXPECT_EQ(course.refused("execution.terminate", R"({"reason":"不再需要"})"),
              "invalid-form /decision");
    course.send("execution.terminate", end).in({"terminated"});
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

// ---- the exits all lead to the archive
TEST(Article33, HoweverADecisionEndedItIsArchived) {
  Course course;
  confirmed(course).proved().by(head()).add({"EXE-06"});
  course.send("execution.terminate", end).by(office());
  course.send("execution.announce_end", announced("政府网站", course)).by(archivist());
  course.send("archive.collect", R"({"fonds":"X043","organisation":"BGS"})");
  course.by(matter::clock_actor());
  course.send("system.archive.built",
              R"({"archival_code":"","package_sha256":"","passed":false,"report":{}})");
  course.in({"terminated"}).by(archivist());
  course.send("archive.collect", R"({"fonds":"X043","organisation":"BGS"})");
}

TEST(Article33, TheDraftingUnitDoesNotReceiveItsOwnFile) {
  Course course;
  course.carried_out().by(actor("drafters-archivist", {"archivist"}, "education"));
  const char* place = R"({"fonds":"X043","organisation":"BGS"})";
  EXPECT_EQ(course.refused("archive.collect", place), "rules-unmet G28");
  course.by(archivist()).send("archive.collect", place).in({"building"});
}

// Decided on Tuesday, 21 April; 30 days end on Thursday, 21 May, which is no rest day.
TEST(Article33, ThePapersOfTheDecisionAreHandedOverWithin30DaysOfIt) {
  Course course;
  course.published();
  Course handed_over = course;
  course.given.until("2026-05-21T23:59:59+08:00");
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").as_array().size(), 0u);
  course.given.until("2026-05-22T00:00:00+08:00").in({"published"});
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").at(0).at("clock"), "T12");
  handed_over.by(actor("drafters-archivist", {"archivist"}, "education"));
  EXPECT_EQ(handed_over.refused("archive.receive"), "rules-unmet G28");
  handed_over.by(archivist()).send("archive.receive");
  EXPECT_EQ(handed_over.refused("archive.receive"), "rules-unmet G28T");
  handed_over.given.until("2026-05-22T00:00:00+08:00");
  EXPECT_EQ(handed_over.given.snapshot().session.data.at("overdue").as_array().size(), 0u);
}

TEST(Article33, AFileClosedLateAfterTheEndIsKeptAsOverdue) {
  Course course;
  handed_over(course.carried_out()).given.until("2026-05-21T23:59:59+08:00");
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").as_array().size(), 0u);
  course.given.until("2026-05-22T00:00:00+08:00").in({"completed"});
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").at(0).at("clock"), "T20");
}

// What is closed at once is handed over with it.
TEST(Article33, ClosingTheFileHandsThePapersOfTheDecisionOver) {
  Course course;
  course.decided().record_signed().by(office()).add({"LIA-01"});
  course.send("decision.annul", R"({"by":"court","number":"行初1号","reason":"程序违法"})");
  course.by(archivist()).send("archive.collect", R"({"fonds":"X043","organisation":"BGS"})");
  EXPECT_EQ(data(course, "handover").at("received_on"), "2026-04-21");
}

TEST(Article33, TheArchiveKnowsWhenToTransfer) {
  Course course;
  course.archived();
  const auto clocks = course.given.clocks();
  const auto transfer = std::ranges::find(clocks, std::string("T17"), &matter::ClockView::id);
  ASSERT_NE(transfer, clocks.end());
  EXPECT_EQ(to_string(transfer->due.last), "2036-04-21");
}

TEST(Article38, WhatWasAnnulledStopsAndIsArchived) {
  const char* annulled = R"({"by":"court","number":"行初1号","reason":"程序违法"})";
  for (auto stage : {&Course::decided, &Course::signed_off, &Course::published}) {
    Course course;
    (course.*stage)().by(office());
    EXPECT_EQ(course.refused("decision.annul", annulled), "rules-unmet G35");
    course.add({"LIA-01"}).send("decision.annul", annulled).in({"invalidated"});
    EXPECT_EQ(course.by(executor()).refused("execution.finish", R"({"text":"x"})"), "not-now");
  }
  Course carried_out;  // a court may find so later, too
  carried_out.carried_out().by(office()).add({"LIA-01"}).send("decision.annul", annulled);
  carried_out.in({"invalidated"});
  Course archived;
  archived.minuted().by(office()).add({"LIA-01"}).send("decision.annul", annulled);
  archived.by(archivist()).send("archive.collect", R"({"fonds":"X043","organisation":"BGS"})");
}

// A dissent is kept word for word, by person; nobody can change it once the head has spoken.
TEST(Article38, DissentIsKeptAsTheMembersOwnProtection) {
  Course course;
  course.met().by(recorder());
  course.send("meeting.stance", R"({"member":"qian","stance":"oppose","text":"资金不落实，反对"})");
  course.stance("sun", "agree").head_spoke().by(recorder());
  EXPECT_EQ(course.refused("meeting.stance", R"({"member":"qian","stance":"agree","text":"改口"})"),
            "rules-unmet G22L");
  const auto& stances = data(course, "meeting").at("stances");
  EXPECT_EQ(stances.at(0).at("text"), "资金不落实，反对");
}

void liability(const char* article) {
  Course course;
  course.executed().by(inspector());
  const std::string paper =
      std::string(R"({"unit":"x","number":"责〔2026〕1号","article":")") + article + "\"}";
  EXPECT_EQ(course.refused("liability.record", paper), "rules-unmet G35");
  EXPECT_EQ(course.by(drafter()).refused("liability.record", paper), "not-permitted");
  course.by(inspector()).add({"LIA-01"}).send("liability.record", paper);
  EXPECT_EQ(course.given.snapshot().session.data.at("liability").at(0).at("article"), article);
}

TEST(Article38, LiabilityIsRecordedFromItsPapers) { liability("38"); }
TEST(Article39, LiabilityOfTheDraftingUnitIsRecordedFromItsPapers) { liability("39"); }
TEST(Article40, LiabilityOfTheExecutingUnitIsRecordedFromItsPapers) { liability("40"); }

TEST(Article40, WhatTheExecutorReportsIsNotTakenBack) {
  Course course;
  with_problem(course);
  EXPECT_EQ(data(course, "execution").at("problems").as_array().size(), 1u);
  course.send("execution.problem",
              R"({"kind":"force_majeure","found_on":"2026-04-21","text":"洪水"})");
  EXPECT_EQ(data(course, "execution").at("problems").as_array().size(), 2u);
}

TEST(Article33, AWrongEntryIsCorrectedByOneThatNamesIt) {
  Course course;
  course.drafted().by(drafter());
  const auto correction = [](std::size_t seq) {
    return std::string(R"({"text":"应为第13条","reason":"笔误","seq":)") + std::to_string(seq) +
           "}";
  };
  const std::size_t last = course.given.snapshot().version;
  EXPECT_EQ(course.refused("record.correct", correction(last + 1)), "rules-unmet G37");
  EXPECT_EQ(course.refused("record.correct", correction(0)), "invalid-form /seq");
  EXPECT_EQ(course.refused("record.correct", R"({"seq":1,"text":"t"})"), "invalid-form /reason");
  course.send("record.correct", correction(last)).in({"coordinating"});
  EXPECT_EQ(json_text(course.given.snapshot().session.data.at("corrections").at(0).at("seq")),
            std::to_string(last));
}

}  // namespace
}  // namespace gavel::law
