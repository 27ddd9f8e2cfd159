// Days off that change while matters run: what ends earlier by them is due earlier, in every
// running matter, however many there are and whatever becomes of the server meanwhile.
#include "db/recounts.hpp"

#include "api/routes/recount.hpp"
#include "tests/api/office.hpp"

namespace gavel::api::test {
namespace {

procedure::Pack city_with(std::vector<calendar::LocalDay> days) {
  procedure::Pack city;
  city.id = "city", city.procedure = "small-decision", city.organ = {"市", "City"};
  city.level = "city", city.local_days = std::move(days);
  city.versions.push_back({.version = "2026.1",
                           .effective_from = parse_day("2026-01-01").value(),
                           .basis = {"规则", "Rule"},
                           .parameters = {}});
  return city;
}
calendar::LocalDay festival(const char* day) {
  return {parse_day(day).value(), true, "节日", "放假通知"};
}

struct Recounts : testing::Test {
  void given(std::vector<procedure::Pack> packs = {}) {
    office.emplace(std::move(packs), "city");
    ASSERT_TRUE(office->procedures.install(closed_by_its_clock("maximum"), "small-decision.scxml",
                                           office->clock.now()));
    office->clock.move_to(parse_instant("2026-02-02T09:00:00+08:00").value());
  }
  std::string noticed() {
    const std::string matter = office->open_matter();
    EXPECT_EQ(office->send("li", matter, "notice.open").status, 201);
    return matter;
  }
  Answer install(const std::string& more) {
    http::Headers headers = office->signed_in("admin");
    headers.add("Content-Type", "text/csv");
    return office->ask("POST", "/v1/calendars", shipped_calendar() + more, headers);
  }
  /// Until when the matter's timer waits.
  std::string waits(const std::string& matter) {
    return db::test::psql(office->url,
                          "SELECT to_char(due at time zone interval '8 hours', 'YYYY-MM-DD') FROM "
                          "timer WHERE matter = '" +
                              matter + "'");
  }
  std::string entries(const std::string& matter) {
    return db::test::psql(office->url, "SELECT version FROM matter WHERE id = '" + matter + "'");
  }
  std::optional<Office> office;
};

TEST_F(Recounts, GoOnInTheMattersThatTheAnswerDoesNotTell) {
  given();
  ASSERT_EQ(install("2026-03-04,HOLIDAY,错录\n").status, 201);
  std::vector<std::string> matters;
  for (int i = 0; i < 101; ++i) matters.push_back(noticed());
  for (const auto& matter : matters) ASSERT_EQ(waits(matter), "2026-03-06");
  const Answer answer = install("");
  EXPECT_EQ(answer.text("/looked_at"), "100") << answer.body;
  EXPECT_EQ(answer.text("/complete"), "false");
  EXPECT_EQ(answer.at("/changed").as_array().size(), 100u);
  int late = 0;
  for (const auto& matter : matters) late += waits(matter) == "2026-03-06";
  EXPECT_EQ(late, 1);
  EXPECT_TRUE(recount_once(office->services));
  EXPECT_FALSE(recount_once(office->services));
  for (const auto& matter : matters) EXPECT_EQ(waits(matter), "2026-03-05");
}

// A server that dies has another, or itself when it is back, go on where it was; done twice it
// leaves one trace in a record.
TEST_F(Recounts, AreGoneOnWithAfterwardsAndDoneOnce) {
  given();
  ASSERT_EQ(install("2026-03-04,HOLIDAY,错录\n").status, 201);
  const std::string matter = noticed();
  const std::string before = office->calendars.current().id;
  ASSERT_EQ(install("").text("/complete"), "true");
  const std::string known = entries(matter);
  db::Recounts recounts(office->pool);
  EXPECT_FALSE(recounts.next());
  office->pool.write([&](pqxx::transaction_base& tx) {
    return db::begin_recount(tx, {.table = before, .own = "city", .local = {}});
  });
  const auto taken = recounts.next();
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->before.table, before);
  EXPECT_FALSE(recounts.next()) << "somebody is at it";
  db::test::psql(office->url, "UPDATE recount SET claimed_until = now() - interval '1 second'");
  EXPECT_TRUE(recount_once(office->services));
  EXPECT_EQ(entries(matter), known);
  EXPECT_FALSE(recounts.next());
}

/// The server, started again on other packs.
struct Restarted {
  Restarted(Office& office, std::vector<procedure::Pack> set) : before(office), packs(set) {}
  Office& before;
  std::vector<procedure::Pack> packs;
  db::CalendarStore calendars{before.pool, packs, "city"};
  db::MatterStore matters{{before.pool, before.queue, before.procedures, calendars}, db::project};
  desk::Desk desk{{matters, before.procedures, calendars, before.facts, before.clock}};
  Services services() {
    return {.pool = before.pool,
            .queue = before.queue,
            .desk = desk,
            .matters = matters,
            .procedures = before.procedures,
            .calendars = calendars,
            .clock = before.clock,
            .virtual_clock = &before.clock,
            .timers = before.timers,
            .facts = before.facts,
            .accounts = before.accounts,
            .documents = before.documents,
            .participation = before.participation,
            .statements = before.statements,
            .idempotency = before.idempotency,
            .ledger = before.ledger,
            .archive = before.archive,
            .handover_tester = before.handover_tester,
            .packs = packs,
            .own_pack = "city"};
  }
};

TEST_F(Recounts, FollowLocalDaysThatAreOthersThanAtTheStartBefore) {
  given({city_with({festival("2026-03-04"), festival("2026-03-05")})});
  EXPECT_FALSE(office->calendars.put_local_days_in_force(office->clock.now())) << "the first";
  EXPECT_FALSE(office->calendars.put_local_days_in_force(office->clock.now())) << "the same";
  const std::string matter = noticed();
  ASSERT_EQ(waits(matter), "2026-03-07");
  Restarted fewer(*office, {city_with({festival("2026-03-04")})});
  EXPECT_TRUE(fewer.calendars.put_local_days_in_force(office->clock.now()));
  EXPECT_TRUE(recount_once(fewer.services()));
  EXPECT_FALSE(recount_once(fewer.services()));
  EXPECT_EQ(waits(matter), "2026-03-06");
  // A pack that is gone has none any more.
  Restarted none(*office, {});
  EXPECT_TRUE(none.calendars.put_local_days_in_force(office->clock.now()));
  EXPECT_TRUE(recount_once(none.services()));
  EXPECT_EQ(waits(matter), "2026-03-05");
  // More of them: it is waited for as long as before, and then found not to be over.
  const std::string known = entries(matter);
  Restarted more(*office, {city_with({festival("2026-03-04"), festival("2026-03-05")})});
  EXPECT_TRUE(more.calendars.put_local_days_in_force(office->clock.now()));
  EXPECT_TRUE(recount_once(more.services()));
  EXPECT_EQ(waits(matter), "2026-03-05");
  EXPECT_EQ(entries(matter), known);
}

}  // namespace
}  // namespace gavel::api::test
