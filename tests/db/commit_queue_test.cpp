#include "db/commit_queue.hpp"

#include <latch>
#include <thread>

#include "db/pg.hpp"
#include "tests/db/bare.hpp"

namespace gavel::db {
namespace {

using namespace std::chrono_literals;
using test::Cluster;
using test::psql;

struct Line {
  int number = 0;
  int calls = 0;  ///< How often a batch with it was written.
};

/// Inserts all lines of a batch with one statement.
struct Lines final : BatchOf<Line> {
  void write(pqxx::transaction_base& tx, std::span<Line* const> items) override {
    pg::Array numbers;
    for (Line* line : items) {
      numbers.add(line->number);
      ++line->calls;
    }
    pg::exec(tx, "INSERT INTO line SELECT * FROM unnest($1::int[])", numbers);
  }
};

struct Queue : testing::Test {
  Queue() {
    psql(url, "CREATE TABLE writer (id text PRIMARY KEY, batch bigint NOT NULL, seen timestamptz)");
    psql(url, "CREATE TABLE line (number int PRIMARY KEY CHECK (number <> 13))");
  }
  std::string lines() const {
    return psql(url,
                "SELECT coalesce(string_agg(number::text, ' ' ORDER BY number), '') FROM line");
  }
  /// Submits the numbers all at once, while the writer is held up, so that they share a batch.
  std::vector<std::exception_ptr> submit_together(CommitQueue& queue, std::vector<Line>& all) {
    std::latch held(1);
    std::latch writing(1);
    std::jthread holder([&] {
      queue.submit([&](pqxx::transaction_base&) {
        writing.count_down();
        held.wait();
      });
    });
    writing.wait();
    std::vector<std::exception_ptr> errors(all.size());
    std::vector<std::jthread> callers;
    for (std::size_t i = 0; i < all.size(); ++i) {
      callers.emplace_back([&, i] {
        try {
          queue.submit(kind, all[i]);
        } catch (...) {
          errors[i] = std::current_exception();
        }
      });
    }
    while (queue.counters().waiting < all.size()) std::this_thread::yield();
    held.count_down();
    return callers.clear(), errors;
  }

  std::string url = test::bare_database();
  Lines kind;
};

TEST_F(Queue, WritesWhatWaitsInOneTransaction) {
  CommitQueue queue(url);
  std::vector<Line> all(40);
  for (int i = 0; i < 40; ++i) all[std::size_t(i)].number = 100 + i;
  for (const auto& error : submit_together(queue, all)) EXPECT_FALSE(error);
  EXPECT_EQ(psql(url, "SELECT count(*) FROM line"), "40");
  EXPECT_EQ(psql(url, "SELECT count(DISTINCT xmin::text) FROM line"), "1");
  EXPECT_EQ(queue.counters().batches, 2u);  // the holder's and ours
  EXPECT_EQ(queue.counters().items, 41u);
}

TEST_F(Queue, ABadItemSpoilsOnlyItself) {
  CommitQueue queue(url);
  std::vector<Line> all{{1, 0}, {13, 0}, {2, 0}, {2, 0}};
  const auto errors = submit_together(queue, all);
  EXPECT_FALSE(errors[0]);
  EXPECT_TRUE(errors[1]);
  EXPECT_NE(bool(errors[2]), bool(errors[3]));  // of the twins the one that came second
  EXPECT_EQ(lines(), "1 2");
  EXPECT_EQ(all[0].calls, 2);  // with the batch, then alone
  EXPECT_EQ(queue.counters().failures, 1u);
}

TEST_F(Queue, AnExceptionReachesItsOwnSubmitterOnly) {
  CommitQueue queue(url);
  struct Refused : std::runtime_error {
    using std::runtime_error::runtime_error;
  };
  EXPECT_THROW(queue.submit([](pqxx::transaction_base& tx) {
    pg::exec(tx, "INSERT INTO line VALUES (5)");
    throw Refused("no");
  }),
               Refused);
  EXPECT_EQ(lines(), "");
  Line line{6, 0};
  queue.submit(kind, line);
  EXPECT_EQ(lines(), "6");
}

TEST_F(Queue, GoesOnAfterItsConnectionWasCut) {
  CommitQueue queue(url);
  Line first{1, 0}, second{2, 0};
  queue.submit(kind, first);
  test::cut_connections(url);
  queue.submit(kind, second);
  EXPECT_EQ(lines(), "1 2");
  EXPECT_EQ(queue.counters().reconnects, 1u);
}

TEST_F(Queue, WritesAgainWhatWasCutBeforeItsCommit) {
  CommitQueue queue(url);
  bool cut = false;
  queue.submit([&](pqxx::transaction_base& tx) {
    pg::exec(tx, "INSERT INTO line VALUES (7)");
    if (!std::exchange(cut, true)) test::cut_connections(url);
  });
  EXPECT_EQ(lines(), "7");
  EXPECT_EQ(queue.counters().in_doubt + queue.counters().reconnects, 2u);
}

/// The commit is on disk, its answer is lost: PostgreSQL waits for a standby that is not there when
/// the connection is cut.
TEST_F(Queue, FindsOutThatALostCommitHappened) {
  if (!Cluster::instance().is_private()) GTEST_SKIP() << "reconfigures the server";
  CommitQueue queue(url);
  Line before{1, 0};
  queue.submit(kind, before);
  const std::string admin = Cluster::instance().admin();
  psql(admin, "ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
  psql(admin, "SELECT pg_reload_conf()");
  const auto waiting = [](int sessions) {
    return "SELECT count(*) = " + std::to_string(sessions) +
           " FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
           " AND backend_type = 'client backend'";  // autovacuum may wait beside them
  };
  Line line{2, 0};
  {
    // Hangs as soon as the server has taken the setting over; cut below.
    std::jthread probe([&] {
      EXPECT_THROW(for (int i = 0; i < 2000; ++i)
                       psql(url, "CREATE TABLE probe" + std::to_string(i) + " ()"),
                   std::runtime_error);
    });
    ASSERT_TRUE(test::eventually(admin, waiting(1)));
    std::jthread caller([&] { queue.submit(kind, line); });
    ASSERT_TRUE(test::eventually(admin, waiting(2)));
    psql(admin, "ALTER SYSTEM RESET synchronous_standby_names");
    psql(admin,
         "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE wait_event = "
         "'SyncRep'");
    // Or the setting, taken back, would let them answer before they are cut.
    ASSERT_TRUE(test::eventually(admin, waiting(0)));
    psql(admin, "SELECT pg_reload_conf()");
  }
  EXPECT_EQ(lines(), "1 2");
  EXPECT_EQ(line.calls, 1);  // not written a second time
  EXPECT_EQ(queue.counters().in_doubt, 1u);
}

/// The COMMIT itself fails and takes the connection along: a deferred trigger cuts it.
TEST_F(Queue, WritesAgainWhenALostCommitDidNotHappen) {
  psql(url, "CREATE SEQUENCE attempts");
  psql(url, R"(CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
                 IF nextval('attempts') = 1 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
                 RETURN NULL; END $$)");
  psql(url,
       "CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON line DEFERRABLE INITIALLY DEFERRED"
       " FOR EACH ROW EXECUTE FUNCTION cut()");
  CommitQueue queue(url);
  Line line{3, 0};
  queue.submit(kind, line);
  EXPECT_EQ(lines(), "3");
  EXPECT_EQ(line.calls, 2);
  EXPECT_EQ(queue.counters().in_doubt, 1u);
}

TEST_F(Queue, AnItemThatBreaksEveryConnectionFailsAlone) {
  psql(url, R"(CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
                 IF NEW.number = 66 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
                 RETURN NEW; END $$)");
  psql(url, "CREATE TRIGGER cut BEFORE INSERT ON line FOR EACH ROW EXECUTE FUNCTION cut()");
  CommitQueue queue(url);
  std::vector<Line> all{{66, 0}};
  EXPECT_THROW(queue.submit(kind, all[0]), Unavailable);
  Line good{4, 0};
  queue.submit(kind, good);
  EXPECT_EQ(lines(), "4");
}

TEST_F(Queue, WaitsForADatabaseThatComesBack) {
  if (!Cluster::instance().is_private()) GTEST_SKIP() << "stops the server";
  CommitQueue queue(url);
  Pool pool(url);
  Line before{1, 0}, during{2, 0};
  queue.submit(kind, before);
  Cluster::instance().crash();
  {
    std::jthread caller([&] { queue.submit(kind, during); });
    Cluster::instance().start();
  }
  EXPECT_EQ(lines(), "1 2");
  EXPECT_EQ(pool.read([](pqxx::transaction_base& tx) {
    return pg::integer(pg::exec(tx, "SELECT count(*) FROM line")[0][0]);
  }),
            2);
}

TEST_F(Queue, SaysSoWhenTheDatabaseStaysAway) {
  CommitQueue queue("host=/nonexistent-folder dbname=x", {.largest_batch = 8, .patience = 50ms});
  Line line{1, 0};
  EXPECT_THROW(queue.submit(kind, line), Unavailable);
}

TEST_F(Queue, WritesWhatWaitsBeforeItEnds) {
  std::vector<Line> all(20);
  for (int i = 0; i < 20; ++i) all[std::size_t(i)].number = 20 + i;
  std::vector<std::jthread> callers;
  std::latch held(1), writing(1);
  auto queue =
      std::make_unique<CommitQueue>(url, CommitQueue::Options{.largest_batch = 4, .patience = 5s});
  callers.emplace_back([&] {
    queue->submit([&](pqxx::transaction_base&) {
      writing.count_down();
      held.wait();
    });
  });
  writing.wait();
  for (Line& line : all) callers.emplace_back([&] { queue->submit(kind, line); });
  while (queue->counters().waiting < all.size()) std::this_thread::yield();
  held.count_down();
  queue.reset();
  callers.clear();
  EXPECT_EQ(psql(url, "SELECT count(*) FROM line"), "20");
}

}  // namespace
}  // namespace gavel::db
