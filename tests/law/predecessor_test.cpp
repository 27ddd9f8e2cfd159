// Decree 713 art. 37: a major adjustment goes through the procedure as a matter of its own, which
// says what it adjusts; a decision on something else takes nobody's place.
#include "tests/law/carrying_out.hpp"

namespace gavel::law {
namespace {

constexpr const char* replaced = R"({"successor":"m2","number":"政发〔2026〕30号"})";
constexpr const char* named = R"({"predecessor":"m0","reason":"提出时漏填"})";

/// What is known of the matter m0, which this one adjusts.
JsonObject decided(const char* state = "carrying_out", const char* procedure = "major-decision",
                   const char* signed_on = "2025-07-15", const char* pack = "none") {
  const bool is_before = std::string_view(state) == "before_decision";
  return {{"found",
           JsonObject{
               {"id", "m0"},
               {"title", "原决策"},
               {"procedure", procedure},
               {"states", is_before ? JsonArray{state} : JsonArray{"after_decision", state}},
               {"shows", JsonObject{{"signing.signed_on", signed_on}, {"_x.policy.pack", pack}}}}}};
}
/// The same, with how it ended, or with the decision that replaced it since its volume was closed.
JsonObject ended(const char* how, const char* successor = nullptr) {
  JsonObject out = decided("archived");
  JsonObject& found = out["found"].as_object();
  found["shows"].as_object()["execution.ended"] = how;
  if (std::string_view(how) == "superseded") found["shows"].as_object()["ended.successor"] = "m7";
  if (successor != nullptr) found["succeeded_by"] = successor;
  return out;
}
std::vector<JsonObject> no_predecessors() {
  return {{{"found", nullptr}},
          decided("before_decision", "major-decision", ""),
          decided("before_decision"),
          decided("issuing", "major-decision", ""),
          decided("carrying_out", "letters"),
          decided("carrying_out", "major-decision", "2025-07-15", "arxan@2021.1")};
}
const Json& predecessor(Course& course) { return data(course, "proposal").at("predecessor"); }

/// From whose decision recusals are to hold here.
std::string linked(const std::vector<chart::Effect>& effects) {
  std::string out;
  for (const chart::Effect& effect : effects) {
    const auto* sent = std::get_if<chart::Sent>(&effect);
    if (sent != nullptr && sent->type == "urn:gavel:predecessor")
      out += sent->event + json_text(sent->data);
  }
  return out;
}

std::string opened(Course& course, JsonObject said) {
  course.knows("predecessor", std::move(said)).by(drafter());
  JsonObject form = object(Course::proposal);
  form["predecessor"] = "m0";
  const auto out = course.given.ask(
      matter::Open{"m1", "一件事", course.given.procedure().policy({}).value(), std::move(form)});
  if (out) {
    EXPECT_EQ(linked(out->effects), R"(name{"matter":"m0"})");
    return string_or(out->next.session.data.at("proposal").get_object(), "predecessor");
  }
  return matter::reason(out.error()) +
         (out.error().rules.empty() ? "" : " " + out.error().rules.front().id);
}

TEST(Article37, AnAdjustmentNamesTheDecisionThatItAdjustsWhenItIsProposed) {
  Course course;
  EXPECT_EQ(opened(course, decided()), "m0");
  EXPECT_EQ(opened(course, decided("archived")), "m0");
  for (const JsonObject& none : no_predecessors())
    EXPECT_EQ(opened(course, none), "rules-unmet G03L") << json_text(Json(none));
  Course plain;
  EXPECT_EQ(predecessor(plain.proposed()), "");
  EXPECT_EQ(linked(plain.given.effects()), "");
}

TEST(Article37, ThatWasForgottenIsPutRightByTheOfficeBeforeItIsDecided) {
  Course course;
  course.noticed();
  EXPECT_EQ(course.refused("predecessor.name", named), "not-permitted");
  course.by(office());
  EXPECT_EQ(course.refused("predecessor.name", R"({"predecessor":"m0"})"), "invalid-form /reason");
  for (const JsonObject& none : no_predecessors())
    EXPECT_EQ(course.knows("predecessor", none).refused("predecessor.name", named),
              "rules-unmet G03L");
  course.knows("predecessor", decided()).send("predecessor.name", named).in({"pp_open"});
  EXPECT_EQ(predecessor(course), "m0");
  // Who keeps out of that decision keeps out of this one.
  EXPECT_EQ(linked(course.given.effects()), R"(name{"matter":"m0"})");
  // Once it is decided, it is a decision on what it was decided on.
  Course late;
  late.decided().by(office()).knows("predecessor", decided());
  EXPECT_EQ(late.refused("predecessor.name", named), "not-now");
}

TEST(Article37, WhatIsNoLongerInForceIsNotAdjustedAgain) {
  for (const JsonObject& gone : {ended("superseded"), ended("invalidated"), ended("not_adopted"),
                                 ended("completed", "m8")}) {
    Course course;
    EXPECT_EQ(opened(course, gone), "rules-unmet G03W") << json_text(Json(gone));
    Course named_late;
    named_late.noticed().by(office()).knows("predecessor", gone);
    EXPECT_EQ(named_late.refused("predecessor.name", named), "rules-unmet G03W");
  }
  Course course;
  course.noticed().by(office()).knows("predecessor", ended("superseded"));
  EXPECT_EQ(course.unmet("predecessor.name", named).seen.at("successor"), "m7");
  course.knows("predecessor", ended("completed", "m8"));
  EXPECT_EQ(course.unmet("predecessor.name", named).seen.at("successor"), "m8");
  // One that was carried out is in force; and one that is being adjusted is until it is replaced.
  Course carried_out, running;
  EXPECT_EQ(opened(carried_out, ended("completed")), "m0");
  JsonObject still = ended("", "m8");
  still["found"].as_object()["states"] = JsonArray{"after_decision", "carrying_out", "adjusting"};
  EXPECT_EQ(opened(running, still), "m0");
}

// The page of the earlier decision, whose volume may be closed, tells of it from then on.
TEST(Article37, ADecisionThatReplacesAnotherIsLinkedWithItOnceItIsPublished) {
  const auto linked = [](Course& course) {
    std::string out;
    for (const chart::Effect& effect : course.given.effects()) {
      const auto* sent = std::get_if<chart::Sent>(&effect);
      if (sent != nullptr && sent->type == "urn:gavel:succession") out += json_text(sent->data);
    }
    return out;
  };
  Course plain;
  EXPECT_EQ(linked(plain.published()), "");
  Course course;
  course.noticed().by(office()).knows("predecessor", decided());
  course.send("predecessor.name", named).forgets("predecessor").by(drafter());
  course.notice_over().heard_out().argued().assessed().reviewed_for_competition();
  course.to_the_meeting().stances().head_spoke();
  course.send("meeting.decide", R"({"outcome":"approve"})").issued_to_be_signed().sign();
  course.send("decision.sign", R"({"number":"政发〔2026〕9号"})").by(office());
  EXPECT_EQ(linked(course), "");
  Course kept = course;
  course.add({"ISS-02", "ISS-04"}).send("publication.publish", Course::channels);
  EXPECT_EQ(linked(course), R"({"matter":"m0"})");
  kept.add({"ISS-02"}).send("publication.restrict", Course::restriction).by(head());
  kept.send("exception.confirm", R"({"no":1})").by(office());
  kept.send("publication.deliver", Course::recipients);
  EXPECT_EQ(linked(kept), R"({"matter":"m0"})");
}

TEST(Article37, ADecisionOnSomethingElseReplacesAndEndsNone) {
  for (const char* other : {"", "m9"}) {
    Course course;
    course.executed().by(head()).add({"EXE-06"});
    course.knows("successor",
                 successor("carrying_out", "major-decision", "2026-04-22", "2026-07-15", other));
    EXPECT_EQ(course.refused("execution.terminate", by_another_decision), "rules-unmet G31L");
    course.send("adjustment.major", R"({"reason":"改线"})");
    const auto rule = course.unmet("adjustment.succeed", replaced);
    EXPECT_EQ(rule.id, "G31L");
    EXPECT_EQ(rule.seen.at("names"), other);
    course.knows("successor", successor("carrying_out"));
    course.send("adjustment.succeed", replaced).in({"superseded"});
  }
}

// ---- the decision of another organ

/// A matter of that organ (null: it notes none), as the register tells it to one of `own`: with all
/// the names that are one organ's on the day.
JsonObject of_organ(JsonObject said, const char* organ, JsonArray own = {"市住建局"}) {
  Json& shown = said.at("found").at("shows");
  shown.as_object()["organs"] = organ == nullptr ? JsonArray{} : JsonArray{organ};
  if (!own.empty())
    said["own"] = JsonObject{{"organs", std::move(own)}, {"packs", JsonArray{"old", "new"}}};
  return said;
}
JsonObject on_pack(JsonObject said, const char* pack) {
  said.at("found").at("shows").as_object()["_x.policy.pack"] = pack;
  return said;
}

TEST(Article37, WhatAnotherOrganDecidedIsNotAdjustedHere) {
  const auto proposing = [](JsonObject said) {
    Course course;
    course.knows("predecessor", std::move(said)).by(drafter());
    JsonObject form = object(Course::proposal);
    form["predecessor"] = "m0";
    const auto out = course.given.ask(
        matter::Open{"m1", "一件事", course.given.procedure().policy({}).value(), std::move(form)});
    return out ? "" : matter::reason(out.error()) + " " + out.error().rules.front().id;
  };
  EXPECT_EQ(proposing(of_organ(decided(), "市人民政府")), "rules-unmet G03L");
  EXPECT_EQ(proposing(of_organ(decided(), "市 住建局")), "");
  // One that it took over is this one, of whatever pack; that of a like name is not.
  const JsonArray city{"未来市人民政府", "未来区人民政府", "未来县人民政府"};
  for (const char* before : {"未来区人民政府", "未来 县人民政府", "未来市人民政府"}) {
    EXPECT_EQ(proposing(of_organ(decided(), before, city)), "") << before;
    EXPECT_EQ(proposing(on_pack(of_organ(decided(), before, city), "old@2021.1")), "") << before;
  }
  EXPECT_EQ(proposing(of_organ(decided(), "未来镇人民政府", city)), "rules-unmet G03L");
  EXPECT_EQ(proposing(on_pack(of_organ(decided(), "未来镇人民政府", city), "old@2021.1")),
            "rules-unmet G03L");
  // Of one of the two it is not known whose it is: then its pack says so.
  EXPECT_EQ(proposing(of_organ(decided(), nullptr)), "");
  EXPECT_EQ(proposing(of_organ(decided(), "市人民政府", {})), "");
  EXPECT_EQ(proposing(on_pack(of_organ(decided(), nullptr, city), "old@2021.1")), "");
  EXPECT_EQ(proposing(on_pack(of_organ(decided(), nullptr, city), "town@2021.1")),
            "rules-unmet G03L");
  EXPECT_EQ(proposing(on_pack(of_organ(decided(), "未来区人民政府", {}), "old@2021.1")),
            "rules-unmet G03L");
}

TEST(Article37, ThePredecessorThatIsNamedLaterIsOfTheSameOrganToo) {
  Course course;
  course.noticed().by(office()).knows("predecessor", of_organ(decided(), "市人民政府"));
  const auto rule = course.unmet("predecessor.name", named);
  EXPECT_EQ(rule.id, "G03L");
  EXPECT_EQ(json_text(rule.seen.at("organs")), R"(["市住建局"])");
  course.knows("predecessor", of_organ(decided(), "市建委", {"市住建局", "市建委"}));
  course.send("predecessor.name", named);
}

TEST(Article37, ADecisionOfAnotherOrganReplacesAndEndsNone) {
  Course course;
  course.executed().by(head()).add({"EXE-06"});
  course.knows("successor", of_organ(successor("carrying_out"), "市人民政府"));
  EXPECT_EQ(course.refused("execution.terminate", by_another_decision), "rules-unmet G31LB");
  Course ended = course, unknown = course;
  ended.knows("successor", of_organ(successor("carrying_out"), "市住建局", {"市建委", "市住建局"}));
  ended.send("execution.terminate", by_another_decision);
  unknown.knows("successor", of_organ(successor("carrying_out"), nullptr));
  unknown.send("execution.terminate", by_another_decision);
  course.send("adjustment.major", R"({"reason":"改线"})");
  EXPECT_EQ(course.unmet("adjustment.succeed", replaced).id, "G31LB");
  // By that which took this one over since.
  course.knows("successor",
               of_organ(successor("carrying_out"), "市住建局", {"市建委", "市住建局"}));
  course.send("adjustment.succeed", replaced).in({"superseded"});
}

}  // namespace
}  // namespace gavel::law
