#include "db/pool.hpp"

#include "db/connection.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::db {
namespace {

using Snapshot = pqxx::transaction<pqxx::repeatable_read>;

/// Marks the calling thread as holding a connection of `pool` for as long as it lives.
class Holding {
 public:
  explicit Holding(const Pool& pool) {
    ensure(std::ranges::find(held, &pool) == held.end(), "one connection of a pool for one caller");
    held.push_back(&pool);
  }
  Holding(const Holding&) = delete;
  Holding& operator=(const Holding&) = delete;
  ~Holding() { held.pop_back(); }

 private:
  // Were callers to take a second connection while they hold one, all of them could wait for all.
  static thread_local std::vector<const Pool*> held;
};
thread_local std::vector<const Pool*> Holding::held;

std::string reason(const std::exception& error) {
  return "The connection to the database broke: " + first_line(error.what());
}

}  // namespace

Pool::Pool(std::string url, std::size_t connections) : url_(std::move(url)), limit_(connections) {
  ensure(limit_ > 0, "a pool holds at least one connection");
}

Pool::~Pool() = default;

std::unique_ptr<Connection> Pool::take() {
  std::unique_lock lock(mutex_);
  returned_.wait(lock, [&] { return taken_ < limit_; });
  ++taken_;
  if (idle_.empty()) return nullptr;
  auto connection = std::move(idle_.back());
  idle_.pop_back();
  return connection;
}

void Pool::give_back(std::unique_ptr<Connection> connection) {
  {
    const std::scoped_lock lock(mutex_);
    --taken_;
    if (connection) {
      idle_.push_back(std::move(connection));
    } else {
      // Whatever broke this one has very likely broken those that lie idle.
      idle_.clear();
    }
  }
  returned_.notify_one();
}

void Pool::perform(Mode mode, const Thunk& work) {
  const Holding holding(*this);
  bool was_reused = false;
  try {
    perform_once(mode, work, was_reused);
  } catch (const InDoubt&) {
    throw;
  } catch (const Unavailable&) {
    // An idle connection cannot know that its server has gone: that is worth a second try, on a new
    // one. Nothing was committed, or it would be InDoubt.
    if (!was_reused) throw;
    perform_once(mode, work, was_reused);
  }
}

void Pool::perform_once(Mode mode, const Thunk& work, bool& was_reused) {
  auto connection = take();
  was_reused = connection != nullptr;
  bool committing = false;
  try {
    if (!connection) connection = std::make_unique<Connection>(url_);
    switch (mode) {
      case Mode::read: {
        pqxx::nontransaction tx(connection->session);
        work(tx);
        break;
      }
      case Mode::snapshot: {
        Snapshot tx(connection->session);
        pg::exec(tx, "SET TRANSACTION READ ONLY");
        work(tx);
        tx.commit();
        break;
      }
      case Mode::write: {
        pqxx::work tx(connection->session);
        work(tx);
        committing = true;
        tx.commit();
        break;
      }
    }
  } catch (const Unavailable&) {  // could not connect, or from within `work`
    give_back(nullptr);
    throw;
  } catch (const std::exception& error) {
    if (!is_broken(error) && connection->session.is_open()) {
      give_back(std::move(connection));
      throw;
    }
    give_back(nullptr);
    if (committing) throw InDoubt(reason(error));
    throw Unavailable(reason(error));
  } catch (...) {
    give_back(nullptr);
    throw;
  }
  give_back(std::move(connection));
}

}  // namespace gavel::db
