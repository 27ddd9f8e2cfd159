// Exceptions, disputes and refusals that a version which has landed took in, moved to the one of
// today: what stands, and what is confirmed or answered for.
#include "tests/migration/stages.hpp"

namespace gavel::migration {
namespace {

// What was approved before 1.12.0 keeps no account that could be asked; the next one has its
// number after it, and is asked about.
TEST(FromVersion1110, AnExceptionThatKeepsNoAccountHoldsNothing) {
  Course course(landed("1.11.0"));
  course.coordinated().checked_for_secrets();
  course.send("experts.not_required", R"({"reason":"不涉专业技术","approver":"zhao"})");
  course.send("notice.open", R"({"title":"征求意见","how":"信函"})").notice_over().heard_out();
  course.assessed().reviewed_for_competition().in({"consolidating"});
  course.changed("C1").by(law::drafter()).add({"LEG-01"}).send("review.send");
  course.by(law::justice()).send("review.accept").by(law::counsel()).add({"LEG-03"}).sign();
  course.send("review.counsel", R"({"conclusion":"lawful","text":"合法"})").by(law::justice());
  course.add({"LEG-04"}).at("2026-04-15T09:00:00+08:00").sign();
  course.send("review.opinion", Course::lawful).by(law::drafter()).add({"LEG-05"});
  course.send("meeting.submit").by(law::office()).send("npc.require", R"({"basis":"组织法"})");
  const Plan plan = moved(course);
  ASSERT_TRUE(plan.accepted.has_value());
  matter::Snapshot at = plan.accepted->next;
  const auto accept = [&](const matter::Snapshot& after) {
    return answered(course, after, {"packet.accept", law::office(), "{}", false, {"MTG-02"}});
  };
  EXPECT_EQ(accept(at), "");
  const matter::Command command{
      matter::Send{"npc.release", matter::object(R"({"reason":"误认","approver":"zhao"})"), {}},
      law::office(), course.given.now(), law::facts(), "real"};
  const auto out = matter::decide(*law::major_decision(), &at, command, matter::real_calendar());
  ASSERT_TRUE(out.has_value()) << matter::reason(out.error());
  EXPECT_EQ(accept(out->next), "rules-unmet G39S");
  EXPECT_EQ(answered(course, out->next, {"exception.confirm", law::head(), R"({"no":1})"}),
            "rules-unmet G39N");
  EXPECT_EQ(answered(course, out->next, {"exception.confirm", law::head(), R"({"no":2})"}), "");
}

// From 1.12.0 on a dispute after the meeting may ask the head for reasons, and one of chair and
// recorder signs the record; what 1.11.0 took before stands.
TEST(FromVersion1110, ADisputeAndRefusalsThatItTookHoldNothingUp) {
  Course course(landed("1.11.0"));
  course.decided().by(law::member("qian")).sign();
  course.send("stance.dispute", R"({"member":"qian","text":"我当时不同意"})").by(law::office());
  for (const char* part : {"chair", "recorder"})
    course.given.send("record.refuse", {{"part", part}, {"reason", "有异议"}});
  course.add({"MTG-05", "MTG-07"}).minutes_signed().by(law::office());
  course.send("minutes.issue", R"({"number":12,"signatory":"zhao"})").by(law::party_group());
  course.send("party.report", R"({"number":"1"})").by(law::head()).add({"ISS-01"});
  const Plan plan = moved(course);
  ASSERT_TRUE(plan.accepted.has_value());
  EXPECT_EQ(answered(course, plan.accepted->next,
                     {"decision.sign", law::head(), R"({"number":"政发〔2026〕9号"})", true}),
            "");
}

// Under 1.12.0 what was raised after the decision took effect at once: once denied, the decision is
// published after all, and the archive does not wait for ever.
TEST(FromVersion1120, WhatWasDeliveredAndThenDeniedIsPublished) {
  Course course(landed("1.12.0"));
  course.signed_off().by(law::office()).add({"ISS-02", "ISS-04"});
  course.send("publication.restrict", R"({"basis":"《保守国家秘密法》第十三条","approver":"zhao",
                                          "recipients":["财政局"]})");
  const Plan plan = moved(course.in({"published"}));
  ASSERT_TRUE(plan.accepted.has_value());
  matter::Snapshot at = plan.accepted->next;
  const char* anew = R"({"finding":"publishable","finding_reason":"经审查不涉密",
                         "channels":["公报","网站"]})";
  const char* drop = R"({"no":1,"reason":"已公布"})";
  const matter::Actor colleague = matter::actor("xin", {"office"}, "office");
  EXPECT_EQ(answered(course, at, {"publication.publish", law::office(), anew}), "rules-unmet G26W");
  const auto then = [&](const char* event, const matter::Actor& by, const char* data) {
    const matter::Command command{matter::Send{event, matter::object(data), {}}, by,
                                  course.given.now(), law::facts(), "real"};
    const auto out = matter::decide(*law::major_decision(), &at, command, matter::real_calendar());
    ASSERT_TRUE(out.has_value()) << event << matter::reason(out.error());
    at = out->next;
  };
  then("exception.dispute", law::head(), R"({"no":1,"reason":"不涉及国家秘密"})");
  EXPECT_EQ(answered(course, at, {"exception.drop", colleague, drop}), "rules-unmet G39X");
  then("publication.publish", law::office(), anew);
  then("exception.drop", colleague, drop);
}

}  // namespace
}  // namespace gavel::migration
