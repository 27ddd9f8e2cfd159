#include "db/clock.hpp"

#include "db/pg.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::db {

Instant SystemClock::now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

VirtualClock::VirtualClock(Pool& pool, Instant start) : pool_(pool) {
  now_ = pool_.write([&](pqxx::transaction_base& tx) {
    pg::exec(tx, "INSERT INTO virtual_clock (now) VALUES ($1) ON CONFLICT DO NOTHING", start);
    return pg::instant(pg::exec(tx, "SELECT now FROM virtual_clock")[0][0]);
  });
}

Instant VirtualClock::now() {
  const std::scoped_lock lock(mutex_);
  return now_;
}

void VirtualClock::move_to(Instant at) {
  const std::scoped_lock lock(mutex_);
  ensure(at >= now_, "time does not go back");
  if (at == now_) return;
  pool_.write(
      [&](pqxx::transaction_base& tx) { pg::exec(tx, "UPDATE virtual_clock SET now = $1", at); });
  now_ = at;
}

Instant latest_event(Pool& pool) {
  return pool.read([](pqxx::transaction_base& tx) {
    const auto latest = pg::exec(tx, "SELECT max(updated_at) FROM matter")[0][0];
    return latest.is_null() ? Instant() : pg::instant(latest);
  });
}

}  // namespace gavel::db
