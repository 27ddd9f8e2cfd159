// The exits before a decision: what is withdrawn, merged into another matter or deferred, and what
// is kept of it.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

/// An item that was proposed so, and the other as the register tells of it: of that organ, its
/// title told or kept. This one is of the organ that it was proposed to, and of what that took
/// over.
Course merging(const char* proposed, const char* organ, const char* title = "学区") {
  Course course;
  JsonObject form = object(Course::proposal);
  for (auto& [name, value] : object(proposed)) form[name] = value;
  JsonObject into{{"found", JsonObject{{"id", "m7"},
                                       {"title", title},
                                       {"procedure", "major-decision"},
                                       {"states", JsonArray{"before_decision"}},
                                       {"shows", JsonObject{{"organs", JsonArray{organ}}}}}}};
  if (const std::string own = string_or(form, "organ"); !own.empty())
    into["own"] = JsonObject{{"organs", JsonArray{own, "原" + own}}, {"packs", JsonArray{}}};
  course.given.by(drafter()).open(std::move(form));
  course.knows("into", std::move(into));
  return std::move(course.by(head()));
}

// 公务员法 76: what is entered of recusals goes along, and no further than the matter itself.
TEST(Exits, WhatIsKeptToACircleIsMergedOnlyIntoWhatIsKeptSoToo) {
  const char* into = R"({"into":"m7","reason":"同一事项"})";
  EXPECT_EQ(merging(R"({"kept":true})", "市政府").refused("matter.merge", into),
            "rules-unmet G23IK");
  merging(R"({"kept":true})", "市政府", "").send("matter.merge", into).in({"merged"});
  merging("{}", "市政府", "").send("matter.merge", into).in({"merged"});
}

// 组织法 77: nobody of the other organ has acted.
TEST(Exits, WhatOneOrganDecidesIsNotMergedIntoWhatAnotherDecides) {
  const char* into = R"({"into":"m7","reason":"同一事项"})";
  EXPECT_EQ(merging(R"({"organ":"市政府"})", "区政府").refused("matter.merge", into),
            "rules-unmet G23IO");
  merging(R"({"organ":"市政府"})", "市政府").send("matter.merge", into).in({"merged"});
  merging(R"({"organ":"市政府"})", "原市政府").send("matter.merge", into).in({"merged"});
  merging("{}", "区政府").send("matter.merge", into).in({"merged"});
}

TEST(Exits, AMatterIsMergedIntoAnotherBeforeItIsDecided) {
  Course course;
  course.noticed().by(head());
  EXPECT_EQ(course.refused("matter.merge", R"({"reason":"同一事项"})"), "invalid-form /into");
  // Into another that is on record and under way: what is not, would only be a way to end it.
  const char* into = R"({"into":"m7","reason":"同一事项"})";
  const auto known = [](const char* id, const char* procedure, const char* state) {
    return JsonObject{{"found", JsonObject{{"id", id},
                                           {"title", "学区"},
                                           {"procedure", procedure},
                                           {"states", JsonArray{state}}}}};
  };
  for (const JsonObject& other :
       {JsonObject{{"found", nullptr}}, known("m1", "major-decision", "before_decision"),
        known("m7", "letters", "before_decision"), known("m7", "major-decision", "withdrawn")}) {
    EXPECT_EQ(course.knows("into", other).refused("matter.merge", into), "rules-unmet G23I");
  }
  course.knows("into", known("m7", "major-decision", "before_decision"));
  EXPECT_EQ(course.by(office()).refused("matter.merge", into), "rules-unmet G23WD");
  // A meeting that is called has its papers and its members.
  const JsonArray called{"before_decision", "meeting_called"};
  JsonObject meeting = known("m7", "major-decision", "before_decision");
  meeting["found"].as_object()["states"] = called;
  EXPECT_EQ(Course(course).by(head()).knows("into", meeting).refused("matter.merge", into),
            "rules-unmet G23I");
  course.by(head()).send("matter.merge", into).in({"merged"});
  // Who keeps out of it keeps out of the other from then on, which tells what came in.
  const auto sent = std::ranges::find_if(course.given.effects(), [](const chart::Effect& effect) {
    const auto* each = std::get_if<chart::Sent>(&effect);
    return each != nullptr && each->type == "urn:gavel:merge";
  });
  ASSERT_NE(sent, course.given.effects().end());
  EXPECT_EQ(json_text(std::get<chart::Sent>(*sent).data), R"({"matter":"m7"})");
  Course after;
  EXPECT_EQ(after.decided().by(office()).refused("matter.merge", R"({"into":"m7","reason":"x"})"),
            "not-now");
}

// The members have spoken: what they said has its outcome, and the record of it.
TEST(Exits, WhatAMeetingHasBegunToDiscussIsNotWithdrawn) {
  Course course;
  course.called().by(drafter());
  Course before = course;
  EXPECT_EQ(before.refused("matter.withdraw", R"({"reason":"条件不成熟"})"), "rules-unmet G23WD");
  before.by(head()).send("matter.withdraw", R"({"reason":"条件不成熟"})").in({"withdrawn"});
  const char* withdrawn = R"({"reason":"多数反对"})";
  course.at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian", "sun"}).send("meeting.open");
  course.stances("oppose", "oppose").add({"MTG-04"}).by(head());
  EXPECT_EQ(course.refused("matter.withdraw", withdrawn), "rules-unmet G23W");
  EXPECT_EQ(course.by(head()).refused("matter.merge", R"({"into":"m2","reason":"r"})"),
            "rules-unmet G23I G23W");
  Course deferred = course;
  course.by(office()).send("meeting.adjourn", R"({"reason":"另行研究"})").record_and_minutes();
  EXPECT_EQ(course.by(head()).refused("matter.withdraw", withdrawn), "rules-unmet G23W");
  course.by(office()).send("meeting.notify", R"({"body":"executive","held_on":"2026-04-24",
    "place":"一","members":["zhao","qian","sun"],"chair":"zhao","recorder":"ji"})");
  EXPECT_EQ(course.by(head()).refused("matter.withdraw", withdrawn), "rules-unmet G23W");
  deferred.head_spoke()
      .send("meeting.decide", R"({"outcome":"defer","reason":"条件不成熟"})")
      .in({"deferred"});
  EXPECT_EQ(deferred.refused("matter.withdraw", withdrawn), "rules-unmet G23W");
  // Of the record as it is: one that was replaced is signed anew.
  deferred.record_signed().file("MTG-04", "rewritten").by(head());
  EXPECT_EQ(deferred.refused("matter.withdraw", withdrawn), "rules-unmet G23W");
  deferred.record_signed().by(head()).send("matter.withdraw", withdrawn);
  deferred.in({"withdrawn_discussed"});
}

/// The file of a matter that a meeting discussed: its minutes, and the archive.
void expect_archived(Course& course) {
  const char* collect = R"({"fonds":"X043","organisation":"BGS"})";
  course.by(archivist()).send("archive.collect", collect).in({"building"});
  course.by(matter::clock_actor())
      .send("system.archive.built",
            R"({"archival_code":"X043-WS·2026-Y-BGS-0001","package_sha256":"p","passed":true,
                "report":{}})")
      .in({"archived"});
}

// Article 33: what led to the meeting and what was said there is kept, whatever becomes of it.
TEST(Exits, WhatAMeetingDiscussedIsArchivedThoughItIsWithdrawnOrMerged) {
  Course met;
  met.met().stances("oppose", "oppose").head_spoke();
  Course deferred = met;
  deferred.send("meeting.decide", R"({"outcome":"defer","reason":"条件不成熟"})")
      .record_signed()
      .by(head());
  deferred.send("matter.withdraw", R"({"reason":"条件不成熟"})").in({"withdrawn_discussed"});
  const auto& data = deferred.given.snapshot().session.data;
  EXPECT_EQ(data.at("ended").at("reason"), "条件不成熟");
  EXPECT_EQ(data.at("execution").at("ended"), "not_adopted");
  deferred.by(archivist());
  EXPECT_EQ(deferred.refused("archive.collect", R"({"fonds":"X043","organisation":"BGS"})"),
            "rules-unmet G25K");
  deferred.by(office()).add({"LIA-01"});
  EXPECT_EQ(deferred.refused("decision.annul", R"({"by":"court","number":"1","reason":"r"})"),
            "rules-unmet G35N");
  deferred.add({"MTG-05"}).minutes_signed().by(office());
  deferred.send("minutes.issue", R"({"number":12,"signatory":"zhao"})");
  expect_archived(deferred);
  const JsonObject other{{"found", JsonObject{{"id", "m7"},
                                              {"title", "学区"},
                                              {"procedure", "major-decision"},
                                              {"states", JsonArray{"before_decision"}}}}};
  Course amended = met;
  amended.send("meeting.decide", R"({"outcome":"amend","reason":"补充条款"})").record_and_minutes();
  amended.by(head()).knows("into", other);
  amended.send("matter.merge", R"({"into":"m7","reason":"同一事项"})").in({"merged_discussed"});
  EXPECT_EQ(amended.given.snapshot().session.data.at("ended").at("into"), "m7");
  expect_archived(amended);
}

// The notice of the second meeting falls away; the first met, and its record is of the file.
TEST(Exits, ANoticeOfAnotherMeetingIsNoMeetingOfTheFile) {
  Course course;
  course.met().stances("oppose", "oppose").head_spoke();
  course.send("meeting.decide", R"({"outcome":"defer","reason":"条件不成熟"})")
      .record_and_minutes()
      .by(office());
  course.send("deferred.resume").send("meeting.notify", R"({"body":"executive",
    "held_on":"2026-04-24","place":"一","members":["zhao","qian","sun"],"chair":"zhao",
    "recorder":"ji","left_out_reason":"出差"})");
  course.by(head()).send("matter.withdraw", R"({"reason":"条件不成熟"})");
  course.in({"withdrawn_discussed"});
  const auto& data = course.given.snapshot().session.data;
  EXPECT_EQ(data.at("meeting").at("outcome"), "defer");
  EXPECT_TRUE(data.at("meetings").as_array().empty());
  expect_archived(course);
}

TEST(Exits, ADeferredItemComesBackOnlyWithTheDraftThatWasReviewed) {
  Course course;
  course.met().stances().head_spoke();
  course.send("meeting.decide", R"({"outcome":"defer","reason":"r"})").in({"deferred"});
  course.by(drafter()).given.add("DRF-04", "rewritten-while-deferred");
  EXPECT_EQ(course.by(office()).refused("deferred.resume"), "rules-unmet G19");
  course.add({"DRF-04"}).send("deferred.resume").in({"meeting_scheduled"});
}

}  // namespace
}  // namespace gavel::law
