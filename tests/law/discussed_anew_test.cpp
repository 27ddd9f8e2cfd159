// Decree 713 art. 30: a decision that was taken under a head of whom it comes out only then that
// they had to keep out is discussed anew before it is published, under whom the order names.
#include "tests/law/heads_out.hpp"
#include "tests/law/statement.hpp"

namespace gavel::law {
namespace {

using namespace std::chrono_literals;

constexpr const char* anew = R"({"step":"meeting","reason":"主持人亲属持有项目公司股份"})";

/// By an order of now `account` keeps out, and qian acts for the head; qian sends what follows.
Course& ordered_out_since(Course& course, const char* account = "zhao") {
  JsonObject known = facts(), order = ordered_out("qian");
  order["account"] = account;
  order["at"] = "2026-04-21T09:30:00+08:00";
  known["recused"] = JsonArray{std::move(order)};
  course.given.facts(known).later(1min);
  return course.by(member("qian"));
}
const auto& data_of(const Course& course) { return course.given.snapshot().session.data; }

TEST(Article30, WhatWasDecidedUnderAHeadWhoHadToKeepOutIsDiscussedAnew) {
  Course decided, reported, signed_off;
  decided.decided();
  reported.reported();
  signed_off.signed_off();
  for (Course* course : {&decided, &reported, &signed_off}) {
    ordered_out_since(*course).send("step.reopen", anew).in({"meeting_scheduled"});
    EXPECT_EQ(data_of(*course).at("party").at("reported_on"), "");
    EXPECT_EQ(data_of(*course).at("signing").at("signed_on"), "");
    // The text and its review stand: what fell is the decision.
    EXPECT_EQ(data_of(*course).at("review").at("conclusion"), "lawful");
    EXPECT_EQ(data_of(*course).at("put_back").at(0).at("step"), "meeting");
  }
}

TEST(Article30, ADecisionIsDiscussedAnewOnlyWhereItsChairKeepsOutAndByTheHeadOrTheDeputy) {
  Course course;
  course.decided().given.later(1min);
  EXPECT_EQ(course.by(head()).refused("step.reopen", anew), "rules-unmet G34K");
  Course other = course;
  ordered_out_since(other, "wu");
  EXPECT_EQ(other.refused("step.reopen", anew), "rules-unmet G34K");
  ordered_out_since(course);
  EXPECT_EQ(course.by(office()).refused("step.reopen", anew), "rules-unmet G34K");
  EXPECT_EQ(course.by(member("sun")).refused("step.reopen", anew), "not-permitted");
  EXPECT_EQ(course.by(member("qian")).refused("step.reopen", R"({"step":"legality","reason":"r"})"),
            "rules-unmet G34L G34K");
  // Once it is published it is changed by the procedure for that.
  Course published;
  ordered_out_since(published.published());
  EXPECT_EQ(published.refused("step.reopen", anew), "not-now");
  // Before it was decided, the meeting is adjourned.
  Course before;
  before.reviewed().by(office()).given.later(1min);
  EXPECT_EQ(before.refused("step.reopen", anew), "rules-unmet G34K");
}

// Everything that follows a decision follows the new one, and nothing of the old is taken for it.
TEST(Article30, TheMeetingThatDecidesAnewIsChairedByWhomTheOrderNames) {
  Course course;
  ordered_out_since(course.signed_off()).send("step.reopen", anew);
  JsonObject known = facts(), order = ordered_out("qian");
  order["account"] = "zhao";
  known["recused"] = JsonArray{std::move(order)};
  known.at("registers").as_object()["chair"] = deputy_in_the_chair();
  course.given.facts(known);
  const auto called = [](const char* chair) {
    return std::string(R"({"body":"executive","held_on":"2026-04-28","place":"一","recorder":"ji",
        "members":["zhao","qian","sun","zhou","wu"],"chair":")") +
           chair + "\"}";
  };
  course.by(office());
  EXPECT_EQ(course.refused("meeting.notify", called("zhao")), "rules-unmet G21C");
  course.send("meeting.notify", called("qian")).at("2026-04-28T09:00:00+08:00");
  course.by(member("qian")).sign().send("risk.confirm", R"({"reason":"报告未变，风险可控"})");
  course.arrive({"qian", "sun", "zhou"}).send("meeting.open");
  course.by(recorder()).stance("sun", "agree").stance("zhou", "agree").by(member("qian"));
  course.send("meeting.head_statement", R"({"text":"同意"})").by(recorder()).file("MTG-04", "anew");
  course.by(member("qian")).send("meeting.decide", R"({"outcome":"approve"})").in({"decided"});
  EXPECT_EQ(data_of(course).at("meetings").as_array().size(), 1U);
  EXPECT_EQ(data_of(course).at("meeting").at("chair"), "qian");
  course.by(party_group());
  EXPECT_EQ(course.unmet("party.report", R"({"number":"1"})").id, "G25D");
}

TEST(Article26, TheStatementTellsADecisionThatFellAsToBeTakenAnew) {
  Course course;
  ordered_out_since(course.signed_off()).send("step.reopen", anew);
  const Statement statement(course);
  EXPECT_EQ(steps_of(statement, "30"), "M6 reopened step.reopen by qian; ");
  EXPECT_EQ(steps_of(statement, "31"), "M7 reopened step.reopen by qian; ");
  EXPECT_EQ(steps_of(statement, "25"), "M1 done review.opinion by fa; ");
  std::string told;
  for (const auto& [entry, standing] :
       matter::standings(matter::Articles(major_decision()), course.given.snapshot(),
                         course.given.events(), matter::real_calendar()))
    told += standing.zh + "；";
  EXPECT_EQ(told,
            "其后重新提请集体讨论，本次决定不再有效，须重新讨论或者已经重新讨论；"
            "其后重新提请集体讨论，本次签发不再有效；");
}

}  // namespace
}  // namespace gavel::law
