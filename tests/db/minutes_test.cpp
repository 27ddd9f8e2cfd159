// Numbers of minutes: one for each meeting, none for two, whoever writes at the same time.
#include "db/minutes.hpp"

#include <thread>

#include "db/projections.hpp"
#include "tests/db/interrupted.hpp"
#include "tests/db/node.hpp"
#include "tests/db/sitting.hpp"

namespace gavel::db {
namespace {

using test::clerk;
using test::Cluster;
using test::Interrupted;
using test::Node;
using test::psql;
using test::sitting;

/// One of the servers on a database.
struct Writer : Node {
  explicit Writer(const std::string& url) : Node(url, project) {}

  std::expected<desk::Done, desk::Failure> issue(const std::string& id, int number) {
    return secretary.send(
        id, {.event = "minutes.issue", .data = {{"number", number}}, .signature = {}}, clerk);
  }
  /// "done", or "M1 held by 2026-03-02, next 2".
  std::string issued(const std::string& id, int number) {
    const auto done = issue(id, number);
    if (done) return "done";
    const auto* refusal = std::get_if<matter::Refusal>(&done.error());
    if (refusal == nullptr || refusal->rules.empty()) return describe(done.error());
    const JsonObject& told = refusal->rules[0].seen;
    const Json& held = told.at("held_by");
    return refusal->rules[0].id + " held by " +
           (held.is_object() ? string_or(held.get_object(), "on") : "nobody") + ", next " +
           json_text(told.at("next"));
  }

  Interrupted seen{pool};
  desk::Desk secretary{{matters, procedures, calendars, seen, clock}};
};

struct MinutesNumbers : testing::Test {
  MinutesNumbers() {
    const auto installed =
        one.procedures.install(std::string(sitting), "sitting.scxml", test::start_of_tests);
    if (!installed) ADD_FAILURE() << in_words(installed.error().front()).en;
  }
  void held(const std::string& id, const std::string& on, const std::string& body = "executive") {
    const auto done = one.secretary.open(
        "sitting",
        {.id = id, .title = "事项" + id, .policy = {}, .data = {{"body", body}, {"on", on}}},
        clerk);
    if (!done) ADD_FAILURE() << Node::describe(done.error());
  }
  std::string table() const {
    return psql(url,
                "SELECT string_agg(concat_ws(' ', body, held_on, number), ', ' ORDER BY body, "
                "held_on) FROM minutes_issued");
  }
  std::string url = Node::prepared();
  Writer one{url}, other{url};
};

TEST_F(MinutesNumbers, AreOfOneMeetingAndTheRefusalSaysOfWhich) {
  held("a", "2026-03-02"), held("b", "2026-03-09");
  EXPECT_EQ(one.issued("a", 1), "done");
  EXPECT_EQ(one.issued("b", 1), "M1 held by 2026-03-02, next 2");
  EXPECT_EQ(one.issued("b", 2), "done");
  EXPECT_EQ(table(), "executive 2026-03-02 1, executive 2026-03-09 2");
}

TEST_F(MinutesNumbers, AreSharedByTheMattersOfTheMeeting) {
  held("a", "2026-03-02"), held("b", "2026-03-02");
  EXPECT_EQ(one.issued("a", 7), "done");
  EXPECT_EQ(one.issued("b", 8), "M1 held by nobody, next 7");
  EXPECT_EQ(one.issued("b", 7), "done");
  EXPECT_EQ(table(), "executive 2026-03-02 7");
  EXPECT_EQ(psql(url, "SELECT string_agg(matter, ' ' ORDER BY matter) FROM minutes_matter"), "a b");
}

TEST_F(MinutesNumbers, BeginAnewForEachBodyAndYear) {
  held("a", "2026-03-02"), held("b", "2026-03-02", "plenary"), held("c", "2027-01-04");
  for (const char* id : {"a", "b", "c"}) EXPECT_EQ(one.issued(id, 1), "done") << id;
}

// The other node commits after this one has looked and before it writes.
TEST_F(MinutesNumbers, ThatAnotherNodeTookMeanwhileAreRefusedByTheRule) {
  held("a", "2026-03-02"), held("b", "2026-03-09");
  one.seen.meanwhile = [&] { EXPECT_EQ(other.issued("b", 1), "done"); };
  EXPECT_EQ(one.issued("a", 1), "M1 held by 2026-03-09, next 2");
  EXPECT_EQ(one.seen.looks, 2);
  EXPECT_EQ(one.matters.counters().conflicts, 1u);
  EXPECT_EQ(one.matters.load("a")->snapshot.version, 1);
  EXPECT_EQ(psql(url, "SELECT count(*) FROM minutes_matter"), "1");
  EXPECT_EQ(one.issued("a", 2), "done");
}

TEST_F(MinutesNumbers, OfOneMeetingTakenTwiceAtOnceAreOneNumber) {
  held("a", "2026-03-02"), held("b", "2026-03-02");
  one.seen.meanwhile = [&] { EXPECT_EQ(other.issued("b", 2), "done"); };
  EXPECT_EQ(one.issued("a", 1), "M1 held by nobody, next 2");
  one.seen.meanwhile = nullptr;
  EXPECT_EQ(one.issued("a", 2), "done");
}

TEST_F(MinutesNumbers, AreGivenOnceHoweverManyAskAtTheSameTime) {
  constexpr int meetings = 12;
  for (int i = 0; i < meetings; ++i)
    held("m" + std::to_string(i), "2026-03-" + std::to_string(10 + i));
  {
    std::vector<std::jthread> clerks;
    for (int i = 0; i < meetings; ++i) {
      clerks.emplace_back([this, i] {
        Writer& node = i % 2 == 0 ? one : other;
        const std::string id = "m" + std::to_string(i);
        for (int number = 1; number <= meetings; ++number) {
          if (node.issued(id, number) == "done") return;
        }
        ADD_FAILURE() << id << " got no number";
      });
    }
  }
  EXPECT_EQ(
      psql(url, "SELECT count(*) || ' ' || min(number) || ' ' || max(number) FROM minutes_issued"),
      "12 1 12");
  EXPECT_EQ(psql(url, "SELECT count(*) FROM minutes_matter"), "12");
  EXPECT_EQ(psql(url, "SELECT count(*) FROM event WHERE name = 'minutes.issue'"), "12");
}

// Numbers that were given before the series was the organ's own are taken in it, and the meeting
// that has one keeps it.
TEST_F(MinutesNumbers, GoOnWhereTheSeriesStoodUnderAnotherName) {
  held("a", "2026-03-02"), held("b", "2026-03-09");
  EXPECT_EQ(one.issued("a", 1), "done");
  EXPECT_EQ(one.issued("b", 2), "done");
  const NumberSeries series{.organ = "区人民政府", .also = {"city"}};
  const auto said = [&](const char* on, int number, const NumberSeries& of) {
    const Json meeting = JsonObject{{"organ", "city"}, {"body", "executive"}, {"on", on}};
    const JsonObject out = minutes_numbered(one.pool, &meeting, number, of);
    const Json& found = out.at("found");
    return string_or(out.at("of").as_object(), "organ") + " " +
           (found.is_null() ? "nobody" : string_or(found.get_object(), "on")) + " " +
           json_text(out.at("own")) + " " + json_text(out.at("next"));
  };
  EXPECT_EQ(said("2026-03-16", 2, series), "区人民政府 2026-03-09 null 3");
  EXPECT_EQ(said("2026-03-16", 3, series), "区人民政府 nobody null 3");
  EXPECT_EQ(said("2026-03-09", 2, series), "区人民政府 2026-03-09 2 2");
  EXPECT_EQ(said("2026-03-09", 2, {.organ = "未来区人民政府"}), "未来区人民政府 nobody null 1");
}

TEST_F(MinutesNumbers, StandForEver) {
  held("a", "2026-03-02");
  EXPECT_EQ(one.issued("a", 1), "done");
  for (const char* change : {"UPDATE minutes_issued SET number = 2", "DELETE FROM minutes_matter",
                             "TRUNCATE minutes_issued CASCADE"})
    EXPECT_THROW(psql(url, change), std::runtime_error) << change;
}

// Minutes of before there was a register are in it.
TEST(MinutesMigration, TakesUpWhatWasIssuedBefore) {
  const std::string url = Cluster::instance().fresh_database();
  migrate(url, migrations().first(21));
  psql(url, "INSERT INTO calendar (id, csv, installed_at) VALUES (repeat('a', 64), 'x', now())");
  psql(url, "INSERT INTO procedure VALUES (repeat('b', 64), 'major-decision', '1', 'x', now())");
  const auto matter = [&](const std::string& id, const char* body, const char* opened) {
    psql(url, "INSERT INTO matter VALUES ('" + id +
                  "', repeat('b', 64), 't', 'u', 'a', now(), 4, '{s}', false, now(), '{u}')");
    const auto event = [&](int seq, const char* kind, const char* name, const std::string& data,
                           const std::string& at) {
      psql(url, "INSERT INTO event VALUES ('" + id + "', " + std::to_string(seq) + ", '" + kind +
                    "', '" + name + "', '" + data + "', '{}', '" + at +
                    "', '{}', repeat('a', 64), '{}', '{}')");
    };
    event(1, "opened", "gavel.open", R"({"policy":{"pack":"arxan@2021.1"}})", opened);
    event(2, "sent", "meeting.notify", R"({"data":{"body":")" + std::string(body) + R"("}})",
          opened);
    event(3, "sent", "meeting.open", R"({"data":{}})", opened);
    event(4, "sent", "minutes.issue", R"({"data":{"number":12}})", opened);
  };
  matter("a", "executive", "2026-03-02T17:00:00Z");  // in China the 3rd
  matter("b", "executive", "2026-03-03T09:00:00Z");  // the same meeting
  matter("c", "executive", "2026-03-10T09:00:00Z");  // another, under the same number
  matter("d", "plenary", "2026-03-10T09:00:00Z");
  migrate(url);
  EXPECT_EQ(
      psql(url,
           "SELECT string_agg(concat_ws(' ', matter, organ, body, held_on), ', ' ORDER BY matter) "
           "FROM minutes_matter"),
      "a arxan executive 2026-03-03, b arxan executive 2026-03-03, d arxan plenary 2026-03-10");
  EXPECT_EQ(psql(url, "SELECT count(*) FROM minutes_issued"), "2");
}

}  // namespace
}  // namespace gavel::db
