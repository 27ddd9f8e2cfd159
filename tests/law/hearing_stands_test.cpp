// Decree 713 art. 16: a hearing is of the text that was put before it. Where a change of scope is
// put before the public once more, the office may find, with its reason, that the hearing on the
// text of before stands; where goal or main measure changed, or the hearing itself was at fault, it
// is held again.
#include "tests/law/hearing.hpp"

namespace gavel::law {
namespace {

using namespace std::chrono_literals;

constexpr const char* with_basis =
    R"({"title":"征求意见","how":"信函","hearing_basis":"《价格法》第二十三条"})";
constexpr const char* plain = R"({"title":"征求意见","how":"信函"})";
constexpr const char* finding =
    R"({"reason":"改动采纳听证会上的共同意见，不增加负担","approver":"zhao"})";

/// From the announcement to the signed record.
Course& hearing_held(Course& course, std::string_view day = "2026-04-20") {
  JsonObject announced = object(announcement);
  announced["date"] = day;
  course.send("hearing.announce", json_text(announced));
  for (const auto& who :
       {participant("张", "商户"), participant("王", "商户"), participant("李", "居民")}) {
    course.send("hearing.participant", who);
  }
  course.add({"PUB-07"}).send("hearing.list");
  for (const char* each : {"张", "王", "李"}) course.send("hearing.papers", paper_to(each));
  course.add({"PUB-08"}).at(std::string(day) + "T09:00:00+08:00");
  course.send("hearing.open", all_three);
  course.send("hearing.speak", said("教育局", "present"));
  course.send("hearing.speak", said("张", "state")).add({"PUB-09"});
  for (const char* each : {"张", "王", "李"}) course.send("hearing.confirm", signed_by(each));
  return course.sign().send("hearing.hold");
}
Course& adopted(Course& course) {
  return course.add({"PUB-05"}).send("participation.feedback").in({"pp_done"});
}
Course& reported(Course& course) {
  return course.add({"PUB-11"}).send("hearing.report", R"({"summary":"同意，第一档放宽"})");
}
/// The first round with its hearing, to the revision.
Course heard_at_a_hearing(const char* notice = with_basis, Course course = {}) {
  course.policy = object(R"({"hearing_min_participants":3})");
  course.coordinated().checked_for_secrets().send("notice.open", notice);
  course.notice_over().by(drafter()).knows("chair", {{"found", nullptr}});
  adopted(reported(hearing_held(course)));
  course.argued().assessed().reviewed_for_competition().in({"consolidating"});
  return course;
}
/// The draft is changed on 27 April; the public is to be asked again.
Course& change_to(Course& course, const char* kind, const char* text = "rewritten") {
  course.by(drafter()).add({"DRF-03"}).file("DRF-04", text);
  course.at("2026-04-27T09:00:00+08:00").changed(kind).by(drafter());
  if (std::string_view(kind) == "C5") course.consulted_again();
  return course;
}
/// The second notice is over on 6 June.
Course& noticed_again(Course& course) {
  course.send("notice.open", plain).in({"pp_open"});
  course.given.until("2026-06-06T00:00:00+08:00");
  course.in({"pp_collating"}).by(drafter()).add({"PUB-03"});
  return course.knows("approver", account("zhao", "organ_head"));
}
Course& asked_again(Course& course) { return noticed_again(course.checked_for_secrets()); }
Course asked_again_after(const char* kind) {
  Course course = heard_at_a_hearing();
  return asked_again(change_to(course, kind));
}
const Json& value_of(const Course& course, const char* name) {
  return course.given.snapshot().session.data.at(name);
}

TEST(Article16, AHearingOnTheTextOfBeforeIsToldToBeOfThatText) {
  for (const char* kind : {"C2", "C5"}) {
    Course course = asked_again_after(kind);
    course.add({"PUB-05"});
    const auto rule = course.unmet("participation.feedback");
    EXPECT_EQ(rule.id, "G09RM") << kind;
    EXPECT_EQ(rule.seen.at("held_on"), "2026-04-20") << kind;
  }
  // Where none was held there is none to speak of.
  Course never;
  never.coordinated().checked_for_secrets().send("notice.open", with_basis).notice_over();
  never.by(drafter()).add({"PUB-05"});
  EXPECT_EQ(never.refused("participation.feedback"), "rules-unmet G09R");
}

TEST(Article16, AHearingBeforeAChangeOfScopeIsFoundToStandWithSomebodyElsesApproval) {
  Course course = asked_again_after("C2");
  course.knows("approver", account("wang", "organ_head"));
  EXPECT_EQ(course.refused("hearing.stand", finding), "rules-unmet G09SM") << "the sender's own";
  course.knows("approver", account("lao", "drafter"));
  EXPECT_EQ(course.refused("hearing.stand", finding), "rules-unmet G09SM");
  EXPECT_EQ(course.refused("hearing.stand", R"({"approver":"zhao"})"), "invalid-form /reason");
  course.knows("approver", account("zhao", "organ_head")).send("hearing.stand", finding);
  const Json& used = value_of(course, "exceptions").as_array().back();
  EXPECT_EQ(used.at("kind"), "hearing_stands");
  EXPECT_EQ(used.at("approval"), "waiting");
  EXPECT_EQ(value_of(course, "hearing").at("held_on"), "2026-04-20");
  course.add({"PUB-05"});
  EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G06W");
  course.by(head()).send("exception.confirm", R"({"no":1})").by(drafter());
  course.send("participation.feedback").in({"pp_done"});
}

TEST(Article16, AHearingThatTheCatalogueNamesIsFoundToStandToo) {
  Course listed;
  const JsonObject item = object(R"({"catalogue":"c","organ":"government","year":2026,"version":1,
    "number":"2026-3","title":"一件事","unit":"education","hearing":true})");
  listed.knows("catalogue_no", {{"found", item}, {"looked_in", JsonArray{}}});
  Course course = heard_at_a_hearing(plain, std::move(listed));
  asked_again(change_to(course, "C2")).add({"PUB-05"});
  EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G09RM");
  course.send("hearing.stand", finding).by(head()).send("exception.confirm", R"({"no":1})");
  course.by(drafter()).send("participation.feedback").in({"pp_done"});
}

// Whoever was named denies it: the hearing is held again, or it is found anew.
TEST(Article16, AFindingThatItsApproverDeniesLetsNothingStand) {
  Course course = asked_again_after("C2");
  course.send("hearing.stand", finding).by(head());
  EXPECT_EQ(course.by(office()).refused("exception.drop", R"({"no":1,"reason":"r"})"),
            "rules-unmet G39X");
  course.by(head()).send("exception.dispute", R"({"no":1,"reason":"未批准"})");
  EXPECT_EQ(value_of(course, "hearing").at("held_on"), "");
  course.by(drafter()).add({"PUB-05"});
  EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G09RM");
  course.by(office()).send("exception.drop", R"({"no":1,"reason":"不再依据"})").by(drafter());
  course.send("hearing.stand", finding).by(head()).send("exception.confirm", R"({"no":2})");
  course.by(drafter()).send("participation.feedback").in({"pp_done"});
}

TEST(Article16, AHearingOnAnotherGoalOrMainMeasureIsHeldAgain) {
  Course course = asked_again_after("C5");
  EXPECT_EQ(course.refused("hearing.stand", finding), "rules-unmet G09SM");
  // Nor by way of a change of scope on top of it, before or after.
  Course twice = heard_at_a_hearing();
  change_to(twice, "C2").file("DRF-04", "again").given.later(1min);
  twice.changed("C5").consulted_again();
  EXPECT_EQ(asked_again(twice).refused("hearing.stand", finding), "rules-unmet G09SM");
  Course also = heard_at_a_hearing();
  also.by(drafter()).add({"DRF-03", "DRF-05"}).file("DRF-04", "rewritten");
  also.at("2026-04-27T09:00:00+08:00");
  also.send("draft.revise", R"({"change":"C2","goal":true,"explanation":"r"})").by(office());
  also.send("change.decide", R"({"change":"C2","also":["C5"]})").consulted_again();
  EXPECT_EQ(asked_again(also).refused("hearing.stand", finding), "rules-unmet G09SM");
}

// What was heard wrongly, or under a notice that was wrong, stands for nothing later.
TEST(Article16, AHearingThatWasPutBackDoesNotStand) {
  Course course = asked_again_after("C2");
  Course unsaid = course;
  const char* wrong = R"({"step":"pp","reason":"听证参加人遴选不公"})";
  course.send("hearing.stand", finding).given.later(1min);
  course.by(office()).send("step.reopen", wrong).in({"pp_planning"});
  course.at("2026-06-08T09:00:00+08:00").checked_for_secrets().send("notice.open", plain);
  course.given.until("2026-07-20T00:00:00+08:00");
  course.by(drafter());
  EXPECT_EQ(course.refused("hearing.stand", finding), "rules-unmet G09SM");
  // Where the public's part was wrong before anybody said that the hearing stands, it is no part
  // of it.
  unsaid.given.later(1min);
  unsaid.by(office()).send("step.reopen", wrong).in({"pp_planning"});
  unsaid.at("2026-06-08T09:00:00+08:00").checked_for_secrets().send("notice.open", plain);
  unsaid.given.until("2026-07-20T00:00:00+08:00");
  unsaid.by(drafter()).send("hearing.stand", finding);
}

TEST(Article16, AHearingOfARecalledNoticeDoesNotStandWithoutAChange) {
  Course course;
  course.policy = object(R"({"hearing_min_participants":3})");
  course.coordinated().checked_for_secrets();
  course.send("notice.open", R"({"title":"征求意见","how":"信函","days":60,
      "hearing_basis":"《价格法》第二十三条"})");
  course.at("2026-04-02T09:00:00+08:00").by(drafter()).knows("chair", {{"found", nullptr}});
  reported(hearing_held(course)).send("notice.recall", R"({"reason":"附件错误"})");
  noticed_again(course);
  EXPECT_EQ(course.refused("hearing.stand", finding), "rules-unmet G09SM");
  // Of a changed text that was put before the public with a mistake, and again without.
  Course changed = heard_at_a_hearing();
  change_to(changed, "C2").checked_for_secrets().send("notice.open", plain);
  changed.send("notice.recall", R"({"reason":"附件错误"})");
  noticed_again(changed).send("hearing.stand", finding);
}

TEST(Article16, TheRecordOfAHearingThatStandsIsTheOneThatWasSigned) {
  Course course = asked_again_after("C2");
  course.file("PUB-09", "another-record");
  EXPECT_EQ(course.refused("hearing.stand", finding), "rules-unmet G09SM");
  course.file("PUB-09", "sha-of-PUB-09").send("hearing.stand", finding);
}

// Nor once the text under it was changed on top of that.
TEST(Article16, AHearingOfARecalledNoticeDoesNotStandAfterAChangeEither) {
  for (const bool is_recalled : {true, false}) {
    Course course = heard_at_a_hearing();
    change_to(course, "C2").checked_for_secrets();
    course.send("notice.open", R"({"title":"征求意见","how":"信函","days":60})");
    hearing_held(course.knows("chair", {{"found", nullptr}}), "2026-06-15").knows("chair", {});
    reported(course);
    if (is_recalled) {
      course.send("notice.recall", R"({"reason":"附件错误"})");
    } else {
      course.given.until("2026-06-28T00:00:00+08:00");
      adopted(course.by(drafter()).add({"PUB-03"}));
      course.assessed().reviewed_for_competition().by(drafter());
    }
    course.file("DRF-04", "third").at("2026-07-01T09:00:00+08:00");
    course.changed("C2").by(drafter()).checked_for_secrets().send("notice.open", plain);
    course.given.until("2026-08-15T00:00:00+08:00");
    course.by(drafter()).knows("approver", account("zhao", "organ_head"));
    if (is_recalled) {
      EXPECT_EQ(course.refused("hearing.stand", finding), "rules-unmet G09SM");
    } else {
      course.send("hearing.stand", finding);
    }
  }
}

// One that is announced anew is held; one that stands may be held again all the same.
TEST(Article16, AHearingThatWasAnnouncedAnewIsHeld) {
  constexpr const char* in_july =
      R"({"date":"2026-07-20","time":"9:00","place":"礼堂","chair":"法制办","presenter":"教育局",
      "selection":"公开报名","quotas":[{"group":"商户","seats":2,"stakeholders":true},
      {"group":"居民","seats":1,"stakeholders":false}]})";
  Course course = asked_again_after("C2");
  Course standing = course;
  course.send("hearing.announce", in_july);
  EXPECT_EQ(course.refused("hearing.stand", finding), "rules-unmet G09SM");
  standing.send("hearing.stand", finding);
  EXPECT_EQ(standing.refused("hearing.stand", finding), "rules-unmet G09SM") << "once";
  standing.send("hearing.announce", in_july).by(head());
  standing.send("exception.confirm", R"({"no":1})").by(drafter()).add({"PUB-05"});
  EXPECT_EQ(standing.refused("participation.feedback"), "rules-unmet G09H G09RM");
}

// Without an open call the hearing is what the public was heard by: on this text, or otherwise.
TEST(Article16, AHearingStandsBesideANoticeOfTheChangedText) {
  Course course = heard_at_a_hearing();
  change_to(course, "C2").checked_for_secrets();
  course.knows("approver", account("zhao", "organ_head"));
  EXPECT_EQ(course.refused("hearing.stand", finding), "not-now") << "no notice yet";
  course.send("notice.forgo", R"({"reason":"涉及面小","approver":"zhao"})");
  EXPECT_EQ(course.refused("hearing.stand", finding), "rules-unmet G09SM");
}

// And a third round: what it took up may be found of the same hearing, each time anew.
TEST(Article16, AHearingStandsForEachChangeByAFindingOfItsOwn) {
  Course course = asked_again_after("C2");
  course.send("hearing.stand", finding).by(head()).send("exception.confirm", R"({"no":1})");
  adopted(course.by(drafter()));
  course.assessed().reviewed_for_competition().in({"consolidating"}).by(drafter());
  course.file("DRF-04", "third").given.later(1min);
  course.changed("C2").by(drafter()).checked_for_secrets().send("notice.open", plain);
  course.given.until("2026-07-20T00:00:00+08:00");
  course.in({"pp_collating"}).by(drafter()).add({"PUB-03", "PUB-05"});
  EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G09RM");
  course.send("hearing.stand", finding).by(head()).send("exception.confirm", R"({"no":2})");
  course.by(drafter()).send("participation.feedback").in({"pp_done"});
}

// House-expropriation regulation 11: most of those concerned object to the plan as it is now.
TEST(Expropriation, AHearingThatStandsDoesNotAnswerThoseWhoObjectToTheChangedPlan) {
  Course course;
  course.policy = object(R"({"hearing_min_participants":3})");
  course.start["special"] = "house_expropriation";
  course.coordinated().checked_for_secrets().send("notice.open", plain).notice_over();
  course.by(drafter()).knows("chair", {{"found", nullptr}});
  reported(hearing_held(course)).add({"PUB-05"});
  course.send("participation.feedback", R"({"most_object":true})");
  course.argued().assessed().reviewed_for_competition();
  asked_again(change_to(course, "C2")).send("hearing.stand", finding).by(head());
  course.send("exception.confirm", R"({"no":1})").by(drafter()).add({"PUB-05"});
  EXPECT_EQ(course.refused("participation.feedback", R"({"most_object":true})"),
            "rules-unmet G09K");
  course.send("participation.feedback", R"({"most_object":false})").in({"pp_done"});
}

}  // namespace
}  // namespace gavel::law
