// Decree 713 art. 14 and 16: a law that was said to demand a hearing, and a special group, that
// were entered by a slip are taken back with a reason and somebody else's approval, not by the unit
// that entered them alone, and not once what they ask for was begun.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

constexpr const char* no_hearing = R"({"reason":"误填，本事项不属价格听证","approver":"zhao"})";
constexpr const char* no_group =
    R"({"group":"残急人","reason":"笔误，应为残疾人","approver":"zhao"})";

/// The notice says that a law demands a hearing, and names a group.
Course noticed_with(const char* more) {
  Course course;
  course.coordinated().checked_for_secrets();
  course.send("notice.open", std::string(R"({"title":"征求意见","how":"信函")") + more + "}");
  course.in({"pp_open"}).knows("approver", account("zhao", "organ_head"));
  return course;
}

Course slipped() {
  return noticed_with(R"(,"hearing_basis":"《价格法》第二十三条","special_groups":["残急人"])");
}

const Json& value_of(const Course& course, const char* name) {
  return course.given.snapshot().session.data.at(name);
}

TEST(Article16, AHearingThatNoLawDemandsIsReleasedWithSomebodyElsesApproval) {
  Course course = slipped();
  course.by(drafter()).knows("approver", account("wang", "organ_head"));
  EXPECT_EQ(course.refused("hearing.release", no_hearing), "rules-unmet G09I");
  course.knows("approver", account("lao", "drafter"));
  EXPECT_EQ(course.refused("hearing.release", no_hearing), "rules-unmet G09I");
  EXPECT_EQ(course.refused("hearing.release", R"({"reason":"r"})"), "invalid-form /approver");
  course.knows("approver", account("zhao", "organ_head")).send("hearing.release", no_hearing);
  EXPECT_EQ(value_of(course, "notice").at("hearing_basis"), "");
  const Json& used = value_of(course, "exceptions").at(0);
  EXPECT_EQ(used.at("kind"), "hearing_released");
  EXPECT_EQ(used.at("was"), "《价格法》第二十三条");
  EXPECT_EQ(used.at("approval"), "waiting");
  EXPECT_EQ(course.refused("hearing.release", no_hearing), "rules-unmet G09I");
}

TEST(Article16, WhatWasReleasedIsSettledBeforeTheAdoptionIsPublished) {
  Course course = slipped();
  course.by(drafter()).send("hearing.release", no_hearing).send("group.release", no_group);
  course.notice_over().by(drafter()).add({"PUB-05"});
  EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G06W");
  course.by(head()).send("exception.confirm", R"({"no":1})").by(drafter());
  EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G06W");
  course.by(head()).send("exception.confirm", R"({"no":2})").by(drafter());
  course.send("participation.feedback").in({"pp_done"});
}

// Whoever was named did not approve it: the law that was named stands again.
TEST(Article16, WhatTheApproverDeniesStandsAgain) {
  Course course = slipped();
  course.by(drafter()).send("hearing.release", no_hearing).send("group.release", no_group);
  course.notice_over().by(head());
  course.send("exception.dispute", R"({"no":1,"reason":"未批准"})");
  EXPECT_EQ(value_of(course, "notice").at("hearing_basis"), "《价格法》第二十三条");
  course.send("exception.dispute", R"({"no":2,"reason":"未批准"})");
  EXPECT_EQ(json_text(value_of(course, "notice").at("special_groups")), R"(["残急人"])");
  course.by(drafter()).add({"PUB-05"});
  EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G09R G06G");
  for (const char* no : {"1", "2"}) {
    course.by(office()).send("exception.drop",
                             std::string(R"({"reason":"仍须听证、协商","no":)") + no + "}");
  }
}

// One that stands because it was confirmed is not dropped; nor is one that waits.
TEST(Article16, WhatIsNotDeniedIsNotDropped) {
  Course course = slipped();
  course.by(drafter()).send("hearing.release", no_hearing).send("group.release", no_group);
  for (const char* no : {"1", "2"}) {
    EXPECT_EQ(course.by(office()).refused("exception.drop",
                                          std::string(R"({"reason":"r","no":)") + no + "}"),
              "rules-unmet G39X");
  }
}

TEST(Article16, AHearingThatWasAnnouncedOrThatTheCatalogueNamesIsHeld) {
  Course course;
  course.policy = object(R"({"hearing_min_participants":3})");
  course.coordinated().checked_for_secrets();
  course.send("notice.open",
              R"({"title":"征求意见","how":"信函","hearing_basis":"《价格法》第二十三条"})");
  course.knows("approver", account("zhao", "organ_head")).notice_over().by(drafter());
  course.send("hearing.announce",
              R"({"date":"2026-04-20","time":"9:00","place":"礼堂","chair":"甲","presenter":"乙",
      "selection":"报名","quotas":[{"group":"商户","seats":2,"stakeholders":true},
      {"group":"居民","seats":1,"stakeholders":false}]})");
  EXPECT_EQ(course.refused("hearing.release", no_hearing), "rules-unmet G09I");
  Course listed;
  JsonObject item = object(R"({"catalogue":"c","organ":"government","year":2026,"version":1,
    "number":"2026-3","title":"一件事","unit":"education","hearing":true})");
  listed.knows("catalogue_no", {{"found", item}, {"looked_in", JsonArray{}}});
  listed.noticed().knows("approver", account("zhao", "organ_head")).by(drafter());
  EXPECT_NE(value_of(listed, "notice").at("hearing_basis"), "");
  EXPECT_EQ(listed.refused("hearing.release", no_hearing), "rules-unmet G09I");
}

TEST(Article14, AGroupThatIsNotConcernedIsReleasedUntilItWasTalkedWith) {
  Course course = slipped();
  course.by(drafter());
  EXPECT_EQ(course.refused("group.release", R"({"group":"残疾人","reason":"r","approver":"zhao"})"),
            "rules-unmet G06B");
  course.knows("approver", account("wang", "organ_head"));
  EXPECT_EQ(course.refused("group.release", no_group), "rules-unmet G06B");
  course.knows("approver", account("zhao", "organ_head"));
  Course talked = course;
  talked.add({"PUB-06"}).send("participation.form", R"({"form":"group_talk","with":"残急人",
    "on":"2026-03-02","summary":"s"})");
  EXPECT_EQ(talked.refused("group.release", no_group), "rules-unmet G06B");
  course.send("group.release", no_group);
  EXPECT_EQ(json_text(value_of(course, "notice").at("special_groups")), "[]");
  EXPECT_EQ(value_of(course, "exceptions").at(0).at("kind"), "group_released");
  EXPECT_EQ(value_of(course, "exceptions").at(0).at("group"), "残急人");
}

// Opened anew with the right group after a recall, the wrong one is gone.
TEST(Article14, ANoticeThatReplacesOneKeepsWhatWasNotReleased) {
  Course course = slipped();
  course.by(drafter()).send("notice.recall", R"({"reason":"特定群体填写有误"})");
  course.in({"pp_planning"}).send("group.release", no_group);
  course.send("notice.open", R"({"title":"征求意见","how":"信函","special_groups":["残疾人"]})");
  EXPECT_EQ(json_text(value_of(course, "notice").at("special_groups")), R"(["残疾人"])");
  EXPECT_EQ(value_of(course, "notice").at("hearing_basis"), "《价格法》第二十三条");
}

}  // namespace
}  // namespace gavel::law
