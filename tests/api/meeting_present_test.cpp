// Who was at a meeting, as its record and minutes tell it.
#include "tests/api/meeting_papers.hpp"
#include "tests/law/heads_out.hpp"

namespace gavel::api {
namespace {

// Whoever left the body between the notice and the day was neither due nor absent.
TEST(MeetingPapers, TheyNameApartWhoeverLeftTheBodySinceTheNotice) {
  Course course;
  course.packed().knows("chair", law::seats({"zhao", "qian", "sun", "zhou", "wu"}));
  course.send("meeting.notify", Course::notice_of_meeting).at("2026-04-21T09:00:00+08:00");
  course.arrive({"zhao", "qian", "sun"});
  course.knows("seats", matter::object(R"({"found":[{"account":"zhao","is_head":true,
      "posts":[{"seat":"executive"}]}],"missing":[],
      "executive":["zhao","qian","sun","zhou"],"plenary":["zhao","qian","sun","zhou","wu"]})"));
  course.send("meeting.open").forgets("seats").stances().head_spoke();
  course.send("meeting.decide", R"({"outcome":"approve"})");
  for (const Kind kind : {Kind::record, Kind::minutes}) {
    EXPECT_THAT(
        Papers(course).text(kind),
        AllOf(HasSubstr("应到（4人）：zhao、qian、sun、zhou"), HasSubstr("缺席（1人）：zhou"),
              HasSubstr("会议通知后不再担任组成人员（1人，不计入应到）：wu"),
              HasSubstr("有权参加（4人）"), HasSubstr("当时不在场（1人）：zhou")));
  }
}

// Whatever the clock says of when they left.
TEST(MeetingPapers, WhoTookAStanceWasThere) {
  Course course;
  course.met().by(law::recorder()).stance("qian", "oppose");
  course.send("meeting.depart", R"({"member":"qian","at":"2026-04-21T09:00:00+08:00"})");
  EXPECT_THAT(Papers(course).text(Kind::minutes),
              AllOf(HasSubstr("到会（3人）：zhao、qian、sun"), HasSubstr("缺席（2人）：zhou、wu")));
}

TEST(MeetingPapers, WhoHasLeftDidNotRefuse) {
  Course course;
  course.decided().knows("left", law::account("ji", "member")).by(law::office());
  course.send("record.refuse", R"({"part":"recorder","reason":"调离","left":"ji"})");
  EXPECT_THAT(
      Papers(course).text(Kind::record),
      AllOf(HasSubstr("已离任、未签署，2026年4月21日，理由：调离"), Not(HasSubstr("拒签"))));
}

TEST(MeetingPapers, AMemberRecusedIsNeitherPresentNorAbsent) {
  Course course;
  course.called()
      .by(law::member("wu"))
      .send("meeting.recuse", R"({"member":"wu","reason":"配偶任职"})");
  course.at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian", "sun"}).send("meeting.open");
  const std::string text = Papers(course).text(Kind::record);
  EXPECT_THAT(text, AllOf(HasSubstr("回避（1人）：wu"), HasSubstr("缺席（1人）：zhou"),
                          HasSubstr("wu自行申请回避，理由：配偶任职")));
}

// The roll of a day on which no meeting was opened says nothing of who was at the one that was.
TEST(MeetingPapers, WhoCameOnlyToAnEarlierRollWasAbsent) {
  Course course;
  course.called().at("2026-04-21T09:00:00+08:00").arrive({"zhou", "wu", "zhao"});
  course.send("meeting.notify", Course::notice_for("2026-04-24")).at("2026-04-24T09:00:00+08:00");
  course.arrive({"zhao", "qian", "sun"}).send("meeting.open");
  Papers papers(course);
  EXPECT_THAT(papers.text(Kind::record),
              AllOf(HasSubstr("到会（3人）：zhao、qian、sun"), HasSubstr("缺席（2人）：zhou、wu"),
                    Not(HasSubstr("4月21日 09:00 wu到会"))));
  EXPECT_THAT(papers.akn(Kind::record), HasSubstr("到会（3人）"));
  EXPECT_THAT(papers.akn(Kind::minutes), HasSubstr("缺席（2人）"));
}

// Present is who was in the room at some time of the discussion.
TEST(MeetingPapers, WhoLeftBeforeItOpenedWasAbsentAndWhoLeftAfterwardsPresent) {
  Course course;
  course.called().at("2026-04-21T08:50:00+08:00").arrive({"zhao", "qian", "sun", "zhou", "wu"});
  course.by(law::recorder()).send("meeting.depart", R"({"member":"wu"})");
  course.by(law::office()).at("2026-04-21T09:00:00+08:00").send("meeting.open");
  course.at("2026-04-21T09:30:00+08:00").by(law::recorder());
  course.send("meeting.depart", R"({"member":"zhou"})");
  EXPECT_THAT(Papers(course).text(Kind::record),
              AllOf(HasSubstr("到会（4人）：zhao、qian、sun、zhou"), HasSubstr("缺席（1人）：wu")));
}

TEST(MeetingPapers, ARecusalThatWasLiftedIsTold) {
  Course course;
  course.called().by(law::head()).send("meeting.recuse", R"({"member":"wu","reason":"利害关系"})");
  course.send("meeting.lift_recusal", R"({"member":"wu","reason":"查无利害关系"})");
  EXPECT_THAT(Papers(course).text(Kind::record),
              AllOf(HasSubstr("回避（0人）"), HasSubstr("利害关系\n"),
                    HasSubstr("wu的回避由zhao解除，理由：查无利害关系")));
}

TEST(MeetingPapers, WhoTookTheChairBeforeItOpenedIsTold) {
  Course course;
  course.called().at("2026-04-21T08:30:00+08:00").by(law::office());
  course.knows("chair", law::lent_chair());
  course.send("meeting.chair", R"({"chair":"qian","reason":"行政首长另有公务"})");
  EXPECT_THAT(Papers(course).text(Kind::record),
              AllOf(HasSubstr("更换主持人"), HasSubstr("主持人由zhao改为qian"),
                    HasSubstr("理由：行政首长另有公务")));
}

}  // namespace
}  // namespace gavel::api
