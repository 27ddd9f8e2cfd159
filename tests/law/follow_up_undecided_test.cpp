// What was not started, excluded or withdrawn is followed without a volume; an objection to the end
// is answered.
#include "tests/law/follow_up.hpp"

namespace gavel::law {
namespace {

// ---- of what ended without a decision and without a volume

JsonObject ended_as(const char* state) {
  return object(std::string(R"({"id":"m0","title":"学区调整","procedure":"major-decision",
      "states":[")") +
                state + R"("],"shows":{"execution.ended":null,"publication.on":null,
      "main_assessors":[],"assessor_people":[]}})");
}

FollowUp& undecided(FollowUp& course, const char* state = "not_initiated") {
  course.knows("volume", {{"found", ended_as(state)}}).by("office");
  course.given.open(object(R"({"volume":"m0","reason":"应当决策而不启动"})")).in({"recording"});
  return course;
}

// Who should have decided and delayed, or dodged the procedure, is liable too.
TEST(Article38, WhatWasNotStartedExcludedOrWithdrawnIsFollowedWithoutAVolume) {
  for (const char* state : {"not_initiated", "excluded", "withdrawn"}) {
    FollowUp course;
    undecided(course, state).add("LIA-01").send("liability.record", liable);
    course.by("archivist").send("archive.collect", collect).given.in({"building"});
    EXPECT_EQ(course.given.snapshot().session.data.at("about").at("id"), "m0");
  }
  for (const char* state : {"drafting", "merged", "meeting_scheduled", "archived"}) {
    FollowUp course;
    course.knows("volume", {{"found", ended_as(state)}}).by("office");
    const auto refused = Given::refusal_of(
        course.given.ask(matter::Open{"m1", "后续", JsonObject(), object(opening)}));
    ASSERT_FALSE(refused.rules.empty()) << state;
    EXPECT_EQ(refused.rules.front().id, "F01") << state;
  }
}

TEST(Article38, WhatWasNeverDecidedIsNeitherAnnulledNorEvaluated) {
  FollowUp course;
  undecided(course).add("LIA-01").add("EVA-01");
  EXPECT_EQ(course.refused("decision.annul", annulled), "rules-unmet F03");
  course.knows("evaluator", unit("academy", "社科院"));
  EXPECT_EQ(course.refused("evaluation.start", plan), "rules-unmet F12");
}

constexpr const char* objection =
    R"({"number":"来信3号","from":"某小区业主委员会","on":"2026-03-01","text":"应当启动"})";

TEST(Article38, AnObjectionToTheEndIsEnteredOnceAndAnsweredBeforeTheFileIsClosed) {
  FollowUp course;
  undecided(course);
  EXPECT_EQ(course.refused("objection.record", R"({"number":"1","from":"某","on":"2026-03-03",
                                                  "text":"t"})"),
            "rules-unmet F13");  // tomorrow
  course.send("objection.record", objection);
  EXPECT_EQ(course.refused("objection.record", objection), "rules-unmet F13");
  const char* respelled =
      R"({"number":"来信 ３号","from":"某小区业主委员会","on":"2026-03-01","text":"再次"})";
  EXPECT_EQ(course.refused("objection.record", respelled), "rules-unmet F13");
  EXPECT_EQ(course.refused("matter.withdraw", R"({"reason":"r"})"), "rules-unmet F10");
  course.by("archivist");
  EXPECT_EQ(course.refused("archive.collect", collect), "rules-unmet F15");
  course.by("office");
  const char* answer = R"({"number":"来信03号","outcome":"new_decision","answer":"另行启动"})";
  EXPECT_EQ(
      course.refused("objection.answer", R"({"number":"来信4号","outcome":"stands","answer":"a"})"),
      "rules-unmet F14");
  course.send("objection.answer", answer);
  EXPECT_EQ(course.refused("objection.answer", answer), "rules-unmet F14");
  const Json& kept = course.given.snapshot().session.data.at("objections").at(0);
  EXPECT_EQ(kept.at("number"), "来信3号");
  EXPECT_EQ(kept.at("text"), "应当启动");
  EXPECT_EQ(kept.at("outcome"), "new_decision");
  course.by("archivist").send("archive.collect", collect).given.in({"building"});
  FollowUp decided;
  decided.opened();
  EXPECT_EQ(decided.refused("objection.record", objection), "rules-unmet F13");
}

}  // namespace
}  // namespace gavel::law
