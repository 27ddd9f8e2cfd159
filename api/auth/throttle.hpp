#pragma once
// Slows down guessing of passwords: a bucket of tokens for each account and address. In memory and
// of this node alone; a restart forgives.
#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>

#include "engine/base/time.hpp"

namespace gavel::auth {

class Throttle {
 public:
  struct Options {
    int burst = 5;                             ///< Attempts before waiting begins.
    std::chrono::milliseconds refill{12'000};  ///< For one more attempt: five a minute.
    std::size_t buckets_max = 100'000;         ///< Beyond, full buckets are forgotten.
  };
  Throttle() : Throttle(Options()) {}
  explicit Throttle(Options options) : options_(options) {}

  /// Takes one attempt. Zero: go on; otherwise how long to wait before the next.
  [[nodiscard]] std::chrono::milliseconds attempt(const std::string& account,
                                                  const std::string& remote, Instant now);
  /// After a right password: the bucket is full again.
  void forgive(const std::string& account, const std::string& remote);

 private:
  /// `full_at`: when all attempts are there again; each attempt moves it one refill ahead.
  using Buckets = std::map<std::string, Instant>;
  void forget_full(Instant now);

  const Options options_;
  std::mutex mutex_;
  Buckets full_at_;
};

}  // namespace gavel::auth
