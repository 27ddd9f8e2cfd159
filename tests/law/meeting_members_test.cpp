// Decree 713, article 30: who is due at a meeting, when they came and left, and what they answer
// for afterwards.
#include "tests/law/course.hpp"
#include "tests/law/stances.hpp"

namespace gavel::law {
namespace {

std::string notice(const char* members, const char* more = "") {
  return std::string(R"({"body":"executive","held_on":"2026-04-21","place":"一","chair":"zhao",
    "recorder":"ji","members":)") +
         members + more + "}";
}
/// What the register of accounts says of a list.
JsonObject accounts(std::initializer_list<const char*> keys) { return experts_named(keys); }

TEST(Article30, OnePersonIsNotTwoMembersByAccountAndByName) {
  Course course;
  course.packed().knows("members", accounts({"zhao", "zhao", "qian"}));
  EXPECT_EQ(course.refused("meeting.notify", notice(R"(["zhao","赵市长","qian"])")),
            "rules-unmet G21K");
  // Nor is one listed by the name alone: that person could not answer for their stance.
  course.knows("members", accounts({"zhao", "qian"}));
  const auto rule = course.unmet("meeting.notify", notice(R"(["zhao","钱副市长"])"));
  EXPECT_EQ(rule.id, "G21K");
  EXPECT_EQ(json_text(rule.seen.at("by")), R"(["qian"])");
  course.send("meeting.notify", notice(R"(["zhao","qian"])"));
}

TEST(Article30, WhoHasNoAccountIsDueByTheirName) {
  Course course;
  course.packed().knows("members", accounts({"zhao", "孙副市长"}));
  course.send("meeting.notify", notice(R"(["zhao","孙副市长"])"));
}

TEST(Article30, WhoeverIsDueHasASeat) {
  Course course;
  course.packed().knows("chair", seats({"zhao", "qian"}));
  const auto rule = course.unmet("meeting.notify", notice(R"(["zhao","qian","路人"])"));
  EXPECT_EQ(rule.id, "G21S");
  EXPECT_EQ(json_text(rule.seen.at("without_seat")), R"(["路人"])");
  Course seated = course;
  seated.send("meeting.notify", notice(R"(["zhao","qian"])"));
  EXPECT_TRUE(seated.given.snapshot().session.data.at("exceptions").as_array().empty());
  // Some word of why does not make a member.
  EXPECT_EQ(course.refused("meeting.notify",
                           notice(R"(["zhao","qian","路人"])", R"(,"no_seat_reason":"列席")")),
            "invalid-form /no_seat_reason");
}

TEST(Article30, WhoLeavesCameBeforeAndWhoComesBackHadLeft) {
  Course course;
  course.called().at("2026-04-21T10:00:00+08:00").by(recorder());
  const auto at = [](const char* time) {
    return std::string(R"({"member":"qian","at":"2026-04-21T)") + time + "+08:00\"}";
  };
  course.send("meeting.arrive", at("09:00:00"));
  EXPECT_EQ(course.refused("meeting.depart", at("08:00:00")), "rules-unmet G21T");
  course.send("meeting.depart", at("09:30:00"));
  EXPECT_EQ(course.refused("meeting.arrive", at("09:29:59")), "rules-unmet G21T");
  course.send("meeting.arrive", at("09:30:00"));
}

TEST(Article30, ATimeOfAnotherOffsetIsNoTimeOfTheMeeting) {
  Course course;
  course.called().at("2026-04-21T10:00:00+08:00").by(recorder());
  EXPECT_EQ(
      course.refused("meeting.arrive", R"({"member":"qian","at":"2026-04-21T01:00:00+00:00"})"),
      "invalid-form /at");
}

TEST(Article30, AMemberAnswersForAStanceOfAnEarlierMeeting) {
  Course course;
  course.met().stances("oppose").by(head()).send("meeting.adjourn", R"({"reason":"人数不足"})");
  course.by(recorder()).add({"MTG-04"}).record_and_minutes();
  JsonObject later = object(notice(R"(["zhao","qian","sun"])"));
  later["held_on"] = "2026-04-24";
  course.by(office()).given.send("meeting.notify", std::move(later));
  course.at("2026-04-24T09:00:00+08:00").arrive({"zhao", "sun"}).send("meeting.open");
  course.by(member("qian")).sign();
  EXPECT_EQ(course.refused("stance.dispute", R"({"member":"qian","text":"我弃权"})"),
            "rules-unmet G23C");
  for (const char* none : {"3", "2"})
    EXPECT_EQ(
        course.sign().refused("stance.dispute", std::string(R"({"member":"qian","text":"我弃权",
                "sitting":)") + none + "}"),
        "rules-unmet G23C");
  Course confirmed = course;
  confirmed.sign().send("stance.confirm", R"({"member":"qian","sitting":1})");
  course.sign().send("stance.dispute", R"({"member":"qian","text":"我弃权","sitting":1})");
  const auto of_first = [](const Course& of) {
    return of.given.snapshot().session.data.at("meetings").at(0).at("stances").at(0);
  };
  EXPECT_EQ(of_first(confirmed).at("status"), "confirmed");
  EXPECT_EQ(of_first(course).at("status"), "disputed");
  EXPECT_EQ(of_first(course).at("dispute"), "我弃权");
  EXPECT_EQ(stances_of(course), "");
}

// Nobody else can sign for a meeting that a deputy chaired and decided by the head's delegation.
TEST(Article30, WhoChairsForTheHeadSignsTheRecordOfThatMeeting) {
  Course course;
  JsonObject deputy = seats({});
  deputy["found"] = JsonObject{{"account", "qian"},
                               {"name", "qian"},
                               {"unit", "government"},
                               {"roles", JsonArray{"member"}},
                               {"lent", JsonArray{"organ_head"}}};
  course.packed().knows("chair", deputy).send("meeting.notify", R"({"body":"executive",
    "held_on":"2026-04-21","place":"一","chair":"qian","recorder":"ji","members":["qian","sun","zhou"]})");
  EXPECT_EQ(course.given.snapshot().session.data.at("meeting").at("deputy"), true);
  Actor for_head = actor("qian", {"organ_head"}, "government");
  for_head.on_behalf_of = "zhao";
  course.at("2026-04-21T09:00:00+08:00").arrive({"qian", "sun", "zhou"}).send("meeting.open");
  course.by(recorder()).stance("sun", "agree").stance("zhou", "agree").add({"MTG-04"}).by(for_head);
  course.send("meeting.head_statement", R"({"text":"同意"})");
  course.send("meeting.decide", R"({"outcome":"approve"})").system_files("MTG-03");
  course.by(member("sun")).sign();
  EXPECT_EQ(course.refused("record.sign"), "rules-unmet G23S");
  course.by(member("qian")).sign().send("record.sign").by(recorder()).sign().send("record.sign");
}

}  // namespace
}  // namespace gavel::law
