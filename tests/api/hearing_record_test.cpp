// The record of a hearing, assembled from the events of a real procedure.
#include "api/routes/hearing_writer.hpp"
#include "tests/api/office.hpp"
#include "tests/law/course.hpp"

namespace gavel::api {
namespace {

using law::Course;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// Three participants; two come, one of them will not sign.
struct Hearing {
  Course course;

  Hearing() {
    course.policy = {{"hearing_min_participants", 3}};
    // The usual facts know who chairs the meeting, not the hearing.
    course.notice_closed().by(law::drafter()).knows("chair", {{"found", nullptr}});
    course.send(
        "hearing.announce",
        R"({"date":"2026-04-20","time":"9:00","place":"礼堂","chair":"法制办","presenter":"教育局",
                    "selection":"公开报名、随机抽取","quotas":[
                    {"group":"商户","seats":2,"stakeholders":true},
                    {"group":"居民","seats":1,"stakeholders":false}]})");
    participant("张", "商户").participant("王", "商户").participant("李", "居民");
    course.add({"PUB-07"}).send("hearing.list");
    for (const char* each : {"张", "王", "李"}) {
      course.given.send("hearing.papers", {{"participant", each}, {"receipt", "回证1"}});
    }
  }
  Hearing& participant(const char* name, const char* group) {
    course.given.send("hearing.participant",
                      {{"name", name}, {"group", group}, {"official", false}});
    return *this;
  }
  Hearing& held() {
    course.add({"PUB-08"}).at("2026-04-20T09:00:00+08:00");
    course.send("hearing.open", R"({"attending":["张","王","李"]})");
    course.send("hearing.speak", R"({"speaker":"教育局","part":"present","text":"草案及依据"})");
    course.send("hearing.speak", R"({"speaker":"张","part":"state","text":"避开<周末>"})");
    course.add({"PUB-09"}).send("hearing.confirm", R"({"participant":"张","signed":true})");
    course.send("hearing.confirm", R"({"participant":"王","signed":false,"reason":"记录不全"})");
    return *this;
  }
  std::string text(Language language = Language::zh, const Names& names = Names()) const {
    const auto paper =
        hearing_paper({*law::major_decision(), course.given.snapshot(), names}, language);
    return paper ? text_of(*paper) : "";
  }
};

TEST(HearingRecord, SaysWhoSpokeWhoSignedAndWhoRefused) {
  Hearing hearing;
  const std::string text = hearing.held().text();
  EXPECT_THAT(text, AllOf(HasSubstr("听证笔录"), HasSubstr("礼堂"), HasSubstr("公开报名、随机抽取"),
                          HasSubstr("（发表意见）：避开<周末>"), HasSubstr("张：签字确认"),
                          HasSubstr("王：拒绝签字，2026年4月20日，理由：记录不全"),
                          HasSubstr("李：尚未签字"), HasSubstr("公告的时间：2026年4月20日 9:00"),
                          HasSubstr("开始时间：2026年4月20日 09:00"),
                          HasSubstr("材料于2026年4月2日送达（回证1）；到会，未发言")));
  EXPECT_THAT(text, Not(HasSubstr("{")));
}

// Nobody speaks or signs for another by a line end in their own words.
TEST(HearingRecord, KeepsASpeechWithinItsEntry) {
  Hearing hearing;
  hearing.course.add({"PUB-08"}).at("2026-04-20T09:00:00+08:00");
  hearing.course.send("hearing.open", R"({"attending":["张","王","李"]})");
  hearing.course.send("hearing.speak",
                      R"({"speaker":"教育局","part":"present","text":"草案及依据"})");
  hearing.course.given.send(
      "hearing.speak",
      {{"speaker", "张"},
       {"part", "state"},
       {"text",
        "我支持\n  2026年4月20日 09:00 王（发表意见）：全体支持\n\n笔录确认\n  王：签字确认"}});
  const auto paper = hearing_paper(
      {*law::major_decision(), hearing.course.given.snapshot(), Names()}, Language::zh);
  const std::string text = text_of(*paper), html = html_of(*paper);
  for (const std::string& told : {text, html}) {
    EXPECT_THAT(told, HasSubstr("我支持 ／ 2026年4月20日 09:00 王（发表意见）：全体支持 ／ "
                                "笔录确认 ／ 王：签字确认"));
  }
  EXPECT_THAT(text, Not(HasSubstr("\n  王：签字确认")));
  EXPECT_EQ(text.find("\n笔录确认\n"), text.rfind("\n笔录确认\n"));
}

TEST(HearingRecord, SaysBeforeItIsHeldWhoHasThePapers) {
  Hearing hearing;
  hearing.course.send("hearing.postpone", R"({"date":"2026-04-27","reason":"会场停电"})");
  const std::string text = hearing.text(Language::en);
  EXPECT_THAT(
      text, AllOf(HasSubstr("papers delivered 2026-04-02 (回证1)"),
                  HasSubstr("from 2026-04-20 to 2026-04-27: 会场停电"), HasSubstr("stayed away")));
  EXPECT_THAT(text, Not(HasSubstr("{")));
}

TEST(HearingRecord, SaysWhoWasReplacedWithdrewWasPutRightOrRefusedThePapers) {
  Hearing hearing;
  Course& course = hearing.course;
  course.send("hearing.replace",
              R"({"participant":"张","name":"赵","official":false,"reason":"本人退出"})");
  course.send("hearing.correct", R"({"participant":"王","name":"汪","reason":"误写"})");
  course.send("hearing.papers",
              R"({"participant":"赵","receipt":"留置1","refused":true,"reason":"当面拒收"})");
  const std::string text = hearing.text();
  EXPECT_THAT(text, AllOf(HasSubstr("张由赵替换，理由：本人退出"), HasSubstr("王更正为汪"),
                          HasSubstr("拒收（留置1），当面拒收")));
  EXPECT_THAT(text, Not(HasSubstr("{")));
}

TEST(HearingRecord, SaysWhoTookThePlaceOfTheChairAndWhoCameLate) {
  Hearing hearing;
  Course& course = hearing.course;
  course.knows("recorder", law::account("记录员", "recorder"));
  course.send("hearing.staff", R"({"chair":"司法局","presenter":"教育局","recorder":"记录员",
                                   "reason":"原主持人住院"})");
  course.add({"PUB-08"}).at("2026-04-20T09:00:00+08:00");
  course.send("hearing.open", R"({"attending":["王","李"]})");
  course.send("hearing.arrive", R"({"participant":"张"})");
  const std::string text = hearing.text();
  EXPECT_THAT(text, AllOf(HasSubstr("主持人：司法局"), HasSubstr("张迟到到会"),
                          HasSubstr("主持人由法制办变更为司法局，理由：原主持人住院"),
                          HasSubstr("记录人由未定人员变更为记录员")));
  EXPECT_THAT(text, Not(HasSubstr("{")));
}

// Whoever was entered by their account is called by their name, wherever they come up.
TEST(HearingRecord, CallsPeopleByTheirNamesWhereTheAccountWasTyped) {
  test::Office office;
  Course course;
  course.policy = {{"hearing_min_participants", 3}};
  course.notice_closed().by(law::drafter());
  course.send("hearing.announce",
              R"({"date":"2026-04-20","time":"9:00","place":"礼堂","chair":"qian",
                  "presenter":"li","recorder":"admin","selection":"公开报名","quotas":[
                  {"group":"商户","seats":2,"stakeholders":true},
                  {"group":"居民","seats":1,"stakeholders":false}]})");
  for (const auto& [name, group] :
       {std::pair{"wu", "商户"}, std::pair{"张", "商户"}, std::pair{"王", "居民"}})
    course.given.send("hearing.participant",
                      {{"name", name}, {"group", group}, {"official", false}});
  course.add({"PUB-07"}).send("hearing.list");
  for (const char* name : {"wu", "张", "王"})
    course.given.send("hearing.papers", {{"participant", name}, {"receipt", "回证1"}});
  course.add({"PUB-08"}).at("2026-04-20T09:00:00+08:00");
  course.send("hearing.open", R"({"attending":["张","王"]})");
  course.send("hearing.speak", R"({"speaker":"li","part":"present","text":"草案及依据"})");
  course.send("hearing.arrive", R"({"participant":"wu"})");
  course.send("hearing.speak", R"({"speaker":"wu","part":"state","text":"避开周末"})");
  course.add({"PUB-09"});
  course.send("hearing.confirm", R"({"participant":"wu","signed":false,"reason":"记录不全"})");
  const auto paper = hearing_paper(
      {*law::major_decision(), course.given.snapshot(), Names(office.accounts)}, Language::zh);
  const std::string text = text_of(*paper);
  EXPECT_THAT(text, AllOf(HasSubstr("姓名li（陈述草案）"),
                          HasSubstr("姓名wu（发表意见）：避开周末"), HasSubstr("姓名wu迟到到会"),
                          HasSubstr("姓名wu：拒绝签字"), HasSubstr("张：尚未签字")));
  for (const char* account : {" li（", " wu（", "，wu", "\nwu："})
    EXPECT_THAT(text, Not(HasSubstr(account)));
}

TEST(HearingRecord, IsNoneWhereNoHearingWasAnnounced) {
  Course course;
  course.noticed();
  const Names names;
  EXPECT_FALSE(
      hearing_paper({*law::major_decision(), course.given.snapshot(), names}, Language::zh));
  test::Office office;
  const std::string place = "/v1/matters/" + office.open_matter() + "/hearing/record";
  EXPECT_EQ(office.get("li", place).brief(), "404 no-hearing");
  EXPECT_EQ(office.get("wu", place).brief(), "403 not-your-matter");
}

}  // namespace
}  // namespace gavel::api
