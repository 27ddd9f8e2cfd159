// Recusals: who keeps out of a matter and who is asked to, from one day on.
#include "db/facts.hpp"
#include "tests/db/city.hpp"

namespace gavel::db {
namespace {

TEST(Recusals, HoldUntilTheyAreLifted) {
  City city;
  const auto out = [&](const char* account) {
    return recused(city.offices.recusals("m1"), account) != nullptr;
  };
  EXPECT_EQ(city.offices.add_recusal("m1", city.step("mayor", "ask")).seq, 1);
  EXPECT_FALSE(out("mayor"));
  EXPECT_EQ(city.offices.add_recusal("m1", city.step("mayor", "order")).seq, 2);
  EXPECT_TRUE(out("mayor"));
  EXPECT_FALSE(out("deputy"));
  EXPECT_EQ(city.offices.add_recusal("m1", city.step("mayor", "ask")).seq, 3);
  EXPECT_TRUE(out("mayor"));
  EXPECT_EQ(city.offices.add_recusal("m1", city.step("mayor", "lift")).seq, 4);
  EXPECT_FALSE(out("mayor"));
  EXPECT_EQ(city.offices.add_recusal("m2", city.step("deputy", "declare")).seq, 1);
  EXPECT_FALSE(out("deputy"));
}

// Whose deputy may stand in for the head: of one who was that as they kept out, and not before.
TEST(Recusals, TellRulesWhoWasTheHeadThen) {
  City city;
  city.hold("chen", "2026-01-01", on("2026-02-28"));
  city.hold("mayor", "2026-03-01");
  matter::Snapshot asked;
  asked.id = "m1";
  for (const char* account : {"chen", "deputy", "mayor"})
    (void)city.offices.add_recusal("m1", city.step(account, "declare"));
  const JsonObject known = Facts(city.pool).of(asked);
  std::string heads;
  for (const Json& each : known.at("recused").as_array())
    if (each.as_object().contains("is_head")) heads += string_or(each.as_object(), "account") + " ";
  EXPECT_EQ(heads, "mayor ");
}

// The order alone gives the deputy the one role that nobody else has; a declaration gives none.
TEST(Recusals, GiveTheRoleOfTheHeadToTheDeputyThatIsOrdered) {
  City city;
  city.hold("mayor", "2026-03-01");
  matter::Snapshot asked;
  asked.id = "m1";
  const auto given = [&] {
    const JsonObject known = Facts(city.pool).of(asked);
    const JsonObject& recusal = known.at("recused").as_array()[0].as_object();
    const Json* roles = recusal.if_contains("roles");
    return roles == nullptr ? "none" : json_text(*roles);
  };
  RecusalStep step = city.step("mayor", "declare");
  (void)city.offices.add_recusal("m1", step);
  EXPECT_EQ(given(), "none");
  step.step = "order", step.deputy = "deputy";
  (void)city.offices.add_recusal("m1", step);
  EXPECT_EQ(given(), R"(["organ_head"])");
}

// A request that waits, until it is answered; whoever was answered does not hold things up again
// for the same reason, nor a third time.
TEST(Recusals, TellRulesWhoIsAskedToKeepOut) {
  City city;
  matter::Snapshot asked;
  asked.id = "m1";
  const auto waiting = [&] {
    const JsonObject known = Facts(city.pool).of(asked);
    std::string out;
    if (const Json* const all = known.if_contains("recusals_asked")) {
      for (const Json& each : all->as_array())
        out += string_or(each.as_object(), "account") + " by " + string_or(each.as_object(), "by") +
               " ";
    }
    return out;
  };
  const auto step = [&](const char* account, const char* what, const char* by,
                        const char* reason = "利害关系") {
    RecusalStep made = city.step(account, what);
    made.by = by, made.reason = reason;
    (void)city.offices.add_recusal("m1", made);
  };
  EXPECT_EQ(waiting(), "");
  step("mayor", "ask", "chen");
  step("mayor", "ask", "chen");
  step("deputy", "ask", "chen");
  EXPECT_EQ(waiting(), "deputy by chen mayor by chen ");
  step("mayor", "decline", "dang");
  step("deputy", "order", "mayor");
  EXPECT_EQ(waiting(), "");
  step("mayor", "ask", "chen");
  step("mayor", "ask", "chen", " 利害 关系。");
  EXPECT_EQ(waiting(), "");
  step("mayor", "ask", "chen", "其弟为中标企业股东");
  EXPECT_EQ(waiting(), "mayor by chen ");
  step("mayor", "decline", "dang");
  step("mayor", "ask", "chen", "又一理由");
  EXPECT_EQ(waiting(), "");
  step("mayor", "ask", "deputy");
  EXPECT_EQ(waiting(), "mayor by deputy ");
  // Taken back by nobody else, and asked again.
  step("mayor", "withdraw", "chen");
  EXPECT_EQ(waiting(), "mayor by deputy ");
  step("mayor", "withdraw", "deputy");
  EXPECT_EQ(waiting(), "");
  step("mayor", "ask", "deputy");
  EXPECT_EQ(waiting(), "mayor by deputy ");
  asked.id = "m2";
  EXPECT_EQ(waiting(), "");
}

// Those without an account ask through whoever enters it for them: each is one who asks.
TEST(Recusals, OfAPersonWithoutAnAccountAreAskedInThatPersonsName) {
  City city;
  matter::Snapshot asked;
  asked.id = "m1";
  const auto step = [&](const char* what, const char* asker) {
    RecusalStep made = city.step("mayor", what);
    made.by = "chen", made.asker = asker;
    (void)city.offices.add_recusal("m1", made);
  };
  const auto waiting = [&] {
    const JsonObject known = Facts(city.pool).of(asked);
    const Json* const all = known.if_contains("recusals_asked");
    return all == nullptr ? "" : json_text(all->as_array().at(0).at("by_name"));
  };
  step("ask", "张三");
  EXPECT_EQ(waiting(), "\"张三\"");
  EXPECT_EQ(city.offices.recusals("m1").at(0).asker, "张三");
  step("decline", "");
  step("ask", "张三");
  EXPECT_EQ(waiting(), "");
  step("ask", "李四");
  EXPECT_EQ(waiting(), "\"李四\"");
  step("withdraw", "");
  EXPECT_EQ(waiting(), "\"李四\"");
  step("withdraw", "李四");
  EXPECT_EQ(waiting(), "");
}

// A request that is taken back leaves whoever keeps out as they are.
TEST(Recusals, AreNoLongerInForceNorEndedByWhatIsTakenBack) {
  City city;
  (void)city.offices.add_recusal("m1", city.step("mayor", "ask"));
  (void)city.offices.add_recusal("m1", city.step("mayor", "declare"));
  (void)city.offices.add_recusal("m1", city.step("mayor", "withdraw"));
  EXPECT_NE(recused(city.offices.recusals("m1"), "mayor"), nullptr);
  matter::Snapshot asked;
  asked.id = "m1";
  EXPECT_TRUE(Facts(city.pool).of(asked).contains("recused"));
}

}  // namespace
}  // namespace gavel::db
