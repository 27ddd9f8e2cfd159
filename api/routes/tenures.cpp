#include "api/routes/tenures.hpp"

#include <charconv>

#include "db/accounts.hpp"
#include "engine/base/recorded_day.hpp"
#include "engine/desk/ports.hpp"

namespace gavel::api {

Day today_of(Context& context) { return day_of(context.services.clock.now()); }

Json maybe_day(const std::optional<Day>& day) { return day ? Json(to_string(*day)) : Json(); }

void add_tenure(JsonObject& out, const db::Tenure& tenure) {
  out["since"] = to_string(tenure.since);
  out["until"] = maybe_day(tenure.until);
  out["ended"] = maybe_day(tenure.ended);
  out["end_reason"] = tenure.end_reason;
}

std::optional<Day> day_in(Fields& fields, std::string_view name, bool is_required) {
  const Length length{.min = 1, .max = 10};
  const std::string given =
      is_required ? fields.text(name, length) : fields.maybe_text(name, length).value_or("");
  if (given.empty()) return std::nullopt;
  const auto day = recorded_day(given);
  if (!day) fields.fault(name, "not-a-date", {{"given", given}});
  return day;
}

db::Tenure tenure_in(Fields& fields, bool has_end) {
  const auto since = day_in(fields, "since", true);
  const auto until = day_in(fields, "until", has_end);
  if (since && until && *until < *since)
    fields.fault("until", "before", {{"earliest", to_string(*since)}});
  return {.since = since.value_or(Day{}), .until = until, .ended = {}, .end_reason = ""};
}

void check_account(Context& context, Fields& fields, std::string_view name,
                   const std::string& account) {
  if (!account.empty() && !context.services.accounts.find(account))
    fields.fault(name, "no-such-entry", {{"given", account}});
}

std::int64_t number_of(const std::string& text) {
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc{} && read.ptr == text.data() + text.size() ? number : 0;
}

End end_in(Context& context, const Call& call, Day since) {
  const JsonObject body = call.json();
  Fields fields(body);
  End end{.day = day_in(fields, "day", false).value_or(today_of(context)),
          .reason = fields.text("reason", long_text)};
  if (end.day < since) fields.fault("day", "before", {{"earliest", to_string(since)}});
  fields.done();
  return end;
}

}  // namespace gavel::api
