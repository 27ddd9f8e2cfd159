#pragma once
// Connections to the one database, bounded in number. A connection that breaks is thrown away and
// never reused: libpqxx 6 would otherwise reconnect silently and lose the session's settings.
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

namespace pqxx {
class transaction_base;
}

namespace gavel::db {

/// The database cannot be reached, or the connection broke: nothing was written. The message says
/// what the database said.
struct Unavailable : std::runtime_error {
  using std::runtime_error::runtime_error;
};
/// The connection broke during COMMIT and could not be restored in time: whether the write happened
/// is not known. The caller must claim neither success nor failure.
struct InDoubt : Unavailable {
  using Unavailable::Unavailable;
};

struct Connection;  // one libpqxx connection; db/connection.hpp

/// Work given to the pool must not call the pool again (BrokenInvariant): with every connection
/// taken by such a caller, all would wait for ever.
class Pool {
 public:
  /// Opens nothing yet. `url` is a libpq connection string or URI; more than one host is fine.
  explicit Pool(std::string url, std::size_t connections = 16);
  ~Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  /// Calls `work(pqxx::transaction_base&)` with each statement on its own, as last committed. May
  /// be called a second time, on a new connection, when the first one proved broken.
  template <class Work>
  auto read(Work&& work) {
    return run(Mode::read, work);
  }
  /// The same in one read-only snapshot: several statements that must agree with each other.
  template <class Work>
  auto snapshot(Work&& work) {
    return run(Mode::snapshot, work);
  }
  /// One transaction of its own, committed when `work` returns, rolled back when it throws. What
  /// many callers write at once belongs into the commit queue instead.
  template <class Work>
  auto write(Work&& work) {
    return run(Mode::write, work);
  }

  [[nodiscard]] const std::string& url() const { return url_; }

 private:
  enum class Mode { read, snapshot, write };
  using Thunk = std::function<void(pqxx::transaction_base&)>;

  template <class Work>
  auto run(Mode mode, Work& work) {
    using Result = std::invoke_result_t<Work&, pqxx::transaction_base&>;
    if constexpr (std::is_void_v<Result>) {
      perform(mode, [&](pqxx::transaction_base& tx) { work(tx); });
    } else {
      std::optional<Result> result;
      perform(mode, [&](pqxx::transaction_base& tx) { result.emplace(work(tx)); });
      return std::move(*result);
    }
  }
  void perform(Mode mode, const Thunk& work);
  void perform_once(Mode mode, const Thunk& work, bool& was_reused);
  [[nodiscard]] std::unique_ptr<Connection> take();
  void give_back(std::unique_ptr<Connection> connection);

  const std::string url_;
  const std::size_t limit_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Connection>> idle_;
  std::size_t taken_ = 0;
};

}  // namespace gavel::db
