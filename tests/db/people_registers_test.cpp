// Registers of experts and counsel: facts that are only added, and terms computed from them.
#include "tests/db/adviser_pool.hpp"

namespace gavel::db {
namespace {

using Pool = test::AdviserPool;
using test::admission;
using test::fact;

TEST(PeopleRegisters, NumberEachPersonOnItsOwn) {
  Pool pool;
  EXPECT_EQ(pool.admit("甲"), "E-0001");
  EXPECT_EQ(pool.admit("乙"), "E-0002");
  EXPECT_EQ(pool.people.enter(Register::counsel, fact("select", "2026-01-01", {{"name", "丙"}})).id,
            "C-0001");
}

// What a matter keeps of its counsel is the contract in force, whenever the next one was entered.
TEST(PeopleRegisters, TellTheContractThatIsInForceOnTheDay) {
  Pool pool;
  const std::string id =
      pool.people.enter(Register::counsel, fact("select", "2026-01-01", {{"name", "丙"}})).id;
  for (const auto& [contract, since, until] :
       {std::array{"H2", "2027-01-01", "2027-12-31"}, {"H1", "2026-01-01", "2026-12-31"}}) {
    JsonObject appointed{{"account", "lv"}, {"contract_no", contract}};
    appointed["since"] = since, appointed["until"] = until;
    ASSERT_TRUE(pool.people.add(Register::counsel, id, fact("appoint", "2026-01-01", appointed)));
  }
  const auto contract_on = [&](const char* day) {
    const JsonObject said = pool.people.holder(Register::counsel, "lv", "m1", on(day));
    return string_or(said.at("found").as_object(), "contract_no");
  };
  EXPECT_EQ(contract_on("2026-12-31"), "H1");
  EXPECT_EQ(contract_on("2027-01-01"), "H2");
}

TEST(PeopleRegisters, FindPeopleOnlyWithinTheirTermBothDaysIncluded) {
  Pool pool;
  pool.admit("甲", "2026-02-01", "2026-02-28");
  EXPECT_EQ(pool.found("甲", "2026-01-31"), "none");
  EXPECT_EQ(pool.found("甲", "2026-02-01"), "E-0001");
  EXPECT_EQ(pool.found("E-0001", "2026-02-28"), "E-0001");
  EXPECT_EQ(pool.found("甲", "2026-03-01"), "none");
}

TEST(PeopleRegisters, EndTheTermWithTheExitAndBeginAnotherWithARenewal) {
  Pool pool;
  const std::string id = pool.admit("甲");
  pool.add(id, fact("exit", "2026-03-10", {{"reason", "本人申请"}}));
  EXPECT_EQ(pool.found("甲", "2026-03-09"), id);
  EXPECT_EQ(pool.found("甲", "2026-03-10"), "none");
  pool.add(id, fact("renew", "2026-05-01", {{"since", "2026-05-01"}, {"until", "2027-04-30"}}));
  EXPECT_EQ(pool.found("甲", "2026-04-30"), "none");
  EXPECT_EQ(pool.found("甲", "2026-05-01"), id);
}

TEST(PeopleRegisters, ForgetAFactThatALaterOneStrikes) {
  Pool pool;
  const std::string id = pool.admit("甲");
  pool.add(id, fact("exit", "2026-03-01", {{"reason", "录错"}}));
  EXPECT_EQ(pool.found("甲"), "none");
  pool.add(id, fact("strike", "2026-03-02", {{"corrects", 2}, {"reason", "录错人"}}));
  EXPECT_EQ(pool.found("甲"), id);
  EXPECT_EQ(pool.expert(id).facts.size(), 3u);
}

// Of two people of one name the name says nothing; the id does.
TEST(PeopleRegisters, DoNotGuessBetweenNamesakes) {
  Pool pool;
  pool.admit("甲"), pool.admit("甲");
  EXPECT_EQ(pool.found("甲"), "none");
  EXPECT_EQ(pool.found("E-0002"), "E-0002");
}

TEST(PeopleRegisters, KnowTheInterestDeclaredLastOfThatMatterAlone) {
  Pool pool;
  const std::string id = pool.admit("甲");
  pool.add(id, fact("interest", "2026-02-01", {{"matter", "m1"}, {"interest", "direct"}}));
  pool.add(id, fact("interest", "2026-02-02", {{"matter", "m2"}, {"interest", "none"}}));
  EXPECT_EQ(pool.expert(id).interest_in("m1"), "direct");
  EXPECT_EQ(pool.expert(id).interest_in("m2"), "none");
  EXPECT_EQ(pool.expert(id).interest_in("m3"), "");
  pool.add(id, fact("interest", "2026-02-03", {{"matter", "m1"}, {"interest", "none"}}));
  EXPECT_EQ(pool.expert(id).interest_in("m1"), "none");
}

// An institution is found as a person is, by number or name, and a step is told that it is one.
TEST(PeopleRegisters, TellAnInstitutionFromAPerson) {
  Pool pool;
  pool.admit("甲");
  JsonObject institution = admission("规划设计院");
  institution.erase("unit");
  institution["type"] = "institution", institution["credit_code"] = "12150000460000000X";
  const std::string id =
      pool.people.enter(Register::expert, fact("admit", "2026-01-01", institution)).id;
  EXPECT_EQ(id, "E-0002");
  EXPECT_EQ(type_of(pool.expert("E-0001")), "person");
  EXPECT_EQ(type_of(pool.expert(id)), "institution");
  const JsonObject said =
      pool.people.look_up(Register::expert, "规划 设计院", "m1", on("2026-03-01"));
  const JsonObject& found = said.at("found").as_object();
  EXPECT_EQ(string_or(found, "type"), "institution");
  EXPECT_EQ(string_or(found, "credit_code"), "12150000460000000X");
  const JsonObject person = pool.people.look_up(Register::expert, "甲", "m1", on("2026-03-01"));
  EXPECT_FALSE(person.at("found").as_object().contains("type"));
}

TEST(PeopleRegisters, KeepWhoTookPartByWhichEvent) {
  Pool pool;
  auto made = pool.append("m1", {});
  made.accepted.event.name = "experts.opinion";
  made.accepted.event.facts = {
      {"registers",
       JsonObject{
           {"expert", JsonObject{{"found", JsonObject{{"register", "expert"}, {"id", "E-0001"}}}}},
           {"catalogue_no", JsonObject{{"found", JsonObject{{"number", "1"}}}}},
           {"nobody", JsonObject{{"found", nullptr}}}}}};
  pool.write(made);
  const auto rows = pool.pool.read([](pqxx::transaction_base& tx) {
    return tx.exec("SELECT register || ' ' || person || ' ' || event FROM person_use");
  });
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_STREQ(rows[0][0].c_str(), "expert E-0001 experts.opinion");
}

TEST(PeopleRegisters, AreNeverChangedBehindTheirBack) {
  Pool pool;
  pool.admit("甲");
  for (const char* statement :
       {"UPDATE person_fact SET kind = 'exit'", "DELETE FROM person_fact", "TRUNCATE person_use"}) {
    EXPECT_THROW(pool.pool.write([&](pqxx::transaction_base& tx) { tx.exec(statement); }),
                 std::exception)
        << statement;
  }
}

TEST(PeopleRegisters, NumberTheDrawsOfAMatterWithoutAGap) {
  Pool pool;
  const ExpertDraw draw{.id = "",
                        .matter = "m1",
                        .number = 1,
                        .body = {},
                        .by = "guan",
                        .at = start_of(on("2026-03-01"))};
  EXPECT_EQ(pool.people.add_draw(draw)->id, "m1-1");
  EXPECT_FALSE(pool.people.add_draw(draw).has_value());
  EXPECT_EQ(pool.people.draws_of("m1").size(), 1u);
  EXPECT_TRUE(pool.people.draw("m1-1").has_value());
}

}  // namespace
}  // namespace gavel::db
