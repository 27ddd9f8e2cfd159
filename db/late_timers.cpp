#include "db/late_timers.hpp"

#include <pqxx/pqxx>

#include "db/pg.hpp"
#include "db/pool.hpp"

namespace gavel::db {

void fire_now(Pool& pool, desk::Desk& desk, const std::string& matter,
              const std::vector<std::string>& clocks) {
  pg::Array events;
  for (const std::string& clock : clocks) events.add("clock." + clock);
  const auto waiting = pool.read([&](pqxx::transaction_base& tx) {
    std::vector<std::string> timers;
    for (const auto& row : pg::exec(tx,
                                    "SELECT id FROM timer WHERE matter = $1 AND event = ANY "
                                    "($2::text[]) ORDER BY due, id",
                                    matter, events))
      timers.push_back(pg::text(row[0]));
    return timers;
  });
  for (const std::string& timer : waiting) (void)desk.fire(matter, timer);
}

}  // namespace gavel::db
