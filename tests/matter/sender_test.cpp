// Who may do what: roles, units, and the system.
#include "tests/matter/petition.hpp"

namespace gavel::matter {
namespace {

TEST(Sender, HoldsARoleOnlyForTheUnitTheMatterIsWith) {
  Given given = registered();
  given.by(actor("zhao", {"clerk"}, "transport"));
  EXPECT_EQ(reason(given.refused("notice")), "not-permitted");
  given.by(clerk()).send("hand_over", object(R"({"unit":"transport"})"));
  EXPECT_EQ(reason(given.refused("notice")), "not-permitted");
  given.by(actor("zhao", {"clerk"}, "transport")).send("notice").in({"noticed"});
}

/// The petition, whose clerks are of these units.
Given of_units(const std::string& units) {
  std::string xml(petition_xml);
  const std::string bound = R"(id="clerk" zh="经办人" en="Clerk" unit="unit")";
  xml.replace(xml.find(bound), bound.size(),
              R"(id="clerk" zh="经办人" en="Clerk" unit=")" + units + '"');
  Given given(procedure_of(xml, "petition.scxml"));
  given.by(clerk()).open(object(R"({"subject":"噪声"})"));
  return given;
}

TEST(Sender, OfARoleOfSeveralUnitsIsOfOneOfThem) {
  Given given = of_units("!unit ? '' : [unit, ['water', '']]");
  given.send("hand_over", object(R"({"unit":"land"})"));
  EXPECT_EQ(units(given.procedure(), given.snapshot()),
            (std::vector<std::string>{clerk().unit, "land", "water"}));
  for (const char* other : {"transport", ""}) {
    given.by(actor("zhao", {"clerk"}, other));
    EXPECT_EQ(reason(given.refused("notice")), "not-permitted");
  }
  given.by(actor("zhao", {"clerk"}, "water")).send("notice").in({"noticed"});
}

TEST(Sender, OfARoleOfEveryUnitIsOfAny) {
  Given given = of_units("'*'");
  given.by(actor("zhao", {"counsel"}, "transport"));
  EXPECT_EQ(reason(given.refused("notice")), "not-permitted");
  given.by(actor("zhao", {"clerk"}, "transport")).send("notice").in({"noticed"});
}

TEST(Sender, OfARoleWithoutUnitMayComeFromAnyUnit) {
  Given given = noticed();
  EXPECT_TRUE(holds(given.procedure(), given.snapshot(), counsel(), "counsel"));
  EXPECT_FALSE(holds(given.procedure(), given.snapshot(), clerk(), "counsel"));
  EXPECT_FALSE(holds(given.procedure(), given.snapshot(), actor("x", {"ghost"}), "ghost"));
}

// Whom an order of recusal names as deputy has what roles it gives, in that matter and no other.
TEST(Sender, OrderedToStandInActsInTheRolesThatTheOrderGives) {
  Given given = registered();
  JsonObject order{{"account", "sun"}, {"deputy", "zhao"}, {"roles", JsonArray{"clerk"}}};
  const auto known = [&](const char* step) {
    order["step"] = step;
    return JsonObject{{"recused", JsonArray{order}}};
  };
  given.by(actor("zhao", {}, clerk().unit));
  EXPECT_EQ(reason(given.facts(known("declare")).refused("notice")), "not-permitted");
  given.facts(known("order")).send("notice").in({"noticed"});
}

TEST(Sender, OfAnEventForAnyoneNeedsNoRole) {
  Given given = registered();
  given.by(actor("guest", {}, "")).send("note", object(R"({"text":"好"})"));
}

TEST(Sender, OpensOnlyWithTheRoleForIt) {
  Given given(petition());
  given.by(counsel());
  const auto outcome = given.ask(Open{"m1", "t", {}, object(R"({"subject":"噪声"})")});
  EXPECT_EQ(reason(Given::refusal_of(outcome)), "not-permitted");
}

TEST(Sender, OpensWithTheFormOfOpening) {
  Given given(petition());
  const auto outcome = given.ask(Open{"m1", "t", {}, object(R"({"subject":"x","more":1})")});
  const Refusal refusal = Given::refusal_of(outcome);
  EXPECT_EQ(reason(refusal), "invalid-form");
  ASSERT_EQ(refusal.form.size(), 2U);
  EXPECT_EQ(refusal.form[0].pointer, "/subject");
  EXPECT_EQ(refusal.form[1].pointer, "/more");
}

TEST(Sender, CannotOpenAMatterTwice) {
  Given given = registered();
  EXPECT_EQ(reason(given.refused("gavel.open", object(R"({"subject":"噪声"})"))), "unknown-event");
}

Actor for_another(Actor actor, std::string principal) {
  actor.on_behalf_of = std::move(principal);
  return actor;
}

// What a person is chosen for they do themselves.
TEST(Sender, DoesNotActForAnotherByAPersonalRole) {
  std::string xml(petition_xml);
  const std::string role = R"(<g:role id="counsel")";
  xml.replace(xml.find(role), role.size(), role + R"( lend="false")");
  Given given(procedure_of(xml, "petition.scxml"));
  given.by(clerk()).open(object(R"({"subject":"噪声"})"));
  given.by(for_another(actor("zhou", {"counsel"}), "li"));
  EXPECT_FALSE(holds(given.procedure(), given.snapshot(), actor("zhou", {}), "counsel"));
  EXPECT_EQ(reason(Given::refusal_of(given.ask(AddDocument{Given::document("D1")}))),
            "not-permitted");
  given.by(counsel()).add("D1");
  given.by(for_another(clerk(), "sun")).send("notice").in({"noticed"});
}

TEST(Sender, DoesNotActForOneWhoKeepsOutOfTheMatterUnlessTheOrderNamesThem) {
  Given given = registered();
  const auto out = [&](const char* step) {
    given.facts({{"recused", JsonArray{JsonObject{{"account", "sun"},
                                                  {"step", step},
                                                  {"reason", "配偶任职"},
                                                  {"deputy", clerk().account}}}}});
  };
  out("declare");
  given.by(for_another(clerk(), "sun"));
  const Refusal refusal = given.refused("notice");
  EXPECT_EQ(reason(refusal), "not-permitted");
  EXPECT_EQ(string_or(refusal.recused, "account"), "sun");
  for (const Task& task : given.tasks()) EXPECT_FALSE(task.mine) << task.event;
  out("order");
  given.send("notice").in({"noticed"});
}

TEST(System, AloneSendsItsEvents) {
  Given given = noticed(object(R"({"wait_days":60})"));
  given.until("2026-04-02T00:00:00+08:00").in({"overdue"});
  EXPECT_EQ(reason(given.refused("system.reminded")), "unknown-event");
  given.by(clock_actor()).send("system.reminded").in({"ripe"});
}

// An administrator may give an account any role; it does not thereby become the system.
TEST(System, IsNoRoleThatAnAccountCanHave) {
  Given given = noticed(object(R"({"wait_days":60})"));
  given.until("2026-04-02T00:00:00+08:00").by(actor("mallory", {"clock", "counsel"}));
  EXPECT_EQ(reason(given.refused("system.reminded")), "unknown-event");
  EXPECT_EQ(reason(given.refused("withdraw")), "not-permitted");
  given.by(clock_actor()).send("withdraw").in({"withdrawn"});
}

TEST(System, CannotBePassedOffByATimersEvent) {
  Given given = noticed();
  EXPECT_EQ(reason(given.refused("clock.A")), "unknown-event");
}

}  // namespace
}  // namespace gavel::matter
