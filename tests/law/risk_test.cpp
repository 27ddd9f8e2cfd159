// Decree 713, articles 22 to 24: the assessment of risk.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

/// The report of the lawful course with `from` replaced.
std::string report_with(const std::string& from, const std::string& to) {
  std::string out(Course::risk);
  const std::size_t at = out.find(from);
  if (at == std::string::npos) throw std::runtime_error("not in the report: " + from);
  return out.replace(at, from.size(), to);
}
constexpr const char* not_triggered =
    R"({"stability":false,"security":false,"listed":false,"reason":"仅内部流程"})";

/// An earlier report used again, that ended in `conclusion`.
std::string reused(const std::string& day, const std::string& level,
                   const std::string& conclusion) {
  return R"({"report":"稳评〔2025〕3号","assessor":"市风险评估中心","points":[{"source":"征地",
      "likelihood":"low","effect":"low","level":"low","measures":"补偿"}],"measures":"补偿",
      "plan":"预案","methods":[{"method":"visits","result":"走访"}],"level":")" +
         level + R"(","conclusion":")" + conclusion + R"(","assessed_on":")" + day + "\"}";
}
/// The register knows the assessor's name.
void knows_the_assessor(Course& course) {
  JsonObject all = facts();
  all["registers"].as_object()["assessor"] =
      JsonObject{{"found", JsonObject{{"id", "risk-centre"}, {"name", "市风险评估中心"}}}};
  course.given.facts(std::move(all));
}

TEST(Article22, WhetherToAssessIsJudgedFirstForTheCurrentDraft) {
  Course course;
  course.coordinated().by(assessor()).add({"RSK-03"});
  EXPECT_EQ(course.refused("risk.report", Course::risk), "rules-unmet G12T");
  EXPECT_EQ(course.refused("risk.trigger", R"({"stability":true,"security":false,"listed":false})"),
            "invalid-form /reason");
  course.risk_judged().by(drafter()).given.add("DRF-04", "another-draft");
  course.by(assessor());
  EXPECT_EQ(course.refused("risk.report", Course::risk), "rules-unmet G12T");
  course.risk_judged().send("risk.report", Course::risk).in({"ra_reported"});
}

TEST(Article22, WhatMayHarmIsAssessed) {
  for (const char* harm : {"stability", "security", "listed"}) {
    Course course;
    std::string judged = not_triggered;
    const std::string no = std::string("\"") + harm + "\":false";
    judged.replace(judged.find(no), no.size(), std::string("\"") + harm + "\":true");
    course.coordinated().send("risk.trigger", judged);
    EXPECT_EQ(course.refused("risk.not_required", R"({"reason":"影响不大","approver":"zhao"})"),
              "rules-unmet G12U");
  }
}

// What was said once is not unsaid by those who would have the work: not for this draft, nor for
// the next.
TEST(Article22, ARiskOnceSeenIsJudgedLowerByTheOrganAlone) {
  Course course;
  course.coordinated().risk_judged();
  for (const char* draft : {"sha-of-DRF-04", "another-draft"}) {
    course.by(drafter()).given.add("DRF-04", draft);
    for (const Actor& who : {drafter(), assessor(), actor("zhu", {"office"}, "education"),
                             actor("wang", {"office"}, "office")}) {
      EXPECT_EQ(course.by(who).refused("risk.trigger", not_triggered), "rules-unmet G12J");
    }
  }
  course.by(office()).send("risk.trigger", not_triggered).by(drafter());
  const auto& exceptions = course.given.snapshot().session.data.at("exceptions");
  EXPECT_EQ(exceptions.at(0).at("kind"), "risk_judged_lower");
  EXPECT_EQ(exceptions.at(0).at("reason"), "仅内部流程");
  course.send("risk.not_required", R"({"reason":"不影响","approver":"zhao"})").in({"ra_done"});
}

TEST(Article22, NotAssessingNeedsItsReasonAndIsKeptAsAnException) {
  Course course;
  course.coordinated().send("risk.trigger", not_triggered);
  EXPECT_EQ(course.refused("risk.not_required"), "invalid-form /reason");
  // Who raises it does not approve it.
  course.knows("approver", account("wang", "organ_head"));
  const std::string self = course.by(drafter()).refused(
      "risk.not_required", R"({"reason":"不影响社会稳定","approver":"wang"})");
  EXPECT_EQ(self, "rules-unmet G12X");
  EXPECT_EQ(course.refused("risk.not_required", R"({"reason":"不影响社会稳定"})"),
            "rules-unmet G12X");
  course.knows("approver", account("zhao", "organ_head"));
  course.send("risk.not_required", R"({"reason":"不影响社会稳定","approver":"zhao"})");
  course.in({"ra_done"});
  const auto& exceptions = course.given.snapshot().session.data.at("exceptions");
  EXPECT_EQ(exceptions.at(0).at("kind"), "no_risk_assessment");
}

// 365 days after 2 March 2025 is Monday, 2 March 2026, the day the course is at: an age, which no
// rest day lengthens and for which no later year need be known.
TEST(Article22, AnAssessmentMadeBeforeIsUsedAgainWithinItsValidity) {
  Course course;
  course.coordinated().risk_judged();
  const auto reuse = [](const char* day, const char* level = "low") {
    return reused(day, level, "proceed");
  };
  EXPECT_EQ(course.refused("risk.reuse", R"({"report":"1","assessed_on":"2025-03-02"})"),
            "invalid-form /assessor /points /measures /plan /methods /level /conclusion");
  EXPECT_EQ(course.refused("risk.reuse", reuse("2025-03-02")), "rules-unmet G12P");
  course.add({"RSK-03"});
  for (const char* day : {"2025-03-01", "2026-03-03"}) {  // too old, and not made yet
    EXPECT_EQ(course.refused("risk.reuse", reuse(day)), "rules-unmet G12R") << day;
  }
  for (const char* day : {"2026-01-01", "2026-03-02"}) {
    Course recent = course;
    recent.send("risk.reuse", reuse(day)).in({"ra_reported"});
  }
  EXPECT_EQ(course.refused("risk.reuse", reuse("2025-03-02", "mid")), "rules-unmet G12L");
  course.send("risk.reuse", reuse("2025-03-02")).in({"ra_reported"}).by(head());
  course.sign().send("risk.finding", R"({"controllable":true})").in({"ra_done"});
}

// The drafting unit may assess by itself; it is then no third party that it commissioned.
TEST(Article22, AThirdPartyIsNoneOfTheDraftingUnits) {
  const auto by = [](const char* third_party) {
    JsonObject report = object(Course::risk);
    report["third_party"] = third_party;
    return json_text(report);
  };
  Course course;
  course.together().coordinated().risk_judged().add({"RSK-03"});
  for (const char* own : {"education", "finance"}) {
    EXPECT_EQ(course.unmet("risk.report", by(own)).id, "G12B") << own;
    course.knows("third_party", {{"found", JsonObject{{"id", own}, {"name", "某局"}}}});
    for (const char* named : {own, "某局", "某 局"})
      EXPECT_EQ(course.refused("risk.report", by(named)), "rules-unmet G12B") << named;
    course.forgets("third_party");
  }
  Course by_itself = course;
  by_itself.send("risk.report", Course::risk).in({"ra_reported"});
  Course unregistered = course;
  unregistered.send("risk.report", by("某咨询公司")).in({"ra_reported"});
  course.knows("third_party", unit("institute"));
  course.send("risk.report", by("institute")).in({"ra_reported"});
}

// Who drafted before the draft was handed over judges their own text as well.
TEST(Article22, AThirdPartyDidNotDraftBeforeEither) {
  Course course;
  course.coordinated().by(head()).add({"INI-04"});
  course.knows("drafting_unit", unit("transport"));
  course.send("initiation.reassign", R"({"drafting_unit":"transport","reason":"机构调整"})");
  course.risk_judged().add({"RSK-03"});
  JsonObject report = object(Course::risk);
  report["third_party"] = "education";
  EXPECT_EQ(course.unmet("risk.report", json_text(report)).id, "G12B");
}

TEST(Article23, TheReportNamesMethodsPointsOpinionsMeasuresAndAPlan) {
  Course course;
  course.coordinated().risk_judged().add({"RSK-03"});
  EXPECT_EQ(course.refused("risk.report", R"({"points":[],"measures":" ","level":"low"})"),
            "invalid-form /points /measures /plan /methods /opinions /conclusion");
  EXPECT_EQ(course.refused("risk.report", report_with(R"("likelihood":"mid",)", "")),
            "invalid-form /points/0/likelihood");
  EXPECT_EQ(course.refused("risk.report", report_with("visits", "guess")),
            "invalid-form /methods/0/method");
}

TEST(Article23, TheLevelIsThatOfTheHighestPoint) {
  const auto points = [](const char* first, const char* second, const char* whole) {
    const auto point = [](const char* level) {
      return std::string(
                 R"({"source":"s","likelihood":"mid","effect":"low","measures":"m","level":")") +
             level + "\"}";
    };
    return std::string(R"({"points":[)") + point(first) + "," + point(second) +
           R"(],"measures":"m","plan":"p","methods":[{"method":"visits","result":"r"}],
              "opinions":[{"party":"p","text":"t"}],"conclusion":"defer","level":")" +
           whole + "\"}";
  };
  Course course;
  course.coordinated().risk_judged().add({"RSK-03"});
  for (const auto& wrong : {points("low", "mid", "low"), points("low", "high", "mid"),
                            points("low", "low", "mid"), points("mid", "mid", "high")}) {
    EXPECT_EQ(course.refused("risk.report", wrong), "rules-unmet G12L") << wrong;
  }
  course.send("risk.report", points("mid", "high", "high")).in({"ra_reported"});
}

TEST(Article23, NoPointIsGradedBelowTheLesserOfItsLikelihoodAndItsEffect) {
  const auto report = [](const std::string& likelihood, const std::string& effect,
                         const std::string& level) {
    return R"({"points":[{"source":"s","likelihood":")" + likelihood + R"(","effect":")" + effect +
           R"(","measures":"m","level":")" + level +
           R"("}],"measures":"m","plan":"p","methods":[{"method":"visits","result":"r"}],
              "opinions":[{"party":"p","text":"t"}],"conclusion":"defer","level":")" +
           level + "\"}";
  };
  const std::vector<std::string> grades{"low", "mid", "high"};
  for (std::size_t likelihood = 0; likelihood < 3; ++likelihood) {
    for (std::size_t effect = 0; effect < 3; ++effect) {
      for (std::size_t level = 0; level < 3; ++level) {
        Course course;
        course.coordinated().risk_judged().add({"RSK-03"});
        const auto sent = report(grades[likelihood], grades[effect], grades[level]);
        if (level < std::min(likelihood, effect)) {
          EXPECT_EQ(course.refused("risk.report", sent), "rules-unmet G12M") << sent;
        } else {
          course.send("risk.report", sent).in({"ra_reported"});
        }
      }
    }
  }
}

TEST(Article23, AHighRiskDoesNotSimplyGoOn) {
  Course course;
  course.coordinated().risk_judged().add({"RSK-03"});
  std::string high = report_with(R"("level":"low",
                     "measures")",
                                 R"("level":"high","measures")");
  high.replace(high.find(R"("level":"low")"), 13, R"("level":"high")");
  EXPECT_EQ(course.refused("risk.report", high), "rules-unmet G12C");
  high.replace(high.find(R"("proceed")"), 9, R"("proceed_with_measures")");
  course.send("risk.report", high).by(head());
  // A high risk found controllable has its reasons.
  EXPECT_EQ(course.refused("risk.finding", R"({"controllable":true})"), "rules-unmet G12H");
  course.sign()
      .sign()
      .send("risk.finding", R"({"controllable":true,"reason":"措施落实"})")
      .in({"ra_done"});
}

TEST(Article24, WhoFindsForTheOrganSigns) {
  Course course;
  course.coordinated().risk_reported().by(head());
  EXPECT_EQ(course.refused("risk.finding", R"({"controllable":true})"), "signature-required");
  course.sign().send("risk.finding", R"({"controllable":true})").in({"ra_done"});
  EXPECT_EQ(course.given.snapshot().session.data.at("risk").at("finding").at("key_id"), "k1");
}

TEST(Article24, TheFindingIsOfTheCurrentDraft) {
  Course course;
  course.coordinated().risk_reported();
  course.by(drafter()).given.add("DRF-04", "sha-of-another-draft");
  const auto rule = course.by(head()).unmet("risk.finding", R"({"controllable":true})");
  EXPECT_EQ(rule.id, "G12");
  EXPECT_EQ(
      json_text(rule.seen),
      R"({"assessed":"sha-of-DRF-04","current":"sha-of-another-draft","reopened_at":"","put_back":null})");
}

TEST(Article24, WhatIsNotControllableIsAdjustedAndAssessedAgain) {
  Course course;
  course.coordinated().risk_reported().by(head());
  EXPECT_EQ(course.refused("risk.finding", R"({"controllable":false})"), "rules-unmet G12H");
  course.sign().send("risk.finding", R"({"controllable":false,"reason":"补偿无着落"})");
  course.in({"ra_planning"}).by(assessor());
  EXPECT_EQ(course.refused("risk.report", Course::risk), "rules-unmet G12P G12N");
  EXPECT_EQ(course.by(office())
                .send("risk.trigger", not_triggered)
                .by(drafter())
                .refused("risk.not_required", R"({"reason":"r","approver":"zhao"})"),
            "rules-unmet G12U");
  Course measures = course;
  const std::string adjusted = report_with(R"("measures":"补偿到位")", R"("measures":"补偿到位",
                                                            "adjusted":"补偿款专户")");
  // What was taken since is in another report.
  measures.risk_judged().add({"RSK-03"});
  EXPECT_EQ(measures.refused("risk.report", adjusted), "rules-unmet G12P");
  measures.file("RSK-03", "with-the-measures").send("risk.report", adjusted);
  measures.in({"ra_reported"});
  course.by(drafter()).given.add("DRF-04", "an-adjusted-draft");
  course.risk_judged().file("RSK-03", "of-it").send("risk.report", Course::risk).by(head());
  course.sign().send("risk.finding", R"({"controllable":true})").in({"ra_done"});
  EXPECT_EQ(course.given.snapshot().session.data.at("risk_refused").at(0).at("reason"),
            "补偿无着落");
}

// The report that was not good enough is not good enough a second time.
TEST(Article24, AnAssessmentFromBeforeTheRefusalOrTheChangeIsNotUsedAgain) {
  std::string old = reused("2026-02-05", "low", "proceed"),
              since = reused("2026-03-10", "low", "proceed");
  for (std::string* each : {&old, &since}) each->insert(1, R"("adjusted":"提高补偿",)");
  Course course;
  course.coordinated().risk_judged().add({"RSK-03"}).send("risk.reuse", old).by(head()).sign();
  course.send("risk.finding", R"({"controllable":false,"reason":"补偿无着落"})").by(assessor());
  EXPECT_EQ(course.refused("risk.reuse", old), "rules-unmet G12P G12S");
  EXPECT_EQ(course.refused("risk.reuse", since), "rules-unmet G12P G12R");
  course.file("RSK-03", "another")
      .at("2026-03-11T09:00:00+08:00")
      .send("risk.reuse", since)
      .in({"ra_reported"});
  for (const char* kind : {"C2", "C5"}) {
    Course changed;
    changed.proceeded().by(drafter()).given.add("DRF-04", "a-larger-area");
    changed.at("2026-04-03T09:00:00+08:00").changed(kind);
    if (std::string_view(kind) == "C5") changed.consulted_again();
    changed.risk_judged().add({"RSK-03"});
    EXPECT_EQ(changed.refused("risk.reuse", reused("2026-04-02", "low", "proceed")),
              "rules-unmet G12S")
        << kind;
    changed.send("risk.reuse", reused("2026-04-03", "low", "proceed")).in({"ra_reported"});
  }
}

TEST(Article24, WhatWasFoundNotControllableIsAssessedAgainWhateverTheDraft) {
  Course course;
  course.coordinated().risk_reported().by(head());
  course.sign().send("risk.finding", R"({"controllable":false,"reason":"补偿无着落"})");
  course.by(drafter()).given.add("DRF-04", "another-draft");
  course.by(office()).send("risk.trigger", not_triggered).by(drafter());
  EXPECT_EQ(course.refused("risk.not_required", R"({"reason":"已改","approver":"zhao"})"),
            "rules-unmet G12U");
}

TEST(Article24, OnlyTheOrganFindsTheRiskControllable) {
  Course course;
  course.coordinated().risk_reported();
  const char* finding = R"({"controllable":true})";
  EXPECT_EQ(course.refused("risk.finding", finding), "not-permitted");
  // The office prepares the finding; it is the organ's.
  EXPECT_EQ(course.by(office()).refused("risk.finding", finding), "not-permitted");
  for (const char* unit : {"risk-centre", "education"}) {
    EXPECT_EQ(course.by(actor("zhu", {"organ_head"}, unit)).refused("risk.finding", finding),
              "rules-unmet G12A")
        << unit;
  }
}

// The name that was typed is the unit's, not its id.
TEST(Article24, WhoeverMadeTheEarlierReportDoesNotFindForThemselves) {
  Course course;
  course.coordinated().risk_judged().add({"RSK-03"});
  knows_the_assessor(course);
  course.send("risk.reuse", reused("2025-06-02", "low", "proceed"));
  const char* finding = R"({"controllable":true})";
  const Actor own = actor("zhu", {"organ_head"}, "risk-centre");
  EXPECT_EQ(course.by(own).refused("risk.finding", finding), "rules-unmet G12A");
  course.by(head()).sign().send("risk.finding", finding).in({"ra_done"});
}

TEST(Article24, AgainstTheAssessorsConclusionTheOrganGivesItsReasons) {
  for (const char* conclusion : {"defer", "not_proceed"}) {
    Course again, anew;
    again.coordinated().risk_judged().add({"RSK-03"});
    anew = again;
    again.send("risk.reuse", reused("2025-06-02", "low", conclusion));
    anew.send("risk.report", report_with(R"("proceed")", "\"" + std::string(conclusion) + "\""));
    for (Course* course : {&again, &anew}) {
      course->by(head());
      EXPECT_EQ(course->refused("risk.finding", R"({"controllable":true})"), "rules-unmet G12H");
      course->sign().send("risk.finding", R"({"controllable":true,"reason":"条件已变"})");
      course->in({"ra_done"});
    }
  }
}

}  // namespace
}  // namespace gavel::law
