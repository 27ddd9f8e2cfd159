// Decree 713 art. 14: the public is heard in ways that are easy for it. An open call (art. 15) is
// one of them; where none is made there are others, with what was heard on file and answered (18).
#include "engine/matter/exceptions.hpp"
#include "tests/law/carrying_out.hpp"
#include "tests/law/hearing.hpp"
#include "tests/law/packs.hpp"

namespace gavel::law {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* forgo =
    R"({"reason":"只涉及两个村民小组，逐户走访更便于参与","approver":"zhao"})";
constexpr const char* notice = R"({"title":"征求意见","how":"信函"})";
constexpr const char* second_thoughts = R"({"reason":"批准人不同意"})";

std::string form(const char* way, const char* day = "2026-03-02") {
  return std::string(R"({"form":")") + way + R"(","with":"村民小组","summary":"多数赞成","on":")" +
         day + "\"}";
}
Course& planned(Course& course) { return course.coordinated().checked_for_secrets(); }
Course& forgone(Course& course) {
  return planned(course).send("notice.forgo", forgo).in({"pp_collating"});
}
Course& heard_otherwise(Course& course) {
  forgone(course).add({"PUB-06"}).send("participation.form", form("visit"));
  return course.add({"PUB-05"}).send("participation.feedback").in({"pp_done"});
}
const Json& last_exception(const Course& course) {
  return course.given.snapshot().session.data.at("exceptions").as_array().back();
}

TEST(Article14, ThePublicIsHeardInOtherWaysThanAnOpenCall) {
  Course course;
  forgone(course);
  EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G10 G06H");
  EXPECT_EQ(course.refused("participation.form", form("seminar")), "rules-unmet G06F");
  course.add({"PUB-06"}).send("participation.form", form("seminar"));
  EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G10");
  course.add({"PUB-05"}).send("participation.feedback").in({"pp_done"});
}

TEST(Article14, EachWayCountsAndOneIsEnough) {
  for (const char* way :
       {"seminar", "visit", "written", "questionnaire", "poll", "interview", "group_talk"}) {
    Course course;
    forgone(course).add({"PUB-05", "PUB-06"}).send("participation.form", form(way));
    course.send("participation.feedback").in({"pp_done"});
  }
}

TEST(Article14, NoOpenCallIsAnExceptionThatSomebodyElseConfirms) {
  Course course;
  forgone(course);
  const Json& used = last_exception(course);
  EXPECT_EQ(used.at("kind"), "no_open_call");
  EXPECT_EQ(used.at("approval"), "waiting");
  EXPECT_EQ(used.at("account"), "zhao");
  course.by(office());
  EXPECT_EQ(course.refused("exception.confirm", R"({"no":1})"), "rules-unmet G39");
  course.by(head()).send("exception.confirm", R"({"no":1})");
  EXPECT_EQ(last_exception(course).at("approval"), "confirmed");
}

TEST(Article29, WhatNobodyConfirmedDoesNotComeToTheMeeting) {
  Course course;
  heard_otherwise(course).argued().assessed().reviewed_for_competition();
  course.changed("C1").by(drafter()).add({"LEG-01"}).send("review.send");
  course.by(justice()).send("review.accept").by(counsel()).add({"LEG-03"}).sign();
  course.send("review.counsel", R"({"conclusion":"lawful","text":"合法"})").by(justice());
  course.add({"LEG-04"}).at("2026-04-15T09:00:00+08:00").sign();
  course.send("review.opinion", Course::lawful).by(drafter()).add({"LEG-05"});
  course.send("meeting.submit").in({"packet_check"}).approved_for_the_agenda().by(office());
  EXPECT_EQ(course.refused("packet.accept"), "rules-unmet G39S");
  course.by(head()).send("exception.confirm", R"({"no":1})").by(office());
  course.send("packet.accept").in({"meeting_scheduled"});
  const auto& gates = course.given.snapshot().session.data.at("packet").at("gates").as_array();
  EXPECT_TRUE(std::ranges::any_of(gates, [](const Json& gate) {
    return gate.at("gate") == Json("participation") && gate.at("result") == Json("other_ways");
  }));
}

TEST(Article14, NoOpenCallNeedsItsReason) {
  Course course;
  planned(course);
  EXPECT_EQ(course.refused("notice.forgo", R"({"approver":"zhao"})"), "invalid-form /reason");
  EXPECT_EQ(course.refused("notice.forgo", R"({"reason":"　","approver":"zhao"})"),
            "invalid-form /reason");
  EXPECT_EQ(course.by(office()).refused("notice.forgo", forgo), "not-permitted");
}

// What is shown to those who are heard is checked first, as what is published is.
TEST(SecrecyArticle42, ADraftIsCheckedForSecretsBeforeAnybodyIsHeardOnIt) {
  Course course;
  course.coordinated();
  EXPECT_EQ(course.refused("notice.forgo", forgo), "rules-unmet G07S");
  course.by(office()).add({"PUB-12"});
  course.send("notice.check", R"({"finding":"withheld","reason":"涉及国家秘密"})").by(drafter());
  EXPECT_EQ(course.refused("notice.forgo", forgo), "rules-unmet G07S");
}

TEST(Article14, ThePublicIsHeardOnThePlanAndOnTheDraftThatTheUnitsSaw) {
  Course course;
  course.withheld = "PUB-01";
  planned(course);
  EXPECT_EQ(course.refused("notice.forgo", forgo), "rules-unmet G07P");
  Course changed;
  planned(changed).file("DRF-04", "another").checked_for_secrets();
  EXPECT_EQ(changed.refused("notice.forgo", forgo), "rules-unmet G05D");
}

// Houses or land that are expropriated, and a town plan, stand open for comment by laws of their
// own.
TEST(Article14, WhereALawAsksForTheOpenCallItIsMade) {
  for (const char* special : {"house_expropriation", "land_expropriation", "planning"}) {
    Course course;
    course.start["special"] = special;
    planned(course);
    EXPECT_EQ(course.refused("notice.forgo", forgo), "rules-unmet G06E") << special;
  }
}

TEST(Article14, WhereTheCatalogueAsksForTheOpenCallItIsMade) {
  const auto listing = [](const char* step) {
    JsonObject found = catalogued("2026-3");
    found["found"].as_object()["procedures"] = JsonArray{step};
    return found;
  };
  for (const char* step : {"公开征求意见", "公开 征求 社会意见", "向社会公开征求公众意见",
                           "向社会征求意见", "听取社会意见", "公开听取意见", "公开征集意见"}) {
    Course course;
    course.knows("catalogue_no", listing(step));
    planned(course);
    EXPECT_EQ(course.refused("notice.forgo", forgo), "rules-unmet G02N") << step;
  }
  // Some way of hearing the public is one of its choosing.
  for (const char* step : {"公众参与", "听取公众意见"}) {
    Course course;
    course.knows("catalogue_no", listing(step));
    forgone(course);
  }
}

TEST(Article14, WhereTheOrganAsksForTheOpenCallItIsMade) {
  Course course;
  course.policy = object(R"({"open_call_required":true})");
  planned(course);
  EXPECT_EQ(course.refused("notice.forgo", forgo), "rules-unmet G06O");
  course.send("notice.open", notice).in({"pp_open"});
}

// The founding city calls openly on every item; a pack below may ask for that too, and not undo it.
TEST(Article14, TheFoundingCityAlwaysCallsOpenly) {
  for (const char* day : {"2021-06-01", "2026-03-02", "2026-12-01"}) {
    const auto set =
        procedure::resolve(*major_decision(), shipped(), "arxan", parse_day(day).value());
    ASSERT_TRUE(set.has_value()) << day;
    EXPECT_EQ(set->at("open_call_required"), Json(true)) << day;
  }
  EXPECT_EQ(major_decision()->standard_policy().at("open_call_required"), Json(false));
  const std::vector<Pack> packs{made("region", R"({"open_call_required":true})"),
                                made("city", R"({"open_call_required":false})", "region")};
  EXPECT_THAT(wrong(packs, "city"), HasSubstr("/parameters/open_call_required looser"));
}

// A notice that was recalled is replaced by another.
TEST(Article15, AfterANoticeWasRecalledAnotherIsOpened) {
  Course course;
  course.noticed().send("notice.recall", R"({"reason":"附件有误"})").in({"pp_planning"});
  EXPECT_EQ(course.refused("notice.forgo", forgo), "rules-unmet G08N");
}

// The normal course is as it was: a form beside a notice does not stand for its answers.
TEST(Article14, AnOpenCallIsNotDoneByAFormAlone) {
  Course course;
  planned(course);
  EXPECT_EQ(course.refused("participation.form", form("visit")), "not-now");
  course.send("notice.open", notice).add({"PUB-06"});
  EXPECT_EQ(course.refused("notice.forgo", forgo), "not-now");
  EXPECT_EQ(course.refused("notice.resume", second_thoughts), "rules-unmet G06R");
  course.send("participation.form", form("visit"));
  EXPECT_EQ(course.refused("participation.feedback"), "not-now");
}

// There is no notice that comments could come in under.
TEST(Article15, WithoutANoticeThereAreNoCommentsOnIt) {
  Course course;
  forgone(course);
  EXPECT_EQ(course.refused("comment.enter", R"({"channel":"phone","received_on":"2026-03-02",
                                                "text":"反对","consent_publish":true})"),
            "rules-unmet G10E");
  course.add({"PUB-05", "PUB-06"}).send("participation.form", form("visit"));
  course.send("participation.feedback");
  for (const chart::Effect& effect : course.given.effects()) {
    const auto* out = std::get_if<chart::Sent>(&effect);
    EXPECT_TRUE(out == nullptr || out->type != "urn:gavel:notice");
  }
  // Nothing runs for what no notice began.
  EXPECT_TRUE(chart::timers(course.given.snapshot().session).empty());
}

TEST(Article18, TheReportOnAdoptionIsMadeOnceThePublicWasHeard) {
  Course course;
  course.coordinated().checked_for_secrets().add({"PUB-05"});
  course.given.later(1min);
  course.by(drafter()).send("notice.forgo", forgo).add({"PUB-06"});
  course.send("participation.form", form("visit"));
  EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G10");
  course.add({"PUB-05"}).at("2026-03-04T09:00:00+08:00");
  course.send("participation.form", form("seminar", "2026-03-03"));
  EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G10");
  course.add({"PUB-05"}).send("participation.feedback").in({"pp_done"});
}

TEST(Article14, SpecialGroupsAreTalkedWithWithoutANoticeToo) {
  Course course;
  planned(course).send("notice.forgo", R"({"reason":"r","approver":"zhao",
                                           "special_groups":["残联"]})");
  course.add({"PUB-05", "PUB-06"}).send("participation.form", form("visit"));
  EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G06G");
  course.send("participation.form", R"({"form":"group_talk","with":"残联","on":"2026-03-02",
                                        "summary":"通道"})");
  course.send("participation.feedback").in({"pp_done"});
}

TEST(Article16, AHearingIsHeldWithoutANoticeWhereTheLawDemandsIt) {
  Course course;
  planned(course).send("notice.forgo", R"({"reason":"r","approver":"zhao",
                                           "hearing_basis":"价格法第23条"})");
  course.add({"PUB-05", "PUB-06"}).send("participation.form", form("visit"));
  EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G09R");
  course.send("hearing.announce", R"({"date":"2026-03-30","time":"09:00","place":"礼堂",
      "chair":"zhao","presenter":"wang","recorder":"ji","selection":"报名抽签",
      "quotas":[{"group":"居民","seats":10,"stakeholders":true},
                {"group":"专家","seats":5,"stakeholders":false}]})");
  EXPECT_EQ(course.refused("notice.resume", second_thoughts), "rules-unmet G08R");
}

TEST(Article14, AHearingIsOneOfTheOtherWays) {
  Course course;
  course.policy = object(R"({"hearing_min_participants":3})");
  forgone(course).knows("chair", {{"found", nullptr}});
  course.at("2026-04-02T09:00:00+08:00").send("hearing.announce", announcement);
  for (const auto& who :
       {participant("张", "商户"), participant("王", "商户"), participant("李", "居民")})
    course.send("hearing.participant", who);
  course.add({"PUB-07"}).send("hearing.list");
  for (const char* each : {"张", "王", "李"}) course.send("hearing.papers", paper_to(each));
  course.add({"PUB-05", "PUB-08"}).at("2026-04-20T09:00:00+08:00").send("hearing.open", all_three);
  course.send("hearing.speak", said("教育局", "present"));
  course.send("hearing.speak", said("张", "state")).add({"PUB-09"});
  for (const char* each : {"张", "王", "李"}) course.send("hearing.confirm", signed_by(each));
  course.sign().send("hearing.hold");
  EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G10 G09F");
  course.add({"PUB-05", "PUB-11"}).send("hearing.report", R"({"summary":"多数支持"})");
  course.send("participation.feedback").in({"pp_done"});
}

// Whoever is named as approving it may deny it, and the drafting unit may think again.
TEST(Article14, TheOpenCallIsMadeAfterAllAndWhatWasHeardCounts) {
  Course course;
  forgone(course).add({"PUB-06"}).send("participation.form", form("poll"));
  course.by(head()).send("exception.dispute", R"({"no":1,"reason":"未批准"})").by(office());
  const char* dropped = R"({"no":1,"reason":"已公开征求意见"})";
  EXPECT_EQ(course.refused("exception.drop", dropped), "rules-unmet G39X");
  course.by(drafter()).send("notice.resume", second_thoughts).in({"pp_planning"});
  course.send("notice.open", notice).in({"pp_open"});
  EXPECT_EQ(course.given.snapshot().session.data.at("forms").as_array().size(), 1U);
  course.by(office()).send("exception.drop", dropped);
  EXPECT_EQ(last_exception(course).at("approval"), "dropped");
  course.notice_over().heard_out();
}

// What was heard of another text does not.
TEST(Article14, WhatWasHeardOfAnotherDraftDoesNotCountForTheOpenCall) {
  Course course;
  forgone(course).add({"PUB-06"}).send("participation.form", form("poll"));
  course.send("notice.resume", second_thoughts).send("draft.redraft", R"({"reason":"重写"})");
  course.file("DRF-04", "rewritten").at("2026-03-09T09:00:00+08:00");
  course.send("draft.freeze", R"({"legal_basis":[{"title":"义务教育法第12条","in_force":true}]})");
  course.send("coordination.reply", R"({"unit":"finance","opinion":"agree"})");
  course.send("coordination.reply", R"({"unit":"land","opinion":"agree"})").add({"DRF-07"});
  course.send("coordination.conclude").checked_for_secrets().send("notice.open", notice);
  EXPECT_EQ(course.given.snapshot().session.data.at("forms").as_array().size(), 0U);
}

// ---- done again (another scope, goal or main measure; or concluded wrongly)
TEST(SecondRound, WhatWasHeardInOtherWaysIsHeardAgain) {
  for (const char* kind : {"C2", "C5"}) {
    Course course;
    heard_otherwise(course).argued().assessed().reviewed_for_competition();
    course.by(drafter()).file("DRF-04", "rewritten");
    course.at("2026-04-03T09:00:00+08:00").changed(kind).by(drafter());
    if (kind == std::string("C5")) course.consulted_again();
    course.in({"pp_planning"}).checked_for_secrets().send("notice.forgo", forgo);
    EXPECT_EQ(last_exception(course).at("no"), Json(2));
    EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G10 G06H") << kind;
    EXPECT_EQ(course.refused("participation.form", form("visit", "2026-04-03")),
              "rules-unmet G06F");
    course.add({"PUB-06"});
    EXPECT_EQ(course.refused("participation.form", form("visit")), "rules-unmet G06D");
    course.send("participation.form", form("visit", "2026-04-03")).add({"PUB-05"});
    course.send("participation.feedback").in({"pp_done"});
  }
}

// After an open call on the first text the second is heard otherwise, and nothing of the first
// notice serves for it.
TEST(SecondRound, AfterAnOpenCallThePublicMayBeHeardInOtherWays) {
  Course course;
  course.proceeded().by(drafter()).file("DRF-04", "rewritten");
  course.at("2026-04-03T09:00:00+08:00").changed("C2").by(drafter()).in({"pp_planning"});
  course.checked_for_secrets().send("notice.forgo", forgo).in({"pp_collating"});
  EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G10 G06H");
  EXPECT_EQ(course.refused("comment.enter", R"({"channel":"phone","received_on":"2026-03-10",
                                                "text":"反对","consent_publish":true})"),
            "rules-unmet G10E");
  course.add({"PUB-06"}).send("participation.form", form("visit", "2026-04-03")).add({"PUB-05"});
  course.send("participation.feedback").in({"pp_done"});
}

TEST(Article14, WhatWasHeardInOtherWaysAndIsPutBackIsHeardAnew) {
  Course course;
  heard_otherwise(course).given.later(1min);
  course.by(office()).send("step.reopen", R"({"step":"pp","reason":"批准人否认"})");
  course.in({"pp_planning"}).by(drafter());
  EXPECT_EQ(course.refused("notice.forgo", forgo), "rules-unmet G07S");
  course.checked_for_secrets().send("notice.open", notice).in({"pp_open"});
  EXPECT_EQ(course.given.snapshot().session.data.at("forms").as_array().size(), 0U);
}

// Who wants to take part in it finds it where the public looks for notices: once.
TEST(Article16, AHearingWithoutAnOpenCallHasAPageOfItsOwn) {
  Course course;
  course.policy = object(R"({"hearing_min_participants":3})");
  forgone(course).knows("chair", {{"found", nullptr}}).add({"PUB-07"});
  course.send("hearing.announce", announcement);
  const auto told = [&] {
    std::string out;
    for (const chart::Effect& effect : course.given.effects()) {
      const auto* sent = std::get_if<chart::Sent>(&effect);
      if (sent == nullptr || sent->type != "urn:gavel:notice") continue;
      out += sent->event + " ";
      if (sent->event == "open") {
        EXPECT_EQ(sent->data.at("kind"), "hearing");
        EXPECT_THAT(std::string(sent->data.at("title").as_string()), HasSubstr("听证公告："));
      }
    }
    return out;
  };
  EXPECT_EQ(told(), "open close hearing ");
  course.send("hearing.announce", announcement);
  EXPECT_EQ(told(), "hearing ");
}

// ---- the statement of procedure performed
TEST(Article26, TheStatementTellsThatThereWasNoOpenCallAndHowThePublicWasHeard) {
  Course course;
  heard_otherwise(course);
  const auto sources = matter::performed(
      matter::Articles(major_decision()), course.given.snapshot(), course.given.events(),
      matter::clocks(*major_decision(), course.given.snapshot(), facts(), course.given.now(),
                     matter::real_calendar()));
  const auto article = [&](const char* number) {
    return *std::ranges::find(sources.at(0).articles, std::string(number),
                              [](const auto& each) { return each.article.number; });
  };
  const auto deeds = [&](const char* number) {
    std::vector<std::string> out;
    for (const auto& deed : article(number).deeds) out.push_back(deed.event);
    return out;
  };
  EXPECT_THAT(deeds("14"), ElementsAre("notice.forgo", "participation.form"));
  EXPECT_EQ(article("14").outcome, matter::Outcome::done);
  // Article 15 is not carried out by it.
  EXPECT_EQ(article("15").outcome, matter::Outcome::not_required);
  const auto left_out = article("15").left_out_by;
  ASSERT_TRUE(left_out.has_value());
  EXPECT_EQ(left_out->event, "notice.forgo");
  EXPECT_THAT(deeds("18"), ElementsAre("participation.feedback"));
  const auto& said = left_out->said;
  EXPECT_THAT(said, Contains(testing::Field(&matter::Said::value,
                                            Json("只涉及两个村民小组，逐户走访更便于参与"))));
  EXPECT_THAT(said, Contains(testing::Field(&matter::Said::value, Json("zhao"))));
  const auto clocks = article("15").clocks;
  EXPECT_THAT(clocks, testing::IsEmpty());
}

TEST(Article26, TheStatementTellsThatTheOpenCallWasMadeAfterAll) {
  Course course;
  forgone(course).send("notice.resume", second_thoughts).send("notice.open", notice);
  std::vector<std::string> told;
  const auto sources = matter::performed(matter::Articles(major_decision()),
                                         course.given.snapshot(), course.given.events(), {});
  for (const auto& article : sources.at(0).articles)
    if (article.article.number == "15")
      for (const auto& deed : article.deeds) told.push_back(deed.event);
  EXPECT_THAT(told, ElementsAre("notice.forgo", "notice.resume", "notice.open"));
}

}  // namespace
}  // namespace gavel::law
