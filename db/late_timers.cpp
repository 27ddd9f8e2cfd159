#include "db/late_timers.hpp"

#include <pqxx/pqxx>

#include "db/pg.hpp"
#include "db/pool.hpp"

namespace gavel::db {

void fire_now(Pool& pool, desk::Desk& desk, const std::string& matter,
              const std::vector<EarlyClock>& clocks) {
  pg::Array events, ends;
  for (const EarlyClock& clock : clocks) events.add("clock." + clock.id), ends.add(clock.end);
  const auto waiting = pool.read([&](pqxx::transaction_base& tx) {
    std::vector<std::string> timers;
    for (const auto& row : pg::exec(tx,
                                    "SELECT t.id FROM timer t JOIN unnest($2::text[], "
                                    "$3::timestamptz[]) AS early (event, at) USING (event) WHERE "
                                    "t.matter = $1 AND t.due > early.at ORDER BY t.due, t.id",
                                    matter, events, ends))
      timers.push_back(pg::text(row[0]));
    return timers;
  });
  for (const std::string& timer : waiting) (void)desk.fire(matter, timer);
}

}  // namespace gavel::db
