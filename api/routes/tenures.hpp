#pragma once
// What positions and delegations have in common: from when to when, and how they are ended.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "api/routes/call.hpp"
#include "api/routes/context.hpp"
#include "api/routes/input.hpp"
#include "db/offices.hpp"

namespace gavel::api {

/// Grounds and reasons.
inline constexpr Length long_text{.min = 1, .max = 2000};

[[nodiscard]] Day today_of(Context& context);

/// Null where there is none.
[[nodiscard]] Json maybe_day(const std::optional<Day>& day);
void add_tenure(JsonObject& out, const db::Tenure& tenure);

/// A member that is a day.
[[nodiscard]] std::optional<Day> day_in(Fields& fields, std::string_view name, bool is_required);
/// `since` and `until`; `has_end`: the last day is asked for.
[[nodiscard]] db::Tenure tenure_in(Fields& fields, bool has_end);
/// A fault unless there is such an account, or none is given.
void check_account(Context& context, Fields& fields, std::string_view name,
                   const std::string& account);
/// 0 where the text is no number.
[[nodiscard]] std::int64_t number_of(const std::string& text);

struct End {
  Day day;
  std::string reason;
};
/// What the request says of the end of what began on `since`; today where it says no day.
[[nodiscard]] End end_in(Context& context, const Call& call, Day since);

}  // namespace gavel::api
