#include "tests/matter/moves.hpp"
#include "tests/matter/petition.hpp"

namespace gavel::matter {
namespace {

// Each row cures the last defect; whoever breaks several rules is told the first.
TEST(Refusal, FollowsTheOrderOfPrecedence) {
  const JsonObject bad = object(R"({"conclusion":"maybe"})");
  const JsonObject unreasoned = object(R"({"conclusion":"refuse"})");
  const JsonObject broken = object(R"({"conclusion":"broken"})");
  const JsonObject good = object(R"({"conclusion":"support"})");

  Given over = registered();
  over.send("withdraw");
  EXPECT_EQ(reason(over.refused("no.such.event", bad)), "unknown-event");
  EXPECT_EQ(reason(over.refused("answer", bad)), "finished");

  Given early = registered();
  EXPECT_EQ(reason(early.refused("answer", bad)), "not-now");

  Given given = noticed();
  EXPECT_EQ(reason(given.refused("answer", bad)), "not-permitted");
  given.by(counsel());
  EXPECT_EQ(reason(given.refused("answer", bad)), "invalid-form");
  given.facts(object(R"({"comments":{"unanswered":2}})"));
  EXPECT_EQ(reason(given.refused("answer", unreasoned)), "rules-unmet");
  given.by(clerk()).add("D1").facts(all_answered()).at("2026-03-17T00:00:00+08:00").by(counsel());
  EXPECT_EQ(reason(given.refused("answer", broken)), "signature-required");
  given.signed_with(by_li());
  EXPECT_EQ(reason(given.refused("answer", broken)), "execution-error");
  given.signed_with(by_li()).send("answer", good).in({"answered"}).data("signer", "li");
}

TEST(Refusal, ChangesNothing) {
  Given given = noticed();
  const std::string before = json_text(encode(given.procedure(), given.snapshot()));
  (void)given.by(counsel()).refused("answer", object(R"({"conclusion":"support"})"));
  EXPECT_EQ(json_text(encode(given.procedure(), given.snapshot())), before);
}

TEST(Refusal, TellsEveryRuleThatIsNotMetWithItsCitationAndWhatItSaw) {
  Given given = noticed();
  given.by(counsel()).facts(object(R"({"comments":{"unanswered":2}})"));
  const Refusal refusal = given.refused("answer", object(R"({"conclusion":"refuse"})"));
  ASSERT_EQ(refusal.rules.size(), 4U);
  EXPECT_EQ(refusal.rules[0].id, "R3");  // of the event; then those of the transition, each once
  EXPECT_EQ(refusal.rules[1].id, "R1");
  EXPECT_EQ(json_text(refusal.rules[1].seen), R"({"missing":["D1","D2"]})");
  EXPECT_EQ(refusal.rules[2].id, "R2");
  EXPECT_EQ(refusal.rules[2].citations.at(0).label.zh, "《来信办理规定》第5条第2款");
  EXPECT_EQ(refusal.rules[2].citations.at(0).label.en, "Petition rules art. 5(2)");
  EXPECT_EQ(json_text(refusal.rules[2].seen), R"({"closes_on":"2026-03-16"})");
  EXPECT_EQ(refusal.rules[3].id, "R4");
  EXPECT_EQ(json_text(refusal.rules[3].seen), R"({"unanswered":2})");
  EXPECT_EQ(refusal.rules[3].says.en, "Every comment must be answered.");
}

TEST(Refusal, NamesTheEarliestDayAClockAllows) {
  Given given = noticed();
  const Refusal refusal =
      given.by(counsel()).refused("answer", object(R"({"conclusion":"support"})"));
  EXPECT_EQ(refusal.rules[0].earliest, std::nullopt);  // a document: no clock decides it
  ASSERT_EQ(refusal.rules[1].id, "R2");
  EXPECT_EQ(refusal.rules[1].earliest, parse_day("2026-03-17"));  // the day after the last
  EXPECT_FALSE(refusal.rules[1].provisional);
}

TEST(Refusal, OfNotNowNamesTheStatesThatWouldTakeIt) {
  Given given = registered();
  EXPECT_THAT(given.refused("answer").taken_in, ::testing::ElementsAre("noticed", "ripe"));
}

TEST(Refusal, OfTheWrongSenderNamesTheRolesThatMay) {
  Given given = noticed();
  EXPECT_THAT(given.refused("answer").roles, ::testing::ElementsAre("counsel"));
}

TEST(Refusal, OfAFailingStepSaysWhatWasRaised) {
  Given given = noticed();
  given.add("D1").facts(all_answered()).at("2026-03-17T00:00:00+08:00").by(counsel());
  const Refusal refusal =
      given.signed_with(by_li()).refused("answer", object(R"({"conclusion":"broken"})"));
  EXPECT_EQ(refusal.detail.code, "raised");
  EXPECT_THAT(in_words(refusal.detail).en, ::testing::HasSubstr("member"));
  EXPECT_THAT(in_words(refusal.detail).zh, ::testing::HasSubstr("不能读取"));
}

TEST(Refusal, IsWrittenWithItsWireName) {
  Given given = noticed();
  const JsonObject written =
      encode(given.by(counsel()).refused("answer", object(R"({"conclusion":"support"})")));
  EXPECT_EQ(written.at("reason"), "rules-unmet");
  const JsonObject& clock = written.at("rules").at(1).get_object();
  EXPECT_EQ(clock.at("earliest"), "2026-03-17");
  EXPECT_EQ(clock.at("provisional"), false);
  EXPECT_EQ(clock.at("citations").at(0).at("label").at("en"), "Petition rules art. 5(2)");
}

// Which branch is taken depends on the data; only that branch's rules are asked.
TEST(Refusal, AsksOnlyTheRulesOfTheBranchThatIsTaken) {
  Given given = noticed();
  given.facts(object(R"({"comments":{"unanswered":1}})")).add("D1");
  given.until("2026-03-17T09:00:00+08:00").in({"ripe"}).by(counsel());
  EXPECT_EQ(reason(given.refused("answer", object(R"({"conclusion":"support"})"))), "rules-unmet");
  given.signed_with(by_li()).send("answer", object(R"({"conclusion":"refuse","reason":"无据"})"));
}

TEST(Refusal, WhereNoBranchTakesTheDataIsNotNow) {
  Given given = noticed();
  given.add("D1").until("2026-03-17T09:00:00+08:00").in({"ripe"}).by(counsel());
  const Refusal refusal = given.refused("answer", object(R"({"conclusion":"broken"})"));
  EXPECT_EQ(reason(refusal), "not-now");
  // The stage before is behind, and in this one it stands.
  EXPECT_TRUE(refusal.taken_in.empty());
}

// "recall" is taken where it was asked, under a condition that does not hold there.
Given recalled(const char* when_noticed) {
  Given given(permit(
      "1.0.0",
      {{"rule", R"xml(<g:rule id="R3" cite="rules:9" test="noticed_on == '2026-01-01'">
          <g:says zh="没有可以撤回的。" en="Nothing is there to recall."/>
          <g:remedy zh="先公示" en="Publish it"/></g:rule>)xml"},
       {"event", R"xml(<g:event name="recall" who="clerk" rules="R3" zh="撤回" en="Recall"/>)xml"},
       {"asked", R"xml(<transition event="recall" cond="noticed_on == '2026-01-01'"/>)xml"},
       {"noticed", when_noticed}}));
  given.by(actor("wang", {"clerk"})).open({});
  return given;
}

// Where nothing waits for it at any stage, another stage is no answer: the rules say why.
TEST(Refusal, OfWhatIsTakenHereUnderAConditionIsByItsRulesUnlessAnotherStageWouldTakeIt) {
  Given here = recalled(R"xml(<transition event="recall" cond="noticed_on == 'never'"/>)xml");
  const Refusal by_rule = here.refused("recall");
  EXPECT_EQ(reason(by_rule), "rules-unmet");
  EXPECT_EQ(by_rule.rules.at(0).id, "R3");
  EXPECT_TRUE(by_rule.taken_in.empty());
  const auto tasks = here.tasks();
  EXPECT_EQ(std::ranges::find(tasks, "recall", &Task::event), tasks.end());
  EXPECT_EQ(reason(here.by(office()).refused("recall")), "not-permitted");
  Given later = recalled(R"xml(<transition event="recall"/>)xml");
  const Refusal elsewhere = later.refused("recall");
  EXPECT_EQ(reason(elsewhere), "not-now");
  EXPECT_EQ(elsewhere.taken_in, std::vector<std::string>{"noticed"});
}

}  // namespace
}  // namespace gavel::matter
