// The record and the minutes of a meeting that votes, and the proof of a vote that was put right.
#include "api/routes/meeting_writer.hpp"
#include "archive/excerpt.hpp"
#include "tests/api/office.hpp"
#include "tests/vote/body.hpp"

namespace gavel::api {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using Kind = MeetingWriter::Kind;

/// Four of the six due vote, three of them for a library; the chair speaks last. The fifth wrote.
matter::Given voted(const std::string& third, const JsonObject& policy = {}) {
  static const auto procedure = matter::procedure_of(
      matter::file_text("workflows/collective-vote.scxml"), "workflows/collective-vote.scxml");
  const auto recorder = matter::actor("rec", {"recorder"}, "office");
  const auto chair = matter::actor("m1", {"organ_head", "member"}, "board");
  const auto office = matter::actor("qian", {"office"}, "office");
  matter::Given given{procedure};
  given.by(matter::actor("sun", {"drafter"}, "finance"))
      .open(matter::object(R"({"kind":"project","summary":"新建图书馆"})"), policy)
      .facts(matter::numbers());
  given.add("TOP-01").add("TOP-02").send("topic.submit").by(chair).send("agenda.accept");
  given.by(office).send(
      "meeting.notify",
      matter::object(
          R"({"members":["m1","m2","m3","m4","m5","m6"],"chair":"m1","recorder":"rec",
              "held_on":"2026-03-05","place":"会议室"})"));
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
  given.by(matter::recorder()).send("vote.cast", matter::ballot("m4", "oppose"));
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

TEST(MeetingPapers, AVoteTellsWhoOfTheBodyWasNotCalledAndWhy) {
  matter::Given given = matter::opened(R"({"kind":"project","summary":"新建图书馆"})");
  given.add("TOP-01").add("TOP-02").send("topic.submit").by(matter::chair()).send("agenda.accept");
  JsonObject known = matter::numbers();
  known.at("registers").as_object().at("chair").as_object()["executive"] =
      JsonArray{"m1", "m2", "m3", "m4"};
  given.facts(known).by(matter::office());
  given.send("meeting.notify",
             matter::object(R"({"members":["m1","m2","m3"],"chair":"m1","recorder":"rec",
                 "held_on":"2026-03-05","place":"会议室","left_out_reason":"在外挂职"})"));
  matter::arrive(given.at("2026-03-05T09:00:00+08:00"), {"m1", "m2", "m3"});
  matter::counted(given, 3, 3, 0);
  EXPECT_THAT(paper_of(given, 1),
              AllOf(HasSubstr("未列入通知的组成人员（1人，计入应到，按缺席计）：m4"),
                    HasSubstr("在外挂职")));
  EXPECT_THAT(paper_of(given, 1, Kind::minutes), HasSubstr("计入应到，按缺席计）：m4"));
}

TEST(MeetingPapers, AVoteNamesApartWhoeverLeftTheBodySinceTheNotice) {
  matter::Given given = matter::opened(R"({"kind":"project","summary":"新建图书馆"})");
  given.add("TOP-01").add("TOP-02").send("topic.submit").by(matter::chair()).send("agenda.accept");
  JsonObject known = matter::numbers();
  known.at("registers").as_object().at("chair").as_object()["executive"] =
      JsonArray{"m1", "m2", "m3", "m4"};
  given.facts(known).by(matter::office());
  given.send("meeting.notify",
             matter::object(R"({"members":["m1","m2","m3","m4"],"chair":"m1","recorder":"rec",
                 "held_on":"2026-03-05","place":"会议室"})"));
  known.at("registers").as_object()["seats"] =
      matter::object(R"({"found":[{"account":"m1","is_head":true}],"executive":["m1","m2","m3"]})");
  matter::arrive(given.at("2026-03-05T09:00:00+08:00").facts(known), {"m1", "m2", "m3"});
  matter::counted(given, 3, 3, 0);
  for (const Kind kind : {Kind::record, Kind::minutes}) {
    EXPECT_THAT(paper_of(given, 1, kind),
                AllOf(HasSubstr("应到（3人）：m1、m2、m3"), HasSubstr("缺席（0人）"),
                      HasSubstr("会议通知后不再担任组成人员（1人，不计入应到）：m4"),
                      HasSubstr("有权参加（3人）")));
  }
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

TEST(MeetingPapers, AWrittenViewIsToldInRecordAndMinutesAndSaidNotToCount) {
  matter::Given given = voted("agree");
  EXPECT_THAT(paper_of(given, 1), HasSubstr("m5：同意。出差，同意建设（本人签名提交）"));
  EXPECT_THAT(paper_of(given, 1, Kind::minutes),
              AllOf(HasSubstr("一名成员：同意。出差，同意建设\n"), Not(HasSubstr("m5："))));
  for (const Kind kind : {Kind::record, Kind::minutes}) {
    EXPECT_THAT(paper_of(given, 1, kind),
                AllOf(HasSubstr("缺席成员书面意见（照录）"), HasSubstr("不计入票数和到会人数"),
                      Not(HasSubstr("另计入")), Not(HasSubstr("{"))));
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
                      HasSubstr("当时在场（4人）：张三（董事长）、m2、m3、m4")));
  }
}

TEST(MeetingPapers, ACorrectedVoteStandsBesideTheOneItCorrects) {
  matter::Given given = voting_with_dispute();
  const std::string text = paper_of(given, 1);
  EXPECT_THAT(text, AllOf(HasSubstr("更正登记：更正记录第"),
                          HasSubstr("rec原登记m4的意见为“同意。”，本人提出异议：我投的是不同意"),
                          HasSubstr("m4：不同意。选址不当（rec代为登记，本人于")));
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

// Broken off, it has no result; and what had been cast before a recusal stays as it was cast.
TEST(MeetingPapers, AVoteThatWasBrokenOffOrVoidIsNoResult) {
  matter::Given given = matter::voting();
  matter::vote(given, {"m2"}, "agree");
  matter::vote(given, {"m3"}, "oppose");
  EXPECT_THAT(paper_of(given, 1), HasSubstr("表决未完成，未计票"));
  given.by(matter::clock_actor())
      .send("system.recused",
            {{"member", "m3"}, {"reason", "与本事项有关"}, {"how", "ordered"}, {"by", "m1"}});
  given.by(matter::office()).send("meeting.adjourn", {{"reason", "人数不足"}});
  for (const Kind kind : {Kind::record, Kind::minutes}) {
    EXPECT_THAT(
        paper_of(given, 1, kind),
        AllOf(HasSubstr("作废的表决"), HasSubstr("表决开始后m3被登记回避（理由：与本事项有关）"),
              HasSubstr("表决未完成，未计票"), HasSubstr("休会，由qian登记"),
              Not(HasSubstr("同意1票")), Not(HasSubstr("{"))));
  }
  EXPECT_THAT(paper_of(given, 1), HasSubstr("m3：不同意。选址不当（本人登记）"));
  EXPECT_THAT(paper_of(given, 1, Kind::minutes), Not(HasSubstr("选址不当")));
}

// Whose meeting it was, and not which unit drafted what lay before it.
TEST(MeetingPapers, TheOrganOfTheMarkedUpPaperIsTheOneThatDecides) {
  matter::Given given = voted("agree");
  const Names names;
  const auto sittings = sittings_of(given.snapshot());
  MeetingRecord record{given.procedure(), given.snapshot(), names, parse_day("2026-03-06").value()};
  record.organ = "区国资委党委";
  EXPECT_EQ(MeetingWriter(record, sittings.at(0), Language::zh).akn(Kind::record).organ,
            "区国资委党委");
}

TEST(MeetingPapers, AVoteThatWasNearlyEvenIsKeptBesideTheNext) {
  matter::Given given = voted("oppose");
  EXPECT_THAT(paper_of(given, 1), HasSubstr("票数接近，暂缓决定"));
}

TEST(MeetingPapers, AMeetingThatVotedKeepsWhoWasThereWhenTheNextIsCalled) {
  matter::Given given = voted("oppose");
  const auto chair = matter::actor("m1", {"organ_head", "member"}, "board");
  given.facts(matter::numbers());
  matter::own_paper(matter::own_paper(given, "TOP-04"), "TOP-05");
  for (const auto& who : {chair, matter::actor("rec", {"recorder"}, "office")})
    given.by(who).signed_with({{"key_id", "k1"}}).send("record.sign");
  given.by(chair).signed_with({{"key_id", "k1"}}).send("minutes.sign", {{"number", 3}});
  given.send("topic.resume").send("agenda.accept");
  given.by(matter::actor("qian", {"office"}, "office"))
      .send("meeting.notify",
            matter::object(R"({"members":["m1","m2","m3"],"chair":"m1","recorder":"rec",
                "held_on":"2026-03-12","place":"会议室"})"));
  EXPECT_THAT(paper_of(given, 1),
              AllOf(HasSubstr("票数接近，暂缓决定"), HasSubstr("回避（1人）：m6"),
                    HasSubstr("到会（4人）：m1、m2、m3、m4")));
  EXPECT_THAT(paper_of(given, 2), HasSubstr("到会（0人）"));
}

TEST(MeetingPapers, AChairWhoVotedBeforeAnEntryWasPutRightIsToldToHaveVotedAnew) {
  matter::Given given = matter::at_table(6, 4, {{"chair_votes_last", true}});
  matter::at_vote(given, 4);
  matter::vote(given, {"m2", "m3"}, "agree");
  given.by(matter::recorder()).send("vote.cast", {{"member", "m4"}, {"vote", "agree"}});
  matter::vote(given, {"m1"}, "agree");
  matter::own(given.by(matter::member("m4"))).send("vote.dispute", {{"text", "我投的是不同意"}});
  given.by(matter::recorder())
      .send("vote.cast", {{"member", "m4"}, {"vote", "oppose"}, {"text", "资金没有落实"}});
  EXPECT_THAT(paper_of(given, 1), HasSubstr("更正登记前的表决，待重新表决"));
  matter::own(given.by(matter::member("m4"))).send("vote.confirm");
  matter::vote(given, {"m1"}, "abstain");
  EXPECT_THAT(paper_of(given, 1), HasSubstr("重新表决）：同意"));
}

}  // namespace
}  // namespace gavel::api
