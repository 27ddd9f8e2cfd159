// Decree 713 art. 37: what was proposed to adjust or end a decision goes on as a decision of its
// own, or not at all, once that decision was replaced or annulled meanwhile.
#include "tests/law/statement.hpp"

namespace gavel::law {
namespace {

using namespace std::chrono_literals;

constexpr const char* dropped = R"({"reason":"不依托原决策也能成立"})";
constexpr const char* anew = R"({"step":"meeting","reason":"原决策已被撤销"})";

/// What is known of the matter m0, which this one adjusts.
JsonObject predecessor(const char* ended, const char* by = "", const char* state = "carrying_out") {
  JsonObject found{{"id", "m0"},
                   {"title", "原决策"},
                   {"procedure", "major-decision"},
                   {"states", JsonArray{"after_decision", state}},
                   {"shows", JsonObject{{"signing.signed_on", "2025-07-15"},
                                        {"_x.policy.pack", "none"},
                                        {"execution.ended", ended},
                                        {"ended.successor", by}}}};
  if (std::string_view(state) == "archived" && *by != '\0') found["succeeded_by"] = by;
  return {{"found", std::move(found)}};
}
/// To the meeting that discusses it, as the adjustment of m0.
Course& adjusting(Course& course) {
  course.noticed().by(office()).knows("predecessor", predecessor(""));
  course.send("predecessor.name", R"({"predecessor":"m0","reason":"提出时漏填"})");
  course.forgets("predecessor").by(drafter());
  course.notice_over().heard_out().argued().assessed().reviewed_for_competition();
  return course.to_the_meeting().stances().head_spoke();
}
const Json& named_in(const Course& course) {
  return course.given.snapshot().session.data.at("proposal").at("predecessor");
}
std::string start_of(const Course& course) { return json_text(Json(course.start)); }

std::vector<JsonObject> fallen() {
  return {predecessor("superseded", "m7"), predecessor("invalidated"), predecessor("not_adopted"),
          predecessor("completed", "m8", "archived")};
}
/// Carried out or being adjusted, or replaced by this matter itself.
std::vector<JsonObject> in_force() {
  return {predecessor(""),
          predecessor("completed"),
          predecessor("completed", "", "archived"),
          predecessor("superseded", "m1"),
          predecessor("completed", "m1", "archived"),
          predecessor("terminated")};
}

TEST(Article37, WhatAdjustsADecisionThatFellIsNotBegun) {
  Course course;
  course.studied().by(head()).add({"INI-03", "INI-04"});
  for (const JsonObject& gone : fallen()) {
    course.knows("predecessor", gone);
    EXPECT_EQ(course.refused("initiation.start", start_of(course)), "rules-unmet G03WZ");
  }
  for (const JsonObject& stands : in_force()) {
    Course other = course;
    other.knows("predecessor", stands).send("initiation.start", start_of(course)).in({"drafting"});
  }
}

TEST(Article37, WhatAdjustsADecisionThatFellIsNotSubmittedNorIsAMeetingCalledForIt) {
  Course course;
  course.reviewed().by(drafter()).add({"LEG-05"}).knows("predecessor", predecessor("invalidated"));
  EXPECT_EQ(course.refused("meeting.submit"), "rules-unmet G03WZ");
  Course packed;
  packed.packed().knows("predecessor", predecessor("superseded", "m7"));
  const auto rule = packed.unmet("meeting.notify", packed.notice_of_meeting);
  EXPECT_EQ(rule.id, "G03WZ");
  EXPECT_EQ(rule.seen.at("successor"), "m7");
  packed.knows("predecessor", predecessor(""));
  packed.send("meeting.notify", packed.notice_of_meeting).in({"meeting_called"});
}

TEST(Article37, AMeetingSendsItBackDefersOrRejectsItButDoesNotApproveIt) {
  Course course;
  course.met().stances().head_spoke().knows("predecessor", predecessor("invalidated"));
  for (const char* approved : {R"({"outcome":"approve"})", R"({"outcome":"approve_text"})"})
    EXPECT_EQ(course.refused("meeting.decide", approved), "rules-unmet G03WZ");
  const std::vector<std::pair<const char*, const char*>> others{
      {"amend", "sent_back"}, {"defer", "deferred"}, {"reject", "rejected"}};
  for (const auto& [outcome, state] : others) {
    Course other = course;
    other.send("meeting.decide",
               json_text(JsonObject{{"outcome", outcome}, {"reason", "原决策已被撤销"}}));
    other.in({state});
  }
}

TEST(Article37, WhatWasDecidedIsNotSignedOnceThatFellAndIsDiscussedAnew) {
  constexpr const char* number = R"({"number":"政发〔2026〕9号"})";
  Course course;
  adjusting(course).send("meeting.decide", R"({"outcome":"approve"})").issued_to_be_signed();
  Course stands = course;
  stands.knows("predecessor", predecessor(""));
  stands.given.later(1min);
  EXPECT_EQ(stands.refused("step.reopen", anew), "rules-unmet G34K");
  stands.sign().send("decision.sign", number).in({"publishing"});

  course.knows("predecessor", predecessor("invalidated")).sign();
  EXPECT_EQ(course.refused("decision.sign", number), "rules-unmet G03WZ");
  course.given.later(1min);
  EXPECT_EQ(course.by(office()).refused("step.reopen", anew), "rules-unmet G34K");
  EXPECT_EQ(course.refused("predecessor.drop", dropped), "not-now");
  course.by(head()).send("step.reopen", anew).in({"meeting_scheduled"});
  course.by(office()).send("predecessor.drop", dropped).in({"meeting_scheduled"});
  EXPECT_EQ(named_in(course), "");
}

TEST(Article37, ItGoesOnAsADecisionOfItsOwnWithTheReasonOnRecord) {
  Course none;
  none.proposed().by(office());
  EXPECT_EQ(none.refused("predecessor.drop", dropped), "not-now");
  Course course;
  course.noticed().by(office()).knows("predecessor", predecessor(""));
  course.send("predecessor.name", R"({"predecessor":"m0","reason":"提出时漏填"})");
  EXPECT_EQ(named_in(course), "m0");
  EXPECT_EQ(course.refused("predecessor.drop"), "invalid-form /reason");
  EXPECT_EQ(course.by(drafter()).refused("predecessor.drop", dropped), "not-permitted");
  course.by(office()).send("predecessor.drop", dropped).in({"pp_open"});
  EXPECT_EQ(named_in(course), "");
  EXPECT_EQ(course.refused("predecessor.drop", dropped), "not-now");
  EXPECT_EQ(Statement(course).deeds("37"),
            (std::vector<std::string>{"predecessor.name", "predecessor.drop"}));
}

TEST(Article30, WhileAMeetingDiscussesItWhatItAdjustsIsNotDropped) {
  Course course;
  adjusting(course).by(office());
  EXPECT_EQ(course.refused("predecessor.drop", dropped), "rules-unmet G03WZA");
  course.by(head()).send("meeting.decide", R"({"outcome":"defer","reason":"原决策已被撤销"})");
  course.by(office()).send("predecessor.drop", dropped).in({"deferred"});
}

}  // namespace
}  // namespace gavel::law
