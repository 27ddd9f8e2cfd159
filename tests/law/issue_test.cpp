// Decree 713 articles 31, 32 and 36: how a decision is issued, published and explained, and what is
// told before it ends.
#include "tests/law/course.hpp"
#include "tests/matter/next_year.hpp"

namespace gavel::law {
namespace {

constexpr const char* sign = R"({"number":"政发〔2026〕9号"})";

TEST(Article31, WhatThePartyCommitteeObjectsToIsDecidedAgain) {
  Course course;
  course.minuted().by(party_group()).add({"MTG-07"});
  course.send("party.report", R"({"number":"1","reply":"object"})").in({"consolidating"});
  Course consent;
  consent.minuted().by(party_group()).add({"MTG-07"});
  consent.send("party.report", R"({"number":"1","reply":"consent"})").in({"signing"});
}

TEST(Article32, ATechnicalOrWidelyFollowedDecisionIsExplained) {
  const std::string_view channels = Course::channels;
  Course technical;
  technical.signed_off().by(office()).add({"ISS-02"});
  EXPECT_EQ(technical.refused("publication.publish", channels), "rules-unmet G27");
  technical.add({"ISS-04"}).send("publication.publish", channels).in({"published"});

  Course plain;
  plain.heard().assessed().reviewed_for_competition().by(drafter());
  plain.send("experts.not_required", R"({"reason":"不涉专业技术","approver":"zhao"})")
      .in({"consolidating"});
  EXPECT_EQ(plain.given.snapshot().session.data.at("experts").at("required"), Json(false));
}

TEST(Exits, AnExemptionThatEndsWhileItIsCarriedOutIsTold) {
  Course course;
  course.heard().argued().assessed().by(market_regulator()).add({"FCR-01"});
  course.send("competition.conclude", R"({"conclusion":"exempt","exempt_until":"2026-06-30",
      "exempt_ground":"public_interest","exempt_reason":"没有影响更小的方式"})");
  course.in({"consolidating"}).changed("C0").by(drafter()).add({"LEG-01"}).send("review.send");
  course.by(justice()).send("review.accept").by(counsel()).add({"LEG-03"}).sign();
  course.send("review.counsel", R"({"conclusion":"lawful","text":"合法"})").by(justice());
  course.add({"LEG-04"}).at("2026-04-15T09:00:00+08:00").sign();
  course.send("review.opinion", Course::lawful).by(drafter()).add({"LEG-05"});
  course.send("meeting.submit").approved_for_the_agenda().accepted_for_the_meeting();
  course.send("meeting.notify", Course::notice_of_meeting).at("2026-04-21T09:00:00+08:00");
  course.arrive({"zhao", "qian", "sun"}).send("meeting.open");
  course.stances().head_spoke().send("meeting.decide", R"({"outcome":"approve"})");
  course.record_signed().add({"MTG-05", "MTG-07"}).minutes_signed().by(office());
  course.send("minutes.issue", R"({"number":1,"signatory":"zhao"})");
  course.by(party_group()).send("party.report", R"({"number":"1"})");
  course.by(head()).add({"ISS-01"});
  course.sign().send("decision.sign", R"({"number":"政发〔2026〕1号","validity_days":365})");
  course.by(office()).add({"ISS-02", "ISS-04"}).send("publication.publish", Course::channels);
  course.by(archivist()).send("archive.receive").by(office());
  course.given.until("2026-06-30T23:59:59+08:00");
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").as_array().size(), 0u);
  course.given.until("2026-07-01T00:00:00+08:00");
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").at(0).at("clock"), "T18");
  // In force for 365 days from 21 April: told 180 days before, 185 days on, after 23 October.
  course.given.until("2026-10-23T23:59:59+08:00");
  EXPECT_EQ(course.given.snapshot().session.data.at("reminders").as_array().size(), 0u);
  course.given.until("2026-10-24T00:00:00+08:00");
  EXPECT_EQ(course.given.snapshot().session.data.at("reminders").at(0).at("clock"), "T16");
}

// One that is in force for no longer than 180 days is told half way.
TEST(Article36, TheEndOfAShortValidityIsToldHalfWay) {
  const auto told = [](const char* validity) -> std::string {
    Course course;
    course.reported()
        .by(head())
        .add({"ISS-01"})
        .sign()
        .send("decision.sign", std::string(R"({"number":"政发〔2026〕9号")") + validity + "}");
    course.by(office()).add({"ISS-02", "ISS-04"}).send("publication.publish", Course::channels);
    const auto clocks = course.given.clocks();
    const auto found = std::ranges::find(clocks, std::string("T16"), &matter::ClockView::id);
    return found == clocks.end() ? "" : to_string(found->due.last);
  };
  EXPECT_EQ(told(""), "");
  EXPECT_EQ(told(R"(,"validity_days":181)"), "2026-04-22");
  EXPECT_EQ(told(R"(,"validity_days":180)"), "2026-07-20");
  EXPECT_EQ(told(R"(,"validity_days":101)"), "2026-06-10");
  EXPECT_EQ(told(R"(,"validity_days":1)"), "2026-04-21");
}

// What is published is what was signed, and what was signed is what was decided.
TEST(Article32, TheTextIsTheOneThatWasSignedAndTheDraftTheOneThatWasDecided) {
  Course course;
  course.reported().by(head());
  EXPECT_EQ(course.sign().refused("decision.sign", R"({"number":"政发〔2026〕1号"})"),
            "rules-unmet G25I");
  course.add({"ISS-01"})
      .sign()
      .send("decision.sign", R"({"number":"政发〔2026〕1号"})")
      .by(office());
  course.add({"ISS-02", "ISS-04"});
  const auto swapped = [](Course& of, const char* code, const Actor& whose) {
    of.by(whose).given.add(code, "swapped-after-signing");
    of.by(office());
  };
  Course kept = course;
  kept.send("publication.restrict", Course::restriction).by(head());
  kept.send("exception.confirm", R"({"no":1})").by(office());
  for (const auto& [code, whose] :
       {std::pair("ISS-01", office()), std::pair("DRF-04", drafter())}) {
    swapped(course, code, whose);
    EXPECT_EQ(course.refused("publication.publish", Course::channels), "rules-unmet G25V");
    course.by(whose).add({code}).by(office());
    swapped(kept, code, whose);
    EXPECT_EQ(kept.refused("publication.deliver", Course::recipients), "rules-unmet G25V");
    kept.by(whose).add({code}).by(office());
  }
  course.send("publication.publish", Course::channels).in({"published"});
}

}  // namespace
}  // namespace gavel::law
