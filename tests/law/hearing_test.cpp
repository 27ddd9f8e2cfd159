// Decree 713, articles 16 and 17: the day that a hearing is announced for, who comes and who
// presents the draft.
#include "tests/law/hearing.hpp"

namespace gavel::law {
namespace {

// Who comes on the day that was announced finds the hearing, and nobody finds it on another.
TEST(Article16, AHearingIsHeldOnTheDayItWasAnnouncedForOrPostponedTo) {
  Course course = listed();
  for (const char* each : {"张", "王", "李"}) course.send("hearing.papers", paper_to(each));
  course.add({"PUB-08"}).at("2026-04-21T00:00:00+08:00");
  EXPECT_EQ(course.refused("hearing.open", all_three), "rules-unmet G09");
  course.send("hearing.postpone", postponed_to("2026-04-28"));
  course.at("2026-04-28T23:59:59+08:00").send("hearing.open", all_three);
}

TEST(Article16, AHearingMayBeHeldWhileTheNoticeIsOpen) {
  Course course;
  course.policy = object(R"({"hearing_min_participants":3})");
  course.noticed().by(drafter());
  std::string sooner = announcement;
  sooner.replace(sooner.find("2026-04-20"), 10, "2026-03-20");
  course.send("hearing.announce", sooner);
  for (const auto& who :
       {participant("张", "商户"), participant("王", "商户"), participant("李", "居民")}) {
    course.send("hearing.participant", who);
  }
  course.add({"PUB-07"}).send("hearing.list");
  for (const char* each : {"张", "王", "李"}) course.send("hearing.papers", paper_to(each));
  course.add({"PUB-08"}).at("2026-03-20T09:00:00+08:00").send("hearing.open", all_three);
  course.send("hearing.speak", said("教育局", "present"))
      .send("hearing.speak", said("张", "state"));
  course.add({"PUB-09"});
  for (const char* each : {"张", "王", "李"}) course.send("hearing.confirm", signed_by(each));
  course.sign().send("hearing.hold").in({"pp_open"});
  // A record that is replaced is signed again, as it is after the notice closed.
  course.given.add("PUB-09", "a-smoother-record");
  for (const char* each : {"张", "王", "李"}) course.send("hearing.confirm", signed_by(each));
  course.sign().send("hearing.hold").in({"pp_open"});
  EXPECT_EQ(course.given.snapshot().session.data.at("hearing").at("signed").at("on"), "2026-03-20");
  // Its report is due after seven working days, and told as late whichever state that finds.
  course.given.until("2026-04-02T00:00:00+08:00").in({"pp_collating"});
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").at(0).at("clock"), "T06");
  course.add({"PUB-11"}).send("hearing.report", R"({"summary":"多数支持"})");
}

// Announced for 9:00: who comes then is not late.
TEST(Article16, AHearingBeginsAtTheTimeThatWasAnnounced) {
  for (const auto& [at, expected] : std::vector<std::pair<const char*, const char*>>{
           {"2026-04-20T08:59:59+08:00", "rules-unmet G09HT"}, {"2026-04-20T09:00:00+08:00", ""}}) {
    Course course = listed();
    for (const char* each : {"张", "王", "李"}) course.send("hearing.papers", paper_to(each));
    course.add({"PUB-08"}).at(at);
    if (*expected != '\0') {
      EXPECT_EQ(course.refused("hearing.open", all_three), expected);
    } else {
      course.send("hearing.open", all_three);
    }
  }
}

TEST(Article16, EnoughOfThoseOnTheListCome) {
  Course course = listed();
  for (const char* each : {"张", "王", "李"}) course.send("hearing.papers", paper_to(each));
  course.add({"PUB-08"}).at("2026-04-20T09:00:00+08:00");
  for (const char* attending : {R"({"attending":["张"]})", R"({"attending":["张","张"]})",
                                R"({"attending":["张","王","赵"]})"}) {
    EXPECT_EQ(course.refused("hearing.open", attending), "rules-unmet G09Z G09ZS") << attending;
  }
  course.send("hearing.open", R"({"attending":["张","李"]})");
}

// The neighbours have one seat; whoever has it stays away.
TEST(Article16, AHearingDoesNotOpenWithOneSideAbsentUntilItWasPostponedAsOftenAsMayBe) {
  const char* shopkeepers = R"({"attending":["张","王"]})";
  Course course = listed();
  for (const char* each : {"张", "王", "李"}) course.send("hearing.papers", paper_to(each));
  course.add({"PUB-08"}).at("2026-04-20T09:00:00+08:00");
  const auto rule = course.unmet("hearing.open", shopkeepers);
  EXPECT_EQ(rule.id, "G09ZS");
  EXPECT_EQ(json_text(rule.seen), R"({"sides":2,"sides_there":1,"postponed":0})");
  course.send("hearing.postpone", postponed_to("2026-04-27")).at("2026-04-27T09:00:00+08:00");
  EXPECT_EQ(course.refused("hearing.open", shopkeepers), "rules-unmet G09ZS");
  course.send("hearing.postpone", postponed_to("2026-05-11")).at("2026-05-11T09:00:00+08:00");
  course.send("hearing.open", shopkeepers);
}

TEST(Article17, SomebodyOfADraftingUnitPresentsTheDraftOrItIsSaidWhyNot) {
  Course course = closed();
  const auto of = [](const char* unit) {
    JsonObject out = account("he", "executor");
    out["found"].as_object()["unit"] = unit;
    return out;
  };
  course.knows("presenter", of("works"));
  EXPECT_EQ(course.refused("hearing.announce", announcement), "rules-unmet G09PU");
  std::string reasoned = announcement;
  reasoned.insert(reasoned.rfind('}'), R"(,"presenter_reason":"受委托编制草案的单位")");
  Course with_reason = course;
  with_reason.send("hearing.announce", reasoned);
  constexpr const char* staff = R"({"chair":"司法局","presenter":"何","reason":"r")";
  EXPECT_EQ(with_reason.refused("hearing.staff", std::string(staff) + "}"), "rules-unmet G09PU");
  with_reason.send("hearing.staff", std::string(staff) + R"(,"presenter_reason":"同上"})");
  course.knows("presenter", of("education")).send("hearing.announce", announcement);
}

TEST(Article17, SomebodyOfTheUnitThatDraftsWithItPresentsTheDraftToo) {
  Course course;
  course.policy = object(R"({"hearing_min_participants":3})");
  course.together().notice_closed().by(drafter()).knows("chair", {{"found", nullptr}});
  JsonObject cai = account("cai", "drafter");
  cai["found"].as_object()["unit"] = "finance";
  course.knows("presenter", cai).send("hearing.announce", announcement);
}

TEST(Article16, AHearingIsPostponedTwiceAndThenCancelledUnlessTheLawDemandsIt) {
  Course course = listed();
  const auto to = postponed_to;
  EXPECT_EQ(course.refused("hearing.cancel", R"({"reason":"无法举行"})"), "rules-unmet G09X");
  EXPECT_EQ(course.refused("hearing.postpone", to("2026-04-20")), "rules-unmet G09M");
  course.send("hearing.postpone", to("2026-04-27")).send("hearing.postpone", to("2026-05-11"));
  EXPECT_EQ(course.refused("hearing.postpone", to("2026-05-25")), "rules-unmet G09M");
  course.add({"PUB-03", "PUB-05"});
  EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G09H");
  course.send("hearing.cancel", R"({"reason":"无法举行"})").send("participation.feedback");
  course.in({"pp_done"});
}

TEST(Article16, AHearingTheLawDemandsIsNotCancelled) {
  Course course;
  course.policy = object(R"({"hearing_postponements":0,"hearing_min_participants":3})");
  course.coordinated().checked_for_secrets().send(
      "notice.open", R"({"title":"征求意见","how":"信函","hearing_basis":"价格法第23条"})");
  course.send("hearing.announce", announcement);
  EXPECT_EQ(course.refused("hearing.postpone", R"({"date":"2026-05-20","reason":"r"})"),
            "rules-unmet G09M");
  EXPECT_EQ(course.refused("hearing.cancel", R"({"reason":"r"})"), "rules-unmet G09X");
  // Its day has passed and it must be held: it gets another day, whatever the number of times.
  course.at("2026-04-21T09:00:00+08:00").send("hearing.postpone", postponed_to("2026-05-20"));
}

}  // namespace
}  // namespace gavel::law
