// A decision that was executed, suspended or adjusted under a version that has landed, moved to the
// one of today.
#include "tests/migration/stages.hpp"

namespace gavel::migration {
namespace {

// From 1.10.0 on a report is due, and given, while a decision is evaluated or adjusted as well:
// also of one that was parked there before. 92 days from 21 April, when the last one was given.
TEST(FromVersion190, AReportIsDueOfADecisionThatWasParkedInAnEvaluationOrAnAdjustment) {
  for (const auto& [event, data] : std::vector<std::pair<const char*, const char*>>{
           {"evaluation.start",
            R"({"trigger":"organ_decided","plan":"p","evaluator":"institute"})"},
           {"adjustment.major", R"({"reason":"改线"})"}}) {
    Course course(landed("1.9.0"));
    course.executed().by(law::head()).send(event, data);
    course.at("2026-05-06T09:00:00+08:00");
    const Plan plan = moved(course);
    ASSERT_TRUE(plan.accepted.has_value()) << event;
    EXPECT_EQ(plan.states_before, plan.states_after);
    const auto pending = chart::timers(plan.accepted->next.session);
    const auto report =
        std::ranges::find(pending, std::string("T19"), [](const auto& each) { return each.id; });
    ASSERT_NE(report, pending.end()) << event;
    EXPECT_EQ(to_string(report->due), "2026-07-23T00:00:00.000+08:00");
    EXPECT_EQ(answered(course, plan.accepted->next,
                       {"execution.progress", law::executor(),
                        R"({"task":"施工","percent":40,"text":"t"})"}),
              "");
  }
}

TEST(FromVersion190, WhatIsSuspendedStaysSoAndIsResumed) {
  for (const bool adjusting : {false, true}) {
    Course course(landed("1.9.0"));
    law::suspended(course).add({"EXE-05"});
    if (adjusting) course.send("adjustment.major", R"({"reason":"改线"})");
    const Plan plan = moved(course);
    ASSERT_TRUE(plan.accepted.has_value());
    EXPECT_EQ(plan.states_before, plan.states_after);
    const auto pending = chart::timers(plan.accepted->next.session);
    EXPECT_TRUE(std::ranges::none_of(pending, [](const auto& each) { return each.id == "T19"; }));
    EXPECT_EQ(answered(course, plan.accepted->next,
                       {"execution.progress", law::executor(),
                        R"({"task":"施工","percent":40,"text":"t"})"}),
              "rules-unmet G29S");
    EXPECT_EQ(answered(course, plan.accepted->next, {"execution.resume", law::head(), law::resume}),
              "");
  }
}

// The clock of an urgent suspension runs on, and the file is not closed over it.
TEST(FromVersion160Suspended, KeepsItsClockAndItsDuty) {
  Course course(landed("1.6.0"));
  law::suspended(course);
  const Plan plan = moved(course);
  ASSERT_TRUE(plan.accepted.has_value());
  for (const ClockChange& clock : plan.clocks) EXPECT_NE(clock.id, "T14");
  EXPECT_EQ(answered(course, plan.accepted->next, {"execution.suspend", law::head(), law::urgent}),
            "rules-unmet G30U G30Q G30O G30S");
}

// What was finished with tasks left keeps the ways out it had.
TEST(FromVersion1120, TasksThatWereLeftAreConfirmedOrAnsweredFor) {
  Course course(landed("1.12.0"));
  course.executed().proved().by(law::executor()).add({"EXE-02"});
  course.send("execution.progress", R"({"task":"施工","percent":80,"text":"t"})");
  course.send("execution.finish", R"({"text":"完成","approver":"zhao",
                                      "unfinished":[{"task":"施工","reason":"缺资金"}]})");
  const Plan plan = moved(course.in({"completed"}));
  ASSERT_TRUE(plan.accepted.has_value());
  const matter::Snapshot& at = plan.accepted->next;
  const Next drop{"exception.drop", law::office(), R"({"no":1,"reason":"r"})"};
  EXPECT_EQ(answered(course, at, drop), "rules-unmet G39X");
  EXPECT_EQ(answered(course, at, {"exception.confirm", law::head(), R"({"no":1})"}), "");
  course.add({"LIA-01"}).by(law::office());
  course.send("liability.record", R"({"article":"40","unit":"works","number":"监〔2026〕1号"})");
  const Plan answered_for = moved(course);
  ASSERT_TRUE(answered_for.accepted.has_value());
  EXPECT_EQ(answered(course, answered_for.accepted->next, drop), "");
}

TEST(FromVersion1120, WhatIsStillExecutedAsksTheNewWay) {
  Course course(landed("1.12.0"));
  course.executed().proved().by(law::executor()).add({"EXE-02"});
  course.send("execution.progress", R"({"task":"施工","percent":80,"text":"t"})");
  const Plan plan = moved(course);
  ASSERT_TRUE(plan.accepted.has_value());
  EXPECT_EQ(answered(course, plan.accepted->next,
                     {"execution.finish", law::executor(), R"({"text":"完成"})"}),
            "rules-unmet G29F");
  EXPECT_EQ(answered(course, plan.accepted->next,
                     {"execution.leave", law::executor(),
                      R"({"unfinished":[{"task":"施工","reason":"缺资金"}],"approver":"zhao"})"}),
            "");
}

// Before 1.13.0 no proposal said what it adjusts: a successor that was opened then says it until it
// is archived, once.
TEST(FromVersion1120, ASuccessorSaysWhatItAdjustsThoughItIsDecided) {
  for (const bool is_decided : {false, true}) {
    Course course(landed("1.12.0"));
    is_decided ? course.carried_out() : course.noticed();
    const Plan plan = moved(course);
    ASSERT_TRUE(plan.accepted.has_value());
    JsonObject facts = law::facts();
    facts["registers"].as_object()["predecessor"] =
        matter::object(R"({"found":{"id":"m0","procedure":"major-decision",
            "states":["after_decision","adjusting"],
            "shows":{"signing.signed_on":"2025-07-15","_x.policy.pack":"none"}}})");
    const matter::Command command{
        matter::Send{"predecessor.name",
                     matter::object(R"({"predecessor":"m0","reason":"原版本未设此项"})"),
                     {}},
        law::office(), course.given.now(), facts, "real"};
    const auto out = matter::decide(*law::major_decision(), &plan.accepted->next, command,
                                    matter::real_calendar());
    ASSERT_TRUE(out.has_value()) << matter::reason(out.error());
    EXPECT_EQ(out->next.session.data.at("proposal").at("predecessor"), "m0");
    const auto again =
        matter::decide(*law::major_decision(), &out->next, command, matter::real_calendar());
    EXPECT_EQ(again.has_value(), !is_decided);
  }
}

}  // namespace
}  // namespace gavel::migration
