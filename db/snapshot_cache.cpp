#include <algorithm>

#include "db/matter_store.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::db {
namespace {

/// More would be a value typed anew for every matter: not worth being searched.
constexpr std::size_t policies_limit = 64;

}  // namespace

std::shared_ptr<const matter::Snapshot> SnapshotCache::get(const std::string& id) {
  std::unique_lock lock(mutex_);
  const auto found = by_id_.find(id);
  if (found == by_id_.end()) return nullptr;
  const Entry& entry = *found->second;
  if (entry.snapshot != nullptr) {
    ready_.splice(ready_.begin(), ready_, found->second);
    return entry.snapshot;
  }
  const std::string text = entry.packed;
  const auto procedure = entry.procedure;
  lock.unlock();  // others need not wait while this one is read
  auto read = matter::decode_snapshot(*procedure, parse_json(text).value().as_object());
  ensure(read.has_value(), "a packed snapshot is read as it was written");
  return put(std::move(*read), procedure);
}

std::shared_ptr<const matter::Snapshot> SnapshotCache::put(
    matter::Snapshot snapshot, std::shared_ptr<const procedure::Procedure> procedure) {
  const std::scoped_lock lock(mutex_);
  share_policy(snapshot);
  auto put = std::make_shared<const matter::Snapshot>(std::move(snapshot));
  const auto found = by_id_.find(put->id);
  if (found == by_id_.end()) {
    ready_.push_front({put->version, put->id, std::move(procedure), put, {}});
    by_id_.emplace(put->id, ready_.begin());
  } else {
    Entry& entry = *found->second;
    if (put->version < entry.version) return put;
    ready_.splice(ready_.begin(), entry.snapshot == nullptr ? packed_ : ready_, found->second);
    entry = {put->version, put->id, std::move(procedure), put, {}};
  }
  make_room();
  return put;
}

void SnapshotCache::make_room() {
  if (ready_.size() > most_ready_) {
    Entry& idle = ready_.back();
    idle.packed = json_text(matter::encode(*idle.procedure, *idle.snapshot));
    idle.packed.shrink_to_fit();
    idle.snapshot.reset();
    packed_.splice(packed_.begin(), ready_, std::prev(ready_.end()));
  }
  if (ready_.size() + packed_.size() <= capacity_) return;
  Order& last = packed_.empty() ? ready_ : packed_;
  by_id_.erase(last.back().id);
  last.pop_back();
}

void SnapshotCache::share_policy(matter::Snapshot& snapshot) {
  const auto is_known = [&](const auto& known) { return known.second.is(snapshot.policy); };
  if (std::ranges::any_of(policies_, is_known)) return;  // it came out of this cache
  if (policies_.size() >= policies_limit) policies_.clear();
  snapshot.policy =
      policies_.try_emplace(json_text(*snapshot.policy), snapshot.policy).first->second;
}

}  // namespace gavel::db
