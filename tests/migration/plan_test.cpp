#include "engine/migration/plan.hpp"

#include <regex>

#include "tests/law/course.hpp"
#include "tests/matter/moves.hpp"

namespace gavel::migration {
namespace {

using matter::actor;
using matter::Given;
using matter::permit;
using Names = std::vector<std::string>;
using soundness::Standing;

Names course_of(const Given& given) {
  Names course;
  for (const matter::Event& event : given.events())
    course.insert(course.end(), event.entered.begin(), event.entered.end());
  return course;
}

struct Ask {
  matter::Actor by = matter::office();
  Names accepted = {};
};
Plan plan_of(const Given& given, const procedure::Procedure& to, const Ask& ask = {}) {
  matter::Command command = matter::asks(given, to);
  command.actor = ask.by;
  std::get<matter::Migrate>(command.what).accepted = ask.accepted;
  const Names course = course_of(given);
  return plan({given.procedure(), given.snapshot(), to, command, matter::real_calendar(), course});
}
Names codes(const Plan& plan) {
  Names out;
  for (const Obstacle& obstacle : plan.obstacles) out.push_back(obstacle.code);
  return out;
}

Given noticed() {
  Given given(permit("1.0.0"));
  given.by(actor("wang", {"clerk"})).open().send("notice");
  return given;
}

TEST(Plan, OfNothingNewChangesNothing) {
  const Plan plan = plan_of(noticed(), *permit("1.0.1"));
  EXPECT_EQ(codes(plan), Names{});
  EXPECT_EQ(plan.states_before, Names{"noticed"});
  EXPECT_EQ(plan.states_after, Names{"noticed"});
  EXPECT_TRUE(plan.tasks.empty());
  EXPECT_TRUE(plan.clocks.empty());
  EXPECT_TRUE(plan.policy.empty());
  ASSERT_TRUE(plan.accepted.has_value());
  EXPECT_EQ(plan.accepted->event.kind, "migrated");
}

TEST(Plan, ShowsRulesThatNowApplyToWhatIsOpen) {
  Given given(permit("1.0.0"));
  given.by(actor("wang", {"clerk"}))
      .open()
      .add("D1")
      .send("notice")
      .until("2026-03-13T09:00:00+08:00");
  given.in({"ripe"});
  const Plan plan = plan_of(given, *permit("1.1.0", matter::with_rule));
  ASSERT_EQ(plan.tasks.size(), 1u);
  EXPECT_EQ(plan.tasks[0].event, "grant");
  EXPECT_EQ(plan.tasks[0].rules_added, Names{"R2"});
  EXPECT_EQ(plan.tasks[0].unmet_before, Names{});
  EXPECT_EQ(plan.tasks[0].unmet_after, Names{"R2"});
}

TEST(Plan, ShowsDeadlinesThatMove) {
  const Plan plan = plan_of(noticed(), *permit("1.1.0", {{"more", " + 5"}}));
  ASSERT_EQ(plan.clocks.size(), 1u);
  EXPECT_EQ(to_string(plan.clocks[0].before->last), "2026-03-12");
  EXPECT_EQ(to_string(plan.clocks[0].after->last), "2026-03-17");
  EXPECT_EQ(plan.carried.timers.at(0).how, chart::CarriedTimer::How::moved);
}

TEST(Plan, ShowsTasksThatComeAndGo) {
  const Plan plan = plan_of(
      noticed(),
      *permit("1.1.0", {{"event", R"(<g:event name="pause" who="clerk" zh="中止" en="Pause"/>)"},
                        {"noticed", R"(<transition event="pause" target="asked"/>)"}}));
  ASSERT_EQ(plan.tasks.size(), 1u);
  EXPECT_FALSE(plan.tasks[0].before);
  EXPECT_TRUE(plan.tasks[0].after);
  EXPECT_EQ(plan.tasks[0].title.en, "Pause");
}

TEST(Plan, GoesNeitherBackNorInPlaceNorFromAnEnd) {
  EXPECT_EQ(codes(plan_of(noticed(), *permit("0.9"))), Names{"not-newer"});
  EXPECT_EQ(codes(plan_of(noticed(), *permit("1.0.0"))), Names{"same-version"});
  Given ended = noticed();
  ended.until("2026-03-13T09:00:00+08:00").add("D1").send("grant");
  EXPECT_EQ(codes(plan_of(ended, *permit("1.1.0"))), Names{"finished"});
}

TEST(Plan, IsTheOfficesToPerformAndEveryonesToSee) {
  const Plan plan = plan_of(noticed(), *permit("1.1.0"), {.by = actor("wang", {"clerk", "admin"})});
  EXPECT_EQ(codes(plan), Names{"not-permitted"});
  EXPECT_EQ(plan.obstacles[0].roles, Names{"office"});
  EXPECT_EQ(plan.states_after, Names{"noticed"});
  EXPECT_FALSE(plan.accepted.has_value());
}

TEST(Plan, NamesStatesThatVanish) {
  std::string xml = matter::version_of("1.1.0");
  xml = std::regex_replace(xml, std::regex("\"noticed\""), "\"published\"");
  const Plan plan = plan_of(noticed(), *matter::read_version(xml, "other"));
  ASSERT_EQ(codes(plan), Names{"state-gone"});
  EXPECT_EQ(plan.obstacles[0].state, "noticed");
}

// ---- mandatory steps: a hearing that the new version puts between asking and publishing

constexpr std::string_view step =
    R"(<g:mandatory id="M1" before="granted" through="hearing" cite="rules:9" zh="听证" en="Hearing"/>)";
std::map<std::string, std::string> with_hearing(std::string_view after) {
  std::map<std::string, std::string> parts{
      {"rule", std::string(step)},
      {"event", R"(<g:event name="hear" who="clerk" zh="听证" en="Hear"/>)"},
      {"state",
       R"(<state id="hearing" g:zh="听证" g:en="Hearing"><transition event="notice" target="noticed"><assign location="noticed_on" expr="'2026-03-02'"/></transition></state>)"}};
  parts[std::string(after)] = R"(<transition event="hear" target="hearing"/>)";
  return parts;
}

TEST(Steps, ThatTheMatterMayNowMissAreRefusedUnlessNamed) {
  const auto to = permit("1.1.0", with_hearing("asked"));
  const Plan refused = plan_of(noticed(), *to);
  ASSERT_EQ(codes(refused), Names{"steps-missed"});
  EXPECT_EQ(refused.obstacles[0].steps, Names{"M1"});
  ASSERT_EQ(refused.steps.size(), 1u);
  EXPECT_EQ(refused.steps[0].standing, Standing::avoidable);
  EXPECT_TRUE(refused.steps[0].is_new);
  const Plan named = plan_of(noticed(), *to, {.accepted = {"M1"}});
  EXPECT_EQ(codes(named), Names{});
  EXPECT_EQ(json_text(named.accepted->event.data.at("accepted")), R"(["M1"])");
}

TEST(Steps, ThatLieAheadOnEveryWayNeedNothing) {
  std::string xml = matter::version_of("1.1.0", with_hearing("asked"));
  // Asked for, a permit is heard in every case.
  xml = std::regex_replace(
      xml,
      std::regex(
          R"x(<transition event="notice" target="noticed"><assign location="noticed_on" expr="today\(\)"/></transition>)x"),
      "");
  Given given(permit("1.0.0"));
  given.by(actor("wang", {"clerk"})).open();
  const Plan plan = plan_of(given, *matter::read_version(xml, "other"));
  EXPECT_EQ(codes(plan), Names{});
  ASSERT_EQ(plan.steps.size(), 1u);
  EXPECT_EQ(plan.steps[0].standing, Standing::ahead);
}

TEST(Steps, ThatWereDoneUnderTheOlderVersionCount) {
  auto older = with_hearing("asked");
  older["rule"] = "";
  Given given(permit("1.0.0", older));
  given.by(actor("wang", {"clerk"})).open().send("hear").send("notice");
  const Plan plan = plan_of(given, *permit("1.1.0", with_hearing("asked")));
  EXPECT_EQ(codes(plan), Names{});
  ASSERT_EQ(plan.steps.size(), 1u);
  EXPECT_EQ(plan.steps[0].standing, Standing::done);
}

TEST(Steps, WhosePlaceIsBehindAreShownAsPassed) {
  auto parts = with_hearing("asked");
  parts["rule"] = std::regex_replace(std::string(step), std::regex("granted"), "noticed");
  const Plan plan = plan_of(noticed(), *permit("1.1.0", parts));
  EXPECT_EQ(codes(plan), Names{});
  ASSERT_EQ(plan.steps.size(), 1u);
  EXPECT_EQ(plan.steps[0].standing, Standing::passed);
}

// ---- a major decision in the midst of its course

std::string with_one_more_rule(std::string xml) {
  xml = std::regex_replace(xml, std::regex("g:version=\"[^\"]*\""), "g:version=\"99.0\"",
                           std::regex_constants::format_first_only);
  const auto insert = [&](std::size_t at, std::string_view text) { xml.insert(at, text); };
  const auto event = xml.find("<g:event name=\"review.send\"");
  const std::string_view rules = "rules=\"";
  insert(xml.find(rules, event) + rules.size(), "X1 ");
  insert(
      xml.find("<g:rule "),
      R"xml(<g:rule id="X1" cite="decree-713:25" test="_x.dossier.count &gt; 1000"><g:says zh="卷内材料应当齐全。" en="The dossier is whole."/><g:remedy zh="补齐材料" en="Complete it"/></g:rule>)xml");
  return xml;
}

TEST(MajorDecision, MovesInTheMidstOfItsCourseToAVersionWithOneMoreRule) {
  law::Course course;
  course.proceeded();
  const std::string xml = with_one_more_rule(matter::file_text("workflows/major-decision.scxml"));
  const auto to = matter::read_version(xml, "sha256-of-99");
  matter::Command command = matter::asks(course.given, *to);
  command.facts = law::facts();
  const Names entered = course_of(course.given);
  const Plan plan = migration::plan({course.given.procedure(), course.given.snapshot(), *to,
                                     command, matter::real_calendar(), entered});
  EXPECT_EQ(codes(plan), Names{});
  EXPECT_EQ(plan.states_before, plan.states_after);
  EXPECT_TRUE(plan.clocks.empty());
  EXPECT_TRUE(plan.policy.empty());
  for (const StepStanding& each : plan.steps) {
    EXPECT_FALSE(each.is_new) << each.id;
    EXPECT_NE(each.standing, Standing::avoidable) << each.id;
  }
  ASSERT_TRUE(plan.accepted.has_value());
  EXPECT_EQ(json_text(Json(plan.accepted->next.session.data.object())),
            json_text(Json(course.given.snapshot().session.data.object())));
  EXPECT_EQ(chart::timers(plan.accepted->next.session),
            chart::timers(course.given.snapshot().session));

  // Where the event with the new rule is open, the plan says so and the rule then refuses it.
  course.by(law::drafter());
  course.changed("C1").in({"unit_approval"}).by(law::drafter()).add({"LEG-01"});
  command = matter::asks(course.given, *to);
  command.facts = law::facts();
  const Names further = course_of(course.given);
  const Plan open = migration::plan({course.given.procedure(), course.given.snapshot(), *to,
                                     command, matter::real_calendar(), further});
  ASSERT_EQ(codes(open), Names{});
  const auto task = std::ranges::find(open.tasks, "review.send", &TaskChange::event);
  ASSERT_NE(task, open.tasks.end());
  EXPECT_EQ(task->rules_added, Names{"X1"});
  const matter::Command sends{matter::Send{"review.send", {}, {}}, law::drafter(),
                              course.given.now(), law::facts(), "real"};
  EXPECT_TRUE(matter::decide(course.given.procedure(), &course.given.snapshot(), sends,
                             matter::real_calendar())
                  .has_value());
  const auto refused = matter::decide(*to, &open.accepted->next, sends, matter::real_calendar());
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().rules.at(0).id, "X1");
}

}  // namespace
}  // namespace gavel::migration
