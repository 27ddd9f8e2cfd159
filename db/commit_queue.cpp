#include "db/commit_queue.hpp"

#include <random>

#include "db/connection.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::db {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr int breaks_allowed =
    3;  // a batch that breaks every connection it gets is itself the cause
constexpr auto first_pause = 20ms, longest_pause = 500ms;

/// 128 random bits: this writer among all that ever were.
std::string random_id() {
  std::random_device source;
  std::string id;
  for (int i = 0; i < 4; ++i) {
    static constexpr char hex[] = "0123456789abcdef";
    for (std::uint32_t bits = source(), n = 0; n < 8; ++n, bits >>= 4) id += hex[bits & 15];
  }
  return id;
}

}  // namespace

CommitQueue::CommitQueue(std::string url) : CommitQueue(std::move(url), Options{}) {}

CommitQueue::CommitQueue(std::string url, Options options)
    : url_(std::move(url)), options_(options), writer_id_(random_id()) {
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

CommitQueue::~CommitQueue() {
  thread_.request_stop();
  thread_.join();
}

void CommitQueue::wait_for(BatchKind* kind, void* body, const Write* write) {
  Item item{kind, body, write, {}, {}};
  std::future<void> settled = item.promise.get_future();
  {
    const std::scoped_lock lock(mutex_);
    if (closed_) throw Unavailable("The server is shutting down.");
    waiting_.push_back(&item);
    arrived_.notify_one();  // under the lock: after it the queue may drain, and end
  }
  settled.get();
}

void CommitQueue::run(const std::stop_token& stop) {
  for (;;) {
    const Batch batch = gather(stop);
    if (batch.empty()) return;
    const auto began = Clock::now();
    commit(batch);
    committing_us_ +=
        std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began).count();
    release(batch);
  }
}

CommitQueue::Batch CommitQueue::gather(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  arrived_.wait(lock, stop, [&] { return !waiting_.empty(); });
  if (waiting_.empty()) {
    closed_ = true;  // stopped, and nothing left to write
    return {};
  }
  if (waiting_.size() <= options_.largest_batch) return std::exchange(waiting_, {});
  const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(options_.largest_batch);
  Batch batch(waiting_.begin(), end);
  waiting_.erase(waiting_.begin(), end);
  return batch;
}

void CommitQueue::release(const Batch& batch) {
  for (Item* item : batch) {
    // The item stands in its caller's frame and is gone as soon as the promise is kept.
    std::promise<void> promise = std::move(item->promise);
    const std::exception_ptr error = item->error;
    if (error) {
      promise.set_exception(error);
    } else {
      promise.set_value();
    }
  }
}

void CommitQueue::commit(const Batch& batch) {
  try {
    attempt(batch);
    ++batches_;
    items_ += batch.size();
  } catch (const Unavailable&) {
    for (Item* item : batch) item->error = std::current_exception();
  } catch (...) {
    if (batch.size() == 1) {
      batch.front()->error = std::current_exception();
      return;
    }
    ++failures_;
    commit_one_by_one(batch);
  }
}

void CommitQueue::commit_one_by_one(const Batch& batch) {
  std::exception_ptr away;
  for (Item* item : batch) {
    if (away) {
      item->error = away;  // not each for itself waits for a database that is away
      continue;
    }
    commit({item});
    if (!item->error) continue;
    try {
      std::rethrow_exception(item->error);
    } catch (const Unavailable&) {
      away = std::current_exception();
    } catch (...) {  // NOLINT(bugprone-empty-catch): this item's own fault, told to its own caller
    }
  }
}

void CommitQueue::attempt(const Batch& batch) {
  const auto deadline = Clock::now() + options_.patience;
  for (int breaks = 0;;) {
    Connection& connection = connected(deadline);
    const std::int64_t number = next_number_++;
    bool committing = false;
    try {
      pqxx::work tx(connection.session);
      const auto counted =
          pg::exec(tx, "UPDATE writer SET batch = $2, seen = clock_timestamp() WHERE id = $1",
                   writer_id_, number);
      ensure(counted.affected_rows() == 1, "a writer is enrolled before it writes");
      write_batch(tx, batch);
      committing = true;
      tx.commit();
      return;
    } catch (const std::exception& error) {
      if (!is_broken(error) && connection.session.is_open()) throw;
      const std::string reason =
          "The connection to the database broke: " + first_line(error.what());
      connection_.reset();
      if (committing && is_committed(number, deadline)) return;
      if (++breaks < breaks_allowed) continue;
      if (batch.size() > 1) throw std::runtime_error(reason);  // one of them is the cause
      throw Unavailable(reason);
    }
  }
}

void CommitQueue::write_batch(pqxx::transaction_base& tx, const Batch& batch) {
  std::vector<std::pair<BatchKind*, std::vector<void*>>> kinds;
  for (const Item* item : batch) {
    if (item->kind == nullptr) continue;
    auto kind = std::ranges::find(kinds, item->kind, [](const auto& known) { return known.first; });
    if (kind == kinds.end()) kind = kinds.insert(kinds.end(), {item->kind, {}});
    kind->second.push_back(item->body);
  }
  for (auto& [kind, bodies] : kinds) kind->apply(tx, bodies);
  for (const Item* item : batch) {
    if (item->write != nullptr) (*item->write)(tx);
  }
}

bool CommitQueue::is_committed(std::int64_t number, Clock::time_point deadline) {
  ++in_doubt_;
  for (;;) {
    try {
      // The lock waits until a COMMIT that the server is still working on has ended, either way.
      pqxx::work tx(connected(deadline).session);
      const auto found =
          pg::exec(tx, "SELECT batch FROM writer WHERE id = $1 FOR UPDATE", writer_id_);
      return !found.empty() && pg::integer(found[0][0]) >= number;
    } catch (const Unavailable& error) {
      throw InDoubt(error.what());
    } catch (const std::exception& error) {
      connection_.reset();
      if (Clock::now() >= deadline) throw InDoubt(first_line(error.what()));
    }
  }
}

Connection& CommitQueue::connected(Clock::time_point deadline) {
  for (auto pause = first_pause; !connection_; pause = std::min(pause * 2, longest_pause)) {
    try {
      auto fresh = std::make_unique<Connection>(url_);
      pqxx::work tx(fresh->session);
      pg::exec(tx, "INSERT INTO writer (id, batch) VALUES ($1, 0) ON CONFLICT (id) DO NOTHING",
               writer_id_);
      tx.commit();
      connection_ = std::move(fresh);
      if (std::exchange(was_connected_, true)) ++reconnects_;
    } catch (const std::exception& error) {
      if (Clock::now() + pause >= deadline) throw Unavailable(first_line(error.what()));
      std::this_thread::sleep_for(pause);
    }
  }
  return *connection_;
}

CommitQueue::Counters CommitQueue::counters() const {
  Counters all;
  all.batches = batches_;
  all.items = items_;
  all.failures = failures_;
  all.reconnects = reconnects_;
  all.in_doubt = in_doubt_;
  all.committing = std::chrono::microseconds(committing_us_);
  const std::scoped_lock lock(mutex_);
  all.waiting = waiting_.size();
  return all;
}

}  // namespace gavel::db
