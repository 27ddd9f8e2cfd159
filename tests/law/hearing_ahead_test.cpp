// Decree 713, article 16: how long ahead a hearing is announced and its papers reach every
// participant.
#include "tests/law/hearing.hpp"

namespace gavel::law {
namespace {

/// Of a clock that runs; "" where it does not.
std::string last_day(Course& course, std::string_view clock) {
  for (const matter::ClockView& each : course.given.clocks()) {
    if (each.id == clock) return to_string(each.due.last);
  }
  return "";
}

// The last receipt is of the 10th: seven days before the hearing it is the 17th.
TEST(Article16, PapersReachEveryParticipantSevenDaysBeforeTheHearing) {
  Course course = listed();
  course.add({"PUB-08"});
  EXPECT_EQ(course.refused("hearing.papers", paper_to("赵")), "rules-unmet G09V");
  course.send("hearing.papers", paper_to("张")).send("hearing.papers", paper_to("王"));
  EXPECT_EQ(course.refused("hearing.papers", paper_to("张")), "rules-unmet G09V");
  course.at("2026-04-20T09:00:00+08:00");
  const auto missing = course.unmet("hearing.open", all_three);
  EXPECT_EQ(missing.id, "G09");
  EXPECT_EQ(missing.seen.at("not_delivered"), Json(1));
  course.send("hearing.papers", paper_to("李"));
  EXPECT_EQ(last_day(course, "T05"), "2026-04-26");
  course.send("hearing.postpone", postponed_to("2026-04-27"));
  course.at("2026-04-26T23:59:59+08:00");
  EXPECT_EQ(course.unmet("hearing.open", all_three).earliest, parse_day("2026-04-27"));
  course.at("2026-04-27T09:00:00+08:00").send("hearing.open", all_three);
}

TEST(Article16, AHearingIsAnnouncedFifteenDaysAheadAndHeldNoEarlierThanAnnounced) {
  Course course = listed();
  for (const char* each : {"张", "王", "李"}) course.send("hearing.papers", paper_to(each));
  course.add({"PUB-08"}).at("2026-04-16T23:59:59+08:00");
  EXPECT_EQ(last_day(course, "T04"), "2026-04-16");
  EXPECT_EQ(course.refused("hearing.open", all_three), "rules-unmet G09 G09T");
  course.at("2026-04-19T23:59:59+08:00");
  EXPECT_EQ(course.refused("hearing.open", all_three), "rules-unmet G09");
  course.at("2026-04-20T09:00:00+08:00").send("hearing.open", all_three);
}

// The seven days are those of whoever is still on the list.
TEST(Article16, TheTimeForThePapersOfWhoWithdrewIsNotWaitedFor) {
  Course course = listed_for_two();
  course.add({"PUB-08"});
  for (const char* each : {"张", "王", "李"}) course.send("hearing.papers", paper_to(each));
  course.at("2026-04-18T09:00:00+08:00").send("hearing.replace", replaced("张", "赵"));
  course.send("hearing.papers", paper_to("赵")).at("2026-04-20T09:00:00+08:00");
  EXPECT_EQ(course.refused("hearing.open", R"({"attending":["王","李"]})"), "rules-unmet G09");
  course.send("hearing.withdraw", R"({"participant":"赵","reason":"本人退出"})");
  course.send("hearing.open", R"({"attending":["王","李"]})");
}

TEST(Article16, PapersThatAreRefusedAreNotedAsSuch) {
  Course course = listed();
  EXPECT_EQ(
      course.refused("hearing.papers", R"({"participant":"张","receipt":"留置1","refused":true})"),
      "rules-unmet G09V");
  course.send("hearing.papers",
              R"({"participant":"张","receipt":"留置1","refused":true,"reason":"当面拒收"})");
  // Who takes nothing signs no receipt; who takes the papers does.
  course.send("hearing.papers", R"({"participant":"王","refused":true,"reason":"电话拒收"})");
  EXPECT_EQ(course.refused("hearing.papers", R"({"participant":"李"})"), "rules-unmet G09V");
  course.send("hearing.papers", paper_to("李"));
  course.add({"PUB-08"}).at("2026-04-20T09:00:00+08:00");
  course.send("hearing.open", R"({"attending":["王","李"]})");
}

}  // namespace
}  // namespace gavel::law
