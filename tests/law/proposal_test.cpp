// Decree 713, article 10: what is proposed, to whom, and the study of it.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

// What a deputy or a citizen proposes is handed to a unit for study; a department argues itself.
TEST(Article10, ADepartmentArguesTheProblemASolutionItsNecessityAndFeasibility) {
  const auto opened = [](JsonObject said) {
    Course course;
    course.given.by(drafter());
    return matter::Given::refusal_of(course.given.ask(matter::Open{
        "m1", "一件事", course.given.procedure().policy({}).value(), std::move(said)}));
  };
  for (const char* missing : {"problem", "solution", "necessity", "feasibility"}) {
    JsonObject said = object(Course::proposal);
    said.erase(missing);
    const Refusal refusal = opened(said);
    ASSERT_EQ(refusal.rules.size(), 1u) << missing;
    EXPECT_EQ(refusal.rules.front().id, "G03A");
  }
  Course course;
  course.given.by(office()).open(
      object(R"({"source":"citizen","mad_class":2,"reason":"群众来信"})"));
  course.in({"proposed"});
}

TEST(Article10, AStudyIsAReport) {
  Course course;
  course.study_asked().by(study_unit());
  EXPECT_EQ(course.refused("study.done", R"({"summary":"不必要"})"), "rules-unmet G03Z");
  course.add({"INI-02"}).send("study.done", R"({"summary":"不必要"})");
}

// Where nobody is known to belong to the unit, not everybody makes the study.
TEST(Article10, AStudyOfAUnitThatIsInNoRegisterIsHandedInByAStudyUnit) {
  Course course;
  course.study_asked().by(drafter()).add({"INI-02"});
  EXPECT_EQ(course.refused("study.done", R"({"summary":"可行"})"), "rules-unmet G03S");
  course.by(study_unit()).send("study.done", R"({"summary":"可行"})");
}

TEST(Article10, AStudyHandedToTheWrongUnitGoesToAnother) {
  Course course;
  course.proposed().add({"INI-01"}).by(office()).knows("unit", unit("statistics"));
  course.send("study.assign", R"({"unit":"市统计局"})");
  const char* research = R"({"unit":"市研究室","reason":"不属该局职责"})";
  EXPECT_EQ(course.refused("study.reassign", research), "rules-unmet G03N");  // the same one
  course.knows("unit", unit("research"));
  EXPECT_EQ(course.refused("study.reassign", R"({"unit":"市研究室"})"), "invalid-form /reason");
  course.send("study.reassign", research).in({"study"}).forgets("unit");
  const Json before = course.given.snapshot().session.data.at("initiation").at("study_before");
  EXPECT_EQ(before.at(0).at("unit"), "市统计局");
  EXPECT_EQ(before.at(0).at("reason"), "不属该局职责");
  const char* summary = R"({"summary":"可行"})";
  course.by(actor("an", {"study_unit"}, "statistics")).add({"INI-02"});
  EXPECT_EQ(course.refused("study.done", summary), "rules-unmet G03S");
  course.by(study_unit()).send("study.done", summary).in({"initiation_requested"});
}

// Of a unit that stands in the register it is known who belongs to it.
TEST(Article10, TheUnitThatWasHandedTheStudyMakesIt) {
  Course course;
  course.proposed().add({"INI-01"}).by(office()).knows("unit", unit("research"));
  course.send("study.assign", R"({"unit":"市研究室"})").forgets("unit");
  course.by(study_unit()).add({"INI-02"});
  const char* summary = R"({"summary":"可行"})";
  EXPECT_EQ(course.by(actor("an", {"study_unit"}, "statistics")).refused("study.done", summary),
            "rules-unmet G03S");
  EXPECT_EQ(course.by(drafter()).refused("study.done", summary), "rules-unmet G03S");
  course.by(study_unit()).send("study.done", summary).in({"initiation_requested"});
}

TEST(Article10, AProposalIsOnFileBeforeItIsStudied) {
  Course course;
  course.proposed().by(office());
  EXPECT_EQ(course.refused("study.assign", R"({"unit":"research"})"), "rules-unmet G03P");
}

TEST(Article10, AProposerFromOutsideIsAnsweredWhenNothingStarts) {
  Course course;
  course.given.by(office()).open(
      object(R"({"source":"citizen","mad_class":1,"reason":"来信建议"})"));
  course.add({"INI-01"}).send("study.assign", R"({"unit":"research"})");
  course.by(study_unit()).add({"INI-02"}).send("study.done", R"({"summary":"不可行"})").by(head());
  EXPECT_EQ(course.refused("initiation.reject", R"({"reason":"条件不成熟"})"), "rules-unmet G03R");
  course.send("initiation.reject", R"({"reason":"条件不成熟","answer":"已函复"})");
  course.in({"not_initiated"});
}

// Thirty working days from Monday, 2 March 2026, with Qingming on 6 April, end on 14 April.
TEST(Article10, AProposalLeftUnansweredIsKeptAsOverdue) {
  Course course;
  course.studied().given.until("2026-04-14T23:59:59+08:00");
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").as_array().size(), 0u);
  course.given.until("2026-04-15T00:00:00+08:00").in({"initiation_requested"});
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").at(0).at("clock"), "T01");
}

// Where several organs have their heads here, whose matter it is stands in its proposal.
TEST(Article10, AnItemIsProposedToOneOrgan) {
  const auto proposed_to = [](const char* organ, const char* organs) -> std::string {
    Course course;
    if (organs[0] != '\0') course.knows("organs", object(organs));
    JsonObject form = object(Course::proposal);
    if (organ[0] != '\0') form["organ"] = organ;
    const auto out = course.given.by(drafter()).ask(
        matter::Open{"m1", "一件事", course.given.procedure().policy({}).value(), std::move(form)});
    if (out) return json_text(out->next.session.data.at("organs"));
    return matter::reason(out.error()) +
           (out.error().rules.empty() ? "" : " " + out.error().rules.front().id);
  };
  constexpr const char* none = R"({"headed":[],"of_pack":[],"only":[]})";
  constexpr const char* one = R"({"headed":["市政府"],"of_pack":[],"only":["市政府"]})";
  constexpr const char* another = R"({"headed":["市政府"],"of_pack":[],"only":[]})";
  constexpr const char* two = R"({"headed":["区政府","市政府"],"of_pack":[],"only":[]})";
  constexpr const char* on_pack =
      R"({"headed":["区政府","市政府"],"of_pack":["市政府"],"only":[]})";
  for (const char* any : {"", none, another}) EXPECT_EQ(proposed_to("", any), "[]") << any;
  for (const char* any : {one, on_pack}) EXPECT_EQ(proposed_to("", any), R"(["市政府"])") << any;
  for (const char* any : {none, one, another, two, on_pack})
    EXPECT_EQ(proposed_to("市政府", any), R"(["市政府"])") << any;
  // A pack binds to its organ, be its head in the register or not.
  constexpr const char* without_head = R"({"headed":["区政府"],"of_pack":["市政府"]})";
  constexpr const char* without_heads = R"({"headed":[],"of_pack":["市政府"]})";
  for (const char* any : {without_head, without_heads}) {
    EXPECT_EQ(proposed_to("", any), R"(["市政府"])") << any;
    EXPECT_EQ(proposed_to("区政府", any), "rules-unmet G03O") << any;
  }
  // As the register writes it.
  EXPECT_EQ(proposed_to("市 政府", R"({"headed":["市政府"],"of_pack":[],"named":"市政府"})"),
            R"(["市政府"])");
  EXPECT_EQ(proposed_to("", two), "rules-unmet G03O");
  EXPECT_EQ(proposed_to("省政府", two), "rules-unmet G03O");
  EXPECT_EQ(proposed_to("省政府", one), "rules-unmet G03O");
  EXPECT_EQ(proposed_to("区政府", on_pack), "rules-unmet G03O");
}

// Whose head starts it then changes nothing.
TEST(Article10, AnItemStaysTheOrgansToWhichItWasProposed) {
  for (const bool is_told : {false, true}) {
    Course course;
    JsonObject form = object(Course::proposal);
    if (is_told) form["organ"] = "市政府";
    course.given.by(drafter()).open(std::move(form));
    course.add({"INI-01"}).by(office()).send("study.assign", R"({"unit":"research"})");
    course.by(study_unit()).add({"INI-02"}).send("study.done", R"({"summary":"必要、可行"})");
    course.by(head()).add({"INI-03", "INI-04"});
    course.knows("catalogue", {{"organs", JsonArray{"区政府"}}, {"titled", JsonArray{}}});
    course.send("initiation.start", json_text(course.start));
    EXPECT_EQ(json_text(course.given.snapshot().session.data.at("organs")),
              is_told ? R"(["市政府"])" : R"(["区政府"])");
  }
}

}  // namespace
}  // namespace gavel::law
