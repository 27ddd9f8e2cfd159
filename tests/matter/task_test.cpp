// What a user is shown: what can be done now, what is blocked, and by what.
#include "tests/matter/petition.hpp"

namespace gavel::matter {
namespace {

/// "event" where allowed, "event: reason" where not.
std::vector<std::string> list(const std::vector<Task>& tasks) {
  std::vector<std::string> out;
  for (const Task& task : tasks) {
    out.push_back(task.event + (task.blocked ? ": " + reason(*task.blocked) : ""));
  }
  return out;
}
using ::testing::ElementsAre;

TEST(Tasks, AreTheEventsTheStateTakesInDocumentOrder) {
  Given given = registered();
  EXPECT_THAT(list(given.tasks()), ElementsAre("note", "withdraw", "notice", "hand_over"));
}

TEST(Tasks, OfOthersAreShownAsTheirs) {
  Given given = registered();
  const auto tasks = given.by(counsel()).tasks();
  EXPECT_THAT(list(tasks), ElementsAre("note", "withdraw: not-permitted", "notice: not-permitted",
                                       "hand_over: not-permitted"));
  EXPECT_TRUE(tasks[0].mine);
  EXPECT_FALSE(tasks[1].mine);
  EXPECT_THAT(tasks[2].who, ElementsAre("clerk"));
  EXPECT_EQ(tasks[2].title.en, "Publish");
}

TEST(Tasks, ThatAreBlockedSayByWhatAndUntilWhen) {
  Given given = noticed();
  const auto tasks = given.by(counsel()).facts(all_answered()).tasks();
  const auto answer = std::ranges::find(tasks, "answer", &Task::event);
  ASSERT_NE(answer, tasks.end());
  EXPECT_FALSE(answer->allowed);
  EXPECT_TRUE(answer->mine);
  EXPECT_TRUE(answer->type->is_signed);
  ASSERT_TRUE(answer->blocked.has_value());
  // R3 asks about what will be sent and R4 is met: neither stands against it now.
  ASSERT_EQ(answer->blocked->rules.size(), 2U);
  EXPECT_EQ(answer->blocked->rules[0].id, "R1");
  EXPECT_EQ(answer->blocked->rules[1].earliest, parse_day("2026-03-17"));
}

TEST(Tasks, AreAllowedOnceTheRulesAreMet) {
  Given given = noticed();
  given.add("D1").facts(all_answered()).at("2026-03-17T00:00:00+08:00").by(counsel());
  EXPECT_THAT(list(given.tasks()), ::testing::Contains("answer"));
}

// What a register says of a name is known once the name is sent.
TEST(Tasks, AreNotBlockedByARuleAboutWhatARegisterWillSay) {
  std::string xml(petition_xml);
  const std::string test = R"x(test="has('D1')")x";
  xml.replace(xml.find(test), test.size(),
              R"(test="!!_x.facts.registers &amp;&amp; !!_x.facts.registers.unit.found")");
  Given given(procedure_of(xml, "petition.scxml"));
  given.by(clerk()).open(object(R"({"subject":"噪声"})")).send("notice").by(counsel());
  given.facts(all_answered()).at("2026-03-17T00:00:00+08:00");
  EXPECT_THAT(list(given.tasks()), ::testing::Contains("answer"));
  const auto refused = given.signed_with(by_li()).refused("answer", {{"conclusion", "support"}});
  ASSERT_EQ(refused.rules.size(), 1U);
  EXPECT_EQ(refused.rules[0].id, "R1");
}

TEST(Tasks, WithBranchesAreJudgedByTheRulesAllBranchesHave) {
  Given given = noticed();
  given.until("2026-03-17T00:00:00+08:00").in({"ripe"}).by(counsel());
  const auto tasks = given.facts(object(R"({"comments":{"unanswered":3}})")).tasks();
  const auto answer = std::ranges::find(tasks, "answer", &Task::event);
  ASSERT_NE(answer, tasks.end());
  ASSERT_TRUE(answer->blocked.has_value());
  ASSERT_EQ(answer->blocked->rules.size(), 1U);
  EXPECT_EQ(answer->blocked->rules[0].id, "R1");  // R4 is asked on one branch only
}

TEST(Tasks, OfAFinishedMatterAreNone) {
  Given given = registered();
  given.send("withdraw");
  EXPECT_TRUE(given.tasks().empty());
}

// The list and the answer are one judgement: what is allowed is accepted, what is blocked is not.
TEST(Tasks, AgreeWithDecide) {
  for (const bool is_ready : {false, true}) {
    for (const Actor& who : {clerk(), counsel()}) {
      Given given = noticed();
      if (is_ready) {
        given.add("D1").facts(all_answered()).at("2026-03-17T00:00:00+08:00");
      }
      given.by(who);
      for (const Task& task : given.tasks()) {
        JsonObject data;
        if (task.event == "answer") data["conclusion"] = "support";
        const auto outcome = given.ask(Send{task.event, data, by_li()});
        EXPECT_EQ(outcome.has_value(), task.allowed) << task.event << " by " << who.account;
      }
    }
  }
}

}  // namespace
}  // namespace gavel::matter
