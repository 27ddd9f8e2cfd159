// Who is named as having approved an exception says so themselves (separation of duties 9): they
// confirm it or deny it, and until it is settled nothing rests on it.
#include "tests/law/course.hpp"
#include "tests/law/waiting.hpp"

namespace gavel::law {
namespace {

constexpr const char* first = R"({"no":1})";
constexpr const char* denied = R"({"no":1,"reason":"没有向我报批"})";
constexpr const char* dropped = R"({"no":1,"reason":"已依法补办"})";

/// The office's approval of leaving out the experts is named by the drafting unit.
Course& without_experts(Course& course) {
  course.coordinated().knows("approver", account("guan", "office")).by(drafter());
  return course.send("experts.not_required", R"({"reason":"不涉专业技术","approver":"guan"})");
}
Actor named() { return actor("guan", {"office"}, "office"); }

const JsonObject& exception_of(const Course& course, std::size_t number = 1) {
  return course.given.snapshot().session.data.at("exceptions").at(number - 1).get_object();
}
std::string approval_of(const Course& course, std::size_t number = 1) {
  return string_or(exception_of(course, number), "approval");
}
/// The steps but the experts, and the legality review: the packet is with the office.
Course& submitted_without_experts(Course& course) {
  without_experts(course).checked_for_secrets();
  course.send("notice.open", R"({"title":"征求意见","how":"信函"})").notice_over().heard_out();
  course.assessed().reviewed_for_competition().in({"consolidating"});
  course.changed("C1").by(drafter()).add({"LEG-01"}).send("review.send");
  course.by(justice()).send("review.accept").by(counsel()).add({"LEG-03"}).sign();
  course.send("review.counsel", R"({"conclusion":"lawful","text":"合法"})").by(justice());
  course.add({"LEG-04"}).at("2026-04-15T09:00:00+08:00").sign();
  course.send("review.opinion", Course::lawful).by(drafter()).add({"LEG-05"});
  return course.send("meeting.submit").approved_for_the_agenda().by(office());
}

TEST(SeparationRule09, AnExceptionKeepsTheAccountThatIsNamedAndItsNumber) {
  Course course;
  const JsonObject& used = exception_of(without_experts(course));
  EXPECT_EQ(used.at("no"), Json(1));
  EXPECT_EQ(used.at("account"), "guan");
  EXPECT_EQ(used.at("approval"), "waiting");
  EXPECT_EQ(used.at("raised_by").at(0), "wang");
  EXPECT_EQ(used.at("zh"), "1 不组织专家论证（guan）");
  course.by(market_regulator()).send("competition.not_market", R"({"reason":"不涉及"})");
  EXPECT_EQ(approval_of(course, 2), "not_needed");
}

TEST(SeparationRule09, WhoIsNamedConfirmsAndNobodyElseOfTheOffice) {
  Course course;
  without_experts(course);
  EXPECT_EQ(course.by(drafter()).refused("exception.confirm", first), "not-permitted");
  EXPECT_EQ(course.by(office()).refused("exception.confirm", first), "rules-unmet G39");
  course.by(named()).send("exception.confirm", R"({"no":1,"note":"已核"})");
  EXPECT_EQ(approval_of(course), "confirmed");
  EXPECT_EQ(exception_of(course).at("answer").at("by"), "guan");
  EXPECT_EQ(exception_of(course).at("answer").at("on"), "2026-03-02");
}

// Of all who hold the role, one is meant: that one's list of tasks says so.
TEST(SeparationRule09, WhoIsNamedFindsItAmongTheirTasks) {
  Course course;
  without_experts(course);
  EXPECT_EQ(waits(course, named(), "exception.confirm"), "1 No expert argument (guan)");
  EXPECT_EQ(waits(course, office(), "exception.confirm"), "");
  course.by(named()).send("exception.confirm", first);
  EXPECT_EQ(waits(course, named(), "exception.confirm"), "no task");
}

TEST(SeparationRule09, SoDoesTheirDelegateOrAHead) {
  Course course, by_head;
  without_experts(course);
  Actor delegate = actor("mei", {"office"}, "office");
  delegate.on_behalf_of = "guan", delegate.principal_unit = "office";
  course.by(delegate).send("exception.confirm", first);
  EXPECT_EQ(exception_of(course).at("answer").at("for"), "guan");
  without_experts(by_head).by(head()).send("exception.confirm", first);
  EXPECT_EQ(approval_of(by_head), "confirmed");
}

// Whoever raised it does not, even as a delegate of whoever is named, nor as a head.
TEST(SeparationRule09, WhoRaisedItNeverConfirmsIt) {
  Course course;
  without_experts(course);
  Actor lent = actor("wang", {"office"}, "office");
  lent.on_behalf_of = "guan", lent.principal_unit = "office";
  for (const Actor& who :
       {lent, actor("wang", {"organ_head"}, "government"), actor("wang", {"office"}, "education")})
    EXPECT_EQ(course.by(who).refused("exception.confirm", first), "rules-unmet G39");
  Actor deputy = drafter();
  deputy.on_behalf_of = "xu", deputy.principal_unit = "education";
  Course other;
  other.coordinated().knows("approver", account("guan", "office")).by(deputy);
  other.send("experts.not_required", R"({"reason":"r","approver":"guan"})");
  EXPECT_EQ(other.by(actor("xu", {"organ_head"}, "government")).refused("exception.confirm", first),
            "rules-unmet G39");
}

TEST(SeparationRule09, ANumberThatDoesNotWaitIsAnsweredWithThoseThatDo) {
  Course course;
  without_experts(course).by(named());
  const auto unmet = course.unmet("exception.confirm", R"({"no":7})");
  EXPECT_EQ(unmet.id, "G39N");
  EXPECT_EQ(unmet.remedy.zh, "填写例外编号。待确认：1 不组织专家论证（guan）；已否认：没有。");
  EXPECT_EQ(course.refused("exception.dispute", R"({"no":7,"reason":"r"})"), "rules-unmet G39M");
  EXPECT_EQ(course.refused("exception.confirm", R"({"no":0})"), "invalid-form /no");
}

TEST(SeparationRule09, WhatIsConfirmedIsSettled) {
  Course course;
  without_experts(course).by(drafter());
  course.knows("approver", account("zhao", "organ_head"));
  course.send("competition.not_market", R"({"reason":"不涉及","approver":"zhao"})");
  course.by(named()).send("exception.confirm", first);
  EXPECT_EQ(course.refused("exception.confirm", first), "rules-unmet G39N");
  EXPECT_EQ(course.refused("exception.dispute", denied), "rules-unmet G39M");
  EXPECT_EQ(course.by(office()).refused("exception.drop", dropped), "rules-unmet G39N G39X");
  course.by(head()).send("exception.confirm", R"({"no":2})");
  EXPECT_EQ(course.refused("exception.confirm", R"({"no":2})"), "rules-unmet G39N");
}

// Nothing waits: it is nobody's task, and who asks all the same is told so and not sent to another
// stage of the matter.
TEST(SeparationRule09, WhereNothingWaitsTheAnswerSaysSoAndItIsNoTask) {
  Course before, after;
  before.coordinated();
  after.executed();
  for (Course* course : {&before, &after}) {
    for (const auto& [event, data, rule] : {std::tuple{"exception.confirm", first, "G39N"},
                                            std::tuple{"exception.dispute", denied, "G39M"},
                                            std::tuple{"exception.drop", dropped, "G39N"}}) {
      course->by(head());
      const auto tasks = course->given.tasks();
      EXPECT_EQ(std::ranges::find(tasks, event, &matter::Task::event), tasks.end()) << event;
      const auto unmet = course->unmet(event, data);
      EXPECT_EQ(unmet.id, rule) << event;
      EXPECT_THAT(unmet.remedy.zh, testing::HasSubstr("待确认：没有")) << event;
      EXPECT_THAT(unmet.remedy.en, testing::HasSubstr("Waiting: none")) << event;
    }
  }
  EXPECT_EQ(before.by(drafter()).refused("exception.confirm", first), "not-permitted");
}

TEST(SeparationRule09, WhoIsNamedDeniesItWithReasonsAndMayConfirmLater) {
  Course course;
  without_experts(course);
  EXPECT_EQ(course.by(head()).refused("exception.dispute", denied), "rules-unmet G39D");
  EXPECT_EQ(course.by(named()).refused("exception.dispute", first), "invalid-form /reason");
  course.send("exception.dispute", denied);
  EXPECT_EQ(approval_of(course), "disputed");
  EXPECT_EQ(exception_of(course).at("answer").at("reason"), "没有向我报批");
  EXPECT_EQ(course.refused("exception.dispute", denied), "rules-unmet G39M");
  Course by_head = course;
  course.send("exception.confirm", first);
  by_head.by(head()).send("exception.confirm", first);
  EXPECT_EQ(approval_of(course) + approval_of(by_head), "confirmedconfirmed");
}

TEST(SeparationRule09, AnApprovalThatWaitsOrIsDeniedDoesNotComeToTheMeeting) {
  Course course;
  submitted_without_experts(course);
  const auto unmet = course.unmet("packet.accept");
  EXPECT_EQ(unmet.id, "G39S");
  EXPECT_THAT(unmet.remedy.zh, testing::HasSubstr("待确认：1 不组织专家论证（guan）；"));
  course.by(named()).send("exception.dispute", denied).by(office());
  EXPECT_EQ(course.refused("packet.accept"), "rules-unmet G39S");
  course.by(named()).send("exception.confirm", first).by(office());
  course.send("packet.accept").in({"meeting_scheduled"});
}

// What is raised after the packet was accepted holds the meeting itself.
TEST(SeparationRule09, NorDoesWhatIsRaisedAfterThePacket) {
  Course course;
  course.submitted().by(office()).send("npc.require", R"({"basis":"《组织法》第八条"})");
  course.send("packet.accept").send("meeting.notify", Course::notice_of_meeting);
  course.send("npc.release", R"({"reason":"误认","approver":"zhao"})");
  course.at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian", "sun"});
  EXPECT_EQ(course.refused("meeting.open"), "rules-unmet G39S");
  course.by(head()).send("exception.confirm", first).by(office()).send("meeting.open");
}

// Done lawfully after all, it no longer stands: the office says so, and not before it is done.
TEST(SeparationRule09, ADeniedExceptionFallsAwayOnceTheStepIsTaken) {
  Course course;
  submitted_without_experts(course).by(named()).send("exception.dispute", denied);
  course.by(office());
  EXPECT_EQ(course.refused("exception.drop", dropped), "rules-unmet G39X");
  course.send("packet.return", R"({"reason":"补充专家论证"})").changed("C5");
  course.consulted_again().by(office());
  EXPECT_EQ(course.refused("exception.drop", dropped), "rules-unmet G39X");
  course.argued().by(drafter());
  EXPECT_EQ(course.refused("exception.drop", dropped), "not-permitted");
  EXPECT_EQ(course.by(actor("xin", {"office"}, "education")).refused("exception.drop", dropped),
            "rules-unmet G39W");
  course.by(office()).send("exception.drop", dropped);
  EXPECT_EQ(approval_of(course), "dropped");
}

TEST(SeparationRule09, AFullNoticeTakesThePlaceOfAShortenedOne) {
  Course course;
  course.coordinated().checked_for_secrets();
  course.send("notice.open", R"({"title":"t","how":"h","shortened_days":7,"shortened_reason":"汛",
                                 "shortened_approver":"zhao"})");
  course.by(head()).send("exception.dispute", denied).by(office());
  EXPECT_EQ(course.refused("exception.drop", dropped), "rules-unmet G39X");
  course.send("notice.recall", R"({"reason":"期限不足"})");
  EXPECT_EQ(course.refused("exception.drop", dropped), "rules-unmet G39X");
  course.by(drafter()).send("notice.open", R"({"title":"t","how":"h"})").by(office());
  course.send("exception.drop", dropped);
}

}  // namespace
}  // namespace gavel::law
