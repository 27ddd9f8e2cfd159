// Decree 713 art. 30 and 38(3): what a member disputes after the decision is signed, or wherever
// else a discussed matter has gone, is told, signed and answered before the file is closed.
#include "engine/matter/performed.hpp"
#include "tests/law/carrying_out.hpp"
#include "tests/law/stances.hpp"

namespace gavel::law {
namespace {

constexpr const char* place = R"({"fonds":"X043","organisation":"BGS"})";

/// The member says at that moment that what was entered was otherwise.
Course& dispute(Course& course, std::string_view at, const char* text = "我当时不同意") {
  course.at(at).by(member("qian")).sign();
  course.given.send("stance.dispute", {{"member", "qian"}, {"text", text}});
  return course;
}

/// What it asks for: the reasons, a record and minutes that tell them, signed as they are then.
Course& answered(Course& course) {
  course.by(head()).send("decision.reason", R"({"reason":"学位缺口紧迫"})");
  course.by(recorder()).file("MTG-04", "record-with-the-dispute").record_signed();
  return course.file("MTG-05", "minutes-with-the-dispute").minutes_signed();
}

TEST(Article30, ADisputeAfterTheSignatureIsToldAndAnsweredBeforePublication) {
  Course course;
  course.signed_off().by(office()).add({"ISS-02", "ISS-04"});
  dispute(course, "2026-04-22T11:00:00+08:00").by(office());
  EXPECT_EQ(course.refused("publication.publish", Course::channels), "rules-unmet G24D G23E G25F");
  Course kept;
  kept.restriction_confirmed();
  dispute(kept, "2026-04-22T11:00:00+08:00").by(office());
  EXPECT_EQ(kept.refused("publication.deliver", Course::recipients), "rules-unmet G24D G23E G25F");
  course.by(head()).send("decision.reason", R"({"reason":"学位缺口紧迫"})");
  // A paper that is replaced is signed as it is now.
  course.by(recorder()).file("MTG-04", "record-with-the-dispute").by(office());
  EXPECT_EQ(course.refused("publication.publish", Course::channels), "rules-unmet G23G G25F");
  course.record_signed().file("MTG-05", "minutes-with-the-dispute").by(office());
  EXPECT_EQ(course.refused("publication.publish", Course::channels), "rules-unmet G25U");
  course.minutes_signed().by(office()).send("publication.publish", Course::channels);
}

TEST(Article33, ADisputeWhileItIsCarriedOutIsToldAndAnsweredBeforeTheArchive) {
  Course course;
  dispute(course.executed(), "2026-05-20T11:00:00+08:00").proved().by(executor()).add({"EXE-02"});
  course.send("execution.progress", R"({"task":"施工","percent":100,"text":"竣工"})");
  course.send("execution.finish", R"({"text":"全部完成"})").in({"completed"}).by(archivist());
  EXPECT_EQ(course.refused("archive.collect", place), "rules-unmet G24D G23E G25F");
  answered(course).by(archivist()).send("archive.collect", place).in({"building"});
}

// It waits for the archive: there too it may be disputed, put right and answered.
TEST(Article33, WhatIsDisputedAndPutRightAtTheArchiveIsToldBeforeItIsTaken) {
  Course course;
  dispute(course.carried_out(), "2026-05-20T11:00:00+08:00").by(archivist());
  EXPECT_EQ(course.refused("archive.collect", place), "rules-unmet G24D G23E G25F");
  // Put right as it was entered, nothing differs from the majority; the papers tell it all the
  // same.
  course.by(member("qian")).sign().send("stance.correct", R"({"member":"qian","stance":"agree"})");
  EXPECT_EQ(course.by(archivist()).refused("archive.collect", place), "rules-unmet G23E G25F");
  course.by(recorder()).file("MTG-04", "put-right").record_signed();
  course.file("MTG-05", "put-right").minutes_signed();
  course.by(archivist()).send("archive.collect", place).in({"building"});
}

TEST(Article33, ADisputeOfWhatWasNotAdoptedIsToldBeforeTheArchive) {
  Course course;
  course.met().stances("oppose", "agree").head_spoke();
  course.send("meeting.decide", R"({"outcome":"reject"})").record_and_minutes();
  dispute(course.in({"not_adopted"}), "2026-04-22T11:00:00+08:00", "我当时同意").by(archivist());
  EXPECT_EQ(course.refused("archive.collect", place), "rules-unmet G24D G23E G25F");
  answered(course).by(archivist()).send("archive.collect", place).in({"building"});
}

TEST(Article33, ADisputeOfWhatWasWithdrawnAfterDiscussionIsToldBeforeTheArchive) {
  Course course;
  course.met().stances("oppose", "agree").head_spoke();
  course.send("meeting.decide", R"({"outcome":"defer"})").record_and_minutes().by(head());
  course.send("matter.withdraw", R"({"reason":"不再需要"})").in({"withdrawn_discussed"});
  dispute(course, "2026-04-22T11:00:00+08:00", "我当时同意").by(archivist());
  EXPECT_EQ(course.refused("archive.collect", place), "rules-unmet G24D G23E G25F");
  answered(course).by(archivist()).send("archive.collect", place).in({"building"});
}

// The papers of a meeting are closed when the next is called: nobody answers for it afterwards.
TEST(Article30, ADisputeAfterTheItemWasPutOffIsToldBeforeTheNextMeetingIsCalled) {
  Course course;
  course.met().stances("oppose", "agree").head_spoke();
  course.send("meeting.decide", R"({"outcome":"defer"})").record_and_minutes().in({"deferred"});
  dispute(course, "2026-04-22T11:00:00+08:00", "我当时同意").by(office());
  course.send("deferred.resume").in({"meeting_scheduled"});
  const char* notice = R"({"body":"executive","held_on":"2026-04-28","place":"第一会议室",
      "chair":"zhao","members":["zhao","qian","sun","zhou","wu"],"recorder":"ji"})";
  EXPECT_EQ(course.refused("meeting.notify", notice), "rules-unmet G24D G23E G25F");
  answered(course).by(office()).send("meeting.notify", notice).in({"meeting_called"});
}

/// What the register of accounts says of somebody who is named as having left.
JsonObject gone() { return {{"found", nullptr}}; }
JsonObject left(const char* account, const char* part) {
  return {{"part", part}, {"reason", "已离任"}, {"left", account}};
}

// Years later chair and recorder may both be elsewhere, and what is replaced waits for nobody.
TEST(Article30, WhoHasLeftIsNotedAndCountsAsNoRefusal) {
  Course course;
  dispute(course.carried_out(), "2026-05-20T11:00:00+08:00").by(head());
  course.send("decision.reason", R"({"reason":"学位缺口紧迫"})").by(recorder());
  course.file("MTG-04", "told").file("MTG-05", "told").by(office());
  course.knows("left", gone());
  for (const auto& [event, rule] : {std::pair{"record.refuse", "rules-unmet G23F"},
                                    std::pair{"minutes.refuse", "rules-unmet G25O"}}) {
    // It is the one whose part it is, and who holds the post still signs.
    EXPECT_EQ(course.refused(event, json_text(left("ji", "chair"))), rule);
    course.knows("left", account("zhao", "organ_head"));
    EXPECT_EQ(course.refused(event, json_text(left("zhao", "chair"))), rule);
    course.knows("left", gone());
    course.given.send(event, left("zhao", "chair"));
    course.given.send(event, left("ji", "recorder"));
  }
  course.by(archivist()).send("archive.collect", place).in({"building"});
}

TEST(Article30, BesideOneWhoHasLeftTheOtherMayRefuse) {
  Course course;
  course.decided().knows("left", account("ji", "member")).by(office());
  course.given.send("record.refuse", left("ji", "recorder"));
  const char* refusal = R"({"part":"chair","reason":"对表述有异议"})";
  Course other = course;
  course.send("record.refuse", refusal);
  // Where nobody asked the register, nobody has left.
  other.forgets("left").at("2026-04-22T09:00:00+08:00").by(recorder()).file("MTG-04", "another");
  other.by(office()).send("record.refuse", refusal);
  EXPECT_EQ(other.refused("record.refuse", json_text(left("ji", "recorder"))), "rules-unmet G23F");
}

// Who has left refused nothing, and the statement says so beside the entry.
TEST(Article33, WhoHasLeftIsNotToldToHaveRefused) {
  const auto told = [](const Course& course) {
    std::string out;
    for (const auto& [entry, standing] :
         matter::standings(matter::Articles(law::major_decision()), course.given.snapshot(),
                           course.given.events(), matter::real_calendar()))
      out += standing.en + "; ";
    return out;
  };
  Course course;
  course.decided().by(office());
  Course refused = course;
  refused.send("record.refuse", R"({"part":"recorder","reason":"有异议"})");
  EXPECT_EQ(told(refused), "");
  course.knows("left", gone()).given.send("record.refuse", left("ji", "recorder"));
  EXPECT_EQ(told(course),
            "that person has left the post or keeps out of the matter and cannot sign: this is no "
            "refusal; ");
}

}  // namespace
}  // namespace gavel::law
