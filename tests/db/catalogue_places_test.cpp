// An organ has one catalogue in force for a year, whoever publishes at the same time.
#include <thread>

#include "db/catalogues.hpp"
#include "db/projections.hpp"
#include "tests/db/interrupted.hpp"
#include "tests/db/node.hpp"
#include "tests/db/yearbook.hpp"

namespace gavel::db {
namespace {

using test::clerk;
using test::Cluster;
using test::Interrupted;
using test::Node;
using test::psql;

constexpr const char* city = "阿尔山市人民政府";
constexpr const char* same_city = "兴安盟阿尔山市政府";

/// One of the servers on a database.
struct Writer : Node {
  explicit Writer(const std::string& url) : Node(url, project) {}

  void begin(const std::string& id, const char* organ, int year = 2026) {
    const auto done = office.open(
        "yearbook",
        {.id = id, .title = "目录" + id, .policy = {}, .data = {{"organ", organ}, {"year", year}}},
        clerk);
    if (!done) ADD_FAILURE() << describe(done.error());
  }
  /// "done", or "C1 a": the rule, and which one stands.
  std::string published(const std::string& id, const char* event = "publish") {
    const auto done = office.send(id, {.event = event, .data = {}, .signature = {}}, clerk);
    if (done) return "done";
    const auto* refusal = std::get_if<matter::Refusal>(&done.error());
    if (refusal == nullptr || refusal->rules.empty()) return describe(done.error());
    std::string out = refusal->rules[0].id;
    for (const Json& each : refusal->rules[0].seen.at("standing").as_array())
      out += " " + string_or(each.as_object(), "id");
    return out;
  }

  Interrupted seen{pool};
  desk::Desk office{{matters, procedures, calendars, seen, clock}};
};

struct CataloguePlaces : testing::Test {
  CataloguePlaces() {
    const auto installed =
        one.procedures.install(std::string(test::yearbook), "yearbook.scxml", test::start_of_tests);
    if (!installed) ADD_FAILURE() << in_words(installed.error().front()).en;
  }
  std::string published() const {
    return psql(url, "SELECT string_agg(catalogue, ' ' ORDER BY catalogue) FROM catalogue_version");
  }
  std::string url = Node::prepared();
  Writer one{url}, other{url};
};

// The other node commits after this one has looked and before it writes.
TEST_F(CataloguePlaces, ThatAnotherNodeTookMeanwhileAreRefusedByTheRule) {
  one.begin("a", city), one.begin("b", same_city);
  one.seen.meanwhile = [&] { EXPECT_EQ(other.published("b"), "done"); };
  EXPECT_EQ(one.published("a"), "C1 b");
  EXPECT_EQ(one.seen.looks, 2);
  EXPECT_EQ(one.matters.counters().conflicts, 1u);
  EXPECT_EQ(one.matters.load("a")->snapshot.version, 1);
  EXPECT_EQ(published(), "b");
}

TEST_F(CataloguePlaces, OfAnotherOrganOrYearOnlyMakeItLookAgain) {
  one.begin("a", city), one.begin("b", "科尔沁右翼前旗人民政府"), one.begin("c", city, 2027);
  one.seen.meanwhile = [&] {
    EXPECT_EQ(other.published("b"), "done");
    EXPECT_EQ(other.published("c"), "done");
  };
  EXPECT_EQ(one.published("a"), "done");
  EXPECT_EQ(one.seen.looks, 2);
  EXPECT_EQ(psql(url,
                 "SELECT string_agg(concat_ws(' ', year, place, catalogue), ', ' ORDER BY "
                 "year, place) FROM catalogue_place"),
            "2026 1 b, 2026 2 a, 2027 1 c");
}

TEST_F(CataloguePlaces, OfAClosedCatalogueKeepNobodyOut) {
  one.begin("a", city), one.begin("b", city);
  EXPECT_EQ(one.published("a"), "done");
  EXPECT_EQ(one.published("b"), "C1 a");
  ASSERT_TRUE(one.office.send("a", {.event = "close", .data = {}, .signature = {}}, clerk));
  EXPECT_EQ(one.published("b"), "done");
}

// A version of the procedure that does not ask who stands goes on as it began.
TEST_F(CataloguePlaces, AreTakenByThoseThatDoNotAskAsWell) {
  one.begin("a", city), one.begin("b", same_city);
  one.seen.meanwhile = [&] { EXPECT_EQ(other.published("b", "publish.anyway"), "done"); };
  EXPECT_EQ(one.published("a"), "C1 b");
  EXPECT_EQ(one.published("a", "publish.anyway"), "done");
  EXPECT_EQ(published(), "a b");
}

TEST_F(CataloguePlaces, AreGivenToOneHoweverManyPublishAtTheSameTime) {
  constexpr int catalogues = 8;
  for (int i = 0; i < catalogues; ++i)
    one.begin("c" + std::to_string(i), i % 3 == 0 ? same_city : city);
  std::atomic<int> done = 0, refused = 0;
  {
    std::vector<std::jthread> clerks;
    for (int i = 0; i < catalogues; ++i) {
      clerks.emplace_back([this, i, &done, &refused] {
        const std::string said = (i % 2 == 0 ? one : other).published("c" + std::to_string(i));
        ++(said == "done" ? done : refused);
        EXPECT_TRUE(said == "done" || said.starts_with("C1 c")) << said;
      });
    }
  }
  EXPECT_EQ(done, 1);
  EXPECT_EQ(refused, catalogues - 1);
  EXPECT_EQ(psql(url, "SELECT count(*) FROM catalogue_version"), "1");
}

TEST_F(CataloguePlaces, StandForEver) {
  one.begin("a", city);
  EXPECT_EQ(one.published("a"), "done");
  for (const char* change : {"UPDATE catalogue_place SET place = 2", "DELETE FROM catalogue_place"})
    EXPECT_THROW(psql(url, change), std::runtime_error) << change;
  EXPECT_THROW(psql(url, "INSERT INTO catalogue_place VALUES (2026, 1, 'b')"), std::runtime_error);
}

// Catalogues of before there were places have them in the order of their publication, two of one
// organ and year as well.
TEST(CataloguePlacesMigration, TakesUpWhatWasPublishedBefore) {
  const std::string url = Cluster::instance().fresh_database();
  migrate(url, migrations().first(40));
  psql(url,
       "INSERT INTO catalogue_version (catalogue, version, seq, organ, unit, year, published_at, "
       "consent, reason) SELECT id, version, 1, 'o', 'u', year, at::timestamptz, 'c', '' FROM "
       "(VALUES ('b', 1, 2026, '2026-01-02'), ('b', 2, 2026, '2026-05-02'), ('a', 1, 2026, "
       "'2026-02-02'), ('z', 1, 2025, '2025-02-02')) AS v(id, version, year, at)");
  migrate(url);
  EXPECT_EQ(psql(url,
                 "SELECT string_agg(concat_ws(' ', year, place, catalogue), ', ' ORDER BY "
                 "year, place) FROM catalogue_place"),
            "2025 1 z, 2026 1 b, 2026 2 a");
}

}  // namespace
}  // namespace gavel::db
