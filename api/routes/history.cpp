#include "api/routes/history.hpp"

#include "db/matter_store.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::api {

std::vector<matter::Event> events_of(Context& context, const matter::Snapshot& snapshot) {
  constexpr int page = 500;
  std::vector<matter::Event> events;
  while (std::cmp_less(events.size(), snapshot.version)) {
    auto more = context.services.matters.events(snapshot.id,
                                                static_cast<std::int64_t>(events.size()), page);
    ensure(!more.empty(), "a matter's events are numbered without gaps");
    for (auto& event : more) {
      if (event.seq <= snapshot.version) events.push_back(std::move(event));
    }
  }
  return events;
}

}  // namespace gavel::api
