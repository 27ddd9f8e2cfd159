#include "db/matter_store.hpp"

namespace gavel::db {

std::shared_ptr<const matter::Snapshot> SnapshotCache::get(const std::string& id) {
  const std::scoped_lock lock(mutex_);
  const auto found = by_id_.find(id);
  if (found == by_id_.end()) return nullptr;
  order_.splice(order_.begin(), order_, found->second);
  return order_.front();
}

void SnapshotCache::put(std::shared_ptr<const matter::Snapshot> snapshot) {
  const std::scoped_lock lock(mutex_);
  const auto found = by_id_.find(snapshot->id);
  if (found != by_id_.end()) {
    order_.splice(order_.begin(), order_, found->second);
    if (order_.front()->version < snapshot->version) order_.front() = std::move(snapshot);
    return;
  }
  order_.push_front(std::move(snapshot));
  by_id_.emplace(order_.front()->id, order_.begin());
  if (order_.size() <= capacity_) return;
  by_id_.erase(order_.back()->id);
  order_.pop_back();
}

}  // namespace gavel::db
