// What crosses on the way: two changes one after the other, a change and a step that was put back,
// an expert who is struck while other steps are done again. What rested on the text before opens no
// gate, and there is always something that leads on.
#include "tests/law/hearing.hpp"

namespace gavel::law {
namespace {

using namespace std::chrono_literals;

Course& another_text(Course& course, const char* sha256) {
  course.given.later(1min);
  return course.by(drafter()).file("DRF-04", sha256);
}
Course& confirmed(Course& course) {
  course.by(justice()).sign().send("review.confirm", R"({"note":"系落实审查意见"})");
  return course.by(drafter());
}

// Wording after an answer that the reviewer has not seen is told of a text that was not reviewed.
TEST(ChangeC0, DoesNotPassAnAnswerThatWaitsForTheReviewer) {
  Course course;
  another_text(course.reviewed(), "answers").add({"LEG-05"}).changed("C1").by(drafter());
  EXPECT_EQ(course.refused("meeting.submit"), "rules-unmet G19");
  Course same = course;
  same.changed("C0").by(drafter());
  EXPECT_EQ(same.refused("meeting.submit"), "rules-unmet G19");
  another_text(course, "worded").changed("C0").by(drafter());
  EXPECT_EQ(course.refused("meeting.submit"), "rules-unmet G19");
  // Once it is confirmed wording needs nothing more.
  another_text(confirmed(course), "worded-again").changed("C0").by(drafter());
  course.send("meeting.submit").in({"packet_check"});
}

// Wording that is an answer to the opinion too re-opens nothing: each class by itself does not.
TEST(ChangeC0, ThatIsAlsoAnAnswerWaitsForTheReviewerAndOpensNoStep) {
  for (const auto& [kind, also] : {std::pair{"C0", "C1"}, std::pair{"C1", "C0"}}) {
    Course course;
    another_text(course.reviewed(), "answers").add({"LEG-05"});
    const JsonObject both{{"change", kind}, {"also", JsonArray{also}}};
    course.given.send("draft.revise", {{"change", "C1"}, {"explanation", "修改"}});
    course.by(office()).given.send("change.decide", both);
    course.in({"legality_responded"}).by(drafter());
    EXPECT_EQ(course.refused("meeting.submit"), "rules-unmet G19") << kind;
    confirmed(course).send("meeting.submit").in({"packet_check"});
    Course revising;
    revising.proceeded().by(drafter());
    revising.given.send("draft.revise", {{"change", kind}, {"explanation", "修改"}});
    revising.by(office()).given.send("change.decide", both);
    revising.in({"unit_approval"});
  }
}

// The experts were not to argue again; one of them is struck, and the argument is open. A change of
// another class does not close it with what they said.
TEST(Article20, AnArgumentThatAStruckExpertOpenedIsNotClosedByAnotherChange) {
  Course course;
  another_text(course.proceeded(), "larger").changed("C2").in({"pp_planning", "ex_done"});
  course.by(office()).given.later(1min);
  course
      .send(
          "experts.strike",
          R"({"expert":"e","ground":"direct_interest","reason":"持有项目公司股份","approver":"zhao"})")
      .in({"ex_arguing"});
  another_text(course, "larger-still").changed("C2").in({"pp_planning", "ex_planning"});
  course.by(drafter()).send("experts.invite", Course::invitation).in({"ex_arguing"});
  EXPECT_EQ(course.unmet("experts.conclude").seen.at("opinions"), Json(0));
}

TEST(Article20, WhoWasStruckStaysOutWhenTheArgumentIsPutBack) {
  Course course;
  course.proceeded().by(office()).given.later(1min);
  course
      .send(
          "experts.strike",
          R"({"expert":"e","ground":"direct_interest","reason":"持有项目公司股份","approver":"zhao"})")
      .in({"ex_arguing"});
  course.by(drafter()).knows("experts", experts_named({"f"}));
  course.send("experts.invite", R"({"plan":"p","experts":["f"]})").add({"EXP-03"});
  course.given.send("experts.opinion",
                    object(R"({"expert":"f","unit":"大学","conclusion":"support","text":"可行",
                               "direct_interest":false,"paper":2})"));
  course.add({"EXP-04"}).send("experts.conclude").in({"consolidating"}).by(office());
  course.given.later(1min);
  course.send("step.reopen", R"({"step":"ex","reason":"专家人数登记有误"})").by(drafter());
  course.forgets("experts").knows("experts", experts_named({"a", "b", "c", "d", "e"}));
  course.send("experts.invite", Course::invitation).add({"EXP-03"});
  EXPECT_EQ(course.refused("experts.opinion", R"({"expert":"e","unit":"大学",
                "conclusion":"support","text":"可行","direct_interest":false,"paper":3})"),
            "rules-unmet G11S");
}

// Money to the threshold, and then scope, before the experts had argued the first.
TEST(ChangeOfAChange, OpensWhatItsClassOpensBesideWhatIsNotDoneYet) {
  Course course;
  another_text(course.proceeded(), "dearer").add({"DRF-03"});
  course.send("draft.revise", R"({"change":"C0","explanation":"加价","money_percent":9.99})");
  EXPECT_EQ(json_text(course.given.snapshot().session.data.at("change").at("proposed")),
            R"(["C0"])");
  course.send("draft.revise", R"({"change":"C0","explanation":"加价","money_percent":10})");
  course.by(office()).send("change.decide", R"({"change":"C4"})").in({"ex_planning", "pp_done"});
  another_text(course, "larger").changed("C2");
  course.in({"pp_planning", "ex_planning", "ra_planning", "fc_planning"});
  // The risk has its report of this text, and so has competition its review.
  course.risk_judged();
  EXPECT_EQ(course.refused("risk.report", Course::risk), "rules-unmet G12P");
  EXPECT_EQ(
      course.by(market_regulator()).refused("competition.conclude", R"({"conclusion":"passed"})"),
      "rules-unmet G13");
}

// What is raised in parts is raised: the parts that nobody argued anew count together.
TEST(ChangeC4, IsReachedByPartsTogether) {
  const auto proposed = [](Course& course) {
    return json_text(course.given.snapshot().session.data.at("change").at("proposed"));
  };
  Course course;
  another_text(course.proceeded(), "dearer").add({"DRF-03"});
  course.send("draft.revise", R"({"change":"C0","explanation":"加价","money_percent":6})");
  EXPECT_EQ(proposed(course), R"(["C0"])");
  course.by(office()).send("change.decide", R"({"change":"C0"})").in({"unit_approval"});
  another_text(course, "dearer-still");
  Course less = course;
  less.send("draft.revise", R"({"change":"C0","explanation":"加价","money_percent":3.9})");
  EXPECT_EQ(proposed(less), R"(["C0"])");
  Course worded = course;
  worded.send("draft.revise", R"({"change":"C0","explanation":"文字"})");
  EXPECT_EQ(proposed(worded), R"(["C0"])");
  course.send("draft.revise", R"({"change":"C0","explanation":"加价","money_percent":4})");
  EXPECT_EQ(proposed(course), R"(["C4"])");
  course.add({"DRF-03"}).by(office()).send("change.decide", R"({"change":"C4"})");
  // Argued anew, it counts from nothing again.
  course.in({"ex_planning"});
  another_text(course, "dearer-again");
  course.send("draft.revise", R"({"change":"C0","explanation":"加价","money_percent":9})");
  EXPECT_EQ(proposed(course), R"(["C0"])");
}

// A step is put back, and the text is changed while it is done again: in a first round the change
// is told when the steps are done, later at once.
TEST(StepPutBack, AndThenAChangeOfTheTextLeadOn) {
  Course course;
  course.proceeded().by(office()).given.later(1min);
  course.send("step.reopen", R"({"step":"ra","reason":"等级登记有误"})");
  another_text(course, "with-measures").risk_judged().file("RSK-03", "again");
  course.send("risk.report", Course::risk).by(head()).sign();
  course.send("risk.finding", R"({"controllable":true})").in({"consolidating"});
  Course first = course;
  first.changed("C0").in({"unit_approval"});
  course.changed("C2").in({"pp_planning", "ra_planning", "ex_done"});
}

// What a law demands of the notice it demands of the next one, whatever is typed there.
TEST(Article16, AHearingThatWasDemandedIsDemandedOfTheNextNotice) {
  Course course;
  course.policy = object(R"({"hearing_min_participants":3})");
  course.coordinated().checked_for_secrets().send(
      "notice.open", R"({"title":"征求意见","how":"信函","hearing_basis":"价格法第23条"})");
  course.notice_over().by(drafter()).send("hearing.announce", announcement);
  for (const auto& who :
       {participant("张", "商户"), participant("王", "商户"), participant("李", "居民")})
    course.send("hearing.participant", who);
  course.add({"PUB-07"}).send("hearing.list");
  for (const char* each : {"张", "王", "李"}) course.send("hearing.papers", paper_to(each));
  course.add({"PUB-08"}).at("2026-04-20T09:00:00+08:00").send("hearing.open", all_three);
  course.send("hearing.speak", said("教育局", "present"))
      .send("hearing.speak", said("张", "state"));
  course.add({"PUB-05", "PUB-09"});
  for (const char* each : {"张", "王", "李"}) course.send("hearing.confirm", signed_by(each));
  course.sign().send("hearing.hold").add({"PUB-11"});
  course.send("hearing.report", R"({"summary":"支持"})").send("participation.feedback");
  course.by(office()).given.later(1min);
  course.send("step.reopen", R"({"step":"pp","reason":"公告附件有误"})").checked_for_secrets();
  course.send("notice.open", R"({"title":"再次征求意见","how":"信函"})");
  course.given.until("2026-06-01T00:00:00+08:00");
  course.in({"pp_collating"}).by(drafter()).add({"PUB-03", "PUB-05"});
  EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G09R");
}

// Seven days from when the last of those who come had the papers, not from when another withdrew.
TEST(Article16, WhoWithdrawsWithoutThePapersDoesNotPutTheHearingOff) {
  Course course = closed(R"({"hearing_min_participants":2})");
  course.send("hearing.announce", announcement).add({"PUB-07"});
  for (const auto& who :
       {participant("张", "商户"), participant("王", "商户"), participant("李", "居民")})
    course.send("hearing.participant", who);
  course.send("hearing.list").add({"PUB-08"}).send("hearing.papers", paper_to("王"));
  course.at("2026-04-14T09:00:00+08:00").send("hearing.papers", paper_to("李"));
  course.at("2026-04-19T09:00:00+08:00");
  course.send("hearing.withdraw", R"({"participant":"张","reason":"本人退出"})");
  EXPECT_EQ(course.given.snapshot().session.data.at("hearing").at("papers_on"), "2026-04-14");
  course.at("2026-04-20T09:00:00+08:00");
  EXPECT_EQ(course.refused("hearing.open", R"({"attending":["王","李"]})"), "rules-unmet G09");
  course.send("hearing.postpone", postponed_to("2026-04-27")).at("2026-04-27T09:00:00+08:00");
  course.send("hearing.open", R"({"attending":["王","李"]})");
}

// The reviewer agreed to less time for the packet that was; another one has its own.
TEST(Article26, ConsentToLessTimeIsOfThePacketItWasGivenFor) {
  Course course;
  course.advised().by(justice()).add({"LEG-04"}).send("review.consent", R"({"reason":"情况紧急"})");
  course.send("review.pause", R"({"cause":"supplement"})");
  course.at("2026-04-08T09:00:00+08:00").by(drafter()).add({"LEG-01"}).by(justice());
  course.send("review.resume").by(counsel()).add({"LEG-03"}).sign();
  course.send("review.counsel", R"({"conclusion":"lawful","text":"合法"})").by(justice());
  course.add({"LEG-04"});
  EXPECT_EQ(course.sign().refused("review.opinion", Course::lawful), "rules-unmet G16");
  course.send("review.consent", R"({"reason":"情况紧急"})").sign();
  course.send("review.opinion", Course::lawful).in({"legality_responded"});
}

// Replaced while the packet waits or is supplemented, the text is not what was sent: it goes back,
// is told and classed, and its steps are done again.
TEST(Article26, ATextThatIsReplacedDuringTheReviewGoesBackAndIsClassed) {
  Course waits;
  another_text(waits.sent_for_review(), "larger").by(justice());
  EXPECT_EQ(waits.refused("review.accept"), "rules-unmet G34 G15S");
  Course supplemented;
  supplemented.advised().by(justice()).add({"LEG-04"});
  supplemented.send("review.pause", R"({"cause":"supplement"})");
  another_text(supplemented, "larger").by(justice()).send("review.resume");
  supplemented.at("2026-04-25T09:00:00+08:00").sign();
  EXPECT_EQ(supplemented.refused("review.opinion", Course::lawful), "rules-unmet G15R G17 G19");
  for (Course* course : {&waits, &supplemented}) {
    course->send("review.return", R"({"reason":"草案已改"})").by(drafter());
    EXPECT_EQ(course->add({"LEG-01"}).refused("review.send"), "rules-unmet G34");
    course->changed("C2").in({"pp_planning", "ra_planning", "fc_planning", "ex_done"});
  }
}

// What counsel wrote on the packet before is no opinion on this one.
TEST(Article28, CounselsPaperIsOfThisReview) {
  Course course;
  course.advised().by(justice()).send("review.return", R"({"reason":"缺少依据"})").by(drafter());
  course.at("2026-04-08T09:00:00+08:00").add({"LEG-01"}).send("review.send").by(justice());
  course.send("review.accept").by(counsel()).sign();
  course.send("review.counsel", R"({"conclusion":"lawful","text":"合法"})").by(justice());
  course.add({"LEG-04"}).at("2026-04-25T09:00:00+08:00").sign();
  EXPECT_EQ(course.refused("review.opinion", Course::lawful), "rules-unmet G17");
  course.by(counsel()).add({"LEG-03"}).sign();
  course.send("review.counsel", R"({"conclusion":"lawful","text":"合法"})").by(justice()).sign();
  course.send("review.opinion", Course::lawful).in({"legality_responded"});
}

// A notice with the wrong attachment is not answered first, and its outcome published, only to be
// put right afterwards.
TEST(Article15, ANoticeFoundDefectiveOnceItIsOverIsOpenedAnewBeforeItsOutcomeIsPublished) {
  Course course;
  course.notice_closed().by(office());
  course.send("step.reopen", R"({"step":"pp","reason":"公告附件有误"})").in({"pp_planning"});
  course.given.later(std::chrono::minutes(1));
  course.by(office()).file("PUB-12", "checked-anew").send("notice.check", Course::publishable);
  course.by(drafter()).send("notice.open", R"({"title":"重新征求意见","how":"信函或网站"})");
  course.in({"pp_open"});
}

}  // namespace
}  // namespace gavel::law
