// Decree 713, articles 31 and 32: the Party committee is asked before the meeting where the organ's
// rules say so; what is checked for secrets is what was signed, and the time to publish runs from
// the first signature.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

const char* const number = R"({"number":"政发〔2026〕9号"})";

Course asked_before_the_meeting() {
  Course course;
  course.policy = object(R"({"party_before":"meeting"})");
  course.reviewed().by(drafter()).add({"LEG-05"});
  return course;
}

TEST(Article31, WhereTheOrganSaysSoThePartyCommitteeIsConsultedBeforeTheMeeting) {
  Course course = asked_before_the_meeting();
  EXPECT_EQ(course.refused("meeting.submit"), "rules-unmet G25B");
  course.by(party_group());
  const auto consult = [](const char* reply) {
    return std::string(R"({"number":"政党发〔2026〕2号","reply":")") + reply + "\"}";
  };
  EXPECT_EQ(course.refused("party.consult", consult("consent")), "rules-unmet G25C");
  EXPECT_EQ(course.by(drafter()).refused("party.consult", consult("consent")), "not-permitted");
  course.by(party_group()).add({"MTG-10"}).send("party.consult", consult("object")).by(drafter());
  EXPECT_EQ(course.refused("meeting.submit"), "rules-unmet G25B");
  course.by(party_group()).send("party.consult", consult("consent")).by(drafter());
  course.send("meeting.submit").in({"packet_check"});
}

// A consent is of the text as it was read.
TEST(Article31, AConsentIsOfTheDraftAsItIsNow) {
  Course course = asked_before_the_meeting();
  course.by(party_group()).add({"MTG-10"});
  course.send("party.consult", R"({"number":"2","reply":"consent"})").by(drafter());
  course.file("DRF-04", "comma").changed("C0").by(drafter());
  EXPECT_EQ(course.refused("meeting.submit"), "rules-unmet G25B");
  course.by(party_group()).send("party.consult", R"({"number":"3","reply":"noted"})").by(drafter());
  course.send("meeting.submit").in({"packet_check"});
}

TEST(Article31, ConsultedBeforeTheMeetingItIsStillReportedToBeforeIssue) {
  Course course;
  course.submitted().in({"packet_check"});  // nobody asked for more
  Course both = asked_before_the_meeting();
  both.by(party_group())
      .add({"MTG-10"})
      .send("party.consult", R"({"number":"2","reply":"consent"})");
  both.by(drafter()).send("meeting.submit").approved_for_the_agenda().accepted_for_the_meeting();
  both.send("meeting.notify", Course::notice_of_meeting).at("2026-04-21T09:00:00+08:00");
  both.arrive({"zhao", "qian", "sun"}).send("meeting.open").stances().head_spoke();
  both.send("meeting.decide", R"({"outcome":"approve"})")
      .record_and_minutes()
      .by(head())
      .add({"ISS-01"});
  EXPECT_EQ(both.sign().refused("decision.sign", number), "not-now");
  both.add({"MTG-07"}).by(party_group()).send("party.report", R"({"number":"4"})").in({"signing"});
}

TEST(Article32, WhatIsCheckedForSecretsIsTheTextThatWasSigned) {
  Course course;
  course.reported()
      .by(office())
      .add({"ISS-02"})
      .at("2026-04-22T09:00:00+08:00")
      .by(head())
      .add({"ISS-01"});
  course.sign().send("decision.sign", number).by(office()).add({"ISS-04"});
  EXPECT_EQ(course.refused("publication.publish", Course::channels), "rules-unmet G26S");
  EXPECT_EQ(course.refused("publication.restrict", Course::restriction), "rules-unmet G26S");
  // Nobody checks the own draft, in whatever office.
  Course own = course;
  own.by(actor("wang", {"office"}, "office")).add({"ISS-02"}).by(office());
  EXPECT_EQ(own.refused("publication.publish", Course::channels), "rules-unmet G26S");
  course.add({"ISS-02"}).send("publication.publish", Course::channels).in({"published"});
}

// Signed again because a paper was replaced, it is not due any later.
TEST(Article32, TheTimeToPublishRunsFromTheFirstSignature) {
  Course course;
  course.signed_off();
  const auto due = [&] {
    for (const matter::ClockView& clock : course.given.clocks()) {
      if (clock.id == "T11") return to_string(clock.due.last);
    }
    return std::string("not running");
  };
  const std::string first = due();
  course.at("2026-05-08T09:00:00+08:00")
      .by(head())
      .file("ISS-01", "another")
      .sign()
      .send("decision.sign", number);
  EXPECT_EQ(due(), first);
}

}  // namespace
}  // namespace gavel::law
