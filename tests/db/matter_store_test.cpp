#include "db/matter_store.hpp"

#include <algorithm>
#include <atomic>
#include <latch>
#include <thread>

#include "archive/digest.hpp"
#include "archive/leaf.hpp"
#include "db/idempotency.hpp"
#include "db/pg.hpp"
#include "engine/base/ensure.hpp"
#include "tests/db/node.hpp"

namespace gavel::db {
namespace {

using test::clerk;
using test::Node;
using test::psql;

struct Matters : testing::Test {
  /// An append of the event `note`, decided on the matter as it is now but not yet made.
  desk::Append prepared_note(Node& on, const std::string& id, const std::string& text) {
    const auto loaded = on.matters.load(id);
    ensure(loaded.has_value(), "the matter was opened");
    const auto calendar = on.calendars.current();
    matter::Command command{.what = matter::Send{"note", {{"text", text}}, {}},
                            .actor = clerk,
                            .now = on.clock.now(),
                            .facts = {},
                            .calendar_id = calendar.id};
    auto accepted =
        matter::decide(*loaded->procedure, &loaded->snapshot, command, *calendar.calendar);
    ensure(accepted.has_value(), "a note is always accepted");
    return {.procedure = loaded->procedure,
            .expected_version = loaded->snapshot.version,
            .accepted = std::move(*accepted),
            .blob = {},
            .signature = {},
            .idempotency = {}};
  }
  static desk::IdempotencyRow row(const std::string& key) {
    return {.key = key,
            .account = "wang",
            .request_sha256 = std::string(64, 'a'),
            .status = 201,
            .location = "/v1/matters/m/events/2",
            .body = R"({"seq":2})"};
  }

  std::string url = Node::prepared();
  Node node{url};
};

TEST_F(Matters, AreLoadedAsTheyWereLeft) {
  node.open("m", "关于桥的来信");
  node.note("m", "第一");
  const auto done = node.note("m", "第二");
  EXPECT_EQ(done.event.seq, 3);
  const std::string live = node.bytes("m");

  Node other(url);  // with nothing in memory: replays
  EXPECT_EQ(other.bytes("m"), live);
  EXPECT_EQ(other.matters.counters().rebuilt, 1u);
  const auto loaded = other.matters.load("m");
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->snapshot.version, 3);
  EXPECT_EQ(loaded->snapshot.title, "关于桥的来信");
  EXPECT_EQ(string_or(loaded->snapshot.session.data.object(), "last"), "第二");
  EXPECT_FALSE(node.matters.load("none").has_value());
}

TEST_F(Matters, KeepFractionsToTheLastBit) {
  node.open("m");
  for (int i = 0; i < 20; ++i) {
    node.send("m", "note", {{"text", "x"}, {"weight", 1.0 / (3 + i)}});  // `sum` gathers thirds
  }
  Node other(url);
  EXPECT_EQ(other.bytes("m"), node.bytes("m"));
  const auto here = node.matters.events("m", 0, 100), there = other.matters.events("m", 0, 100);
  ASSERT_EQ(here.size(), 21u);
  for (std::size_t i = 0; i < here.size(); ++i)
    EXPECT_EQ(event_line(here[i]), event_line(there[i]));
}

TEST_F(Matters, StoreEventsWhoseLinesAreThoseOfTheirLeaves) {
  const auto opened = node.open("m");
  const auto noted = node.send("m", "note", {{"text", "中"}, {"weight", 0.1}});
  const auto stored = node.matters.events("m", 0, 10);
  ASSERT_EQ(stored.size(), 2u);
  EXPECT_EQ(event_line(stored[0]), event_line(opened.event));
  EXPECT_EQ(event_line(stored[1]), event_line(noted.event));
  const std::string leaf =
      archive::leaf_bytes({.type = "event",
                           .matter = "m",
                           .subject = "2",
                           .sha256 = archive::sha256_hex(event_line(stored[1])),
                           .at = stored[1].at});
  EXPECT_EQ(psql(url,
                 "SELECT convert_from(entry, 'UTF8') FROM ledger_pending WHERE matter = 'm' AND "
                 "subject = '2'"),
            leaf);
  EXPECT_EQ(psql(url, "SELECT count(*) FROM ledger_pending WHERE kind = 'event'"), "2");
}

TEST_F(Matters, TakeSnapshotsNowAndThenAndStartFromThem) {
  node.open("m");
  for (int i = 0; i < 70; ++i) node.note("m", std::to_string(i));
  EXPECT_EQ(psql(url, "SELECT string_agg(version::text, ' ') FROM snapshot"),
            "64");  // older ones are gone
  const std::string live = node.bytes("m");
  EXPECT_EQ(Node(url).bytes("m"), live);
  psql(url, "UPDATE snapshot SET body = '{\"not\":\"ours\"}'");  // of a program of another time
  EXPECT_EQ(Node(url).bytes("m"), live);
  psql(url, "DELETE FROM snapshot");
  EXPECT_EQ(Node(url).bytes("m"), live);
}

TEST_F(Matters, ShowAnyPastMoment) {
  node.open("m");
  node.note("m", "一");
  const std::string then = node.bytes("m");
  node.note("m", "二");
  const auto past = node.matters.load_at("m", 2);
  ASSERT_TRUE(past);
  EXPECT_EQ(json_text(matter::encode(*past->procedure, past->snapshot)), then);
  EXPECT_FALSE(node.matters.load_at("m", 4));
  EXPECT_FALSE(node.matters.load_at("m", 0));
}

TEST_F(Matters, LetOneOfTwoWin) {
  node.open("m");
  auto first = prepared_note(node, "m", "first"), second = prepared_note(node, "m", "second");
  EXPECT_EQ(node.matters.append(std::move(first)), desk::AppendResult::done);
  EXPECT_EQ(node.matters.append(std::move(second)), desk::AppendResult::conflict);
  EXPECT_EQ(psql(url, "SELECT count(*) FROM event"), "2");
  EXPECT_EQ(string_or(node.matters.load("m")->snapshot.session.data.object(), "last"), "first");
}

TEST_F(Matters, AreOpenedOnce) {
  node.open("m");
  const auto again =
      node.desk.open("letter", {.id = "m", .title = "x", .policy = {}, .data = {}}, clerk);
  EXPECT_FALSE(again);
  EXPECT_EQ(psql(url, "SELECT count(*) FROM event"), "1");
}

TEST_F(Matters, AnswerARepeatedKeyWithTheFirstAnswer) {
  node.open("m");
  auto first = prepared_note(node, "m", "once"), twin = prepared_note(node, "m", "once");
  first.idempotency = row("k");
  twin.idempotency = row("k");
  EXPECT_EQ(node.matters.append(std::move(first)), desk::AppendResult::done);
  EXPECT_EQ(node.matters.append(std::move(twin)), desk::AppendResult::repeated);
  auto later = prepared_note(node, "m", "once");  // also when the version would fit
  later.idempotency = row("k");
  EXPECT_EQ(node.matters.append(std::move(later)), desk::AppendResult::repeated);
  EXPECT_EQ(psql(url, "SELECT count(*) FROM event"), "2");

  Idempotency idempotency(node.pool, node.queue);
  const auto stored = idempotency.find("wang", "k");
  ASSERT_TRUE(stored);
  EXPECT_EQ(stored->status, 201);
  EXPECT_EQ(stored->location, "/v1/matters/m/events/2");
  EXPECT_EQ(stored->body, R"({"seq":2})");
  EXPECT_FALSE(idempotency.find("li", "k"));
  EXPECT_FALSE(idempotency.remember(row("k")));
  EXPECT_TRUE(idempotency.remember(row("other")));
}

TEST_F(Matters, AKeyOfALostConflictIsFree) {
  node.open("m");
  auto first = prepared_note(node, "m", "first"), second = prepared_note(node, "m", "second");
  second.idempotency = row("k");
  EXPECT_EQ(node.matters.append(std::move(first)), desk::AppendResult::done);
  EXPECT_EQ(node.matters.append(std::move(second)), desk::AppendResult::conflict);
  auto again = prepared_note(node, "m", "second");
  again.idempotency = row("k");
  EXPECT_EQ(node.matters.append(std::move(again)), desk::AppendResult::done);
}

TEST_F(Matters, ConcurrentTwinsHappenOnce) {
  node.open("m");
  std::atomic<int> done = 0, others = 0;
  {
    std::vector<std::jthread> callers;
    for (int i = 0; i < 8; ++i) {
      callers.emplace_back([&] {
        auto append = prepared_note(node, "m", "twin");
        append.idempotency = row("k");
        ++(node.matters.append(std::move(append)) == desk::AppendResult::done ? done : others);
      });
    }
  }
  EXPECT_EQ(done, 1);
  EXPECT_EQ(others, 7);
  EXPECT_EQ(psql(url, "SELECT count(*) FROM event"), "2");
}

TEST_F(Matters, TwinsOfOneBatchAreAnsweredAsDoneAndRepeated) {
  node.open("m");
  std::latch held(1), writing(1);
  std::vector<desk::AppendResult> results(2);
  {
    std::vector<std::jthread> callers;
    callers.emplace_back([&] {
      node.queue.submit([&](pqxx::transaction_base&) {
        writing.count_down();
        held.wait();
      });
    });
    writing.wait();
    for (desk::AppendResult& result : results) {
      auto twin = prepared_note(node, "m", "twin");
      twin.idempotency = row("k");
      callers.emplace_back([&, twin] { result = node.matters.append(twin); });
    }
    while (node.queue.counters().waiting < 2) std::this_thread::yield();
    held.count_down();
  }
  std::ranges::sort(results);
  EXPECT_EQ(results, (std::vector{desk::AppendResult::done, desk::AppendResult::repeated}));
}

TEST_F(Matters, WriteTheProjectionsRowsWithTheEventOrNeither) {
  psql(url,
       "CREATE TABLE seen (matter text, seq bigint); GRANT INSERT ON seen TO gavel_application");
  Node with(url, [](pqxx::transaction_base& tx, std::span<const desk::Append* const> appends) {
    for (const desk::Append* append : appends) {
      pg::exec(tx, "INSERT INTO seen VALUES ($1, $2)", append->accepted.next.id,
               append->accepted.event.seq);
      if (append->accepted.next.id == "bad") throw std::runtime_error("no room for it");
    }
  });
  EXPECT_THROW(with.open("bad"), std::runtime_error);
  with.open("good");
  EXPECT_EQ(psql(url, "SELECT string_agg(matter, ' ') FROM seen"), "good");
  EXPECT_EQ(psql(url, "SELECT string_agg(matter, ' ') FROM event"), "good");
}

TEST_F(Matters, TwoNodesSeeEachOthersEvents) {
  Node other(url);
  node.open("m");
  EXPECT_EQ(other.matters.load("m")->snapshot.version, 1);
  other.note("m", "from the other");
  node.note("m", "from here");
  other.note("m", "again");
  EXPECT_EQ(node.matters.load("m")->snapshot.version, 4);
  EXPECT_EQ(node.bytes("m"), other.bytes("m"));
  EXPECT_GT(node.matters.counters().caught_up, 0u);
}

TEST_F(Matters, ManyAtOnceShareCommitsAndLoseNothing) {
  constexpr int callers = 64, notes = 8;
  Node other(url);
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < callers; ++i) {
      threads.emplace_back([&, i] {
        Node& mine = i % 2 == 0 ? node : other;
        const std::string id = "m" + std::to_string(i);
        mine.open(id);
        for (int n = 0; n < notes; ++n) mine.note(id, std::to_string(n));
      });
    }
  }
  EXPECT_EQ(psql(url, "SELECT count(*) FROM event"), std::to_string(callers * (notes + 1)));
  EXPECT_EQ(psql(url, "SELECT count(*) FROM matter WHERE version = " + std::to_string(notes + 1)),
            std::to_string(callers));
  const auto here = node.queue.counters(), there = other.queue.counters();
  EXPECT_EQ(here.items + there.items, std::uint64_t(callers * (notes + 1)));
  EXPECT_LT(here.batches + there.batches, here.items + there.items);
  EXPECT_EQ(here.failures + there.failures, 0u);
  RecordProperty("commits", std::to_string(here.batches + there.batches));
}

TEST_F(Matters, OneContendedMatterKeepsEveryAcceptedNote) {
  node.open("m");
  std::atomic<int> accepted = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] {
        for (int n = 0; n < 5; ++n) {
          if (node.desk.send("m", {.event = "note", .data = {{"text", "x"}}, .signature = {}},
                             clerk))
            ++accepted;
        }
      });
    }
  }
  const auto loaded = node.matters.load("m");
  EXPECT_EQ(loaded->snapshot.version, 1 + accepted);
  EXPECT_EQ(loaded->snapshot.session.data.at("notes").to_number<int>(), accepted);
  EXPECT_GT(accepted, 5);
}

TEST_F(Matters, AreListedPageByPage) {
  for (int i = 0; i < 7; ++i) {
    node.clock.move_to(node.clock.now() + std::chrono::minutes(i / 2));  // pairs of one instant
    node.open("m" + std::to_string(i), "第" + std::to_string(i) + "封 Letter");
  }
  std::vector<std::string> ids;
  MatterQuery query{.limit = 3};
  int pages = 0;
  do {
    const auto page = node.matters.list(query);
    ASSERT_TRUE(page);
    for (const MatterRow& row : page->rows) ids.push_back(row.id);
    query.cursor = page->next;
  } while (!query.cursor.empty() && ++pages < 10);
  EXPECT_EQ(ids, (std::vector<std::string>{"m6", "m5", "m4", "m3", "m2", "m1", "m0"}));
  EXPECT_FALSE(node.matters.list({.cursor = "nonsense"}));
  EXPECT_FALSE(node.matters.list({.cursor = "99999999999999999999.m"}));
}

TEST_F(Matters, AreFoundByWhatTheyAre) {
  node.open("m1", "关于桥的来信");
  node.open("m2", "About 100% of ROADS");
  node.send("m2", "answer");
  const auto ids = [&](const MatterQuery& query) {
    std::string all;
    const auto page = node.matters.list(query);  // named: a temporary would be gone in the loop
    for (const MatterRow& row : page->rows) all += row.id + " ";
    return all;
  };
  EXPECT_EQ(ids({.q = "桥"}), "m1 ");
  EXPECT_EQ(ids({.q = "100% of roads"}), "m2 ");
  EXPECT_EQ(ids({.q = "%"}), "m2 ");
  EXPECT_EQ(ids({.state = "answered"}), "m2 ");
  EXPECT_EQ(ids({.state = "received"}), "m1 ");
  EXPECT_EQ(ids({.finished = true}), "m2 ");
  EXPECT_EQ(ids({.unit = "letters-office"}), "m2 m1 ");
  EXPECT_EQ(ids({.unit = "elsewhere"}), "");
  EXPECT_EQ(ids({.procedure = "letter"}), "m2 m1 ");
  const auto row = node.row("m2");
  ASSERT_TRUE(row);
  EXPECT_EQ(row->configuration, std::vector<std::string>{"answered"});
  EXPECT_EQ(row->version, 2);
  EXPECT_EQ(row->procedure, "letter");
  EXPECT_FALSE(node.row("m"));
}

}  // namespace
}  // namespace gavel::db
