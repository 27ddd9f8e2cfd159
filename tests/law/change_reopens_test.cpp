// What a change of the draft re-opens, class by class: the table is the organ's practice.
#include "engine/procedure/rerun.hpp"
#include "tests/law/changed.hpp"

namespace gavel::law {
namespace {

using States = std::vector<std::string>;

struct Row {
  const char* facts;
  const char* decided;
  States open;  ///< What is done again; the other regions are done.
};

class Reopens : public ::testing::TestWithParam<Row> {};

TEST_P(Reopens, ExactlyWhatTheTableSays) {
  Course course;
  rewritten(course).add({"DRF-03"});
  told(course, GetParam().facts);
  course.by(office()).send("change.decide", GetParam().decided);
  const States states = matter::configuration(course.given.procedure(), course.given.snapshot());
  States open;
  for (const char* region : {"pp", "ex", "ra", "fc"}) {
    const std::string planning = std::string(region) + "_planning";
    if (std::ranges::find(states, planning) != states.end()) open.emplace_back(region);
  }
  EXPECT_EQ(open, GetParam().open) << GetParam().facts;
}

INSTANTIATE_TEST_SUITE_P(
    Table, Reopens,
    ::testing::Values(
        Row{R"({"change":"C0","explanation":"x"})", R"({"change":"C0"})", {}},
        Row{R"({"change":"C1","explanation":"x"})", R"({"change":"C1"})", {}},
        Row{R"({"change":"C2","explanation":"x"})", R"({"change":"C2"})", {"pp", "ra", "fc"}},
        Row{R"({"change":"C3","explanation":"x"})", R"({"change":"C3"})", {"ex"}},
        Row{R"({"change":"C3","explanation":"x","risk_touched":true})",
            R"({"change":"C3"})",
            {"ex", "ra"}},
        Row{R"({"change":"C4","explanation":"x"})", R"({"change":"C4"})", {"ex"}},
        Row{R"({"change":"C2","explanation":"x"})",
            R"({"change":"C2","also":["C4"]})",
            {"pp", "ex", "ra", "fc"}},
        Row{R"({"change":"C5","explanation":"x"})",
            R"({"change":"C5"})",
            {}}),  // the units concerned first
    [](const auto& row) { return "Row" + std::to_string(row.index); });

/// What `gavel law` says that a class re-opens: "pp ra fc, where the change does".
std::string table(const std::string& value) {
  for (const procedure::ChangeClass& each : procedure::change_classes(*major_decision())) {
    if (each.value != value) continue;
    std::string out;
    for (const procedure::Reopened& step : each.reopens) {
      out += (out.empty() ? "" : " ") + step.state;
      if (!step.when.en.empty()) out += ", " + step.when.en;
    }
    return out;
  }
  return "no such class";
}
/// Where the decision on a class leads: "consolidating to unit_approval".
std::string ways(const std::string& value) {
  std::string out;
  for (const procedure::ChangeClass& each : procedure::change_classes(*major_decision())) {
    if (each.value != value) continue;
    for (const procedure::LeadsTo& way : each.leads_to)
      out += (out.empty() ? "" : "; ") + way.from + (way.to.empty() ? "" : " to " + way.to);
  }
  return out;
}
/// The states after the office has decided that the change, told with `facts`, is of a class.
Course decided(const std::string& value, const std::string& facts = "") {
  Course course;
  rewritten(course).add({"DRF-03"});
  told(course, R"({"change":")" + value + R"(","explanation":"x")" + facts + "}");
  course.by(office());
  course.given.send("change.decide", {{"change", value}});
  return course;
}
const std::string all_again = "consolidating to procedure; legality_responded to procedure";

TEST(ChangeC0, ReopensNothing) {
  EXPECT_EQ(table("C0"), "");
  EXPECT_EQ(ways("C0"), "consolidating to unit_approval; legality_responded");
  decided("C0").in({"unit_approval"});
}

TEST(ChangeC1, ReopensNothingButWaitsForTheReviewer) {
  EXPECT_EQ(table("C1"), "");
  EXPECT_EQ(ways("C1"), "consolidating to unit_approval; legality_responded");
  decided("C1").in({"unit_approval"});
  Course reviewed;
  reviewed.reviewed().by(drafter()).add({"LEG-05"}).given.add("DRF-04", "as-asked");
  reviewed.changed("C1").by(drafter());
  EXPECT_EQ(reviewed.refused("meeting.submit"), "rules-unmet G19");
}

TEST(ChangeC2, OfScopeReopensThePublicTheRiskAndCompetitionInAMarket) {
  EXPECT_EQ(table("C2"),
            "pp ra fc, where the matter touches market activity or where the change does");
  EXPECT_EQ(ways("C2"), all_again);
  decided("C2").in({"pp_planning", "ra_planning", "fc_planning", "ex_done"});
}

TEST(ChangeC3, OfTechniqueReopensTheExpertsAndTheRiskThatIsTouched) {
  EXPECT_EQ(table("C3"), "ex ra, where a risk point is touched");
  EXPECT_EQ(ways("C3"), all_again);
  decided("C3").in({"ex_planning", "pp_done", "ra_done", "fc_done"});
  decided("C3", R"(,"risk_touched":true)").in({"ex_planning", "ra_planning", "pp_done"});
}

TEST(ChangeC4, OfTheMoneyReopensTheExpertsWithACostBenefitAnalysis) {
  EXPECT_EQ(table("C4"), "ex");
  EXPECT_EQ(ways("C4"), all_again);
  decided("C4").in({"ex_planning", "pp_done", "ra_done", "fc_done"});
}

TEST(ChangeC5, OfTheGoalReopensEverything) {
  EXPECT_EQ(table("C5"), "coordinating pp ex ra fc");
  EXPECT_EQ(ways("C5"), all_again);
  decided("C5").consulted_again().in({"pp_planning", "ex_planning", "ra_planning", "fc_planning"});
}

// What a unit said of burning the waste is no answer to burying it (article 13).
TEST(ChangeC5, OfTheMainMeasureIsPutToTheUnitsConcernedAgain) {
  Course course = decided("C5").by(drafter());
  const auto rule = course.unmet("coordination.conclude");
  EXPECT_EQ(rule.id, "G05");
  EXPECT_EQ(json_text(rule.seen.at("not_answered")), R"(["finance","land"])");
  EXPECT_EQ(course.refused("notice.open", R"({"title":"t","how":"信函"})"), "not-now");
  // Drafting again is of the first round alone; the units' paper is of this one.
  EXPECT_EQ(course.refused("draft.redraft", R"({"reason":"重写"})"), "not-now");
  for (const char* unit : {"finance", "land"})
    course.given.send("coordination.reply", {{"unit", unit}, {"opinion", "agree"}});
  course.given.later(std::chrono::minutes{1});
  Course without = decided("C5");
  without.given.later(std::chrono::minutes{1});
  course.add({"DRF-07"}).send("coordination.conclude").in({"pp_planning", "fc_planning"});
  EXPECT_EQ(json_text(course.given.snapshot().session.data.at("rerun")),
            R"(["pp","ex","ra","fc"])");
}

TEST(ChangeC5, LeavesAMatterThatAMeetingDiscussedInTheProcedure) {
  Course course;
  course.met().stances().head_spoke().send("meeting.decide",
                                           R"({"outcome":"amend","reason":"换址"})");
  course.by(drafter()).given.add("DRF-04", "another site");
  course.record_and_minutes().changed("C5").in({"coordinating"}).by(head());
  EXPECT_EQ(
      course.refused("matter.exclude",
                     R"({"ground":"own_procedure","reason":"《国有土地上房屋征收与补偿条例》"})"),
      "rules-unmet G03X");
}

// Where no market was touched, a change of scope does not re-open the competition review.
TEST(ChangeOfTheDraft, OfScopeLeavesCompetitionAloneWhereNoMarketIsTouched) {
  Course course;
  course.heard().argued().assessed().by(drafter());
  course.send("competition.not_market", R"({"reason":"不涉及","approver":"zhao"})");
  course.in({"consolidating"});
  Course touching = course;
  told(course, R"({"change":"C2","explanation":"x","market_touched":false})").by(office());
  course.send("change.decide", R"({"change":"C2"})");
  course.in({"pp_planning", "ra_planning", "fc_done", "ex_done"});
  // The new scope reaches a market, or nobody said that it does not.
  for (const char* facts : {R"({"change":"C2","explanation":"x","market_touched":true})",
                            R"({"change":"C2","explanation":"x"})"}) {
    Course now = touching;
    told(now, facts).by(office()).send("change.decide", R"({"change":"C2"})").in({"fc_planning"});
  }
}

}  // namespace
}  // namespace gavel::law
