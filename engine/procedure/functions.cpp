#include "engine/procedure/functions.hpp"

#include <algorithm>

#include "engine/procedure/lists.hpp"

namespace gavel::procedure {
namespace {

using expression::Arguments;
using expression::Undefined;
using expression::Value;
using Result = std::expected<Value, expression::Error>;

constexpr std::int64_t longest_count = 36600;

Json text(std::string value) { return Json(std::move(value)); }

/// A day or an instant as text; nothing when it is absent.
std::expected<std::optional<Day>, expression::Error> day_in(const Json* value) {
  if (value == nullptr || value->is_null()) return std::nullopt;
  if (value->is_string()) {
    const std::string_view given = value->get_string();
    if (given.empty()) return std::nullopt;
    if (const auto day = parse_day(given)) return day;
    if (const auto at = parse_instant(given)) return day_of(*at);
  }
  return type_error(json_text(*value) + " is neither a day (2026-01-30) nor an instant");
}

std::expected<int, expression::Error> count_in(const Json* value) {
  if (value != nullptr && value->is_int64() && value->get_int64() >= 0 && value->get_int64() <= longest_count) {
    return static_cast<int>(value->get_int64());
  }
  return type_error("a number of days is a whole number from 0 to " + std::to_string(longest_count));
}

const Json* as_json(const Value& value) { return std::get_if<Json>(&value); }

}  // namespace

std::expected<std::optional<ClockState>, expression::Error> clock_state(const Clock& clock, const calendar::Calendar& calendar,
                                                                        const Evaluate& evaluate) {
  const auto from_value = evaluate(clock.from);
  if (!from_value) return std::unexpected(from_value.error());
  const auto from = day_in(as_json(*from_value));
  if (!from) return std::unexpected(from.error());
  if (!*from) return std::nullopt;
  const auto count_value = evaluate(clock.count);
  if (!count_value) return std::unexpected(count_value.error());
  const auto count = count_in(as_json(*count_value));
  if (!count) return std::unexpected(count.error());
  const auto unit_value = evaluate(clock.unit);
  if (!unit_value) return std::unexpected(unit_value.error());
  const std::string unit = expression::to_string(*unit_value);
  if (unit != "day" && unit != "workday") return type_error("the unit of clock " + clock.id + " is \"day\" or \"workday\", not \"" + unit + "\"");
  const auto counted = unit == "day" ? calendar::Unit::day : calendar::Unit::workday;
  return ClockState{**from, calendar::deadline(calendar, **from, *count, counted, clock.roll)};
}

Result Functions::call(std::string_view name, Arguments arguments, const expression::Scope& scope) const {
  if (auto result = list_function(name, arguments)) return std::move(*result);
  if (name == "has" || name == "missing") return of_documents(name, arguments);
  bool known = false;
  auto result = of_time(name, arguments, scope, known);
  if (known) return result;
  return std::unexpected(expression::Error{expression::Error::Kind::reference, "there is no function '" + std::string(name) + "'", 0});
}

Result Functions::of_time(std::string_view name, Arguments arguments, const expression::Scope& scope, bool& known) const {
  known = true;
  if (name == "now") return text(to_string(now_));
  if (name == "today") return text(to_string(day_of(now_)));
  if (arguments.empty()) {
    known = false;
    return Undefined{};
  }
  if (name == "day") {
    const auto day = day_in(arguments[0]);
    if (!day) return std::unexpected(day.error());
    if (!*day) return Undefined{};
    return text(to_string(**day));
  }
  if (name == "days" || name == "workdays") {
    const auto from = day_in(arguments[0]);
    if (!from) return std::unexpected(from.error());
    const auto count = count_in(arguments.size() == 2 ? arguments[1] : nullptr);
    if (!count) return std::unexpected(count.error());
    if (!*from) return Undefined{};
    const auto unit = name == "days" ? calendar::Unit::day : calendar::Unit::workday;
    const auto due = calendar::deadline(calendar_, **from, *count, unit, true);
    if (due.provisional) return Undefined{};  // any comparison with it is then false
    return text(to_string(due.last));
  }
  if (name == "due" || name == "provisional" || name == "reached" || name == "until") {
    if (arguments[0] == nullptr || !arguments[0]->is_string()) return type_error(std::string(name) + " takes a clock's id");
    return of_clock(name, std::string(arguments[0]->get_string()), scope);
  }
  known = false;
  return Undefined{};
}

Result Functions::of_clock(std::string_view name, const std::string& id, const expression::Scope& scope) const {
  const auto clock = procedure_.clocks.find(id);
  if (clock == procedure_.clocks.end()) return type_error("no clock is called '" + id + "'");
  const auto state = clock_state(clock->second, calendar_, [&](const expression::Expression& e) { return e.evaluate(scope); });
  if (!state) return std::unexpected(state.error());
  const bool runs = state->has_value();
  if (name == "reached") return Json(runs && is_reached((*state)->due, day_of(now_)));
  if (name == "provisional") return Json(runs && (*state)->due.provisional);
  if (!runs) return Undefined{};
  if (name == "due") return text(to_string((*state)->due.last));
  const auto left = calendar::end_of((*state)->due) - now_;
  constexpr std::chrono::milliseconds a_day = std::chrono::hours{24};
  return text(std::to_string((left > left.zero() ? left : a_day).count()) + "ms");
}

Result Functions::of_documents(std::string_view name, Arguments arguments) const {
  const auto present = [&](const Json& code) { return code.is_string() && documents_.contains(code.get_string()); };
  if (name == "has") {
    if (arguments.size() != 1 || arguments[0] == nullptr) return type_error("has takes a document's code");
    return Json(present(*arguments[0]));
  }
  if (arguments.size() != 1 || arguments[0] == nullptr || !arguments[0]->is_array()) return type_error("missing takes a list of document codes");
  JsonArray absent;
  for (const Json& code : arguments[0]->get_array()) {
    if (!present(code)) absent.push_back(code);
  }
  return Json(std::move(absent));
}

}  // namespace gavel::procedure
