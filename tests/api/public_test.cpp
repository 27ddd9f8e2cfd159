// The clock and deadlines; and what the archive and the operators ask for.
#include "tests/api/office.hpp"

namespace gavel::api::test {
namespace {

TEST(Clock, MovesForwardWhereItIsVirtualAndForAdministratorsAlone) {
  Office office;
  EXPECT_EQ(office.post("li", "/v1/clock", {{"days", 1}}).brief(), "403 role-required");
  EXPECT_EQ(office.post("admin", "/v1/clock", {{"to", "2026-03-01T09:00:00+08:00"}}).text("/today"),
            "2026-03-01");
  EXPECT_EQ(office.post("admin", "/v1/clock", {{"to", "2026-02-01T09:00:00+08:00"}})
                .text("/errors/0/code"),
            "in-the-past");
  EXPECT_EQ(office.post("admin", "/v1/clock", JsonObject()).text("/errors/0/code"), "one-of");
  EXPECT_EQ(office.post("admin", "/v1/clock", {{"days", 1}, {"to", "x"}}).status, 422);
  EXPECT_EQ(
      office.post("admin", "/v1/clock", {{"to", "9999-12-31T00:00:00Z"}}).text("/errors/0/code"),
      "out-of-range");
}

TEST(Deadline, IsReckonedForAnyone) {
  Office office;
  EXPECT_EQ(office.ask("GET", "/v1/deadlines?from=2026-01-30&workdays=30").text("/last"),
            "2026-03-19");
  EXPECT_EQ(office.ask("GET", "/v1/deadlines?from=2026-12-20&workdays=30").text("/provisional"),
            "true");
  // 1 March is a Sunday.
  EXPECT_EQ(office.ask("GET", "/v1/deadlines?from=2026-01-30&days=30").text("/last"), "2026-03-02");
  EXPECT_EQ(office.ask("GET", "/v1/deadlines?from=2026-01-30&days=28").text("/last"), "2026-02-27");
  EXPECT_EQ(office.ask("GET", "/v1/deadlines?from=2026-01-30&days=30&roll=false").text("/last"),
            "2026-03-01");
  const Answer no_pack = office.ask("GET", "/v1/deadlines?from=2026-01-30&days=30&policy=nope");
  EXPECT_EQ(no_pack.text("/errors/0/code"), "no-such-pack") << no_pack.body;
  EXPECT_THAT(no_pack.text("/errors/0/detail"), testing::HasSubstr("没有编号为 nope 的规则包"));
  const Answer half = office.ask("GET", "/v1/deadlines?from=2026-01-30&days=1.5");
  EXPECT_EQ(half.at("/errors").as_array().size(), 1u) << half.body;
  EXPECT_EQ(half.text("/errors/0/code"), "wrong-type");
  for (const char* query :
       {"", "?from=2026-01-30", "?from=2026-01-30&days=1&workdays=1", "?from=x&days=1",
        "?from=2026-01-30&days=-1", "?from=2026-01-30&days=99999999999999999999"}) {
    EXPECT_EQ(office.ask("GET", std::string("/v1/deadlines") + query).brief(), "400 invalid-query")
        << query;
  }
}

TEST(Archive, IsForArchivistsAndAuditors) {
  Office office;
  EXPECT_EQ(office.get("li", "/v1/archive").brief(), "403 role-required");
  EXPECT_TRUE(
      office.get("qian", "/v1/archive?q=%E5%AD%A6&year=2026&person=li&stage=drafting&code=X")
          .at("/packages")
          .as_array()
          .empty());
  EXPECT_EQ(office.get("qian", "/v1/archive/X%2F1").brief(), "404 no-such-package");
  EXPECT_EQ(office.get("qian", "/v1/archive/X/package").brief(), "422 purpose-needed");
  EXPECT_EQ(office.get("qian", "/v1/archive/X/package?purpose=audit").brief(),
            "404 no-such-package");
  EXPECT_EQ(office.get("qian", "/v1/archive/X/tests").brief(), "404 no-such-package");
  EXPECT_EQ(office.get("li", "/v1/archive/X/tests").brief(), "403 role-required");
}

TEST(System, ExplainsItselfAndItsProblems) {
  Office office;
  EXPECT_EQ(office.ask("GET", "/openapi.json").text("/openapi"), "3.1.0");
  EXPECT_EQ(office.ask("GET", "/readyz").status, 200);
  EXPECT_EQ(office.ask("GET", "/problems/rules-unmet").text("/status"), "409");
  EXPECT_EQ(office.ask("GET", "/problems/none").brief(), "404 no-such-page");
  EXPECT_EQ(office.ask("GET", "/nothing").brief(), "404 no-such-page");
  const Answer other = office.ask("DELETE", "/v1/notices");
  EXPECT_EQ(other.brief(), "405 method-not-allowed");
  EXPECT_EQ(other.headers.get("Allow"), "GET, HEAD");
  const std::string metrics = office.ask("GET", "/metrics").body;
  EXPECT_NE(metrics.find("http_server_request_duration_seconds_count{http_request_method=\"GET\","
                         "http_response_status_code=\"200\",http_route=\"/readyz\"} 1"),
            std::string::npos)
      << metrics;
  EXPECT_NE(metrics.find("commit_batches_total"), std::string::npos);
}

// What cannot happen has happened: the client gets a number, the log the reason.
TEST(System, AnswersItsOwnFaultsWithAnIncident) {
  Office office;
  db::test::psql(office.url, "DROP TABLE unit CASCADE");
  const Answer broken = office.get("li", "/v1/units");
  EXPECT_EQ(broken.brief(), "500 internal-error");
  EXPECT_EQ(broken.text("/incident").size(), 20u);
  EXPECT_NE(broken.text("/detail").find(broken.text("/incident")), std::string::npos);
  EXPECT_EQ(broken.body.find("unit"), std::string::npos) << "and nothing of the inside";
  EXPECT_NE(office.ask("GET", "/metrics").body.find("internal_errors_total 1"), std::string::npos);
}

TEST(System, SaysWhenTheDatabaseIsAway) {
  Office office;
  db::Pool gone("host=/nonexistent dbname=none", 1);
  db::CalendarStore calendars(gone);
  const http::Handler handler = make_handler({.pool = gone,
                                              .queue = office.queue,
                                              .desk = office.desk,
                                              .matters = office.matters,
                                              .procedures = office.procedures,
                                              .calendars = calendars,
                                              .clock = office.clock,
                                              .virtual_clock = nullptr,
                                              .timers = office.timers,
                                              .facts = office.facts,
                                              .accounts = office.accounts,
                                              .documents = office.documents,
                                              .participation = office.participation,
                                              .statements = office.statements,
                                              .idempotency = office.idempotency,
                                              .ledger = office.ledger,
                                              .archive = office.archive,
                                              .handover_tester = office.handover_tester,
                                              .wall_clock = &office.wall});
  const http::Response ready = handler.answer(
      {.method = "GET", .target = "/readyz", .headers = {}, .body = "", .remote = ""});
  EXPECT_EQ(ready.status, 503);
  EXPECT_EQ(ready.headers.get("Retry-After"), "5");
  const http::Response alive = handler.answer(
      {.method = "GET", .target = "/healthz", .headers = {}, .body = "", .remote = ""});
  EXPECT_EQ(alive.status, 200);
}

}  // namespace
}  // namespace gavel::api::test
