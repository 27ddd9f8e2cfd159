#include "api/routes/recount.hpp"

#include "api/routes/calendar_changes.hpp"
#include "api/routes/context.hpp"
#include "db/calendar_store.hpp"
#include "db/recounts.hpp"

namespace gavel::api {

bool recount_once(const Services& services) {
  constexpr int page_size = 50;
  db::Recounts recounts(services.pool);
  const auto recount = recounts.next();
  if (!recount) return false;
  Context context(services);
  db::CalendarStore& calendars = services.calendars;
  const auto page = changes_between(
      context, [&](const std::string& pack) { return calendars.counted(recount->before, pack); },
      [&](const std::string& pack) { return calendars.in_force(pack).calendar; }, recount->cursor,
      page_size);
  bring_forward(context, page);
  recounts.went_on(recount->n, page.next);
  return true;
}

}  // namespace gavel::api
