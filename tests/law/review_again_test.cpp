// The legality review, and the finding on the risk, when it comes out later that whoever gave them
// has an interest, or that they were wrong: they carry nothing any more, and are made anew while
// the other steps stand. Decree 713, articles 24, 25 and 28.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

using namespace std::chrono_literals;

constexpr const char* again = R"({"step":"legality","reason":"审查人员应当回避"})";

/// The register of recusals has these by now.
Course& recuse(Course& course, std::initializer_list<const char*> accounts) {
  JsonObject out = facts();
  JsonArray recused;
  for (const char* each : accounts) recused.push_back(JsonObject{{"account", each}});
  out["recused"] = std::move(recused);
  course.given.facts(std::move(out)).later(1min);
  return course;
}
/// The packet as it is, from its sending to the opinion, by another reviewer and counsel.
Course& reviewed_by_others(Course& course) {
  course.by(drafter()).add({"LEG-01"}).send("review.send");
  course.by(actor("yuan", {"justice"}, "justice")).send("review.accept");
  course.by(counsel()).add({"LEG-03"}).sign();
  course.send("review.counsel", R"({"conclusion":"lawful","text":"合法"})");
  return course.by(actor("yuan", {"justice"}, "justice")).add({"LEG-04"});
}

TEST(Article25, TheOpinionOfAReviewerWhoKeepsOutSinceDoesNotCarryTheMatter) {
  Course course;
  course.reviewed().by(drafter()).add({"LEG-05"});
  recuse(course, {"fa"});
  EXPECT_EQ(course.refused("meeting.submit"), "rules-unmet G19S");
  course.by(office()).send("step.reopen", again).in({"unit_approval"});
  reviewed_by_others(course);
  EXPECT_EQ(course.sign().refused("review.opinion", Course::lawful), "rules-unmet G16");
  course.at("2026-04-25T09:00:00+08:00").sign().send("review.opinion", Course::lawful);
  course.by(drafter()).add({"LEG-05"}).send("meeting.submit").in({"packet_check"});
}

TEST(Article25, AnInterestFoundWhileThePacketIsCheckedKeepsItFromTheMeeting) {
  Course course;
  recuse(course.submitted(), {"fa"}).by(office());
  EXPECT_EQ(course.refused("packet.accept"), "rules-unmet G19S");
  EXPECT_EQ(course.refused("step.reopen", again), "not-now");
  course.send("packet.return", R"({"reason":"审查人员回避"})").send("step.reopen", again);
  course.in({"unit_approval"});
}

// Found on the eve of the meeting: it does not open on that opinion, and the packet goes back.
TEST(Article25, AnInterestFoundBeforeTheMeetingOpensKeepsItFromOpening) {
  Course course;
  recuse(course.called().at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian", "sun"}), {"fa"});
  EXPECT_EQ(course.by(office()).refused("meeting.open"), "rules-unmet G19S");
  course.send("packet.return", R"({"reason":"审查人员回避"})").send("step.reopen", again);
  course.in({"unit_approval"});
}

// The other counsel, or somebody of the meeting: their recusals are dealt with where they act.
TEST(Article25, AnotherPersonsRecusalLeavesTheOpinionAsItIs) {
  Course course;
  recuse(course.submitted(), {"wu"}).by(office()).send("packet.accept").in({"meeting_scheduled"});
}

// What was acted on behalf of somebody is theirs too.
TEST(Article25, AnOpinionGivenForSomebodyWhoKeepsOutDoesNotCarryIt) {
  Course course;
  Actor deputy = actor("yuan", {"justice"}, "justice");
  deputy.on_behalf_of = "fa";
  course.advised().by(deputy).add({"LEG-04"}).at("2026-04-15T09:00:00+08:00").sign();
  course.send("review.opinion", Course::lawful).by(drafter()).add({"LEG-05"});
  EXPECT_EQ(recuse(course, {"fa"}).refused("meeting.submit"), "rules-unmet G19S");
}

TEST(Article28, AConfirmationBySomebodyWhoKeepsOutIsGivenAnewByAnother) {
  Course course;
  course.reviewed().by(drafter()).file("DRF-04", "amended").changed("C1");
  course.by(actor("yuan", {"justice"}, "justice")).sign();
  course.send("review.confirm", R"({"note":"系落实意见"})").by(drafter()).add({"LEG-05"});
  EXPECT_EQ(recuse(course, {"yuan"}).refused("meeting.submit"), "rules-unmet G19S");
  course.by(justice()).sign().send("review.confirm", R"({"note":"核对无误"})");
  course.by(drafter()).send("meeting.submit").in({"packet_check"});
}

TEST(Article25, TheReviewAloneIsDoneAgainWithItsFullTimeAndWithoutAChange) {
  for (const Actor& who : {office(), head(), justice()}) {
    Course course;
    course.reviewed().by(who).given.later(1min);
    course.send("step.reopen", again).in({"unit_approval"});
    const auto& data = course.given.snapshot().session.data;
    EXPECT_EQ(data.at("review").at("conclusion"), "");
    EXPECT_EQ(data.at("changes").as_array().size(), 1u);  // the one before it was first sent
    EXPECT_EQ(json_text(data.at("rerun")), "[]");
  }
  Course course;
  course.reviewed();
  EXPECT_EQ(course.by(drafter()).refused("step.reopen", again), "not-permitted");
  course.by(market_regulator());
  EXPECT_EQ(course.refused("step.reopen", again), "rules-unmet G34M");
  course.by(justice());
  EXPECT_EQ(course.refused("step.reopen", R"({"step":"ra","reason":"r"})"), "rules-unmet G34M");
}

TEST(Article25, AReviewThatWasNotConcludedIsNotDoneAgain) {
  Course course;
  course.proceeded().by(office());
  EXPECT_EQ(course.refused("step.reopen", again), "rules-unmet G34L");
  course.changed("C0").by(office());
  EXPECT_EQ(course.refused("step.reopen", again), "rules-unmet G34L");
}

// Who is named as having approved an exploration says it did not: another review is the way out.
TEST(Article25, AnExplorationWhoseApprovalWasDeniedIsReviewedAnew) {
  Course course;
  course.advised().by(justice()).add({"LEG-04"}).at("2026-04-15T09:00:00+08:00");
  JsonObject given =
      object(Course::opinion("exploratory_risk", "conforms", "conforms", "with_problems"));
  for (const char* name : {"risk_note", "no_rule_finding"}) given[name] = "经检索";
  given["approver"] = "zhao";
  course.sign().send("review.opinion", json_text(given)).by(head());
  course.send("exception.dispute", R"({"no":1,"reason":"未批准"})").by(office());
  const char* dropped = R"({"no":1,"reason":"重新审查"})";
  EXPECT_EQ(course.refused("exception.drop", dropped), "rules-unmet G39X");
  course.send("step.reopen", again).send("exception.drop", dropped).in({"unit_approval"});
}

TEST(Article24, TheFindingOfAHeadWhoKeepsOutSinceIsMadeAnewByAnother) {
  Course course;
  course.reviewed().by(drafter()).add({"LEG-05"});
  EXPECT_EQ(recuse(course, {"zhao"}).refused("meeting.submit"), "rules-unmet G12V");
  course.by(actor("qian", {"organ_head"}, "government")).sign();
  course.send("risk.confirm", R"({"reason":"经核对风险可控"})").by(drafter());
  course.send("meeting.submit").in({"packet_check"});
}

}  // namespace
}  // namespace gavel::law
