// Fair competition review beside the statutory steps: what fails it, and exemptions with their end.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

// 公平竞争审查条例 article 12: what passed has no term, and what has none is not renewed.
TEST(Article29, OnlyAnExemptionHasAGroundAndAnEnd) {
  Course course;
  course.coordinated().by(market_regulator()).add({"FCR-01"});
  for (const char* more : {R"("exempt_until":"2026-12-31")", R"("exempt_condition":"验收")",
                           R"("exempt_reason":"r")", R"("exempt_ground":"technology")"}) {
    for (const char* conclusion : {"passed", "failed"}) {
      const std::string form =
          std::string(R"({"conclusion":")") + conclusion + R"(",)" + more + "}";
      EXPECT_EQ(course.refused("competition.conclude", form), "rules-unmet G13G") << form;
    }
  }
  course.send("competition.conclude", R"({"conclusion":"passed"})").in({"fc_done"});
}

/// A conclusion that an exemption applies until `day`, or with no end.
std::string exempt(const std::string& day) {
  return R"({"conclusion":"exempt","exempt_ground":"public_interest",
             "exempt_reason":"没有影响更小的方式")" +
         (day.empty() ? "" : R"(,"exempt_until":")" + day + "\"") + "}";
}

TEST(FairCompetition, WhatFailsTheReviewDoesNotGoOn) {
  Course course;
  course.heard().argued().assessed().by(market_regulator()).add({"FCR-01"});
  course.send("competition.conclude", R"({"conclusion":"failed"})").in({"fc_planning"});
  course.file("FCR-01", "passed").send("competition.conclude", R"({"conclusion":"passed"})");
  course.in({"consolidating"});
}

// The packet would hold a paper that says the opposite.
TEST(FairCompetition, ThePaperOfAFailedReviewStandsForNoOther) {
  Course course;
  course.heard().argued().assessed().by(market_regulator()).add({"FCR-01"});
  course.send("competition.conclude", R"({"conclusion":"failed"})");
  const char* passed = R"({"conclusion":"passed"})";
  EXPECT_EQ(course.refused("competition.conclude", passed), "rules-unmet G13");
  course.add({"FCR-01"});  // the same once more
  EXPECT_EQ(course.refused("competition.conclude", passed), "rules-unmet G13");
  course.file("FCR-01", "failed-again").send("competition.conclude", R"({"conclusion":"failed"})");
  course.add({"FCR-01"});  // nor the one before it
  EXPECT_EQ(course.refused("competition.conclude", passed), "rules-unmet G13");
  course.file("FCR-01", "passed").send("competition.conclude", passed).in({"consolidating"});
}

TEST(FairCompetition, AnExemptionHasItsEndAndIsWatched) {
  Course course;
  course.coordinated().by(market_regulator()).add({"FCR-01"});
  EXPECT_EQ(course.refused("competition.conclude", exempt("")), "rules-unmet G13");
  EXPECT_EQ(course.refused("competition.conclude", exempt("2026-03-02")), "rules-unmet G13");
  Course on_condition = course;
  on_condition.send(
      "competition.conclude",
      R"({"conclusion":"exempt","exempt_ground":"technology","exempt_reason":"无其他方式",
                        "exempt_condition":"示范项目通过验收"})");
  course.send("competition.conclude", exempt("2026-12-31"));
  course.in({"fc_done"});
}

// It is on a ground that the regulations know, where no other way harms competition less.
TEST(FairCompetition, AnExemptionHasItsGroundAndStandsAsAnException) {
  Course course;
  course.coordinated().by(market_regulator()).add({"FCR-01"});
  for (const char* without : {R"("exempt_ground":"public_interest",)", R"("exempt_reason":"r",)"}) {
    const std::string half =
        std::string(R"({"conclusion":"exempt",)") + without + R"("exempt_until":"2026-12-31"})";
    EXPECT_EQ(course.refused("competition.conclude", half), "rules-unmet G13G");
  }
  EXPECT_EQ(
      course.refused("competition.conclude",
                     R"({"conclusion":"exempt","exempt_ground":"local","exempt_reason":"r"})"),
      "invalid-form /exempt_ground");
  course.send("competition.conclude", exempt("2026-12-31"));
  const Json& used = course.given.snapshot().session.data.at("exceptions").at(0);
  EXPECT_EQ(used.at("kind"), "competition_exempt");
  EXPECT_EQ(used.at("reason"), "没有影响更小的方式");
}

// The last day is in time, the next morning it is told; a renewal puts it off.
TEST(FairCompetition, AnExemptionThatEndsBeforeTheDecisionIsTold) {
  Course course;
  course.coordinated().by(market_regulator()).add({"FCR-01"});
  course.send("competition.conclude", exempt("2026-03-20"));
  const auto told = [](Course& at) {
    const auto& overdue = at.given.snapshot().session.data.at("overdue").as_array();
    return std::ranges::count_if(overdue,
                                 [](const Json& each) { return each.at("clock") == Json("T18"); });
  };
  course.given.until("2026-03-20T23:59:59+08:00");
  EXPECT_EQ(told(course), 0);
  Course renewed = course;
  course.given.until("2026-03-21T00:00:00+08:00");
  EXPECT_EQ(told(course), 1);
  renewed.add({"FCR-01"});
  renewed.send("competition.renew", R"({"exempt_until":"2026-03-31","reason":"延期"})");
  renewed.given.until("2026-03-31T23:59:59+08:00");
  EXPECT_EQ(told(renewed), 0);
  renewed.given.until("2026-04-01T00:00:00+08:00");
  EXPECT_EQ(told(renewed), 1);
}

// What has ended goes to no meeting, and is not decided, signed or published.
TEST(FairCompetition, OnAnExemptionThatHasEndedNothingIsDecided) {
  Course course;
  course.coordinated().by(market_regulator()).add({"FCR-01"});
  course.send("competition.conclude", exempt("2026-04-20"));
  const char* later = R"({"exempt_until":"2026-04-23","reason":"延期"})";
  const char* approve = R"({"outcome":"approve"})";
  course.argued().assessed();
  course.checked_for_secrets().send("notice.open", R"({"title":"征求意见","how":"信函"})");
  course.given.until("2026-04-02T00:00:00+08:00");
  course.by(drafter())
      .add({"PUB-03", "PUB-05"})
      .send("participation.feedback")
      .in({"consolidating"});
  course.changed("C1").by(drafter()).add({"LEG-01"}).send("review.send");
  course.by(justice()).send("review.accept").by(counsel()).add({"LEG-03"}).sign();
  course.send("review.counsel", R"({"conclusion":"lawful","text":"合法"})").by(justice());
  course.add({"LEG-04"}).at("2026-04-15T09:00:00+08:00").sign();
  course.send("review.opinion", Course::lawful).by(drafter()).add({"LEG-05"});
  course.send("meeting.submit").approved_for_the_agenda().accepted_for_the_meeting();
  // Nobody is called for a day on which it has ended.
  EXPECT_THAT(course.unmet("meeting.notify", Course::notice_of_meeting).remedy.zh,
              testing::HasSubstr("期限至2026-04-20，会议在2026-04-21"));
  EXPECT_EQ(course.refused("meeting.notify", Course::notice_of_meeting), "rules-unmet G13EX");
  Course over = course;
  over.at("2026-04-21T00:10:00+08:00");
  EXPECT_THAT(
      over.refused("meeting.notify", Course::notice_of_meeting),
      testing::AllOf(testing::HasSubstr("G13E"), testing::Not(testing::HasSubstr("G13EX"))));
  course.by(market_regulator()).add({"FCR-01"});
  course.send("competition.renew", R"({"exempt_until":"2026-04-21","reason":"延期"})");
  course.by(office()).send("meeting.notify", Course::notice_of_meeting);
  course.at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian", "sun"}).send("meeting.open");
  course.stances().head_spoke().at("2026-04-22T00:10:00+08:00");
  EXPECT_EQ(course.refused("meeting.decide", approve), "rules-unmet G13E");
  Course amended = course;  // it may be sent back
  amended.send("meeting.decide", R"({"outcome":"amend","reason":"例外期限已满"})");
  course.by(market_regulator());
  for (const char* wrong : {R"({"exempt_until":"2026-04-21","reason":"r"})",
                            R"({"exempt_until":"2026-04-20","reason":"r"})"}) {
    EXPECT_EQ(course.refused("competition.renew", wrong), "rules-unmet G13R");
  }
  EXPECT_EQ(course.refused("competition.renew", later), "rules-unmet G13R");  // its own conclusion
  course.add({"FCR-01"})
      .send("competition.renew", later)
      .by(head())
      .send("meeting.decide", approve);
  course.issued_to_be_signed().at("2026-04-24T09:00:00+08:00");
  EXPECT_EQ(course.sign().refused("decision.sign", R"({"number":"政发〔2026〕1号"})"),
            "rules-unmet G13E");
  course.by(market_regulator());
  EXPECT_EQ(course.refused("competition.renew", R"({"exempt_until":"2026-04-24","reason":"r"})"),
            "rules-unmet G13R");
  course.add({"FCR-01"});
  course.send("competition.renew", R"({"exempt_until":"2026-04-25","reason":"延期"})").by(head());
  course.sign()
      .send("decision.sign", R"({"number":"政发〔2026〕1号"})")
      .by(office())
      .add({"ISS-02", "ISS-04"});
  course.at("2026-04-26T09:00:00+08:00");
  EXPECT_EQ(course.refused("publication.publish", Course::channels), "rules-unmet G13E");
  course.by(market_regulator()).add({"FCR-01"});
  course.send("competition.renew", R"({"exempt_until":"2026-05-31","reason":"延期"})");
  course.by(office()).send("publication.publish", Course::channels);
  course.by(archivist()).send("archive.receive").by(market_regulator());
  // Renewed once more while it is carried out: the watch is set anew.
  course.add({"FCR-01"})
      .send("competition.renew", R"({"exempt_until":"2026-06-30","reason":"延期"})");
  course.given.until("2026-06-30T23:59:59+08:00");
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").as_array().size(), 0u);
  course.given.until("2026-07-01T00:00:00+08:00");
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").at(0).at("clock"), "T18");
}

}  // namespace
}  // namespace gavel::law
