// What a step is told of the experts and counsel that it names: who they are, of which unit,
// whether they keep out and whether their opinion counts.
#include "db/experts_named.hpp"
#include "db/facts.hpp"
#include "db/offices.hpp"
#include "tests/db/adviser_pool.hpp"

namespace gavel::db {
namespace {

using Pool = test::AdviserPool;
using test::admission;
using test::fact;

// A unit is typed by its name; who is of which unit is compared by its id.
TEST(PeopleRegisters, KnowTheUnitOfTheRegisterBehindTheNameThatWasTyped) {
  Pool pool;
  ASSERT_TRUE(pool.accounts.add_unit({"college", "大　学"}));
  pool.admit("甲");
  const auto of = [&](const JsonObject& found) { return string_or(found, "unit_id"); };
  const JsonObject one = pool.people.look_up(Register::expert, "甲", "m1", on("2026-03-01"));
  EXPECT_EQ(of(one.at("found").as_object()), "college");
  const JsonObject all =
      pool.people.look_up_all(Register::expert, JsonArray{"甲"}, "m1", on("2026-03-01"));
  EXPECT_EQ(of(all.at("found").at(0).as_object()), "college");
  JsonObject elsewhere = admission("乙");
  elsewhere["unit"] = "外省某所";
  (void)pool.people.enter(Register::expert, fact("admit", "2026-01-01", elsewhere));
  const JsonObject other = pool.people.look_up(Register::expert, "乙", "m1", on("2026-03-01"));
  EXPECT_FALSE(other.at("found").as_object().contains("unit_id"));
}

TEST(PeopleRegisters, TellAnEventWhomItNames) {
  Pool pool;
  const std::string id = pool.admit("甲");
  procedure::EventType type;
  type.form.resize(2);
  type.form[0].name = "expert";
  type.form[1].name = "experts";
  type.form[1].type = procedure::Field::Type::list;
  for (procedure::Field& field : type.form) field.in_register = "expert";
  type.registers = {{"counsel", {}}};
  matter::Snapshot snapshot;
  snapshot.id = "m1";
  Facts facts(pool.pool);
  const JsonObject data{{"expert", "甲"}, {"experts", JsonArray{"甲", "外人"}}};
  const JsonObject said = facts.named({type, data, test::drafter, snapshot, on("2026-03-01")});
  EXPECT_EQ(string_or(said.at("expert").at("found").as_object(), "id"), id);
  EXPECT_EQ(said.at("experts").at("found").as_array().size(), 1u);
  EXPECT_EQ(json_text(said.at("experts").at("missing")), R"(["外人"])");
  EXPECT_EQ(json_text(said.at("experts").at("keys")), R"([")" + id + R"(","外人"])");
  // Another spelling is the same person.
  const JsonObject spelt{{"expert", " 甲　"}, {"experts", JsonArray{"甲 ", "外 人"}}};
  const JsonObject again = facts.named({type, spelt, test::drafter, snapshot, on("2026-03-01")});
  EXPECT_EQ(string_or(again.at("expert").at("found").as_object(), "id"), id);
  EXPECT_EQ(again.at("experts").at("keys"), said.at("experts").at("keys"));
  EXPECT_TRUE(said.at("sender").at("found").is_null());
}

// A contract that was told to have ended before: what was signed after its end was not signed in
// it.
TEST(PeopleRegisters, TellWhichSignaturesOfCounselWereGivenOutOfTheirTerm) {
  Pool pool;
  const JsonObject appointed{
      {"name", "吕律师"}, {"account", "lv"}, {"since", "2026-01-01"}, {"until", "2026-06-20"}};
  const std::string id =
      pool.people.enter(Register::counsel, fact("appoint", "2026-01-01", appointed)).id;
  procedure::EventType type;
  type.registers = {{"counsel", {}}};
  matter::Snapshot snapshot;
  snapshot.id = "m1";
  const auto signature = [](const char* by, const char* day) {
    return JsonObject{{"by", by}, {"on", day}, {"conclusion", "lawful"}};
  };
  const JsonObject of{
      {"counsel", JsonArray{signature("lv", "2026-06-04"), signature("lv", "2026-06-08"),
                            signature("wai", "2026-06-08")}}};
  Facts facts(pool.pool);
  const JsonObject nothing;
  const auto missing = [&] {
    desk::Naming naming{type, nothing, test::drafter, snapshot, on("2026-06-12")};
    naming.of = of;
    return json_text(facts.named(naming).at("counsel").at("missing"));
  };
  EXPECT_EQ(missing(), R"([{"by":"wai","on":"2026-06-08","conclusion":"lawful"}])");
  ASSERT_TRUE(pool.people.add(Register::counsel, id, fact("end", "2026-06-05", {})));
  EXPECT_EQ(missing(), R"([{"by":"lv","on":"2026-06-08","conclusion":"lawful"},)"
                       R"({"by":"wai","on":"2026-06-08","conclusion":"lawful"}])");
}

// The office may enter it, long after the signature.
TEST(PeopleRegisters, TellWhichSignaturesAreOfCounselWithAnInterest) {
  Pool pool;
  const JsonObject appointed{
      {"name", "吕律师"}, {"account", "lv"}, {"since", "2026-01-01"}, {"until", "2026-12-31"}};
  const std::string id =
      pool.people.enter(Register::counsel, fact("appoint", "2026-01-01", appointed)).id;
  const JsonArray signatures{JsonObject{{"by", "lv"}, {"on", "2026-06-04"}}};
  const auto interested = [&](const char* matter) {
    return pool.people.doubts_of(Register::counsel, signatures, matter)
        .at("interested")
        .as_array()
        .size();
  };
  EXPECT_EQ(interested("m1"), 0u);
  ASSERT_TRUE(
      pool.people.add(Register::counsel, id,
                      fact("interest", "2026-06-05", {{"matter", "m1"}, {"interest", "direct"}})));
  EXPECT_EQ(interested("m1"), 1u);
  EXPECT_EQ(interested("m2"), 0u);
}

void hire(Pool& pool, const char* account, const char* name, const char* unit, const char* role) {
  Accounts accounts{pool.pool};
  (void)accounts.add_unit({unit, unit});
  ASSERT_TRUE(accounts.add({.account = account,
                            .name = name,
                            .unit = unit,
                            .roles = {role},
                            .disabled = false,
                            .created_at = start_of(on("2026-01-01"))},
                           "$argon2id$v=19$m=65536,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNo"));
}

// Whom the pool has by number, and the accounts by name or account, is one person with one key.
TEST(PeopleRegisters, TellWhoAnExpertIsBeyondThePool) {
  Pool pool;
  hire(pool, "liu", "刘 承办", "bureau", "drafter");
  hire(pool, "wang", "王区长", "government", "organ_head");
  JsonObject with_account = admission("刘教授");
  with_account["account"] = "liu";
  with_account["unit"] = "bureau";
  const std::string id =
      pool.people.enter(Register::expert, fact("admit", "2026-01-01", with_account)).id;
  const auto of = [&](const char* named) {
    return ExpertsNamed(pool.pool, "m1", on("2026-03-01")).one(named);
  };
  for (const char* named : {"E-0001", "刘教授", "liu", "刘承办", "刘　承办"}) {
    const JsonObject said = of(named);
    EXPECT_EQ(said.at("key"), Json(id)) << named;
    EXPECT_EQ(string_or(said.at("found").as_object(), "id"), id) << named;
    EXPECT_EQ(json_text(said.at("persons")),
              R"([{"account":"liu","name":"刘 承办","unit":"bureau"}])")
        << named;
    EXPECT_EQ(json_text(said.at("units")), R"(["bureau"])");
  }
  for (const char* named : {"wang", "王区长", "王 区长", "王（区长）"}) {
    const JsonObject said = of(named);
    EXPECT_EQ(said.at("key"), Json("wang")) << named;
    EXPECT_TRUE(said.at("found").is_null());
    EXPECT_EQ(json_text(said.at("roles")), R"([{"account":"wang","role":"organ_head"}])");
  }
  EXPECT_EQ(json_text(of("bureau").at("itself")), R"(["bureau"])");
  // Of namesakes it may be either, and the name is the key.
  hire(pool, "wang2", "王区长", "bureau", "drafter");
  EXPECT_EQ(of("王区长").at("key"), Json("王区长"));
  EXPECT_EQ(of("王区长").at("persons").as_array().size(), 2u);
  const JsonObject list =
      ExpertsNamed(pool.pool, "m1", on("2026-03-01")).all({"liu", "wang", "外 人"});
  EXPECT_EQ(json_text(list.at("whom")), R"(["E-0001","wang","外人"])");
  EXPECT_EQ(json_text(list.at("keys")), R"(["E-0001","wang","外人"])");
  EXPECT_EQ(json_text(list.at("missing")), R"(["wang","外 人"])");
  EXPECT_EQ(list.at("persons").as_array().size(), 2u);
}

// An order of recusal holds for the person, however the list or the paper names them.
TEST(PeopleRegisters, TellWhoOfTheExpertsKeepsOutOfTheMatter) {
  Pool pool;
  hire(pool, "liu", "刘教授", "university", "expert");
  JsonObject said = admission("刘教授");
  said["account"] = "liu";
  const std::string id = pool.people.enter(Register::expert, fact("admit", "2026-01-01", said)).id;
  const auto of = [&](const char* matter) {
    return ExpertsNamed(pool.pool, matter, on("2026-03-01"));
  };
  (void)Offices(pool.pool).add_recusal("m1", {.account = "liu",
                                              .step = "order",
                                              .reason = "利害关系",
                                              .deputy = "",
                                              .by = "wang",
                                              .at = start_of(on("2026-02-01"))});
  for (const std::string& named : {id, std::string("刘教授"), std::string("liu")}) {
    EXPECT_EQ(of("m1").one(named).at("keep_out").as_array().size(), 1u) << named;
    EXPECT_EQ(of("m2").one(named).at("keep_out").as_array().size(), 0u) << named;
  }
  EXPECT_EQ(of("m1").all({"刘教授", "外人"}).at("keep_out").as_array().size(), 1u);
  EXPECT_EQ(json_text(of("m1").who_argued({Json(id), Json("外人")}).at("out")),
            R"([{"id":")" + id + R"(","why":"recused"}])");
  EXPECT_EQ(json_text(of("m2").who_argued({Json(id)}).at("out")), "[]");
}

// Of those who argued: an interest, or an expulsion, counts in their term and out of it.
TEST(PeopleRegisters, TellWhoseOpinionCountsNoMore) {
  Pool pool;
  const std::string interested = pool.admit("甲"), expelled = pool.admit("乙"),
                    left = pool.admit("丙"), back = pool.admit("丁");
  pool.add(interested, fact("interest", "2026-03-01", {{"matter", "m1"}, {"interest", "direct"}}));
  pool.add(interested, fact("exit", "2026-03-02", {{"cause", "own_wish"}, {"reason", "r"}}));
  pool.add(expelled, fact("exit", "2026-03-02", {{"cause", "breach"}, {"reason", "r"}}));
  pool.add(left, fact("exit", "2026-03-02", {{"reason", "届满"}}));
  pool.add(back, fact("exit", "2026-03-02", {{"cause", "breach"}, {"reason", "r"}}));
  pool.add(back, fact("renew", "2026-03-05", {{"since", "2026-03-05"}, {"until", "2027-04-30"}}));
  const auto out = [&](const char* day) {
    const JsonArray keys{Json(interested), Json(expelled), Json(left), Json(back), Json("外人")};
    return json_text(ExpertsNamed(pool.pool, "m1", on(day)).who_argued(keys).at("out"));
  };
  EXPECT_EQ(out("2026-03-01"), R"([{"id":"E-0001","why":"direct_interest"}])");
  EXPECT_EQ(out("2026-03-03"),
            R"([{"id":"E-0001","why":"direct_interest"},{"id":"E-0002","why":"breach"},)"
            R"({"id":"E-0004","why":"breach"}])");
  EXPECT_EQ(out("2026-03-06"),
            R"([{"id":"E-0001","why":"direct_interest"},{"id":"E-0002","why":"breach"}])");
}

// A breach while the matter ran: admitted anew, they argue in others; what they said here does not
// come to count again.
TEST(PeopleRegisters, TellOfWhomThePoolExpelledWhileTheMatterRanAlsoOnceTheyAreBack) {
  Pool pool;
  const std::string id = pool.admit("甲");
  pool.add(id, fact("exit", "2026-03-02", {{"cause", "breach"}, {"reason", "r"}}));
  pool.add(id, fact("renew", "2026-03-05", {{"since", "2026-03-05"}, {"until", "2027-04-30"}}));
  pool.pool.write([](pqxx::transaction_base& tx) {
    tx.exec(
        "INSERT INTO procedure (sha256, name, version, source, installed_at) VALUES "
        "(repeat('0', 64), 'major-decision', '1', '', now());"
        "INSERT INTO matter (id, procedure_sha256, title, unit, units, opened_by, opened_at, "
        "version, configuration, finished, updated_at) SELECT id, repeat('0', 64), 'x', 'office', "
        "'{office}', 'li', at, 1, '{drafting}', false, at FROM (VALUES ('before', '2026-03-01'::"
        "timestamptz), ('after', '2026-03-03')) m (id, at)");
  });
  const auto out = [&](const char* matter) {
    return json_text(ExpertsNamed(pool.pool, matter, on("2026-03-06"))
                         .who_argued(JsonArray{Json(id)})
                         .at("out"));
  };
  EXPECT_EQ(out("before"), R"([{"id":"E-0001","why":"breach"}])");
  EXPECT_EQ(out("after"), "[]");
}

// At every gate after the argument: of the keys that the event asks about.
TEST(PeopleRegisters, TellAGateWhoseOpinionCountsNoMore) {
  Pool pool;
  const std::string id = pool.admit("甲");
  pool.add(id, fact("exit", "2026-03-02", {{"cause", "breach"}, {"reason", "r"}}));
  procedure::EventType type;
  type.registers = {{"pool", {}}};
  const matter::Snapshot snapshot;
  const JsonObject data, of{{"pool", JsonArray{Json(id), Json("外人")}}};
  desk::Naming naming{type, data, test::drafter, snapshot, on("2026-03-03")};
  naming.of = of;
  const JsonObject said = Facts(pool.pool).named(naming);
  EXPECT_EQ(json_text(said.at("pool").at("out")), R"([{"id":"E-0001","why":"breach"}])");
}

// By its account somebody is one person, however the list names them.
TEST(PeopleRegisters, TellAListOfAccountsWhoIsOne) {
  Pool pool;
  Accounts accounts{pool.pool};
  (void)accounts.add_unit({"board", "董事会"});
  ASSERT_TRUE(accounts.add({.account = "zhang",
                            .name = "张三",
                            .unit = "board",
                            .roles = {"member"},
                            .disabled = false,
                            .created_at = start_of(on("2026-01-01"))},
                           "$argon2id$v=19$m=65536,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNo"));
  procedure::EventType type;
  type.form.resize(1);
  type.form[0].name = "members";
  type.form[0].type = procedure::Field::Type::list;
  type.form[0].in_register = "account";
  const matter::Snapshot snapshot;
  const JsonObject data{{"members", JsonArray{"zhang", "张三", "鬼 魂"}}};
  const JsonObject said =
      Facts(pool.pool).named({type, data, test::drafter, snapshot, on("2026-03-01")});
  EXPECT_EQ(said.at("members").at("found").as_array().size(), 2u);
  EXPECT_EQ(json_text(said.at("members").at("missing")), R"(["鬼 魂"])");
  EXPECT_EQ(json_text(said.at("members").at("keys")), R"(["zhang","zhang","鬼魂"])");
}

}  // namespace
}  // namespace gavel::db
