// Decree 713, articles 19 to 21, 36 and 41, of professional institutions: the law has experts or
// institutions argue, and binds both alike.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

/// What the pool says of a professional institution.
JsonObject institution(const char* id, const char* kind = "independent",
                       const char* interest = "none") {
  return {{"found", JsonObject{{"id", id},
                               {"name", "规划设计院"},
                               {"type", "institution"},
                               {"kind", kind},
                               {"interest", interest}}}};
}

/// Its opinion as it came on paper, which is on file.
std::string on_paper(const char* whose,
                     const std::string& more = R"(,"signatory":"林某","sealed":true)") {
  return std::string(R"({"expert":")") + whose +
         R"(","unit":"规划设计院","conclusion":"support","text":"可行","direct_interest":false,
            "paper":1)" +
         more + "}";
}

/// Commissioned of the institution E-0007, its paper on file.
Course& commissioned(Course& course, const JsonObject& said = institution("E-0007")) {
  course.coordinated().knows("experts", experts_named({"E-0007"}));
  course.send("experts.invite", R"({"plan":"委托论证","form":"commission","experts":["E-0007"]})");
  return course.add({"EXP-03", "EXP-04"}).knows("expert", said);
}

TEST(Article19, AnInstitutionThatWasCommissionedMayArgueAlone) {
  Course course;
  commissioned(course);
  const auto rule = course.unmet("experts.conclude");
  EXPECT_EQ(rule.id, "G11");
  EXPECT_EQ(rule.seen.at("institutions"), Json(0));
  EXPECT_THAT(rule.remedy.zh, testing::HasSubstr("至少 1 家"));
  course.send("experts.opinion", on_paper("E-0007")).send("experts.conclude").in({"ex_done"});
}

// What the law asks of experts or institutions an organ's rules may ask of experts in any case.
TEST(Article19, AnOrganMayLetInstitutionsArgueBesideExpertsOnly) {
  Course course;
  course.policy = object(R"({"institution_argument":"beside"})");
  commissioned(course).send("experts.opinion", on_paper("E-0007"));
  EXPECT_EQ(course.refused("experts.conclude"), "rules-unmet G11");
  Course two;
  two.policy = object(R"({"institutions_min":2})");
  commissioned(two).send("experts.opinion", on_paper("E-0007"));
  EXPECT_EQ(two.refused("experts.conclude"), "rules-unmet G11");
  two.knows("experts", experts_named({"E-0008"})).send("experts.invite", R"({"plan":"再委托一家",
      "experts":["E-0008"]})");
  two.knows("expert", institution("E-0008")).send("experts.opinion", on_paper("E-0008"));
  two.send("experts.conclude").in({"ex_done"});
}

// An institution is no person: it fills no seat of an expert, and does not make their number even.
TEST(Article19, NumberAndOddnessAreOfPersons) {
  Course course;
  course.coordinated();
  course.knows("experts", experts_named({"a", "b", "c", "d", "e", "E-0007"}));
  course.send("experts.invite", R"({"plan":"p","experts":["a","b","c","d","e","E-0007"]})");
  course.add({"EXP-03", "EXP-04"});
  for (const char* expert : {"a", "b", "c", "d"}) course.opinion_of(expert);
  course.knows("expert", institution("E-0007")).send("experts.opinion", on_paper("E-0007"));
  // Where persons argue at all, enough of them do: no institution is put in for those who object.
  const auto rule = course.unmet("experts.conclude");
  EXPECT_EQ(rule.seen.at("opinions"), Json(4));
  EXPECT_EQ(rule.seen.at("institutions"), Json(1));
  course.forgets("expert").opinion_of("e").send("experts.conclude").in({"ex_done"});
}

TEST(Article19, AnInstitutionsOpinionIsSignedAndSealed) {
  Course course;
  commissioned(course);
  for (const char* lacks : {"", R"(,"signatory":"林某")", R"(,"sealed":true)",
                            R"(,"signatory":"林某","sealed":false)"}) {
    EXPECT_EQ(course.refused("experts.opinion", on_paper("E-0007", lacks)), "rules-unmet G11B")
        << lacks;
  }
  EXPECT_EQ(
      course.refused("experts.opinion", on_paper("E-0007", R"(,"signatory":"　 ","sealed":true)")),
      "invalid-form /signatory");
  course.send("experts.opinion", on_paper("E-0007"));
}

// Its own key stands for the seal.
TEST(Article19, AnInstitutionSignsByItsOwnKeyAndNamesWhoDidSo) {
  Course course;
  commissioned(course).knows("sender", institution("E-0007"));
  course.by(actor("sheji", {"expert"}, "design-institute"));
  const char* unnamed = R"({"expert":"E-0007","unit":"u","conclusion":"oppose","text":"t",
                            "direct_interest":false})";
  EXPECT_EQ(course.sign().refused("experts.opinion", unnamed), "rules-unmet G11B");
  const char* named = R"({"expert":"E-0007","unit":"u","conclusion":"oppose","text":"t",
                          "direct_interest":false,"signatory":"林某"})";
  EXPECT_EQ(course.refused("experts.opinion", named), "signature-required");
  course.sign().send("experts.opinion", named);
  // What it said against the draft stays as it signed it, and the argument may end so.
  EXPECT_EQ(course.by(drafter()).refused("experts.opinion", on_paper("E-0007")),
            "rules-unmet G11K");
  course.send("experts.conclude").in({"ex_done"});
}

// One from outside the pool says itself that it is an institution; of one in it the pool does.
TEST(Article19, WhetherItIsAnInstitutionIsWhatThePoolHas) {
  Course outside;
  commissioned(outside, {{"found", nullptr}});
  const std::string said = R"(,"institution":true)";
  EXPECT_EQ(outside.refused("experts.opinion", on_paper("E-0007", said)), "rules-unmet G11B");
  outside.send("experts.opinion",
               on_paper("E-0007", said + R"(,"signatory":"林某","sealed":true)"));
  outside.send("experts.conclude").in({"ex_done"});
  Course person;
  commissioned(person, object(R"({"found":{"id":"E-0007","name":"甲"}})"));
  person.send("experts.opinion", on_paper("E-0007", said));
  EXPECT_EQ(person.unmet("experts.conclude").seen.at("institutions"), Json(0));
}

TEST(Article20, NoInstitutionHasADirectInterest) {
  Course course;
  JsonObject invited = experts_named({"E-0007"});
  JsonObject interested = institution("E-0007", "independent", "direct");
  invited["found"] = JsonArray{interested.at("found")};
  course.coordinated().knows("experts", invited);
  EXPECT_EQ(course.refused("experts.invite", R"({"plan":"p","experts":["E-0007"]})"),
            "rules-unmet G11J");
  Course later;
  commissioned(later, interested);
  EXPECT_EQ(later.refused("experts.opinion", on_paper("E-0007")), "rules-unmet G11I");
}

// One under the drafting unit, or of the competent department, is not neutral enough to be alone.
TEST(Article20, AnInstitutionOfTheDraftingUnitDoesNotArgueAlone) {
  for (const char* kind : {"subordinate", "department"}) {
    Course course;
    commissioned(course, institution("E-0007", kind)).send("experts.opinion", on_paper("E-0007"));
    EXPECT_EQ(course.refused("experts.conclude"), "rules-unmet G11") << kind;
    int others = 0;
    for (const char* other : {"E-0008", "E-0009"}) {
      course.knows("experts", experts_named({other}));
      course.send("experts.invite", R"({"plan":"p","experts":[")" + std::string(other) + "\"]}");
      course.knows("expert", institution(other)).send("experts.opinion", on_paper(other));
      const bool suffices = ++others == (kind == std::string("subordinate") ? 1 : 2);
      if (suffices) break;
      EXPECT_EQ(course.refused("experts.conclude"), "rules-unmet G11") << kind;
    }
    course.send("experts.conclude").in({"ex_done"});
  }
  Course own;
  commissioned(own).knows("unit", {{"found", JsonObject{{"id", "education"}}}});
  own.send("experts.opinion", on_paper("E-0007"));
  EXPECT_EQ(own.refused("experts.conclude"), "rules-unmet G11");
}

// Beside enough experts it is one voice more, whoever it belongs to.
TEST(Article20, AnInstitutionBesideExpertsCountsInNoShareOfTheirs) {
  Course course;
  course.coordinated().knows("experts", experts_named({"a", "b", "c", "d", "e", "E-0007"}));
  course.send("experts.invite", R"({"plan":"p","experts":["a","b","c","d","e","E-0007"]})");
  course.add({"EXP-03", "EXP-04"});
  for (const char* expert : {"a", "b", "c", "d", "e"}) course.opinion_of(expert);
  course.knows("expert", institution("E-0007", "subordinate"));
  course.send("experts.opinion", on_paper("E-0007")).send("experts.conclude").in({"ex_done"});
}

TEST(Article21, AnInstitutionFromOutsideThePoolNeedsAReasonAndItsApproval) {
  Course course;
  JsonObject outside = experts_named({"某设计院"});
  outside["missing"] = JsonArray{"某设计院"};
  course.coordinated().knows("experts", outside);
  EXPECT_EQ(course.refused("experts.invite", R"({"plan":"p","experts":["某设计院"]})"),
            "rules-unmet G11M");
}

/// Commissioned and concluded beside the other steps, and carried as far as the execution.
Course& decided_on_its_word(Course& course) {
  course.heard().by(drafter()).knows("experts", experts_named({"E-0007"}));
  course.send("experts.invite", R"({"plan":"委托论证","experts":["E-0007"]})");
  course.add({"EXP-03", "EXP-04"}).knows("expert", institution("E-0007"));
  course.send("experts.opinion",
              R"({"expert":"E-0007","unit":"某集团","conclusion":"support","text":"t",
                  "direct_interest":false,"paper":1,"signatory":"林某","sealed":true})");
  course.send("experts.conclude").forgets("expert");
  course.assessed().reviewed_for_competition().to_the_meeting();
  course.stances().head_spoke().send("meeting.decide", R"({"outcome":"approve"})");
  course.issued_to_be_signed().sign().send("decision.sign", R"({"number":"政发〔2026〕9号"})");
  course.by(office()).add({"ISS-02", "ISS-04"}).send("publication.publish", Course::channels);
  course.add({"EXE-01"}).knows("unit", unit("works")).send("execution.assign", Course::tasks);
  return course.forgets("unit").by(head());
}

// By its number in the pool, by its name, which the opinion did not give, or by whom it belongs to.
TEST(Article36, TheInstitutionThatArguedDoesNotEvaluate) {
  Course course;
  decided_on_its_word(course);
  course.add({"EVA-01"});
  const auto by = [](const char* evaluator) {
    return std::string(R"({"trigger":"missed_effect","plan":"问卷","evaluator":")") + evaluator +
           "\"}";
  };
  for (const char* named : {"E-0007", "规划设计院", "规划 设计院", "某集团"})
    EXPECT_EQ(course.refused("evaluation.start", by(named)), "rules-unmet G32") << named;
  course.knows("evaluator", {{"found", JsonObject{{"id", "u9"}, {"name", "规划设计院"}}}});
  EXPECT_EQ(course.refused("evaluation.start", by("u9")), "rules-unmet G32");
  course.knows("evaluator", unit("u10"))
      .send("evaluation.start", by("另一设计院"))
      .in({"evaluating"});
}

TEST(Article41, AnInstitutionThatBreachesEthicsCountsNoMore) {
  Course course;
  commissioned(course).send("experts.opinion", on_paper("E-0007"));
  course.by(office()).send(
      "experts.strike",
      R"({"expert":"E-0007","ground":"breach","reason":"数据造假","approver":"zhao"})");
  course.by(drafter());
  EXPECT_EQ(course.refused("experts.conclude"), "rules-unmet G11");
  EXPECT_EQ(course.refused("experts.opinion", on_paper("E-0007")), "rules-unmet G11S");
}

}  // namespace
}  // namespace gavel::law
