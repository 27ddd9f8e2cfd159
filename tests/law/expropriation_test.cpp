// Decisions that a law of its own says more about: houses and land that are expropriated, and plans
// of towns. What the decree asks for stands beside it.
#include "tests/law/hearing.hpp"
#include "tests/law/statement.hpp"

namespace gavel::law {
namespace {

/// Opened as of that kind, and started as of another or the same; "" where nothing is said. Of land
/// two months before the public is asked, so that a pre-notice may stand in between.
void opened_as(Course& course, const char* special, const char* at_the_start = "") {
  const bool is_land = std::string_view(special) == "land_expropriation" ||
                       std::string_view(at_the_start) == "land_expropriation";
  if (is_land) course.at("2026-01-05T09:00:00+08:00");
  JsonObject data = object(Course::proposal);
  if (*special != '\0') data["special"] = special;
  course.given.by(drafter()).open(std::move(data), course.policy);
  course.add({"INI-01"}).by(office()).send("study.assign", R"({"unit":"research"})");
  course.by(study_unit()).add({"INI-02"}).send("study.done", R"({"summary":"必要、可行"})");
  course.by(head()).add({"INI-03", "INI-04"});
  JsonObject start = course.start;
  if (*at_the_start != '\0') start["special"] = at_the_start;
  if (*special != '\0' && *at_the_start != '\0') {
    start["special_reason"] = "填错";
    start["special_approver"] = "chen";
    course.knows("special_approver", account("chen", "office"));
  }
  course.given.send("initiation.start", std::move(start));
  course.by(drafter()).add({"DRF-01", "DRF-02", "DRF-04", "DRF-05"});
  course.send("draft.freeze", R"({"legal_basis":[{"title":"法","in_force":true}]})");
  course.send("coordination.ask", R"({"units":["land"]})");
  course.send("coordination.reply", R"({"unit":"land","opinion":"agree"})");
  course.add({"DRF-07", "PUB-01"}).send("coordination.conclude");
  if (is_land) course.at("2026-03-02T09:00:00+08:00").add({"PUB-13"});
  course.checked_for_secrets();
}
constexpr const char* plain_notice = R"({"title":"征求意见","how":"信函"})";
/// That of land says when the pre-notice was published.
constexpr const char* notice_of_land =
    R"({"title":"征求意见","how":"信函","pre_notice_on":"2026-01-05"})";
const char* notice_of(const std::string_view special) {
  return special == "land_expropriation" ? notice_of_land : plain_notice;
}

// Ten working days from Tuesday, 24 February: the Saturday after the Spring Festival is worked.
// 征收条例 10, 土地管理法实施条例 27, 城乡规划法 26: what a title or its reasons speak of is
// answered.
TEST(OtherProcedures, AreAskedForWhereTheProposalSpeaksOfThem) {
  const std::vector<std::pair<const char*, const char*>> told{
      {"reason", "城南片区房屋征收"},   {"reason", "国土空间总体规划修编"},
      {"solution", "征收城南片区房屋"}, {"reason", "征 收城南片区房屋"},
      {"reason", "徵收城南片区房屋"},   {"solution", "拆除安置三百户"},
      {"reason", "棚户区改造"}};
  for (const auto& [where, spoken] : told) {
    Course course;
    JsonObject form = matter::object(Course::proposal);
    form[where] = spoken;
    course.given.by(drafter()).open(std::move(form));
    course.add({"INI-01"}).by(office()).send("study.assign", R"({"unit":"research"})");
    course.by(study_unit()).add({"INI-02"}).send("study.done", R"({"summary":"必要、可行"})");
    course.by(head()).add({"INI-03", "INI-04"});
    JsonObject start = course.start;
    EXPECT_EQ(course.refused("initiation.start", json_text(start)), "rules-unmet G02KT") << spoken;
    start["special"] = "none";
    EXPECT_EQ(course.refused("initiation.start", json_text(start)), "rules-unmet G02KT") << spoken;
    Course none = course, one = course;
    start["special_reason"] = "只调整收费，不征收房屋";
    none.send("initiation.start", json_text(start)).in({"drafting"});
    start.erase("special_reason"), start["special"] = "house_expropriation";
    one.send("initiation.start", json_text(start)).in({"drafting"});
  }
}

TEST(LandRegulationArticle26, APreNoticeOfTenWorkingDaysComesFirst) {
  Course course;
  course.withheld = "PUB-13";
  opened_as(course, "land_expropriation");
  EXPECT_EQ(course.refused("notice.open", notice_of_land), "rules-unmet G07L");
  course.withheld = "";
  course.file("PUB-13", "pre-notice");
  EXPECT_EQ(course.refused("notice.open", plain_notice), "rules-unmet G07L");
  std::string late = notice_of_land;
  // One of before anybody proposed it may be of another matter: it is said that it is not.
  std::string before = notice_of_land;
  before.replace(before.find("2026-01-05"), 10, "2026-01-04");
  EXPECT_EQ(course.unmet("notice.open", before).seen.at("opened_at"), "2026-01-05");
  std::string explained = before;
  explained.insert(explained.size() - 1, R"(,"pre_notice_note":"范围、目的与预公告一致")");
  Course(course).send("notice.open", explained).in({"pp_open"});
  late.replace(late.find("2026-01-05"), 10, "2026-02-24");
  const auto rule = course.unmet("notice.open", late);
  EXPECT_EQ(rule.id, "G07LM");
  EXPECT_EQ(rule.seen.at("until"), "2026-03-09");
  ASSERT_TRUE(rule.earliest);
  EXPECT_EQ(to_string(*rule.earliest), "2026-03-10");
  course.at("2026-03-09T23:00:00+08:00");
  EXPECT_EQ(course.refused("notice.open", late), "rules-unmet G07LM");
  course.at("2026-03-10T00:00:00+08:00").send("notice.open", late).in({"pp_open"});
  // Where the notice is opened anew, the pre-notice was what it was.
  course.send("notice.recall", R"({"reason":"附件错误"})").send("notice.open", plain_notice);
  course.in({"pp_open"});
}

/// Land, to the revision, and then changed; the public is to be asked again.
Course land_changed(const char* decision) {
  Course course;
  opened_as(course, "land_expropriation");
  course.send("notice.open", notice_of_land).notice_over().by(drafter()).add({"PUB-05"});
  course.send("participation.feedback", R"({"most_object":false})");
  course.argued().assessed().reviewed_for_competition().in({"consolidating"}).by(drafter());
  const JsonObject decided = object(decision);
  course.given.later(std::chrono::minutes(1)).add("DRF-04", "another-area");
  course.given.send("draft.revise", {{"change", decided.at("change")}, {"explanation", "r"}});
  course.by(office()).send("change.decide", decision).by(drafter());
  course.file("DRF-05", "of-the-change");
  if (decided.at("change") == "C5") {
    course.send("coordination.reply", R"({"unit":"land","opinion":"agree"})").add({"DRF-07"});
    course.send("coordination.conclude");
  }
  return course.checked_for_secrets();
}

// The pre-notice names the area and what it is for. Another one, decided on Thursday, 2 April, has
// a pre-notice of its own: ten working days from that day, Monday the 6th being off, end on the
// 17th.
TEST(LandRegulationArticle26, AnotherAreaHasAPreNoticeOfItsOwn) {
  for (const char* decision : {R"({"change":"C5"})", R"({"change":"C2"})",
                               R"({"change":"C3","also":["C2"],"reason":"r"})"}) {
    Course course = land_changed(decision);
    const std::string anew = R"({"title":"征求意见","how":"信函","pre_notice_on":"2026-04-02"})";
    EXPECT_EQ(course.refused("notice.open", plain_notice), "rules-unmet G07L") << decision;
    course.at("2026-04-18T00:00:00+08:00");
    EXPECT_EQ(course.refused("notice.open", anew), "rules-unmet G07L") << "the paper of before";
    course.file("PUB-13", "of-the-other-area");
    std::string before = anew;
    before.replace(before.find("2026-04-02"), 10, "2026-04-01");
    EXPECT_EQ(course.refused("notice.open", before), "rules-unmet G07L") << decision;
    Course early = land_changed(decision);
    early.file("PUB-13", "of-the-other-area").at("2026-04-17T23:00:00+08:00");
    EXPECT_EQ(early.refused("notice.open", anew), "rules-unmet G07LM") << decision;
    EXPECT_EQ(early.unmet("notice.open", anew).seen.at("until"), "2026-04-17") << decision;
    course.send("notice.open", anew).in({"pp_open"});
  }
}

TEST(LandRegulationArticle26, APreNoticeThatFitsTheChangedDraftStands) {
  for (const char* change : {"C2", "C5"}) {
    Course course = land_changed(
        (std::string(R"({"change":")") + change + R"(","pre_notice_fits":true})").c_str());
    course.send("notice.open", plain_notice).in({"pp_open"});
  }
}

TEST(Expropriation, ItsNoticeAndThatOfATownPlanAreNotShortened) {
  const char* shorter =
      R"({"title":"征求意见","how":"信函","pre_notice_on":"2026-01-05","shortened_days":10,
      "shortened_reason":"情况紧急","shortened_approver":"zhao"})";
  for (const char* special : {"house_expropriation", "land_expropriation", "planning"}) {
    Course course;
    opened_as(course, special);
    EXPECT_EQ(course.refused("notice.open", shorter), "rules-unmet G08E") << special;
    course.send("notice.open", notice_of(special)).in({"pp_open"});
  }
  Course other;
  opened_as(other, "");
  other.send("notice.open", shorter).in({"pp_open"});
}

TEST(Expropriation, ItsNoticeIsNotLeftOutEither) {
  const char* by_law = R"({"basis":"政府信息公开条例第十四条","approver":"zhao"})";
  for (const char* special : {"house_expropriation", "land_expropriation", "planning"}) {
    Course course;
    opened_as(course, special);
    course.add({"PUB-10"});
    EXPECT_EQ(course.refused("participation.not_required", by_law), "rules-unmet G06E G06S")
        << special;
  }
}

TEST(Expropriation, TheHeadSaysWhatTheProposalDidNotAndPutsItRight) {
  const char* shorter =
      R"({"title":"征求意见","how":"信函","pre_notice_on":"2026-01-05","shortened_days":10,
      "shortened_reason":"情况紧急","shortened_approver":"zhao"})";
  Course unsaid;
  opened_as(unsaid, "", "land_expropriation");
  EXPECT_EQ(unsaid.refused("notice.open", shorter), "rules-unmet G08E");
  Course mistaken;
  opened_as(mistaken, "planning", "none");
  mistaken.send("notice.open", shorter).in({"pp_open"});
  Course other;
  opened_as(other, "planning", "house_expropriation");
  EXPECT_EQ(other.given.snapshot().session.data.at("proposal").at("special"),
            "house_expropriation");
}

TEST(Expropriation, ItsRiskIsAlwaysAssessed) {
  const char* no_risk = R"({"stability":false,"security":false,"listed":false,"reason":"r"})";
  const char* left_out = R"({"reason":"r","approver":"zhao"})";
  for (const char* special : {"house_expropriation", "land_expropriation"}) {
    Course course;
    opened_as(course, special);
    course.send("risk.trigger", no_risk);
    EXPECT_EQ(course.refused("risk.not_required", left_out), "rules-unmet G12E") << special;
    course.risk_reported();
  }
  Course plan;
  opened_as(plan, "planning");
  plan.send("risk.trigger", no_risk).send("risk.not_required", left_out).in({"ra_done"});
}

// Who plans a town asks the experts; of an expropriation no law says so.
TEST(Expropriation, ATownPlanIsNotFoundToNeedNoExperts) {
  const char* none = R"({"reason":"不涉专业技术","approver":"zhao"})";
  Course plan, houses;
  opened_as(plan, "planning");
  EXPECT_EQ(plan.refused("experts.not_required", none), "rules-unmet G11PL");
  const auto cited = plan.unmet("experts.not_required", none).citations;
  ASSERT_FALSE(cited.empty());
  EXPECT_THAT(cited.front().label.zh, testing::HasSubstr("《城乡规划法》"));
  opened_as(houses, "house_expropriation");
  houses.send("experts.not_required", none);
}

TEST(Expropriation, AHearingIsHeldWhereMostOfThoseConcernedObject) {
  const char* objected = R"({"most_object":true})";
  for (const char* special : {"house_expropriation", "land_expropriation"}) {
    Course course;
    opened_as(course, special);
    course.send("notice.open", notice_of(special)).notice_over().by(drafter()).add({"PUB-05"});
    EXPECT_EQ(course.refused("participation.feedback", objected), "rules-unmet G09K") << special;
    // Nor does it pass by saying nothing of it.
    EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G09K") << special;
    course.send("participation.feedback", R"({"most_object":false})").in({"pp_done"});
  }
  Course plan;
  opened_as(plan, "planning");
  plan.send("notice.open", plain_notice).notice_over().by(drafter()).add({"PUB-05"});
  plan.send("participation.feedback", objected).in({"pp_done"});
}

/// To the head's statement.
void discussed(Course& course, const char* special) {
  opened_as(course, special);
  course.send("notice.open", notice_of(special)).notice_over().by(drafter()).add({"PUB-05"});
  course.send("participation.feedback", R"({"most_object":false})");
  course.argued().assessed().reviewed_for_competition().to_the_meeting();
  course.stances().head_spoke();
}

TEST(Expropriation, TheCompensationIsInPlaceBeforeHousesAreExpropriated) {
  const char* approve = R"({"outcome":"approve"})";
  Course course;
  discussed(course, "house_expropriation");
  EXPECT_EQ(course.refused("meeting.decide", approve), "rules-unmet G20F");
  course.add({"FND-01"}).send("meeting.decide", approve).in({"decided"});
  // It may be put off or rejected without.
  Course rejected;
  discussed(rejected, "house_expropriation");
  rejected.send("meeting.decide", R"({"outcome":"reject","reason":"资金未到位"})");
  Course land;
  discussed(land, "land_expropriation");
  land.send("meeting.decide", approve).in({"decided"});
}

// Article 26 of the decree: what a law of its own asked for is told with the rest, and no law that
// asked for nothing.
TEST(Expropriation, WhatALawOfItsOwnAskedForIsToldInTheStatementOfProcedure) {
  const auto told = [](Course& course) {
    std::string out;
    for (const auto& source : Statement(course).sources) {
      if (source.id != "house-expropriation" && source.id != "land-regulation") continue;
      for (const auto& article : source.articles) {
        out += source.id + " " + article.article.number + ":";
        for (const auto& document : article.documents) out += " " + document.code;
        for (const auto& clock : article.clocks) out += " " + clock.id;
        out += "; ";
      }
    }
    return out;
  };
  Course houses;
  discussed(houses, "house_expropriation");
  EXPECT_EQ(told(houses), "");
  houses.add({"FND-01"});
  EXPECT_EQ(told(houses), "house-expropriation 12: FND-01; ");
  Course land;
  discussed(land, "land_expropriation");
  EXPECT_EQ(told(land), "land-regulation 26: PUB-13 T02L; ");
  Course ordinary;
  ordinary.decided();
  EXPECT_EQ(told(ordinary), "");
}

TEST(Expropriation, TheDecisionOnHousesIsPublishedWithTheRemediesAgainstIt) {
  Course course;
  discussed(course, "house_expropriation");
  course.add({"FND-01"}).send("meeting.decide", R"({"outcome":"approve"})");
  course.issued_to_be_signed().sign().send("decision.sign", R"({"number":"政发〔2026〕9号"})");
  course.by(office()).add({"ISS-02", "ISS-04"});
  EXPECT_EQ(course.refused("publication.publish", Course::channels), "rules-unmet G26L");
  EXPECT_EQ(course.refused("publication.restrict", Course::restriction), "rules-unmet G26N");
  course.send("publication.publish", R"({"finding":"publishable","channels":["公报","网站"],
      "remedies":"60日内申请行政复议，六个月内提起行政诉讼"})");
  course.in({"published"});
}

// One word at the start would do away with the pre-notice, the thirty days and the risk assessment.
TEST(LandRegulationArticle27, WhatAProposalSaidOfItsKindIsTakenBackForAReasonThatIsApproved) {
  Course course;
  JsonObject data = object(Course::proposal);
  data["special"] = "land_expropriation";
  course.given.by(drafter()).open(std::move(data), course.policy);
  course.add({"INI-01"}).by(office()).send("study.assign", R"({"unit":"research"})");
  course.by(study_unit()).add({"INI-02"}).send("study.done", R"({"summary":"必要、可行"})");
  course.by(head()).add({"INI-03", "INI-04"}).knows("special_approver", account("chen", "office"));
  const auto started = [](const char* more) {
    return std::string(R"({"drafting_unit":"education","catalogue_no":"2026-3")") + more + "}";
  };
  for (const char* more : {R"(,"special":"none")", R"(,"special":"planning")",
                           R"(,"special":"none","special_reason":"填错")"})
    EXPECT_EQ(course.refused("initiation.start", started(more)), "rules-unmet G02K") << more;
  Course kept = course;
  kept.send("initiation.start", started(R"(,"special":"land_expropriation")"));
  EXPECT_TRUE(kept.given.snapshot().session.data.at("exceptions").as_array().empty());
  course.send("initiation.start",
              started(R"(,"special":"none","special_reason":"填错","special_approver":"chen")"));
  const Json& data_now = course.given.snapshot().session.data.at("exceptions").at(0);
  EXPECT_EQ(data_now.at("kind"), "special_withdrawn");
  EXPECT_EQ(data_now.at("approval"), "waiting");
}

}  // namespace
}  // namespace gavel::law
