// Decree 713, chapter 2, section 2: the public is heard.
#include "tests/law/course.hpp"
#include "tests/matter/next_year.hpp"

namespace gavel::law {
namespace {

constexpr const char* notice = R"({"title":"征求意见","how":"信函"})";

TEST(Article14, NotHearingThePublicNeedsItsBasisAndSomeoneElsesApproval) {
  Course course;
  course.coordinated();
  const char* self = R"({"basis":"《保守国家秘密法》第十三条","approver":"wang"})";
  const char* other = R"({"basis":"《保守国家秘密法》第十三条","approver":"zhao"})";
  EXPECT_EQ(course.refused("participation.not_required", other), "rules-unmet G06");
  course.add({"PUB-10"}).knows("approver", account("wang", "organ_head"));
  EXPECT_EQ(course.refused("participation.not_required", self), "rules-unmet G06");
  course.knows("approver", account("zhao", "organ_head"));
  course.send("participation.not_required", other).in({"pp_done"});
}

// A draft is frozen with its explanation; should a city's procedure leave that out, this one holds.
TEST(Article14, OnlyLawKeepsThePublicOut) {
  Course course;
  course.coordinated().add({"PUB-10"});
  for (const char* basis : {"内部掌握", "此事无法公开", "依法不公开", "办法", "1号楼"}) {
    const JsonObject data{{"basis", basis}, {"approver", "zhao"}};
    EXPECT_EQ(course.refused("participation.not_required", json_text(Json(data))),
              "rules-unmet G06L")
        << basis;
  }
  for (const char* basis :
       {"《保守国家秘密法》第九条", "政府信息公开条例第十四条", "国办发〔2019〕5号"}) {
    Course lawful = course;
    const JsonObject data{{"basis", basis}, {"approver", "zhao"}};
    lawful.given.send("participation.not_required", data);
    lawful.in({"pp_done", "ex_planning", "ra_planning"});
  }
}

// What the office found fit for the public is not kept from it; of another draft it is asked anew.
TEST(Article14, WhatMayBePublishedIsNotKeptFromThePublicByLaw) {
  const char* by_law = R"({"basis":"《保守国家秘密法》第十三条","approver":"zhao"})";
  Course course;
  course.coordinated().checked_for_secrets().add({"PUB-10"});
  EXPECT_EQ(course.refused("participation.not_required", by_law), "rules-unmet G06S");
  course.by(office()).file("PUB-12", "anew");
  course.send("notice.check", R"({"finding":"withheld","reason":"涉及国家秘密"})");
  course.by(drafter()).send("participation.not_required", by_law);
}

TEST(Article15, TheNoticeHoldsTheDraftAndItsExplanation) {
  Course course(major_decision_without("G04"));
  course.started().by(drafter()).add({"DRF-01", "DRF-04"});
  course.send("draft.freeze", R"({"legal_basis":[{"title":"义务教育法第12条","in_force":true}]})");
  course.send("coordination.ask", R"({"units":["finance"]})");
  course.send("coordination.reply", R"({"unit":"finance","opinion":"agree"})");
  course.add({"DRF-07", "PUB-01"}).send("coordination.conclude");
  EXPECT_EQ(course.refused("notice.open", notice), "rules-unmet G07 G07S");
  course.add({"DRF-05"}).checked_for_secrets().send("notice.open", notice).in({"pp_open"});
}

TEST(Article15, NoticeMayNotCloseEarly) {
  Course course;
  // Its clock T02 runs out with 1 April.
  course.noticed().by(drafter()).at("2026-04-01T23:59:59+08:00");
  const auto rule = course.unmet("notice.close");
  EXPECT_EQ(rule.id, "G08");
  EXPECT_EQ(json_text(rule.seen),
            R"({"opened_on":"2026-03-02","closes_on":"2026-04-01","announced":"2026-04-01"})");
  EXPECT_EQ(rule.earliest, parse_day("2026-04-02"));
  EXPECT_EQ(rule.citations.at(0).label.en, "Decree 713 art. 15");
  course.at("2026-04-02T00:00:00+08:00").send("notice.close").in({"pp_collating"});
}

TEST(Article15, NoticeClosesByItselfWhenItsPeriodIsOver) {
  Course course;
  // At the end of T02 and not a moment before.
  course.noticed().given.until("2026-04-01T23:59:59+08:00").in({"pp_open"});
  course.given.until("2026-04-02T00:00:00+08:00").in({"pp_collating"});
}

TEST(Article15, NoticeHoldsTheDraftAndItsExplanation) {
  Course course;
  course.coordinated().checked_for_secrets();
  EXPECT_EQ(course.refused("notice.open", R"({"title":"征求意见"})"), "invalid-form /how");
  course.send("notice.open",
              R"({"title":"征求意见","how":"信函","channels":["市政府网站","日报"]})");
  bool sent = false;
  for (const chart::Effect& effect : course.given.effects()) {
    const auto* out = std::get_if<chart::Sent>(&effect);
    if (out == nullptr || out->type != "urn:gavel:notice") continue;
    sent = true;
    EXPECT_EQ(out->event, "open");
    EXPECT_EQ(out->data.at("closes_on"), "2026-04-01");
    EXPECT_EQ(json_text(out->data.at("channels")), R"(["市政府网站","日报"])");
    EXPECT_EQ(out->data.at("draft").at("sha256"), "sha-of-DRF-04");
    EXPECT_EQ(out->data.at("explanation").at("sha256"), "sha-of-DRF-05");
  }
  EXPECT_TRUE(sent);
}

TEST(Article15, AShorterNoticeStatesItsReasonInTheNotice) {
  Course course;
  course.coordinated().checked_for_secrets();
  EXPECT_EQ(
      course.refused("notice.open", R"({"title":"征求意见","how":"信函","shortened_days":10})"),
      "rules-unmet G08S");
  const auto shortened = [](const char* days, const char* approver) {
    return std::string(R"({"title":"征求意见","how":"信函","shortened_reason":"汛期将至",)") +
           R"("shortened_days":)" + days + R"(,"shortened_approver":")" + approver + "\"}";
  };
  course.knows("shortened_approver", account("wang", "organ_head"));
  EXPECT_EQ(course.refused("notice.open", shortened("10", "wang")), "rules-unmet G08S");
  course.knows("shortened_approver", account("zhao", "organ_head"));
  EXPECT_EQ(course.refused("notice.open", shortened("6", "zhao")), "rules-unmet G08S");
  // A reason of blanks is none, and a reason for nothing shortens nothing.
  EXPECT_EQ(course.refused("notice.open", R"({"title":"征求意见","how":"信函","shortened_days":10,
      "shortened_reason":"　","shortened_approver":"zhao"})"),
            "invalid-form /shortened_reason");
  EXPECT_EQ(course.refused("notice.open",
                           R"({"title":"征求意见","how":"信函","shortened_reason":"汛期将至"})"),
            "rules-unmet G08S");
  // Twenty working days from Monday, 2 March end on the 30th, over Qingming twenty-five on 8 April;
  // 30 days end on 1 April.
  EXPECT_EQ(course.refused("notice.open", shortened("25", "zhao")), "rules-unmet G08W");
  Course hardly = course;
  hardly.send("notice.open", shortened("20", "zhao"));
  course.send("notice.open", shortened("10", "zhao"));
  // Ten working days from Monday, 2 March end on the 16th.
  course.given.until("2026-03-16T23:59:59+08:00").in({"pp_open"});
  course.given.until("2026-03-17T00:00:00+08:00").in({"pp_collating"});
}

// 30 days are the least: most notices of real cities stand open a little longer.
TEST(Article15, ANoticeMayStandOpenForLongerAndNotForLess) {
  Course course;
  course.coordinated().checked_for_secrets();
  const auto of = [](const char* days) {
    return std::string(R"({"title":"征求意见","how":"信函",)") + days + "}";
  };
  EXPECT_EQ(course.refused("notice.open", of(R"("days":29)")), "rules-unmet G08L");
  course.knows("shortened_approver", account("zhao", "organ_head"));
  EXPECT_EQ(course.refused("notice.open", of(R"("days":40,"shortened_days":10,
      "shortened_reason":"汛期将至","shortened_approver":"zhao")")),
            "rules-unmet G08L");
  course.send("notice.open", of(R"("days":40)"));
  // Forty days from 2 March end on Saturday, 11 April, and so on Monday.
  course.given.until("2026-04-13T23:59:59+08:00").in({"pp_open"});
  course.given.until("2026-04-14T00:00:00+08:00").in({"pp_collating"});
}

TEST(Article15, AnOrganMayNotSetLessThanThirtyDays) {
  const auto policy = major_decision()->policy(object(R"({"notice_days":29})"));
  ASSERT_FALSE(policy.has_value());
  EXPECT_THAT(string_or(policy.error().at(0).values, "expected_en"),
              ::testing::HasSubstr("Decree 713 art. 15"));
}

// Past the last known holiday notice a deadline is provisional: it does not end the notice.
TEST(Article15, ANoticeIntoAnUnknownYearStaysOpen) {
  Course course;
  course.coordinated().checked_for_secrets();
  // Where the holidays are not known, T02 is provisional and not reached.
  course.at("2026-12-10T09:00:00+08:00").send("notice.open", notice);
  course.given.until("2027-03-01T00:00:00+08:00").in({"pp_open"});
  EXPECT_TRUE(course.by(drafter()).unmet("notice.close").provisional);
}

/// With Wednesday, 1 April, a day off, so that a notice of 2 March ends on the 2nd.
const calendar::Calendar& with_a_day_off() {
  static const calendar::Calendar table =
      calendar::Calendar::from_csv(shipped_calendar() + "2026-04-01,HOLIDAY,错录\n").value();
  return table;
}
void told_anew(Course& course, const calendar::Calendar& by, const char* id) {
  course.given.calendar(by, id).by(matter::clock_actor()).again(matter::Fire{"T02"});
}
std::string sent_with(const Course& course, const char* event) {
  for (const chart::Effect& effect : course.given.effects()) {
    const auto* out = std::get_if<chart::Sent>(&effect);
    if (out != nullptr && out->type == "urn:gavel:notice" && out->event == event)
      return json_text(out->data);
  }
  return "";
}

// A later day that the public was told stands, though the table by which it was counted is taken
// back.
TEST(Article15, ANoticeStaysOpenToTheLatestDayThatThePublicWasTold) {
  Course course;
  course.noticed().at("2026-03-20T09:00:00+08:00");
  told_anew(course, with_a_day_off(), "wrong");
  EXPECT_EQ(sent_with(course, "move"), R"({"closes_on":"2026-04-02"})");
  told_anew(course, matter::real_calendar(), "right");
  EXPECT_EQ(sent_with(course, "move"), "");
  const Course open = course;
  const auto told = course.given.clocks();
  const auto stands = std::ranges::find(told, "T02A", &matter::ClockView::id);
  ASSERT_NE(stands, told.end());
  EXPECT_EQ(to_string(stands->due.last), "2026-04-02");
  EXPECT_EQ(course.by(drafter()).refused("notice.close"), "rules-unmet G08 G08WA");
  course.by(drafter()).at("2026-04-02T00:00:00+08:00");
  const auto rule = course.unmet("notice.close");
  EXPECT_EQ(rule.id, "G08WA");
  EXPECT_EQ(rule.seen.at("announced"), "2026-04-02");
  ASSERT_TRUE(rule.earliest.has_value());
  EXPECT_EQ(to_string(*rule.earliest), "2026-04-03");
  course = open;
  course.given.until("2026-04-02T23:59:59+08:00").in({"pp_open"});
  course.given.until("2026-04-03T00:00:00+08:00").in({"pp_collating"});
}

// Whoever extends it extends it beyond that day.
TEST(Article15, ANoticeThatIsExtendedEndsNoEarlierThanThePublicWasTold) {
  Course course;
  course.noticed().at("2026-03-20T09:00:00+08:00");
  told_anew(course, with_a_day_off(), "wrong");
  course.given.calendar(matter::real_calendar(), "right");
  // To the very day that it has is no extension.
  course.by(drafter());
  EXPECT_EQ(course.refused("notice.extend", R"({"days":31,"reason":"来信较多"})"),
            "rules-unmet G08X");
  course.send("notice.extend", R"({"days":32,"reason":"来信较多"})");
  EXPECT_EQ(json_text(course.given.snapshot().session.data.at("notice").at("closes_on")),
            R"("2026-04-03")");
  const auto clocks = course.given.clocks();
  EXPECT_EQ(std::ranges::find(clocks, "T02A", &matter::ClockView::id), clocks.end());
  course.given.until("2026-04-04T00:00:00+08:00").in({"pp_collating"});
}

Course opened_into_2027() {
  Course course;
  course.policy = object(R"({"notice_unit":"workday"})");
  course.coordinated().checked_for_secrets();
  course.at("2026-12-07T09:00:00+08:00").send("notice.open", notice).in({"pp_open"});
  return course;
}

// The public was told until the 19th; the holidays that came later count to the 18th.
TEST(Article15, ANoticeStaysOpenToTheDayItNamed) {
  Course course = opened_into_2027();
  EXPECT_EQ(course.given.snapshot().session.data.at("notice").at("closes_on"), "2027-01-19");
  course.given.calendar(matter::with_2027(), "2027");
  course.at("2027-01-19T09:00:00+08:00");
  const auto rule = course.unmet("notice.close");
  EXPECT_EQ(rule.id, "G08WA");
  EXPECT_EQ(rule.seen.at("closes_on"), "2027-01-18");
  EXPECT_EQ(rule.seen.at("announced"), "2027-01-19");
  course.given.until("2027-01-20T00:00:00+08:00").in({"pp_collating"});
  // What became of the comments is due 15 working days after the day it stood to.
  EXPECT_EQ(course.given.snapshot().session.data.at("notice").at("last_on"), "2027-01-19");
  const auto clocks = course.given.clocks();
  const auto feedback = std::ranges::find(clocks, "T03", &matter::ClockView::id);
  ASSERT_NE(feedback, clocks.end());
  EXPECT_EQ(to_string(feedback->due.last), "2027-02-10");
}

// The other way round, too: the holidays that came later lengthen the period past the day it named.
TEST(Article15, ANoticeThatHadToStandLongerThanItNamedIsCountedFromItsLastDay) {
  Course course;
  course.policy = object(R"({"notice_unit":"workday"})");
  course.coordinated().checked_for_secrets();
  course.at("2027-01-11T09:00:00+08:00").send("notice.open", notice).in({"pp_open"});
  EXPECT_EQ(course.given.snapshot().session.data.at("notice").at("closes_on"), "2027-02-22");
  course.given.calendar(matter::with_2027(), "2027");
  course.given.until("2027-02-24T09:00:00+08:00").in({"pp_collating"});
  EXPECT_EQ(course.given.snapshot().session.data.at("notice").at("last_on"), "2027-02-23");
}

// What the form on the web takes in, somebody may telephone too.
TEST(Article15, WhatComesInWhileTheNoticeIsOpenIsEntered) {
  Course course = opened_into_2027();
  course.at("2027-01-25T09:00:00+08:00").in({"pp_open"});
  course.send("comment.enter", R"({"channel":"phone","received_on":"2027-01-25","text":"反对",
                                   "consent_publish":true})");
  course.given.calendar(matter::with_2027(), "2027");
  course.given.until("2027-01-27T09:00:00+08:00").in({"pp_collating"});
  const std::string closed(
      course.given.snapshot().session.data.at("notice").at("closed_on").as_string());
  const auto came = [](const std::string& day) {
    return R"({"channel":"phone","text":"反对","consent_publish":true,"received_on":")" + day +
           "\"}";
  };
  course.by(drafter()).send("comment.enter", came("2027-01-24"));
  EXPECT_EQ(course.refused("comment.enter", came(closed)), "rules-unmet G10E");
}

TEST(Article18, EveryCommentHasItsAnswer) {
  Course course;
  course.notice_closed().by(drafter()).add({"PUB-03", "PUB-05"}).given.facts(facts(1));
  const auto rule = course.unmet("participation.feedback");
  EXPECT_EQ(rule.id, "G10");
  EXPECT_EQ(rule.seen.at("unanswered"), Json(1));
  course.given.facts(facts(0));
  course.send("participation.feedback");
}

std::string came(const char* channel, const char* day) {
  return std::string(R"({"text":"离学校太近。","consent_publish":false,"channel":")") + channel +
         R"(","received_on":")" + day + "\"}";
}

std::string organisation_told(Course& course, const char* data) {
  course.send("comment.enter", data);
  const auto& sent = std::get<chart::Sent>(course.given.effects().back());
  return string_or(sent.data.get_object(), "organisation", "none");
}

// An organisation's name is no personal data; a person's is not asked for.
TEST(Article14, ACommentByLetterNamesTheOrganisationItSpeaksFor) {
  Course course;
  course.noticed().at("2026-03-10T09:00:00+08:00").by(office());
  EXPECT_EQ(organisation_told(course, R"({"text":"离学校太近。","consent_publish":false,
      "channel":"phone","received_on":"2026-03-10","organisation":"市老龄协会"})"),
            "市老龄协会");
  EXPECT_EQ(organisation_told(course, R"({"text":"离学校太近。","consent_publish":false,
      "channel":"phone","received_on":"2026-03-10"})"),
            "");
}

// The notice is open from 2 March to 1 April; the last letters arrive after that.
TEST(Article18, WhatComesByLetterOrTelephoneIsEnteredAndAnsweredToo) {
  Course course;
  course.noticed().at("2026-03-10T09:00:00+08:00").by(office());
  course.send("comment.enter", came("phone", "2026-03-10"));
  const auto& sent = std::get<chart::Sent>(course.given.effects().back());
  EXPECT_EQ(sent.type + " " + sent.event, "urn:gavel:notice comment");
  EXPECT_EQ(sent.data.at("channel"), "phone");
  course.given.until("2026-04-02T00:00:00+08:00").in({"pp_collating"});
  course.by(drafter()).send("comment.enter", came("in_person", "2026-04-01"));
  EXPECT_EQ(course.refused("comment.enter", came("mail", "2026-04-01")), "rules-unmet G10F");
  EXPECT_EQ(course.refused("comment.enter", came("email", "2026-04-01")), "rules-unmet G10F");
  course.add({"PUB-04"}).send("comment.enter", came("mail", "2026-04-01"));
  course.send("comment.enter", came("email", "2026-04-01"));
  course.add({"PUB-03", "PUB-05"}).send("participation.feedback").in({"pp_done"});
  EXPECT_EQ(course.refused("comment.enter", came("phone", "2026-04-02")), "rules-unmet G10E");
}

TEST(Article15, WhatIsEnteredCameInWhileTheNoticeWasOpen) {
  Course course;
  course.noticed().at("2026-03-10T09:00:00+08:00").by(drafter());
  for (const char* day : {"2026-03-01", "2026-03-11"}) {
    EXPECT_EQ(course.refused("comment.enter", came("phone", day)), "rules-unmet G10E") << day;
  }
  course.send("comment.enter", came("phone", "2026-03-02"));
  course.given.until("2026-04-02T00:00:00+08:00");
  EXPECT_EQ(course.refused("comment.enter", came("phone", "2026-04-02")), "rules-unmet G10E");
  EXPECT_EQ(course.by(justice()).refused("comment.enter", came("phone", "2026-04-01")),
            "not-permitted");
}

// Nobody could ever talk with a group that has no name.
TEST(Article14, EverySpecialGroupHasAName) {
  Course course;
  course.coordinated().checked_for_secrets();
  EXPECT_EQ(course.refused("notice.open",
                           R"({"title":"征求意见","how":"信函","special_groups":["残联",""]})"),
            "invalid-form /special_groups/1");
}

TEST(Article14, SpecialGroupsAreTalkedWith) {
  Course course;
  course.coordinated().checked_for_secrets().send(
      "notice.open", R"({"title":"征求意见","how":"信函","special_groups":["残联","老年人协会"]})");
  course.given.until("2026-04-02T00:00:00+08:00");
  course.by(drafter()).add({"PUB-03", "PUB-05"});
  EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G06G");
  const auto talk = [](const char* with) {
    return std::string(R"({"form":"group_talk","on":"2026-04-02","summary":"通道","with":")") +
           with + "\"}";
  };
  EXPECT_EQ(course.refused("participation.form", talk("残联")), "rules-unmet G06F");
  course.add({"PUB-06"}).send("participation.form", talk("残联"));
  course.send("participation.form", talk("残联"));
  EXPECT_EQ(json_text(course.unmet("participation.feedback").seen.at("not_talked_with")),
            R"(["老年人协会"])");
  course.send("participation.form", talk("老年人协会"));
  course.send("participation.feedback").in({"pp_done"});
}

// Some provinces ask for a poll on what touches everyday life; nobody need who did not set it.
TEST(Article14, WhereTheOrganAsksForItAPollIsHeld) {
  Course course;
  course.policy = object(R"({"poll_required":true})");
  course.notice_closed().by(drafter()).add({"PUB-05", "PUB-06"});
  EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G06P");
  const auto heard = [](const char* form) {
    return std::string(R"({"form":")") + form +
           R"(","with":"居民","on":"2026-04-01","summary":"多数赞成"})";
  };
  course.send("participation.form", heard("seminar"));
  EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G06P");
  for (const char* form : {"poll", "questionnaire"}) {
    Course held = course;
    held.send("participation.form", heard(form)).send("participation.feedback").in({"pp_done"});
  }
}

TEST(Article16, AHearingTheLawDemandsIsHeld) {
  Course course;
  course.coordinated().checked_for_secrets().send(
      "notice.open", R"({"title":"征求意见","how":"信函","hearing_basis":"价格法第23条"})");
  course.given.until("2026-04-02T00:00:00+08:00");
  course.by(drafter()).add({"PUB-03", "PUB-05"});
  EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G09R");
}

// Its last day is Wednesday, 1 April, and is not counted; fifteen working days after it, Monday the
// 6th being off, end on the 23rd.
TEST(Article18, AdoptionNotToldInTimeIsKeptAsOverdue) {
  Course course;
  course.notice_closed().given.until("2026-04-23T23:59:59+08:00");
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").as_array().size(), 0u);
  course.given.until("2026-04-24T00:00:00+08:00").in({"pp_collating"});
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").at(0).at("clock"), "T03");
}

// The matter was opened on 2 March; the notice is open that day.
TEST(Article14, WhatWasHeardWasHeardSinceTheMatterWasOpenedAndIsNotAhead) {
  Course course;
  course.noticed().add({"PUB-06"}).at("2026-03-10T09:00:00+08:00");
  const auto heard = [](const char* day) {
    return std::string(R"({"form":"seminar","with":"商户","summary":"s","on":")") + day + "\"}";
  };
  for (const char* day : {"2026-03-01", "2026-03-11"}) {
    EXPECT_EQ(course.refused("participation.form", heard(day)), "rules-unmet G06D") << day;
  }
  course.send("participation.form", heard("2026-03-02"));
  course.send("participation.form", heard("2026-03-10"));
}

}  // namespace
}  // namespace gavel::law
