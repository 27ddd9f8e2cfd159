// Decree 713, chapter 3, section 2: report, publication, file.
#include "tests/law/course.hpp"
#include "tests/matter/next_year.hpp"

namespace gavel::law {
namespace {

constexpr const char* nobody = R"({"found":null})";

// A newspaper may not print it: no proof is made up for that.
TEST(Article32, AChannelOnWhichItNeverAppearedIsDropped) {
  Course course;
  course.published().by(office()).add({"ISS-03"});
  constexpr std::string_view paper = R"({"channel":"公报","reason":"报社未刊","approver":"zhao"})";
  EXPECT_EQ(course.refused("publication.drop_channel",
                           R"({"channel":"日报","reason":"r","approver":"zhao"})"),
            "rules-unmet G26Y");
  Course proved = course;
  proved.proved().by(office());
  EXPECT_EQ(proved.refused("publication.drop_channel", paper), "rules-unmet G26Y");
  course.send("publication.drop_channel", paper);
  EXPECT_EQ(json_text(course.given.snapshot().session.data.at("publication").at("channels")),
            R"(["网站"])");
  EXPECT_EQ(course.refused("publication.drop_channel", R"({"channel":"网站","reason":"r"})"),
            "rules-unmet G26Y G26D");
}

// To name a gazette and to drop it afterwards is to publish without one.
TEST(Article32, WhatLeavesFewChannelsIsApprovedByAnotherAndConfirmed) {
  constexpr const char* dropped = R"({"channel":"公报","reason":"报社未刊","approver":"zhao"})";
  Course course;
  course.published().by(office()).add({"ISS-03"});
  course.knows("approver", object(nobody));
  EXPECT_EQ(course.refused("publication.drop_channel", dropped), "rules-unmet G26B");
  course.knows("approver", account("chen", "office"));
  EXPECT_EQ(course.refused("publication.drop_channel", dropped), "rules-unmet G26B");
  // Another newspaper is no fewer than before.
  Course other = course;
  other.send("publication.prove", R"({"channel":"日报","reference":"2版","on":"2026-04-21",
                                      "added":true})");
  other.send("publication.drop_channel", R"({"channel":"公报","reason":"未刊"})");
  EXPECT_EQ(other.given.snapshot().session.data.at("exceptions").as_array().size(), 0U);
  course.knows("approver", account("zhao", "organ_head"));
  course.send("publication.drop_channel", dropped);
  const Json& raised = course.given.snapshot().session.data.at("exceptions").at(0);
  EXPECT_EQ(raised.at("kind"), "channels_reduced");
  EXPECT_EQ(raised.at("approval"), "waiting");
}

TEST(Article32, TheGovernmentsWebsiteIsNotDropped) {
  Course course;
  course.published().by(office()).add({"ISS-03"});
  constexpr const char* website = R"({"channel":"网站","reason":"误填","approver":"zhao"})";
  EXPECT_EQ(course.refused("publication.drop_channel", website), "rules-unmet G26D");
  course.send("publication.prove", R"({"channel":"市人民政府门户网站","reference":"网址",
                                       "on":"2026-04-21","added":true})");
  course.send("publication.drop_channel", website);
}

TEST(Article31, NothingIsIssuedBeforeThePartyCommitteeIsReportedTo) {
  Course course;
  course.decided().by(office()).add({"ISS-01", "ISS-02"});
  EXPECT_EQ(course.refused("publication.publish", Course::channels), "rules-unmet G25 G27 G23G");
  course.by(head());
  EXPECT_EQ(course.sign().refused("decision.sign", R"({"number":"政发〔2026〕1号"})"), "not-now");
  course.by(party_group());
  EXPECT_EQ(course.refused("party.report", R"({"number":"1"})"), "rules-unmet G25D G25N");
}

TEST(Article32, PublicationFollowsTheSecrecyCheckAndNamesItsChannels) {
  Course course;
  course.signed_off().by(office());
  const auto rule = course.unmet("publication.publish", Course::channels);
  EXPECT_EQ(rule.id, "G26");
  EXPECT_EQ(json_text(rule.seen.at("missing")), R"(["ISS-02"])");
  EXPECT_EQ(course.refused("publication.publish", R"({"finding":"publishable","channels":[]})"),
            "invalid-form /channels");
}

TEST(Article32, EnoughChannelsEachOnceAndEachWithItsProof) {
  Course course;
  course.signed_off().by(office()).add({"ISS-02", "ISS-04"});
  for (const char* few : {R"({"finding":"publishable","channels":["网站"]})",
                          R"({"finding":"publishable","channels":["网站","网站"]})"}) {
    EXPECT_EQ(course.refused("publication.publish", few), "rules-unmet G26 G26G") << few;
  }
  course.send("publication.publish", Course::channels);
  const auto proof = [](const char* channel) {
    return std::string(R"({"reference":"第9期","on":"2026-04-21","channel":")") + channel + "\"}";
  };
  EXPECT_EQ(course.refused("publication.prove", proof("公报")), "rules-unmet G26P");
  course.add({"ISS-03"}).send("publication.prove", proof("公报"));
  EXPECT_EQ(course.refused("publication.prove", proof("公报")), "rules-unmet G26P");
  EXPECT_EQ(course.refused("publication.prove", proof("报纸")), "rules-unmet G26P");
  course.send("publication.prove", R"({"channel":"公报","reference":"第10期","on":"2026-04-21",
                                       "correction":"期号登记有误"})");
  const Json& publication = course.given.snapshot().session.data.at("publication");
  EXPECT_EQ(publication.at("proofs").as_array().size(), 1U);
  EXPECT_EQ(publication.at("proofs").at(0).at("reference"), "第10期");
  EXPECT_EQ(publication.at("corrected").at(0).at("reference"), "第9期");
  course.add({"LIA-01"}).send("decision.annul", R"({"by":"court","number":"1","reason":"r"})");
  const char* place = R"({"fonds":"X043","organisation":"BGS"})";
  const auto rule = course.by(archivist()).unmet("archive.collect", place);
  EXPECT_EQ(rule.id, "G26A");
  EXPECT_EQ(json_text(rule.seen), R"({"without_proof":["网站"]})");
  course.by(office()).send("publication.prove", proof("网站"));
  course.send("execution.announce_end", proof("网站")).by(archivist());
  course.send("archive.collect", place).in({"building"});
}

std::string on_channels(const std::string& channels, const std::string& more = "") {
  return R"({"finding":"publishable","channels":[)" + channels + "]" + more + "}";
}

// Article 32 names gazette, website and newspapers: other channels stand beside these.
TEST(Article32, AChatGroupIsNoGazetteAndAVideoNoWebsite) {
  Course course;
  course.signed_off().by(office()).add({"ISS-02", "ISS-04"});
  for (const char* few : {R"("抖音","微信群")", R"("政府网站","微信群")", R"("政府公报","日报")"})
    EXPECT_EQ(course.refused("publication.publish", on_channels(few)), "rules-unmet G26G") << few;
  for (const char* lawful : {R"("政府门户网站","日报")", R"("政府公报","政府网站","微信群")"})
    Course(course).send("publication.publish", on_channels(lawful)).in({"published"});
}

TEST(Article32, AChannelIsKnownByItsOwnNameAndWhatThatSaysItIs) {
  Course course;
  course.signed_off().by(office()).add({"ISS-02", "ISS-04"});
  for (const char* website :
       {"网站", "市政府网站", "某县人民政府网", "无锡市政府门户网站", "未央区人民政府官网",
        "市政府网站（www.example.gov.cn）", "中国·某县（政府网站）", "政府信息公开平台",
        "市政府网站重大行政决策专栏", "市发展改革委网站", "门户网站", "益阳市门户网站",
        "县政府信息公开网", "市发展和改革委员会网站", "某街道办事处网站"})
    Course(course)
        .send("publication.publish", on_channels(R"("公报",")" + std::string(website) + '"'))
        .in({"published"});
  for (const char* none :
       {"无政府网站", "无为市无政府网站", "本县没有开通政府网站", "非政府网站", "不上政府网站",
        "未开通门户网站", "政府网站运维群", "政府网站微信公众号", "腾讯网", "政府采购网", "网站群",
        "政务公开栏", "某某门户网站", "甲公司门户网站", "某区某集团门户网站", "甲企业信息公开平台",
        "某超市门户网站"})
    EXPECT_EQ(
        course.refused("publication.publish", on_channels(R"("公报",")" + std::string(none) + '"')),
        "rules-unmet G26G")
        << none;
  for (const char* paper : {"政府公报", "县人民政府公报2026年第5期", "无锡日报", "晚报", "文汇报",
                            "《晨曦时讯》（报纸）", "地方报刊"})
    Course(course)
        .send("publication.publish", on_channels(R"("网站",")" + std::string(paper) + '"'))
        .in({"published"});
  for (const char* none : {"每日报送群", "无公报", "无锡市无公报", "本县没有报纸", "工作简报",
                           "情况通报", "海报", "日报客户端", "不登日报", "报社", "报告厅"})
    EXPECT_EQ(
        course.refused("publication.publish", on_channels(R"("网站",")" + std::string(none) + '"')),
        "rules-unmet G26G")
        << none;
  // What the one lacks the other does not make up: "报" and "网站" of two names are no newspaper.
  EXPECT_EQ(course.refused("publication.publish", on_channels(R"("无政府网站","每日报送群")")),
            "rules-unmet G26G");
}

TEST(Article32, TheRefusalTellsWhichOfTheNamesAreWebsitesAndNewspapers) {
  Course course;
  course.signed_off().by(office()).add({"ISS-02", "ISS-04"});
  const auto rule = course.unmet("publication.publish", on_channels(R"("市政府网站","报送群")"));
  EXPECT_EQ(json_text(rule.seen.at("websites")), R"(["市政府网站"])");
  EXPECT_THAT(json_text(rule.seen.at("papers")), testing::HasSubstr("没有"));
}

// A county may have neither gazette nor newspaper; it has a website.
TEST(Article32, ACountyWithoutGazetteAndNewspaperPublishesOnItsWebsiteAlone) {
  const std::string reason = R"(,"channels_reason":"本县无公报和报纸")";
  const std::string approved = reason + R"(,"approver":"zhao")";
  Course course;
  course.signed_off().by(office()).add({"ISS-02", "ISS-04"});
  EXPECT_EQ(course.refused("publication.publish", on_channels(R"("抖音","微信群")", approved)),
            "rules-unmet G26G");
  const std::string website = R"("县政府网站")";
  EXPECT_EQ(course.refused("publication.publish", on_channels(website)), "rules-unmet G26 G26G");
  course.knows("approver", object(nobody));
  EXPECT_EQ(course.refused("publication.publish", on_channels(website, reason)),
            "rules-unmet G26H");
  for (const JsonObject& who : {account("chen", "office"), account("wu", "member")})
    EXPECT_EQ(course.knows("approver", who)
                  .refused("publication.publish", on_channels(website, approved)),
              "rules-unmet G26H");
  course.knows("approver", account("zhao", "organ_head"));
  Course(course).send("publication.publish", on_channels(R"("政府网站","公告栏")", approved));
  course.send("publication.publish", on_channels(website, approved)).in({"published"});
  const Json& noted = course.given.snapshot().session.data.at("exceptions").as_array().back();
  EXPECT_EQ(noted.at("kind"), "channels_reduced");
  EXPECT_EQ(noted.at("reason"), "本县无公报和报纸");
  EXPECT_EQ(noted.at("account"), "zhao");
  EXPECT_EQ(noted.at("approval"), "waiting");
  course.by(head()).send("exception.confirm", R"({"no":1})");
}

// A reason that nothing asks for makes no exception.
TEST(Article32, EnoughChannelsAreNoExceptionWhateverIsSaidBesides) {
  Course course;
  course.signed_off().by(office()).add({"ISS-02", "ISS-04"});
  course.send("publication.publish",
              on_channels(R"("政府网站","日报")", R"(,"channels_reason":"本县无公报")"));
  EXPECT_EQ(course.given.snapshot().session.data.at("exceptions").as_array().size(), 0U);
}

// Denied by whoever was named, it is made good by a newspaper that prints it after all.
TEST(Article32, FewChannelsThatNobodyApprovedAreMadeGoodOrAnsweredFor) {
  Course course;
  course.signed_off().by(office()).add({"ISS-02", "ISS-03", "ISS-04"});
  course.send("publication.publish",
              on_channels(R"("政府网站")", R"(,"channels_reason":"无","approver":"zhao")"));
  course.by(head()).send("exception.dispute", R"({"no":1,"reason":"未批准"})");
  constexpr const char* dropped = R"({"no":1,"reason":"已在日报公布"})";
  EXPECT_EQ(course.refused("exception.drop", dropped), "rules-unmet G39X");
  course.by(office()).send("publication.prove", R"({"channel":"日报","reference":"2版",
                                                    "on":"2026-04-21","added":true})");
  course.by(head()).send("exception.drop", dropped);
}

// A gazette or a newspaper comes out when it does; published once, the decision is not published
// again.
TEST(Article32, AChannelOnWhichItAppearsLaterIsAddedWithItsProof) {
  Course course;
  course.executed().by(office()).add({"ISS-03"}).at("2026-05-06T09:00:00+08:00");
  const auto again = course.given.refused("publication.publish", object(Course::channels));
  EXPECT_EQ(matter::reason(again), "not-now");
  EXPECT_THAT(again.taken_in, testing::IsEmpty());  // no stage to wait for
  const auto later = [](const char* channel, const char* day, const char* more = "") {
    return std::string(R"({"reference":"第5期","channel":")") + channel + R"(","on":")" + day +
           R"(")" + more + "}";
  };
  constexpr const char* added = R"(,"added":true)";
  EXPECT_EQ(course.refused("publication.prove", later("日报", "2026-05-05")), "rules-unmet G26P");
  for (const char* day : {"2026-04-20", "2026-05-07"})
    EXPECT_EQ(course.refused("publication.prove", later("日报", day, added)), "rules-unmet G26P");
  EXPECT_EQ(course.refused("publication.prove", later("公 报", "2026-05-05", added)),
            "rules-unmet G26E");
  course.send("publication.prove", later("日报", "2026-05-05", added));
  const auto published = [&] { return course.given.snapshot().session.data.at("publication"); };
  EXPECT_EQ(json_text(published().at("channels")), R"(["公报","网站","日报"])");
  EXPECT_EQ(published().at("proofs").as_array().back().at("on"), "2026-05-05");
  EXPECT_EQ(published().at("published_on"), "2026-04-21");
  // Once is enough; what was mistyped is corrected.
  EXPECT_EQ(course.refused("publication.prove", later("日报", "2026-05-05", added)),
            "rules-unmet G26P G26E");
  course.send("publication.prove", later("日报", "2026-05-06", R"(,"correction":"日期有误")"));
}

TEST(Article32, AChannelIsAddedUntilTheFileIsClosed) {
  Course course;
  course.carried_out().by(office());
  course.send("publication.prove", R"({"channel":"日报","reference":"2版","on":"2026-04-21",
                                       "added":true})");
}

TEST(Article32, WhatIsNotPublishedInTimeIsKeptAsOverdue) {
  Course course;
  course.signed_off().given.until("2026-06-30T00:00:00+08:00").in({"publishing"});
  const auto& overdue = course.given.snapshot().session.data.at("overdue").as_array();
  EXPECT_TRUE(std::ranges::any_of(
      overdue, [](const Json& each) { return each.at("clock") == Json("T11"); }));
}

TEST(Article33, TheFileIsCompleteAndAnArchivistReceivesIt) {
  Course course;
  course.carried_out().by(office());
  EXPECT_EQ(course.refused("archive.collect", R"({"fonds":"X043","organisation":"BGS"})"),
            "not-permitted");
  course.by(archivist());
  course.send("archive.collect", R"({"fonds":"X043","organisation":"BGS"})").in({"building"});
}

TEST(Article33, AWrongNumberOfTheDecisionIsCorrectedByAnEntryThatSaysWhatItCorrects) {
  const char* right = R"({"number":"政发〔2026〕10号","reason":"文号登记有误"})";
  Course course;
  course.reported().by(office());
  EXPECT_EQ(course.refused("decision.correct", right), "rules-unmet G25E");
  Course issued;
  issued.published().by(office());
  EXPECT_EQ(issued.refused("decision.correct", R"({"number":"政发〔2026〕9号","reason":"r"})"),
            "rules-unmet G25E");
  issued.send("decision.correct", right).in({"published"});
  const Json& signing = issued.given.snapshot().session.data.at("signing");
  EXPECT_EQ(signing.at("number"), "政发〔2026〕10号");
  EXPECT_EQ(signing.at("corrected").at(0).at("was"), "政发〔2026〕9号");
  EXPECT_EQ(signing.at("corrected").at(0).at("reason"), "文号登记有误");
}

TEST(Article33, WhatWasNotAdoptedIsArchivedToo) {
  const char* place = R"({"fonds":"X043","organisation":"BGS"})";
  const char* failed = R"({"archival_code":"","package_sha256":"","passed":false,"report":{}})";
  Course course;
  course.met().stances("oppose", "oppose").head_spoke();
  course.send("meeting.decide", R"({"outcome":"reject"})").record_signed().in({"not_adopted"});
  course.by(office()).add({"LIA-01"});
  EXPECT_EQ(course.refused("decision.annul", R"({"by":"court","number":"1","reason":"r"})"),
            "rules-unmet G35N");
  EXPECT_EQ(course.by(archivist()).refused("archive.collect", place), "rules-unmet G25K");
  course.add({"MTG-05"}).minutes_signed().by(office());
  course.send("minutes.issue", R"({"number":12,"signatory":"zhao"})").in({"not_adopted"});
  course.by(archivist()).send("archive.collect", place).in({"building"});
  course.by(matter::clock_actor()).send("system.archive.built", failed).in({"not_adopted"});
}

TEST(Article33, WhatLapsedIsArchivedOnceItsRecordAndMinutesAreSigned) {
  const char* place = R"({"fonds":"X043","organisation":"BGS"})";
  Course course;
  course.met().stances().head_spoke();
  course.send("meeting.decide", R"({"outcome":"defer","reason":"条件不成熟"})");
  course.given.calendar(matter::with_2027(), "2027");
  course.given.until("2027-04-22T00:00:00+08:00").in({"lapsed"});
  course.system_files("MTG-03").by(archivist());
  EXPECT_EQ(course.refused("archive.collect", place), "rules-unmet G23G G25K");
  course.record_and_minutes().by(archivist()).send("archive.collect", place).in({"building"});
}

TEST(Article33, APackageThatFailsItsTestIsNotArchived) {
  Course course;
  course.collected().by(matter::clock_actor());
  course.send("system.archive.built",
              R"({"archival_code":"","package_sha256":"","passed":false,"report":{}})");
  course.in({"completed"});
  course.by(archivist()).send("archive.collect", R"({"fonds":"X043","organisation":"BGS"})");
}

TEST(Article32, AProofIsOfADaySinceThePublication) {
  Course course;
  course.published().add({"ISS-03"});
  const auto proof = [](const char* day) {
    return std::string(R"({"channel":"网站","reference":"网址","on":")") + day + "\"}";
  };
  for (const char* day : {"2026-04-20", "2026-04-22"}) {
    EXPECT_EQ(course.refused("publication.prove", proof(day)), "rules-unmet G26P") << day;
  }
  course.send("publication.prove", proof("2026-04-21"));
}

}  // namespace
}  // namespace gavel::law
