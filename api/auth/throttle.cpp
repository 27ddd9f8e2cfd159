#include "api/auth/throttle.hpp"

#include <algorithm>

namespace gavel::auth {
namespace {

std::string bucket_of(const std::string& account, const std::string& remote) {
  return account + '\0' + remote;
}

}  // namespace

std::chrono::milliseconds Throttle::attempt(const std::string& account, const std::string& remote,
                                            Instant now) {
  const std::lock_guard lock(mutex_);
  const std::string bucket = bucket_of(account, remote);
  if (full_at_.size() >= options_.buckets_max && !full_at_.contains(bucket)) forget_full(now);
  Instant& full_at = full_at_[bucket];
  const Instant after = std::max(full_at, now) + options_.refill;
  const Instant latest = now + options_.burst * options_.refill;
  if (after > latest) return after - latest;
  full_at = after;
  return std::chrono::milliseconds{0};
}

void Throttle::forgive(const std::string& account, const std::string& remote) {
  const std::lock_guard lock(mutex_);
  full_at_.erase(bucket_of(account, remote));
}

void Throttle::forget_full(Instant now) {
  std::erase_if(full_at_, [&](const auto& bucket) { return bucket.second <= now; });
  // All still waiting: someone tries many names. Starting over keeps memory bounded.
  if (full_at_.size() >= options_.buckets_max) full_at_.clear();
}

}  // namespace gavel::auth
