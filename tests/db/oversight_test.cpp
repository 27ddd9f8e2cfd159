// What oversight reads beyond single matters: exceptions as they are used, lists page by page.
#include "db/oversight.hpp"

#include <gtest/gtest.h>

#include "tests/db/domain.hpp"

namespace gavel::db {
namespace {

struct Office : test::Domain {
  /// A matter's row, as far as the lists look at it.
  void matter(const std::string& id) {
    pool.write([&](pqxx::transaction_base& tx) {
      tx.exec(
          "INSERT INTO procedure (sha256, name, version, source, installed_at) VALUES "
          "(repeat('0', 64), 'major-decision', '1', '', now()) ON CONFLICT DO NOTHING");
      tx.exec(
          "INSERT INTO matter (id, procedure_sha256, title, unit, units, opened_by, opened_at, "
          "version, configuration, finished, updated_at) VALUES ('" +
          id +
          "', repeat('0', 64), 'x', 'office', '{office}', 'li', '2026-01-01', 1, '{drafting}', "
          "false, '2026-01-01')");
      tx.exec(
          "INSERT INTO calendar (id, csv, installed_at) VALUES (repeat('1', 64), '', now()) "
          "ON CONFLICT DO NOTHING");
      tx.exec(
          "INSERT INTO event (matter, seq, kind, name, data, actor, at, facts, calendar_id, "
          "entered, exited) VALUES ('" +
          id +
          "', 1, 'opened', 'gavel.open', '{}', '{}', '2026-01-01', '{}', repeat('1', 64), '{}', "
          "'{}')");
    });
  }
  void use(const std::string& id, JsonArray exceptions) {
    auto made = append(id, {});
    made.accepted.next.session.data = JsonObject{{"exceptions", std::move(exceptions)}};
    write(made);
  }
  Oversight oversight{pool};
};

JsonObject exception(const char* kind) {
  return {{"kind", kind}, {"reason", "紧急"}, {"by", "王"}, {"on", "2026-01-30"}};
}

TEST(Oversight, KeepsEveryExceptionOnceWithTheEventThatUsedIt) {
  Office office;
  office.matter("m-1");
  office.use("m-1", {exception("shortened_notice")});
  office.use("m-1", {exception("shortened_notice"), exception("not_published")});
  const auto page = office.oversight.exceptions({});
  ASSERT_TRUE(page.has_value());
  ASSERT_EQ(page->rows.size(), 2u);
  EXPECT_EQ(page->rows[0].id, "shortened_notice");
  EXPECT_EQ(page->rows[1].id, "not_published");
  EXPECT_EQ(page->rows[1].by, "王");
  EXPECT_EQ(page->rows[0].place + " " + page->rows[1].place, "1 2");
  EXPECT_EQ(page->next, "");
}

TEST(Oversight, GivesItsListsPageByPage) {
  Office office;
  for (const char* id : {"m-1", "m-2", "m-3"}) {
    office.matter(id);
    office.use(id, {exception("a"), exception("b")});
  }
  std::vector<std::string> seen;
  OversightQuery query{.unit = {}, .cursor = {}, .limit = 2};
  for (int pages = 0; pages < 4; ++pages) {
    const auto page = office.oversight.exceptions(query);
    ASSERT_TRUE(page.has_value());
    for (const OversightRow& row : page->rows) seen.push_back(row.matter + row.id);
    if (page->next.empty()) break;
    query.cursor = page->next;
  }
  EXPECT_EQ(seen, (std::vector<std::string>{"m-1a", "m-1b", "m-2a", "m-2b", "m-3a", "m-3b"}));
  const Instant later = parse_instant("2026-02-01T00:00:00+08:00").value();
  const auto idle = office.oversight.idle({.unit = {}, .cursor = {}, .limit = 2}, later);
  ASSERT_EQ(idle->rows.size(), 2u);
  const auto rest = office.oversight.idle({.unit = {}, .cursor = idle->next, .limit = 2}, later);
  ASSERT_EQ(rest->rows.size(), 1u);
  EXPECT_EQ(rest->rows[0].matter, "m-3");
  EXPECT_FALSE(office.oversight.idle({.unit = {}, .cursor = "x", .limit = 2}, later).has_value());
}

}  // namespace
}  // namespace gavel::db
