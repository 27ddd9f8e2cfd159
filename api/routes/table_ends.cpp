#include "api/routes/table_ends.hpp"

#include "api/routes/problem.hpp"
#include "db/calendar_store.hpp"

namespace gavel::api {

std::optional<Text> table_ends(Context& context) {
  constexpr std::chrono::days ahead{45};
  const Day last = context.services.calendars.current().calendar->last_known();
  const Day today = day_of(context.services.clock.now());
  if (today + ahead < last) return std::nullopt;
  const std::chrono::year_month_day next{last + std::chrono::days{1}};
  return sentence(today > last ? "calendar-ended" : "calendar-ends",
                  {{"year", static_cast<int>(next.year())}, {"last", to_string(last)}});
}

}  // namespace gavel::api
