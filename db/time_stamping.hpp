#pragma once
// Time-stamps (RFC 3161) that the server itself asks for, of one authority that its operator names.
// It happens after the signature is durable and beside the sign-off: an authority that is away,
// slow or wrong holds up nobody. What it did not answer is asked for again, by itself and whenever
// somebody wants it.
#include <chrono>
#include <expected>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "archive/time_stamp.hpp"
#include "db/statements.hpp"
#include "engine/desk/ports.hpp"

namespace gavel::db {

class Pool;

/// A TimeStampReq in DER for the answer to it, any bytes; the error says why there is none.
using AskAuthority = std::function<std::expected<std::string, std::string>(const std::string&)>;

/// The row that keeps `answer`, if it holds: over this signature, by one whom `roots` trust, and of
/// a time between the statement's making and now. `account`: who hands it in.
[[nodiscard]] std::expected<TimeStamp, archive::TimeStampFault> checked_time_stamp(
    const Statement& statement, const Signature& signature, const std::string& answer,
    const archive::TsaRoots& roots, const std::string& account, Instant now);

/// Why there is no time-stamp: `away` with what the network says, or `fault` of the answer.
struct NotStamped {
  std::string away;
  std::optional<archive::TimeStampFault> fault;
  bool is_there_already = false;
};

class TimeStamping {
 public:
  /// All must outlive it. `ask` must come back within seconds, come what may.
  TimeStamping(Pool& pool, Statements& statements, desk::Clock& clock,
               const archive::TsaRoots& roots, AskAuthority ask)
      : pool_(pool), statements_(statements), clock_(clock), roots_(roots), ask_(std::move(ask)) {}

  /// Asks now, verifies and keeps. Throws nothing of the authority's.
  [[nodiscard]] std::expected<TimeStamp, NotStamped> stamp(const Statement& statement,
                                                           const Signature& signature,
                                                           const std::string& account);

  /// Requests that may wait for the authority at one time: each takes a thread of the server's for
  /// as long as it is slow.
  static constexpr std::size_t most_waiting = 4;
  /// To be held while stamp() is called for somebody who waits. Null when that statement's is being
  /// asked for already, or when most_waiting others are.
  class Turn;
  [[nodiscard]] std::unique_ptr<Turn> turn(const std::string& statement);

  /// Asks for the next signature that has no time-stamp and stands in no package yet; true when
  /// there may be more. After an authority that was away, or whose answer does not hold, it pauses,
  /// longer each time, at most ten minutes; only where the answer is of something else than the
  /// signature, or of before its statement, is it not asked for again before the next start. Of one
  /// thread. Of two nodes both may ask: the signature then has two, which harms nothing.
  bool run_once();

 private:
  struct Waiting {
    std::string statement;
    Instant at;
  };
  [[nodiscard]] std::optional<Waiting> next();
  void pause();

  Pool& pool_;
  Statements& statements_;
  desk::Clock& clock_;
  const archive::TsaRoots& roots_;
  AskAuthority ask_;
  std::mutex mutex_;
  std::set<std::string> waited_for_;  ///< Statements.
  std::optional<Instant> since_;      ///< Signatures before it have been looked at.
  std::set<std::string> refused_;     ///< Statements that are given up.
  std::chrono::seconds patience_{0};
  std::chrono::steady_clock::time_point again_{};
};

class TimeStamping::Turn {
 public:
  Turn(TimeStamping& of, std::string statement) : of_(of), statement_(std::move(statement)) {}
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() {
    const std::scoped_lock lock(of_.mutex_);
    of_.waited_for_.erase(statement_);
  }

 private:
  TimeStamping& of_;
  const std::string statement_;
};

}  // namespace gavel::db
