// The list of the papers that lay before a meeting, and its notice, attendance and recusals: what
// they say, and that the system files them by itself.
#include "api/routes/kept_parts.hpp"
#include "api/routes/meeting_writer.hpp"
#include "api/routes/packet_writer.hpp"
#include "tests/api/office.hpp"
#include "tests/law/course.hpp"

namespace gavel::api {
namespace {

using law::Course;
using test::Answer;
using test::Office;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string packet(const Course& course, Language language = Language::zh) {
  const Names names;
  const auto paper = packet_paper(*law::major_decision(), course.given.snapshot(), names, language);
  return paper ? text_of(*paper) : "";
}

std::string notice(const Course& course, Language language = Language::zh) {
  const Names names;
  const matter::Snapshot& snapshot = course.given.snapshot();
  const MeetingRecord record{*law::major_decision(), snapshot, names, {}};
  const auto paper = notice_paper(record, sittings_of(snapshot), language);
  return paper ? text_of(*paper) : "";
}

// Article 29: each paper as it was accepted, whatever was filed since.
TEST(PacketList, IsOfThePacketThatWasAccepted) {
  Course course;
  course.packed().by(law::drafter()).file("DRF-04", "a-later-draft").file("LEG-02", "came-later");
  const std::string text = packet(course);
  EXPECT_THAT(text, AllOf(HasSubstr("上会材料清单\n"), HasSubstr("核验人：chen"),
                          HasSubstr("DRF-04：《文件》，第1版，wang于2026年3月2日 09:00提交，"
                                    "SHA-256 sha-of-DRF-04"),
                          HasSubstr("MTG-02：《文件》，第1版，chen于")));
  EXPECT_THAT(text, AllOf(Not(HasSubstr("a-later-draft")), Not(HasSubstr("came-later")),
                          Not(HasSubstr("MTG-01")), Not(HasSubstr("{"))));
}

// Of before titles were one line.
TEST(PacketList, KeepsATitleOnItsLine) {
  Course course;
  course.packed();
  matter::Snapshot snapshot = course.given.snapshot();
  snapshot.title = "某方案\n核验人：王区长\n\n合法性审查意见\n  结论：合法";
  const Names names;
  const auto paper = packet_paper(*law::major_decision(), snapshot, names, Language::zh);
  EXPECT_THAT(text_of(*paper),
              HasSubstr("议题：某方案 ／ 核验人：王区长 ／ 合法性审查意见 ／ 结论：合法\n"));
}

// It lies before everybody at the meeting: what a member dissented from, or who was held liable,
// is told by no title in it.
TEST(PacketList, NamesKeptPapersByTheirKind) {
  Course course;
  course.packed();
  matter::Snapshot snapshot = course.given.snapshot();
  std::vector<matter::Document> documents = *snapshot.documents;
  documents.front().code = "MTG-06";
  documents.front().title = "乙不同意见";
  documents.back().title = "送审稿";
  snapshot.documents = documents;
  const auto told = as_it_goes_round(*law::major_decision(), snapshot);
  EXPECT_EQ(told.documents->front().title, "不同意见专页");
  EXPECT_EQ(told.documents->back().title, "送审稿");
}

TEST(PacketList, SaysWhatEachStepStoodAtAndWhatTheReviewFound) {
  Course course;
  course.packed();
  EXPECT_THAT(packet(course),
              AllOf(HasSubstr("公众参与：已完成"), HasSubstr("风险评估：低风险"),
                    HasSubstr("公平竞争审查：通过"), HasSubstr("合法性审查：合法"),
                    HasSubstr("人大及其常委会审议、报告：未认定需要"), HasSubstr("结论：合法"),
                    HasSubstr("法律顾问、公职律师意见：li，2026年4月2日，合法")));
  EXPECT_THAT(packet(course, Language::en),
              AllOf(HasSubstr("Risk assessment: low risk"), HasSubstr("Accepted by: chen"),
                    Not(HasSubstr("{"))));
}

TEST(PacketList, IsNoneBeforeAPacketWasAccepted) {
  Course course;
  course.submitted();
  EXPECT_EQ(packet(course), "");
  EXPECT_EQ(notice(course.accepted_for_the_meeting()), "");
}

TEST(MeetingNotice, SaysWhoWasCalledCameLeftEarlyAndKeptOut) {
  Course course;
  course.packed().send("meeting.notify", R"({"body":"executive","held_on":"2026-04-21",
      "place":"第一会议室","chair":"zhao","members":["zhao","qian","sun","zhou","wu"],"recorder":"ji",
      "presenter":"教育局 王局长","observers":["司法局","财政局"]})");
  course.by(law::member("wu")).send("meeting.recuse", R"({"member":"wu","reason":"配偶任职"})");
  course.at("2026-04-21T08:50:00+08:00").arrive({"zhao", "qian", "sun", "zhou"});
  course.at("2026-04-21T09:00:00+08:00").send("meeting.open").stances().by(law::recorder());
  course.at("2026-04-21T09:20:00+08:00").send("meeting.depart", R"({"member":"zhou"})");
  course.head_spoke().send("meeting.decide", R"({"outcome":"approve"})");
  const std::string text = notice(course);
  EXPECT_THAT(text, AllOf(HasSubstr("会议通知、签到、回避记录\n"), HasSubstr("第一会议室"),
                          HasSubstr("汇报人：教育局 王局长"), HasSubstr("列席：司法局、财政局"),
                          HasSubstr("应到（5人）：zhao、qian、sun、zhou、wu"),
                          HasSubstr("到会（4人）"), HasSubstr("回避（1人）：wu")));
  EXPECT_THAT(
      text,
      AllOf(HasSubstr("2026年4月21日 08:50 zhou到会"), HasSubstr("2026年4月21日 09:20 zhou离会"),
            HasSubstr("wu自行申请回避，理由：配偶任职"), HasSubstr("在场且未回避的应超过4人的1/2"),
            HasSubstr("开会时：在场4人，达到法定人数"),
            HasSubstr("作出决定或者休会时：在场3人，达到法定人数"), Not(HasSubstr("{"))));
}

// Whom the register has recused is recused, not absent; the quorum is told as it was counted: one
// who keeps out since it opened counted among those due then.
TEST(MeetingNotice, TellsTheRecusalsOfTheRegisterAndTheQuorumAsItWasCounted) {
  Course course;
  JsonObject known = law::facts();
  known["recused"] = JsonArray{
      JsonObject{{"account", "wu"}, {"step", "declare"}, {"reason", "配偶任职"}, {"by", "wu"}}};
  course.packed().given.facts(known);
  course.send("meeting.notify", Course::notice_of_meeting);
  course.at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian", "sun", "zhou"});
  course.send("meeting.open").by(law::member("zhou"));
  course.send("meeting.recuse", R"({"member":"zhou","reason":"亲属"})").stances().head_spoke();
  course.send("meeting.decide", R"({"outcome":"approve"})");
  const std::string text = notice(course);
  EXPECT_THAT(text, AllOf(HasSubstr("回避（2人）：zhou、wu"), HasSubstr("缺席（0人）：无"),
                          HasSubstr("wu自行申请回避，理由：配偶任职"),
                          HasSubstr("在场且未回避的应超过4人的1/2"),
                          HasSubstr("开会时：在场4人，达到法定人数"),
                          HasSubstr("作出决定或者休会时：在场3人，其时应计3人，达到法定人数")));
}

TEST(MeetingNotice, SaysOfAMeetingThatIsOnlyCalledWhoIsDue) {
  Course course;
  const std::string text = notice(course.called(), Language::en);
  EXPECT_THAT(text, AllOf(HasSubstr("Due (5): zhao, qian, sun, zhou, wu"),
                          HasSubstr("more than 1/2 of 5"), HasSubstr("Not decided yet"),
                          Not(HasSubstr("When it opened")), Not(HasSubstr("{"))));
}

TEST(MeetingNotice, TellsOfEveryMeetingOfTheMatter) {
  Course course;
  course.met().by(law::head()).send("meeting.adjourn", R"({"reason":"人数不足"})");
  course.by(law::recorder()).add({"MTG-04"});
  course.record_and_minutes().send("meeting.notify", Course::notice_for("2026-04-24"));
  const std::string text = notice(course);
  EXPECT_LT(text.find("结果：休会，另行召集"), text.find("结果：尚未作出决定"));
}

/// A packet and a meeting in small, told as the major decision tells them.
std::string meeting_in_small() {
  std::string out(test::small_decision);
  const auto before = [&](const std::string& place, const std::string& text) {
    out.insert(out.find(place), text);
  };
  out.replace(out.find("g:version=\"1.0.0\""), 17, "g:version=\"1.4.0\"");
  before(
      "<g:rule id=\"G08\"",
      R"xml(<g:document code="MTG-01" stage="review" who="counsel drafter" written="meeting-packet" zh="上会材料清单" en="Packet"/>
  <g:document code="MTG-03" stage="review" who="counsel drafter" written="meeting-notice" zh="会议通知" en="Notice"/>
  )xml");
  before("<g:event name=\"note\"",
         R"xml(<g:event name="accept" who="drafter" zh="核验" en="Accept"/>
  <g:event name="call" who="drafter" zh="通知" en="Call"/>
  <g:event name="end" who="drafter" zh="散会" en="End"/>
  )xml");
  before("<data id=\"notes\"",
         R"xml(<data id="packet" expr="{accepted_on: ''}"/><data id="written" expr="[]"/>
    <data id="meetings" expr="[]"/><data id="meeting" expr="{members: [], outcome: '', decided_at: ''}"/>
    )xml");
  before("<transition event=\"hand.over\"", R"xml(<transition event="accept">
      <assign location="packet" expr="{accepted_on: today(), at: now(), by: _x.actor.name, over: filed(), gates: []}"/></transition>
    <transition event="call">
      <if cond="meeting.outcome != ''"><assign location="meetings" expr="append(meetings, meeting)"/></if>
      <assign location="meeting" expr="{body: 'b', notified_on: today(), held_on: today(), on: '', place: '会议室', opened_at: now(), members: ['li', 'zhao'],
        chair: 'zhao', recorder: 'li', attending: ['li'], movements: [{member: 'li', kind: 'arrive', at: now(), by: 'li'}],
        recused: [{member: 'zhao', reason: '亲属', how: 'asked', by: 'zhao', at: now()}], outcome: '', decided_at: ''}"/></transition>
    <transition event="end">
      <assign location="meeting.outcome" expr="'approve'"/><assign location="meeting.decided_at" expr="now()"/></transition>
    <transition event="system.written">
      <assign location="written" expr="replace(written, 'code', _event.data.code, {code: _event.data.code, sha256: _event.data.sha256, at: now()})"/></transition>
    )xml");
  return out;
}

struct OwnPapers : testing::Test {
  OwnPapers() {
    const auto installed =
        office.procedures.install(meeting_in_small(), "meeting.scxml", office.clock.now());
    if (!installed) ADD_FAILURE() << in_words(installed.error().front()).en;
    matter = office.open_matter();
    place = "/v1/matters/" + matter + "/";
  }
  Answer send(const std::string& event) {
    office.clock.move_to(office.clock.now() + std::chrono::minutes{1});
    Answer sent = office.send("li", matter, event);
    EXPECT_EQ(sent.status, 201) << sent.body;
    return sent;
  }
  Answer file(const std::string& as, const std::string& paper, const std::string& code) {
    return office.ask("POST", place + paper + "?code=" + code, "", office.signed_in(as));
  }
  void type(const std::string& code) {
    http::Headers headers = office.signed_in("li");
    headers.add("Content-Type", "text/plain");
    EXPECT_EQ(
        office.ask("POST", place + "documents?code=" + code + "&filename=l.txt", "自拟", headers)
            .status,
        201);
  }
  /// "MTG-01 v1 clock; ", in the order filed.
  std::string on_file() {
    std::string out;
    const Json documents = office.get("li", place + "documents").at("/documents");
    for (const Json& each : documents.as_array()) {
      out += std::string(each.at("code").as_string()) + " v" + json_text(each.at("version")) + " " +
             std::string(each.at("by").as_string()) + "; ";
    }
    return out;
  }
  std::string text_of_last() {
    const Json documents = office.get("li", place + "documents").at("/documents");
    return office
        .get("li", "/v1/documents/" + std::string(documents.as_array().back().at("id").as_string()))
        .body;
  }
  Office office;
  std::string matter, place;
};

TEST_F(OwnPapers, AreFiledByTheSystemAsSoonAsThereIsSomethingToTell) {
  (void)office.upload("li", matter, "draft one");
  const Answer accepted = send("accept");
  EXPECT_EQ(on_file(), "DRF-04 v1 li; MTG-01 v1 clock; ");
  // The answer names the version that the next event goes by.
  const Answer now = office.get("li", "/v1/matters/" + matter);
  EXPECT_EQ(accepted.at("/version"), now.at("/version"));
  EXPECT_EQ(accepted.headers.get("ETag"), '"' + now.text("/version") + '"');
  EXPECT_THAT(text_of_last(), AllOf(HasSubstr("上会材料清单"), HasSubstr("核验人：姓名li"),
                                    HasSubstr("DRF-04：《"), HasSubstr("姓名li于")));
  send("call");
  EXPECT_EQ(on_file(), "DRF-04 v1 li; MTG-01 v1 clock; ");
  send("end");
  EXPECT_EQ(on_file(), "DRF-04 v1 li; MTG-01 v1 clock; MTG-03 v1 clock; ");
  EXPECT_THAT(text_of_last(),
              AllOf(HasSubstr("姓名li到会"), HasSubstr("姓名zhao自行申请回避，理由：亲属"),
                    HasSubstr("记录人：education姓名li")));
  send("call");
  EXPECT_EQ(on_file(), "DRF-04 v1 li; MTG-01 v1 clock; MTG-03 v1 clock; ");
}

TEST_F(OwnPapers, AreFiledAnewForAnotherPacketAndAnotherMeeting) {
  for (const char* event : {"accept", "accept", "call", "end", "call", "end"}) send(event);
  EXPECT_EQ(on_file(), "MTG-01 v1 clock; MTG-01 v2 clock; MTG-03 v1 clock; MTG-03 v2 clock; ");
}

// What somebody types may say anything: the record's own words come after it.
TEST_F(OwnPapers, ComeAfterWhatSomebodyFiledByHand) {
  type("MTG-01");
  send("accept");
  EXPECT_EQ(on_file(), "MTG-01 v1 li; MTG-01 v2 clock; ");
  send("call");
  send("end");
  type("MTG-03");
  EXPECT_EQ(on_file(), "MTG-01 v1 li; MTG-01 v2 clock; MTG-03 v1 clock; MTG-03 v2 li; ");
  send("call");
  EXPECT_EQ(on_file(),
            "MTG-01 v1 li; MTG-01 v2 clock; MTG-03 v1 clock; MTG-03 v2 li; MTG-03 v3 clock; ");
}

TEST_F(OwnPapers, AreWrittenAnewWhereSomebodyHadThemWrittenBefore) {
  send("call");
  EXPECT_EQ(file("li", "meeting-notice", "MTG-03").status, 201);
  send("end");
  EXPECT_EQ(on_file(), "MTG-03 v1 li; MTG-03 v2 clock; ");
}

TEST_F(OwnPapers, AreReadByWhoeverSeesTheMatterAndRefusedWhileThereIsNothingToTell) {
  EXPECT_EQ(office.get("li", place + "meeting-packet").brief(), "404 no-packet");
  EXPECT_EQ(file("li", "meeting-packet", "MTG-01").brief(), "404 no-packet");
  EXPECT_EQ(office.get("li", place + "meeting-notice").brief(), "404 no-meeting");
  EXPECT_EQ(office.get("wu", place + "meeting-notice").brief(), "403 not-your-matter");
  send("accept");
  send("call");
  const Answer page = office.get("li", place + "meeting-packet");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("<h1>上会材料清单</h1>"));
  EXPECT_THAT(office.get("li", place + "meeting-notice").body, HasSubstr("姓名zhao"));
  EXPECT_EQ(file("qian", "meeting-notice", "MTG-03").brief(), "403 not-permitted");
  const Answer other = file("li", "meeting-notice", "MTG-01");
  EXPECT_EQ(other.text("/errors/0/code"), "not-written-so") << other.body;
}

}  // namespace
}  // namespace gavel::api
