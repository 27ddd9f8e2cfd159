// The record and the minutes of a meeting: what was said there and what was decided.
#include "tests/api/meeting_papers.hpp"

#include "tests/api/office.hpp"
#include "tests/archive/shell.hpp"
#include "tests/law/heads_out.hpp"
#include "tests/vote/body.hpp"

namespace gavel::api {
namespace {

// The name of the meeting ends in 会议 itself.
TEST(MeetingPapers, TheirTitlesNameTheMeetingOnce) {
  Course executive;
  Papers papers(sat(executive));
  EXPECT_EQ(papers.text(Kind::record).substr(0, papers.text(Kind::record).find('\n')),
            "政府常务会议记录");
  EXPECT_EQ(papers.text(Kind::minutes).substr(0, papers.text(Kind::minutes).find('\n')),
            "政府常务会议纪要");
  EXPECT_THAT(papers.akn(Kind::minutes),
              AllOf(HasSubstr("政府常务会议纪要"), Not(HasSubstr("会议会议"))));
  Course plenary;
  JsonObject notice = matter::object(Course::notice_of_meeting);
  notice["body"] = "plenary";
  plenary.packed().send("meeting.notify", json_text(notice)).at("2026-04-21T09:00:00+08:00");
  plenary.arrive({"zhao", "qian", "sun"}).send("meeting.open");
  EXPECT_THAT(Papers(plenary).text(Kind::record), testing::StartsWith("政府全体会议记录"));
  EXPECT_THAT(Papers(plenary).text(Kind::minutes), testing::StartsWith("政府全体会议纪要"));
}

TEST(MeetingPapers, ARecordSaysWhoWasThereAndWhatEachMemberSaid) {
  Course course;
  const std::string text = Papers(sat(course)).text(Kind::record);
  EXPECT_THAT(text,
              AllOf(HasSubstr("政府常务会议记录"), HasSubstr("第一会议室"),
                    HasSubstr("应到（5人）：zhao、qian、sun、zhou、wu"),
                    HasSubstr("到会（3人）：zhao、qian、sun"), HasSubstr("缺席（2人）：zhou、wu"),
                    HasSubstr("不同意。<容量>不足 & 距离过近（ji代为登记，本人尚未确认）"),
                    HasSubstr("尚未作出决定")));
  EXPECT_THAT(text, Not(HasSubstr("{")));
}

// Article 30 keeps each view: nobody writes another's by a line end in their own.
TEST(MeetingPapers, KeepWhatWasSaidWithinItsEntry) {
  Course course;
  course.met().by(law::recorder()).stance("qian", "agree");
  course.given.send("meeting.stance",
                    {{"member", "sun"},
                     {"stance", "oppose"},
                     {"text", "容量不足\n  qian：不同意。理由：反对\n\n签名\n  主持人：已签"}});
  course.head_spoke();
  Papers papers(course);
  for (const Kind kind : {Kind::record, Kind::minutes}) {
    const std::string text = papers.text(kind);
    EXPECT_THAT(text, HasSubstr("容量不足 ／ qian：不同意。理由：反对 ／ 签名 ／ 主持人：已签"));
    EXPECT_THAT(text,
                AllOf(Not(HasSubstr("\n  qian：不同意")), Not(HasSubstr("\n  主持人：已签\n"))));
    EXPECT_THAT(papers.akn(kind), HasSubstr("容量不足 ／ qian：不同意。理由：反对 ／ 签名"));
  }
}

// Not as one whom the head asked to: the head keeps out, and whoever decides is named by the order.
TEST(MeetingPapers, SayOfADeputyByAnOrderOfRecusalThatTheHeadKeepsOut) {
  Course course, lent;
  law::decided_for_head(course);
  Papers papers(course);
  papers.record.heads_out = heads_out(papers.sittings, course.given.events());
  const std::string order = "依2026年3月5日的回避决定";
  EXPECT_THAT(papers.text(Kind::record),
              AllOf(HasSubstr("行政首长王市长回避，由qian" + order + "主持"),
                    HasSubstr("qian（" + order + "代行行政首长职责，王市长回避；末位发言）"),
                    HasSubstr("qian" + order + "代行行政首长职责，作出决定（王市长回避）"),
                    Not(HasSubstr("委托"))));
  EXPECT_THAT(papers.text(Kind::minutes, Language::en),
              AllOf(HasSubstr("qian, in the place of 王市长, the head, who keeps out, by the order "
                              "of recusal of 2026-03-05, "),
                    Not(HasSubstr("for the head"))));
  law::decided_for_head(lent, law::lent_and_ordered());
  Papers both(lent);
  both.record.heads_out = heads_out(both.sittings, lent.given.events());
  EXPECT_THAT(both.text(Kind::minutes), HasSubstr("qian受王市长委托，并" + order +
                                                  "代行行政首长职责，作出决定（王市长回避）"));
}

TEST(MeetingPapers, TheHeadComesLastInTheRecord) {
  Course course;
  const std::string text = Papers(sat(course)).text(Kind::record);
  EXPECT_GT(text.find("末位发言"), text.find("距离过近"));
}

// Nothing was decided where a meeting adjourned.
TEST(MeetingPapers, TheRecordOfAMeetingThatAdjournedSpeaksOfNoDecision) {
  Course course;
  course.met().by(law::head()).send("meeting.adjourn", R"({"reason":"停电"})");
  for (const Kind kind : {Kind::record, Kind::minutes}) {
    const std::string text = Papers(course).text(kind);
    EXPECT_THAT(text, AllOf(HasSubstr("休会时的组成人员\n"), HasSubstr("结果\n"),
                            Not(HasSubstr("作出决定时的组成人员")), Not(HasSubstr("\n决定\n"))));
  }
}

// Who presents and who sits in has a name and no account; a name with blanks is no id in XML.
TEST(MeetingPapers, TheRecordHoldsWhatThePresenterSaid) {
  Course course;
  course.packed().send("meeting.notify", R"({"body":"executive","held_on":"2026-04-21",
      "place":"第一会议室","chair":"zhao","members":["zhao","qian","sun"],"recorder":"ji",
      "presenter":"教育局 王局长"})");
  course.at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian", "sun"}).send("meeting.open");
  course.by(law::recorder());
  course.send("meeting.remark", R"({"speaker":"教育局 王局长","text":"汇报起草过程"})");
  course.stances().head_spoke();
  Papers papers(course);
  const std::string text = papers.text(Kind::record);
  EXPECT_THAT(text, AllOf(HasSubstr("教育局 王局长"), HasSubstr("汇报起草过程")));
  EXPECT_LT(text.find("汇报起草过程"), text.find("末位发言"));
  EXPECT_THAT(papers.akn(Kind::record),
              AllOf(HasSubstr("eId=\"person_speaker-1\""), HasSubstr("汇报起草过程")));
}

TEST(MeetingPapers, WhatWasSaidOfAnEarlierMeetingStandsInTheRecordOfTheLast) {
  Course course;
  course.met().stances("oppose").by(law::head());
  course.send("meeting.adjourn", R"({"reason":"人数不足"})").by(law::recorder()).add({"MTG-04"});
  course.record_and_minutes().by(law::office());
  course.send("meeting.notify", Course::notice_for("2026-04-24")).by(law::member("qian")).sign();
  course.send("stance.dispute", R"({"member":"qian","text":"我弃权","sitting":1})").sign();
  course.send("stance.correct", R"({"member":"qian","stance":"abstain","sitting":1})");
  Papers papers(course);
  EXPECT_THAT(
      papers.text(Kind::record),
      AllOf(HasSubstr("第1次审议（2026年4月21日）登记的意见：qian的意见登记为“不同意。不同意，"
                      "资金没有落实”，本人于2026年4月21日 09:00提出异议：我弃权"),
            HasSubstr("由本人更正为“弃权”")));
  EXPECT_THAT(papers.text(Kind::minutes), Not(HasSubstr("第1次审议")));
}

// Article 38(3): the minutes go round further than the record, and say what was held against it,
// not by whom; who was there stands in both.
TEST(MeetingPapers, TheMinutesTellDissentWithoutWhoseItWas) {
  Course course;
  course.called().at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian", "sun", "zhou"});
  course.send("meeting.open").by(law::recorder()).stance("qian", "agree_with_change");
  course.stance("sun", "abstain").stance("zhou", "oppose").head_spoke();
  Papers papers(course);
  const std::string text = papers.text(Kind::minutes);
  EXPECT_THAT(
      text, AllOf(HasSubstr("到会（4人）：zhao、qian、sun、zhou"),
                  HasSubstr("一名成员：不同意。不同意，资金没有落实"), HasSubstr("一名成员：弃权"),
                  Not(HasSubstr("zhou：")), Not(HasSubstr("登记")), Not(HasSubstr("{"))));
  EXPECT_THAT(papers.akn(Kind::minutes),
              AllOf(HasSubstr("一名成员：不同意"), Not(HasSubstr("<speech")),
                    Not(HasSubstr("declarationOfVote"))));
  EXPECT_THAT(papers.text(Kind::record), HasSubstr("zhou：不同意"));
  EXPECT_THAT(papers.akn(Kind::record), HasSubstr("declarationOfVote"));
}

// Article 29: what was submitted, and not what came after, in the same second or later.
TEST(MeetingPapers, TheRecordListsThePacketThatWasAccepted) {
  Course course;
  course.packed().by(law::office()).file("LEG-02", "came-after-the-packet");
  course.send("meeting.notify", Course::notice_of_meeting);
  course.at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian", "sun"}).send("meeting.open");
  course.stances().head_spoke();
  const std::string text = Papers(course).text(Kind::record);
  EXPECT_THAT(text, AllOf(HasSubstr("（DRF-04，"), HasSubstr("（LEG-05，"),
                          Not(HasSubstr("MTG-04")), Not(HasSubstr("came-after-the-packet"))));
}

TEST(MeetingPapers, ADecisionItsReasonAndTheSignaturesComeIn) {
  Course course;
  sat(course).by(law::head()).send("meeting.decide", R"({"outcome":"reject","reason":"安全优先"})");
  course.by(law::head()).sign().send("record.sign");
  course.by(law::office()).send("record.refuse", R"({"part":"recorder","reason":"记录不全"})");
  const std::string text = Papers(course).text(Kind::record, Language::en);
  EXPECT_THAT(text, AllOf(HasSubstr("Rejected"), HasSubstr("安全优先"), HasSubstr("key k1"),
                          HasSubstr("refused, 2026-04-21: 记录不全")));
  EXPECT_THAT(text, Not(HasSubstr("{")));
}

// What nobody signed does not say that it is signed: neither the text that tells a dispute, nor the
// paper that takes the place of another.
TEST(MeetingPapers, ASignatureStandsUnderTheTextThatWasSigned) {
  Course course;
  course.minuted().at("2026-04-22T11:00:00+08:00").by(law::member("qian")).sign();
  for (const Kind kind : {Kind::record, Kind::minutes})
    EXPECT_THAT(Papers(course).text(kind), Not(HasSubstr("尚未签名")));
  course.send("stance.dispute", R"({"member":"qian","text":"我当时不同意"})");
  for (const Kind kind : {Kind::record, Kind::minutes})
    EXPECT_THAT(Papers(course).text(kind), AllOf(HasSubstr("尚未签名"), Not(HasSubstr("密钥"))));
  Course replaced;
  replaced.minuted().by(law::recorder()).file("MTG-04", "another-record");
  EXPECT_THAT(Papers(replaced).text(Kind::record), HasSubstr("尚未签名"));
  EXPECT_THAT(Papers(replaced).text(Kind::minutes), Not(HasSubstr("尚未签名")));
}

TEST(MeetingPapers, MinutesSayWhatWasDecidedDissentAndTheirNumber) {
  Course course;
  course.minuted();
  const std::string text = Papers(course).text(Kind::minutes);
  EXPECT_THAT(text, AllOf(HasSubstr("政府常务会议纪要"), HasSubstr("〔2026〕12号"),
                          HasSubstr("同意2人，不同意0人，弃权0人"),
                          HasSubstr("不同意见（照录）\n  无"), HasSubstr("签发人：zhao")));
  EXPECT_THAT(text, Not(HasSubstr("上会材料")));
}

TEST(MeetingPapers, AnAdjournedMeetingKeepsItsOwnRecord) {
  Course course;
  course.met().by(law::head()).send("meeting.adjourn", R"({"reason":"人数不足"})");
  course.by(law::recorder()).add({"MTG-04"});
  course.record_and_minutes().send("meeting.notify", Course::notice_for("2026-04-24"));
  const Papers papers(course);
  ASSERT_EQ(papers.sittings.size(), 2U);
  EXPECT_EQ(papers.sittings.front().outcome, "adjourned");
  EXPECT_EQ(papers.sittings.back().outcome, "");
}

TEST(MeetingPapers, BeforeAnyMeetingThereIsNone) {
  Course course;
  EXPECT_TRUE(Papers(course.packed()).sittings.empty());
}

TEST(MeetingPapers, AsAkomaNtosoTheyHoldAgainstThePublishedSchema) {
  const auto schema = archive::beside_project("schemas") / "akomantoso30.xsd";
  if (!std::filesystem::exists(schema) || !archive::has_command("xmllint"))
    GTEST_SKIP() << "akomantoso30.xsd or xmllint is not on this machine";
  const archive::TempDir dir;
  Course open, closed;
  sat(open);
  closed.minuted();
  for (Course* course : {&open, &closed}) {
    for (const Kind kind : {Kind::record, Kind::minutes}) {
      archive::write_file(dir / "m.xml", Papers(*course).akn(kind));
      const auto ran = archive::run("xmllint --nonet --noout --schema '" + schema.string() + "' '" +
                                    (dir / "m.xml").string() + "'");
      EXPECT_EQ(ran.status, 0) << ran.output;
    }
  }
}

TEST(MeetingPapers, TheMinutesNameTheBodyAsItWasWhenTheHeadDecided) {
  Course course;
  sat(course).by(law::head()).send("meeting.decide", R"({"outcome":"reject","reason":"安全优先"})");
  EXPECT_THAT(Papers(course).text(Kind::minutes),
              AllOf(HasSubstr("作出决定时的组成人员"), HasSubstr("缺席（2人）：zhou、wu")));
}

// Article 30 and 38(3): who was ordered out after speaking is still heard, word for word.
TEST(MeetingPapers, WhatWasSaidBeforeARecusalStandsInTheRecord) {
  Course course;
  course.met().stances("oppose");
  course.given.by(matter::clock_actor())
      .send("system.recused", law::object(R"({"member":"qian","reason":"亲属承包","how":"ordered",
                                               "by":"zhao"})"));
  const std::string text = Papers(course).text(Kind::record);
  const std::string verbatim = "不同意。不同意，资金没有落实（其后回避，意见不计）";
  const auto dissent = text.find("不同意见（照录）");
  ASSERT_NE(dissent, std::string::npos) << text;
  EXPECT_NE(text.find(verbatim), std::string::npos) << text;
  EXPECT_NE(text.find(verbatim, dissent), std::string::npos) << text;
}

TEST(MeetingPapers, WordsOfAnotherProcedureStandAsTheyAre) {
  Course course;
  sat(course);
  Papers papers(course);
  Sitting& sitting = papers.sittings.back();
  sitting.outcome = "shelved";
  sitting.movements = {{.member = "sun", .kind = "phones", .at = "", .by = ""}};
  sitting.stances.front().status = "by proxy";
  sitting.stances.front().stance = "nods";
  const std::string text = papers.text(Kind::record, Language::en);
  for (const char* own : {"shelved", "phones", "by proxy", "nods"})
    EXPECT_THAT(text, HasSubstr(own));
}

TEST(MeetingPapers, APageShowsMarkupAsText) {
  Course course;
  sat(course);
  Papers papers(course);
  const std::string page = html_of(
      MeetingWriter(papers.record, papers.sittings.back(), Language::zh).paper(Kind::record));
  EXPECT_THAT(page, HasSubstr("&lt;容量&gt;不足 &amp; 距离过近"));
}

TEST(MeetingPapers, OfAMatterWithoutMeetingsAreAskedInVain) {
  test::Office office;
  const std::string matter = "/v1/matters/" + office.open_matter();
  EXPECT_EQ(office.get("li", matter + "/meetings").at("/meetings"), Json(JsonArray()));
  for (const char* number : {"1", "0", "x"}) {
    EXPECT_EQ(office.get("li", matter + "/meetings/" + number + "/record").brief(),
              "404 no-such-meeting");
  }
  EXPECT_EQ(office.get("wu", matter + "/meetings").brief(), "403 not-your-matter");
  EXPECT_EQ(
      office.ask("POST", matter + "/meetings/1/minutes?code=X&form=pdf", "", office.signed_in("li"))
          .brief(),
      "400 invalid-query");
}

}  // namespace
}  // namespace gavel::api
