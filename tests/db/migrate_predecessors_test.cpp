// Matters that named the decision they adjust before that was linked: what a migration reads off
// their events.
#include "db/ledger_store.hpp"
#include "db/migrate.hpp"
#include "db/pool.hpp"
#include "tests/db/cluster.hpp"

namespace gavel::db {
namespace {

using test::psql;

/// The last migration before it.
constexpr std::size_t before = 56;

/// A database of before, with everything in the ledger.
struct Before {
  std::string url = test::Cluster::instance().fresh_database();
  Before() {
    migrate(url, migrations().first(before));
    psql(url, R"(
      INSERT INTO calendar (id, csv, installed_at) VALUES (repeat('a', 64), 'x', now());
      INSERT INTO procedure VALUES (repeat('b', 64), 'major-decision', '1.16.0', 'x', now()),
        (repeat('c', 64), 'letters', '1.0.0', 'x', now());
      INSERT INTO unit VALUES ('gov', 'gov');
      INSERT INTO account (account, name, unit, password_hash)
        SELECT each, each, 'gov', '$argon2id$x' FROM unnest('{mayor,fu,zhao,li,shi}'::text[]) each)");
  }
  void matter(const char* id, const char* named = "", const char* state = "drafting",
              bool finished = false, const char* procedure = "b") {
    const std::string sha = "repeat('" + std::string(procedure) + "', 64)";
    psql(url,
         "INSERT INTO matter (id, procedure_sha256, title, unit, opened_by, opened_at, version, "
         "configuration, finished, updated_at, units) VALUES ('" +
             std::string(id) + "', " + sha + ", '标题', 'gov', 'li', now(), 1, '{" + state +
             "}', " + (finished ? "true" : "false") + ", now(), '{gov}')");
    event(id, 1, "opened", "gavel.open", named);
  }
  void event(const char* matter, int seq, const char* kind, const char* name, const char* named) {
    std::string facts = "{}";
    if (*named != 0)
      facts = R"({"registers":{"predecessor":{"found":{"id":")" + std::string(named) + "\"}}}}";
    psql(url, "INSERT INTO event VALUES ('" + std::string(matter) + "', " + std::to_string(seq) +
                  ", '" + kind + "', '" + name + "', '{}', '{}', '2026-03-0" + std::to_string(seq) +
                  "T09:00:00+08:00', '" + facts + "', repeat('a', 64), '{s}', '{}')");
  }
  void step(const char* matter, int seq, const char* account, const char* step,
            const char* deputy = "", const char* origin = "") {
    psql(url, "INSERT INTO recusal VALUES ('" + std::string(matter) + "', " + std::to_string(seq) +
                  ", '" + account + "', '" + step + "', '近亲属', '" + deputy +
                  "', 'dang', '2026-02-0" + std::to_string(seq) + "T09:00:00+08:00')");
    if (*origin != 0)
      psql(url, "INSERT INTO recusal_carried VALUES ('" + std::string(matter) + "', " +
                    std::to_string(seq) + ", '" + origin + "')");
  }
  [[nodiscard]] std::string links() const {
    return psql(url,
                "SELECT string_agg(concat_ws(' ', matter, seq, predecessor), '; ' ORDER BY matter, "
                "seq) FROM matter_predecessor");
  }
  [[nodiscard]] std::string recused(const char* matter) const {
    return psql(url,
                "SELECT coalesce(string_agg(concat_ws(' ', r.seq, r.account, r.step, r.deputy, "
                "c.origin), '; ' ORDER BY r.seq), '') FROM recusal r LEFT JOIN recusal_carried c "
                "USING (matter, seq) WHERE r.matter = '" +
                    std::string(matter) + "'");
  }
};

TEST(MigratePredecessors, AreReadOffTheEventsThatNamedThem) {
  Before at;
  at.matter("q", "", "archived", true), at.matter("p", "q", "archived", true), at.matter("m", "p");
  at.matter("late");
  at.event("late", 2, "sent", "predecessor.name", "p");
  at.event("late", 3, "sent", "predecessor.name", "q");
  at.matter("none"), at.matter("self", "self"), at.matter("letter", "q", "s", false, "c");
  at.matter("told", "q");
  psql(at.url, "INSERT INTO matter_predecessor VALUES ('told', 1, 'q', now())");
  migrate(at.url);
  EXPECT_EQ(at.links(), "late 2 p; late 3 q; m 1 p; p 1 q; told 1 q");
}

TEST(MigratePredecessors, BringWhoKeepsOutOfThemIntoWhatIsUnderWay) {
  Before at;
  at.matter("q", "", "archived", true), at.matter("p", "q", "archived", true);
  at.matter("m", "p"), at.matter("called", "p", "meeting_called"), at.matter("other");
  at.step("q", 1, "mayor", "order", "fu"), at.step("q", 2, "li", "declare");
  at.step("q", 3, "li", "lift"), at.step("q", 4, "shi", "ask");
  at.step("p", 1, "zhao", "declare");
  at.step("m", 1, "shi", "declare");
  migrate(at.url);
  EXPECT_EQ(at.recused("m"), "1 shi declare ; 2 mayor order fu q; 3 zhao declare  p");
  for (const char* each : {"called", "other"}) EXPECT_EQ(at.recused(each), "") << each;
  // What is closed stays as it was.
  EXPECT_EQ(at.recused("p"), "1 zhao declare ");
  EXPECT_EQ(psql(at.url, "SELECT string_agg(account, ' ') FROM recused WHERE matter = 'm'"),
            "mayor shi zhao");
}

// What came there when it was linked, and what was decided on it since, stands.
TEST(MigratePredecessors, BringNothingAgain) {
  Before at;
  at.matter("q"), at.matter("p", "q"), at.matter("m", "p");
  psql(at.url, "INSERT INTO matter_predecessor VALUES ('m', 1, 'p', now())");
  at.step("q", 1, "mayor", "order", "fu");
  at.step("p", 1, "zhao", "declare");
  at.step("p", 2, "li", "declare", "", "q"), at.step("p", 3, "li", "lift");
  at.step("m", 1, "zhao", "declare", "", "p"), at.step("m", 2, "zhao", "lift");
  migrate(at.url);
  // That of q was linked with p only now, and so with what adjusts p.
  EXPECT_EQ(at.recused("p"), "1 zhao declare ; 2 li declare  q; 3 li lift ; 4 mayor order fu q");
  EXPECT_EQ(at.recused("m"), "1 zhao declare  p; 2 zhao lift ; 3 mayor order fu q");
}

TEST(MigratePredecessors, AreInTheLedger) {
  Before at;
  at.matter("q", "", "archived", true), at.matter("m", "q");
  at.step("q", 1, "mayor", "order", "fu");
  Pool pool(at.url, 2);
  LedgerStore ledger(pool, archive::LogKey::generate("test.example/ledger"));
  ledger.sequence();
  migrate(at.url);
  ledger.sequence();
  const auto told_of = [&](const std::string& table) {
    return std::ranges::any_of(
        ledger.examine(), [&](const auto& each) { return each.detail.starts_with(table + " "); });
  };
  for (const char* changed : {"matter_predecessor SET predecessor = 'x'",
                              "recusal_carried SET origin = 'x'", "recusal SET account = 'li'"}) {
    const std::string sql(changed), table = sql.substr(0, sql.find(' '));
    EXPECT_FALSE(told_of(table)) << table;
    psql(at.url,
         "ALTER TABLE " + table + " DISABLE TRIGGER ALL; UPDATE " + sql + " WHERE matter = 'm'");
    EXPECT_TRUE(told_of(table)) << table;
  }
}

}  // namespace
}  // namespace gavel::db
