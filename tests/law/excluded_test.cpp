// Decree 713, article 3: what is no major decision, or is decided in another procedure.
#include "tests/law/course.hpp"
#include "tests/law/starting.hpp"

namespace gavel::law {
namespace {

TEST(Article3, ExcludedItemsTakeAnotherProcedure) {
  Course course;
  course.given.by(drafter()).open(
      object(R"({"source":"leader","mad_class":1,"excluded":true,"reason":"宏观调控"})"));
  course.add({"INI-01"}).by(office()).send("study.assign", R"({"unit":"research"})");
  course.by(study_unit()).add({"INI-02"}).send("study.done", R"({"summary":"可行"})");
  course.by(head()).add({"INI-03", "INI-04"});
  EXPECT_EQ(course.refused("initiation.start", start), "rules-unmet G01");
  course.send("initiation.reject", R"({"reason":"排除情形"})").in({"not_initiated"});
}

TEST(Article3, AnEmergencyNamesTheActOrPlanItFollows) {
  Course course;
  course.proposed().by(head());
  EXPECT_EQ(course.refused("matter.exclude", R"({"reason":"防汛","ground":"emergency"})"),
            "rules-unmet G03X");
  course.send("matter.exclude",
              R"({"reason":"防汛","ground":"emergency","plan":"防汛应急预案〔2026〕1号"})");
  course.in({"excluded"});
}

// Any decision could be called law-making: which law it is, and what it is planned by, is said.
TEST(Article3, LawMakingNamesWhichLawIsMadeAndOnWhatPlan) {
  Course course;
  course.proposed().by(head());
  const auto excluded = [](const char* more) {
    return std::string(R"({"reason":"属于政府立法","ground":"law_making")") + more + "}";
  };
  for (const char* wanting :
       {"", R"(,"law":"government_rules")", R"(,"plan":"市政府2026年立法计划")"})
    EXPECT_EQ(course.refused("matter.exclude", excluded(wanting)), "rules-unmet G03Q") << wanting;
  EXPECT_EQ(
      course.refused("matter.exclude", excluded(R"(,"law":"notice","plan":"计划〔2026〕1号")")),
      "invalid-form /law");
  EXPECT_EQ(course.refused("matter.exclude",
                           excluded(R"(,"law":"local_regulations","plan":"无立法计划")")),
            "rules-unmet G37Q");
  for (const char* law : {"local_regulations", "government_rules", "autonomous_regulations"}) {
    Course each = course;
    each.send("matter.exclude", excluded((std::string(R"(,"law":")") + law +
                                          R"(","plan":"某政办发〔2026〕5号立法计划")")
                                             .c_str()));
    each.in({"excluded"});
    EXPECT_EQ(each.given.snapshot().session.data.at("ended").at("law"), law);
  }
}

// Any subsidy could be called macro-economic control: what it carries out is named.
TEST(Article3, MacroEconomicControlNamesWhatItCarriesOut) {
  Course course;
  course.proposed().by(head());
  for (const char* vague : {"属于宏观调控", "落实上级宏观调控政策"})
    EXPECT_EQ(
        course.refused("matter.exclude",
                       std::string(R"({"ground":"macro_control","reason":")") + vague + "\"}"),
        "rules-unmet G03X")
        << vague;
  course.send("matter.exclude",
              R"({"reason":"落实国发〔2026〕3号财政政策","ground":"macro_control"})");
  course.in({"excluded"});
}

// Whatever stage it has reached before the statutory steps: the ground is named, and it is told
// among the exceptions.
TEST(Article3, WhatTheDecreeDoesNotCoverIsExcludedAtAnyTimeBeforeTheStatutorySteps) {
  const char* excluded =
      R"({"reason":"《国有土地上房屋征收与补偿条例》另有程序","ground":"own_procedure"})";
  for (auto stage : {&Course::proposed, &Course::study_asked, &Course::studied, &Course::started,
                     &Course::drafted}) {
    Course course;
    (course.*stage)().by(head());
    EXPECT_EQ(course.refused("matter.exclude", R"({"reason":"另有程序"})"), "invalid-form /ground");
    EXPECT_EQ(course.refused("matter.exclude", R"({"reason":"另有程序","ground":"own_procedure"})"),
              "rules-unmet G03X");
    EXPECT_EQ(
        course.refused("matter.exclude", R"({"reason":"防汛","ground":"emergency","plan":"　"})"),
        "invalid-form /plan");
    course.send("matter.exclude", excluded).in({"excluded"});
    const auto& used = course.given.snapshot().session.data.at("exceptions").at(0);
    EXPECT_EQ(used.at("kind"), "excluded");
    EXPECT_EQ(used.at("ground"), "own_procedure");
  }
  // The organ's own rules are no law.
  for (const char* own :
       {"《区人民政府工作规则》", "《某市重大事项决策办法》", "《会议规则》第三条",
        "依据《工作方法》第三条另有程序", "按《某做法》办理", "按《一线工作法》第二条办理",
        "无条例可依，按《工作规则》第一条办理", "做法第三条，见《会议规则》"}) {
    Course course;
    course.proposed().by(head());
    EXPECT_EQ(course.refused("matter.exclude",
                             std::string(R"({"ground":"own_procedure","reason":")") + own + "\"}"),
              "rules-unmet G03X")
        << own;
  }
  for (const char* law : {"《城乡规划法》第二十六条", "《军事设施保护法实施条例》", "《预算法》",
                          "《立法法（2023修正）》", "《土地管理法》和《城市工作方法》",
                          "《水污染防治法》《保守国家秘密法实施条例（2024修订）》",
                          "《行政区划管理条例实施细则》第二条"}) {
    Course course;
    course.proposed().by(head());
    course.send("matter.exclude",
                std::string(R"({"ground":"own_procedure","reason":"依)") + law + "\"}");
  }
  Course late;
  late.coordinated().by(head());
  EXPECT_EQ(late.refused("matter.exclude", excluded), "not-now");
}

}  // namespace
}  // namespace gavel::law
