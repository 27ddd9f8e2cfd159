// The record and the minutes of a meeting, assembled from the events of a real procedure.
#include "api/routes/meeting_writer.hpp"
#include "archive/excerpt.hpp"
#include "tests/api/office.hpp"
#include "tests/archive/shell.hpp"
#include "tests/law/course.hpp"
#include "tests/vote/body.hpp"

namespace gavel::api {
namespace {

using law::Course;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using Kind = MeetingWriter::Kind;

/// What the papers of the last meeting say.
struct Papers {
  explicit Papers(Course& course)
      : snapshot(course.given.snapshot()), sittings(sittings_of(snapshot)) {}

  std::string text(Kind kind, Language language = Language::zh) {
    return text_of(MeetingWriter(record, sittings.back(), language).paper(kind));
  }
  std::string akn(Kind kind, Language language = Language::zh) {
    return archive::akoma_ntoso_xml(MeetingWriter(record, sittings.back(), language).akn(kind));
  }

  const matter::Snapshot& snapshot;
  Names names;
  std::vector<Sitting> sittings;
  MeetingRecord record{*law::major_decision(), snapshot, names, parse_day("2026-04-22").value()};
};

/// Of five, three came; one of them left before and one opposes.
Course& sat(Course& course) {
  course.met().by(law::recorder()).stance("qian", "agree");
  course.send("meeting.stance",
              R"({"member":"sun","stance":"oppose","text":"<容量>不足 & 距离过近"})");
  return course.head_spoke();
}

TEST(MeetingPapers, ARecordSaysWhoWasThereAndWhatEachMemberSaid) {
  Course course;
  const std::string text = Papers(sat(course)).text(Kind::record);
  EXPECT_THAT(text,
              AllOf(HasSubstr("政府常务会议会议记录"), HasSubstr("第一会议室"),
                    HasSubstr("应到（5人）：zhao、qian、sun、zhou、wu"),
                    HasSubstr("到会（3人）：zhao、qian、sun"), HasSubstr("缺席（2人）：zhou、wu"),
                    HasSubstr("不同意。<容量>不足 & 距离过近（ji代为登记，本人尚未确认）"),
                    HasSubstr("尚未作出决定")));
  EXPECT_THAT(text, Not(HasSubstr("{")));
}

TEST(MeetingPapers, TheHeadComesLastInTheRecord) {
  Course course;
  const std::string text = Papers(sat(course)).text(Kind::record);
  EXPECT_GT(text.find("末位发言"), text.find("距离过近"));
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

TEST(MeetingPapers, AnEntryThatWasPutRightStandsAsACorrectionOfTheRecorders) {
  Course course;
  sat(course).by(law::member("sun")).sign();
  course.send("stance.dispute", R"({"member":"sun","text":"我同意"})").by(law::recorder());
  course.stance("sun", "agree")
      .by(law::head())
      .send("meeting.head_statement", R"({"text":"通过"})");
  Papers papers(course);
  const std::string text = papers.text(Kind::record);
  EXPECT_THAT(
      text,
      AllOf(HasSubstr("ji原登记sun的意见为“不同意。<容量>不足 & 距离过近”，本人提出异议：我同意"),
            HasSubstr("更正意见前的发言")));
  EXPECT_LT(text.find("更正意见前的发言"), text.find("末位发言"));
  EXPECT_THAT(text, Not(HasSubstr("{")));
  EXPECT_THAT(papers.akn(Kind::record, Language::en), HasSubstr("which the member disputed"));
}

// Record and minutes name both entries, and the member's proof holds both.
TEST(MeetingPapers, ACorrectionNamesTheEntryItCorrectsAndItself) {
  Course course;
  sat(course).by(law::member("sun")).sign();
  const auto entered = course.given.snapshot().session.data.at("meeting").at("stances").at(1);
  course.send("stance.dispute", R"({"member":"sun","text":"我同意"})").by(law::recorder());
  course.stance("sun", "agree").by(law::member("sun")).sign();
  const std::string before = std::to_string(entered.at("entry").as_int64());
  const std::string after = std::to_string(course.given.snapshot().version);
  course.send("stance.confirm", R"({"member":"sun"})");
  Papers papers(course);
  EXPECT_THAT(papers.text(Kind::record), AllOf(HasSubstr("更正记录第" + before + "项："),
                                               HasSubstr("更正登记（记录第" + after + "项）")));
  for (const Kind kind : {Kind::record, Kind::minutes}) {
    EXPECT_THAT(
        papers.akn(kind, Language::en),
        AllOf(HasSubstr("entry " + before + " of the record"), HasSubstr("(entry " + after + ")")));
  }
  std::string proof;
  for (const matter::Event& event : course.given.events()) {
    if (!archive::concerns(matter::encode(event), "sun") || !event.name.contains("stance"))
      continue;
    const Json* data = event.data.if_contains("data");
    proof +=
        event.name + " " + (data == nullptr ? "" : string_or(data->get_object(), "stance")) + "; ";
  }
  EXPECT_EQ(proof,
            "meeting.stance oppose; stance.dispute ; meeting.stance agree; stance.confirm ; ");
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

TEST(MeetingPapers, MinutesSayWhatWasDecidedDissentAndTheirNumber) {
  Course course;
  course.minuted();
  const std::string text = Papers(course).text(Kind::minutes);
  EXPECT_THAT(text, AllOf(HasSubstr("政府常务会议会议纪要"), HasSubstr("〔2026〕12号"),
                          HasSubstr("同意2人，不同意0人，弃权0人"),
                          HasSubstr("不同意见（照录）\n  无"), HasSubstr("签发人：zhao")));
  EXPECT_THAT(text, Not(HasSubstr("上会材料")));
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
  course.packed().at("2026-04-21T09:00:00+08:00");
  course.by(law::office()).send("meeting.notify", Course::notice_of_meeting);
  course.arrive({"zhou", "wu", "zhao"}).at("2026-04-24T09:00:00+08:00");
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
              AllOf(HasSubstr("回避（0人）"), HasSubstr("wu的回避由zhao解除，理由：查无利害关系")));
}

TEST(MeetingPapers, AnAdjournedMeetingKeepsItsOwnRecord) {
  Course course;
  course.met().by(law::head()).send("meeting.adjourn", R"({"reason":"人数不足"})");
  course.by(law::recorder()).add({"MTG-04"});
  course.record_and_minutes().send("meeting.notify", Course::notice_of_meeting);
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

/// Four of the six due vote, three of them for a library; the chair speaks last. The fifth wrote.
matter::Given voted(const std::string& third, const JsonObject& policy = {}) {
  static const auto procedure = matter::procedure_of(
      matter::file_text("workflows/collective-vote.scxml"), "workflows/collective-vote.scxml");
  const auto recorder = matter::actor("rec", {"recorder"}, "office");
  const auto chair = matter::actor("m1", {"organ_head", "member"}, "board");
  const auto office = matter::actor("qian", {"office"}, "office");
  matter::Given given{procedure};
  given.by(matter::actor("sun", {"drafter"}, "finance"))
      .open(matter::object(R"({"kind":"project","summary":"新建图书馆"})"), policy);
  given.add("TOP-01").add("TOP-02").send("topic.submit").by(chair).send("agenda.accept");
  given.by(office).send(
      "meeting.notify",
      matter::object(
          R"({"members":["m1","m2","m3","m4","m5","m6"],"chair":"m1","recorder":"rec"})"));
  given.at("2026-03-05T09:00:00+08:00").by(recorder);
  for (const char* who : {"m1", "m2", "m3", "m4"})
    given.send("attendance.arrive", {{"member", who}});
  given.send("attendance.recuse", {{"member", "m6"}, {"reason", "亲属中标"}});
  given.by(matter::actor("m5", {"member"}, "board"))
      .signed_with({{"key_id", "k5"}})
      .send("view.send", {{"member", "m5"}, {"vote", "agree"}, {"text", "出差，同意建设"}});
  given.by(office).send("meeting.begin").by(recorder);
  for (const char* who : {"m2", "m3", "m4", "m1"})
    given.send("meeting.speak", {{"member", who}, {"text", std::string(who) + "的意见"}});
  given.by(chair).send("vote.open");
  for (const auto& [who, what] : std::initializer_list<std::pair<const char*, std::string>>{
           {"m1", "agree"}, {"m2", "agree"}, {"m3", third}, {"m4", "oppose"}}) {
    given.by(matter::actor(who, {"member"}, "board"))
        .signed_with({{"key_id", "k1"}})
        .send("vote.cast", {{"member", who}, {"vote", what}, {"text", "理由"}});
  }
  given.facts(matter::object(R"({"registers":{"seats":{"missing":[],"found":[{"account":"m1",
      "name":"张三","unit":"board","posts":[{"organ":"集团","title":"董事长","seat":"executive"}]}]}}})"));
  given.by(recorder).send("vote.close");
  given.facts({});
  return given;
}

/// The recorder enters the vote of m4 wrong; m4 disputes it, and confirms it as it is put right.
matter::Given voting_with_dispute() {
  matter::Given given = matter::voting();
  given.by(matter::recorder()).send("vote.cast", {{"member", "m4"}, {"vote", "agree"}});
  matter::own(given.by(matter::member("m4"))).send("vote.dispute", {{"text", "我投的是不同意"}});
  given.by(matter::recorder()).send("vote.cast", {{"member", "m4"}, {"vote", "oppose"}});
  matter::own(given.by(matter::member("m4"))).send("vote.confirm");
  return given;
}

std::string paper_of(matter::Given& given, std::size_t number, Kind kind = Kind::record) {
  const Names names;
  const auto sittings = sittings_of(given.snapshot());
  const MeetingRecord record{given.procedure(), given.snapshot(), names,
                             parse_day("2026-03-06").value()};
  return text_of(MeetingWriter(record, sittings.at(number - 1), Language::zh).paper(kind));
}

TEST(MeetingPapers, AVoteIsCountedAndItsSpeechesStandBeforeIt) {
  matter::Given given = voted("agree");
  const std::string text = paper_of(given, 1);
  EXPECT_THAT(text, AllOf(HasSubstr("表决情况：同意3票，不同意1票，弃权0票"), HasSubstr("表决通过"),
                          HasSubstr("回避（1人）：m6"), HasSubstr("缺席（1人）：m5"),
                          HasSubstr("m4：不同意。理由（本人登记）")));
  EXPECT_LT(text.find("m1的意见"), text.find("不同意。理由"));
  EXPECT_THAT(text, Not(HasSubstr("{")));
}

TEST(MeetingPapers, AWrittenViewIsNamedInRecordAndMinutesAndSaidNotToCount) {
  matter::Given given = voted("agree");
  for (const Kind kind : {Kind::record, Kind::minutes}) {
    EXPECT_THAT(
        paper_of(given, 1, kind),
        AllOf(HasSubstr("缺席成员书面意见（照录）"),
              HasSubstr("m5：同意。出差，同意建设（本人签名提交）"),
              HasSubstr("不计入票数和到会人数"), Not(HasSubstr("另计入")), Not(HasSubstr("{"))));
  }
  matter::Given counting = voted("agree", {{"written_views_count", true}});
  EXPECT_THAT(paper_of(counting, 1, Kind::minutes),
              AllOf(HasSubstr("按本单位议事规则，书面意见计入票数"),
                    HasSubstr("另计入书面意见：同意1票，不同意0票，弃权0票")));
}

TEST(MeetingPapers, TheResultNamesWhoWasEntitledByWhatTheRegisterSaidThen) {
  matter::Given given = voted("agree");
  for (const Kind kind : {Kind::record, Kind::minutes}) {
    EXPECT_THAT(paper_of(given, 1, kind),
                AllOf(HasSubstr("计票时的应到成员"),
                      HasSubstr("有权参加（5人）：张三（董事长）、m2、m3、m4、m5"),
                      HasSubstr("到会（4人）：张三（董事长）、m2、m3、m4")));
  }
  Course course;
  sat(course).by(law::head()).send("meeting.decide", R"({"outcome":"reject","reason":"安全优先"})");
  EXPECT_THAT(Papers(course).text(Kind::minutes),
              AllOf(HasSubstr("作出决定时的组成人员"), HasSubstr("缺席（2人）：zhou、wu")));
}

TEST(MeetingPapers, ACorrectedVoteStandsBesideTheOneItCorrects) {
  matter::Given given = voting_with_dispute();
  const std::string text = paper_of(given, 1);
  EXPECT_THAT(text, AllOf(HasSubstr("更正登记：更正记录第"),
                          HasSubstr("rec原登记m4的意见为“同意。”，本人提出异议：我投的是不同意"),
                          HasSubstr("m4：不同意。（rec代为登记，本人于")));
  EXPECT_THAT(text, Not(HasSubstr("{")));
}

// The member's proof holds every entry by them or of them: the wrong one, the dispute, the right.
TEST(MeetingPapers, ACorrectedVoteStandsInTheMembersProofBesideTheFirst) {
  matter::Given given = voting_with_dispute();
  std::string proof;
  for (const matter::Event& event : given.events()) {
    if (!archive::concerns(matter::encode(event), "m4") || !event.name.starts_with("vote."))
      continue;
    const Json* data = event.data.if_contains("data");
    proof +=
        event.name + " " + (data == nullptr ? "" : string_or(data->get_object(), "vote")) + "; ";
  }
  EXPECT_EQ(proof, "vote.cast agree; vote.dispute ; vote.cast oppose; vote.confirm ; ");
}

TEST(MeetingPapers, AVoteThatWasNearlyEvenIsKeptBesideTheNext) {
  matter::Given given = voted("oppose");
  EXPECT_THAT(paper_of(given, 1), HasSubstr("票数接近，暂缓决定"));
}

TEST(MeetingPapers, AMeetingThatVotedKeepsWhoWasThereWhenTheNextIsCalled) {
  matter::Given given = voted("oppose");
  const auto chair = matter::actor("m1", {"organ_head", "member"}, "board");
  given.facts(matter::object(
      R"({"registers":{"number":{"of":{"organ":"board","body":"vote","on":"2026-03-05"},
          "found":null,"own":null,"next":3}}})"));
  given.add("TOP-04").add("TOP-05");
  for (const auto& who : {chair, matter::actor("rec", {"recorder"}, "office")})
    given.by(who).signed_with({{"key_id", "k1"}}).send("record.sign");
  given.by(chair).signed_with({{"key_id", "k1"}}).send("minutes.sign", {{"number", 3}});
  given.send("topic.resume").send("agenda.accept");
  given.by(matter::actor("qian", {"office"}, "office"))
      .send("meeting.notify",
            matter::object(R"({"members":["m1","m2","m3"],"chair":"m1","recorder":"rec"})"));
  EXPECT_THAT(paper_of(given, 1),
              AllOf(HasSubstr("票数接近，暂缓决定"), HasSubstr("回避（1人）：m6"),
                    HasSubstr("到会（4人）：m1、m2、m3、m4")));
  EXPECT_THAT(paper_of(given, 2), HasSubstr("到会（0人）"));
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
