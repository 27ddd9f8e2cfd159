// What falls due stands in a table of its own, kept by whatever changes it; it is what the volumes
// themselves would say.
#include <pqxx/pqxx>

#include "tests/db/keepers.hpp"
#include "tests/db/packaging.hpp"

namespace gavel::db {
namespace {

using test::psql;

const std::string first = "X043-WS·2026-D30-BGS-0001";

struct Due : test::Packaging {
  void SetUp() override {
    Packaging::SetUp();
    keep_for_thirty_years();
    run_to_archive("m-1");
    packager.run_once();
  }
  std::string days() {
    return psql(url,
                "SELECT concat_ws(' ', opening_due, appraisal_due, handover_due) FROM keeping_due");
  }
  std::string findings() {
    ledger.sequence();
    std::string out;
    for (const Finding& found : ledger.examine(100)) out += found.what + " " + found.detail + "\n";
    return out;
  }
};

TEST_F(Due, FollowsWhatHappensToTheVolume) {
  EXPECT_EQ(days(), "2051-03-02 2057-01-01 2036-03-02");
  const auto years = [&](int n) { return node.clock.now() + std::chrono::days(366 * n); };
  KeepingAct longer = test::act_of("longer", first, "appraisal", "extend", years(31));
  longer.years = 10;
  Keeping keeping(node.pool);
  ASSERT_TRUE(keeping.propose(longer));
  EXPECT_EQ(days(), "2051-03-02 2057-01-01 2036-03-02") << "not agreed to yet";
  ASSERT_TRUE(keeping.answer("longer", test::agreed_by_second(years(31))));
  EXPECT_EQ(days(), "2051-03-02 2067-01-01 2036-03-02");
  test::agree(node.pool, test::act_of("open", first, "access", "open", years(31)));
  EXPECT_EQ(days(), "2067-01-01 2036-03-02");
  EXPECT_EQ(findings(), "");
  test::destroy_volume(node.pool, first, years(41));
  EXPECT_EQ(days(), "");
  EXPECT_EQ(findings(), "");
}

/// Of a procedure whose files an archivist collects some time after they were closed.
struct Collected : test::Packaging {
  void SetUp() override {
    Packaging::SetUp();
    std::string late(test::small_decision);
    for (const auto& [from, to] :
         {std::pair{"\"small-decision\"", "\"late-decision\""}, std::pair{"'Y'", "'D10'"},
          std::pair{"name=\"close\"", "name=\"archive.collect\""},
          std::pair{"transition event=\"close\"", "transition event=\"archive.collect\""},
          std::pair{"<param name=\"year\" expr=\"2026\"/>", ""},
          std::pair{"'2026-04-13'", "'2027-12-31'"}})
      late.replace(late.find(from), std::string_view(from).size(), to);
    ASSERT_TRUE(node.procedures.install(late, "late.scxml", test::start_of_tests));
    procedure = "late-decision";
    closing = "archive.collect";
  }
  void at(const char* time) { node.clock.move_to(*parse_instant(time)); }
  void stored(const std::string& matter) {
    run_to_archive(matter, {}, [&] { at("2027-02-15T09:00:00+08:00"); });
    packager.run_once();
  }
  std::string due(const char* kind, const char* day) {
    std::string out;
    for (const KeptVolume& each : Keeping(node.pool).due(kind, *parse_day(day), 10))
      out += each.archival_code + " ";
    return out;
  }
};

TEST_F(Collected, AFileIsOfTheYearInWhichItWasClosed) {
  // given a file closed in the last second of a year, and collected in February
  at("2026-12-31T23:59:59+08:00");
  stored("m-1");
  EXPECT_EQ(psql(url, "SELECT closed_on || ' ' || archival_code FROM package"),
            "2026-12-31 X043-WS·2026-D10-BGS-0001");
  const std::string other = "2027-01-01T00:00:00+08:00";
  EXPECT_EQ(psql(url, "SELECT file_closed_on('m-1', seq, '" + other + "') FROM package"),
            "2026-12-31")
      << "whatever the time of the order";
}

TEST_F(Collected, ItsTermBeginsWithTheYearAfter) {
  at("2027-01-01T00:00:00+08:00");
  stored("m-1");
  const std::string code = "X043-WS·2027-D10-BGS-0001 ";
  EXPECT_EQ(due("appraisal", "2037-12-31"), "");
  EXPECT_EQ(due("appraisal", "2038-01-01"), code);
  EXPECT_EQ(due("access", "2051-12-31"), "");
  EXPECT_EQ(due("access", "2052-01-01"), code);
}

TEST_F(Collected, NothingIsDestroyedOnTheLastDayOfItsTerm) {
  at("2026-12-31T23:59:59+08:00");
  stored("m-1");
  const std::string code = "X043-WS·2026-D10-BGS-0001";
  EXPECT_THROW(test::destroy_volume(node.pool, code, *parse_instant("2036-12-31T23:59:59+08:00")),
               pqxx::sql_error);
}

TEST_F(Collected, FromTheFirstDayAfterItsTermItMayBeDestroyed) {
  at("2026-12-31T23:59:59+08:00");
  stored("m-1");
  const std::string code = "X043-WS·2026-D10-BGS-0001";
  test::destroy_volume(node.pool, code, *parse_instant("2037-01-01T00:00:00+08:00"));
  EXPECT_EQ(psql(url, "SELECT count(*) FROM destruction"), "1");
}

TEST_F(Due, ThatWasHandedOverIsNotDestroyedHere) {
  const Instant later = node.clock.now() + std::chrono::days(366 * 32);
  test::appraise(node.pool, first, later);
  KeepingAct handover = test::act_of("handover", first, "handover", "handed_over", later);
  handover.receiver = "市国家档案馆", handover.list = "{}";
  Keeping keeping(node.pool);
  ASSERT_TRUE(keeping.propose(test::destruction_of(first, later)));
  ASSERT_TRUE(keeping.propose(handover));
  KeepingAct::Answer receipt = test::agreed_by_second(later);
  receipt.signature = "s", receipt.public_key = "k";
  ASSERT_TRUE(keeping.answer("handover", receipt));
  const auto done = keeping.answer("destruction of " + first, test::agreed_by_second(later));
  EXPECT_EQ(done.error(), KeepingFault::handed_over);
  EXPECT_EQ(keeping.propose(test::act_of("again", first, "appraisal", "destroy", later)).error(),
            KeepingFault::handed_over);
  // Whatever the program does, the database does not take it either.
  psql(url,
       "INSERT INTO keeping_answer (act, agreed, note, account, name, unit, at) VALUES "
       "('destruction of " +
           first + "', true, '', 'feng', '冯', 'archives', '" + to_string(later) + "')");
  EXPECT_THROW(psql(url,
                    "INSERT INTO destruction (act, appraisal, archival_code, matter, title, "
                    "retention, sha256, size, account, name, unit, w_account, w_name, w_unit, at) "
                    "SELECT a.id, a.appraisal, p.archival_code, p.matter, p.title, p.retention, "
                    "p.sha256, p.size, a.account, a.name, a.unit, w.account, w.name, w.unit, w.at "
                    "FROM keeping_act a JOIN keeping_answer w ON w.act = a.id JOIN package p USING "
                    "(archival_code) WHERE a.kind = 'destruction'"),
               pqxx::sql_error);
}

TEST_F(Due, ThatDisagreesIsFoundAndCanBeMadeAgain) {
  psql(url, "UPDATE keeping_due SET opening_due = NULL");
  EXPECT_EQ(findings(), "row-changed keeping_due " + first + "\n");
  psql(url,
       "TRUNCATE keeping_due; INSERT INTO keeping_due SELECT archival_code, opening_due, "
       "appraisal_due, handover_due FROM kept_volume");
  EXPECT_EQ(findings(), "");
}

}  // namespace
}  // namespace gavel::db
