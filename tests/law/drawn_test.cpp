// Decree 713, article 20: who was drawn by lot is who argues, or the record says why not.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

using testing::HasSubstr;

JsonArray list(std::initializer_list<const char*> ids) { return JsonArray(ids.begin(), ids.end()); }

/// What the register of draws says after that many of them: whom the last ones of their lots drew.
JsonObject draws(int count, std::initializer_list<const char*> drawn,
                 std::initializer_list<const char*> lots = {"person"}) {
  JsonArray made, bodies;
  for (int number = 1; number <= count; ++number) {
    made.push_back(JsonObject{{"id", "m1-" + std::to_string(number)}, {"number", number}});
    bodies.push_back(JsonObject{{"seed", "00"}});
  }
  return {{"made", std::move(made)},
          {"bodies", std::move(bodies)},
          {"drawn", list(drawn)},
          {"lots", list(lots)}};
}

/// To argue it; the registers know them by these keys.
std::string invite(Course& course, std::initializer_list<const char*> keys,
                   const char* reason = nullptr) {
  course.knows("experts", experts_named(keys));
  JsonObject data{{"plan", "从专家库随机抽取"}, {"experts", list(keys)}};
  if (reason != nullptr) data["undrawn_reason"] = reason;
  return json_text(data);
}

const Json& data_of(Course& course, const char* name) {
  return course.given.snapshot().session.data.at(name);
}

/// With all drawn of the first draw invited, and their opinions on file.
Course& argued_as_drawn(Course& course) {
  course.coordinated().knows("draws", draws(1, {"a", "b", "c", "d", "e"}));
  course.send("experts.invite", invite(course, {"a", "b", "c", "d", "e"}));
  course.add({"EXP-03", "EXP-04"});
  for (const char* expert : {"a", "b", "c", "d", "e"}) course.opinion_of(expert);
  return course;
}

TEST(Article20, WhoWasDrawnIsInvitedOrTheRecordSaysWhyNot) {
  Course course;
  course.coordinated().knows("draws", draws(2, {"a", "b", "c", "d", "e"}));
  const auto refused = [&](std::initializer_list<const char*> keys, const char* reason = nullptr) {
    return course.refused("experts.invite", invite(course, keys, reason));
  };
  EXPECT_EQ(refused({"a", "b", "c", "d", "z"}), "rules-unmet G11DI G11DN");
  EXPECT_EQ(refused({"a", "b", "c", "d", "e", "z"}), "rules-unmet G11DI");
  EXPECT_EQ(refused({"a", "b", "c", "d"}), "rules-unmet G11DN");
  EXPECT_EQ(refused({"a", "b", "c", "d", "z"}, "　 "), "invalid-form /undrawn_reason");
  const auto rule = course.unmet("experts.invite", invite(course, {"a", "b", "c", "d", "z"}));
  EXPECT_EQ(json_text(rule.seen), R"({"not_drawn":["z"],"drawn":["a","b","c","d","e"],"draws":2})");
  EXPECT_THAT(rule.remedy.zh, HasSubstr("undrawn_reason"));
  course.send("experts.invite", invite(course, {"a", "b", "c", "d", "z"}, "e 因病，z 同专业"));
  course.in({"ex_arguing"});
  EXPECT_EQ(json_text(data_of(course, "undrawn").at(0).at("invited")), R"(["z"])");
  EXPECT_EQ(json_text(data_of(course, "undrawn").at(0).at("passed_over")), R"(["e"])");
  EXPECT_EQ(data_of(course, "undrawn").at(0).at("reason"), Json("e 因病，z 同专业"));
}

TEST(Article20, AnInvitationAsTheDrawHasItNeedsNoReasonAndNotesTheDraws) {
  Course course;
  argued_as_drawn(course).send("experts.conclude").in({"ex_done"});
  EXPECT_EQ(data_of(course, "draws").as_array().size(), 1u);
  EXPECT_EQ(data_of(course, "draws").at(0).as_object().if_contains("seed"), nullptr);
  EXPECT_EQ(data_of(course, "undrawn").as_array().size(), 0u);
  // What it saw is in the event as it is stored, whole.
  const auto& events = course.given.events();
  const auto invited = std::ranges::find(events, "experts.invite", &matter::Event::name);
  const Json& said = invited->facts.at("registers").at("draws");
  EXPECT_EQ(said.at("bodies").at(0).at("seed"), Json("00"));
}

TEST(Article20, WhereNobodyDrewNobodyIsHeldToADraw) {
  Course course;
  course.coordinated().argued();
  EXPECT_EQ(data_of(course, "draws").as_array().size(), 0u);
  EXPECT_EQ(data_of(course, "undrawn").as_array().size(), 0u);
}

// One fell out: the others stay, and the next draw says who comes.
TEST(Article20, WhoeverTheNextDrawDrewComesInThePlaceOfOneWhoFellOut) {
  Course course;
  argued_as_drawn(course).knows("draws", draws(2, {"a", "b", "c", "d", "f"}));
  EXPECT_EQ(course.refused("experts.invite", invite(course, {"g"})), "rules-unmet G11DI G11DN");
  course.send("experts.invite", invite(course, {"f"}));
  EXPECT_EQ(data_of(course, "draws").as_array().size(), 2u);
  course.send("experts.conclude").in({"ex_done"});
}

TEST(Article20, WhoWasDrawnAndNotInvitedIsSaidWhyOnce) {
  Course course;
  course.coordinated().knows("draws", draws(1, {"a", "b", "c", "d", "e"}));
  course.send("experts.invite", invite(course, {"a", "b", "c", "d"}, "e 因病"));
  EXPECT_EQ(course.refused("experts.invite", invite(course, {"z"})), "rules-unmet G11DI");
  course.send("experts.invite", invite(course, {"z"}, "补足单数"));
  EXPECT_EQ(json_text(data_of(course, "undrawn").at(1).at("passed_over")), "[]");
  course.add({"EXP-03", "EXP-04"});
  for (const char* expert : {"a", "b", "c", "d", "z"}) course.opinion_of(expert);
  course.send("experts.conclude").in({"ex_done"});
}

TEST(Article20, ADrawThatNobodyWasInvitedByIsAnsweredForBeforeTheArgumentIsConcluded) {
  Course course;
  argued_as_drawn(course).knows("draws", draws(2, {"v", "w", "x", "y", "z"}));
  course.opinion_of("a");
  EXPECT_EQ(data_of(course, "draws").as_array().size(), 2u);
  const auto rule = course.unmet("experts.conclude");
  EXPECT_EQ(rule.id, "G11DN");
  EXPECT_EQ(json_text(rule.seen.at("not_invited")), R"(["v","w","x","y","z"])");
  course.send("experts.conclude", R"({"undrawn_reason":"误抽，未使用"})").in({"ex_done"});
  EXPECT_EQ(data_of(course, "undrawn").at(0).at("passed_over").as_array().size(), 5u);
  // Struck afterwards, the argument is concluded again, and that was answered for.
  course.send("experts.strike",
              R"({"expert":"e","ground":"own_wish","reason":"来函","approver":"zhao"})");
  course.send("experts.invite", invite(course, {"f"}, "接替 e")).opinion_of("f");
  course.add({"EXP-04"}).send("experts.conclude").in({"ex_done"});
}

// A draw of persons says nothing of institutions, nor one of institutions of persons.
TEST(Article20, EachLotHoldsThoseOfItsKind) {
  JsonObject named = experts_named({"a", "b", "c", "d", "e", "E-0007"});
  named["found"] = JsonArray{JsonObject{{"id", "E-0007"}, {"type", "institution"}}};
  const std::string both = R"({"plan":"p","experts":["a","b","c","d","e","E-0007"]})";
  Course persons;
  persons.coordinated().knows("draws", draws(1, {"a", "b", "c", "d", "e"}));
  persons.knows("experts", named).send("experts.invite", both).in({"ex_arguing"});
  Course institutions;
  institutions.coordinated().knows("draws", draws(1, {"E-0008"}, {"institution"}));
  institutions.knows("experts", named);
  const auto rule = institutions.unmet("experts.invite", both);
  EXPECT_EQ(rule.id, "G11DI");
  EXPECT_EQ(json_text(rule.seen.at("not_drawn")), R"(["E-0007"])");
  Course either;
  either.coordinated().knows("draws", draws(2, {"E-0007", "a"}, {"institution", "person"}));
  EXPECT_EQ(
      json_text(either.knows("experts", named).unmet("experts.invite", both).seen.at("not_drawn")),
      R"(["b","c","d","e"])");
}

TEST(Article20, ADrawBeforeItWasFoundThatNoExpertsAreNeededIsOnRecord) {
  Course course;
  course.coordinated().knows("draws", draws(1, {"a", "b", "c", "d", "e"}));
  course.send("experts.not_required", R"({"reason":"不涉专业技术","approver":"zhao"})");
  EXPECT_EQ(data_of(course, "draws").as_array().size(), 1u);
}

// An argument anew is one of its own: who was invited, or passed over, before answers for nothing.
TEST(Article20, AnArgumentAnewIsHeldToTheLastDrawAgain) {
  Course course;
  course.coordinated().knows("draws", draws(1, {"a", "b", "c", "d", "e"}));
  course.send("experts.invite", invite(course, {"a", "b", "c", "d", "z"}, "e 因病"));
  course.add({"EXP-03", "EXP-04"});
  for (const char* expert : {"a", "b", "c", "d", "z"}) course.opinion_of(expert);
  course.send("experts.conclude").in({"ex_done"});
  course.given.later(std::chrono::minutes(1));
  course.by(office()).send("step.reopen", R"({"reason":"结论登记有误","step":"ex"})");
  course.in({"ex_planning"}).by(drafter());
  EXPECT_EQ(course.refused("experts.invite", invite(course, {"a", "b", "c", "d", "z"})),
            "rules-unmet G11DI G11DN");
  course.send("experts.invite", invite(course, {"a", "b", "c", "d", "e"})).in({"ex_arguing"});
  EXPECT_EQ(data_of(course, "draws").as_array().size(), 1u);
}

}  // namespace
}  // namespace gavel::law
