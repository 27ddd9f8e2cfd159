#include <algorithm>

#include "db/matter_store.hpp"

namespace gavel::db {
namespace {

/// More would be a value typed anew for every matter: not worth being searched.
constexpr std::size_t policies_limit = 64;

}  // namespace

std::shared_ptr<const matter::Snapshot> SnapshotCache::get(const std::string& id) {
  const std::scoped_lock lock(mutex_);
  const auto found = by_id_.find(id);
  if (found == by_id_.end()) return nullptr;
  order_.splice(order_.begin(), order_, found->second);
  return order_.front();
}

std::shared_ptr<const matter::Snapshot> SnapshotCache::put(matter::Snapshot snapshot) {
  const std::scoped_lock lock(mutex_);
  share_policy(snapshot);
  const auto put = std::make_shared<const matter::Snapshot>(std::move(snapshot));
  const auto found = by_id_.find(put->id);
  if (found != by_id_.end()) {
    order_.splice(order_.begin(), order_, found->second);
    if (order_.front()->version < put->version) order_.front() = put;
    return put;
  }
  order_.push_front(put);
  by_id_.emplace(put->id, order_.begin());
  if (order_.size() > capacity_) {
    by_id_.erase(order_.back()->id);
    order_.pop_back();
  }
  return put;
}

void SnapshotCache::share_policy(matter::Snapshot& snapshot) {
  const auto is_known = [&](const auto& known) { return known.second.is(snapshot.policy); };
  if (std::ranges::any_of(policies_, is_known)) return;  // it came out of this cache
  if (policies_.size() >= policies_limit) policies_.clear();
  snapshot.policy =
      policies_.try_emplace(json_text(*snapshot.policy), snapshot.policy).first->second;
}

}  // namespace gavel::db
