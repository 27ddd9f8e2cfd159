// The number of the minutes: one for each meeting, none for two, in a series of the body and year.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

TEST(Article30, TheMinutesHaveOneNumberInTheSeriesOfTheirYear) {
  Course course;
  course.decided().by(office());
  EXPECT_EQ(course.refused("minutes.issue", R"({"number":12,"signatory":"zhao"})"),
            "rules-unmet G25M G25R");
  course.add({"MTG-05", "MTG-07"}).minutes_signed().by(office());
  EXPECT_EQ(course.refused("minutes.issue", R"({"number":0,"signatory":"zhao"})"),
            "invalid-form /number");
  EXPECT_EQ(course.by(party_group()).refused("party.report", R"({"number":"1"})"),
            "rules-unmet G25N");
  course.by(office()).send("minutes.issue", R"({"number":12,"signatory":"zhao"})");
  EXPECT_EQ(course.refused("minutes.issue", R"({"number":13,"signatory":"zhao"})"),
            "rules-unmet G25M");
  EXPECT_EQ(course.given.snapshot().session.data.at("meeting").at("minutes").at("year"), "2026");
}

TEST(Practice, TheMinutesAreSignedOffByTheChairOrAnotherHead) {
  Course course;
  course.decided().add({"MTG-05"}).minutes_signed().by(office());
  constexpr std::string_view issue = R"({"number":12,"signatory":"路人甲"})";
  const auto signatory = [](Json found) { return JsonObject{{"found", std::move(found)}}; };
  for (const Json& nobody :
       {Json(), Json(JsonObject{
                    {"account", "li"}, {"roles", JsonArray{"drafter"}}, {"lent", JsonArray()}})}) {
    course.knows("signatory", signatory(nobody));
    EXPECT_EQ(course.refused("minutes.issue", issue), "rules-unmet G25L");
  }
  course.knows("signatory", signatory({{"account", "zhao"},
                                       {"name", "赵市长"},
                                       {"roles", JsonArray{"organ_head"}},
                                       {"lent", JsonArray()}}));
  course.send("minutes.issue", R"({"number":12,"signatory":"zhao"})");
  EXPECT_EQ(course.given.snapshot().session.data.at("meeting").at("minutes").at("signatory"),
            "赵市长");
}

/// What the register of minutes says: who has number 12, and the number of this meeting.
void numbered(Course& course, const Json& found, const Json& own, int next) {
  JsonObject said = unnumbered(), known = facts();
  said["found"] = found, said["own"] = own, said["next"] = next;
  known.at("registers").as_object()["number"] = std::move(said);
  course.given.facts(std::move(known));
}
JsonObject meeting_on(const char* day) {
  return {{"organ", "none"}, {"body", "executive"}, {"year", 2026},       {"number", 12},
          {"on", day},       {"matter", "m0"},      {"title", "另一事项"}};
}

TEST(Article30, NoTwoMeetingsOfABodyHaveOneNumberInAYear) {
  Course course;
  course.decided().add({"MTG-05"}).minutes_signed().by(office());
  const char* twelve = R"({"number":12,"signatory":"zhao"})";
  numbered(course, meeting_on("2026-04-14"), nullptr, 13);
  const auto rule = course.unmet("minutes.issue", twelve);
  EXPECT_EQ(rule.id, "G25Q");
  EXPECT_EQ(rule.seen.at("held_by").at("on"), "2026-04-14");
  EXPECT_EQ(rule.seen.at("held_by").at("title"), "另一事项");
  EXPECT_EQ(rule.seen.at("next"), Json(13));
  EXPECT_EQ(rule.citations.front().source, "practice");
  numbered(course, nullptr, nullptr, 13);
  course.send("minutes.issue", R"({"number":13,"signatory":"zhao"})");
  const auto& sent = std::get<chart::Sent>(course.given.effects().back());
  EXPECT_EQ(sent.type, "urn:gavel:minutes");
  EXPECT_EQ(json_text(sent.data),
            R"({"body":"executive","number":13,"on":"2026-04-21","organ":"none"})");
}

TEST(Article30, TheMattersOfOneMeetingShareItsNumber) {
  Course course;
  course.decided().add({"MTG-05"}).minutes_signed().by(office());
  numbered(course, nullptr, 12, 12);
  EXPECT_EQ(course.refused("minutes.issue", R"({"number":13,"signatory":"zhao"})"),
            "rules-unmet G25Q");
  numbered(course, meeting_on("2026-04-21"), 12, 12);
  course.send("minutes.issue", R"({"number":12,"signatory":"zhao"})");
}

/// After the members have spoken and the head decided so.
Course& ended(Course& course, const char* outcome) {
  course.met().stances("oppose", "oppose").head_spoke();
  return course.send("meeting.decide", outcome);
}

TEST(Article30, EveryMeetingThatWasHeldGetsItsMinutesWhateverItCameTo) {
  Course deferred, amended, rejected, adjourned;
  ended(deferred, R"({"outcome":"defer","reason":"条件不成熟"})")
      .record_and_minutes()
      .in({"deferred"});
  ended(amended, R"({"outcome":"amend","reason":"补充条款"})").changed("C1").in({"unit_approval"});
  amended.record_and_minutes().in({"unit_approval"});
  ended(rejected, R"({"outcome":"reject"})").record_signed().in({"not_adopted"});
  rejected.add({"MTG-05"}).minutes_signed().by(office());
  rejected.send("minutes.issue", R"({"number":12,"signatory":"zhao"})").in({"not_adopted"});
  adjourned.met().by(head()).send("meeting.adjourn", R"({"reason":"人数不足"})");
  adjourned.by(recorder()).add({"MTG-04"}).record_and_minutes().in({"meeting_scheduled"});
  for (Course* course : {&deferred, &amended, &rejected, &adjourned}) {
    const auto& meeting = course->given.snapshot().session.data.at("meeting");
    EXPECT_EQ(meeting.at("minutes").at("number"), Json(12));
  }
}

TEST(Article30, AMemberStillAnswersForTheStanceEnteredWhenTheItemWasPutOff) {
  Course course;
  ended(course, R"({"outcome":"defer","reason":"条件不成熟"})").by(member("qian")).sign();
  course.send("stance.confirm", R"({"member":"qian"})").by(member("sun")).sign();
  course.send("stance.dispute", R"({"member":"sun","text":"我弃权"})").in({"deferred"});
}

TEST(Article30, WithoutAMeetingThereIsNothingToSign) {
  Course course;
  course.called().by(head());
  EXPECT_EQ(course.sign().refused("minutes.sign"), "not-now");
  EXPECT_EQ(course.sign().refused("record.sign"), "not-now");
}

// What is on file of the meeting before is no paper of the next.
TEST(Article30, EachMeetingHasARecordAndMinutesOfItsOwn) {
  Course course;
  course.met().by(head()).send("meeting.adjourn", R"({"reason":"人数不足"})");
  course.by(recorder()).add({"MTG-04"}).record_and_minutes();
  course.send("meeting.notify", Course::notice_for("2026-04-24")).at("2026-04-24T09:00:00+08:00");
  course.arrive({"zhao", "qian", "sun"}).send("meeting.open").stances().by(head());
  course.send("meeting.head_statement", R"({"text":"同意"})");
  EXPECT_EQ(course.refused("meeting.decide", R"({"outcome":"approve"})"), "rules-unmet G23");
  course.by(recorder()).file("MTG-04", "second").by(head());
  course.send("meeting.decide", R"({"outcome":"approve"})").record_signed().by(head());
  EXPECT_EQ(course.sign().refused("minutes.sign"), "rules-unmet G25P");
  EXPECT_EQ(course.by(office()).refused("minutes.issue", R"({"number":12,"signatory":"zhao"})"),
            "rules-unmet G25M G25R");
  course.file("MTG-05", "second").minutes_signed();
}

// Fifty typed for five, or numbers that were used before this system: the reason tells them apart.
TEST(Article30, NumbersOfMinutesThatArePassedOverHaveTheirReason) {
  Course course;
  course.decided().add({"MTG-05"}).minutes_signed().by(office());
  numbered(course, nullptr, nullptr, 12);
  const auto rule = course.unmet("minutes.issue", R"({"number":50,"signatory":"zhao"})");
  EXPECT_EQ(rule.id, "G25J");
  EXPECT_EQ(rule.citations.front().source, "practice");
  EXPECT_THAT(rule.remedy.zh, testing::HasSubstr("使用编号 12"));
  Course outside = course, earlier = course;
  outside.send("minutes.issue",
               R"({"number":50,"signatory":"zhao","gap_reason":"此前的编号在纸质登记簿"})");
  earlier.send("minutes.issue", R"({"number":11,"signatory":"zhao"})");
  // The number that another matter of the same meeting took is this meeting's.
  numbered(course, meeting_on("2026-04-21"), 50, 50);
  course.send("minutes.issue", R"({"number":50,"signatory":"zhao"})");
}

// Without a register, or where it does not know the meeting, no number is given.
TEST(Article30, WithoutTheRegisterTheMinutesGetNoNumber) {
  Course course;
  course.decided().add({"MTG-05"}).minutes_signed().by(office());
  course.given.facts({});
  EXPECT_EQ(course.refused("minutes.issue", R"({"number":12,"signatory":"zhao"})"),
            "rules-unmet G25Q");
}

}  // namespace
}  // namespace gavel::law
