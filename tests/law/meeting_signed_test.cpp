// Decree 713, article 30: record and minutes of the meeting are signed, or a refusal is noted.
#include "tests/law/stances.hpp"

namespace gavel::law {
namespace {

TEST(Article30, ChairAndRecorderSignTheRecordBeforePublicationAndArchive) {
  Course course;
  course.decided().add({"MTG-05", "MTG-07"}).minutes_signed().by(office());
  course.send("minutes.issue", R"({"number":12,"signatory":"zhao"})").by(party_group());
  course.send("party.report", R"({"number":"1"})").by(head()).add({"ISS-01", "ISS-02", "ISS-04"});
  course.sign().send("decision.sign", R"({"number":"政发〔2026〕1号"})").by(office());
  const std::string_view channels = Course::channels;
  EXPECT_EQ(json_text(course.unmet("publication.publish", channels).seen),
            R"({"not_signed":["chair","recorder"]})");
  EXPECT_EQ(course.by(head()).refused("record.sign"), "signature-required");
  course.sign().send("record.sign");
  EXPECT_EQ(course.sign().refused("record.sign"), "rules-unmet G23S");
  EXPECT_EQ(course.by(actor("ta", {"recorder"}, "office")).sign().refused("record.sign"),
            "rules-unmet G23S");
  EXPECT_EQ(course.by(office()).refused("publication.publish", channels), "rules-unmet G23G");
  course.by(recorder()).sign().send("record.sign").by(office());
  course.send("publication.publish", channels).in({"published"});
}

TEST(Article30, ARefusalToSignTheRecordIsNotedWithItsReason) {
  Course course;
  course.decided().by(office());
  EXPECT_EQ(course.refused("record.refuse", R"({"part":"recorder"})"), "invalid-form /reason");
  EXPECT_EQ(course.by(actor("ji", {"office"}, "office"))
                .refused("record.refuse", R"({"part":"chair","reason":"r"})"),
            "rules-unmet G23F");
  const char* recorder_refuses = R"({"part":"recorder","reason":"对表述有异议"})";
  course.by(office()).send("record.refuse", recorder_refuses);
  EXPECT_EQ(json_text(course.given.snapshot().session.data.at("exceptions").at(0)),
            R"({"kind":"record_refused","part":"recorder","reason":"对表述有异议","by":"chen",)"
            R"("on":"2026-04-21","at":"2026-04-21T09:00:00.000+08:00"})");
  Course signed_by_chair = course;
  signed_by_chair.by(head()).sign().send("record.sign").by(office());
  EXPECT_EQ(signed_by_chair.refused("record.refuse", R"({"part":"chair","reason":"r"})"),
            "rules-unmet G23F");
  // Whoever was said to refuse may sign after all, once.
  course.by(recorder()).sign().send("record.sign");
  EXPECT_EQ(course.sign().refused("record.sign"), "rules-unmet G23S");
}

// A clerk alone does not stand in for both signatures, nor for one under a paper of their own.
TEST(Article30, AtMostOneOfChairAndRecorderRefuses) {
  const char* chair = R"({"part":"chair","reason":"r"})";
  const char* recorder_ = R"({"part":"recorder","reason":"r"})";
  Course course;
  course.decided().by(office()).add({"MTG-05"});
  EXPECT_EQ(course.refused("minutes.refuse", chair), "rules-unmet G25O");
  Actor delegate = actor("du", {"office"}, "office");
  delegate.on_behalf_of = "chen";
  EXPECT_EQ(course.by(delegate).refused("minutes.refuse", chair), "rules-unmet G25O");
  course.by(actor("du", {"office"}, "office")).send("minutes.refuse", chair);
  EXPECT_EQ(course.refused("minutes.refuse", recorder_), "rules-unmet G25O");
  course.send("record.refuse", chair);
  EXPECT_EQ(course.refused("record.refuse", recorder_), "rules-unmet G23F");
}

TEST(Article30, ChairAndRecorderSignTheMinutesBeforeTheyAreIssued) {
  Course course;
  course.decided().record_signed().by(head());
  EXPECT_EQ(course.sign().refused("minutes.sign"), "rules-unmet G25P");
  course.add({"MTG-05"});
  EXPECT_EQ(course.refused("minutes.sign"), "signature-required");
  course.sign().send("minutes.sign");
  EXPECT_EQ(course.sign().refused("minutes.sign"), "rules-unmet G25P");
  EXPECT_EQ(course.by(actor("ta", {"recorder"}, "office")).sign().refused("minutes.sign"),
            "rules-unmet G25P");
  const auto issue = R"({"number":12,"signatory":"zhao"})";
  EXPECT_EQ(course.by(office()).refused("minutes.issue", issue), "rules-unmet G25R");
  course.by(recorder()).sign().send("minutes.sign").by(office());
  course.send("minutes.issue", issue);
}

TEST(Article30, ARefusalToSignTheMinutesIsNotedWithItsReason) {
  Course course;
  course.decided().record_signed().add({"MTG-05"});
  const auto refusal = R"({"part":"recorder","reason":"对表述有异议"})";
  EXPECT_EQ(course.by(actor("ji", {"office"}, "office")).refused("minutes.refuse", refusal),
            "rules-unmet G25O");
  course.by(office()).send("minutes.refuse", refusal);
  EXPECT_EQ(course.refused("minutes.refuse", refusal), "rules-unmet G25O");
  course.by(head()).sign().send("minutes.sign").by(office());
  course.send("minutes.issue", R"({"number":12,"signatory":"zhao"})");
}

}  // namespace
}  // namespace gavel::law
