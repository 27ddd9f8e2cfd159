#pragma once
// One durable commit serves many callers. One thread takes everything that waits, writes it in one
// transaction and commits; what arrives meanwhile is the next batch. So a batch is as large as the
// load makes it, and a lone caller waits for nobody. No caller is released before the COMMIT of
// what it asked for.
//
// A batch that fails is tried again item by item, so a bad item spoils only itself. A connection
// that breaks during COMMIT leaves the batch in doubt: every batch also counts up this writer's row
// in the table `writer`, and the row's value, read under its lock on a new connection, says whether
// the batch is there, and makes sure that it cannot still arrive later.
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "db/pool.hpp"

namespace gavel::db {

/// A kind of write that many callers make at once: `apply` writes all items of a batch with few
/// statements and leaves each item's result in it. Items live in their callers' frames until the
/// commit. Called again with the same items (one by one) after a batch that failed, so it sets
/// every result anew.
class BatchKind {
 public:
  virtual void apply(pqxx::transaction_base& tx, std::span<void* const> items) = 0;

 protected:
  ~BatchKind() = default;
};

/// The same, typed: `class Intake final : public BatchOf<NewComment> { void write(tx, items)
/// override; }`.
template <class Item>
class BatchOf : public BatchKind {
 public:
  virtual void write(pqxx::transaction_base& tx, std::span<Item* const> items) = 0;
  void apply(pqxx::transaction_base& tx, std::span<void* const> items) final {
    std::vector<Item*> typed;
    typed.reserve(items.size());
    for (void* item : items) typed.push_back(static_cast<Item*>(item));
    write(tx, typed);
  }

 protected:
  ~BatchOf() = default;
};

class CommitQueue {
 public:
  struct Options {
    std::size_t largest_batch = 256;  ///< Items; 64 give most of the gain, more lengthen the wait.
    std::chrono::milliseconds patience{10'000};  ///< How long a lost database is waited for.
  };
  explicit CommitQueue(std::string url);
  CommitQueue(std::string url, Options options);
  ~CommitQueue();  ///< Writes what still waits, then stops.
  CommitQueue(const CommitQueue&) = delete;
  CommitQueue& operator=(const CommitQueue&) = delete;

  /// Blocks until the item's batch is durable. Rethrows what `apply` threw when the item was tried
  /// alone; Unavailable when the database stays away; InDoubt when it left during COMMIT and stays
  /// away.
  template <class Item>
  void submit(BatchOf<Item>& kind, Item& item) {
    wait_for(&kind, &item, nullptr);
  }
  /// A write of its own kind, in the transaction of whatever else is being committed. Run again, in
  /// a transaction of its own, when the batch it was in failed: it must set its results anew each
  /// time.
  using Write = std::function<void(pqxx::transaction_base&)>;
  void submit(const Write& write) { wait_for(nullptr, nullptr, &write); }

  /// Since start; read at any time.
  struct Counters {
    std::uint64_t batches = 0;                ///< Transactions committed.
    std::uint64_t items = 0;                  ///< Items committed.
    std::uint64_t failures = 0;               ///< Batches that failed and were tried item by item.
    std::uint64_t reconnects = 0;             ///< Connections made after the first.
    std::uint64_t in_doubt = 0;               ///< Commits whose outcome had to be looked up.
    std::uint64_t waiting = 0;                ///< Items waiting now.
    std::chrono::microseconds committing{0};  ///< Total time spent in batches.
  };
  [[nodiscard]] Counters counters() const;

 private:
  /// Stands in its caller's frame until the promise is kept.
  struct Item {
    BatchKind* kind = nullptr;
    void* body = nullptr;
    const Write* write = nullptr;
    std::promise<void> promise;
    std::exception_ptr error;
  };
  using Batch = std::vector<Item*>;
  using Deadline = std::chrono::steady_clock::time_point;

  void wait_for(BatchKind* kind, void* body, const Write* write);
  void run(const std::stop_token& stop);
  [[nodiscard]] Batch gather(const std::stop_token& stop);
  static void release(const Batch& batch);
  void commit(const Batch& batch);
  void commit_one_by_one(const Batch& batch);
  void attempt(const Batch& batch);
  static void write_batch(pqxx::transaction_base& tx, const Batch& batch);
  [[nodiscard]] bool is_committed(std::int64_t number, Deadline deadline);
  Connection& connected(Deadline deadline);

  const std::string url_;
  const Options options_;
  const std::string writer_id_;
  // Of the writing thread alone:
  std::unique_ptr<Connection> connection_;
  std::int64_t next_number_ = 1;  ///< Of the next batch; also of one that comes to nothing.
  bool was_connected_ = false;

  mutable std::mutex mutex_;
  std::condition_variable_any arrived_;
  Batch waiting_;
  bool closed_ = false;
  std::atomic<std::uint64_t> batches_{0}, items_{0}, failures_{0}, reconnects_{0}, in_doubt_{0};
  std::atomic<std::int64_t> committing_us_{0};
  std::jthread thread_;
};

}  // namespace gavel::db
