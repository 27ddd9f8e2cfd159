// Decree 713, article 15: a notice that was published in error is recalled, and run again.
#include "tests/law/hearing.hpp"

namespace gavel::law {
namespace {

constexpr const char* wrong_text = R"({"reason":"误发征求意见稿"})";
constexpr const char* notice = R"({"title":"征求意见","how":"信函"})";

Json value_of(const Course& course, const char* variable) {
  return course.given.snapshot().session.data.at(variable);
}

// Those it concerns most are to be talked with, whichever notice named them.
TEST(Article14, TheGroupsThatARecalledNoticeNamedStay) {
  Course course;
  course.coordinated().checked_for_secrets().send(
      "notice.open", R"({"title":"征求意见","how":"信函","special_groups":["残联"]})");
  course.at("2026-03-10T09:00:00+08:00").by(office()).send("notice.recall", wrong_text);
  course.by(drafter());
  course.send("notice.open",
              R"({"title":"征求意见","how":"信函","special_groups":["老年人协会"]})");
  EXPECT_EQ(json_text(value_of(course, "notice").at("special_groups")), R"(["残联","老年人协会"])");
}

// The notice is open from 2 March; recalled on the 10th, it stands for 30 days from the 12th.
TEST(Article15, ANoticePublishedInErrorIsRecalledAndRunForItsWholePeriodAgain) {
  Course course;
  course.noticed().at("2026-03-10T09:00:00+08:00").by(office());
  EXPECT_EQ(course.refused("notice.recall"), "invalid-form /reason");
  course.send("notice.recall", wrong_text).in({"pp_planning", "ex_planning", "ra_planning"});
  EXPECT_EQ(value_of(course, "notice").at("recalled").at(0).at("opened_on"), "2026-03-02");
  std::string told;
  for (const chart::Effect& effect : course.given.effects()) {
    const auto* sent = std::get_if<chart::Sent>(&effect);
    if (sent != nullptr && sent->type == "urn:gavel:notice") told += sent->event + " ";
  }
  EXPECT_EQ(told, "close recall ");
  // The public was asked, and is asked again; what it said is answered.
  course.by(drafter()).add({"PUB-10"});
  EXPECT_EQ(course.refused("participation.not_required",
                           R"({"basis":"《保守国家秘密法》第十三条","approver":"zhao"})"),
            "rules-unmet G06S G08N");
  course.at("2026-03-12T09:00:00+08:00").send("notice.open", notice).in({"pp_open"});
  // A letter that came while the first one stood is of this one.
  Course letter = course;
  const char* came = R"({"channel":"mail","received_on":"2026-03-05","text":"放学无车",
      "consent_publish":true})";
  letter.by(office()).add({"PUB-04"}).send("comment.enter", came);
  for (const chart::Effect& effect : course.given.effects()) {
    const auto* sent = std::get_if<chart::Sent>(&effect);
    if (sent != nullptr && sent->event == "open") {
      EXPECT_EQ(sent->data.at("replaces"), "误发征求意见稿");
      EXPECT_EQ(sent->data.at("closes_on"), "2026-04-13");
    }
  }
  course.given.until("2026-04-13T23:59:59+08:00").in({"pp_open"});
  course.given.until("2026-04-14T00:00:00+08:00").in({"pp_collating"});
  course.by(drafter()).add({"PUB-03", "PUB-05"}).given.facts(facts(1));
  EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G10");
}

// The notice was given 40 days, until Monday, 13 April; recalled, it does not end on 13 days less.
TEST(Article15, ANoticePublishedAgainStaysOpenUntilTheDayThePublicWasTold) {
  Course course;
  course.noticed().send("notice.extend", R"({"days":40,"reason":"意见较多"})");
  EXPECT_EQ(value_of(course, "notice").at("closes_on"), "2026-04-13");
  course.at("2026-03-03T09:00:00+08:00").send("notice.recall", wrong_text);
  const auto rule = course.unmet("notice.open", notice);
  EXPECT_EQ(rule.id, "G08P");
  EXPECT_EQ(rule.seen.at("announced"), "2026-04-13");
  EXPECT_EQ(rule.seen.at("would_close_on"), "2026-04-02");
  const auto open_for = [](const char* days) {
    return std::string(R"({"title":"征求意见","how":"信函","days":)") + days + "}";
  };
  EXPECT_EQ(course.refused("notice.open", open_for("38")), "rules-unmet G08P");
  Course shorter = course;  // says why, in the notice
  shorter.send("notice.open", R"({"title":"征求意见","how":"信函","shortened_days":10,
      "shortened_reason":"汛期将至","shortened_approver":"zhao"})");
  course.send("notice.open", open_for("39")).in({"pp_open"});
  EXPECT_EQ(value_of(course, "notice").at("closes_on"), "2026-04-13");
}

TEST(Article15, ADraftThatWasPublishedInErrorMayBeDraftedAgain) {
  Course course;
  course.noticed().by(drafter()).send("notice.recall", wrong_text);
  course.send("draft.redraft", R"({"reason":"恢复经协商的文本"})").in({"drafting"});
}

TEST(Article16, AHearingThatWasDemandedOrAnnouncedIsNotLostWithTheNotice) {
  Course course;
  course.policy = object(R"({"hearing_min_participants":3})");
  course.coordinated().checked_for_secrets().send(
      "notice.open", R"({"title":"征求意见","how":"信函","hearing_basis":"价格法第23条"})");
  course.send("notice.recall", wrong_text).send("notice.open", notice);
  EXPECT_EQ(value_of(course, "notice").at("hearing_basis"), "价格法第23条");
  EXPECT_EQ(value_of(course, "notice").at("replaces"), "误发征求意见稿");
}

/// What was sent to the public's notices by the last event.
std::string told_the_public(const Course& course) {
  std::string out;
  for (const chart::Effect& effect : course.given.effects()) {
    const auto* sent = std::get_if<chart::Sent>(&effect);
    if (sent != nullptr && sent->type == "urn:gavel:notice") out += sent->event + " ";
  }
  return out;
}

// One that was announced goes with the notice whose text it was to be of, and is announced anew
// with the next; one that has begun is of that text.
TEST(Article16, AHearingThatWasAnnouncedIsAnnouncedAgainWithTheNoticeThatTakesThePlace) {
  for (const char* basis : {"", R"(,"hearing_basis":"价格法第23条")"}) {
    Course course;
    course.policy = object(R"({"hearing_min_participants":3})");
    course.coordinated().checked_for_secrets().send(
        "notice.open", std::string(R"({"title":"征求意见","how":"信函")") + basis + "}");
    course.knows("chair", {{"found", nullptr}}).send("hearing.announce", announcement);
    course.send("notice.recall", wrong_text);
    EXPECT_EQ(told_the_public(course), "close recall hearing ");
    EXPECT_EQ(value_of(course, "hearing").at("cancelled"), "误发征求意见稿");
    course.send("notice.open", notice).notice_over().by(drafter()).add({"PUB-05"});
    Course given_up = course;
    EXPECT_EQ(given_up.refused("participation.feedback"),
              *basis == '\0' ? "rules-unmet G09H" : "rules-unmet G09H G09R");
    JsonObject again = object(announcement);
    again["date"] = "2026-05-20";
    course.send("hearing.announce", json_text(again));
    EXPECT_EQ(course.unmet("participation.feedback").id, "G09H");
  }
}

// Nothing demands it: the office gives it up, and the public is told why, before or under the
// notice that takes the place; what a law demands stays owed, and what was announced anew is held.
TEST(Article16, AHearingThatNothingDemandsIsGivenUpWithItsNoticeAndThePublicIsTold) {
  constexpr const char* no_more = R"({"reason":"征求意见已经充分，未见分歧"})";
  for (const char* basis : {"", R"(,"hearing_basis":"价格法第23条")"}) {
    Course course;
    course.policy = object(R"({"hearing_min_participants":3})");
    course.coordinated().checked_for_secrets().send(
        "notice.open", std::string(R"({"title":"征求意见","how":"信函")") + basis + "}");
    course.knows("chair", {{"found", nullptr}}).send("hearing.announce", announcement);
    course.by(office());
    EXPECT_EQ(course.refused("hearing.forgo", no_more), "rules-unmet G09XF");
    course.send("notice.recall", wrong_text);
    Course at_once = course;
    course.by(drafter()).send("notice.open", notice);
    Course anew = course;
    anew.send("hearing.announce", announcement).by(office());
    EXPECT_EQ(anew.refused("hearing.forgo", no_more), "rules-unmet G09XF");
    course.notice_over().by(office());
    if (*basis != '\0') {
      EXPECT_EQ(course.refused("hearing.forgo", no_more), "rules-unmet G09XF");
      continue;
    }
    EXPECT_EQ(course.refused("hearing.forgo"), "invalid-form /reason");
    for (Course* each : {&at_once, &course}) {
      each->send("hearing.forgo", no_more);
      EXPECT_EQ(told_the_public(*each), "hearing ");
      EXPECT_EQ(value_of(*each, "hearing").at("cancelled"), "征求意见已经充分，未见分歧");
      EXPECT_EQ(value_of(*each, "hearing").at("date"), object(announcement).at("date"));
      EXPECT_EQ(each->refused("hearing.forgo", no_more), "not-now");
    }
    course.by(drafter()).add({"PUB-03", "PUB-05"}).send("participation.feedback");
    EXPECT_EQ(value_of(course, "steps_done"), Json({"pp"}));
  }
}

TEST(Article16, AHearingThatHasBegunIsHeldAndReportedBeforeItsNoticeIsRecalled) {
  Course course;
  course.policy = object(R"({"hearing_min_participants":3})");
  course.coordinated().checked_for_secrets().send("notice.open",
                                                  R"({"title":"征求意见","how":"信函","days":60})");
  course.at("2026-04-02T09:00:00+08:00").knows("chair", {{"found", nullptr}});
  course.send("hearing.announce", announcement);
  course = with_list(std::move(course));
  for (const char* each : {"张", "王", "李"}) course.send("hearing.papers", paper_to(each));
  course.add({"PUB-08"}).at("2026-04-20T09:00:00+08:00").send("hearing.open", all_three);
  EXPECT_EQ(course.refused("notice.recall", wrong_text), "rules-unmet G08R");
}

/// Of the notice that the last event opened.
Json opened_with(const Course& course, const char* member) {
  for (const chart::Effect& effect : course.given.effects()) {
    const auto* sent = std::get_if<chart::Sent>(&effect);
    if (sent != nullptr && sent->event == "open") return sent->data.at(member);
  }
  return nullptr;
}

// Found to be defective when its time was over, it is recalled all the same; and nothing runs on.
TEST(Article15, ANoticeThatIsDefectiveIsRecalledOnceItsTimeIsOverToo) {
  Course course;
  course.noticed().given.until("2026-04-02T00:00:00+08:00").in({"pp_collating"});
  course.by(office()).send("step.reopen", R"({"step":"pp","reason":"附件有误"})");
  course.in({"pp_planning", "ex_planning", "ra_planning"});
  EXPECT_EQ(told_the_public(course), "recall ");
  EXPECT_EQ(value_of(course, "notice").at("last_on"), "");  // of T03
  course.checked_for_secrets().send("notice.open", notice).in({"pp_open"});
  EXPECT_EQ(opened_with(course, "replaces"), "附件有误");
  EXPECT_EQ(opened_with(course, "renewed"), "");
}

// What was concluded wrongly is another matter: its notice was none, and the next one says why.
TEST(Article15, ANoticeOfParticipationThatIsTakenAgainSaysWhy) {
  Course course;
  course.noticed().given.until("2026-04-02T00:00:00+08:00").in({"pp_collating"});
  course.by(drafter()).add({"PUB-03", "PUB-05"}).send("participation.feedback");
  course.by(office()).send("step.reopen", R"({"step":"pp","reason":"漏登意见"})");
  EXPECT_EQ(told_the_public(course), "");
  course.checked_for_secrets().send("notice.open", notice).in({"pp_open"});
  EXPECT_EQ(opened_with(course, "replaces"), "");
  EXPECT_EQ(opened_with(course, "renewed"), "漏登意见");
}

// Likewise where no open call was made: the hearing was announced by itself.
TEST(Article16, AHearingThatWasAnnouncedIsOwedWhereThePublicIsHeardInAnotherWay) {
  Course course;
  course.policy = object(R"({"hearing_min_participants":3})");
  course.coordinated().checked_for_secrets().knows("chair", {{"found", nullptr}});
  constexpr const char* forgone = R"({"reason":"只涉及两个村民小组","approver":"zhao"})";
  course.send("notice.forgo", forgone).send("hearing.announce", announcement);
  course.by(office()).send("step.reopen", R"({"step":"pp","reason":"形式不当"})");
  course.in({"pp_planning"});
  EXPECT_EQ(told_the_public(course), "hearing ");
  EXPECT_EQ(value_of(course, "hearing").at("cancelled"), "形式不当");
  course.by(drafter()).send("notice.forgo", forgone).add({"PUB-05", "PUB-06"});
  course.send("participation.form", R"({"form":"visit","with":"村民",
      "summary":"多数赞成","on":"2026-03-02"})");
  EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G09H");
  course.by(office()).send("hearing.forgo", R"({"reason":"逐户走访已经听取意见"})");
  course.by(drafter()).send("participation.feedback").in({"pp_done"});
}

// Likewise where the notice was over when it was put back.
TEST(Article16, AHearingThatWasAnnouncedIsOwedWhereANoticeThatIsOverIsPutBack) {
  Course course = announced();
  course.by(office()).send("step.reopen", R"({"step":"pp","reason":"公告附件误传旧稿"})");
  course.in({"pp_planning"});
  EXPECT_EQ(told_the_public(course), "recall hearing ");
  EXPECT_EQ(value_of(course, "hearing_owed"), Json(true));
  EXPECT_EQ(value_of(course, "hearing").at("cancelled"), "公告附件误传旧稿");
}

// Those who came are heard to the end of it.
TEST(Article17, AHearingThatHasBegunIsHeldAndReportedBeforeThePublicsPartIsTakenAgain) {
  Course course = spoken();
  constexpr std::string_view again = R"({"step":"pp","reason":"公告附件误传旧稿"})";
  EXPECT_EQ(course.by(office()).refused("step.reopen", again), "rules-unmet G34RH");
  course.by(drafter()).add({"PUB-09"});
  for (const char* each : {"张", "王", "李"}) course.send("hearing.confirm", signed_by(each));
  course.sign().send("hearing.hold").add({"PUB-11"});
  EXPECT_EQ(course.by(office()).refused("step.reopen", again), "rules-unmet G34RH");
  course.by(drafter()).send("hearing.report", R"({"summary":"支持"})");
  course.by(office()).send("step.reopen", again).in({"pp_planning"});
}

}  // namespace
}  // namespace gavel::law
