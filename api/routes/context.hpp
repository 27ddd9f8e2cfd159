#pragma once
// What every route can reach: the services, and what the API itself keeps in memory.
#include <mutex>
#include <set>
#include <string>
#include <utility>

#include "api/auth/throttle.hpp"
#include "api/routes/metrics.hpp"
#include "api/routes/services.hpp"
#include "db/clock.hpp"

namespace gavel::api {

/// Requests under an Idempotency-Key that this node is working on.
class UnderWay {
 public:
  using Key = std::pair<std::string, std::string>;  ///< Account, name of the key.
  [[nodiscard]] bool enter(const Key& key) {
    const std::lock_guard lock(mutex_);
    return keys_.insert(key).second;
  }
  void leave(const Key& key) {
    const std::lock_guard lock(mutex_);
    keys_.erase(key);
  }

 private:
  std::mutex mutex_;
  std::set<Key> keys_;
};

struct Context {
  explicit Context(const Services& given)
      : services(given), wall(given.wall_clock != nullptr ? *given.wall_clock : system_clock) {}

  Services services;
  db::SystemClock system_clock;
  desk::Clock& wall;  ///< Real time: sessions and throttle.
  auth::Throttle log_ins;
  UnderWay under_way;
  Metrics metrics;
};

}  // namespace gavel::api
